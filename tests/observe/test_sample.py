"""A sample is what its definition says, to the row: the same in any order, from any files, by any short cut."""

from __future__ import annotations

import hashlib
import math
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.roles import Protected
from audit.observe.engines import sample
from audit.observe.engines.sample import drawn
from audit.observe.outcomes import decisions
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from audit.observe.stage import described
from tests.observe import scenes

OUTCOMES = [one for one in makers() if isinstance(one, RowWork) and one.name == "outcomes"]
KINDS: dict[str, tuple[str, pa.DataType]] = {
    "sex": ("text", pa.string()),
    "__hash": ("text", pa.string()),
    "age": ("integer", pa.int64()),
    "__column_0": ("number", pa.float64()),
    'the "odd" one': ("boolean", pa.bool_()),
    "a.b": ("date", pa.date32()),
    "seen": ("timestamp", pa.timestamp("us")),
}
"""Columns of every kind; some are called as the working columns are."""
BANDS = (18.0, 30.0)
TEXT = st.one_of(
    st.none(),
    st.sampled_from(["", "-", "1:a", ";", ":", "5:", "ß", "日本", "👩‍👩‍👧"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
)
NUMBER = st.one_of(
    st.none(),
    st.sampled_from([0.1, 0.1 + 2**-40, 1e300, 2e300, math.inf, -math.inf, -1e-13, 1e-13, 2.0**53, float("nan")]),
    st.floats(width=32),
)
MOMENT = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - a timestamp is in UTC here
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["F", "M", None]), TEXT, st.one_of(st.none(), st.integers(10, 40)), NUMBER,
        st.sampled_from([True, False, None]), st.one_of(st.none(), st.dates(date(1, 1, 1))), st.one_of(st.none(), MOMENT),
    ),
    min_size=2,
    max_size=24,
)  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _table(rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Return rows as an Arrow table."""
    columns = list(zip(*rows, strict=True))
    return pa.table({name: pa.array(values, kind) for (name, (_, kind)), values in zip(KINDS.items(), columns, strict=True)})


def _plain(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return rows with numbers that are none, and empty text, as what they are to an audit: nothing."""
    return [
        tuple(None if value == "" or (isinstance(value, float) and not math.isfinite(value)) else value for value in row) for row in rows
    ]


def _key(row: Sequence[Any], seed: int) -> str:
    """Return the hash of a row, spelt out a second time: the definition."""
    text = f"{seed}:"
    for value, (kind, _) in zip(row, KINDS.values(), strict=True):
        if kind == "text":
            text += "-:" if value is None else f"{len(value)}:{value}"
        else:
            text += f"{'-' if value is None else _written(value, kind)};"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _written(value: Any, kind: str) -> str:
    """Return the text of a value that is no text."""
    if kind == "number":
        near = value if -(2.0**53) < value < 2.0**53 else 0.0
        return f"{math.floor(near)}:{math.floor((near - math.floor(near)) * 2.0**30)}"
    if kind == "timestamp":
        return str(value)[:19] + (f".{value.microsecond:06d}".rstrip("0") if value.microsecond else "")
    return str(value).lower()


def _group(row: Sequence[Any]) -> tuple[str, int | None]:
    """Return the sex and the band of the age."""
    return row[0] or "unknown", None if row[2] is None else sum(row[2] >= edge for edge in BANDS)


def _expected(rows: Sequence[Sequence[Any]], wanted: int, seed: int) -> Counter[tuple[Any, ...]]:
    """Return the rows that the definition draws."""
    groups = defaultdict(list)
    for row in _plain(rows):
        groups[_group(row)].append(row)
    kept = []
    for members in groups.values():
        members.sort(key=lambda row: (_key(row, seed), row[3] or 0.0))
        kept += members[: math.ceil(len(members) * wanted / len(rows))]
    return Counter(kept)


def _found(scene: Scene) -> Counter[tuple[Any, ...]]:
    """Return the rows that are looked at."""
    return Counter(tuple(row.values()) for row in scene.source.frame().collect("pyarrow").to_native().to_pylist())


def _asking(scene: Scene, wanted: int, seed: int = 0) -> Scene:
    """Return the scene with a sample of so many rows."""
    return replace(scene, settings=replace(scene.settings, sample=wanted, seed=seed))


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene with two protected columns, one of them in bands."""
    with scenes.scene(_table([("F", "", 20, 0.5, True, date(2020, 1, 1), datetime(2020, 1, 1))] * 2)) as one:  # noqa: DTZ001
        yield replace(one, roles=replace(one.roles, protected=(Protected("sex"), Protected("age", BANDS))))


# ------------------------------------------------------------------------------ which rows


@QUICK
@given(rows=ROWS, share=st.floats(0.02, 0.98), seed=st.integers(0, 9))
def test_the_rows_are_those_of_the_definition(stage: Scene, rows: list[tuple[Any, ...]], share: float, seed: int) -> None:
    """Group by group the smallest hashes; equal rows stand for each other."""
    wanted = max(1, int(len(rows) * share))
    expected = _expected(rows, wanted, seed)

    actual = _found(drawn(_asking(scenes.again(stage, _table(rows)), wanted, seed)))

    assert expected == actual


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(rows=ROWS, share=st.floats(0.1, 0.9), order=st.randoms(use_true_random=False))
def test_order_files_and_row_groups_do_not_matter(
    stage: Scene, tmp_path: Path, rows: list[tuple[Any, ...]], share: float, order: random.Random
) -> None:
    """Shuffled, and in a folder of Parquet parts of small row groups, the same rows are drawn."""
    wanted = max(1, int(len(rows) * share))
    expected = _found(drawn(_asking(scenes.again(stage, _table(rows)), wanted)))
    mixed = order.sample(rows, len(rows))
    folder = Path(mkdtemp(dir=tmp_path))
    cut = order.randint(1, len(rows) - 1)
    for place, part in enumerate((mixed[:cut], mixed[cut:])):
        pq.write_table(_table(part), folder / f"{place}.parquet", row_group_size=2)

    in_parts = _found(drawn(_asking(scenes.again(stage, folder), wanted)))
    shuffled = _found(drawn(_asking(scenes.again(stage, _table(mixed)), wanted)))

    assert [expected, expected] == [in_parts, shuffled]


PEOPLE = scenes.people(20_000)
WAYS = [
    pytest.param((6.0,), id="with-little-room"),
    pytest.param((60.0,), id="with-much-room"),
    pytest.param((None,), id="all-rows-in-order"),
]


@pytest.mark.parametrize("room", WAYS)
def test_the_short_cut_changes_nothing(room: tuple[float | None, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Putting all rows in order draws what putting a few in order draws: pandas says which."""
    frame = PEOPLE.assign(id=range(len(PEOPLE)))
    wanted = 1_000
    sizes = frame.fillna({"sex": "unknown"}).groupby(["sex", "race"]).size()
    monkeypatch.setattr(sample, "ROOM", room)

    with scenes.scene(frame, Settings(sample=wanted), **scenes.FLAGS) as one:
        found = drawn(one)
        actual = found.source.frame().collect("pyarrow").to_native().to_pandas()
    drew = actual.fillna({"sex": "unknown"}).groupby(["sex", "race"]).size()

    assert {group: math.ceil(n * wanted / len(frame)) for group, n in sizes.items()} == drew.to_dict()
    assert found.source.rows == len(actual) == actual["id"].nunique()
    assert sorted(actual["id"]) == _smallest_ids(frame)


def _smallest_ids(frame: pd.DataFrame) -> list[int]:
    """Return what is drawn without a short cut."""
    if not _IDS:
        with scenes.scene(frame, Settings(sample=1_000), **scenes.FLAGS) as one:
            table = sample._smallest(one, 1_000, None).collect("pyarrow").to_native()
            _IDS.extend(sorted(table.column("id").to_pylist()))
    return _IDS


_IDS: list[int] = []


def test_rows_that_repeat_each_other_are_drawn_by_number() -> None:
    """A few hashes for many rows leave nothing below a cut: then all rows are looked at."""
    frame = pd.DataFrame({"sex": ["F", "M"] * 3_000, "label": [0, 0, 1, 1] * 1_500, "predicted": [1, 0] * 3_000})

    with scenes.scene(frame, Settings(sample=900), label="label", prediction="predicted", favourable="1", protected="sex") as one:
        found = drawn(one)
        sexes = found.source.frame().collect("pyarrow").to_native().column("sex").to_pylist()

    assert Counter(sexes) == {"F": 450, "M": 450}


@pytest.mark.parametrize(
    ("wanted", "protected"), [(240, "sex"), (10_000, "sex"), (200, "id")], ids=["as-many", "more", "every-row-a-group"]
)
def test_a_sample_of_everything_is_none(wanted: int, protected: str) -> None:
    """The scene is as it was."""
    with scenes.scene(scenes.people().assign(id=range(240)), Settings(sample=wanted), protected=protected) as one:
        actual = drawn(one)

    assert one is actual


def test_without_groups_everybody_is_one() -> None:
    """Exactly as many rows as were asked for."""
    with scenes.scene(PEOPLE, Settings(sample=777), label="label", prediction="predicted", favourable="1") as one:
        actual = drawn(one).source.rows

    assert actual == 777


def test_another_seed_is_another_sample() -> None:
    """Of a twentieth of the rows, few are in both."""
    with scenes.scene(PEOPLE.assign(id=range(len(PEOPLE))), Settings(), **scenes.FLAGS) as one:
        tables = [drawn(_asking(one, 1_000, seed)).source.frame().collect("pyarrow").to_native() for seed in (1, 2)]
    first, second = ({*table.column("id").to_pylist()} for table in tables)

    assert len(first & second) < 150
    assert len(first) == len(second) >= 1_000


# ----------------------------------------------------------------------------- what is counted


def test_estimates_over_seeds_are_not_biased() -> None:
    """The mean of 40 samples is within four standard errors of what all rows say, over everybody and by group."""
    frame = scenes.people(4_000)

    with scenes.scene(frame, Settings(min_cell=0), **scenes.FLAGS) as one:
        truth = _rates(one)
        samples = [_rates(_asking(one, 800, seed)) for seed in range(40)]
    errors = {
        name: (statistics.mean(each[name] for each in samples) - rate) / (statistics.stdev(each[name] for each in samples) / math.sqrt(40))
        for name, rate in truth.items()
    }

    assert {name: error for name, error in errors.items() if abs(error) > 4} == {}
    assert len(truth) == 7


def _rates(scene: Scene) -> dict[str, float]:
    """Return selection rates of everybody and by sex and race."""
    about = described(scenes.subject(**scenes.FLAGS), [scene])
    view = decisions(scenes.facts_of(*counted(scene, OUTCOMES), **about), "test")
    assert view is not None
    groups = [view.everybody(), *(group for _, groups in view.by(("sex", "race")) for group in groups)]
    return {group.name: group.selected / group.rows for group in groups}


def test_labels_of_data_that_nobody_is_judged_on_are_all_counted() -> None:
    """Without a decision there is no model to spare."""
    with scenes.scene(scenes.people(), Settings(sample=50), label="label", favourable="1", protected="sex") as one:
        (fact,) = counted(one, OUTCOMES)

    assert sum(n for (n,) in fact.rows.values()) == 240


def test_every_kind_is_one_that_is_drawn_by(stage: Scene) -> None:
    """The definition above is tried on every kind of column there is."""
    assert {kind for kind, _ in KINDS.values()} == {"integer", "number", "text", "boolean", "date", "timestamp"}
    assert [column.kind for column in stage.source.columns] == [kind for kind, _ in KINDS.values()]

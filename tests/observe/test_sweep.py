"""A look at every cell says the same in any parts, order, batches and file."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.load.engine import Engine
from audit.load.source import open_source
from audit.observe.engines.stream import looked_at
from audit.observe.engines.sweeping import sweep
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.sweep import Sieve, Swept
from audit.observe.scene import Personal, Settings

PROBES = (
    Probe("Number", "NUMBER", ((r"\d{2}", 26),)),
    Probe("Word", "WORD", ((r"[a-z]{3}", 26),)),
    Probe("Blank", "BLANK", ((r"\s\Z", 26),)),
)
VALUES = st.lists(st.text(alphabet="ab1 2é\u00a0\n", max_size=5) | st.none(), max_size=30)


@cache
def _prefilter() -> Prefilter:
    return Prefilter(PROBES)


def _swept(values: list[str | None], most: int | None = 3, *, once: bool = False) -> Swept:
    """Look at some values."""
    sieve = Sieve(_prefilter(), 7, most, once=once)
    sieve.add(pa.array(values, pa.string()))
    return sieve.swept()


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_parts_add_up_in_any_order(one: list[str | None], two: list[str | None], three: list[str | None]) -> None:
    expected = _swept([*one, *two, *three])
    first, second, third = map(_swept, (one, two, three))

    assert expected == first.merge(second).merge(third)
    assert expected == first.merge(second.merge(third))
    assert expected == third.merge(first).merge(second)


@settings(max_examples=100, deadline=None)
@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(values: list[str | None], draw: object) -> None:
    shuffled = list(values)
    draw.shuffle(shuffled)
    expected = _swept(values)

    assert expected == _swept(shuffled)


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_values_with_counts_say_what_the_rows_say(values: list[str | None]) -> None:
    """Told apart first, every value is looked at once; candidates are counted in rows all the same."""
    counts = Counter(value for value in values if value is not None)
    sieve = Sieve(_prefilter(), 7, 3, once=True)
    sieve.add(pa.array(list(counts), pa.string()), pa.array(list(counts.values()), pa.int64()))
    expected, actual = _swept(values), sieve.swept()

    assert (expected.cells, expected.candidates, expected.sample, expected.non_ascii) == (
        actual.cells,
        actual.candidates,
        actual.sample,
        actual.non_ascii,
    )
    assert expected.distinct is None
    assert actual.distinct is not None
    assert set(actual.distinct) == set(actual.candidates)


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES)
def test_all_candidates_are_kept_where_that_is_asked_for(one: list[str | None], two: list[str | None]) -> None:
    both = _swept([*one, *two], None)
    expected = {
        name: {value.strip() for value in [*one, *two] if value and any(_flags(probe, value))}
        for name, probe in zip(("Number", "Word"), PROBES, strict=False)
        if name in both.candidates
    }

    actual = {name: set(both.sample[name]) for name in ("Number", "Word") if name in both.sample}

    assert expected == actual
    assert both == _swept(one, None).merge(_swept(two, None))


def _flags(probe: Probe, value: str) -> list[bool]:
    """Return whether the prefilter lets a value pass for a probe, as written and without outer blanks."""
    place = PROBES.index(probe)
    return _prefilter().matrix([value, value.strip()])[:, place].tolist() if value.strip() else [False]


def test_a_sample_is_the_smallest_hashes_of_distinct_candidates() -> None:
    values = [f"{number}" for number in range(10, 99)] * 3
    everything, some, other = _swept(values, None), _swept(values, 5), Sieve(_prefilter(), 8, 5, once=False)
    other.add(pa.array(values))
    expected = everything.sample["Number"][:5]

    assert expected == some.sample["Number"]
    assert expected != other.swept().sample["Number"]
    assert some.candidates["Number"] == len(values)
    assert list(some.hashes["Number"]) == sorted(some.hashes["Number"])


def test_what_is_blank_or_missing_is_no_cell() -> None:
    expected = (2, {"Number": 1, "Blank": 1})

    actual = _swept([None, "", "  ", "\u00a0", "12\u00a0", "é"])

    assert expected == (actual.cells, actual.candidates)
    assert actual.non_ascii == 1
    assert actual.sample["Blank"] == ("12",)


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_it_travels_as_json(values: list[str | None]) -> None:
    for expected in (_swept(values), _swept(values, once=True), Swept.of_nothing(None, once=True)):
        actual = Swept.from_json(json.loads(json.dumps(expected.to_json())))

        assert expected == actual


ROWS = 3_000
DISTINCT = {"id": ROWS, "mail": ROWS, "name": 50, "amount": ROWS, "big": ROWS, "few": 3, "note": ROWS // 3 + 1, "day": ROWS}


def table() -> pa.Table:
    """Return numbers of every kind, names outside ASCII, blanks, gaps, and e-mails and phones in sentences."""
    place = range(ROWS)
    return pa.table({
        "id": pa.array([10_000_000 + n for n in place], pa.int64()),
        "mail": [f"p{n * 7919 % 99991}@example.org" for n in place],
        "name": [f" Jürgen{n % 50} " if n % 2 else "" for n in place],
        "amount": [n * 1.37 for n in place],
        "big": [4e14 + n * 1e9 if n % 7 else None for n in place],
        "few": pa.array([n % 3 for n in place], pa.int64()),
        "note": [None if n % 3 else f"call 030 5550{n % 900 + 100} at noon {n}" for n in place],
        "day": pa.array([7_000 + n for n in place], pa.date32()),
        "yes": [n % 2 == 0 for n in place],
    })  # fmt: skip


def _of_file(path: Path, distinct: dict[str, int], **changed: object) -> dict[str, Swept]:
    with Engine.open(memory="512MiB", threads=1) as engine:
        source = open_source(engine, "test", path)
        return sweep(source, source.names(), Settings(locales=("US", "DE"), **changed), distinct=distinct)


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sweep") / "t.parquet"
    pq.write_table(table(), path, row_group_size=700)
    return path


@pytest.fixture(scope="module")
def expected(parquet: Path) -> dict[str, Swept]:
    return _of_file(parquet, DISTINCT)


@pytest.mark.parametrize("batch", [101, 1_000, 100_000])
def test_batches_change_nothing(batch: int, parquet: Path, expected: dict[str, Swept]) -> None:
    actual = _of_file(parquet, DISTINCT, batch_rows=batch)

    assert expected == actual


def test_the_order_in_a_file_changes_nothing(parquet: Path, expected: dict[str, Swept], tmp_path: Path) -> None:
    rows = pq.read_table(parquet)
    pq.write_table(rows.take(list(range(ROWS - 1, -1, -1))), tmp_path / "t.parquet", row_group_size=311)

    actual = _of_file(tmp_path / "t.parquet", DISTINCT)

    assert expected == actual


def test_text_says_what_typed_columns_say(parquet: Path, expected: dict[str, Swept], tmp_path: Path) -> None:
    pyarrow.csv.write_csv(pq.read_table(parquet), tmp_path / "t.csv")

    actual = _of_file(tmp_path / "t.csv", DISTINCT)

    assert expected == actual


def test_distinct_counts_change_only_whether_they_are_there(parquet: Path, expected: dict[str, Swept]) -> None:
    actual = _of_file(parquet, {})

    assert all(one.distinct is None for one in actual.values())
    for name, one in expected.items():
        assert (one.cells, one.candidates, one.sample, one.non_ascii) == (
            actual[name].cells,
            actual[name].candidates,
            actual[name].sample,
            actual[name].non_ascii,
        )


def test_what_is_seen_in_each_column(expected: dict[str, Swept]) -> None:
    """Dates and booleans are left out; of numbers, whole ones of six digits and more are looked at."""
    cells = {name: one.cells for name, one in expected.items()}

    assert cells.keys() == {"id", "mail", "name", "amount", "big", "few", "note"}
    assert cells["id"] == cells["mail"] == cells["few"] == ROWS
    assert cells["name"] == ROWS // 2 == expected["name"].non_ascii
    assert cells["big"] == sum(n % 7 > 0 for n in range(ROWS))
    assert cells["amount"] == 0
    assert expected["mail"].candidates["EmailRecognizer"] == ROWS
    assert expected["note"].candidates["PhoneRecognizer:DE"] == ROWS // 3
    assert expected["few"].candidates == {}
    assert expected["few"].distinct == {}
    assert expected["mail"].distinct is None
    assert all(len(values) <= Settings().judged_cap for one in expected.values() for values in one.sample.values())


def test_exhaustive_keeps_every_distinct_candidate(parquet: Path, expected: dict[str, Swept]) -> None:
    actual = _of_file(parquet, DISTINCT, exhaustive=True)

    assert len(set(actual["mail"].sample["EmailRecognizer"])) == ROWS
    assert actual["mail"].sample["EmailRecognizer"][: Settings().judged_cap] == expected["mail"].sample["EmailRecognizer"]


def test_values_are_told_apart_where_they_come_often(parquet: Path) -> None:
    with Engine.open(memory="512MiB", threads=1) as engine:
        chosen = looked_at(open_source(engine, "test", parquet), ["few", "id", "yes", "name"], {"few": 3, "id": ROWS})
    expected = [("id", None), ("name", None), ("few", 3)]

    actual = [(one.name, one.distinct) for one in chosen]

    assert expected == actual


def test_deny_lists_are_looked_for(parquet: Path) -> None:
    personal = Personal(deny=(("STAFF", ("jürgen7",)),))
    actual = _of_file(parquet, DISTINCT, personal=personal)

    assert actual["name"].candidates["deny:STAFF"] == ROWS // 50
    assert actual["name"].sample["deny:STAFF"] == ("Jürgen7",)

"""Every fact is integers, the same however the rows are cut, and holds no value that it should not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.facts_file import facts_text, read_facts
from audit.load.models import model_in_hand
from audit.observe.artefact import NAME as ARTEFACT
from audit.observe.flips import FLIPS
from audit.observe.importance import IMPORTANCE
from audit.observe.registry import RowWork, SetWork, makers
from audit.observe.residuals import RESIDUALS
from audit.observe.rows import counted
from audit.observe.run import _facts
from audit.observe.scene import Scene, Settings
from audit.observe.tally import UNKNOWN, stored
from audit.observe.weights import scale_of
from tests.observe import scenes

MAKERS = makers()
ROW = [pytest.param(one, id=one.name) for one in MAKERS if isinstance(one, RowWork)]
SET = [pytest.param(one, id=one.name) for one in MAKERS if isinstance(one, SetWork)]
EVERY = [pytest.param(one, id=one.name) for one in MAKERS]
AUTHORISED = Settings(as_of="2026-11-20", attacks=True, sampling_fraction=0.5)
ATTACKS = {"inference", "linkage", "relinking", "singling_out"}
"""Facts that are made only where attacks are authorised."""
TOKEN = "zqx"  # noqa: S105 - no password
"""What every planted value begins with: no fact may hold it."""

HEAVIEST = 1_000.0
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["F", "M", None]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([0, 1, None]),
        st.sampled_from([0, 1, None]),
        st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.5, 7.0, -3.0, float("inf")])),
        st.sampled_from(["x", "y", None]),
        st.one_of(st.floats(0, HEAVIEST), st.sampled_from([0.0, 1 / 3, 0.1, HEAVIEST])),
    ),
    min_size=1,
    max_size=30,
)
DESIGN = {"strata": "level", "weight": "weight", "subject_id": "person"}
DECIDED = {"label": "label", "prediction": "predicted", "score": "score", "favourable": "1"}
ROLES = {**DECIDED, "protected": "sex,race", "strata": "level", "weight": "weight"}


def _people() -> pd.DataFrame:
    """Return people with what single facts look for: birth dates, days with gaps, and plain hashes."""
    frame, draw = scenes.people(), np.random.default_rng(11)
    today, ages = pd.Timestamp(AUTHORISED.as_of), draw.integers(4_000, 20_000, len(frame))
    days = pd.Series(today - pd.to_timedelta(draw.integers(0, 900, len(frame)), unit="D"))
    return frame.assign(
        birth_date=today - pd.to_timedelta(ages, unit="D"),
        seen=days.mask(draw.random(len(frame)) < 0.1),
        token=[md5(one.encode(), usedforsecurity=False).hexdigest() for one in frame["zip"]],
        level=draw.choice(["x", "y", None], len(frame)),
        weight=draw.lognormal(0, 1, len(frame)),
        person=draw.integers(0, len(frame) // 3, len(frame)),
        kind=draw.choice(["p", "q", "r", "rare", None], len(frame), p=[0.4, 0.3, 0.25, 0.01, 0.04]),
        said=draw.choice(["p", "q", "r", "new"], len(frame)),
        amount=np.where(draw.random(len(frame)) < 0.1, np.nan, draw.lognormal(3, 1, len(frame))),
        guess=draw.normal(20, 30, len(frame)),
    )


FRAME = _people()
FLAGS = {**scenes.FLAGS, **DESIGN, "sensitive": "kind,amount"}
TASKS: dict[str, dict[str, Any]] = {
    "classes": {"task": "multiclass", "label": "kind", "prediction": "said"},
    "residuals": {"task": "regression", "label": "amount", "prediction": "guess"},
}
"""Facts of other tasks than a yes-or-no decision, and what their scene declares."""
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _table(rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return decisions as an Arrow table."""
    kinds = [pa.string(), pa.string(), pa.int64(), pa.int64(), pa.float64(), pa.string(), pa.float64()]
    names = ["sex", "race", "label", "predicted", "score", "level", "weight"]
    return pa.table({name: pa.array([row[place] for row in rows], kinds[place]) for place, name in enumerate(names)})


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine counts every batch."""
    with scenes.scene(_table([("F", "a", 1, 1, 0.5, "x", 1.0)]), **ROLES) as one:
        yield one


def _count(maker: RowWork, rows: Sequence[tuple[Any, ...]], stage: Scene) -> Fact:
    """Return the raw counts of one batch, its weights on the scale of the whole."""
    one = replace(scenes.again(stage, _table(rows)), scale=scale_of(30, HEAVIEST))
    if maker is RESIDUALS:
        numbers = replace(one.roles, task="regression", prediction="score", score=None)
        one = replace(one, roles=numbers, settings=replace(one.settings, bits=28))
    return maker.count(stored(one), one.counting)


def _named(facts: Sequence[Fact]) -> dict[str, Fact]:
    """Return facts by name."""
    return {fact.name: fact for fact in facts}


class _Reader:
    """A model that reads an age."""

    classes_ = np.array([0, 1])
    feature_names_in_ = np.array(["age", "score"])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Decide by the age; nobody of unknown age is selected."""
        return (frame["age"].to_numpy() > 40).astype(int)


def _made(data: Any, wanted: Settings | None = None, **flags: Any) -> dict[str, Fact]:
    """Return every fact of one dataset, those that need a model or an event date too."""
    with scenes.scene(data, wanted, **flags) as one:
        beside = tuple(replace(one.source, name=name) for name in ("population", "public"))
        dated = replace(one, roles=replace(one.roles, event_date="seen" if one.source.column("seen") else None), beside=beside)
        facts = _named(list(_facts(dated)))
        with_model = replace(one, model=model_in_hand(_Reader(), "1"))
        asked = [maker.make(with_model, facts) for maker in (IMPORTANCE, FLIPS)] if one.source.column("age") else []
    return {**facts, **_named([fact for fact in asked if fact is not None]), **_other_tasks(data, wanted, flags["protected"])}


def _other_tasks(data: Any, wanted: Settings | None, protected: str) -> dict[str, Fact]:
    """Return the facts of other tasks, each of a scene of its own."""
    made: dict[str, Fact] = {}
    for name, roles in TASKS.items():
        with scenes.scene(data, wanted, protected=protected, **roles) as one:
            made |= _named(list(counted(one, [maker for maker in MAKERS if isinstance(maker, RowWork) and maker.name == name])))
    return made


@pytest.fixture(scope="module")
def made() -> dict[str, Fact]:
    """Make every fact of the people once."""
    return _made(FRAME, AUTHORISED, **FLAGS)


# ------------------------------------------------------------------------------------- row work


@pytest.mark.parametrize("maker", ROW)
@QUICK
@given(rows=ROWS, data=st.data())
def test_counts_of_parts_add_up_in_any_order_and_grouping(
    maker: RowWork, stage: Scene, rows: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    """Merging is commutative and associative, and the parts give what the whole gives."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), min_size=2, max_size=2)))
    parts = [part for part in (rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :]) if part]
    facts = [_count(maker, part, stage) for part in parts]
    expected = _count(maker, rows, stage).to_json()

    left = reduce(Fact.merge, facts)
    right = reduce(lambda done, one: one.merge(done), reversed(facts))
    shuffled = reduce(Fact.merge, random.Random(len(rows)).sample(facts, len(facts)))

    assert [expected] * 3 == [left.to_json(), right.to_json(), shuffled.to_json()]


class _Model:
    """A model in hand that decides by a column, as the stored predictions do."""

    classes_ = np.array([0, 1])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the stored decision."""
        return (frame["chance"].to_numpy() >= 0.5).astype(int)

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the stored score."""
        chance = frame["chance"].to_numpy()
        return np.column_stack([1 - chance, chance])


WITH_MODEL = {"label": "label", "favourable": "1", "protected": "sex,race", **DESIGN}
FEW = FRAME.head(70)
ASKED = FEW.drop(columns=["predicted", "score"]).assign(chance=FEW["score"])


class _Echo:
    """A model in hand that answers with a column."""

    def __init__(self, column: str) -> None:
        """Keep the name of the column."""
        self.feature_names_in_ = np.array([column])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the column."""
        return frame.iloc[:, 0].to_numpy()


@lru_cache
def _stored() -> dict[str, Fact]:
    """Return what is counted with the answers stored beside the rows."""
    return _made(FEW, **FLAGS)


@lru_cache
def _predicted(size: int) -> dict[str, Fact]:
    """Return what is counted with the model asked in batches."""
    with scenes.scene(ASKED, Settings(batch_rows=size), model=_Model(), **WITH_MODEL) as one:
        made = _named(list(counted(one, [maker for maker in MAKERS if isinstance(maker, RowWork) and maker.name not in TASKS])))
    for name, roles in TASKS.items():
        flags = {**roles, "prediction": None, "protected": "sex,race"}
        with scenes.scene(FEW, Settings(batch_rows=size), model=_Echo(roles["prediction"]), **flags) as one:
            made |= _named(list(counted(one, [maker for maker in MAKERS if isinstance(maker, RowWork) and maker.name == name])))
    return made


@pytest.mark.parametrize("size", [1, 7, 64, len(FEW)], ids=lambda size: f"batches-of-{size}")
@pytest.mark.parametrize("maker", ROW)
def test_any_batch_and_the_stored_path_give_the_same_fact(maker: RowWork, size: int) -> None:
    """Asking the model in any batches equals reading its stored answers."""
    actual = _predicted(size)[maker.name]

    assert _stored()[maker.name].to_json() == actual.to_json()


# ------------------------------------------------------------------------------------- set work


@pytest.fixture(scope="module")
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Fact]]:
    """Make every fact of the same people again: shuffled, and in a folder of Parquet parts cut at random."""
    parts = np.random.default_rng(3).integers(0, 4, len(FRAME))
    folder = tmp_path_factory.mktemp("parts")
    for part in range(4):
        pq.write_table(pa.Table.from_pandas(FRAME[parts == part], preserve_index=False), folder / f"part-{part}.parquet")
    return [_made(data, AUTHORISED, **FLAGS) for data in (FRAME.sample(frac=1, random_state=5), folder)]


@pytest.mark.parametrize("maker", SET)
def test_order_and_files_do_not_matter(maker: SetWork, made: dict[str, Fact], otherwise: list[dict[str, Fact]]) -> None:
    """Shuffled rows, and parts of a folder, give the same fact as one frame."""
    expected = made[maker.name].to_json()

    shuffled, split = (facts[maker.name].to_json() for facts in otherwise)

    assert [expected, expected] == [shuffled, split]


# ------------------------------------------------------------------------------------ all facts


def test_every_maker_makes_something_of_people(made: dict[str, Fact]) -> None:
    """The laws below would hold for nothing at all."""
    actual = {name: bool(fact.rows) for name, fact in made.items()}

    assert {one.name: True for one in MAKERS} == actual


@pytest.mark.parametrize("maker", EVERY)
def test_it_reads_back_as_it_was_written(maker: SetWork | RowWork, made: dict[str, Fact]) -> None:
    """JSON and back, to the text."""
    fact = made[maker.name]
    text = json.dumps(fact.to_json())

    actual = Fact.from_json(json.loads(text))

    assert fact == actual
    assert text == json.dumps(actual.to_json())


@pytest.mark.parametrize("maker", EVERY)
def test_it_counts_in_integers(maker: SetWork | RowWork, made: dict[str, Fact]) -> None:
    """No measure is a float, no key is anything but a text, an integer or unknown."""
    rows = made[maker.name].rows
    odd_keys = [key for keys in rows for key in keys if not (key is None or type(key) in (str, int))]
    odd_numbers = [number for numbers in rows.values() for number in numbers if type(number) is not int]

    assert (odd_keys, odd_numbers) == ([], [])


def test_facts_travel_in_a_file(made: dict[str, Fact], tmp_path: Path) -> None:
    """What `observe` writes is what `check --facts` reads, to the byte."""
    facts = Facts(tuple(made.values()), scenes.observed(FEW, **scenes.FLAGS).about)
    path = tmp_path / "facts.json"
    path.write_text(facts_text(facts), encoding="utf-8")

    actual = read_facts(path)

    assert facts_text(facts) == facts_text(actual)
    assert list(made.values()) == list(actual.tables)


def test_every_column_without_a_role_stays_at_home(tmp_path: Path) -> None:
    """Planted values of columns without a role are in no fact, in no form; neither are rare groups of those with one."""
    rows = len(FRAME)
    planted = FRAME.assign(
        note=[f"{TOKEN}note{place}" for place in range(rows)],
        common=f"{TOKEN}common",
        mail=[f"{TOKEN}{place}@example.org" for place in range(rows)],
        number=np.arange(rows) * 1_000_003 + 7_770_000_000,
        day=pd.to_datetime("2031-05-07") + pd.to_timedelta(np.arange(rows), unit="D"),
    )
    planted.loc[:2, "race"] = f"{TOKEN}rare"
    made = _made(planted, AUTHORISED, **{**FLAGS, "quasi_identifiers": "age,zip,note"})

    text = facts_text(Facts(tuple(made.values()), scenes.observed(FEW, **scenes.FLAGS).about))

    assert TOKEN not in text
    assert "777000" not in text
    assert "05-07" not in text


def test_a_rare_group_is_pooled_and_a_missing_one_is_unknown(made: dict[str, Fact]) -> None:
    """`c` has enough rows to be named; a missing sex is a group like any other."""
    table = made["outcomes"].rows
    rows = {group: sum(n[0] for keys, n in table.items() if keys[0] == group) for group in ("F", "M", UNKNOWN)}
    expected = {"F": int((FRAME.sex == "F").sum()), "M": int((FRAME.sex == "M").sum()), UNKNOWN: int(FRAME.sex.isna().sum())}

    actual = rows

    assert expected == actual
    assert expected[UNKNOWN] > 0


@pytest.mark.parametrize("maker", EVERY)
def test_nan_and_null_are_the_same_gap(maker: SetWork | RowWork) -> None:
    """NaN in a float column counts as missing, wherever it comes from."""
    with_nan = pa.table({name: pa.array(column, from_pandas=False) for name, column in _columns(float("nan")).items()})
    with_null = pa.table({name: pa.array(column) for name, column in _columns(None).items()})
    flags = {**ROLES, **DESIGN, "protected": "grade,sex", "quasi_identifiers": "grade,level", "sensitive": "kind,amount"}
    wanted = replace(AUTHORISED, attacks=maker.name in ATTACKS)
    expected = _made(with_null, wanted, **flags)[maker.name]

    actual = _made(with_nan, wanted, **flags)[maker.name]

    assert expected == actual
    assert with_nan.column("grade").null_count == 0


def _columns(gap: float | None) -> dict[str, list[Any]]:
    """Return columns whose gaps are written in one way."""
    return {
        "grade": [1.5, gap, 2.5] * 20,
        "sex": ["F", "M"] * 30,
        "label": [0, 1, 1] * 20,
        "predicted": [0, 1, 0] * 20,
        "score": [0.25, gap, 0.75] * 20,
        "filler": [None if gap is None else gap, 3.0, 4.0] * 20,
        "age": [30.0, gap, 50.0] * 20,
        "seen": [date(2025, 1, 1), None, date(2024, 1, 1)] * 20,
        "token": ["0123456789abcdef" * 2, None, "fedcba9876543210" * 2] * 20,
        "level": [1.5, gap, 2.5] * 20,
        "weight": [1.5, 0.0, 2.25] * 20,
        "person": [1.0, gap, 7.5] * 20,
        "kind": [1.0, gap, 2.0] * 20,
        "said": [1.0, 2.0, gap] * 20,
        "amount": [0.5, gap, 4.25] * 20,
        "guess": [0.25, 1.0, 5.0] * 20,
    }


def test_facts_of_two_kinds_cannot_be_added() -> None:
    """Merging is for the same fact of the same dataset."""
    one = scenes.outcome_fact(("sex",), [(("F", 1, 1), 3)])
    other = scenes.outcome_fact(("race",), [(("a", 1, 1), 3)])

    with pytest.raises(ValueError, match="cannot be added"):
        one.merge(other)


def test_a_fact_with_a_short_row_is_refused() -> None:
    """A row says as many numbers as its fact has measures."""
    document = {**scenes.outcome_fact(("sex",), []).to_json(), "rows": [["F", 1, 1]]}

    with pytest.raises(ValueError, match="another number of measures"):
        Fact.from_json(document)


def test_a_model_file_is_a_fact_of_its_own() -> None:
    """The artefact counts types and says whether opening runs code."""
    observed = scenes.observed(ASKED, model=_Model(), **WITH_MODEL)
    fact = observed.find(ARTEFACT, "model")

    assert fact is not None
    assert list(fact.rows.items()) == [(("estimator",), (0, 0))]


def test_a_model_of_another_label_is_refused() -> None:
    """A model that does not know the favourable value cannot be judged by it."""

    class Other(_Model):
        """A model of the event against something else."""

        classes_ = np.array([1, 2])

    with pytest.raises(BadInput, match="does not know the value"):
        scenes.observed(ASKED, model=Other(), **{**WITH_MODEL, "positive": "1", "favourable": "0"})

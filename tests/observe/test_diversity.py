"""What classes leave open about sensitive columns: counted inside the engine, and on codes, as the pure measures say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.anonymity.coded import Sensitive
from audit.anonymity.measures import Measures, measures
from audit.core.fact import Fact, Facts
from audit.load.local import LocalTable
from audit.observe import diversity as on_codes
from audit.observe.diversity import DIVERSITY, WILDCARDS, Diversity, SensitiveColumn
from audit.observe.profile import PROFILE
from audit.observe.scene import Scene
from audit.observe.sensitive_classes import ALONE, MOST_VALUES, SENSITIVE_CLASSES, WITHIN
from tests.observe import scenes

KEYS = {"a": pa.string(), "b": pa.float64()}
WORDS, NUMBERS = (
    st.one_of(st.none(), st.sampled_from(["x", "y", "*"])),
    st.one_of(st.none(), st.sampled_from([0.5, float("nan"), -0.0, 0.0])),
)
SECRETS = st.one_of(st.none(), st.sampled_from(["p", "q"])), st.one_of(st.none(), st.integers(-1, 2))
ROWS = st.lists(st.tuples(WORDS, NUMBERS, *SECRETS), min_size=1, max_size=60)
SAME = {"distinct_l_diversity", "entropy_l_diversity", "t_equal", "alpha", "basic_beta_likeness", "delta_disclosure", "recursive_c"}


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene with two quasi-identifiers and two sensitive columns."""
    table = _table([("x", 0.5, "p", 1)])
    with scenes.scene(table, quasi_identifiers="a,b", sensitive="ill,wage") as one:
        yield one


def _table(rows: list[tuple[object, ...]]) -> pa.Table:
    """Return rows as Arrow."""
    kinds = {**KEYS, "ill": pa.string(), "wage": pa.int64()}
    return pa.table({name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in enumerate(kinds.items())})


def _facts(one: Scene) -> Facts:
    """Return the facts of a scene that the view reads."""
    profile = PROFILE.make(one, {})
    assert profile is not None
    found = (SENSITIVE_CLASSES.make(one, {"profile": profile}), DIVERSITY.make(one, {}))
    return scenes.facts_of(profile, *(fact for fact in found if fact is not None))


def _columns(stage: Scene, table: pa.Table) -> dict[str, SensitiveColumn]:
    """Return the view of a table, by column."""
    view = Diversity.of(_facts(scenes.again(stage, table)), "test")
    assert view is not None
    return {column.name: column for column in view.columns}


def _codes(column: pd.Series) -> tuple[np.ndarray, int]:
    """Return codes of a column, what is missing last."""
    codes, values = pd.factorize(column, sort=True)
    return np.where(codes < 0, len(values), codes).astype(np.int64), len(values) + 1


def _expected(frame: pd.DataFrame, keys: list[str], name: str) -> Measures:
    """Return the pure measures of a frame."""
    return measures([_codes(frame[key]) for key in keys], Sensitive(*_codes(frame[name]), ordered=name == "wage"), len(frame))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_the_engine_and_the_codes_count_what_the_measures_do(stage: Scene, rows: list[tuple[object, ...]]) -> None:
    """Gaps, NaN and a star are values here; -0.0 is 0.0; each column alone and within the other."""
    table = _table(rows)
    frame = table.to_pandas()
    expected, actual = {}, {}
    for name, column in _columns(stage, table).items():
        for within, keys in ((ALONE, ["a", "b"]), (WITHIN, ["a", "b", *({"ill", "wage"} - {name})])):
            reading = next(one for one in column.readings if (one.within, one.reading) == (within, "values"))
            by_measure = _expected(frame, keys, name)
            wanted = {measure: getattr(by_measure, measure) for measure in (*SAME, *(["t_ordered"] if name == "wage" else []))}
            expected[name, within] = {measure: value for measure, value in wanted.items() if value is not None}
            actual[name, within] = {measure: reading.measures[measure] for measure in expected[name, within]}

    for place, numbers in expected.items():
        assert pytest.approx(numbers, abs=2e-6) == actual[place]


def _sample(rows: int = 400) -> pd.DataFrame:
    """Return people with two sensitive columns and gaps in everything."""
    draw = np.random.default_rng(3)
    return pd.DataFrame({
        "a": pd.array(draw.choice(["u", "v", "*", None], rows), dtype="str"),
        "b": draw.choice([1.5, 2.5, np.nan], rows),
        "ill": pd.array(draw.choice(["p", "q", "r", None], rows, p=[0.5, 0.3, 0.1, 0.1]), dtype="str"),
        "wage": draw.integers(0, 30, rows),
    })  # fmt: skip


@pytest.fixture(scope="module")
def sample(stage: Scene) -> Facts:
    """Return the facts of the sample."""
    return _facts(scenes.again(stage, _sample()))


def _fact(facts: Facts, name: str) -> Fact:
    """Return one fact."""
    found = facts.find(name, "test")
    assert found is not None
    return found


def test_histograms_add_up_to_the_rows(sample: Facts) -> None:
    """Every class has a number of values and a distance, in either kind of classes."""
    view = Diversity.of(sample, "test")
    assert view is not None
    sums = {
        (column.name, one.within, what): sum(n[1] for n in counted.values())
        for column in view.columns
        for one in column.readings
        for what, counted in (("l", one.by_values), ("t", one.by_distance))
        if one.reading == "values"
    }

    assert {(name, within, what): 400 for name in ("ill", "wage") for within in (ALONE, WITHIN) for what in "lt"} == sums


def test_rows_below_and_beyond_are_those_of_pandas(sample: Facts) -> None:
    """The worse kind of classes: those that the other sensitive column adds."""
    view = Diversity.of(sample, "test")
    assert view is not None
    ill = view.columns[0]
    frame = _sample().fillna({"a": "-", "b": -1.0, "ill": "-"})
    groups = frame.groupby(["a", "b", "wage"])["ill"]
    usual = frame["ill"].value_counts(normalize=True)
    far = groups.apply(lambda one: (one.value_counts(normalize=True).reindex(usual.index, fill_value=0) - usual).abs().sum() / 2)

    assert int((groups.transform("nunique") < 2).sum()) == ill.rows_below(2)
    assert int(groups.transform("size")[groups.transform(lambda one: far[one.name]) > 0.5].sum() > 0) == int(ill.rows_beyond(0.5) > 0)
    assert int(groups.size()[far > 0.6].sum()) == ill.rows_beyond(0.6)


def test_the_worse_reading_is_the_one_that_counts() -> None:
    """Half and half in the class; as a wildcard, eight rows that could belong to it all say the same."""
    rows = [("x", 0.5, "p", 1), ("x", 0.5, "q", 1), *[(None, 0.5, "q", 1)] * 8, *[("y", 0.5, "p", 1)] * 8]
    with scenes.scene(_table(rows), quasi_identifiers="a,b", sensitive="ill") as one:
        view = Diversity.of(_facts(one), "test")
    assert view is not None
    (ill,) = view.columns
    by_reading = {one.reading: one.measures["t_equal"] for one in ill.readings}
    found = ill.worst("t_equal")
    assert found is not None

    assert pytest.approx({"values": 0.5, WILDCARDS: 0.4}, abs=1e-6) == by_reading
    assert (found[0], found[1].reading) == (0.5, "values")
    assert {one.reading: one.measures["distinct_l_diversity"] for one in ill.readings} == {"values": 1, WILDCARDS: 2}


def test_a_table_without_gaps_has_one_reading() -> None:
    """Nothing that could be anything."""
    rows = [("x", 0.5, "p", 1), ("x", 0.5, "q", 1)]
    with scenes.scene(_table(rows), quasi_identifiers="a,b", sensitive="ill") as one:
        view = Diversity.of(_facts(one), "test")
    assert view is not None

    assert [one.reading for one in view.columns[0].readings] == ["values"]
    assert not view.columns[0].incomplete


def test_memory_changes_no_number(stage: Scene, sample: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cap that needs many parts: the extremes are those of all of them, values missing in a part included."""
    one = scenes.again(stage, _sample())
    monkeypatch.setattr(LocalTable, "memory", property(lambda _: 15_000))

    actual = _fact(_facts(one), "sensitive_classes")

    assert _fact(sample, "sensitive_classes") == actual


def test_many_values_are_told_apart_up_to_a_hundred(stage: Scene) -> None:
    """The last number means that many or more."""
    table = _table([("x", 0.5, "p", wage) for wage in range(150)])

    assert min(_columns(stage, table)["wage"].readings[0].by_values) == MOST_VALUES


def test_a_large_table_keeps_what_the_engine_counts(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ordered distance and entropy stay unknown, and the view says that it is incomplete."""
    monkeypatch.setattr(on_codes, "MOST_ROWS", 10)

    wage = _columns(stage, pa.Table.from_pandas(_sample(), preserve_index=False))["wage"]

    assert (wage.worst("t_ordered"), wage.worst("entropy_l_diversity"), wage.incomplete) == (None, None, True)
    assert wage.worst("t_equal") is not None


def test_too_many_candidates_are_said_to_be_uncounted(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The values as they are stay measured."""
    monkeypatch.setattr(on_codes, "candidates", lambda *_: None)

    ill = _columns(stage, pa.Table.from_pandas(_sample(), preserve_index=False))["ill"]

    assert ill.incomplete
    assert ill.worst("k") is None


@pytest.mark.parametrize(
    "flags",
    [{"quasi_identifiers": "a"}, {"sensitive": "ill"}, {"quasi_identifiers": "a", "sensitive": "a"}],
    ids=["nothing sensitive", "no quasi-identifiers", "one column is both"],
)
def test_there_is_no_view_without_both_roles(stage: Scene, flags: dict[str, str]) -> None:
    """A quasi-identifier is the same in all of its class: nothing can be inferred that was not known."""
    roles = scenes.subject(**flags).roles
    one = replace(stage, roles=roles)

    assert Diversity.of(_facts(one), "test") is None

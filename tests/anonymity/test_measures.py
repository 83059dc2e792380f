"""Measures of classes against their definitions, written out with plain Python numbers, and against published values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import exp, inf, log
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.classes import class_sizes, classes, crosstab
from audit.anonymity.closeness import equal_distance, ordered_distance
from audit.anonymity.coded import Coded, Sensitive
from audit.anonymity.diversity import recursive
from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.measures import NO_BETA, NO_ROWS, ONE_VALUE, Measures, measures, risks

FILE = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation/adult.csv"
SIX = ("age", "education", "marital-status", "race", "sex", "native-country")
NAMES = (
    "k", "distinct_l_diversity", "entropy_l_diversity", "recursive_c", "t_equal", "t_ordered",
    "delta_disclosure", "basic_beta_likeness", "enhanced_beta_likeness", "alpha",
)  # fmt: skip
ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 4)), min_size=1, max_size=40)


def coded(values: Sequence[Any]) -> tuple[np.ndarray, int]:
    """Return codes that ascend with the values, and how many there are."""
    codes, seen = pd.factorize(pd.Series(values), sort=True)
    return codes.astype(np.int64), len(seen)


def measured(rows: Sequence[tuple[int, ...]], *, ordered: bool = True) -> Measures:
    """Return the measures of rows whose last column is sensitive."""
    *keys, sensitive = zip(*rows, strict=True)
    return measures([(np.array(key), 3) for key in keys], Sensitive(np.array(sensitive), 5, ordered), len(rows))


def by_hand(rows: Sequence[tuple[int, ...]]) -> Mapping[str, float | None]:
    """Return every measure by its definition, one class after the other."""
    held = defaultdict(list)
    for *key, value in rows:
        held[tuple(key)].append(value)
    usual = {value: Fraction(n, len(rows)) for value, n in Counter(row[-1] for row in rows).items()}
    of = [_one_class(Counter(values), usual, min(len(set(one)) for one in held.values())) for values in held.values()]
    worst: dict[str, Callable[..., Any]] = {"k": min, "distinct_l_diversity": min, "entropy_l_diversity": min}
    found = {name: worst.get(name, max)(one[name] for one in of) for name in of[0]}
    found["recursive_c"] = None if found["recursive_c"] == inf else found["recursive_c"]
    found["enhanced_beta_likeness"] = found["basic_beta_likeness"] if found.pop("too likely") == 0 else None
    return found


def _one_class(counts: Mapping[int, int], usual: Mapping[int, Fraction], fewest: int) -> dict[str, Any]:
    """Return the measures of one class."""
    size = sum(counts.values())
    share = {value: Fraction(counts.get(value, 0), size) for value in sorted(usual)}
    gaps = [share[value] - usual[value] for value in sorted(usual)]
    falling = sorted(counts.values(), reverse=True)
    tail = sum(falling[max(2, fewest) - 1 :])
    gains = {value: share[value] / usual[value] - 1 for value in counts}
    return {
        "k": size,
        "distinct_l_diversity": len(counts),
        "entropy_l_diversity": exp(-sum(float(one) * log(one) for one in share.values() if one)),
        "recursive_c": falling[0] / tail if tail else inf,
        "t_equal": sum(abs(gap) for gap in gaps) / 2,
        "t_ordered": sum(abs(sum(gaps[: n + 1])) for n in range(len(gaps) - 1)) / Fraction(max(1, len(gaps) - 1)),
        "delta_disclosure": max(abs(log(share[value] / usual[value])) for value in counts),
        "basic_beta_likeness": max(gains.values()),
        "alpha": max(share.values()),
        "too likely": sum(gains[value] > -log(usual[value]) for value in counts),
    }


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_every_measure_is_its_definition(rows: list[tuple[int, int, int]]) -> None:
    """In fractions, one class after the other: no sums of floats, no arrays."""
    found = measured(rows)
    expected = by_hand(rows)

    actual = {name: getattr(found, name) for name in NAMES}

    assert {name: value for name, value in expected.items() if value is None} == {
        name: value for name, value in actual.items() if value is None
    }
    assert {n: float(v) for n, v in expected.items() if v is not None} == pytest.approx(
        {n: v for n, v in actual.items() if v is not None}, abs=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_numbers_of_codes_change_nothing(rows: list[tuple[int, int, int]], order: Any) -> None:
    """Rows in another order, and keys called otherwise, are the same classes: what pycanon 1.3.6 gets wrong."""
    expected = measured(rows)
    shuffled = [(2 - one, 1 - other, value) for one, other, value in order.sample(rows, len(rows))]

    actual = measured(shuffled)

    assert {name: getattr(expected, name) for name in NAMES} == pytest.approx({name: getattr(actual, name) for name in NAMES}, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_the_ordered_distance_is_never_above_the_equal_one(rows: list[tuple[int, int, int]]) -> None:
    """A value moves at most from one end to the other: rules use this where only the equal one is known."""
    *keys, sensitive = zip(*rows, strict=True)
    table = crosstab(classes([(np.array(key), 3) for key in keys], len(rows)), Sensitive(np.array(sensitive), 5, ordered=True))

    assert (ordered_distance(table) <= equal_distance(table) + 1e-12).all()


# ----------------------------------------------------------------------------------- by hand


SALARIES = [
    *[(0, 0, salary) for salary in (0, 1, 2)],
    *[(1, 0, salary) for salary in (3, 5, 8)],
    *[(2, 0, salary) for salary in (4, 6, 7)],
]
"""Table 3 of Li, Li and Venkatasubramanian (2007): salaries 3k to 11k as codes 0 to 8."""


def test_the_distance_of_the_paper() -> None:
    """They print 0.375 for {3k, 4k, 5k}, 0.167 for {6k, 8k, 11k}."""
    *keys, sensitive = zip(*SALARIES, strict=True)
    table = crosstab(classes([(np.array(key), 3) for key in keys], 9), Sensitive(np.array(sensitive), 9, ordered=True))

    actual = ordered_distance(table).tolist()

    assert pytest.approx(actual[:2], abs=1e-12) == [0.375, 1 / 6]
    assert pytest.approx(equal_distance(table).tolist()) == [2 / 3] * 3


def test_recursive_diversity_counts_from_the_most_frequent_value() -> None:
    """Counts 5, 3, 1: five over three and one for l of 2, five over one for l of 3, no c for l of 4."""
    table = crosstab(classes([], 9), Sensitive(np.repeat([0, 1, 2], [5, 3, 1]), 3))

    actual = [recursive(table, wanted).tolist() for wanted in (2, 3, 4)]

    assert [[1.25], [5.0], [inf]] == actual


def test_two_equal_halves_leave_exactly_two_values_open() -> None:
    """Rounding must not take a class below a limit of 2."""
    actual = [measured([(0, 0, value) for value in range(many)]).entropy_l_diversity for many in (2, 3, 5)]

    assert actual == [2.0, 3.0, 5.0]


def test_what_is_undefined_says_why() -> None:
    """One value, or a rare value that fills a class."""
    rare = measured([*[(0, 0, 0)] * 30, (1, 0, 1)])

    assert dict(rare.why) == {"recursive_c": ONE_VALUE, "enhanced_beta_likeness": NO_BETA}
    assert (rare.recursive_c, rare.enhanced_beta_likeness) == (None, None)


def test_no_rows_have_no_measures() -> None:
    """Nothing is no k of 0."""
    nothing = np.zeros(0, dtype=np.int64)

    found = measures([(nothing, 3)], Sensitive(nothing, 5), 0)

    assert (found.rows, found.classes, found.k, found.why) == (0, 0, None, {"k": NO_ROWS})


def test_one_value_in_the_whole_table_is_at_no_distance() -> None:
    """There is nothing to infer that was not known; 0/0 in the ordered distance."""
    found = measured([(0, 0, 3), (1, 0, 3)])

    assert (found.distinct_l_diversity, found.t_equal, found.t_ordered, found.basic_beta_likeness) == (1, 0.0, 0.0, 0.0)


def test_classes_can_be_held_against_a_table_before_rows_were_suppressed() -> None:
    """Half of the rows that are left, a quarter of those that were."""
    columns, kept = [(np.zeros(4, dtype=np.int64), 1)], Sensitive(np.array([0, 0, 1, 1]), 3)

    found = measures(columns, kept, 4, totals=np.array([2, 4, 2]))

    assert (found.t_equal, found.basic_beta_likeness) == (0.25, 1.0)


# ----------------------------------------------------------------------------------- persons


def test_a_person_counts_once_in_a_class_and_in_every_class() -> None:
    """Five rows of two persons and two rows of one of them: sizes 2 and 1, not 5 and 2."""
    key, person = np.array([0, 0, 0, 0, 0, 1, 1]), np.array([7, 7, 7, 7, 3, 3, 3])

    assert class_sizes([(key, 2)], 7, person).tolist() == [2, 1]
    assert class_sizes([(key, 2)], 7).tolist() == [5, 2]


def _raw(codes: np.ndarray, size: int) -> Hierarchy:
    """Return a hierarchy of two levels, as they are and gone."""
    return Hierarchy(("", "*"), (np.arange(size), np.zeros(size, dtype=np.int64)), (np.full(size, 1 / size), np.ones(1)), size)


def test_each_sensitive_column_is_also_measured_in_the_classes_of_the_others() -> None:
    """In one class of four rows each column has two values; once one is known, the other is."""
    key, disease, wage = np.zeros(4, dtype=np.int64), np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1])
    sensitive = {"disease": Sensitive(disease, 2), "wage": Sensitive(wage, 2, ordered=True)}
    rows = Coded("test", 4, {"age": key}, {"age": _raw(key, 1)}, (), sensitive, np.array([0, 0, 0, 1]))

    found = risks(rows)

    assert (found.alone["disease"].distinct_l_diversity, found.l("disease"), found.l("wage")) == (2, 1, 1)
    assert (found.alone["wage"].t_closeness, found.t("wage"), found.t("disease")) == (0.0, 0.5, 0.5)
    assert (found.k, found.classes) == (2, 1)


def test_coarser_levels_are_measured_as_they_are_released() -> None:
    """Two classes become one."""
    key = np.array([0, 0, 1, 1])
    rows = Coded("test", 4, {"age": key}, {"age": _raw(key, 2)}, (), {"wage": Sensitive(np.array([0, 0, 1, 1]), 2)})

    actual = [(risks(rows, levels).k, risks(rows, levels).l("wage")) for levels in ({}, {"age": 1})]

    assert actual == [(2, 1), (4, 2)]


# ------------------------------------------------------------------------------------- Adult


@pytest.fixture(scope="module")
def adult() -> pd.DataFrame:
    """Return the 30,162 rows of ARX's file."""
    if not FILE.exists():
        pytest.skip("ARX's Adult file is not here")
    return pd.read_csv(FILE, sep=";", skipinitialspace=True)


def _adult(frame: pd.DataFrame, sensitive: str) -> Measures:
    """Return the measures over six quasi-identifiers."""
    return measures([coded(frame[name]) for name in SIX], Sensitive(*coded(frame[sensitive])), len(frame))


def test_adult_has_the_values_that_pycanon_prints(adult: pd.DataFrame) -> None:
    """Its seven metrics, version 1.3.6, over occupation; benchmarks/anonymity_speed.py runs it beside ours."""
    found = _adult(adult, "occupation")
    expected = {"k": 1, "alpha": 1.0, "l": 1, "entropy l": 1.0, "t": 0.9997, "beta": 3350.33, "delta": 8.117}

    actual = {
        "k": found.k,
        "alpha": found.alpha,
        "l": found.distinct_l_diversity,
        "entropy l": found.entropy_l_diversity,
        "t": round(found.t_closeness or 0, 4),
        "beta": round(found.basic_beta_likeness or 0, 2),
        "delta": round(found.delta_disclosure or 0, 3),
    }

    assert expected == actual
    assert (found.rows, found.classes) == (30_162, 7_645)


@pytest.mark.parametrize(
    "again",
    [lambda f: f.sample(frac=1, random_state=3), lambda f: f.set_index(f.index + 10), lambda f: f.astype("category")],
    ids=["shuffled", "another index", "categories"],
)
def test_adult_in_another_form_has_the_same_values(adult: pd.DataFrame, again: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Where pycanon 1.3.6 finds another l, breaks, or finds a k of 0."""
    expected = _adult(adult, "salary-class")

    actual = _adult(again(adult), "salary-class")

    assert expected == actual

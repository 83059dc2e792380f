"""Do numbers that follow from sums say what rows would: means, strata, weights, repeated persons?"""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.measurement import Rate
from audit.statistics.effective import clustered_rate, effective_rate, equivalent_rate
from audit.statistics.means import difference_of, mean_of
from audit.statistics.stratified import mantel_haenszel

BCG = [
    (6, 306, 29, 303),
    (4, 123, 11, 139),
    (180, 1541, 372, 1451),
    (17, 1716, 65, 1665),
    (3, 231, 11, 220),
    (5, 2498, 3, 2341),
    (186, 50634, 141, 27338),
    (62, 13598, 248, 12867),
    (33, 5069, 47, 5808),
    (27, 16913, 29, 17854),
    (8, 2545, 10, 629),
    (29, 7499, 45, 7277),
    (505, 88391, 499, 88391),
]
"""Tuberculosis among the vaccinated and others in 13 trials (Colditz et al. 1994), as the R package metafor has them."""
TOLBUTAMIDE = [(8, 106, 5, 120), (22, 98, 16, 85)]
"""Deaths in two age groups (Rothman, Greenland and Lash 2008, table 15-1)."""
WEIGHTS = st.lists(st.tuples(st.floats(0.1, 10.0), st.booleans()), min_size=1, max_size=30)


@given(st.lists(st.integers(-1000, 1000), min_size=4, max_size=40))
def test_a_mean_is_that_of_the_rows(values: list[int]) -> None:
    """Compare with the rows; the error carries Student's spread for few rows."""
    rows = len(values)
    found = mean_of(rows, sum(values), sum(value * value for value in values))
    plain = statistics.stdev(values) / math.sqrt(rows)

    assert found is not None
    assert found[0] == pytest.approx(statistics.fmean(values))
    assert found[1] == pytest.approx(plain * math.sqrt((rows - 1) / (rows - 3)))


def test_large_numbers_are_subtracted_exactly() -> None:
    """Keep the variance where the sum of squares is 1e18 times larger."""
    found = mean_of(4, 4 * 10**9 + 2, 4 * 10**18 + 4 * 10**9 + 2)

    assert found is not None
    assert found[1] == pytest.approx(math.sqrt(1 / 3 / 4 * 3))


@pytest.mark.parametrize(("rows", "expected"), [(0, None), (1, (5.0, math.inf)), (3, (5.0, math.inf)), (4, (5.0, 0.0))])
def test_a_mean_of_few_rows_bounds_nothing(rows: int, expected: tuple[float, float] | None) -> None:
    """Give no error that few rows cannot carry."""
    assert mean_of(rows, 5.0 * rows, 25.0 * rows) == expected


def test_means_are_compared_by_welch() -> None:
    """Add the variances of two groups."""
    one, other = (100, 500.0, 2900.0), (50, 200.0, 900.0)
    a, b, found = mean_of(*one), mean_of(*other), difference_of(one, other)
    assert a is not None
    assert b is not None

    assert found == pytest.approx((1.0, math.hypot(a[1], b[1])))
    assert difference_of(one, (0, 0.0, 0.0)) is None


def test_sums_that_no_rows_have_are_refused() -> None:
    """Raise rather than take the root of a negative number."""
    with pytest.raises(ValueError, match="sum of squares"):
        mean_of(10, 100.0, 900.0)


def test_the_mantel_haenszel_ratio_of_the_bcg_trials() -> None:
    """Compare with metafor and Stata's metan: -0.4537 [-0.5308, -0.3766], z -11.5338."""
    found = mantel_haenszel(BCG)
    assert found.ratio is not None
    assert found.error_of_log is not None
    value = math.log(found.ratio)
    reach = 1.959964 * found.error_of_log

    assert [round(one, 4) for one in (value, value - reach, value + reach, value / found.error_of_log)] == [
        -0.4537,
        -0.5308,
        -0.3766,
        -11.5338,
    ]


def test_the_mantel_haenszel_ratio_and_difference_of_the_tolbutamide_trial() -> None:
    """Compare with metafor's 90 % intervals: 0.0349 [-0.0176, 0.0874] and log 0.2818 [-0.1442, 0.7078]."""
    found, z = mantel_haenszel(TOLBUTAMIDE), 1.644854
    assert found.ratio is not None
    assert found.error_of_log is not None
    assert found.difference is not None
    assert found.error is not None
    gap = (found.difference, found.difference - z * found.error, found.difference + z * found.error)
    log = (math.log(found.ratio), math.log(found.ratio) - z * found.error_of_log, math.log(found.ratio) + z * found.error_of_log)

    assert [round(one, 4) for one in gap] == [0.0349, -0.0176, 0.0874]
    assert [round(one, 4) for one in log] == [0.2818, -0.1442, 0.7078]


def test_one_stratum_is_katz_and_wald() -> None:
    """Reduce to the plain ratio and difference of two rates."""
    found = mantel_haenszel([(20, 100, 30, 80)])
    error = math.sqrt(1 / 20 - 1 / 100 + 1 / 30 - 1 / 80)

    assert found == pytest.approx((20 / 100 / (30 / 80), error, 0.2 - 0.375, math.sqrt(0.2 * 0.8 / 100 + 0.375 * 0.625 / 80)))


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        pytest.param([], (None, None, None, None), id="nothing"),
        pytest.param([(3, 9, 0, 0), (0, 0, 2, 5)], (None, None, None, None), id="nothing-to-compare"),
        pytest.param([(3, 9, 0, 7)], (None, None, 1 / 3, 0.1571), id="reference-never-hit"),
        pytest.param([(0, 9, 3, 7)], (0.0, None, -3 / 7, 0.1870), id="group-never-hit"),
        pytest.param([(9, 9, 7, 7)], (1.0, 0.1166, 0.0, 0.1099), id="everybody-hit"),
    ],
)
def test_strata_without_hits_are_undefined_and_never_certain(
    tables: list[tuple[int, int, int, int]], expected: tuple[float | None, ...]
) -> None:
    """Return None for 0/0, and an error larger than zero for all that is left."""
    found = mantel_haenszel(tables)

    assert expected == tuple(one if one is None else pytest.approx(one, abs=5e-5) for one in found)


def test_impossible_strata_are_refused() -> None:
    """Raise for more hits than rows."""
    with pytest.raises(ValueError, match="hits"):
        mantel_haenszel([(3, 2, 1, 4)])


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0.01, 1e6))
def test_equal_weights_are_plain_counts(hits: int, rest: int, weight: float) -> None:
    """Count rows whatever the unit of the weights."""
    found = effective_rate(hits * weight, hits * weight**2, rest * weight, rest * weight**2)

    assert (found.hits, found.of) == pytest.approx((hits, hits + rest), rel=1e-9)


@given(WEIGHTS)
def test_weighted_rows_are_worth_no_more_than_there_are(rows: list[tuple[float, bool]]) -> None:
    """Keep the weighted share, and count at most the rows."""
    sums = [sum(w**power for w, hit in rows if hit is side) for side in (True, False) for power in (1, 2)]
    found = effective_rate(*sums)

    assert 0 <= found.hits <= found.of <= len(rows) * (1 + 1e-9)
    assert found.hits / found.of == pytest.approx(sums[0] / (sums[0] + sums[2]))


@given(st.integers(1, 499), st.integers(500, 5000))
def test_a_rate_is_its_own_equivalent(hits: int, rows: int) -> None:
    """Find the rows back from the value and its standard error."""
    rate = hits / rows
    error = math.sqrt(rate * (1 - rate) / rows)
    found = equivalent_rate(rate, error)

    assert found.hits / found.of == pytest.approx(rate)
    assert error > rate or found.of == pytest.approx(rows)


@pytest.mark.parametrize(
    ("value", "error", "expected"),
    [(1.0, 0.02, Rate(49.0, 49.0)), (0.0, 0.02, Rate(0.0, 49.0)), (0.7, math.inf, Rate(0.0, 0.0)), (0.7, 0.0, Rate(0.0, 0.0))],
)
def test_a_perfect_value_is_worth_finite_rows(value: float, error: float, expected: Rate) -> None:
    """Keep an interval at the ends, and say nothing without an error."""
    found = equivalent_rate(value, error)

    assert (found.hits, found.of) == pytest.approx((expected.hits, expected.of))


def test_only_shares_have_equivalent_rates() -> None:
    """Raise for a difference or a ratio."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        equivalent_rate(-0.1, 0.1)


def sums_of(people: list[tuple[int, int]]) -> tuple[float, ...]:
    """Return the sums over persons of hits and rows."""
    h, m = [a for a, _ in people], [b for _, b in people]
    squares = [sum(a * b for a, b in zip(x, y, strict=True)) for x, y in ((h, h), (h, m), (m, m))]
    return len(people), sum(h), sum(m), *squares


def test_one_row_each_is_a_plain_count_but_for_the_degree_of_freedom() -> None:
    """Count persons where nobody is repeated."""
    found = clustered_rate(*sums_of([(1, 1)] * 30 + [(0, 1)] * 70))

    assert (found.hits / found.of, found.of) == pytest.approx((0.3, 99.0), rel=0.01)


def test_rows_that_always_agree_count_once() -> None:
    """Count persons where all rows of a person are the same."""
    found = clustered_rate(*sums_of([(5, 5)] * 40 + [(0, 5)] * 60))

    assert (found.hits / found.of, found.of) == pytest.approx((0.4, 99.0), rel=0.01)


@pytest.mark.parametrize("people", [[(0, 4)] * 20, [(4, 4)] * 20], ids=["nobody", "everybody"])
def test_where_everybody_is_alike_persons_are_counted(people: list[tuple[int, int]]) -> None:
    """Take the worst case where nothing tells how much rows of a person agree."""
    assert clustered_rate(*sums_of(people)).of == pytest.approx(20.0)


@given(st.lists(st.integers(1, 6).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))), min_size=1, max_size=20))
def test_repeated_rows_are_worth_no_more_than_rows(people: list[tuple[int, int]]) -> None:
    """Keep the share, and count at most the rows."""
    found = clustered_rate(*sums_of(people))
    hits, rows = sum(a for a, _ in people), sum(b for _, b in people)

    assert 0 <= found.hits <= found.of <= rows * (1 + 1e-9)
    assert found.hits / found.of == pytest.approx(hits / rows)


def test_nothing_is_nothing_of_nothing() -> None:
    """Give 0 of 0, whose interval is (0, 1)."""
    assert effective_rate(0, 0, 0, 0) == Rate(0.0, 0.0)
    assert clustered_rate(0, 0, 0, 0, 0, 0) == Rate(0.0, 0.0)


def test_negative_sums_are_refused() -> None:
    """Raise for weights that cannot be."""
    with pytest.raises(ValueError, match="weights"):
        effective_rate(-1, 1, 1, 1)
    with pytest.raises(ValueError, match="persons"):
        clustered_rate(3, -1, 1, 1, 1, 1)

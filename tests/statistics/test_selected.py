"""Do the intervals of what was picked by looking hold together, and are they those of all pairs?"""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, studentized_range

from audit.core.measurement import Difference, Rate, Ratio, Spread, SpreadRatio
from audit.statistics.interval import interval_of
from audit.statistics.likelihood import difference_span, ratio_span
from audit.statistics.normal import critical
from audit.statistics.selected import pairwise_level, range_exceeds
from audit.statistics.spread import spread_of, spread_ratio_of

LEVELS = st.sampled_from([0.5, 0.9, 0.95, 0.999])


@st.composite
def groups(draw: st.DrawFn) -> tuple[Rate, ...]:
    """Draw two to six groups, some without rows."""
    sizes = draw(st.lists(st.sampled_from([0, 1, 5, 30, 100, 3000]), min_size=2, max_size=6))
    return tuple(Rate(draw(st.integers(0, of)), of) for of in sizes)


@pytest.mark.parametrize("many", [3, 5, 10, 50, 200])
@pytest.mark.parametrize(("level", "digits"), [(0.5, 1e-9), (0.95, 1e-9), (0.999, 1e-8), (1 - 1e-6, 1e-7)])
def test_pairwise_level_is_that_of_the_studentised_range(level: float, many: int, digits: float) -> None:
    """Compare with SciPy's distribution at a million degrees of freedom, and with its own tail."""
    expected = float(studentized_range.isf(1 - level, many, math.inf)) / math.sqrt(2)
    actual = critical(pairwise_level(level, many))

    assert actual == pytest.approx(expected, rel=digits)


@pytest.mark.parametrize(("many", "expected"), [(3, 3.314), (10, 4.474), (20, 5.012)])
def test_pairwise_level_gives_the_printed_table(many: int, expected: float) -> None:
    """Compare with the last row of any textbook's table of the studentised range, 5 %."""
    assert round(critical(pairwise_level(0.95, many)) * math.sqrt(2), 3) == pytest.approx(expected, abs=0.0011)


@pytest.mark.parametrize("many", [0, 1, 2])
def test_nothing_is_paid_where_nothing_was_picked(many: int) -> None:
    """Keep the level of a pair."""
    assert pairwise_level(0.95, many) == 0.95


@given(st.floats(0.01, 1 - 1e-9), st.integers(2, 60))
@settings(max_examples=40)
def test_pairwise_level_lies_between_its_bounds(level: float, many: int) -> None:
    """Rise with the groups, and cost at most what Bonferroni costs for all pairs."""
    actual, fewer = pairwise_level(level, many), pairwise_level(level, many - 1)
    bonferroni = 1 - (1 - level) / (many * (many - 1) / 2)

    assert level - 1e-12 <= fewer <= actual + 1e-12
    assert actual <= bonferroni + 1e-12


@pytest.mark.parametrize("width", [0.5, 3.0, 8.0, 14.0])
def test_the_range_of_two_is_a_difference(width: float) -> None:
    """Keep the digits of a tail far below the rounding of one."""
    assert range_exceeds(width, 2) == pytest.approx(2 * norm.sf(width / math.sqrt(2)), rel=1e-10)


def test_a_level_next_to_one_is_kept_below_it() -> None:
    """Return a level that still has a critical value."""
    assert critical(pairwise_level(1 - 1e-15, 200)) > 7


def test_an_impossible_level_is_refused() -> None:
    """Raise for certainty."""
    with pytest.raises(ValueError, match="level"):
        pairwise_level(1.0, 5)


@given(groups(), LEVELS)
@settings(max_examples=60, deadline=None)
def test_a_spread_is_bounded_by_all_its_pairs(rates: tuple[Rate, ...], level: float) -> None:
    """Take the largest lower end of pairs that hold together, and the largest upper end of each pair alone."""
    each = pairwise_level(level, len(rates))
    lows = [difference_span(one, other, each)[0] for one, other in permutations(rates, 2)]
    highs = [difference_span(one, other, level)[1] for one, other in permutations(rates, 2)]
    expected = (max(0.0, *lows), max(highs))

    assert spread_of(rates, level) == pytest.approx(expected, abs=1e-9)


@given(groups(), LEVELS)
@settings(max_examples=60, deadline=None)
def test_a_spread_ratio_is_bounded_by_all_its_pairs(rates: tuple[Rate, ...], level: float) -> None:
    """Take the smallest lower end of each pair alone, and the smallest upper end of pairs that hold together, at most one."""
    each = pairwise_level(level, len(rates))
    lows = [ratio_span(one, other, level)[0] for one, other in permutations(rates, 2)]
    highs = [ratio_span(one, other, each)[1] for one, other in permutations(rates, 2)]
    expected = (min(lows), min(1.0, *highs))

    assert spread_ratio_of(rates, level) == pytest.approx(expected, abs=1e-7)


def test_a_spread_does_not_depend_on_the_order() -> None:
    """Name the groups in any order."""
    rates = (Rate(3, 40), Rate(30, 90), Rate(5, 50))
    actual = {interval_of(Spread(some), None, 0.95) for some in permutations(rates)}
    ratios = [interval_of(SpreadRatio(some), None, 0.95) for some in permutations(rates)]

    assert len({(round(one.low, 9), round(one.high, 9)) for one in actual if one}) == 1
    assert len({(round(one.low, 9), round(one.high, 9)) for one in ratios if one}) == 1


def test_a_spread_of_fewer_than_two_groups_is_anything() -> None:
    """Bound nothing where nothing is compared."""
    assert spread_of([Rate(3, 5)], 0.95) == (0.0, 1.0)
    assert spread_ratio_of([], 0.95) == (0.0, 1.0)


def test_a_group_without_rows_may_lie_anywhere() -> None:
    """Leave the upper end open, and keep what the others show."""
    low, high = spread_of([Rate(90, 100), Rate(10, 100), Rate(0, 0)], 0.95)

    assert low > 0.5
    assert high == 1.0


@pytest.mark.parametrize("kind", [Difference, Ratio])
def test_a_reference_picked_for_its_rate_widens_the_interval(kind: type[Difference | Ratio]) -> None:
    """Use the level of all pairs where luck of the picked one counts, that of fixed comparisons where it does not."""
    one, best = Rate(20, 100), Rate(30, 100)
    named, picked = interval_of(kind(one, best), None, 0.95), interval_of(kind(one, best, 5), None, 0.95)
    fixed = interval_of(kind(one, best), None, 1 - 0.05 / 4)
    pairs = interval_of(kind(one, best), None, pairwise_level(0.95, 5))
    assert named is not None
    assert picked is not None
    assert fixed is not None
    assert pairs is not None

    assert (fixed.low, pairs.high, 0.95) == (picked.low, picked.high, picked.level)
    assert pairs.low < picked.low < named.low < named.high < picked.high


def test_a_picked_lowest_rate_mirrors_a_picked_highest() -> None:
    """Change the ends where the reference is the lowest, and widen both where rates are equal."""
    low, high, pairs = Rate(20, 100), Rate(30, 100), pairwise_level(0.95, 5)
    one, other = interval_of(Difference(low, high, 5), None, 0.95), interval_of(Difference(high, low, 5), None, 0.95)
    assert one is not None
    assert other is not None
    equal = interval_of(Difference(low, low, 5), None, 0.95)
    assert equal is not None

    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    assert (equal.low, equal.high) == difference_span(low, low, pairs)

"""Which laws hold for every interval, whatever the counts?"""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from audit.core.measurement import (
    AbsoluteDifference,
    Counts,
    Difference,
    PairedDifference,
    Rate,
    Ratio,
    Spread,
    SpreadRatio,
)
from audit.statistics.differences import newcombe, paired
from audit.statistics.interval import interval_of
from audit.statistics.proportions import wilson
from audit.statistics.ratios import ratio

SLACK = 1e-9


@st.composite
def rates(draw: st.DrawFn, least: int = 1) -> Rate:
    """Draw hits out of rows, small and large, whole and effective, with the ends often met."""
    of = draw(st.one_of(st.integers(least, 60), st.integers(least, 10**7)))
    hits = draw(st.one_of(st.integers(0, of), st.sampled_from([0, of]), st.floats(min(0.5, of), of)))
    return Rate(hits, of)


@st.composite
def pairs(draw: st.DrawFn) -> PairedDifference:
    """Draw rows on which two classifiers disagree."""
    of = draw(st.one_of(st.integers(1, 60), st.integers(1, 10**6)))
    first = draw(st.integers(0, of))
    return PairedDifference(first, draw(st.integers(0, of - first)), of)


LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.96, 0.99, 0.999, 0.99999])
AMONG = st.integers(2, 9)
MANY = st.lists(rates(), min_size=2, max_size=5).map(tuple)
COUNTS = st.one_of(
    rates(),
    pairs(),
    st.builds(Difference, rates(), rates(), AMONG),
    st.builds(AbsoluteDifference, rates(), rates(), AMONG),
    st.builds(Ratio, rates(), rates(), AMONG),
    st.builds(Spread, MANY),
    st.builds(SpreadRatio, MANY),
)


def estimate(counts: Counts) -> float | None:
    """Return the point estimate of counts, None for 0/0."""
    match counts:
        case Rate(hits, of):
            return hits / of
        case PairedDifference(first, second, of):
            return (first - second) / of
        case Difference(a, b):
            return a.hits / a.of - b.hits / b.of
        case AbsoluteDifference(a, b):
            return abs(a.hits / a.of - b.hits / b.of)
        case Ratio(a, b) if b.hits:
            return a.hits * b.of / (a.of * b.hits)
        case Ratio(a, b):
            return math.inf if a.hits else None
        case Spread(many) | SpreadRatio(many):
            return between_extremes(counts, [one.hits / one.of for one in many])
    return None


def between_extremes(counts: Counts, seen: list[float]) -> float | None:
    """Return the largest minus the smallest, or the smallest over the largest."""
    if isinstance(counts, Spread):
        return max(seen) - min(seen)
    return min(seen) / max(seen) if max(seen) else None


def bounds(counts: Counts) -> tuple[float, float]:
    """Return what is possible at all."""
    match counts:
        case Rate() | AbsoluteDifference() | Spread() | SpreadRatio():
            return 0.0, 1.0
        case Ratio():
            return 0.0, math.inf
        case _:
            return -1.0, 1.0


@given(COUNTS, LEVELS)
def test_an_interval_holds_its_estimate_and_stays_within_what_is_possible(counts: Counts, level: float) -> None:
    """Never exclude what was seen, nor include what cannot be."""
    interval = interval_of(counts, None, level)
    assert interval is not None
    least, most = bounds(counts)
    seen = estimate(counts)

    assert least <= interval.low <= interval.high <= most
    assert seen is None or interval.low - SLACK * max(1, seen) <= seen <= interval.high + SLACK * min(max(1, seen), 1e300)


@given(COUNTS, LEVELS, LEVELS)
def test_a_higher_level_gives_a_wider_interval(counts: Counts, one: float, other: float) -> None:
    """Widen with the level on both sides."""
    narrow, wide = interval_of(counts, None, min(one, other)), interval_of(counts, None, max(one, other))
    assert narrow is not None
    assert wide is not None

    assert wide.low <= narrow.low + SLACK
    assert wide.high >= narrow.high - SLACK


@given(rates(), LEVELS)
def test_a_rate_mirrors_its_complement(rate: Rate, level: float) -> None:
    """Swap hits and misses: the interval is mirrored at one half."""
    low, high = wilson(rate.hits, rate.of, level)
    other_low, other_high = wilson(rate.of - rate.hits, rate.of, level)

    assert math.isclose(low, 1 - other_high, abs_tol=SLACK)
    assert math.isclose(high, 1 - other_low, abs_tol=SLACK)


@given(rates(0), rates(0), LEVELS)
def test_a_difference_mirrors_when_groups_are_swapped(group: Rate, reference: Rate, level: float) -> None:
    """Swap the groups: the interval changes its sign."""
    low, high = newcombe(group, reference, level)
    other_low, other_high = newcombe(reference, group, level)

    assert math.isclose(low, -other_high, abs_tol=SLACK)
    assert math.isclose(high, -other_low, abs_tol=SLACK)


@given(rates(0), rates(0), LEVELS)
def test_a_ratio_inverts_when_groups_are_swapped(group: Rate, reference: Rate, level: float) -> None:
    """Swap the groups: the interval is inverted."""
    low, high = ratio(group, reference, level)
    other_low, other_high = ratio(reference, group, level)

    assert math.isclose(low, 1 / other_high if other_high else math.inf, rel_tol=1e-6)
    assert math.isclose(other_low, 1 / high if high else math.inf, rel_tol=1e-6)


@given(pairs(), LEVELS)
def test_a_paired_difference_mirrors_when_its_sides_are_swapped(pair: PairedDifference, level: float) -> None:
    """Swap the sides: the interval changes its sign."""
    low, high = paired(pair.only_first, pair.only_second, pair.of, level)
    other_low, other_high = paired(pair.only_second, pair.only_first, pair.of, level)

    assert (low, high) == (-other_high, -other_low)


@given(pairs(), LEVELS)
def test_a_paired_interval_without_zero_is_mcnemars_verdict(pair: PairedDifference, level: float) -> None:
    """Exclude zero exactly where McNemar's test refutes it: both are the score test."""
    from audit.statistics.normal import critical

    low, high = paired(pair.only_first, pair.only_second, pair.of, level)
    apart = pair.only_first + pair.only_second
    z = abs(pair.only_first - pair.only_second) / math.sqrt(apart) if apart else 0.0
    refuted = z > critical(level)

    assert math.isclose(z, critical(level), rel_tol=1e-6) or refuted == (not low <= 0 <= high)

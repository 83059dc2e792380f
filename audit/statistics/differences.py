"""How far apart are two rates?"""

from __future__ import annotations

from math import copysign, hypot, inf, sqrt

from audit.core.measurement import Rate
from audit.statistics.normal import critical
from audit.statistics.proportions import Span, check, wilson

_STEPS = 80


def newcombe(group: Rate, reference: Rate, level: float) -> Span:
    """Return the hybrid score interval of group minus reference, within [-1, 1].

    A group without rows says nothing: (-1, 1). Raises ValueError for impossible counts or levels.
    Source: Newcombe 1998, Stat Med 17:873, method 10 [not verified]; the tests hold its published values.
    """
    one, other = wilson(group.hits, group.of, level), wilson(reference.hits, reference.of, level)
    return hybrid((group, one), (reference, other))


def hybrid(group: tuple[Rate, Span], reference: tuple[Rate, Span]) -> Span:
    """Return Newcombe's interval of group minus reference from each one's rate and own interval."""
    (one, (low, high)), (two, (other_low, other_high)) = group, reference
    if not one.of or not two.of:
        return -1.0, 1.0
    rate, other = one.hits / one.of, two.hits / two.of
    down = hypot(rate - low, other_high - other)
    up = hypot(high - rate, other - other_low)
    return max(-1.0, rate - other - down), min(1.0, rate - other + up)


def distance(signed: Span) -> Span:
    """Return the interval of an absolute difference from that of the signed one, within [0, 1].

    Its image: it covers the true distance whenever that one covers the true difference, so it keeps
    at least its level. It starts at 0 where the signed one holds 0.
    """
    low, high = signed
    nearest = 0.0 if low <= 0.0 <= high else min(abs(low), abs(high))
    return nearest, max(abs(low), abs(high))


def paired(only_first: int, only_second: int, of: int, level: float) -> Span:
    """Return the score interval of first rate minus second, measured on the same rows, within [-1, 1].

    Only the rows where the two disagree are needed. Enumerated against Agresti and Min 2005 (add one
    half to each cell): that one falls far below its level when the level is simultaneous, this one
    does not (`tests/statistics/test_coverage.py`).
    Raises ValueError unless only_first + only_second <= of.
    Source: Tango 1998, Stat Med 17:891 [not verified]; a published value is in the tests.
    """
    check(only_first + only_second, of)
    if min(only_first, only_second) < 0:
        message = "counts are not negative"
        raise ValueError(message)
    z = critical(level)
    if of == 0:
        return -1.0, 1.0
    return -_upper(only_second, only_first, of, z), _upper(only_first, only_second, of, z)


def _upper(first: int, second: int, of: int, z: float) -> float:
    """Return the difference above the estimate at which the score statistic falls to -z, by bisection."""
    inside, outside = (first - second) / of, 1.0
    if _score(outside, first, second, of) >= -z:
        return outside
    for _ in range(_STEPS):
        middle = (inside + outside) / 2.0
        if _score(middle, first, second, of) >= -z:
            inside = middle
        else:
            outside = middle
    return outside


def _score(difference: float, first: int, second: int, of: int) -> float:
    """Return Tango's statistic: what was seen against a true difference, in its own standard errors."""
    b = (2 * of - first + second) * difference - first - second
    c = -second * difference * (1.0 - difference)
    # The larger root of 2n q^2 + b q + c, in the form that does not cancel.
    root = sqrt(max(0.0, b * b - 8.0 * of * c))
    below = -2.0 * c / (root + b) if b > 0.0 else (root - b) / (4.0 * of)
    variance = of * (2.0 * below + difference * (1.0 - difference))
    gap = first - second - of * difference
    if variance <= 0.0:
        return copysign(inf, gap) if gap else 0.0
    return gap / sqrt(variance)

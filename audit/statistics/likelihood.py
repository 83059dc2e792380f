"""How far out is a value that the likelihood does not refute either?

Beyond 95 % the score intervals (Wilson, Newcombe, Koopman) end too early where hits are few: at the level
that one of 300 simultaneous intervals has, they miss up to 40 times as often as they say. The likelihood
ratio is right in that tail and wrong in the other one. So a wider interval ends where both refute.
Measured in `docs/fairness-statistics.md`; held by `tests/statistics/test_coverage.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from math import acos, copysign, cos, exp, inf, log, pi, sqrt

from audit.core.measurement import Rate
from audit.statistics.crossing import crossing
from audit.statistics.differences import newcombe
from audit.statistics.normal import critical
from audit.statistics.proportions import Span, wilson
from audit.statistics.ratios import LARGEST, fitted, ratio

_NEAR, _HALVINGS = 1e-6, 60
BEYOND = 0.95
"""Up to this level the standard intervals stand as published."""


def rate_span(seen: Rate, level: float) -> Span:
    """Return Wilson's interval of a rate, beyond 95 % moved out to where the likelihood ratio refutes too.

    Within [0, 1]; 0 of 0 gives (0, 1). Raises ValueError for impossible counts or levels.
    """
    span = wilson(seen.hits, seen.of, level)
    if level <= BEYOND or not seen.of:
        return span
    z = critical(level)
    return _further(span, (0.0, 1.0), lambda rate: sqrt(deviance(seen, rate)) - z)


def difference_span(group: Rate, reference: Rate, level: float) -> Span:
    """Return Newcombe's interval of group minus reference, beyond 95 % moved out to where the likelihood ratio refutes too.

    Within [-1, 1], which a group without rows gives. Raises ValueError for impossible counts or levels.
    """
    span = newcombe(group, reference, level)
    if level <= BEYOND or not group.of or not reference.of:
        return span
    z = critical(level)
    return _further(span, (-1.0, 1.0), lambda difference: sqrt(difference_deviance(group, reference, difference)) - z)


def allows_difference(group: Rate, reference: Rate, difference: float, level: float) -> bool:
    """Tell whether the likelihood ratio moves an interval out as far as a difference; never up to 95 %."""
    return level > BEYOND and difference_deviance(group, reference, difference) <= critical(level) ** 2


def ratio_span(group: Rate, reference: Rate, level: float) -> Span:
    """Return Katz's or Koopman's interval of group over reference, beyond 95 % moved out to where the likelihood ratio refutes too.

    Within [0, inf], which 0/0 and a group without rows give. Raises ValueError for impossible counts or levels.
    """
    low, high = ratio(group, reference, level)
    if level <= BEYOND or not group.of or not reference.of:
        return low, high
    z = critical(level)
    logs = (log(low) if low else -inf, log(high) if high < inf else inf)
    least, most = _further(logs, (-LARGEST, LARGEST), lambda place: sqrt(_ratio_deviance(group, reference, exp(place))) - z)
    return (low if least == logs[0] else exp(least)), (high if most == logs[1] else exp(most))


def _further(span: Span, bounds: Span, excess: Callable[[float], float]) -> Span:
    """Return a span with each end moved out, within bounds, to where a value is refuted; as it is where it is already."""
    ends = []
    for end, bound in zip(span, bounds, strict=True):
        kept = not bounds[0] < end < bounds[1] or excess(end) > 0.0
        ends.append(end if kept else crossing(excess, end, bound, (span[1] - span[0]) / 16.0))
    return ends[0], ends[1]


def difference_deviance(group: Rate, reference: Rate, difference: float) -> float:
    """Return the deviance of the best pair of rates that are so far apart."""
    other = _fitted(group, reference, difference)
    return deviance(group, min(1.0, max(0.0, other + difference))) + deviance(reference, other)


def _ratio_deviance(group: Rate, reference: Rate, value: float) -> float:
    """Return the deviance of the best pair of rates with such a ratio."""
    rate, other = fitted(value, group, reference)
    return deviance(group, rate) + deviance(reference, other)


def deviance(seen: Rate, rate: float) -> float:
    """Return twice the logarithm of how much likelier the rate seen is than this one; infinite where it cannot be."""
    twice = 2.0 * (_part(seen.hits, seen.of * rate) + _part(seen.of - seen.hits, seen.of * (1.0 - rate)))
    return max(0.0, twice)


def _part(seen: float, expected: float) -> float:
    """Return seen log(seen / expected), 0 for nothing seen."""
    if seen <= 0.0:
        return 0.0
    return seen * log(seen / expected) if expected > 0.0 else inf


def _fitted(group: Rate, reference: Rate, difference: float) -> float:
    """Return the reference's rate that fits best when the group's is larger by a difference.

    The root of the cubic of Miettinen and Nurminen 1985, Stat Med 4:213 [not verified]; checked
    against a search in the tests.
    """
    rows = group.of + reference.of
    square = ((group.of + 2.0 * reference.of) * difference - rows - group.hits - reference.hits) / (3.0 * rows)
    linear = ((reference.of * difference - rows - 2.0 * reference.hits) * difference + group.hits + reference.hits) / rows
    constant = reference.hits * difference * (1.0 - difference) / rows
    turn = square**3 - square * linear / 2.0 + constant / 2.0
    radius = copysign(sqrt(max(0.0, square * square - linear / 3.0)), turn)
    angle = (pi + acos(max(-1.0, min(1.0, turn / radius**3)))) / 3.0 if radius**3 else pi / 2.0
    other, low, high = 2.0 * radius * cos(angle) - square, max(0.0, -difference), min(1.0, 1.0 - difference)
    if low + _NEAR < other < high - _NEAR:
        return other
    return _searched(group, reference, difference, (low, high))


def _searched(group: Rate, reference: Rate, difference: float, span: Span) -> float:
    """Return the root by halves: next to an end the cubic loses its digits."""
    low, high = span
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if _slope(group, middle + difference) + _slope(reference, middle) > 0.0:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _slope(seen: Rate, rate: float) -> float:
    """Return the slope of the log-likelihood at a rate; infinite where the rate cannot be."""
    hits, misses = seen.hits, seen.of - seen.hits
    rising = 0.0 if not hits else hits / rate if rate > 0.0 else inf
    return rising - (0.0 if not misses else misses / (1.0 - rate) if rate < 1.0 else inf)

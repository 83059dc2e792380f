"""How large is one rate beside another?"""

from __future__ import annotations

from math import exp, inf, log, sqrt

from audit.core.measurement import Rate
from audit.statistics.crossing import crossing
from audit.statistics.normal import critical
from audit.statistics.proportions import Span, check

_FEW = 5
_SMALLEST, LARGEST = -600.0, 600.0


def ratio(group: Rate, reference: Rate, level: float) -> Span:
    """Return the interval of group over reference, within [0, inf].

    Katz where all four cells hold at least 5, else Koopman. A reference that was never hit gives an
    infinite upper end; 0/0, and a group without rows, give (0, inf).
    Raises ValueError for impossible counts or levels.
    """
    check(group.hits, group.of)
    check(reference.hits, reference.of)
    cells = (group.hits, group.of - group.hits, reference.hits, reference.of - reference.hits)
    return katz(group, reference, level) if min(cells) >= _FEW else koopman(group, reference, level)


def katz(group: Rate, reference: Rate, level: float) -> Span:
    """Return the log interval of the ratio; both rates must have hits.

    Source: Katz, Baptista, Azen and Pike 1978, Biometrics 34:469 [not verified].
    """
    estimate = (group.hits * reference.of) / (group.of * reference.hits)
    variance = 1 / group.hits - 1 / group.of + 1 / reference.hits - 1 / reference.of
    factor = exp(critical(level) * sqrt(max(0.0, variance)))
    return estimate / factor, estimate * factor


def koopman(group: Rate, reference: Rate, level: float) -> Span:
    """Return the score interval of the ratio, for any counts.

    All ratios whose chi-square statistic stays within the level: with one rate a multiple of the
    other, both fitted to what was seen.
    Source: Koopman 1984, Biometrics 40:513 [not verified]; a published value is in the tests.
    """
    z = critical(level)
    if not group.of or not reference.of:
        return 0.0, inf
    upper = _upper(group, reference, z)
    mirrored = _upper(reference, group, z)
    return (0.0 if mirrored == inf else 1.0 / mirrored), upper


def _upper(group: Rate, reference: Rate, z: float) -> float:
    """Return the largest ratio that is not refuted, searched on its logarithm."""
    if reference.hits == 0:
        return inf
    inside = log(group.hits * reference.of / (group.of * reference.hits)) if group.hits else _SMALLEST
    step = z * sqrt(1.0 / (group.hits + 1.0) + 1.0 / reference.hits) if group.hits else -_SMALLEST
    return exp(crossing(lambda place: sqrt(_chi_square(exp(place), group, reference)) - z, inside, LARGEST, step))


def _chi_square(value: float, group: Rate, reference: Rate) -> float:
    """Return how badly a ratio fits what was seen."""
    rate, other = fitted(value, group, reference)
    return _misfit(group, rate) + _misfit(reference, other)


def fitted(value: float, group: Rate, reference: Rate) -> tuple[float, float]:
    """Return the two rates that fit best when the group's is so many times the reference's; the groups have rows."""
    hits, rows = group.hits + reference.hits, group.of + reference.of
    b = value * (group.of + reference.hits) + group.hits + reference.of
    # The smaller root of the likelihood equation, in the form that does not cancel.
    rate = 2.0 * value * hits / (b + sqrt(max(0.0, b * b - 4.0 * value * rows * hits)))
    return min(1.0, rate), min(1.0, rate / value)


def _misfit(seen: Rate, rate: float) -> float:
    """Return one group's part of the chi-square; a rate of 0 or 1 that fits exactly adds nothing."""
    gap = seen.hits - seen.of * rate
    variance = seen.of * rate * (1.0 - rate)
    if variance > 0.0:
        return gap * gap / variance
    return inf if abs(gap) > 1e-9 * seen.of else 0.0

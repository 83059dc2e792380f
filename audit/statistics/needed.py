"""How many rows would be needed for an interval to clear its limit?"""

from __future__ import annotations

from math import ceil, inf, isfinite, log

from audit.core.limit import Limit
from audit.core.measurement import AbsoluteDifference, Counts, Difference, Exact, PairedDifference, Rate, Ratio
from audit.statistics.normal import critical, quantile

POWER = 0.80


def rows_needed(counts: Counts, limit: Limit, level: float, power: float = POWER) -> int | None:
    """Return roughly how many rows per group let the interval clear the limit, if the rates stay as seen.

    Two groups are taken to be of equal size. None where no number of rows would do (the estimate
    lies on the limit, or nothing was sampled). Raises ValueError for a level outside (0, 1).
    """
    match counts:
        case Exact():
            return None
        case Rate():
            return _rows(_smooth(counts) * (1 - _smooth(counts)), _rate(counts) - limit.value, level, power)
        case Difference(group, reference):
            return rows_for_difference(_smooth(group), _smooth(reference), limit.value, level, power)
        case AbsoluteDifference(group, reference):
            high, low = max(group, reference, key=_rate), min(group, reference, key=_rate)
            return rows_for_difference(_smooth(high), _smooth(low), limit.value, level, power)
        case Ratio(group, reference):
            return rows_for_ratio(_smooth(group), _smooth(reference), limit.value, level, power)
        case PairedDifference(first, second, of):
            gap = (first - second) / of if of else 0.0
            apart = (first + second + 1) / (of + 2)
            return _rows(apart - gap * gap, gap - limit.value, level, power) if of else None


def rows_for_difference(rate: float, reference: float, limit: float, level: float, power: float = POWER) -> int | None:
    """Return the rows per group at which the interval of rate minus reference clears a limit.

    n = (z_level + z_power)^2 (p1 (1 - p1) + p2 (1 - p2)) / (p1 - p2 - limit)^2, the Wald sample size;
    with p1 = p2 it is the 2 p (1 - p) (z.975 + z.8)^2 / delta^2 of reference/fairness.md, 1b.
    """
    return _rows(rate * (1 - rate) + reference * (1 - reference), rate - reference - limit, level, power)


def rows_for_ratio(rate: float, reference: float, limit: float, level: float, power: float = POWER) -> int | None:
    """Return the rows per group at which the interval of rate over reference clears a limit.

    n = (z_level + z_power)^2 ((1 - p1) / p1 + (1 - p2) / p2) / (log(p1 / p2) - log limit)^2: the same
    sample size on the scale of Katz 1978. None where a rate or the limit is 0.
    """
    if min(rate, reference, limit) <= 0.0:
        return None
    variance = (1 - rate) / rate + (1 - reference) / reference
    return _rows(variance, log(rate / reference) - log(limit), level, power)


def _rows(variance: float, gap: float, level: float, power: float) -> int | None:
    """Return the rows at which a gap is `z_level + z_power` standard errors wide."""
    reach = critical(level) + quantile(power)
    rows = reach * reach * variance / (gap * gap) if gap else inf
    return max(1, ceil(rows)) if isfinite(rows) and rows < 1e12 else None


def _rate(counts: Rate) -> float:
    """Return hits / of, one half where nothing was seen."""
    return counts.hits / counts.of if counts.of else 0.5


def _smooth(counts: Rate) -> float:
    """Return the rate pulled a little to one half, so that a rate of 0 or 1 keeps a variance."""
    return (counts.hits + 0.5) / (counts.of + 1)

"""How many rows would be needed for an interval to clear its limit?"""

from __future__ import annotations

from math import ceil, inf, isfinite, log

from audit.core.limit import Limit
from audit.core.measurement import (
    AbsoluteDifference,
    Counts,
    Difference,
    Estimate,
    Exact,
    Largest,
    PairedDifference,
    Rate,
    Ratio,
    Smallest,
    Spread,
    SpreadRatio,
)
from audit.statistics.normal import critical, quantile
from audit.statistics.selected import pairwise_level

POWER = 0.80


def rows_needed(
    counts: Counts, limit: Limit, level: float, power: float = POWER, value: float | None = None, rows: float | None = None
) -> int | None:
    """Return roughly how many rows per group let the interval clear the limit, if the rates stay as seen.

    Groups are taken to be of equal size. An Estimate also needs its value and the rows behind it (all
    of them, in the proportions seen). None where no number of rows would do (the estimate lies on the
    limit, or nothing was sampled). Raises ValueError for a level outside (0, 1).
    """
    match counts:
        case Exact() | Largest() | Smallest():
            return None
        case Rate():
            return _rows(_smooth(counts) * (1 - _smooth(counts)), _rate(counts) - limit.value, level, power)
        case Estimate(error):
            return _rows(rows * error * error, value - limit.value, level, power) if value is not None and rows else None
        case PairedDifference(first, second, of):
            gap = (first - second) / of if of else 0.0
            apart = (first + second + 1) / (of + 2)
            return _rows(apart - gap * gap, gap - limit.value, level, power) if of else None
    return _compared(counts, limit, level, power)


def _compared(
    counts: Difference | AbsoluteDifference | Ratio | Spread | SpreadRatio, limit: Limit, level: float, power: float
) -> int | None:
    """Return the rows per group of a comparison, each pair at the level that it is held to."""
    match counts:
        case Spread(rates) | SpreadRatio(rates):
            if len(rates) < 2:
                return None
            high, low = max(rates, key=_rate), min(rates, key=_rate)
            among = _asked_among(counts, _rate(low), _rate(high), limit)
        case AbsoluteDifference(group, reference, among):
            high, low = max(group, reference, key=_rate), min(group, reference, key=_rate)
        case Difference(high, low, among):
            pass
        case Ratio(low, high, among):
            pass
    each = pairwise_level(level, among)
    if isinstance(counts, Ratio | SpreadRatio):
        return rows_for_ratio(_smooth(low), _smooth(high), limit.value, each, power)
    return rows_for_difference(_smooth(high), _smooth(low), limit.value, each, power)


def _asked_among(counts: Spread | SpreadRatio, low: float, high: float, limit: Limit) -> int:
    """Return among how many groups a spread's end is sought: all for the one that shows a gap, two for the one that bounds it."""
    bounded = high - low < limit.value if isinstance(counts, Spread) else low > limit.value * high
    return 2 if bounded else len(counts.rates)


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

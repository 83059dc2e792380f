"""Which interval belongs to which counts?"""

from __future__ import annotations

from math import exp, isfinite
from typing import TypeAlias

from audit.core.finding import Interval
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
from audit.statistics.differences import distance, paired
from audit.statistics.likelihood import difference_span, rate_span, ratio_span
from audit.statistics.normal import critical
from audit.statistics.proportions import Span
from audit.statistics.selected import against_picked
from audit.statistics.simultaneous import simultaneous_level
from audit.statistics.spread import spread_of, spread_ratio_of

_Counted: TypeAlias = Rate | Difference | AbsoluteDifference | Ratio | PairedDifference | Spread | SpreadRatio


def interval_of(counts: Counts, value: float | None, level: float) -> Interval | None:
    """Return where the true value lies, at a level (0 to 1); None for an exact count or an estimate without a value.

    Exact: low and high are the value. Rate: Wilson. Difference, AbsoluteDifference: Newcombe.
    Ratio: Katz or Koopman; its high may be infinite. PairedDifference: Tango. Spread, SpreadRatio:
    from all pairs at once. Estimate: value and standard errors, clipped to what is possible; an
    error that is not a number bounds nothing. Beyond 95 % the first three end where the likelihood ratio
    refutes too (`likelihood`). A reference picked by its rate widens the interval (`selected`). Counts without rows give
    everything that is possible, never None. Raises ValueError for impossible counts or levels.
    """
    if isinstance(counts, Exact):
        return None if value is None else Interval(value, value, level)
    if isinstance(counts, Estimate):
        return None if value is None else Interval(*around(value, counts, level), level)
    if isinstance(counts, Largest | Smallest):
        return _extreme(counts, level)
    low, high = _span(counts, level)
    return Interval(low, high, level)


def _extreme(counts: Largest | Smallest, level: float) -> Interval | None:
    """Return the interval of the largest, or smallest, of several numbers, from intervals that hold together."""
    each = simultaneous_level(level, len(counts.parts))
    spans = [interval_of(part, value, each) for value, part in counts.parts]
    known = [span for span in spans if span is not None]
    pick = max if isinstance(counts, Largest) else min
    return Interval(pick(span.low for span in known), pick(span.high for span in known), level) if known else None


def around(value: float, estimate: Estimate, level: float) -> Span:
    """Return value - z error and value + z error within [low, high]; everything possible without a finite error.

    On the scale of logarithms where the error is: value over and times exp(z error).
    """
    reach = critical(level) * estimate.error
    if not isfinite(reach):
        return estimate.low, estimate.high
    low, high = (value * exp(-reach), value * exp(reach)) if estimate.log else (value - reach, value + reach)
    return max(estimate.low, low), min(estimate.high, high)


def _span(counts: _Counted, level: float) -> Span:
    """Return low and high of counts that were sampled."""
    match counts:
        case Rate():
            return rate_span(counts, level)
        case Difference():
            return against_picked(difference_span, counts, level)
        case AbsoluteDifference():
            return distance(against_picked(difference_span, counts, level))
        case Ratio():
            return against_picked(ratio_span, counts, level)
        case PairedDifference(only_first, only_second, of):
            return paired(only_first, only_second, of, level)
        case Spread(rates) | SpreadRatio(rates):
            return (spread_of if isinstance(counts, Spread) else spread_ratio_of)(rates, level)

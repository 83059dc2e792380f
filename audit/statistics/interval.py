"""Which interval belongs to which counts?"""

from __future__ import annotations

from audit.core.finding import Interval
from audit.core.measurement import AbsoluteDifference, Counts, Difference, Exact, PairedDifference, Rate, Ratio
from audit.statistics.differences import distance, newcombe, paired
from audit.statistics.proportions import Span, wilson
from audit.statistics.ratios import ratio


def interval_of(counts: Counts, value: float | None, level: float) -> Interval | None:
    """Return where the true value lies, at a level (0 to 1); None only for an exact count without a value.

    Exact: low and high are the value. Rate: Wilson. Difference, AbsoluteDifference: Newcombe.
    Ratio: Katz or Koopman; its high may be infinite. PairedDifference: Tango. Counts without rows
    give everything that is possible, never None. Raises ValueError for impossible counts or levels.
    """
    if isinstance(counts, Exact):
        return None if value is None else Interval(value, value, level)
    low, high = _span(counts, level)
    return Interval(low, high, level)


def _span(counts: Rate | Difference | AbsoluteDifference | Ratio | PairedDifference, level: float) -> Span:
    """Return low and high of counts that were sampled."""
    match counts:
        case Rate(hits, of):
            return wilson(hits, of, level)
        case Difference(group, reference):
            return newcombe(group, reference, level)
        case AbsoluteDifference(group, reference):
            return distance(group, reference, level)
        case Ratio(group, reference):
            return ratio(group, reference, level)
        case PairedDifference(only_first, only_second, of):
            return paired(only_first, only_second, of, level)

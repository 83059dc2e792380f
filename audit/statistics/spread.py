"""How far apart are the extremes of several groups?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from math import inf

from audit.core.measurement import Rate
from audit.statistics.differences import hybrid
from audit.statistics.likelihood import allows_difference, difference_span, ratio_span
from audit.statistics.proportions import Span, wilson
from audit.statistics.selected import pairwise_level


def spread_of(rates: Sequence[Rate], level: float) -> Span:
    """Return the interval of the largest rate minus the smallest, within [0, 1].

    Its low is the largest lower end of all pairs, which hold together (`pairwise_level`): which pair
    looks widest was seen in the data. It is 0 where no pair is told apart, which a bootstrap of the maximum
    cannot give. Its high is the largest upper end of all pairs, each at the level itself: which pair is
    truly widest does not depend on the data, and the largest upper end lies above that pair's. Two groups
    give the interval of their distance. Fewer than two rates bound nothing: (0, 1).
    Raises ValueError for impossible counts or levels.
    """
    if len(rates) < 2:
        return 0.0, 1.0
    each = pairwise_level(level, len(rates))
    known = [(rate, wilson(rate.hits, rate.of, each), wilson(rate.hits, rate.of, level)) for rate in rates]
    least, most = 0.0, 0.0
    # Widest pairs first: of the others only those are looked at that could reach further.
    for one, other in sorted(permutations(known, 2), key=_apart):
        if hybrid(one[:2], other[:2])[0] > least:
            least = max(least, difference_span(one[0], other[0], each)[0])
        high = hybrid((one[0], one[2]), (other[0], other[2]))[1]
        if most < 1.0 and (high > most or allows_difference(one[0], other[0], most, level)):
            most = max(most, difference_span(one[0], other[0], level)[1])
    return least, most


def _apart(pair: tuple[tuple[Rate, Span, Span], tuple[Rate, Span, Span]]) -> float:
    """Return how far the second estimate lies above the first; a group without rows is furthest."""
    (one, *_), (other, *_) = pair
    return other.hits / other.of - one.hits / one.of if one.of and other.of else -1.0


def spread_ratio_of(rates: Sequence[Rate], level: float) -> Span:
    """Return the interval of the smallest rate over the largest, within [0, 1].

    As `spread_of`, from the ratio's intervals of all pairs: its high from pairs that hold together, its low
    from each pair at the level itself. Fewer than two rates bound nothing: (0, 1).
    Raises ValueError for impossible counts or levels.
    """
    if len(rates) < 2:
        return 0.0, 1.0
    each = pairwise_level(level, len(rates))
    least, most = inf, 1.0
    for one, other in combinations(rates, 2):
        plain, together = ratio_span(one, other, level), ratio_span(one, other, each)
        # The other way round is the inverse.
        least = min(least, plain[0], 1.0 / plain[1] if plain[1] else inf)
        most = min(most, together[1], 1.0 / together[0] if together[0] else inf)
    return min(least, most), most

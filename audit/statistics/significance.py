"""How surprising is a gap, if there were none? Printed beside the interval, never judged."""

from __future__ import annotations

from math import sqrt

from audit.core.measurement import Rate
from audit.statistics.normal import two_sided
from audit.statistics.proportions import check

_TIE = 1.0 + 1e-7
_NEGLIGIBLE = 1e-18


def two_proportion_p(group: Rate, reference: Rate) -> float | None:
    """Return the two-sided p of the pooled z-test of equal rates; None where it is undefined.

    Undefined: a group without rows, or everybody or nobody hit. Raises ValueError for impossible counts.
    Source: the pooled two-proportion z-test, any textbook; its square is Pearson's chi-square.
    """
    check(group.hits, group.of)
    check(reference.hits, reference.of)
    hits, rows = group.hits + reference.hits, group.of + reference.of
    if not group.of or not reference.of or hits in (0, rows):
        return None
    pooled = hits / rows
    error = sqrt(pooled * (1.0 - pooled) * (1.0 / group.of + 1.0 / reference.of))
    return two_sided((group.hits / group.of - reference.hits / reference.of) / error)


def fisher_p(group: Rate, reference: Rate) -> float | None:
    """Return the two-sided p of Fisher's exact test; None where a group has no rows, or counts are not whole.

    Adds the probability of every table with the same margins that is at most as likely as the one
    seen (ties within 1e-7, as R and SciPy count them). Raises ValueError for impossible counts.
    Source: Fisher 1935 [not verified]; cross-checked with SciPy in the tests.
    """
    check(group.hits, group.of)
    check(reference.hits, reference.of)
    whole = [int(number) for number in (group.hits, group.of, reference.hits, reference.of)]
    if not group.of or not reference.of or whole != [group.hits, group.of, reference.hits, reference.of]:
        return None
    weights = _weights(*whole)
    seen = weights.get(whole[0])
    if seen is None:
        return 0.0
    tail = sum(sorted(weight for weight in weights.values() if weight <= seen * _TIE))
    return min(1.0, tail / sum(sorted(weights.values())))


def _weights(seen: int, rows: int, other_seen: int, other: int) -> dict[int, float]:
    """Return the likelihood of each possible number of hits in the group, as a multiple of the mode's.

    Walks out from the mode and stops where a weight adds nothing to what was seen, or underflows.
    """
    hits = seen + other_seen
    least, most = max(0, hits - other), min(hits, rows)
    mode = min(most, max(least, (hits + 1) * (rows + 1) // (rows + other + 2)))
    weights = {mode: 1.0}
    for step, end in ((1, most), (-1, least)):
        place, weight = mode, 1.0
        while place != end and weight > _floor(weights, seen):
            weight *= _ratio(place, step, rows, other, hits)
            place += step
            weights[place] = weight
    return weights


def _floor(weights: dict[int, float], seen: int) -> float:
    """Return the weight below which the walk may stop: known once the table seen has been met."""
    return weights.get(seen, 0.0) * _NEGLIGIBLE


def _ratio(place: int, step: int, rows: int, other: int, hits: int) -> float:
    """Return the weight of the neighbouring table over the weight of this one."""
    if step > 0:
        return (rows - place) * (hits - place) / ((place + 1) * (other - hits + place + 1))
    return place * (other - hits + place) / ((rows - place + 1) * (hits - place + 1))

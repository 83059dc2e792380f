"""How often does a group score on the favourable side of everybody's median?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.core.measurement import Exact, Rate, Ratio
from audit.core.metric import Value
from audit.metrics.compared import POOLED, Compared, pooled, reference
from audit.observe.outcomes import Group
from audit.observe.places import BINS
from audit.observe.scored import Scored
from audit.observe.scores import Scores
from audit.observe.tally import UNKNOWN
from audit.statistics.significance import two_proportion_p

RATE, RATIO = "scoring_rate", "scoring_rate_ratio"
_ABOVE = "strictly above the median of all scores"
_BELOW = "strictly below the median of all scores, because a high score does not favour; Local Law 144 counts those above"


def scored_apart(scores: Scores, groups: Sequence[Scored], everybody: Scored) -> dict[str, Group]:
    """Return rows and favourable ones by group: strictly above everybody's median, or below where a high score harms.

    Nothing is averaged where the median lies between two scores: the same rows are above it.
    Source: 6 RCNY 5-300, scoring rate: the share with a score above the sample's median.
    """
    import numpy as np

    reached, n = np.cumsum(everybody.all), everybody.rows
    lower, upper = np.searchsorted(reached, (n + 1) // 2), np.searchsorted(reached, n // 2 + 1)
    side = slice(int(lower) + 1, None) if scores.favours_event else slice(0, int(upper))
    return {one.name: Group(one.name, one.rows, int(one.all[side].sum()), 0, 0, 0, 0) for one in groups}


def scoring_rate(scores: Scores, attribute: str, group: Scored, counted: Group, everybody: Scored) -> Value:
    """Return the share of a group on the favourable side of the median; undefined where all scores are equal."""
    blank = Value(RATE, attribute, group.name, None, Exact(), group.rows)
    why = scores.unreadable or _equal(everybody)
    if why:
        return replace(blank, reason=why)
    rate = Rate(counted.selected, counted.rows)
    return replace(blank, value=rate.hits / rate.of, counts=rate, detail=_detail(scores, group, everybody))


def best_of(attribute: str, counted: Sequence[Group], compared: Compared) -> tuple[Group | None, int]:
    """Return the group with the highest rate among those large enough, and how many those are."""
    best = reference(counted, attribute, {}, lambda group: group.selected / group.rows, compared.min_group, _rate)
    large = [one for one in counted if one.rows >= compared.min_group and not pooled(attribute, one.name) and one.name != UNKNOWN]
    return best, max(2, len(large))


def scoring_ratio(scores: Scores, attribute: str, group: Group, best: Group, among: int, everybody: Scored) -> Value:
    """Return a group's scoring rate over the highest one; 0/0 is no parity."""
    blank = Value(RATIO, attribute, group.name, None, Exact(), group.rows, against=best.name, over=(best.name,))
    nobody = "" if best.selected else "not estimable: nobody scores on the favourable side of the median"
    why = scores.unreadable or (POOLED if pooled(attribute, group.name) else _equal(everybody) or nobody)
    if why:
        return replace(blank, reason=why)
    value = (group.selected / group.rows) / (best.selected / best.rows)
    counts, p = Ratio(_rate(group), _rate(best), among), two_proportion_p(_rate(group), _rate(best))
    return replace(blank, value=value, counts=counts, p=p, detail=_ABOVE if scores.favours_event else _BELOW)


def _rate(group: Group) -> Rate:
    """Return the favourable scores of a group."""
    return Rate(group.selected, group.rows)


def _equal(everybody: Scored) -> str:
    """Return why there is no favourable side, or nothing."""
    return f"not estimable: all scores are equal (n={everybody.rows:,})" if (everybody.all > 0).sum() == 1 else ""


def _detail(scores: Scores, group: Scored, everybody: Scored) -> str:
    """Return which side was counted, and how much a bin can hide."""
    import numpy as np

    side = _ABOVE if scores.favours_event else _BELOW
    if not scores.binned:
        return side
    middle = int(np.searchsorted(np.cumsum(everybody.all), (everybody.rows + 1) // 2))
    off = int(group.all[middle]) / group.rows
    return f"{side}; scores in {BINS:,} bins: {off:.1g} of the group share the median's bin and are not counted"

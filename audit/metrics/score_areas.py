"""How well do scores rank the event above the rest: within a group, and between a group and all others?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.core.measurement import Difference, Exact, Rate
from audit.core.metric import Value
from audit.metrics.against import largest
from audit.metrics.compared import ALONE, POOLED, Compared, pooled
from audit.observe.places import BINS
from audit.observe.scored import Scored
from audit.observe.scores import Scores
from audit.statistics.areas import Curve, area, area_difference, area_rate
from audit.statistics.normal import two_sided

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AUC, AUC_GAP, BPSN, BNSP = "roc_auc_score", "roc_auc_score_difference", "bpsn_auc", "bnsp_auc"


def base_of(attribute: str, groups: Sequence[Scored], compared: Compared, rows: Callable[[Scored], int]) -> Scored | None:
    """Return the group that others are held against: the named one, else the largest by these rows; None if none is large enough."""
    name = largest({one.name: rows(one) for one in groups}, attribute, compared)
    return next((one for one in groups if one.name == name), None)


def fewer(group: Scored) -> int:
    """Return the rows of a group's smaller class: as many as its area rests on."""
    return min(int(group.event.sum()), int(group.other.sum()))


def roc_auc(scores: Scores, attribute: str, group: Scored) -> Value:
    """Return the area under a group's ROC curve: how often a random positive scores above a random negative, a tie is one half."""
    return _area(scores, Value(AUC, attribute, group.name, None, Exact(), 0), group.event, group.other)


def background(scores: Scores, attribute: str, group: Scored, everybody: Scored) -> tuple[Value, Value]:
    """Return the area between all others' positives and the group's negatives, and the other way round.

    Source: Borkan et al. 2019, Nuanced metrics for measuring unintended bias (BPSN and BNSP) [not verified].
    """
    blank = Value(BPSN, attribute, group.name, None, Exact(), 0, over=("*",))
    if group.rows == everybody.rows:
        return replace(blank, reason=ALONE), replace(blank, metric=BNSP, reason=ALONE)
    below = _area(scores, blank, everybody.event - group.event, group.other)
    return below, _area(scores, replace(blank, metric=BNSP), group.event, everybody.other - group.other)


def roc_auc_difference(scores: Scores, attribute: str, group: Scored, base: Scored) -> Value:
    """Return a group's area minus the reference group's; the two share no row."""
    blank = Value(AUC_GAP, attribute, group.name, None, Exact(), group.labelled, against=base.name, over=(base.name,))
    mine, theirs = roc_auc(scores, attribute, group), roc_auc(scores, attribute, base)
    if pooled(attribute, group.name):
        return replace(blank, reason=POOLED)
    for one, value in ((group, mine), (base, theirs)):
        if value.value is None:
            return replace(blank, reason=value.reason if one is group else f"{base.name}: {value.reason}")
    found = area_difference(_curve(group.event, group.other), _curve(base.event, base.other))
    if found is None or not isinstance(mine.counts, Rate) or not isinstance(theirs.counts, Rate):
        return replace(blank, reason=mine.reason)
    gap, error = found
    return replace(blank, value=gap, counts=Difference(mine.counts, theirs.counts), p=two_sided(gap / error), detail=mine.detail)


def _area(scores: Scores, blank: Value, positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> Value:
    """Return one area with the counts its interval follows from, or why there is none."""
    blank = replace(blank, rows=int(positives.sum() + negatives.sum()))
    why = scores.unreadable or _lacking(positives, negatives, blank.rows)
    curve = _curve(positives, negatives)
    found, rate = area(*curve), area_rate(*curve)
    if why or found is None or rate is None:
        return replace(blank, reason=why)
    return replace(blank, value=found[0], counts=rate, detail=_bound(positives, negatives) if scores.binned else "")


def _curve(positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> Curve:
    """Return both counts at the scores that occur."""
    used = positives + negatives > 0
    return positives[used].tolist(), negatives[used].tolist()


def _lacking(positives: NDArray[np.int64], negatives: NDArray[np.int64], rows: int) -> str:
    """Return why these rows cannot be ranked, or nothing."""
    for kind, counts in (("positives", positives), ("negatives", negatives)):
        if not counts.sum():
            return f"not estimable: no {kind} (n={rows:,})"
    return f"not estimable: all scores are equal (n={rows:,})" if ((positives + negatives) > 0).sum() == 1 else ""


def _bound(positives: NDArray[np.int64], negatives: NDArray[np.int64]) -> str:
    """Return how far bins can have moved an area: half of the pairs that share one."""
    pairs = float(positives.sum()) * float(negatives.sum())
    off = float(positives.astype(float) @ negatives.astype(float)) / 2 / pairs
    return f"scores in {BINS:,} bins: within {off:.1g} of the area of the scores themselves"

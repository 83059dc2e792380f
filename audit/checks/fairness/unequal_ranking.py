"""Do the scores rank equally well in every protected group?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.compare import looked_at
from audit.checks.registry import check
from audit.checks.scored import judged, size_of
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines
from audit.metrics.against import nobody
from audit.metrics.compared import ALONE, Compared
from audit.metrics.score_areas import AUC_GAP, base_of, fewer, roc_auc_difference
from audit.observe.scored import Scored
from audit.observe.scores import LabelledScores, Scores

RULE = Rule(
    name="unequal-ranking",
    asks="Is the area under the ROC curve of every group within 5 points of the reference group's?",
    why="Scores that tell who is who in one group and guess in another make any cut-off worse for the second, "
    "wherever it is set. The model has learned less about that group.",
    blind="It looks inside each group. Scores that are higher for a whole group change nothing here: read bpsn_auc and "
    "bnsp_auc beside it, and unequal-errors. The area of all rows together is no reference: the largest group makes most "
    "of it, and the distance between the groups raises it. It trusts the label.",
    step="Look at the group with the smaller area, which can be the reference: too few rows to learn from, "
    "an input that is missing or means something else there, or a label measured differently?",
    limit=Limit.at_most(0.05),
    limit_source=fairness_lines.EQUAL_RANKING,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1, eu.AI_ACT_ANNEX_IV_3),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=AUC_GAP,
    family="fairness",
)


@check(RULE, reads=(LabelledScores,))
def unequal_ranking(scores: Scores, ask: Ask) -> Iterator[Measurement]:
    """Yield how far each group's area is from the reference group's: the named one, else the largest.

    A group is as large as the smaller of its classes, of which its area is made.
    """
    everybody = scores.everybody()
    for attribute, groups in scores.by(looked_at(scores.attributes, ask)):
        yield from _compare(scores, Target(scores.dataset, attribute), groups, everybody, ask)


def _compare(scores: Scores, target: Target, groups: Sequence[Scored], everybody: Scored, ask: Ask) -> Iterator[Measurement]:
    """Yield the distances of one attribute."""
    if len(groups) == 1:
        yield Measurement.undefined(target, AUC_GAP, groups[0].labelled, ALONE)
        return
    base = base_of(target.column, groups, Compared(ask.reference, ask.min_group), fewer)
    if base is None:
        yield Measurement.undefined(target, AUC_GAP, 0, nobody(ask.min_group, "the event, and as many without"))
        return
    for group in groups:
        if group is not base:
            value = size_of(roc_auc_difference(scores, target.column, group, base))
            yield judged(target, value, group, fewer(group), everybody, ask)

"""Are the mean scores of the protected groups close together?"""

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
from audit.metrics.score_areas import base_of
from audit.metrics.score_means import SMD, mean_difference
from audit.observe.scored import Scored
from audit.observe.scores import GroupScores, Scores

RULE = Rule(
    name="unequal-scores",
    asks="Is the mean score of every group within 0.30 standard deviations of the reference group's?",
    why="A cut-off that is moved tomorrow meets the scores of today: groups whose scores lie far apart are selected unequally "
    "wherever it is set. Lenders look at this number beside the ratio of approvals.",
    blind="Two groups can have the same mean and very different shapes: read ks_statistic and wasserstein_distance beside it. "
    "A gap can have a lawful reason, which this number does not see.",
    step="Look at which inputs carry the gap, and whether the label the model learned from is biased.",
    limit=Limit.at_most(0.30),
    limit_source=fairness_lines.EQUAL_SCORES,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_10_3),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=SMD,
    family="fairness",
)


@check(RULE, reads=(GroupScores,))
def unequal_scores(scores: Scores, ask: Ask) -> Iterator[Measurement]:
    """Yield how far each group's mean score is from the reference group's: the named one, else the largest."""
    everybody = scores.everybody()
    for attribute, groups in scores.by(looked_at(scores.attributes, ask)):
        yield from _compare(scores, Target(scores.dataset, attribute), groups, everybody, ask)


def _compare(scores: Scores, target: Target, groups: Sequence[Scored], everybody: Scored, ask: Ask) -> Iterator[Measurement]:
    """Yield the distances of one attribute."""
    if len(groups) == 1:
        yield Measurement.undefined(target, SMD, groups[0].rows, ALONE)
        return
    base = base_of(target.column, groups, Compared(ask.reference, ask.min_group), lambda group: group.rows)
    if base is None:
        yield Measurement.undefined(target, SMD, 0, nobody(ask.min_group, "a score"))
        return
    for group in groups:
        if group is not base:
            value = size_of(mean_difference(scores, target.column, group, base, everybody))
            yield judged(target, value, group, group.rows, everybody, ask)

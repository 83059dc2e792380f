"""Do the scores of every protected group come true on average?"""

from __future__ import annotations

from collections.abc import Iterator

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
from audit.metrics.score_means import GAP, calibration
from audit.observe.scores import Probabilities, Scores

RULE = Rule(
    name="uneven-calibration",
    asks="Is the mean score of every group within 5 points of how often the event happens to it?",
    why="Who decides by a score reads 0.7 as seven in ten. Where that is true of one group and not of another, "
    "the same score means different things, and any cut-off treats the groups differently.",
    blind="An average hides scores that are too high at one end and too low at the other: read expected_calibration_error "
    "beside it. It trusts the label. Where the event is more frequent in one group, it cannot hold together with equal "
    "errors (Chouldechova 2017; Kleinberg, Mullainathan and Raghavan 2016).",
    step="Calibrate the model again on data that holds enough of the group, then look for an input that means something else there.",
    limit=Limit.at_most(0.05),
    limit_source=fairness_lines.EVEN_CALIBRATION,
    related_law=(eu.AI_ACT_15_1, eu.AI_ACT_ANNEX_IV_3),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=GAP,
    family="fairness",
)


@check(RULE, reads=(Probabilities,))
def uneven_calibration(scores: Scores, ask: Ask) -> Iterator[Measurement]:
    """Yield how far each group's mean score is from its share of events; no group is held against another."""
    everybody = scores.everybody()
    for attribute, groups in scores.by(looked_at(scores.attributes, ask)):
        for group in groups:
            gap, _, _ = calibration(scores, attribute, group)
            yield judged(Target(scores.dataset, attribute), size_of(gap), group, group.labelled, everybody, ask)

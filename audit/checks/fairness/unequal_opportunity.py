"""Does everybody who qualifies have the same chance in every group?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.compare import distances
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines
from audit.observe.outcomes import Labelled, Outcomes

RATE = "true_positive_rate"

RULE = Rule(
    name="unequal-opportunity",
    asks="Are true positives found equally often in every group, within 10 points?",
    why="Among the people who should get the decision, one group gets it less often: equal opportunity (Hardt, Price and Srebro "
    "2016) asks for the same true positive rate.",
    blind="It looks at the positives only: false alarms among the others can still differ (unequal-errors). It trusts the label.",
    step="Look at what the missed people of that group have in common, and whether the label was measured there the same way.",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.EQUAL_OPPORTUNITY,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=f"{RATE}_difference",
    family="fairness",
)


@check(RULE, reads=(Labelled,))
def unequal_opportunity(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each group's distance from the reference group, per attribute and intersection."""
    yield from distances(outcomes, ask, RATE)

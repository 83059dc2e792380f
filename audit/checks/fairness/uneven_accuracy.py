"""Is the model equally often right in every group?"""

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

RATE = "accuracy"

RULE = Rule(
    name="uneven-accuracy",
    asks="Is the model right equally often in every group, within 10 points?",
    why="A model that is right for most people can be wrong for one group far more often; users of the system are entitled to know "
    "its accuracy for the groups it is used on.",
    blind="Equal accuracy can hide opposite errors: one group wrongly flagged, another wrongly passed (unequal-errors).",
    step="Collect more rows of the group, look for inputs that mean something else there, and state the accuracy by group.",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.EVEN_ACCURACY,
    related_law=(eu.AI_ACT_15_1, eu.AI_ACT_15_3),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=f"{RATE}_difference",
    family="fairness",
)


@check(RULE, reads=(Labelled,))
def uneven_accuracy(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each group's distance from the reference group, per attribute and intersection."""
    yield from distances(outcomes, ask, RATE)

"""Does the model err equally often in every protected group?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.compare import distance, held, looked_at
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.outcomes import Labelled, Outcomes

RULE = Rule(
    name="unequal-errors",
    asks="Are wrongful alarms and misses equally frequent in every group, within 10 points?",
    why="Two groups can be selected equally often and still pay differently for the model's errors: one is flagged "
    "without cause, the other is overlooked. Equalized odds (Hardt, Price and Srebro 2016) asks for both rates.",
    blind="It trusts the label: where the label itself is biased, equal errors repeat the bias. It cannot hold together "
    "with equal precision when base rates differ (Chouldechova 2017).",
    step="Look at the group with the highest rate: too few rows to learn from, an input that means something else there, "
    "or a label measured differently?",
    limit=Limit.at_most(0.10),
    limit_source=ours.EQUAL_ERRORS,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.HIGH,
    metric="false_positive_rate_difference, false_negative_rate_difference",
    family="fairness",
)


@check(RULE, reads=(Labelled,))
def unequal_errors(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each group's distance from the reference group in both error rates, per attribute and intersection."""
    for attribute, groups in outcomes.by(looked_at(outcomes.attributes, ask)):
        for rate in ("false_positive_rate", "false_negative_rate"):
            yield from held(Target(outcomes.dataset, attribute), groups, rate, distance, ask)

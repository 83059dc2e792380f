"""Is the model better than always giving the most frequent answer?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement, PairedDifference
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.outcomes import Decisions, Outcomes

METRIC = "accuracy_gain"

RULE = Rule(
    name="no-better-than-baseline",
    asks="Is the model more often right than a constant answer, by at least one point?",
    why="A model that decides about people without knowing more than the base rate has no purpose that could justify it.",
    blind="Accuracy weighs both errors alike; with a rare outcome a useful model can gain little accuracy.",
    step="Check the labels and the inputs, compare with a simple model, or do not ship it.",
    limit=Limit.at_least(0.01),
    limit_source=ours.BASELINE_GAIN,
    related_law=(eu.AI_ACT_15_1,),
    risk=Risk.QUALITY,
    severity=Severity.HIGH,
    metric=METRIC,
    family="model",
)


@check(RULE, reads=(Decisions,))
def no_better_than_baseline(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield accuracy minus that of the most frequent label, paired on the same rows."""
    everybody = outcomes.everybody()
    if everybody.labelled == 0:
        yield Measurement.undefined(Target(outcomes.dataset), METRIC, 0, "no row has both a label and a prediction")
        return
    event, other = everybody.tp + everybody.fn, everybody.fp + everybody.tn
    # The constant answer is right where the model misses, and wrong where the model is right, on the rarer outcome only.
    only_model, only_constant = (everybody.tn, everybody.fn) if event >= other else (everybody.tp, everybody.fp)
    counts = PairedDifference(only_model, only_constant, everybody.labelled)
    value = (only_model - only_constant) / everybody.labelled
    detail = f"accuracy {everybody.right / everybody.labelled:.3f}, constant answer {max(event, other) / everybody.labelled:.3f}"
    small = everybody.labelled < ask.min_group
    yield Measurement(Target(outcomes.dataset), METRIC, value, counts, everybody.labelled, detail=detail, small=small)

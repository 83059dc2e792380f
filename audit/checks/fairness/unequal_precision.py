"""Does a positive prediction mean the same in every group?"""

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

RATE = "precision"

RULE = Rule(
    name="unequal-precision",
    asks="Is a positive prediction right equally often in every group, within 10 points?",
    why="Where precision differs, the same answer of the model means less about one group than about another: predictive parity "
    "(Chouldechova 2017).",
    blind="With different base rates it cannot hold together with equal error rates: decide which of them the use needs.",
    step="Look at calibration within the groups; a score that is calibrated in each of them gives equal precision at equal base rates.",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.EQUAL_PRECISION,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=f"{RATE}_difference",
    family="fairness",
)


@check(RULE, reads=(Labelled,))
def unequal_precision(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each group's distance from the reference group, per attribute and intersection."""
    yield from distances(outcomes, ask, RATE)

"""Are both outcomes frequent enough to learn from?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.outcomes import Labels

RULE = Rule(
    name="class-imbalance",
    asks="Does the rarer outcome make up at least a tenth of the labels?",
    why="Where one outcome is rare, a model that always predicts the other one looks accurate, and the few rows of the "
    "rare one decide every error rate.",
    blind="A rare outcome can be the truth: the limit says that care is needed, not that the data is wrong.",
    step="Judge by error rates instead of accuracy, and check that each group has enough rows of both outcomes.",
    limit=Limit.at_least(0.10),
    limit_source=ours.MINORITY_SHARE,
    related_law=(eu.AI_ACT_10_3,),
    risk=Risk.QUALITY,
    severity=Severity.LOW,
    metric="minority_share",
    family="quality",
)


@check(RULE, reads=(Labels,))
def class_imbalance(labels: Labels, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of the rarer outcome among labelled rows."""
    rows = labels.event + labels.other
    rarer = Rate(min(labels.event, labels.other), rows)
    yield Measurement(Target(labels.dataset), "minority_share", rarer.hits / rows, rarer, rows, small=rows < ask.min_group)

"""Has every protected group enough rows to be judged?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.metrics.compared import POOLED, pooled
from audit.observe.outcomes import Group, Outcomes

METRIC = "count"

RULE = Rule(
    name="thin-group",
    asks="Does every group have at least 30 rows?",
    why="A group with few rows cannot be shown to be treated equally, and a model has learned little about it.",
    blind="Many rows are not yet representative rows: it says nothing about how they were collected.",
    step="Collect more rows of the group, or audit several periods together; do not drop the group.",
    limit=Limit.at_least(30),
    limit_source=ours.THIN_GROUP,
    related_law=(eu.AI_ACT_10_3, eu.AI_ACT_10_2_H),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="fairness",
)


@check(RULE, reads=(Outcomes,))
def thin_group(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield the rows of every group of every attribute, and of intersections where a policy names them."""
    for attribute, groups in outcomes.by(ask.by or outcomes.attributes):
        for group in groups:
            yield _size(Target(outcomes.dataset, attribute, group.name), group, ask)


def _size(target: Target, group: Group, ask: Ask) -> Measurement:
    """Return the rows of a group; rare groups were pooled, so together they may look large, and none of them is."""
    if pooled(target.column, group.name) and ask.limit.allows(group.rows):
        return Measurement.undefined(target, METRIC, group.rows, POOLED)
    return Measurement(target, METRIC, float(group.rows), Exact(), group.rows)

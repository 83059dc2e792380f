"""Does what was suppressed or starred come from one group more than from the others?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Difference, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import anonymity_lines, eu
from audit.metrics.compared import ALONE, pooled
from audit.observe.blanks import Blanks

METRIC = "suppression_difference"

RULE = Rule(
    name="lopsided-suppression",
    asks="Is no group's data missing or starred in more than 5 rows of 100 above the other groups?",
    why="Who is rare is alone in more classes, so suppression takes rare groups first: the plan with the least loss on the Adult "
    "census file leaves out 75 of 100 rows of its smallest race and 4 of 100 of its largest. Who is not in the data is not "
    "served by what learns from it.",
    blind="It sees gaps and stars that are in the data. Rows that were left out before leave no trace in it: compare with the source, "
    "or look at the plan, where rows lost by group are measured.",
    step="See the plans that were tried: make the column that splits the small group coarser in place of leaving its rows out.",
    limit=Limit.at_most(0.05),
    limit_source=anonymity_lines.EVEN_SUPPRESSION,
    related_law=(eu.AI_ACT_10_3, eu.AI_ACT_10_2_F),
    risk=Risk.QUALITY,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Blanks,))
def lopsided_suppression(blanks: Blanks, ask: Ask) -> Iterator[Measurement]:
    """Yield how much more often a group's rows have a gap than the other rows of the attribute, per group."""
    for attribute, groups in blanks.groups.items():
        if ask.by and attribute not in ask.by:
            continue
        if len(groups) == 1:
            yield Measurement.undefined(Target(blanks.dataset, attribute), METRIC, int(sum(one.of for one in groups.values())), ALONE)
            continue
        for name, rate in groups.items():
            yield _measured(Target(blanks.dataset, attribute, name), rate, blanks.others(attribute, name), ask)


def _measured(target: Target, rate: Rate, others: Rate, ask: Ask) -> Measurement:
    """Return a group's share of rows with a gap less that of all others."""
    rows = int(rate.of)
    small = pooled(target.column, target.group) or min(rate.of, others.of) < ask.min_group
    if not rate.of or not others.of:
        return Measurement.undefined(target, METRIC, rows, "no rows to compare", small=small)
    value = rate.hits / rate.of - others.hits / others.of
    return Measurement(target, METRIC, value, Difference(rate, others), rows, detail="against all other rows", small=small)

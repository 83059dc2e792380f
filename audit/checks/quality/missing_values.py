"""Is every column filled?"""

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
from audit.observe.profile import Profile

RULE = Rule(
    name="missing-values",
    asks="Is at most one value in twenty missing in every column?",
    why="What is missing is seldom missing by chance: it is missing more often for some people, and the model fills the hole with a guess.",
    blind="It cannot see values that stand for missing ones, such as 0, 999 or a question mark.",
    step="Find out why values are missing and for whom; record it, or leave the column out of the model.",
    limit=Limit.at_most(0.05),
    limit_source=ours.MISSING_SHARE,
    related_law=(eu.AI_ACT_10_3, eu.GDPR_5_1_D),
    risk=Risk.QUALITY,
    severity=Severity.MEDIUM,
    metric="missing_share",
    family="quality",
)


@check(RULE, reads=(Profile,))
def missing_values(profile: Profile, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of missing values of every column: all rows are counted, nothing is estimated."""
    for column in profile.columns:
        target = Target(profile.dataset, column.name)
        if column.rows == 0:
            yield Measurement.undefined(target, "missing_share", 0, "the dataset has no rows")
            continue
        yield Measurement(target, "missing_share", column.missing / column.rows, Exact(), column.rows)

"""Does every protected group get the favourable decision equally often?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.checks.compare import held, looked_at, measurement, with_whom
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, us
from audit.metrics.gaps import among, base_of, ratio
from audit.observe.outcomes import Group, Outcomes

RATE = "selection_rate"
METRIC = "selection_rate_ratio"

RULE = Rule(
    name="unequal-selection",
    asks="Is every group selected at least 80 % as often as the reference group?",
    why="A group that gets the favourable decision much less often is disadvantaged, whatever the cause. "
    "The impact ratio is the first number a regulator or a court asks for.",
    blind="Equal rates can hide unequal errors: read unequal-errors beside this one. A gap can have a lawful reason, "
    "which this number does not see. The highest rate of several is itself partly luck: the interval allows for it, "
    "the value does not.",
    step="Look at which inputs carry the gap and whether the labels are biased; compare again after reweighing. "
    "Different cut-offs per group are unlawful in some fields.",
    limit=Limit.at_least(0.80),
    limit_source=us.FOUR_FIFTHS,
    related_law=(eu.AI_ACT_10_2_F, us.NYC_LL144),
    risk=Risk.UNEQUAL,
    severity=Severity.HIGH,
    metric=METRIC,
    family="fairness",
)


@check(RULE, reads=(Outcomes,))
def unequal_selection(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each other group's selection rate over the reference group's, per attribute and intersection.

    A named reference group is itself held against the most selected one, if that is another
    (29 CFR 1607.4(D)), and comes last. Pooled rare groups are listed, not judged. 0/0 is not
    fairness: a model that selects nobody tells us nothing.
    """
    for attribute, groups in outcomes.by(looked_at(outcomes.attributes, ask)):
        target = Target(outcomes.dataset, attribute)
        yield from held(target, groups, RATE, ratio, ask)
        yield from _reference_itself(target, groups, ask)


def _reference_itself(target: Target, groups: Sequence[Group], ask: Ask) -> Iterator[Measurement]:
    """Yield the impact ratio of the named reference group, where another group is selected more often."""
    everybody = sum(group.rows for group in groups)
    compared = with_whom(ask, everybody)
    base, best = (base_of(RATE, target.column, groups, compared, best=best) for best in (False, True))
    if base is None or best is None or best.selected * base.rows <= base.selected * best.rows:
        return
    value = ratio(RATE, target.column, base, best, among(RATE, target.column, groups, compared, best=True))
    made = measurement(target, base, value, RATE, ask, everybody)
    yield replace(made, detail=f"against {best.name}, the most selected group")

"""Does every protected group get the favourable decision equally often?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.groups import reference
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement, Rate, Ratio
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, us
from audit.observe.outcomes import Group, Outcomes
from audit.statistics.significance import two_proportion_p

METRIC = "selection_rate_ratio"

RULE = Rule(
    name="unequal-selection",
    asks="Is every group selected at least 80 % as often as the reference group?",
    why="A group that gets the favourable decision much less often is disadvantaged, whatever the cause. "
    "The impact ratio is the first number a regulator or a court asks for.",
    blind="Equal rates can hide unequal errors: read unequal-errors beside this one. A gap can have a lawful reason, "
    "which this number does not see. Without a named reference group, the highest rate of several is itself partly luck.",
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
    """Yield each other group's selection rate over the reference group's, per attribute and intersection."""
    for attribute, groups in outcomes.by(ask.by):
        best = reference(groups, attribute, ask.reference, lambda group: _rate(group).hits / group.rows, ask.min_group, _rate)
        if best is None:
            why = f"no group, or not the named reference, has {ask.min_group} rows"
            yield Measurement.undefined(Target(outcomes.dataset, attribute), METRIC, 0, why)
            continue
        for group in groups:
            if group is not best:
                yield _compare(Target(outcomes.dataset, attribute, group.name), group, best, ask)


def _rate(group: Group) -> Rate:
    """Return how many rows of a group got the favourable decision."""
    return Rate(group.selected, group.rows)


def _compare(target: Target, group: Group, best: Group, ask: Ask) -> Measurement:
    """Return one impact ratio; 0/0 is not fairness: a model that selects nobody tells us nothing."""
    small = group.rows < ask.min_group
    if group.rows == 0 or best.selected == 0:
        why = "nobody is selected" if best.selected == 0 else "no row has a prediction"
        return Measurement.undefined(target, METRIC, group.rows, why, small=small)
    value = (group.selected / group.rows) / (best.selected / best.rows)
    counts = Ratio(_rate(group), _rate(best))
    detail = f"against {best.name}"
    p = two_proportion_p(counts.group, counts.reference)
    return Measurement(target, METRIC, value, counts, group.rows, detail=detail, p=p, small=small)

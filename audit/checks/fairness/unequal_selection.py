"""Does every protected group get the favourable decision equally often?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from audit.checks.groups import ALONE, POOLED, pooled, reference
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
    "which this number does not see. The highest rate of several is itself partly luck; "
    "a named reference group is held against it all the same.",
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
    (29 CFR 1607.4(D)), and comes last. Pooled rare groups are listed, not judged.
    """
    for attribute, groups in outcomes.by(ask.by):
        yield from _compare(Target(outcomes.dataset, attribute), groups, ask)


def _compare(target: Target, groups: Sequence[Group], ask: Ask) -> Iterator[Measurement]:
    """Yield the impact ratios of one attribute."""
    if len(groups) == 1:
        yield Measurement.undefined(target, METRIC, groups[0].rows, ALONE)
        return
    base, best = (_best(groups, target.column, named, ask) for named in (ask.reference, {}))
    if base is None:
        yield Measurement.undefined(target, METRIC, 0, f"no known group, or not the named reference, has {ask.min_group} rows")
        return
    for group in groups:
        if group is not base:
            yield _ratio(target, group, base, ask)
    if best is not None and best.selected * base.rows > base.selected * best.rows:
        yield replace(_ratio(target, base, best, ask), detail=f"against {best.name}, the most selected group")


def _best(groups: Sequence[Group], attribute: str, named: Mapping[str, str], ask: Ask) -> Group | None:
    """Return the named group, else the most selected one."""
    return reference(groups, attribute, named, lambda group: group.selected / group.rows, ask.min_group, _rate)


def _rate(group: Group) -> Rate:
    """Return how many rows of a group got the favourable decision."""
    return Rate(group.selected, group.rows)


def _ratio(target: Target, group: Group, base: Group, ask: Ask) -> Measurement:
    """Return one impact ratio; 0/0 is not fairness: a model that selects nobody tells us nothing."""
    place = Target(target.dataset, target.column, group.name)
    many = pooled(target.column, group.name)
    small = group.rows < ask.min_group or many
    detail = f"against {base.name}"
    if many or group.rows == 0 or base.selected == 0:
        why = POOLED if many else "nobody in the reference group is selected" if base.selected == 0 else "no row has a prediction"
        return replace(Measurement.undefined(place, METRIC, group.rows, why, small=small), detail=detail, against=base.name)
    value = (group.selected / group.rows) / (base.selected / base.rows)
    p = two_proportion_p(_rate(group), _rate(base))
    counts = Ratio(_rate(group), _rate(base))
    return Measurement(place, METRIC, value, counts, group.rows, detail=detail, p=p, small=small, against=base.name)

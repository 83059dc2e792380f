"""How does a rule hold the groups of an attribute against their reference group?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from audit.core.ask import Ask
from audit.core.measurement import AbsoluteDifference, Difference, Measurement
from audit.core.metric import Value
from audit.core.target import Target
from audit.metrics.compared import ALONE, Compared, pooled
from audit.metrics.decisions import rate_of, rows_of
from audit.metrics.gaps import among, base_of, difference, nobody, ratio
from audit.observe.outcomes import Group, Outcomes, intersections

PAIRS = 2
Measure = Callable[[str, str, Group, Group, int], Value]


def distance(metric: str, attribute: str, group: Group, base: Group, chosen: int = 2) -> Value:
    """Return how far a group's rate is from the reference's, whichever is larger."""
    value = difference(metric, attribute, group, base, chosen)
    counts = value.counts
    if value.value is None or not isinstance(counts, Difference):
        return value
    return replace(value, value=abs(value.value), counts=AbsoluteDifference(counts.group, counts.reference, counts.among))


def distances(outcomes: Outcomes, ask: Ask, metric: str) -> Iterator[Measurement]:
    """Yield how far each group's rate is from the reference group's, per attribute and intersection of two.

    Pooled rare groups are listed, not judged; an attribute with one group has nothing to compare.
    """
    for attribute, groups in outcomes.by(looked_at(outcomes.attributes, ask)):
        yield from held(Target(outcomes.dataset, attribute), groups, metric, distance, ask)


def looked_at(attributes: Sequence[str], ask: Ask) -> tuple[str, ...]:
    """Return the attributes and intersections a rule judges: those the policy names, else all up to two.

    Every further one costs all of them width; where three attributes meet, `failing-group` searches.
    """
    return ask.by or intersections(attributes, PAIRS)


def held(target: Target, groups: Sequence[Group], metric: str, measure: Measure, ask: Ask) -> Iterator[Measurement]:
    """Yield one attribute's groups, each held against the reference group by one measure."""
    name = f"{metric}_{'ratio' if measure is ratio else 'difference'}"
    if len(groups) == 1:
        yield Measurement.undefined(target, name, rows_of(metric, groups[0]), ALONE)
        return
    everybody = sum(group.rows for group in groups)
    compared = with_whom(ask, everybody)
    base = base_of(metric, target.column, groups, compared)
    if base is None:
        yield Measurement.undefined(target, name, 0, nobody(metric, compared.min_group))
        return
    chosen = among(metric, target.column, groups, compared)
    for group in groups:
        if group is not base:
            yield measurement(target, group, measure(metric, target.column, group, base, chosen), metric, ask, everybody)


def with_whom(ask: Ask, everybody: int) -> Compared:
    """Return with whom groups are compared: a reference is large enough, also by its share of all rows."""
    return Compared(ask.reference, max(ask.min_group, ceil(ask.min_share * everybody)))


def measurement(target: Target, group: Group, value: Value, metric: str, ask: Ask, everybody: int) -> Measurement:
    """Return a number as a measurement; a group that is too small for its rate, or for the policy, is listed and not judged."""
    thin = everybody > 0 and group.rows < ask.min_share * everybody
    small = thin or pooled(target.column, group.name) or rate_of(metric, group).of < ask.min_group
    reason = f"less than {ask.min_share:.3g} of all rows: listed, not judged" if thin and not value.reason else value.reason
    return Measurement(
        Target(target.dataset, target.column, group.name),
        value.metric,
        value.value,
        value.counts,
        value.rows,
        reason=reason,
        detail=f"against {value.against}" + (f"; {value.detail}" if value.detail else ""),
        p=value.p,
        small=small,
        against=value.against,
    )

"""Does the model err equally often in every protected group?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from audit.checks.groups import ALONE, POOLED, pooled, reference
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import AbsoluteDifference, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.outcomes import Group, Labelled, Outcomes
from audit.statistics.significance import two_proportion_p

RULE = Rule(
    name="unequal-errors",
    asks="Are wrongful alarms and misses equally frequent in every group, within 10 points?",
    why="Two groups can be selected equally often and still pay differently for the model's errors: one is flagged "
    "without cause, the other is overlooked. Equalized odds (Hardt, Price and Srebro 2016) asks for both rates.",
    blind="It trusts the label: where the label itself is biased, equal errors repeat the bias. It cannot hold together "
    "with equal precision when base rates differ (Chouldechova 2017).",
    step="Look at the group with the highest rate: too few rows to learn from, an input that means something else there, "
    "or a label measured differently?",
    limit=Limit.at_most(0.10),
    limit_source=ours.EQUAL_ERRORS,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.HIGH,
    metric="false_positive_rate_difference, false_negative_rate_difference",
    family="fairness",
)


def _false_positives(group: Group) -> Rate:
    """Return the alarms among rows without the event."""
    return Rate(group.fp, group.fp + group.tn)


def _false_negatives(group: Group) -> Rate:
    """Return the misses among rows with the event."""
    return Rate(group.fn, group.fn + group.tp)


_RATES = (
    ("false_positive_rate_difference", _false_positives, "without the event"),
    ("false_negative_rate_difference", _false_negatives, "with the event"),
)


@check(RULE, reads=(Labelled,))
def unequal_errors(outcomes: Outcomes, ask: Ask) -> Iterator[Measurement]:
    """Yield each group's distance from the reference group in both error rates.

    Pooled rare groups are listed, not judged; an attribute with one group has nothing to compare.
    """
    for attribute, groups in outcomes.by(ask.by):
        for metric, rate, rows in _RATES:
            yield from _compare(Target(outcomes.dataset, attribute), groups, metric, rate, rows, ask)


def _compare(
    target: Target, groups: Sequence[Group], metric: str, rate: Callable[[Group], Rate], rows: str, ask: Ask
) -> Iterator[Measurement]:
    """Yield one metric's distances; each rate is judged by the rows of its own denominator."""
    if len(groups) == 1:
        yield Measurement.undefined(target, metric, rate(groups[0]).of, ALONE)
        return
    largest = reference(groups, target.column, ask.reference, lambda group: group.rows, ask.min_group, rate)
    if largest is None:
        yield Measurement.undefined(target, metric, 0, f"no known group, or not the named reference, has {ask.min_group} rows {rows}")
        return
    for group in groups:
        if group is not largest:
            place = Target(target.dataset, target.column, group.name)
            why = POOLED if pooled(target.column, group.name) else "" if rate(group).of else f"the group has no row {rows}"
            found = Measurement.undefined(place, metric, rate(group).of, why, small=True)
            found = found if why else _distance(place, metric, rate(group), rate(largest), ask)
            yield replace(found, detail=f"against {largest.name}", against=largest.name)


def _distance(place: Target, metric: str, here: Rate, there: Rate, ask: Ask) -> Measurement:
    """Return the distance of two rates."""
    value = abs(here.hits / here.of - there.hits / there.of)
    p = two_proportion_p(here, there)
    return Measurement(place, metric, value, AbsoluteDifference(here, there), here.of, p=p, small=here.of < ask.min_group)

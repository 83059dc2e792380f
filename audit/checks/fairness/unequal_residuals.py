"""Are predicted numbers off in the same direction, by the same amount, in every protected group?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from audit.checks.compare import looked_at, measurement
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Estimate, Measurement
from audit.core.metric import Value
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines
from audit.metrics.against import nobody, sized
from audit.metrics.compared import ALONE, Compared
from audit.metrics.residuals import base_of, residual_gap
from audit.observe.residuals import Errors, Residuals

METRIC = "standardised_mean_residual_difference"

RULE = Rule(
    name="unequal-residuals",
    asks="Are predictions too high or too low alike in every group, within a tenth of the outcome's standard deviation?",
    why="A predicted price, income or risk that is too high on average for one group and too low for another "
    "treats the two differently, however small the error is over everybody.",
    blind="Errors that cancel out within a group are not seen: read its mean absolute error too. It trusts the label.",
    step="Look at the group with the largest mean residual: too few rows to learn from, or an input that means something else there?",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.EQUAL_RESIDUALS,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="fairness",
)


@check(RULE, reads=(Residuals,))
def unequal_residuals(residuals: Residuals, ask: Ask) -> Iterator[Measurement]:
    """Yield how far each group's mean residual is from the reference group's, in standard deviations of everybody's outcome."""
    everybody = residuals.everybody()
    deviation = sqrt(everybody.spread / everybody.n) if everybody.n else 0.0
    if not deviation:
        why = "no row has both label and prediction" if not everybody.n else "every label is the same number"
        yield Measurement.undefined(Target(residuals.dataset), METRIC, everybody.n, why)
        return
    for attribute, groups in residuals.by(looked_at(residuals.attributes, ask)) if residuals.attributes else ():
        yield from _compare(Target(residuals.dataset, attribute), groups, deviation, ask)


def _compare(target: Target, groups: Sequence[Errors], deviation: float, ask: Ask) -> Iterator[Measurement]:
    """Yield the distances of one attribute; a named reference group, else the largest."""
    if len(groups) == 1:
        yield Measurement.undefined(target, METRIC, groups[0].n, ALONE)
        return
    base = base_of(groups, target.column, Compared(ask.reference, ask.min_group))
    if base is None:
        yield Measurement.undefined(target, METRIC, 0, nobody(ask.min_group, "label and prediction"))
        return
    everybody = sum(group.n for group in groups)
    for group in groups:
        if group is not base:
            value = _distance(residual_gap(group, base, target.column), deviation)
            yield measurement(target, sized(group.name, group.n), value, "selection_rate", ask, everybody)


def _distance(value: Value, deviation: float) -> Value:
    """Return a gap without its sign, in standard deviations of the outcome, which are taken as known."""
    named = replace(value, metric=METRIC)
    if value.value is None or not isinstance(value.counts, Estimate):
        return named
    direction = "predicted higher" if value.value > 0 else "predicted lower"
    counts = Estimate(value.counts.error / deviation, 0.0)
    return replace(named, value=abs(value.value) / deviation, counts=counts, detail=direction)

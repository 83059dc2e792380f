"""What does a plan about decisions do to accuracy, to the metric that failed, and to all others?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from audit.advise.decided import Decided
from audit.advise.remeasured import Asked, Rules
from audit.advise.technique import Case
from audit.core.advice import Point, Trade, Tradeoff
from audit.core.limit import Limit
from audit.core.measurement import Counts, Estimate, Exact, Rate
from audit.core.values import finite
from audit.metrics.decisions import COMPLEMENTS
from audit.statistics.areas import area
from audit.statistics.interval import interval_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_NO_CHANGE = 0.0005
"""Less than half a thousandth is no change: it would not be seen in three digits."""

GAIN = 0.01
"""What decisions must be better by than a constant answer, as `no-better-than-baseline` asks by default."""


def tradeoff(case: Case, rules: Rules, before: Decided, after: Decided, *, chosen_on: int = 0) -> Tradeoff:
    """Return everything measured before and after on the same rows, in intervals of the rule's confidence, one by one."""
    found, level = case.finding.measurement, case.ask.confidence
    attribute = case.attribute
    pairs = [rules.of_rows(rows, attribute, found.against, asking=case.ask.rule) for rows in (before, after)]
    trades = [*_overall(before, after, level), *(_trade(*pair, level) for pair in _picked(case, *pairs))]
    known = before.actual[before.actual >= 0]
    constant = float(max(known.mean(), 1 - known.mean())) if len(known) else 0.0
    changed = int((before.predicted != after.predicted).sum())
    return Tradeoff(found.metric, attribute, str(case.finding.limit), level, after.rows, chosen_on, changed, constant, tuple(trades))


def solves(case: Case, rules: Rules, after: Decided, plan: Tradeoff) -> bool:
    """Tell whether every judged group keeps the failed rule's limit, by decisions that are better than a constant answer."""
    found = rules.of_rows(after, plan.attribute, only=case.ask.rule)
    accuracy = next((one.after for one in plan.trades if one.metric == "accuracy" and not one.attribute), None)
    return bool(found) and all(one.allowed for one in found) and accuracy is not None and accuracy >= plan.constant + GAIN


def point(case: Case, rules: Rules, rows: Decided, parameter: str, *, chosen: bool = False) -> Point | None:
    """Return a plan as a point of a curve, None where its metric is not estimable."""
    found = worst(rules.of_rows(rows, case.attribute, only=case.ask.rule), case.finding.measurement.metric)
    right = _right(rows)
    if found is None or found.measurement.value is None or not right.of:
        return None
    low, high = _bounds(found.measurement.counts, found.measurement.value, case.ask.confidence)
    return Point(parameter, right.hits / right.of, found.measurement.value, low or 0.0, high or 0.0, chosen)


def worst(found: Sequence[Asked], metric: str) -> Asked | None:
    """Return the measurement of a metric that is furthest to the wrong side; one without a value is the worst of all."""
    return min((one for one in found if one.measurement.metric == metric), key=_good, default=None)


def surely(found: Sequence[Asked], level: float) -> bool:
    """Tell whether the whole interval of every measurement keeps its limit."""
    return bool(found) and all(one.allowed and _kept(one, level) for one in found)


def _kept(one: Asked, level: float) -> bool:
    """Tell whether both ends of an interval are allowed."""
    span = interval_of(one.measurement.counts, one.measurement.value, level)
    return span is not None and one.limit.allows(span.low) and one.limit.allows(span.high)


def _good(one: Asked) -> float:
    """Return how far a value lies on the right side of its limit."""
    value = one.measurement.value
    return float("-inf") if value is None else _wanted(one.limit, value)


def _wanted(limit: Limit, value: float) -> float:
    """Return a number that grows with what is wanted."""
    return value - limit.value if limit.sense == ">=" else limit.value - value


def _picked(case: Case, before: Sequence[Asked], after: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield the failed findings, then of every other metric the group that is worst afterwards, each before and after."""
    at = {_key(one): one for one in before}
    failed = {(case.ask.rule, one.measurement.metric, one.measurement.target.group) for one in case.findings}
    pairs = [(at[_key(one)], one) for one in after if _key(one) in at]
    yield from (pair for pair in pairs if _key(pair[1]) in failed)
    told = {name for _, metric, _ in failed for name in (metric, _mirror(metric))}
    for metric in dict.fromkeys(one.measurement.metric for _, one in pairs):
        same = [pair for pair in pairs if pair[1].measurement.metric == metric and metric not in told]
        if same and any(_moved(*pair) for pair in same):
            told.add(_mirror(metric))
            yield min(same, key=lambda pair: _good(pair[1]))


def _mirror(metric: str) -> str:
    """Return the metric that has the same value: rates that add up to one differ by as much."""
    rate, _, kind = metric.rpartition("_")
    other = COMPLEMENTS.get(rate) or next((name for name, one in COMPLEMENTS.items() if one == rate), "")
    return f"{other}_{kind}" if other and kind == "difference" else ""


def _key(one: Asked) -> tuple[str, str, str]:
    """Return what a measurement is about."""
    return one.rule, one.measurement.metric, one.measurement.target.group


def _moved(before: Asked, after: Asked) -> bool:
    """Tell whether a plan changes a value: what only reads labels stays what it is."""
    return before.measurement.value != after.measurement.value


def _trade(before: Asked, after: Asked, level: float) -> Trade:
    """Return one measurement of a rule before and after."""
    one, other, limit = before.measurement, after.measurement, after.limit
    both = one.value is not None and other.value is not None
    return Trade(
        other.metric,
        after.rule,
        other.target.column,
        other.target.group,
        other.against,
        one.value,
        *_bounds(one.counts, one.value, level),
        other.value,
        *_bounds(other.counts, other.value, level),
        rows=other.rows,
        limit=str(limit),
        within=None if other.value is None else limit.allows(other.value),
        worse=both and _wanted(limit, other.value or 0.0) < _wanted(limit, one.value or 0.0) - _NO_CHANGE,
    )


def _overall(before: Decided, after: Decided, level: float) -> Iterator[Trade]:
    """Yield accuracy and the area under the ROC curve of everybody."""
    rates = [_right(rows) for rows in (before, after)]
    shares = [(rate.hits / rate.of if rate.of else None, rate) for rate in rates]
    yield _everybody("accuracy", shares[0], shares[1], int(rates[1].of), level)
    areas = [_area(rows) for rows in (before, after)]
    if areas[0] is not None and areas[1] is not None:
        yield _everybody("auc", areas[0], areas[1], int(rates[1].of), level)


def _everybody(metric: str, before: tuple[float | None, Counts], after: tuple[float | None, Counts], rows: int, level: float) -> Trade:
    """Return a number about everybody, of which more is better."""
    spans = [_bounds(counts, value, level) for value, counts in (before, after)]
    worse = before[0] is not None and after[0] is not None and after[0] < before[0] - _NO_CHANGE
    return Trade(metric, "", "", "", "", before[0], *spans[0], after[0], *spans[1], rows=rows, worse=worse)


def _right(rows: Decided) -> Rate:
    """Return how many labelled rows are decided as labelled."""
    known = rows.labelled
    return Rate(int((rows.actual == rows.predicted)[known].sum()), int(known.sum()))


def _area(rows: Decided) -> tuple[float, Counts] | None:
    """Return the area under the ROC curve with its standard error, None without scores of both kinds of rows."""
    import numpy as np

    known = (rows.actual >= 0) & ~np.isnan(rows.scores)
    distinct, place = np.unique(rows.scores[known], return_inverse=True)
    events: npt.NDArray[np.bool_] = rows.actual[known] == 1
    counts = [np.bincount(place[one], minlength=len(distinct)).tolist() for one in (events, ~events)]
    found = area(*counts)
    return None if found is None else (found[0], Estimate(sqrt(found[1]), 0.0, 1.0))


def _bounds(counts: Counts, value: float | None, level: float) -> tuple[float | None, float | None]:
    """Return the ends of an interval, None where there is no value or an end is open."""
    span = None if value is None or isinstance(counts, Exact) else interval_of(counts, value, level)
    return (value, value) if span is None else (finite(span.low), finite(span.high))


def with_groups(plan: Tradeoff, groups: Mapping[str, Mapping[str, float | None]], curve: Sequence[Point], *says: str) -> Tradeoff:
    """Return the trade-off with what each group gets, the plans around it, and what else has to be said."""
    return replace(plan, groups=groups, curve=tuple(curve), says=says)

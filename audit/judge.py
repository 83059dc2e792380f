"""Judges measurements against limits: the whole interval, and never a silent pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from audit.core.ask import Ask
from audit.core.finding import Finding, Interval, Ruling
from audit.core.limit import Limit
from audit.core.measurement import Counts, Exact, Measurement
from audit.core.words import Severity, Verdict

Intervals: TypeAlias = Callable[[Counts, "float | None", float], "Interval | None"]
Level: TypeAlias = Callable[[float, int], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule's settings with what was measured for it."""

    ask: Ask
    measurements: tuple[Measurement, ...]


def judge(interval: Interval, limit: Limit) -> Verdict:
    """Judge the whole interval, not the point: too few rows cannot pass or fail."""
    kept = {limit.allows(interval.low), limit.allows(interval.high)}
    return Verdict.UNSURE if len(kept) == 2 else Verdict.PASS if kept == {True} else Verdict.FAIL


def judge_family(asked: Sequence[Asked], fail_on: Severity, intervals: Intervals, level: Level) -> tuple[Ruling, ...]:
    """Judge every rule; intervals hold simultaneously over the measurements of the gating rules.

    The family is fixed before looking: what is judged with an interval by a rule at or above
    `fail_on`. Comparisons with a group that was picked for its rate stand together already: those of one
    attribute count once. `intervals` and `level` are the statistics; they are passed in so that judging
    stays free of formulas.
    """
    gating = [one for one in asked if one.ask.severity.at_least(fail_on)]
    size = max(1, len({(number, block) for number, one in enumerate(gating) for block in _blocks(one)}))
    return tuple(_rule(one, level(one.ask.confidence, size), intervals) for one in asked)


def _blocks(one: Asked) -> Iterator[tuple[object, ...]]:
    """Yield what each measurement of a rule is judged together with: itself, or all that are held against one picked group."""
    for place, measurement in enumerate(one.measurements):
        target = measurement.target
        if _sampled(measurement, one.ask):
            together = getattr(measurement.counts, "among", 2) > 2
            yield (target.dataset, target.column, measurement.metric) if together else (place,)


def _sampled(measurement: Measurement, ask: Ask) -> bool:
    """Tell whether a measurement is judged by an interval that has a width."""
    certain = isinstance(measurement.counts, Exact) or ask.population == "all" or ask.decide_on == "point"
    return not certain and measurement.value is not None and not measurement.small


def _rule(one: Asked, level: float, intervals: Intervals) -> Ruling:
    """Judge all measurements of one rule."""
    findings = tuple(_finding(measurement, one.ask, level, intervals) for measurement in one.measurements)
    judged = [finding for finding in findings if not finding.measurement.small]
    verdict, reason = _conclude(judged)
    return Ruling(one.ask.rule, verdict, reason, findings)


def _conclude(judged: Sequence[Finding]) -> tuple[Verdict, str]:
    """Return a rule's verdict over its judged findings, with the reason."""
    if not judged:
        return Verdict.UNSURE, "nothing was large enough to be judged"
    failed = sum(finding.verdict is Verdict.FAIL for finding in judged)
    unsure = sum(finding.verdict is Verdict.UNSURE for finding in judged)
    if failed:
        return Verdict.FAIL, f"{failed} of {len(judged)} beyond the limit"
    if unsure:
        return Verdict.UNSURE, f"{unsure} of {len(judged)} cannot be told"
    return Verdict.PASS, f"all {len(judged)} within the limit" if len(judged) > 1 else "within the limit"


def _finding(measurement: Measurement, ask: Ask, level: float, intervals: Intervals) -> Finding:
    """Judge one measurement."""
    limit = ask.limit_for(measurement.target.column)
    interval = None
    if measurement.value is not None:
        counts = Exact() if ask.population == "all" else measurement.counts
        interval = intervals(counts, measurement.value, level)
    verdict, reason = _verdict(measurement, interval, limit, ask)
    return Finding(ask.rule, ask.severity, measurement, limit, verdict, reason, interval)


def _verdict(measurement: Measurement, interval: Interval | None, limit: Limit, ask: Ask) -> tuple[Verdict, str]:
    """Return the verdict of one measurement, with the reason where it is not plain."""
    if measurement.small:
        return Verdict.UNSURE, measurement.reason or f"fewer than {ask.min_group} rows: listed, not judged"
    if measurement.value is None or interval is None:
        return Verdict.UNSURE, measurement.reason or "no value"
    if ask.decide_on == "point":
        return (Verdict.PASS if limit.allows(measurement.value) else Verdict.FAIL), "decided on the point"
    verdict = judge(interval, limit)
    return verdict, "the interval crosses the limit" if verdict is Verdict.UNSURE else ""

"""Checks and judges the facts of one subject against one policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from audit.checks.registry import Check, View
from audit.core.ask import Ask, Population
from audit.core.fact import Facts
from audit.core.finding import Ruling
from audit.core.measurement import Exact, Measurement
from audit.core.words import NOT_ASKED, Verdict
from audit.judge import Asked, judge_family
from audit.load.policy import Policy, RuleSetting
from audit.load.subject_types import BESIDE
from audit.observe.registry import RowWork, makers
from audit.observe.run import samples_of
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level

_MORE = "counted on a sample, the data holds as many or more"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule that was not checked, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What every rule came to, with the settings it was judged by; the gate answers to what the evidence shows of it.

    `drawn` are, by rule, the datasets that it judged by a sample of their decisions.
    """

    rulings: tuple[Ruling, ...]
    asks: Mapping[str, Ask]
    unchecked: tuple[Unchecked, ...]
    drawn: Mapping[str, frozenset[str]] = field(default_factory=dict)


def assess(facts: Facts, policy: Policy, checks: Mapping[str, Check]) -> Assessment:
    """Measure every rule the policy asks for, and judge all of them as one family.

    A rule about something never declared is out of scope, unless the policy requires it; a rule
    that breaks is `not_run` and never a pass.
    """
    asks = {name: ask_of(checks[name], setting, policy, facts) for name, setting in policy.rules.items() if name in checks}
    asked: list[Asked] = []
    broken: list[Ruling] = []
    unchecked = [Unchecked(name, _left_out(name, policy)) for name in checks if name not in asks]
    for name, ask in asks.items():
        measured = _measure(checks[name], facts, ask)
        if isinstance(measured, Ruling):
            broken.append(measured)
        elif measured is not None:
            asked.append(Asked(ask, measured))
        elif ask.required:
            broken.append(Ruling(name, Verdict.NOT_RUN, f"required, but {_absent(checks[name])}", ()))
        else:
            unchecked.append(Unchecked(name, _absent(checks[name])))
    judged = judge_family(asked, policy.gate.fail_on, interval_of, simultaneous_level)
    rulings = tuple(sorted((*judged, *broken), key=lambda ruling: ruling.rule))
    drawn = {name: drawn_for(checks[name], facts) for name in asks}
    return Assessment(rulings, asks, tuple(unchecked), drawn)


def ask_of(check: Check, setting: RuleSetting, policy: Policy, facts: Facts) -> Ask:
    """Return what the policy sets for one rule, with the rule's and the gate's defaults."""
    roles = cast("Mapping[str, Mapping[str, str]]", facts.about["roles"])
    gate, rule = policy.gate, check.rule
    # All decisions may be there, but the values of a column are read up to a cap, and decisions up to a sample.
    sampled = rule.family == "privacy" or bool(drawn_for(check, facts))
    return Ask(
        rule=rule.name,
        limit=setting.limit or rule.limit,
        severity=setting.severity or rule.severity,
        by=setting.by,
        reference={**setting.reference, **roles["reference"]},
        confidence=setting.confidence or gate.confidence,
        min_group=setting.min_group or gate.min_group,
        min_share=setting.min_share or 0.0,
        decide_on=setting.decide_on or ("interval" if sampled else gate.decide_on),
        population="sample" if sampled else cast("Population", facts.about["population"]),
        columns=setting.columns,
        required=setting.required,
        source=setting.source,
        status=setting.status,
        origin=setting.origin,
    )


def drawn_for(check: Check, facts: Facts) -> frozenset[str]:
    """Return the datasets of which a rule reads what was counted on a sample: without that, it has nothing to read."""
    sampled = samples_of(facts)
    if not sampled:
        return frozenset()
    counted = {maker.name for maker in makers() if isinstance(maker, RowWork)}
    rest = Facts(tuple(fact for fact in facts.tables if fact.name not in counted), facts.about)
    return frozenset(name for name in sampled if any(_lost(read, facts, rest, name) for read in check.reads))


def _lost(read: type[View], facts: Facts, rest: Facts, dataset: str) -> bool:
    """Tell whether a view is there with all facts and not with the rest of them."""
    return read.of(facts, dataset) is not None and read.of(rest, dataset) is None


def _left_out(name: str, policy: Policy) -> str:
    """Return why a rule is no question of this policy."""
    return f"switched off in {policy.disabled[name]}" if name in policy.disabled else NOT_ASKED


def _measure(check: Check, facts: Facts, ask: Ask) -> tuple[Measurement, ...] | Ruling | None:
    """Return what a rule measured, None where it is out of scope, or its ruling if it broke."""
    views = list(_views(check, facts))
    if not views:
        return None
    try:
        measured = tuple(measurement for view in views for measurement in check.measure(*view, ask))
    except Exception as error:  # noqa: BLE001 - one rule must not take the others down; its message may quote data
        return Ruling(check.rule.name, Verdict.NOT_RUN, f"it broke with {type(error).__name__}", ())
    drawn = drawn_for(check, facts)
    everybody = facts.about["population"] == "all" and check.rule.family != "privacy"
    return tuple(_certain(one, ask, drawn, everybody=everybody) for one in measured) if drawn else measured


def _certain(measurement: Measurement, ask: Ask, drawn: frozenset[str], *, everybody: bool) -> Measurement:
    """Return a measurement as certain as it is, where another dataset or this one was sampled.

    All decisions leave no doubt; a number of rows in a sample is the least that the data holds.
    """
    if measurement.target.dataset not in drawn:
        return replace(measurement, counts=Exact()) if everybody else measurement
    if measurement.value is None or not isinstance(measurement.counts, Exact):
        return measurement
    limit = ask.limit_for(measurement.target.column)
    if limit.allows(measurement.value) == (limit.sense == ">="):
        return measurement
    return replace(measurement, value=None, reason=_MORE)


def _views(check: Check, facts: Facts) -> Iterator[tuple[object, ...]]:
    """Yield the views a rule reads, for each dataset that has all of them."""
    for dataset in facts.datasets():
        views = [None if dataset in BESIDE else read.of(facts, dataset) for read in check.reads]
        if all(view is not None for view in views):
            yield tuple(views)


def _absent(check: Check) -> str:
    """Return why a rule is out of scope."""
    return "; ".join(str(getattr(read, "absent", "its facts were not made")) for read in check.reads)

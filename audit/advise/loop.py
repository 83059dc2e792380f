"""Asks every technique about every finding that needs something done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from audit.advise.bench import Bench
from audit.advise.effort import BRIEF, Effort
from audit.advise.remeasured import Rules
from audit.advise.technique import Case, Technique, Trial, techniques
from audit.assess import Assessment
from audit.checks.registry import Check
from audit.core.advice import Advice, CannotTry, Tried
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.finding import Finding
from audit.core.words import Risk, Verdict
from audit.observe.outcomes import JOIN, decides
from audit.observe.scene import Scene

TRAINED_ON = "train"


def advise(scenes: Sequence[Scene], facts: Facts, assessment: Assessment, checks: Mapping[str, Check], effort: Effort = BRIEF) -> Tried:
    """Return the advice tried on the data, what solves its finding at the least cost first, and why some was not tried."""
    asks = _asks(assessment, checks)
    trials = {one.source.name: Trial(one, facts, _bench(one, scenes, facts, assessment, checks), asks, effort) for one in scenes}
    tried: dict[tuple[object, ...], Advice] = {}
    untried: dict[str, None] = {}
    for case in _cases(assessment, checks, trials, untried):
        for technique in techniques().values():
            if case.risk in technique.risks:
                _try(technique, trials[case.finding.measurement.target.dataset], case, tried, untried)
    ordered = sorted(tried.values(), key=lambda one: (one.rule, one.dataset, not one.solves, _cost(one), one.columns, one.technique))
    return Tried(tuple(ordered), tuple(untried))


def _asks(assessment: Assessment, checks: Mapping[str, Check]) -> dict[str, Ask]:
    """Return what the policy asks of each metric of a privacy rule."""
    rules = {name: check.rule for name, check in checks.items() if check.rule.family == "privacy"}
    return {rules[name].metric: ask for name, ask in assessment.asks.items() if name in rules}


def _bench(scene: Scene, scenes: Sequence[Scene], facts: Facts, assessment: Assessment, checks: Mapping[str, Check]) -> Bench:
    """Return what plans about the decisions on a dataset are tried with; nobody is judged on what he was learnt from."""
    train = next((one for one in scenes if one.source.name == TRAINED_ON and one is not scene), None)
    return Bench(scene, train, Rules.of(assessment, checks, facts))


def _try(technique: Technique, trial: Trial, case: Case, tried: dict[tuple[object, ...], Advice], untried: dict[str, None]) -> None:
    """Keep what a technique proposes, or why it cannot be tried."""
    try:
        for one in technique.propose(trial, case):
            about = one.tradeoff.attribute if one.tradeoff else ""
            tried.setdefault((one.rule, one.dataset, one.technique, one.columns, about), one)
    except CannotTry as reason:
        untried[str(reason)] = None


def _cost(one: Advice) -> float:
    """Return the accuracy that a plan costs, 0 where it is not about decisions."""
    return round(one.tradeoff.cost, 6) if one.tradeoff else 0.0


def _cases(assessment: Assessment, checks: Mapping[str, Check], trials: Mapping[str, Trial], untried: dict[str, None]) -> Iterator[Case]:
    """Yield the privacy findings that failed, and the attributes that a rule about unequal treatment fails for."""
    for ruling in assessment.rulings:
        check, ask = checks[ruling.rule], assessment.asks.get(ruling.rule)
        failed = [one for one in ruling.findings if one.verdict is Verdict.FAIL and _served(one, check, trials)]
        if ask is None or not failed:
            continue
        if check.rule.family == "privacy":
            yield from (Case(one, check, ask) for one in failed)
        elif check.rule.risk is Risk.UNEQUAL:
            for (_, attribute), some in _by_attribute(failed, trials, untried).items():
                yield Case(_worst(some), check, ask, tuple(some), attribute)


def _served(finding: Finding, check: Check, trials: Mapping[str, Trial]) -> bool:
    """Tell whether there are rows to try plans on; about unequal treatment, those that something is decided about."""
    trial = trials.get(finding.measurement.target.dataset)
    return trial is not None and (check.rule.risk is not Risk.UNEQUAL or decides(trial.scene))


def _by_attribute(failed: Sequence[Finding], trials: Mapping[str, Trial], untried: dict[str, None]) -> dict[tuple[str, str], list[Finding]]:
    """Return the failed findings by dataset and attribute; an intersection of which a part fails too is served by that part."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in failed:
        target = one.measurement.target
        attribute = _attribute(one, trials[target.dataset].scene.roles.attributes)
        if attribute:
            found.setdefault((target.dataset, attribute), []).append(one)
    parts = {(dataset, name) for dataset, name in found if JOIN not in name}
    served = [(dataset, name) for dataset, name in found if JOIN in name and any((dataset, part) in parts for part in name.split(JOIN))]
    for dataset, name in served:
        untried[f"{dataset}: what fails for {name} and for a part of it alone was tried for that part"] = None
    return {key: some for key, some in found.items() if key not in served}


def _attribute(finding: Finding, attributes: Sequence[str]) -> str:
    """Return the protected attribute a finding is about: its column, or what its group says that a feature stands in for."""
    column, group = finding.measurement.target.column, finding.measurement.target.group
    if column and all(part in attributes for part in column.split(JOIN)) and " = " not in group:
        return column
    return max((name for name in attributes if group.startswith(f"{name} = ")), key=len, default="")


def _worst(findings: Sequence[Finding]) -> Finding:
    """Return the finding that is furthest beyond its limit."""
    return max(findings, key=lambda one: abs((one.measurement.value or 0.0) - one.limit.value))

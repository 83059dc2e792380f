"""Asks every technique about every privacy finding that needs something done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from audit.advise.technique import Case, Trial, techniques
from audit.assess import Assessment
from audit.checks.registry import Check
from audit.core.advice import Advice, CannotTry, Tried
from audit.core.fact import Facts
from audit.core.words import Verdict
from audit.observe.scene import Scene


def advise(scenes: Sequence[Scene], facts: Facts, assessment: Assessment, checks: Mapping[str, Check]) -> Tried:
    """Return the advice tried on the data, what solves its finding first, and why some was not tried."""
    trials = {scene.source.name: Trial(scene, facts) for scene in scenes}
    tried: dict[tuple[str, str, str, tuple[str, ...]], Advice] = {}
    untried: dict[str, None] = {}
    for case in _cases(assessment, checks):
        trial = trials.get(case.finding.measurement.target.dataset)
        if trial is None:
            continue
        for technique in techniques().values():
            if case.risk in technique.risks:
                try:
                    for one in technique.propose(trial, case):
                        tried.setdefault((one.rule, one.dataset, one.technique, one.columns), one)
                except CannotTry as reason:
                    untried[str(reason)] = None
    ordered = sorted(tried.values(), key=lambda one: (one.rule, one.dataset, not one.solves, one.columns, one.technique))
    return Tried(tuple(ordered), tuple(untried))


def _cases(assessment: Assessment, checks: Mapping[str, Check]) -> Iterator[Case]:
    """Yield the privacy findings that failed."""
    for ruling in assessment.rulings:
        check = checks[ruling.rule]
        for finding in ruling.findings:
            if check.rule.family == "privacy" and finding.verdict is Verdict.FAIL:
                yield Case(finding, check, assessment.asks[ruling.rule])

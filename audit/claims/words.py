"""The sentences a reader meets first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.assess import Assessment
from audit.checks.registry import Check
from audit.core.finding import Finding, Ruling
from audit.core.target import Target
from audit.core.words import Overall, Severity, Verdict

MOST_TODO = 5
_UNSURE = "The data read so far cannot tell: see each finding for the rows that would."
_OPENING = {
    Overall.PASS: "Passes this policy",
    Overall.FAIL: "Fails this policy",
    Overall.NOT_ASSURED: "Not assured under this policy",
}


def headline(assessment: Assessment, fail_on: Severity) -> str:
    """Return the verdict as a sentence."""
    overall = assessment.answer.overall
    if overall is Overall.FAIL:
        failed = [f for f in _findings(assessment) if f.verdict is Verdict.FAIL and f.severity.at_least(fail_on)]
        if failed:
            return f"{_OPENING[overall]}: {_many(len(failed), 'finding')} at {fail_on} or above"
    return f"{_OPENING[overall]}: {assessment.answer.reason}"


def count_line(assessment: Assessment, policy: str) -> str:
    """Return what passed, failed, is unsure, waived, adopted and not checked."""
    findings = [finding for finding in _findings(assessment) if not finding.measurement.small]
    small = sum(finding.measurement.small for finding in _findings(assessment))
    verdicts = {verdict: sum(finding.verdict is verdict for finding in findings) for verdict in Verdict}
    parts = [
        f"{verdicts[Verdict.PASS]} of {_many(len(findings), 'measurement')} pass",
        f"{verdicts[Verdict.FAIL]} fail",
        f"{verdicts[Verdict.UNSURE]} unsure",
        f"{small} in groups too small to judge",
        f"{sum(finding.waiver is not None for finding in findings)} waived",
        f"{sum(finding.baseline is not None for finding in findings)} adopted",
        f"{_many(len(assessment.unchecked), 'rule')} not checked",
    ]
    return f"Policy {policy}, not a legal finding. {', '.join(parts)}."


def sample_line(samples: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield one sentence if decisions were measured on a sample: of how many rows, and which groups each gave its share."""
    if not samples:
        return
    sizes = [f"{one['rows']:,} of {one['of']:,} rows" + (f" of {name}" if len(samples) > 1 else "") for name, one in samples.items()]
    strata = next(iter(samples.values()))["strata"]
    drawn = f", drawn by {_listed(strata)}" if strata else ""
    yield f"Decisions were measured on a sample of {_listed(sizes)}{drawn}."


def _listed(names: Sequence[str]) -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def todo(assessment: Assessment, checks: Mapping[str, Check]) -> list[str]:
    """Return the things to do first: broken rules, then failures by severity, then what is unsure."""
    return list(_steps(assessment, checks))[:MOST_TODO]


def _steps(assessment: Assessment, checks: Mapping[str, Check]) -> Iterator[str]:
    """Yield one step per rule that needs one, worst first."""
    order = {Verdict.NOT_RUN: 0, Verdict.FAIL: 0, Verdict.UNSURE: 1}
    open_rules = [ruling for ruling in assessment.rulings if ruling.verdict in order]
    for ruling in sorted(open_rules, key=lambda r: (order[r.verdict], assessment.asks[r.rule].severity.rank, r.rule)):
        if ruling.verdict is Verdict.NOT_RUN:
            yield f"{ruling.rule} did not run: {ruling.reason}."
            continue
        step = checks[ruling.rule].rule.step if ruling.verdict is Verdict.FAIL else _UNSURE
        yield f"{_where(ruling)} {step}"


def _where(ruling: Ruling) -> str:
    """Return the rule, its verdict and the places that gave it."""
    found = [finding for finding in ruling.findings if finding.verdict is ruling.verdict and not finding.measurement.small]
    places = list(dict.fromkeys(_place(finding.measurement.target) for finding in found))
    shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    verb = "fails" if ruling.verdict is Verdict.FAIL else "is unsure"
    return f"{ruling.rule} {verb} ({shown})." if shown else f"{ruling.rule} {verb}: {ruling.reason}."


def _place(target: Target) -> str:
    """Return a target as a reader names it: `race: Black`, `email`, or the dataset itself."""
    named = f"{target.column}: {target.group}" if target.group else target.column
    return named or f"the {target.dataset} data"


def _findings(assessment: Assessment) -> Sequence[Finding]:
    """Return every finding of every rule."""
    return [finding for ruling in assessment.rulings for finding in ruling.findings]


def _many(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

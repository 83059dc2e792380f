"""Findings, rules and group rates in the words and the grain of the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from audit.assess import Assessment
from audit.checks.registry import Check
from audit.claims.small_cells import Shown
from audit.claims.small_cells import withheld as withheld_text
from audit.core.ask import Ask
from audit.core.finding import Finding, Ruling
from audit.core.measurement import Exact, Measurement
from audit.core.values import Json, finite
from audit.core.words import Verdict
from audit.statistics.needed import rows_needed

_HOPELESS = 1_000_000
"""From this many rows on, more rows are no advice."""


def rule_claims(assessment: Assessment, checks: Mapping[str, Check]) -> list[Json]:
    """Return one entry per rule that was in scope."""
    return [_rule(ruling, assessment, checks[ruling.rule]) for ruling in assessment.rulings]


def _rule(ruling: Ruling, assessment: Assessment, check: Check) -> Json:
    """Return one rule with its words and what it came to."""
    ask, rule = assessment.asks[ruling.rule], check.rule
    judged = [finding for finding in ruling.findings if not finding.measurement.small]
    return {
        "rule": rule.name,
        "family": rule.family,
        "verdict": ruling.verdict,
        "reason": ruling.reason,
        "judged": len(judged),
        "failed": sum(finding.verdict is Verdict.FAIL for finding in judged),
        "unsure": sum(finding.verdict is Verdict.UNSURE for finding in judged),
        "limit": str(ask.limit),
        "limit_source": ask.source or str(rule.limit_source),
        "limit_status": ask.status or str(rule.limit_source.status),
        "severity": ask.severity,
        "metric": rule.metric,
        "asks": rule.asks,
        "why": rule.why,
        "blind": rule.blind,
        "step": rule.step,
        "risk": rule.risk,
        "law": [str(law) for law in rule.related_law],
        "policy_line": ask.origin,
    }


def finding_claims(assessment: Assessment, shown: Mapping[str, Shown]) -> list[Json]:
    """Return every measurement with its verdict, passes too, with small cells withheld."""
    return [
        {
            **_finding(finding, assessment.asks[finding.rule], shown),
            "sampled": finding.measurement.target.dataset in assessment.drawn.get(finding.rule, ()),
        }
        for ruling in assessment.rulings
        for finding in ruling.findings
    ]


def _finding(finding: Finding, ask: Ask, shown: Mapping[str, Shown]) -> dict[str, Json]:
    """Return one finding to the grain that may be shown."""
    measurement = finding.measurement
    target = measurement.target
    grain = shown.get(target.dataset)
    rows, rows_text = _counted(measurement, grain)
    withheld = (rows is None and bool(target.group)) or (grain is not None and _gap(measurement, grain))
    return {
        "rule": finding.rule,
        "metric": measurement.metric,
        "target": str(target),
        "dataset": target.dataset,
        "attribute": target.column,
        "group": target.group,
        **_numbers(finding, grain, withheld=withheld),
        "rows": rows,
        "rows_text": rows_text,
        "limit": str(finding.limit),
        "decided_on": _decided_on(finding, ask),
        "verdict": finding.verdict,
        "reason": withheld_text(rows_text) if withheld else _reason(finding),
        "detail": measurement.detail,
        "against": measurement.against,
        "severity": finding.severity,
        "fingerprint": finding.fingerprint,
        "small": measurement.small,
    }


def _decided_on(finding: Finding, ask: Ask) -> str:
    """Return what the verdict was read from: a value without sampling error, the value alone, or the whole interval."""
    if ask.decide_on == "point":
        return "point"
    measurement = finding.measurement
    certain = isinstance(measurement.counts, Exact) and measurement.value is not None
    return "exact" if ask.population == "all" or certain else "interval"


def _numbers(finding: Finding, grain: Shown | None, *, withheld: bool) -> dict[str, float | None]:
    """Return value, interval and p to the grain that may be shown; an open end is None."""
    names = ("value", "low", "high", "level", "p")
    if withheld:
        return dict.fromkeys(names)
    measurement, interval = finding.measurement, finding.interval
    bounds = (interval.low, interval.high, interval.level) if interval else (None, None, None)
    column = measurement.target.column
    exact = (measurement.value, *bounds[:2], measurement.p)
    value, low, high, p = [finite(grain.value(column, number) if grain else number) for number in exact]
    return dict(zip(names, (value, low, high, bounds[2], p), strict=True))


def _reason(finding: Finding) -> str:
    """Return why the verdict is what it is; an unsure one says how many rows would be needed."""
    measurement, interval = finding.measurement, finding.interval
    if finding.verdict is not Verdict.UNSURE or measurement.value is None or interval is None or measurement.small:
        return finding.reason
    needed = rows_needed(measurement.counts, finding.limit, interval.level, value=measurement.value, rows=measurement.rows)
    if needed and needed > _HOPELESS:
        return f"{finding.reason}; the value is so close to the limit that more rows will hardly tell"
    return f"{finding.reason}; about {needed:,} rows in the group would tell" if needed else finding.reason


def _gap(measurement: Measurement, grain: Shown) -> bool:
    """Tell whether a share of missing values would count the small group `unknown` of a protected column."""
    if measurement.metric != "missing_share" or measurement.value is None:
        return False
    return grain.missing(measurement.target.column, round(measurement.value * measurement.rows)) is None


def _counted(measurement: Measurement, grain: Shown | None) -> tuple[int | None, str]:
    """Return a measurement's rows and their text, to the grain that may be shown."""
    target, rows = measurement.target, measurement.rows
    return grain.count(target.column, target.group, rows, measurement.metric) if grain else (rows, f"{rows:,}")

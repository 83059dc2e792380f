"""Claims made up for tests of baselines: only the parts that adopting reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from audit.baselining import Adopter, Seen, created, seen_in
from audit.core.baseline import Baseline
from audit.core.finding import fingerprint_of
from audit.core.target import Target

DAY = "2026-11-20"
TEAM = "team@example.org"
FAMILIES = {"small-cells": "privacy", "direct-identifier": "privacy"}


def finding(rule: str, column: str, verdict: str = "fail", value: float | None = 0.2, **parts: Any) -> dict[str, Any]:
    """Return one finding of the test data about a column."""
    target = Target("test", column, parts.get("group", ""))
    metric = parts.get("metric", "share")
    return {
        "rule": rule,
        "metric": metric,
        "target": str(target),
        "dataset": "test",
        "attribute": column,
        "group": parts.get("group", ""),
        "value": value,
        "limit": parts.get("limit", "<= 0.05"),
        "verdict": verdict,
        "reason": parts.get("reason", ""),
        "severity": parts.get("severity", "high"),
        "waiver": parts.get("waiver"),
        "small": parts.get("small", False),
        "fingerprint": fingerprint_of(rule, str(target), metric),
    }


def claims(*findings: dict[str, Any], day: str = DAY, not_run: tuple[str, ...] = (), **gate: Any) -> dict[str, Any]:
    """Return claims with these findings, one rule for each name among them, and a gate."""
    names = dict.fromkeys([*(one["rule"] for one in findings), *not_run])
    rules = [
        {"rule": name, "family": FAMILIES.get(name, "quality"), "verdict": "not_run" if name in not_run else "fail", "judged": 1}
        for name in names
    ]
    terms = {
        "fail_on": "high",
        "on_unsure": "warn",
        "on_not_run": "not_assured",
        "min_rules": 1,
        "due_days": 30,
        "on_unused": "warn",
        "max_baseline_days": 365,
    }
    return {"findings": list(findings), "rules": rules, "policy": {"gate": terms | gate}, "settled_on": day, "datasets": [{"name": "test"}]}


def seen(*findings: dict[str, Any], day: str = DAY, not_run: tuple[str, ...] = (), **gate: Any) -> Seen:
    """Return what such claims show."""
    return seen_in(claims(*findings, day=day, not_run=not_run, **gate))


def adopted(*findings: dict[str, Any], until: date | None = None, **gate: Any) -> Baseline:
    """Return the first baseline of such claims, held by the team."""
    return created(seen(*findings, **gate), Adopter(TEAM, until)).baseline


def later(days: int) -> str:
    """Return the day so many days after the first one."""
    return (date.fromisoformat(DAY) + timedelta(days)).isoformat()

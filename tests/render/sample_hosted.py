"""Small made-up evidence for the formats of code hosts: a few findings of one rule each, whose fate a test sets."""

from __future__ import annotations

from typing import Any

from audit.core.evidence import Evidence
from audit.core.values import digest
from tests.render import sample


def finding(rule: str = "r", verdict: str = "fail", **parts: Any) -> dict[str, Any]:
    """Return one finding; its target is made of `dataset`, `attribute` and `group`."""
    row = {
        "rule": rule,
        "metric": "share",
        "dataset": "test",
        "attribute": "sex",
        "group": "",
        "value": 0.5,
        "low": 0.4,
        "high": 0.6,
        "level": 0.99,
        "rows": 100,
        "rows_text": "100",
        "limit": "<= 0.1",
        "verdict": verdict,
        "severity": "high",
        "reason": "",
        "detail": "",
        "waiver": None,
        "baseline": None,
        "note": "",
        "small": False,
        **parts,
    }
    row["target"] = parts.get("target") or "::".join(part for part in (row["dataset"], row["attribute"], row["group"]) if part)
    row["fingerprint"] = parts.get("fingerprint") or digest(f"{rule} {row['metric']} {row['target']}").removeprefix("sha256:")[:16]
    return row


def rule(name: str = "r", verdict: str = "fail", **words: Any) -> dict[str, Any]:
    """Return one rule with all its words."""
    return {
        "rule": name,
        "verdict": verdict,
        "family": "fairness",
        "severity": "high",
        "metric": "share",
        "asks": "Is it so?",
        "why": "It matters.",
        "blind": "It sees little.",
        "step": "Do this.",
        "reason": "its reason",
        "risk": "unequal treatment",
        "limit": "<= 0.1",
        "limit_source": "house",
        "law": ["Art. 1"],
        "policy_line": "release.yml:9",
        **words,
    }


def evidence(findings: list[dict[str, Any]], rules: list[dict[str, Any]] | None = None, **changes: Any) -> Evidence:
    """Return evidence of a gate that is closed by rule `r`, changed where a test says; `gate` and `run` take parts."""
    empty = sample.empty()
    policy = dict(empty.claims["policy"])  # type: ignore[arg-type]
    policy["gate"] = {**policy["gate"], **changes.pop("gate", {})}
    run = {**empty.run, **changes.pop("run", {})}
    claims = {
        **empty.claims,
        "overall": "FAIL",
        "exit_code": 1,
        "headline": "Fails this policy: 1 finding at high or above.",
        "reason": "1 rule fails at high or above (r)",
        "rules": [rule()] if rules is None else rules,
        "findings": findings,
        "policy": policy,
        **changes,
    }
    return Evidence(claims, run)


def waiver(state: str = "applied") -> dict[str, Any]:
    """Return waiver W-1."""
    return {
        "id": "W-1",
        "rule": "r",
        "target": "test::sex",
        "reason": "Known and accepted until the autumn release.",
        "owner": "a@example.org",
        "approved_by": "b@example.org",
        "ticket": "T-1",
        "created": "2026-11-01",
        "expires": "2026-12-31",
        "origin": "house.yml:3",
        "state": state,
        "findings": 1,
        "days_left": 41,
    }


def entry(row: dict[str, Any], state: str) -> dict[str, Any]:
    """Return the entry of the baseline for a finding."""
    same = {name: row[name] for name in ("fingerprint", "rule", "target", "metric", "limit", "verdict", "value")}
    return {**same, "owner": "a@example.org", "adopted": "2026-11-08", "until": "2027-05-31", "state": state}


def baseline(*entries: dict[str, Any], state: str = "used") -> dict[str, Any]:
    """Return a baseline with these entries."""
    words = ("unchanged", "worse", "gone", "ended")
    counts = {word: sum(one["state"] == word for one in entries) for word in words}
    return {"state": state, "entries": list(entries), "new": 0, "oldest_days": 12, **counts}

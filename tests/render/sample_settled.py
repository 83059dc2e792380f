"""What waivers and a baseline did to the made-up findings: one waived, one adopted, one worse, one whose waiver ended."""

from __future__ import annotations

from typing import Any

DAY = "2026-11-20"
PEOPLE = {"owner": "data-quality@example.org", "approved_by": "dpo@example.org"}


# fmt: off
def excuse(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings with what the gate says of each; every other failure is new."""
    said: dict[tuple[str, str], dict[str, Any]] = {
        ("direct-identifier", "train::notes"): {
            "waiver": "W-2026-014", "baseline": "new", "note": "waived by W-2026-014 until 2026-12-15"},
        ("unequal-errors", "test::sex::Female"): {
            "baseline": "unchanged", "note": "adopted on 2026-11-08 until 2027-05-31"},
        ("unequal-selection", "test::ethnicity::Black"): {
            "baseline": "worse", "note": "adopted on 2026-11-15 until 2027-05-31, and worse since"},
        ("small-cells", "train"): {
            "baseline": "new", "note": "waiver W-2026-002 ended on 2026-10-31"},
    }
    return [{**row, **(said.get((row["rule"], row["target"]), {"baseline": "new"}) if row["verdict"] == "fail" else {})} for row in findings]


def waivers() -> list[dict[str, Any]]:
    """Return a waiver that ends soon, one that ended, and one that nothing needs."""
    return [
        {"id": "W-2026-002", "rule": "small-cells", "target": "train", "reason": "The release goes to two trusted analysts only.", **PEOPLE,
         "ticket": "", "created": "2026-05-01", "expires": "2026-10-31", "origin": "policies/house.yml:41", "state": "expired",
         "findings": 1, "days_left": -20},
        {"id": "W-2026-014", "rule": "direct-identifier", "target": "train::notes", "ticket": "DQ-311",
         "reason": "Telephone numbers in the notes are removed by the nightly job from December on.", **PEOPLE, "created": "2026-11-03",
         "expires": "2026-12-15", "origin": "policies/house.yml:42", "state": "due", "findings": 1, "days_left": 25},
        {"id": "W-2026-015", "rule": "missing-values", "target": "train::income", "ticket": "DQ-312",
         "reason": "Income is optional on the paper form; imputed with a flag.", **PEOPLE, "created": "2026-11-03", "expires": "2027-02-28",
         "origin": "policies/house.yml:43", "state": "unused", "findings": 0, "days_left": 100},
    ]


def _entry(rule: str, target: str, metric: str, value: float, limit: str, adopted: str, state: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one entry of the baseline; its fingerprint is that of the finding."""
    fingerprint = next(row["fingerprint"] for row in found if (row["rule"], row["target"], row["metric"]) == (rule, target, metric))
    return {"fingerprint": fingerprint, "rule": rule, "target": target, "metric": metric, "verdict": "fail", "value": value, "limit": limit,
            "owner": "credit-team@example.org", "adopted": adopted, "until": "2027-05-31", "state": state}


def baseline(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the baseline with an entry that is unchanged, one that is worse and one that is gone."""
    return {
        "state": "used",
        "entries": [
            _entry("missing-values", "train::income", "share", 0.071, "<= 0.05", "2026-11-08", "gone", found),
            _entry("unequal-errors", "test::sex::Female", "false_negative_rate_difference", 0.128, "<= 0.1", "2026-11-08", "unchanged", found),
            _entry("unequal-selection", "test::ethnicity::Black", "selection_rate_ratio", 0.702113, ">= 0.8", "2026-11-15", "worse", found),
        ],
        "unchanged": 1,
        "worse": 1,
        "new": sum(row["baseline"] == "new" for row in found),
        "gone": 1,
        "ended": 0,
        "oldest_days": 12,
    }

"""What does a GitLab merge request show? A Code Quality report: a list of findings, each with an identity of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from audit.core.evidence import Evidence
from audit.core.values import Json, digest
from audit.core.words import Severity
from audit.render.fit import Reading, read
from audit.render.registry import Format
from audit.render.reported import Item, Weight, gate_item, reported, speaks, weighing

SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}
SHOWN = (Weight.CLOSES, Weight.DOUBTS, Weight.NOTED, Weight.EXCUSED)


def to_bytes(evidence: Evidence) -> bytes:
    """Return the report; raises BadInput if the evidence does not fit.

    What is waived or adopted stays in it as `info`: left out, it would be shown as resolved.
    """
    return together([evidence])


def together(made: Sequence[Evidence]) -> bytes:
    """Return one report of several subjects."""
    entries = [entry for evidence in made for entry in _entries(read(evidence))]
    return (json.dumps(entries, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def _entries(reading: Reading) -> Iterator[dict[str, Json]]:
    """Yield what is open or excused of one subject, the worst first."""
    shown = list(weighing(reported(reading), *SHOWN))
    items = [gate_item(reading), *shown] if speaks(reading, shown) else shown
    return (_entry(item, reading.claims["subject"]["name"]) for item in items)


def _entry(item: Item, subject: str) -> dict[str, Json]:
    """Return one finding; GitLab joins the reports of a pipeline and keeps one entry of a fingerprint, so the subject is in it."""
    return {
        "description": item.words,
        "check_name": item.name,
        "fingerprint": digest(f"{subject}\n{item.fingerprint}").removeprefix("sha256:")[:32],
        "severity": _severity(item),
        "location": {"path": item.place.path, "lines": {"begin": item.place.line}},
    }


def _severity(item: Item) -> str:
    """Return GitLab's word; what is excused, or unsure without closing the gate, is only told."""
    unsure = item.weight is Weight.NOTED and item.finding.get("verdict") != "fail"
    return "info" if item.weight is Weight.EXCUSED or unsure else SEVERITIES[item.severity]


FORMAT = Format("gitlab", ".json", to_bytes, binary=False, together=together)

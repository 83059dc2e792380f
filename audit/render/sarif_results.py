"""What is one result of a SARIF log? A finding with its place, its identity, and what excuses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from audit.core.values import Json
from audit.core.words import Severity
from audit.render.findings import metric_name
from audit.render.reported import GATE, Item, Place, Row, Weight, waivers_of

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
STATES = {"unchanged": "unchanged", "worse": "updated"}
"""Of a finding in the baseline; what has ended or was never adopted is new."""
PARTS = ("dataset", "column", "group")
NUMBERS = ("metric", "value", "low", "high", "level", "rows_text", "limit", "verdict", "decided_on")
_BREAKS = str.maketrans({"{": "{{", "}": "}}"})


def text(words: str) -> dict[str, Json]:
    """Return a message: braces are doubled, and nothing in it can become a link (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return {"text": words.translate(_BREAKS).replace("](", "] (") or "-"}


def result(item: Item, indices: Mapping[str, int], waivers: Mapping[str, Row], *, baseline: bool) -> dict[str, Json]:
    """Return one result; `baseline` says whether one was used, and then every result has a state."""
    open_kind = item.finding.get("verdict") == "unsure" or (not item.finding and item.name != GATE)
    fails = item.weight is Weight.CLOSES or not open_kind
    found: dict[str, Json] = {
        "ruleId": item.name,
        "ruleIndex": indices[item.name],
        "kind": "fail" if fails else "open",
        "level": LEVELS[item.severity] if fails else "none",
        "message": text(item.words),
        "locations": [_location(item)],
        "partialFingerprints": identity(item.fingerprint),
        "suppressions": suppressions(item, waivers),
        "properties": {"severity": str(item.severity), **{name: item.finding[name] for name in NUMBERS if name in item.finding}},
    }
    return {**found, "baselineState": STATES.get(item.finding.get("baseline") or "", "new")} if baseline else found


def gone(entry: Row, indices: Mapping[str, int], place: Place) -> dict[str, Json]:
    """Return the result of an entry of the baseline that is no longer found; suppressed for hosts that read no baseline state."""
    words = f"{metric_name(entry['metric'])} of {entry['target']} was adopted in the baseline and is no longer found."
    found: dict[str, Json] = {
        "ruleId": entry["rule"],
        "kind": "notApplicable",
        "level": "none",
        "message": text(words),
        "locations": [{"physicalLocation": physical(place)}],
        "partialFingerprints": identity(entry["fingerprint"]),
        "suppressions": [{"kind": "external", "status": "accepted", "justification": "No longer found: prune the baseline"}],
        "baselineState": "absent",
    }
    return {**found, "ruleIndex": indices[entry["rule"]]} if entry["rule"] in indices else found


def identity(fingerprint: str) -> dict[str, Json]:
    """Return the identity of a result; code scanning reads the second key alone, and would take all results on one line for one."""
    return {"equigate/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"}


def suppressions(item: Item, waivers: Mapping[str, Row]) -> list[Json]:
    """Return what excuses a result: a waiver that applies. A baseline says so by its state."""
    name = item.finding.get("waiver")
    if not name or item.weight is not Weight.EXCUSED:
        return []
    waiver = waivers.get(name, {})
    more = {key: waiver[key] for key in ("id", "owner", "approved_by", "ticket", "created", "expires") if waiver.get(key)}
    return [{"kind": "external", "status": "accepted", "justification": waiver.get("reason") or item.excuse, "properties": more}]


def physical(place: Place) -> dict[str, Json]:
    """Return where the limit is set: a file and the first column of a line."""
    return {
        "artifactLocation": artifact(place.path),
        "region": {"startLine": place.line, "startColumn": 1, "endLine": place.line, "endColumn": 2},
    }


def artifact(path: str) -> dict[str, Json]:
    """Return the URI of a file: from the root of the sources, or absolute."""
    raw = path.encode("utf-8", "surrogatepass")
    if path.startswith("/") or path[1:3] == ":/":
        return {"uri": f"file:///{quote(raw, safe='/-._~:').lstrip('/')}"}
    return {"uri": quote(raw, safe="/-._~"), "uriBaseId": "%SRCROOT%"}


def _location(item: Item) -> dict[str, Json]:
    """Return where a finding is: a line of a file, and `dataset::column::group` in the data."""
    found: dict[str, Json] = {"physicalLocation": physical(item.place)}
    logical = _logical(item.finding)
    return {**found, "logicalLocations": logical} if logical else found


def _logical(row: Row) -> list[Json]:
    """Return the place in the data, named by its last part."""
    if not row or not row["target"]:
        return []
    parts: Sequence[Any] = (row["dataset"], row["attribute"], row["group"])
    depth = max((place for place, part in enumerate(parts) if part), default=0)
    return [{"fullyQualifiedName": row["target"], "name": parts[depth] or row["target"], "kind": PARTS[depth]}]


def states(claims: Row) -> tuple[Mapping[str, Row], list[Row], bool]:
    """Return the waivers by id, the entries of the baseline that are gone, and whether a baseline was used."""
    baseline = claims["baseline"]
    used = bool(baseline) and baseline["state"] == "used"
    entries = [entry for entry in baseline["entries"] if entry["state"] == "gone"] if used else []
    return waivers_of(claims), entries, used

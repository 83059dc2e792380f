"""What does a software inventory keep of the audit? A CycloneDX 1.6 ML-BOM: model, datasets, measures, and what was found."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from audit.core.evidence import Evidence
from audit.core.values import canonical, digest
from audit.render.fit import Reading, read
from audit.render.model_card import card
from audit.render.registry import Format

Row = Mapping[str, Any]
Part = dict[str, Any]
SUBJECT, TOOL = "subject", "tool"
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:equigate:cyclonedx")


def to_bytes(evidence: Evidence) -> bytes:
    """Return the inventory as JSON in UTF-8; raises BadInput if the evidence does not fit its schema."""
    return canonical(document(read(evidence))).encode("utf-8")


def document(reading: Reading) -> Part:
    """Return the inventory; the same evidence gives the same serial number."""
    claims, run = reading.claims, reading.run
    serial = uuid.uuid5(SPACE, digest(canonical({"claims": claims, "run": run})))
    datasets = [_dataset(claims, place, one) for place, one in enumerate(claims["datasets"])]
    metadata: Part = {"tools": {"components": [_tool(run)]}, "component": _subject(claims), "properties": _answer(claims)}
    found: Part = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": metadata,
        "components": datasets,
    }
    time = _time(run["time"])
    if time:
        metadata["timestamp"] = time
        text = f"{claims['headline'].removesuffix('.')}. {claims['count_line']}"
        found["annotations"] = [{"subjects": [SUBJECT], "annotator": {"component": _named(run)}, "timestamp": time, "text": text}]
    return found


def modelled(claims: Row) -> bool:
    """Tell whether there is a model: its file was read, or its decisions or scores are stored."""
    return bool(claims["model"] or claims["roles"]["prediction"] or claims["roles"]["score"])


def reference(place: int) -> str:
    """Return by what name a dataset is referred to."""
    return f"dataset-{place}"


def _subject(claims: Row) -> Part:
    """Return what was audited: the model with its card, or the data where there is no model."""
    name = claims["subject"]["name"]
    if not modelled(claims):
        return {"type": "data", "bom-ref": SUBJECT, "name": name}
    model = claims["model"]
    about = {"format": model["format"]} if model else {"file": "none was given: decisions or scores are stored in the data"}
    return {
        "type": "machine-learning-model",
        "bom-ref": SUBJECT,
        "name": name,
        **_hashes(model["sha256"] if model else None),
        "modelCard": card(claims, [reference(place) for place in range(len(claims["datasets"]))]),
        "properties": properties(about),
    }


def _dataset(claims: Row, place: int, one: Row) -> Part:
    """Return one dataset with the personal data that was found in it; what was not found may still be there."""
    rows = [row for row in claims["columns"] if row["dataset"] == one["name"]]
    kinds = dict.fromkeys(f"{row['column']}: {row['what'] or row['entity']} ({row['category']})" for row in rows)
    size = {"rows": one["rows"], "columns": one["columns"], "sensitive data": "found by a scan, not complete"}
    controller = claims["subject"]["declared"].get("controller")
    owner = {"governance": {"owners": [{"organization": {"name": str(controller)}}]}} if controller else {}
    data = {"type": "dataset", "name": one["name"], "contents": {"properties": properties(size)}, "sensitiveData": list(kinds), **owner}
    return {"type": "data", "bom-ref": reference(place), "name": one["name"], **_hashes(one["sha256"]), "data": [data]}


def _hashes(sha256: str | None) -> Part:
    """Return a hash in the form of the standard, or nothing."""
    return {"hashes": [{"alg": "SHA-256", "content": sha256.removeprefix("sha256:")}]} if sha256 else {}


def _answer(claims: Row) -> list[Part]:
    """Return the answer of the gate, and by what it was given."""
    policy = claims["policy"]
    named = {
        "overall": claims["overall"],
        "exit code": claims["exit_code"],
        "reason": claims["reason"],
        "policy": policy["name"],
        "policy sha256": policy["sha256"],
        "facts sha256": claims["facts_sha256"],
        "as of": claims["as_of"],
        "meaning": "measured against this policy; not a legal finding",
    }
    return properties(named)


def properties(named: Mapping[str, Any]) -> list[Part]:
    """Return names and values as properties of our own; what is not known is left out."""
    return [
        {"name": f"equigate:{name.replace(' ', '-')}", "value": str(value)}
        for name, value in named.items()
        if value is not None and value != ""
    ]


def _named(run: Row) -> Part:
    """Return the tool by name and version."""
    name, _, version = run["tool"].partition(" ")
    return {"type": "application", "name": name or "equigate", **({"version": version} if version else {})}


def _tool(run: Row) -> Part:
    """Return the tool with the libraries that measured."""
    libraries = [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name.lower()}@{version}"}
        for name, version in sorted(run["versions"].items())
    ]
    return {**_named(run), "bom-ref": TOOL, "components": libraries}


def _time(text: str) -> str:
    """Return a moment as the standard writes it, or nothing if it is none or has no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.isoformat().replace("+00:00", "Z") if moment.tzinfo else ""


FORMAT = Format("cyclonedx", ".cdx.json", to_bytes, binary=False)

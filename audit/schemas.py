"""Which JSON Schemas are published? Of the subject, the policy, a plan, the facts and the evidence."""

from __future__ import annotations

from audit.checks.registry import checks
from audit.core.values import Json
from audit.load.schemas import plan_schema, policy_schema, subject_schema
from audit.release.counting import PRIVATE_COUNTS
from audit.render.schema import evidence_schema
from audit.transform.registry import transformations

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Json]:
    """Return every schema by the name of its document."""
    return {
        "subject": subject_schema(),
        "policy": policy_schema(tuple(checks())),
        "plan": plan_schema((*transformations().values(), PRIVATE_COUNTS)),
        "facts": facts_schema(),
        "evidence": evidence_schema(),
    }


def facts_schema() -> Json:
    """Return the schema of a facts file: tables of integer counts per key."""
    about = ["restricted", "roles", "population", "datasets", "model", "subject", "min_cell", "seed"]
    return {
        "$schema": DIALECT,
        "title": "equigate facts",
        "description": "Counts, observed where the data lives. Restricted: small counts are in it.",
        "type": "object",
        "additionalProperties": False,
        "required": ["schema_version", "about", "facts"],
        "properties": {
            "schema_version": {"const": "1.0"},
            "about": {"type": "object", "required": about},
            "facts": {"type": "array", "items": _fact()},
        },
    }


def _fact() -> Json:
    """Return the schema of one fact."""
    names: Json = {"type": "array", "items": {"type": "string"}}
    row: Json = {"type": "array", "items": {"type": ["string", "integer", "null"]}}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "dataset", "keys", "measures", "rows"],
        "properties": {
            "name": {"type": "string"},
            "dataset": {"type": "string"},
            "keys": names,
            "measures": names,
            "rows": {"type": "array", "items": row},
        },
    }

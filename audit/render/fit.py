"""Does a document fit the schema? Absent parts are filled in, wrong ones are all named at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from audit.core.errors import BadInput, Problem
from audit.core.evidence import Evidence
from audit.render.clean import cleaned
from audit.render.schema import Schema, claims_schema, run_schema

Document: TypeAlias = Any  # a JSON document, made of dicts and lists only

STEP = "Write the evidence again with `equigate check`, or render it with the version that wrote it"
_EMPTY: dict[str, Any] = {"string": "", "number": 0.0, "integer": 0, "boolean": False}
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Evidence ready to be shown: complete, and every text in it safe to print."""

    claims: dict[str, Any]
    run: dict[str, Any]


def read(evidence: Evidence) -> Reading:
    """Return the evidence complete and clean; raises BadInput naming every part that does not fit."""
    wrong: list[Problem] = []
    claims = _fit(claims_schema(), _plain(evidence.claims), "claims", wrong)
    run = _fit(run_schema(), _plain(evidence.run), "run", wrong)
    if wrong:
        raise BadInput(wrong)
    return Reading(claims, run)


def _plain(value: Mapping[str, Any]) -> Document:
    """Return a clean copy made of dicts and lists only."""
    return cleaned(dict(value))


def _kinds(schema: Schema) -> list[str]:
    """Return the JSON types a schema allows."""
    kind = schema["type"]
    return [kind] if isinstance(kind, str) else list(kind)


def _is(kind: str, value: object) -> bool:
    """Tell whether a value is of a JSON type; true is no number."""
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _fit(schema: Schema, value: Document, where: str, wrong: list[Problem]) -> Document:
    """Return the value with its absent parts filled in, and note what does not fit."""
    kinds = _kinds(schema)
    if value is None and "null" not in kinds:
        value = _empty(kinds[0])
    if not any(_is(kind, value) for kind in kinds):
        wrong.append(Problem("evidence", f"{where} is not {' or '.join(kinds)}", STEP))
        return _empty(kinds[0])
    if isinstance(value, list) and "items" in schema:
        return [_fit(schema["items"], item, f"{where}[{place}]", wrong) for place, item in enumerate(value)]
    return _fit_object(schema, value, where, wrong) if isinstance(value, dict) else value


def _fit_object(schema: Schema, value: dict[str, Any], where: str, wrong: list[Problem]) -> dict[str, Any]:
    """Return an object with every part the schema names; parts it does not name are kept."""
    parts: dict[str, Schema] = schema.get("properties", {})
    if not parts or (not value and "required" not in schema):
        return value
    known = {name: _fit(part, value.get(name), f"{where}.{name}", wrong) for name, part in parts.items()}
    return {**value, **known}


def _empty(kind: str) -> Document:
    """Return the empty value of a JSON type."""
    return [] if kind == "array" else {} if kind == "object" else _EMPTY.get(kind)

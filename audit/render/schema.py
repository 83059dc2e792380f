"""What does evidence.json hold? Its JSON Schema, from which missing parts are also filled in."""

from __future__ import annotations

from typing import Any, TypeAlias

from audit.core.evidence import SCHEMA_VERSION

Schema: TypeAlias = "dict[str, Any]"

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
YES_NO: Schema = {"type": "boolean"}
DIGEST: Schema = {"type": ["string", "null"], "pattern": "^sha256:[0-9a-f]{64}$"}
SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
FREE: Schema = {"type": "object"}


def one_of(*words: str) -> Schema:
    """Return a text out of a closed list."""
    return {"type": "string", "enum": list(words)}


def maybe(kind: Schema) -> Schema:
    """Return the kind, or null where the number or name cannot be said."""
    return {**kind, "type": [kind["type"], "null"]}


def many(kind: Schema) -> Schema:
    """Return a list of a kind."""
    return {"type": "array", "items": kind}


def named(kind: Schema) -> Schema:
    """Return an object with free names and values of one kind."""
    return {"type": "object", "additionalProperties": kind}


def shape(title: str = "", /, **parts: Schema) -> Schema:
    """Return an object that holds all these parts; more may be added by later versions."""
    words = {"title": title} if title else {}
    return {**words, "type": "object", "properties": parts, "required": sorted(parts)}


VERDICT = one_of("pass", "fail", "unsure", "not_run")
SEVERITY = one_of("critical", "high", "medium", "low", "info")
SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
TEXTS = many(TEXT)


def _inputs() -> dict[str, Schema]:
    """Return what was audited."""
    subject = shape(name=TEXT, population=one_of("sample", "all"), locales=TEXTS, declared=named(SCALAR))
    dataset = shape(name=TEXT, rows=WHOLE, columns=WHOLE, sha256=DIGEST, notes=TEXTS)
    model = shape(format=TEXT, sha256=DIGEST, estimator=TEXT, types=TEXTS, trusted=TEXTS)
    roles = shape(
        label=maybe(TEXT),
        prediction=maybe(TEXT),
        score=maybe(TEXT),
        protected=many(shape(column=TEXT, bands=many(NUMBER))),
        quasi_identifiers=TEXTS,
        positive=SCALAR,
        favourable=SCALAR,
        reference=named(TEXT),
        subject_id=maybe(TEXT),
        weight=maybe(TEXT),
        strata=TEXTS,
        sensitive=TEXTS,
    )
    gate = shape(
        fail_on=SEVERITY,
        on_unsure=TEXT,
        on_not_run=TEXT,
        min_rules=WHOLE,
        min_group=WHOLE,
        min_cell=WHOLE,
        confidence=NUMBER,
        decide_on=TEXT,
    )
    policy = shape(name=TEXT, policies=TEXTS, sha256=DIGEST, gate=gate)
    return {"subject": subject, "datasets": many(dataset), "model": maybe(model), "roles": roles, "policy": policy}


def _judged() -> dict[str, Schema]:
    """Return the rules and every judged measurement."""
    rule = shape(
        rule=TEXT,
        family=TEXT,
        verdict=VERDICT,
        reason=TEXT,
        judged=WHOLE,
        failed=WHOLE,
        unsure=WHOLE,
        limit=TEXT,
        limit_source=TEXT,
        limit_status=TEXT,
        severity=SEVERITY,
        metric=TEXT,
        asks=TEXT,
        why=TEXT,
        blind=TEXT,
        step=TEXT,
        risk=TEXT,
        law=TEXTS,
        policy_line=TEXT,
    )
    finding = shape(
        rule=TEXT,
        metric=TEXT,
        target=TEXT,
        dataset=TEXT,
        attribute=TEXT,
        group=TEXT,
        value=maybe(NUMBER),
        low=maybe(NUMBER),
        high=maybe(NUMBER),
        level=maybe(NUMBER),
        rows=maybe(WHOLE),
        rows_text=TEXT,
        limit=TEXT,
        verdict=VERDICT,
        reason=TEXT,
        detail=TEXT,
        severity=SEVERITY,
        waiver=maybe(TEXT),
        baseline=maybe(TEXT),
        fingerprint=TEXT,
        small=YES_NO,
        p=maybe(NUMBER),
    )
    skipped = shape(rule=TEXT, reason=TEXT)
    return {"rules": many(rule), "findings": many(finding), "not_checked": many(skipped), "waivers": many(FREE)}


def _measured() -> dict[str, Schema]:
    """Return the facts that may be shown."""
    metric = shape(
        dataset=TEXT,
        metric=TEXT,
        attribute=TEXT,
        group=TEXT,
        by=SCALAR,
        value=maybe(NUMBER),
        low=maybe(NUMBER),
        high=maybe(NUMBER),
        level=maybe(NUMBER),
        rows=maybe(WHOLE),
        rows_text=TEXT,
        reason=TEXT,
    )
    column = shape(
        dataset=TEXT,
        column=TEXT,
        entity=TEXT,
        category=TEXT,
        score=maybe(NUMBER),
        share=SHARE,
        examined=maybe(WHOLE),
        distinct=maybe(WHOLE),
        hits=maybe(WHOLE),
        why=TEXT,
    )
    profile = shape(
        dataset=TEXT,
        column=TEXT,
        kind=TEXT,
        rows=maybe(WHOLE),
        missing=maybe(WHOLE),
        missing_share=SHARE,
        distinct=maybe(WHOLE),
        low=SCALAR,
        high=SCALAR,
    )
    scores = shape(dataset=TEXT, attribute=TEXT, group=TEXT, bins=many(maybe(WHOLE)), rows=maybe(WHOLE))
    return {
        "metrics": many(metric),
        "columns": many(column),
        "profile": many(profile),
        "risk": _risk(),
        "scores": many(scores),
    }


def _risk() -> Schema:
    """Return the sizes of the equivalence classes, or an empty object where none was asked for."""
    size = shape(low=WHOLE, high=maybe(WHOLE), classes=maybe(WHOLE), rows=maybe(WHOLE))
    parts = {
        "dataset": TEXT,
        "quasi_identifiers": TEXTS,
        "k": maybe(WHOLE),
        "k_text": TEXT,
        "rows": maybe(WHOLE),
        "classes": maybe(WHOLE),
        "unique": maybe(WHOLE),
        "below_limit": maybe(WHOLE),
        "limit": SCALAR,
        "sizes": many(size),
    }
    return {"type": "object", "properties": parts}


def _answers() -> dict[str, Schema]:
    """Return what was tried, and the law that is cited."""
    effect = shape(
        k_before=maybe(WHOLE),
        k_after=maybe(WHOLE),
        below_limit_before=maybe(WHOLE),
        below_limit_after=maybe(WHOLE),
        rows=maybe(WHOLE),
        lost=maybe(WHOLE),
        values_changed=maybe(WHOLE),
        lost_by_group=named(named(SHARE)),
    )
    advice = shape(
        rule=TEXT,
        risk=TEXT,
        technique=TEXT,
        dataset=TEXT,
        columns=TEXTS,
        parameters=FREE,
        does=TEXT,
        solves=YES_NO,
        law=TEXT,
        effect=effect,
    )
    law = shape(
        name=TEXT,
        clause=TEXT,
        says=TEXT,
        status=TEXT,
        url=TEXT,
        verified=YES_NO,
        last_verified=maybe(TEXT),
        start=maybe(TEXT),
        until=maybe(TEXT),
    )
    return {"advice": many(advice), "law": many(law)}


def claims_schema() -> Schema:
    """Return the schema of the part that is the same for the same inputs and versions."""
    head = {
        "overall": one_of("PASS", "FAIL", "NOT ASSURED"),
        "exit_code": {"type": "integer", "enum": [0, 1, 3]},
        "headline": TEXT,
        "count_line": TEXT,
        "reason": TEXT,
        "todo": {"type": "array", "items": TEXT, "maxItems": 5},
    }
    return shape("claims", **head, **_inputs(), **_judged(), **_measured(), **_answers())


def run_schema() -> Schema:
    """Return the schema of the part that is about one run only."""
    return shape(
        "run",
        time=TEXT,
        tool=TEXT,
        python=TEXT,
        platform=TEXT,
        engine=TEXT,
        versions=named(TEXT),
        command=TEXT,
        seed=SCALAR,
        seconds=maybe(NUMBER),
    )


def evidence_schema() -> Schema:
    """Return the JSON Schema (2020-12) of evidence.json; additive only within a major version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:equigate:schema:evidence:{SCHEMA_VERSION}",
        "title": "equigate evidence",
        "type": "object",
        "properties": {
            "schema_version": {"type": "string", "pattern": "^1\\."},
            "claims": claims_schema(),
            "run": run_schema(),
        },
        "required": ["claims", "run", "schema_version"],
    }

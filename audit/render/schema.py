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


def each(kind: Schema, names: str) -> dict[str, Schema]:
    """Return the same kind for several parts."""
    return dict.fromkeys(names.split(), kind)


VERDICT = one_of("pass", "fail", "unsure", "not_run")
SEVERITY = one_of("critical", "high", "medium", "low", "info")
SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
TEXTS = many(TEXT)
COUNT = maybe(WHOLE)
VALUE = maybe(NUMBER)
NAME = maybe(TEXT)

SUBJECT = shape(name=TEXT, population=one_of("sample", "all"), locales=TEXTS, declared=named(SCALAR))
SAMPLE = shape(**each(WHOLE, "rows of asked seed"), strata=TEXTS)
DATASET = shape(name=TEXT, rows=WHOLE, columns=WHOLE, sha256=DIGEST, notes=TEXTS, sample=maybe(SAMPLE))
MODEL = shape(format=TEXT, sha256=DIGEST, estimator=TEXT, types=TEXTS, trusted=TEXTS, notes=TEXTS)
PROTECTED = shape(column=TEXT, bands=many(NUMBER))
ROLES = shape(
    **each(NAME, "label prediction score subject_id weight event_date"),
    **each(TEXTS, "quasi_identifiers strata sensitive"),
    **each(SCALAR, "positive favourable"),
    protected=many(PROTECTED),
    reference=named(TEXT),
    task=one_of("binary", "multiclass", "regression", "ranking"),
)
GATE = shape(
    **each(TEXT, "on_not_run on_unused decide_on"),
    # One word, or a word per severity.
    on_unsure={"type": ["string", "object"], "additionalProperties": TEXT},
    **each(WHOLE, "min_rules min_group min_cell max_waiver_days max_baseline_days due_days"),
    fail_on=SEVERITY,
    confidence=NUMBER,
)
POLICY = shape(name=TEXT, policies=TEXTS, sha256=DIGEST, gate=GATE, techniques=maybe(TEXTS))
RULE = shape(
    **each(TEXT, "rule family reason limit limit_source limit_status metric asks why blind step risk policy_line"),
    **each(NAME, "limit_from limit_until limit_verified"),
    **each(WHOLE, "judged failed unsure excused"),
    verdict=VERDICT,
    severity=SEVERITY,
    law=TEXTS,
)
FINDING = shape(
    **each(TEXT, "rule metric target dataset attribute group rows_text limit reason detail against fingerprint note"),
    **each(VALUE, "value low high level p"),
    **each(NAME, "waiver baseline"),
    rows=COUNT,
    decided_on=one_of("interval", "point", "exact"),
    verdict=VERDICT,
    severity=SEVERITY,
    **each(YES_NO, "small sampled"),
)
WAIVER = shape(
    **each(TEXT, "id rule target reason owner approved_by ticket created expires origin"),
    state=one_of("applied", "due", "expired", "early", "unused", "ignored"),
    **each(WHOLE, "findings days_left"),
)
ENTRY = shape(
    **each(TEXT, "fingerprint rule target metric limit owner adopted until"),
    verdict=VERDICT,
    value=VALUE,
    state=one_of("unchanged", "worse", "gone", "ended", "refused"),
)
BASELINE = shape(
    state=one_of("used", "ignored"),
    entries=many(ENTRY),
    **each(WHOLE, "unchanged worse new gone ended"),
    oldest_days=COUNT,
)
EXCUSES = {"waivers": many(WAIVER), "baseline": maybe(BASELINE)}
METRIC = shape(
    **each(TEXT, "dataset metric attribute group rows_text reason"),
    **each(VALUE, "value low high level"),
    by=SCALAR,
    rows=COUNT,
    sampled=YES_NO,
)
METRIC_WORDS = shape(**each(TEXT, "metric family says formula sign counts source"), elsewhere=TEXTS)
CATEGORY = shape(
    **each(TEXT, "group rows_text hits_text test words"),
    **each(VALUE, "rate ratio p"),
    rows=COUNT,
    turned_over=YES_NO,
)
IMPACT_TABLE = shape(**each(TEXT, "dataset attribute metric best unknown_text"), unknown=COUNT, groups=many(CATEGORY))
# Empty where the policy asks for no such table.
IMPACT = shape(
    **each(TEXTS, "laws sources"),
    min_share=NUMBER,
    min_share_reason=TEXT,
    hidden=WHOLE,
    tables=many(IMPACT_TABLE),
)
KIND = shape(**each(TEXT, "system name clause"), verified=YES_NO)
COLUMN = shape(
    **each(TEXT, "dataset column entity what category why shape"),
    **each(COUNT, "examined distinct hits cells candidates judged confirmed rows_touched rows_low rows_high"),
    score=VALUE,
    share=SHARE,
    law=many(KIND),
)
PROFILE = shape(
    **each(TEXT, "dataset column kind"),
    **each(COUNT, "rows missing distinct"),
    **each(SCALAR, "low high"),
    missing_share=SHARE,
)
SCORES = shape(**each(TEXT, "dataset attribute group"), bins=many(COUNT), rows=COUNT)
SIZE = shape(low=WHOLE, high=COUNT, classes=COUNT, rows=COUNT)
RISK_NUMBER = shape(**each(TEXT, "name about text says"), value=VALUE)
ATTACK = shape(
    **each(TEXT, "attack says reason"),
    **each(VALUE, "success success_low success_high guess control control_low control_high risk risk_low risk_high"),
    rows=COUNT,
)
RISK_TEST = shape(**each(TEXT, "test asks unmeasured not_run limit"), numbers=many(RISK_NUMBER), attacks=many(ATTACK))
# An empty object where no quasi-identifier is declared: so nothing in it is required.
RISK: Schema = {
    "type": "object",
    "properties": {
        **each(TEXT, "dataset k_text"),
        **each(COUNT, "k rows classes unique below_limit"),
        "quasi_identifiers": TEXTS,
        "limit": SCALAR,
        "sizes": many(SIZE),
        "by_person": YES_NO,
        "tests": many(RISK_TEST),
    },
}
COMBINATION = shape(columns=TEXT, number=WHOLE, unique=COUNT, **each(SHARE, "share_unique share_below"), whole=YES_NO)
# An empty object where nothing is declared or proposed that an outsider can know.
EXPOSURE: Schema = {
    "type": "object",
    "properties": {
        "dataset": TEXT,
        "declared": YES_NO,
        **each(COUNT, "rows more orders evaluated unfinished left too_many"),
        "combinations": many(COMBINATION),
        "parts": many(shape(column=TEXT, **each(VALUE, "share error"))),
        "alike": TEXTS,
    },
}
PROPOSED = shape(**each(TEXT, "dataset column entity why"))
RISKS = {"risk": RISK, "exposure": EXPOSURE, "proposed": many(PROPOSED)}
EFFECT = shape(
    **each(COUNT, "k_before k_after below_limit_before below_limit_after rows lost values_changed"),
    lost_by_group=named(named(SHARE)),
)
TRADE = shape(
    **each(TEXT, "metric rule attribute group against limit rows_text reason"),
    **each(VALUE, "before before_low before_high after after_low after_high"),
    rows=COUNT,
    within=maybe(YES_NO),
    worse=YES_NO,
)
POINT = shape(parameter=TEXT, **each(VALUE, "accuracy value low high"), chosen=YES_NO)
TRADEOFF = shape(
    **each(TEXT, "metric attribute limit"),
    **each(WHOLE, "rows chosen_on changed"),
    **each(VALUE, "level cost constant"),
    trades=many(TRADE),
    curve=many(POINT),
    groups=named(named(VALUE)),
    says=TEXTS,
)
HELD = shape(**each(TEXT, "metric attribute group reason"), **each(VALUE, "before after low high"), splits=COUNT)
ATTACKED = shape(**each(TEXT, "attack column"), **each(VALUE, "before after low high"), tries=WHOLE)
RELEASE = shape(
    objective=TEXT,
    **each(TEXTS, "quasi_identifiers leaves says"),
    **each(COUNT, "nodes k rows lost"),
    **each(YES_NO, "optimal chosen"),
    levels=named(WHOLE),
    steps=named(TEXT),
    loss=VALUE,
    l=named(WHOLE),
    t=named(NUMBER),
    lost_by_group=named(named(SHARE)),
    worst=maybe(shape(attribute=TEXT, group=TEXT, share=SHARE)),
    held=many(HELD),
    attacks=many(ATTACKED),
)
STEP = shape(**each(TEXT, "technique law measured"), columns=TEXTS, parameters=FREE)
ADVICE = shape(
    **each(TEXT, "rule risk technique dataset does law"),
    columns=TEXTS,
    parameters=FREE,
    solves=YES_NO,
    effect=EFFECT,
    tradeoff=maybe(TRADEOFF),
    steps=many(STEP),
    release=maybe(RELEASE),
    others=many(RELEASE),
    not_permitted=TEXTS,
)
LAW = shape(**each(TEXT, "name clause says status standing url"), **each(NAME, "last_verified start until"), verified=YES_NO)


def claims_schema() -> Schema:
    """Return the schema of the part that is the same for the same inputs and versions."""
    return shape(
        "claims",
        **each(TEXT, "headline count_line reason"),
        overall=one_of("PASS", "FAIL", "NOT ASSURED"),
        **each(NAME, "as_of settled_on"),
        exit_code={"type": "integer", "enum": [0, 1, 3]},
        todo={"type": "array", "items": TEXT, "maxItems": 5},
        subject=SUBJECT,
        datasets=many(DATASET),
        facts_sha256=DIGEST,
        model=maybe(MODEL),
        roles=ROLES,
        policy=POLICY,
        rules=many(RULE),
        findings=many(FINDING),
        metrics=many(METRIC),
        metric_words=many(METRIC_WORDS),
        impact=IMPACT,
        **each(many(COLUMN), "columns dismissed"),
        personal_not_checked=TEXTS,
        profile=many(PROFILE),
        **RISKS,
        scores=many(SCORES),
        advice=many(ADVICE),
        not_checked=many(shape(rule=TEXT, reason=TEXT)),
        **EXCUSES,
        law=many(LAW),
    )


def run_schema() -> Schema:
    """Return the schema of the part that is about one run only."""
    return shape(
        "run",
        **each(TEXT, "time tool python platform engine command subject_file"),
        versions=named(TEXT),
        seed=SCALAR,
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

"""Evidence made up for tests: full, empty, and hostile. No row of any dataset is behind it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from audit.core.evidence import Evidence
from audit.render.registry import formats
from tests.render import sample_impact as impact
from tests.render import sample_judged as judged
from tests.render import sample_measured as measured
from tests.render import sample_risk
from tests.render import sample_settled as settled


# fmt: off
def _about() -> dict[str, Any]:
    """Return what was audited, under which policy."""
    return {
        "subject": {
            "name": "credit-pre-scoring", "population": "sample", "locales": ["DE", "FR"],
            "declared": {"controller": "Example Bank", "purpose": "bias and risk audit", "legal_basis": "6(1)(c)",
                         "art9_condition": "9(2)(g)", "retain_until": "2027-12-31"},
        },
        "datasets": [
            {"name": "train", "rows": 5000, "columns": 16, "sha256": "sha256:" + "3f" * 32,
             "notes": ["delimiter ';'", "read as cp1252", "blanks around 12 unquoted values were removed"], "sample": None},
            {"name": "test", "rows": 4505, "columns": 16, "sha256": "sha256:" + "a1" * 32, "notes": [], "sample": None},
        ],
        "model": {"format": "skops", "sha256": "sha256:" + "0c" * 32, "estimator": "sklearn.pipeline.Pipeline",
                  "types": ["sklearn.pipeline.Pipeline", "sklearn.preprocessing._data.StandardScaler",
                            "sklearn.linear_model._logistic.LogisticRegression"], "trusted": ["sklearn.tree._tree.Tree"],
                  "notes": ["saved by scikit-learn 1.8.0, loaded by 1.9.1"]},
        "roles": {"task": "binary", "label": "approved", "prediction": None, "score": None,
                  "protected": [{"column": "sex", "bands": []}, {"column": "ethnicity", "bands": []}],
                  "quasi_identifiers": ["birth_year", "postcode", "sex"], "positive": "yes", "favourable": "yes",
                  "reference": dict(judged.REFERENCE), "subject_id": "customer_id", "weight": None, "event_date": None, "strata": [], "sensitive": []},
        "facts_sha256": "sha256:" + "fa" * 32,
        "policy": {"name": "release", "policies": ["release"], "sha256": "sha256:" + "77" * 32, "techniques": ["drop", "generalise"],
                   "gate": {"fail_on": "high", "on_unsure": "warn", "on_not_run": "not_assured", "min_rules": 6, "min_group": 30,
                            "min_cell": 10, "confidence": 0.95, "decide_on": "interval", "max_waiver_days": 365, "max_baseline_days": 365,
                            "due_days": 30, "on_unused": "warn"}},
    }


def _run() -> dict[str, Any]:
    """Return the facts of one run."""
    return {
        "time": "2026-11-20T12:00:00Z", "tool": "equigate 0.1.0", "python": "3.11.2", "platform": "Linux x86_64",
        "engine": "duckdb 2.0.0", "versions": {"pandas": "3.1.1", "scikit-learn": "1.9.1", "fairlearn": "0.15.0"},
        "command": "equigate check equigate.yml -o html=report.html -o pdf=report.pdf", "seed": 7, "subject_file": "equigate.yml",
    }


def full() -> Evidence:
    """Return realistic evidence of a credit model that fails."""
    findings = settled.excuse(judged.findings())
    counted = sum(row["verdict"] == "fail" and not row["waiver"] and row["baseline"] != "unchanged" for row in findings)
    count = {word: sum(row["verdict"] == word for row in findings) for word in ("pass", "fail", "unsure")}
    claims: dict[str, Any] = {
        "overall": "FAIL",
        "exit_code": 1,
        "headline": f"Fails this policy: {counted} findings at high or above; 1 adopted, oldest 12 days; 1 waived",
        "count_line": f"Policy release, not a legal finding. {count['pass']} of {len(findings)} measurements pass, {count['fail']} fail, "
                      f"{count['unsure']} unsure, 1 waived, 1 adopted, 2 rules not checked.",
        "reason": "4 rules fail at high or above (unequal-selection, direct-identifier, unequal-errors, small-cells); "
                  "waiver W-2026-002 ended on 2026-10-31; 1 worse than adopted; 1 adopted, oldest 12 days; 1 waived",
        "todo": [
            "Drop email, full_name, iban and phone, or replace them by keyed pseudonyms.",
            "Look into selection of ethnicity Black: selected 0.634 times as often as White (limit 0.8).",
            "Generalise birth_year to bands of 10 and postcode to 2 digits: k rises from 1 to 5 with 84 rows lost.",
            "Look into false negatives of sex & ethnicity Female & Black: 0.451 against 0.193.",
            "Save the model with skops, so that unsafe-serialisation can run.",
        ],
        "rules": judged.rules(),
        "findings": findings,
        "metrics": measured.metrics(),
        "metric_words": impact.metric_words(),
        "impact": impact.impact(),
        "as_of": "2026-11-20",
        "settled_on": settled.DAY,
        "columns": measured.columns(),
        "dismissed": measured.dismissed(),
        "personal_not_checked": measured.NOT_CHECKED,
        "profile": measured.profile(),
        "risk": measured.risk(),
        "exposure": sample_risk.exposure(),
        "proposed": sample_risk.proposed(),
        "scores": measured.scores(),
        "advice": measured.advice(),
        "not_checked": [
            {"rule": "unsafe-serialisation", "reason": "the model was given in memory: no file to read"},
            {"rule": "drift", "reason": "no reference dataset is declared"},
        ],
        "waivers": settled.waivers(),
        "baseline": settled.baseline(findings),
        "law": measured.law(),
        **_about(),
    }
    return Evidence(claims, _run())


def empty() -> Evidence:
    """Return evidence in which nothing was declared and nothing judged."""
    claims: dict[str, Any] = {
        "overall": "NOT ASSURED",
        "exit_code": 3,
        "headline": "Not assured: no rule was judged.",
        "count_line": "Policy release, not a legal finding. 0 of 0 measurements pass, 0 fail, 0 unsure, 0 waived, 0 adopted, "
                      "0 rules not checked.",
        "reason": "0 rules judged, the policy asks for 6",
        "todo": [],
        "subject": {"name": "empty", "population": "sample", "locales": [], "declared": {}},
        "datasets": [],
        "facts_sha256": None,
        "model": None,
        "roles": {"task": "binary", "label": None, "prediction": None, "score": None, "protected": [], "quasi_identifiers": [], "positive": None,
                  "favourable": None, "reference": {}, "subject_id": None, "weight": None, "event_date": None, "strata": [],
                  "sensitive": []},
        "policy": {"name": "release", "policies": ["release"], "sha256": "sha256:" + "77" * 32,
                   "gate": _about()["policy"]["gate"], "techniques": None},
        **{name: [] for name in ("rules", "findings", "metrics", "columns", "dismissed", "personal_not_checked", "profile", "scores", "advice", "not_checked", "waivers",
                                 "law")},
        "risk": {},
        "exposure": {},
        "proposed": [],
        "metric_words": [],
        "impact": impact.no_impact(),
        "as_of": None,
        "settled_on": None,
        "baseline": None,
    }
    return Evidence(claims, _run())


MARKUP = "<script>alert(1)</script>"
ATTRIBUTE = "\" onload=\"x' & {{ 7*7 }} {% raw %}"
NAMES = (
    MARKUP,
    ATTRIBUTE,
    "\x1b[31mred\x1b[0m\x00\x07",
    "\u202egnp.exe",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u6f22\u5b57 \U0001f600 \U0001f468\u200d\U0001f469",
    "</style></title><img src=http://192.0.2.1/x onerror=1>",
    "line one\nline two\r\tthree",
    "x" * 4000,
    "\ud800 lone",
    "a::b & c",
)


def hostile() -> Evidence:
    """Return the full evidence with names that try to break out of every format."""
    document: dict[str, Any] = copy.deepcopy(dict(full().claims))
    for place, row in enumerate([*document["findings"], *document["metrics"]]):
        if row["group"]:
            row["group"] = NAMES[place % len(NAMES)]
    for place, row in enumerate([*document["columns"], *document["dismissed"], *document["profile"]]):
        row["column"] = NAMES[place % len(NAMES)]
    for row in document["rules"]:
        row["asks"] = f"{row['asks']} {MARKUP}"
        row["reason"] = "\x1b]0;owned\x07" + MARKUP
    document["todo"] = [*NAMES[:4], NAMES[8]]
    document["headline"] = MARKUP
    document["subject"]["name"] = ATTRIBUTE + MARKUP
    document["subject"]["declared"] = {MARKUP: ATTRIBUTE}
    for place, table in enumerate(document["impact"]["tables"]):
        table["attribute"] = table["best"] = NAMES[place]
        for number, row in enumerate(table["groups"]):
            row["group"] = NAMES[number % len(NAMES)]
            row["words"] = MARKUP
    document["impact"]["min_share_reason"] = document["metric_words"][0]["formula"] = MARKUP
    sample_risk.spoil(document, NAMES)
    document["law"][0]["url"] = "javascript:alert(1)"
    document["datasets"][0]["notes"] = list(NAMES)
    return Evidence(document, _run())


BUILD = {"full": full, "empty": empty, "hostile": hostile}


@cache
def rendered(format_name: str, name: str) -> bytes:
    """Return a sample in a format, made once for all tests: a PDF takes seconds."""
    return formats()[format_name].render(BUILD[name]())

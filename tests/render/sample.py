"""Evidence made up for tests: full, empty, and hostile. No row of any dataset is behind it."""

from __future__ import annotations

import copy
from typing import Any

from audit.core.evidence import Evidence
from audit.core.values import digest

GROUPS = {
    "sex": [("Male", 2710, 0.471, 0.198, 0.214), ("Female", 1795, 0.352, 0.131, 0.342)],
    "ethnicity": [
        ("White", 3011, 0.453, 0.189, 0.238),
        ("Asian", 702, 0.431, 0.171, 0.251),
        ("Black", 521, 0.287, 0.102, 0.402),
        ("Other", 246, 0.366, 0.141, 0.317),
        ("unknown", 25, None, None, None),
    ],
    "sex & ethnicity": [
        ("Male & White", 1842, 0.502, 0.214, 0.193),
        ("Female & White", 1169, 0.376, 0.149, 0.309),
        ("Male & Asian", 421, 0.468, 0.187, 0.221),
        ("Female & Asian", 281, 0.375, 0.147, 0.297),
        ("Male & Black", 302, 0.318, 0.118, 0.367),
        ("Female & Black", 219, 0.244, 0.081, 0.451),
        ("Male & Other", 145, 0.393, 0.155, 0.289),
        ("Female & Other", 101, 0.327, 0.121, 0.358),
    ],
}
REFERENCE = {"sex": "Male", "ethnicity": "White"}
LEVEL = 0.99943


def _rule(name: str, family: str, verdict: str, limit: str, severity: str, metric: str, **words: Any) -> dict[str, Any]:
    """Return a rule with all its words."""
    return {
        "rule": name,
        "family": family,
        "verdict": verdict,
        "reason": words.get("reason", ""),
        "judged": words.get("judged", 1),
        "failed": words.get("failed", 0),
        "unsure": words.get("unsure", 0),
        "limit": limit,
        "limit_source": words.get("source", "house convention"),
        "limit_status": words.get("status", "convention"),
        "severity": severity,
        "metric": metric,
        "asks": words["asks"],
        "why": words["why"],
        "blind": words["blind"],
        "step": words["step"],
        "risk": words.get("risk", "poor quality"),
        "law": words.get("law", []),
        "policy_line": f"release.yml:{words.get('line', 12)}",
    }


def _rules() -> list[dict[str, Any]]:
    """Return one rule of each family and each verdict."""
    return [
        _rule("unequal-selection", "fairness", "fail", ">= 0.8", "critical", "selection_rate_ratio",
              reason="3 of 14 groups are wholly below the limit", judged=14, failed=3, unsure=3, line=9,
              source="29 CFR 1607.4(D)", status="guidance", risk="unequal treatment",
              asks="Is every group selected at least 80 % as often as the reference group?",
              why="A group that is selected much less often is shut out, whatever the intention was.",
              blind="Equal rates can hide unequal errors: read unequal-errors beside this one.",
              step="Compare label rates with selection rates per group before changing the threshold.",
              law=["29 CFR 1607.4(D)", "AI Act Art. 10(2)(f)"]),
        _rule("unequal-errors", "fairness", "fail", "<= 0.1", "high", "false_negative_rate_difference",
              reason="2 of 26 differences are wholly above the limit", judged=26, failed=2, unsure=2, line=14,
              source="equigate", status="ours", risk="unequal treatment",
              asks="Do errors fall on every group about equally often?",
              why="Wrongly refused people bear the cost of the model's mistakes.",
              blind="A label that is itself biased makes errors look equal.",
              step="Look at the features that differ for the group with the most false negatives.",
              law=["AI Act Art. 10(2)(f)"]),
        _rule("thin-group", "fairness", "unsure", ">= 30", "medium", "rows", judged=15, unsure=1, line=18,
              reason="1 group is below the minimum", risk="unequal treatment", source="equigate", status="ours",
              asks="Has every group enough rows to say anything about it?",
              why="With few rows no difference can be told from chance.",
              blind="Enough rows of a group can still be unlike the people it stands for.",
              step="Collect at least 5 more rows of unknown ethnicity, or explain who they are."),
        _rule("direct-identifier", "privacy", "fail", "<= 0", "critical", "share", judged=11, failed=4, line=21,
              reason="4 columns hold direct identifiers", source="GDPR Art. 4(1)", status="law",
              risk="direct identification", law=["GDPR Art. 4(1)", "GDPR Art. 5(1)(c)"],
              asks="Does any column name a person directly?",
              why="A name or an e-mail address identifies without any further knowledge.",
              blind="Recognisers read patterns and context; an unusual format goes unseen.",
              step="Drop these columns, or replace them by keyed pseudonyms with the key kept elsewhere."),
        _rule("special-category", "privacy", "pass", "<= 0", "high", "share", judged=11, line=24,
              source="GDPR Art. 9(1)", status="law", risk="special category", law=["GDPR Art. 9(1)"],
              asks="Does any column reveal a special category without a declared ground?",
              why="Health, origin or belief may only be processed on a ground of Article 9(2).",
              blind="Proxies, such as a postcode, are not seen here.",
              step="Declare the ground in the subject, or drop the column."),
        _rule("small-cells", "privacy", "fail", ">= 5", "high", "k", judged=1, failed=1, line=27,
              reason="k = 1 over birth_year, postcode, sex", source="house convention", status="ours",
              risk="singling out", law=["GDPR recital 26"],
              asks="Does every combination of quasi-identifiers occur at least 5 times?",
              why="A person who is alone in a combination can be singled out.",
              blind="k says nothing of what the rows of one class have in common.",
              step="Generalise birth_year to bands of 10 and postcode to 2 digits: tried below."),
        _rule("missing-values", "quality", "pass", "<= 0.05", "medium", "share", judged=16, line=30,
              asks="Is any column missing too often?", why="Gaps are rarely random.",
              blind="A default value that stands for missing is not seen.",
              step="Find out who has no value before imputing one."),
        _rule("class-imbalance", "quality", "pass", ">= 0.1", "medium", "minority_share", judged=2, line=33,
              asks="Does the rarer label occur often enough?", why="A model can ignore a rare class and look good.",
              blind="Balance over all rows can hide imbalance in a group.", step="Report precision and recall."),
        _rule("no-better-than-baseline", "model", "pass", ">= 0.05", "high", "accuracy_gain", judged=1, line=36,
              asks="Does the model beat always saying the commoner label?",
              why="A model that adds nothing adds only risk.", blind="Accuracy weighs both errors alike.",
              step="Look for leakage in the other direction: a label that cannot be predicted.",
              risk="poor quality"),
        _rule("unsafe-serialisation", "model", "not_run", "<= 0", "critical", "unsafe_types", judged=0, line=39,
              reason="the model was given in memory: no file to read", risk="untrusted model",
              asks="Can loading the model file run code?", why="A pickle is a program.",
              blind="Trusted types can still be wrong.", step="Save the model with skops."),
    ]


def _finding(rule: str, metric: str, severity: str, limit: str, verdict: str, **parts: Any) -> dict[str, Any]:
    """Return one finding."""
    attribute, group = parts.get("attribute", ""), parts.get("group", "")
    rows = parts.get("rows", 4505)
    dataset = parts.get("dataset", "test")
    value = parts.get("value")
    return {
        "rule": rule,
        "metric": metric,
        "target": "::".join(part for part in (dataset, attribute, group) if part),
        "dataset": dataset,
        "attribute": attribute,
        "group": group,
        "value": value,
        "low": parts.get("low", value),
        "high": parts.get("high", value),
        "level": parts.get("level"),
        "rows": rows,
        "rows_text": parts.get("rows_text", f"{rows:,}"),
        "limit": limit,
        "verdict": verdict,
        "reason": parts.get("reason", ""),
        "detail": parts.get("detail", ""),
        "severity": severity,
        "waiver": parts.get("waiver"),
        "baseline": None,
        "fingerprint": digest(f"{rule} {metric} {dataset} {attribute} {group}").removeprefix("sha256:")[:16],
        "small": parts.get("small", False),
        "p": parts.get("p"),
    }


def _reference(attribute: str) -> str:
    """Return the reference group of an attribute or intersection."""
    return " & ".join(REFERENCE[part] for part in attribute.split(" & "))


def _unequal() -> list[dict[str, Any]]:
    """Return the fairness findings that follow from `GROUPS`."""
    found = []
    for attribute, groups in GROUPS.items():
        rates = {name: (selection, positive, negative) for name, _, selection, positive, negative in groups}
        base = rates[_reference(attribute)]
        for name, rows, selection, positive, negative in groups:
            if name == _reference(attribute):
                continue
            about = {"attribute": attribute, "group": name, "rows": rows, "level": LEVEL}
            if selection is None:
                found.append(_finding("unequal-selection", "selection_rate_ratio", "critical", ">= 0.8", "unsure", **about,
                                      reason="25 rows, fewer than the minimum of 30", small=True, rows_text="25"))
                continue
            wide = 2.6 * (0.25 / rows) ** 0.5
            ratio = selection / base[0]
            low, high = ratio - wide / base[0] * 1.2, ratio + wide / base[0] * 1.3
            found.append(_finding("unequal-selection", "selection_rate_ratio", "critical", ">= 0.8",
                                  "fail" if high < 0.8 else "pass" if low >= 0.8 else "unsure", **about,
                                  value=round(ratio, 6), low=round(low, 6), high=round(high, 6),
                                  p=0.00004 if high < 0.8 else 0.021,
                                  reason="" if low >= 0.8 or high < 0.8 else "the interval crosses the limit; about 900 rows are needed"))
            for metric, value, other in (("false_positive_rate_difference", positive, base[1]),
                                         ("false_negative_rate_difference", negative, base[2])):
                gap = abs(value - other)
                low, high = gap - wide * 0.9, gap + wide * 0.9
                found.append(_finding("unequal-errors", metric, "high", "<= 0.1",
                                      "fail" if low > 0.1 else "pass" if high <= 0.1 else "unsure", **about,
                                      value=round(gap, 6), low=round(max(low, 0), 6), high=round(high, 6)))
    return found


def _findings() -> list[dict[str, Any]]:
    """Return every finding of the full evidence."""
    found = _unequal()
    for column, entity, share in (("email", "EMAIL_ADDRESS", 1.0), ("full_name", "PERSON", 0.982),
                                  ("iban", "IBAN_CODE", 0.9996), ("notes", "PHONE_NUMBER", 0.0321)):
        found.append(_finding("direct-identifier", "share", "critical", "<= 0", "fail", dataset="train", attribute=column,
                              value=share, detail=f"{entity} in {share:.3g} of the values examined"))
    for column in ("income", "employment", "amount"):
        found.append(_finding("direct-identifier", "share", "critical", "<= 0", "pass", dataset="train", attribute=column, value=0.0))
    found.append(_finding("special-category", "share", "high", "<= 0", "pass", dataset="train", attribute="ethnicity", value=0.0,
                          detail="declared: Art. 9(2)(j), bias audit"))
    found.append(_finding("small-cells", "k", "high", ">= 5", "fail", dataset="train", value=1.0, rows=5000,
                          detail="birth_year, postcode, sex: 3,912 rows are in classes smaller than 5"))
    for name, rows in (("White", 3011), ("Asian", 702), ("Black", 521), ("Other", 246), ("unknown", 25)):
        found.append(_finding("thin-group", "rows", "medium", ">= 30", "pass" if rows >= 30 else "unsure", attribute="ethnicity",
                              group=name, value=float(rows), rows=rows, small=rows < 30))
    for column, share in (("income", 0.0496), ("employment", 0.0121), ("notes", 0.0)):
        found.append(_finding("missing-values", "share", "medium", "<= 0.05", "pass", dataset="train", attribute=column, value=share,
                              rows=5000))
    found.append(_finding("class-imbalance", "minority_share", "medium", ">= 0.1", "pass", attribute="approved", value=0.413))
    found.append(_finding("no-better-than-baseline", "accuracy_gain", "high", ">= 0.05", "pass", value=0.1873, low=0.162,
                          high=0.2124, level=LEVEL))
    return found


def _metrics() -> list[dict[str, Any]]:
    """Return the rates by group that follow from `GROUPS`."""
    everybody = (("selection_rate", 0.4236), ("false_positive_rate", 0.1713), ("false_negative_rate", 0.2581), ("accuracy", 0.7903))
    found = [_metric(metric, "", "", value, 4505) for metric, value in everybody]
    found.append({**_metric("count", "", "", 4505.0, 4505), "low": None, "high": None})
    for attribute, groups in GROUPS.items():
        for name, rows, selection, positive, negative in groups:
            accuracy = None if selection is None else 1 - (positive + negative) / 2
            for metric, value in (("selection_rate", selection), ("false_positive_rate", positive),
                                  ("false_negative_rate", negative), ("accuracy", accuracy)):
                found.append(_metric(metric, attribute, name, value, rows))
    return found


def _metric(metric: str, attribute: str, group: str, value: float | None, rows: int) -> dict[str, Any]:
    """Return one measured rate."""
    wide = 1.96 * (0.22 / rows) ** 0.5
    return {
        "dataset": "test",
        "metric": metric,
        "attribute": attribute,
        "group": group,
        "by": None,
        "value": value,
        "low": None if value is None else round(max(value - wide, 0), 6),
        "high": None if value is None else round(min(value + wide, 1), 6),
        "level": None if value is None else 0.95,
        "rows": rows,
        "rows_text": f"{rows:,}",
        "reason": "fewer than 30 rows" if value is None else "",
    }


def _columns() -> list[dict[str, Any]]:
    """Return the personal data inventory."""
    table = [
        ("full_name", "PERSON", "direct", 0.85, 0.982, "spaCy-free name list and column name"),
        ("email", "EMAIL_ADDRESS", "direct", 1.0, 1.0, "pattern and domain"),
        ("phone", "PHONE_NUMBER", "direct", 0.75, 0.961, "libphonenumber, DE and FR"),
        ("iban", "IBAN_CODE", "direct", 1.0, 0.9996, "checksum"),
        ("birth_date", "DATE_TIME", "quasi", 0.6, 1.0, "dates between 1930 and 2008"),
        ("postcode", "POSTCODE", "quasi", 0.6, 1.0, "role quasi-identifier"),
        ("ethnicity", "NRP", "special", 0.9, 0.994, "role protected"),
        ("notes", "PHONE_NUMBER", "freetext", 0.4, 0.0321, "inside sentences"),
        ("customer_id", "ID", "pseudonym", 0.5, 1.0, "one value per row"),
    ]
    return [
        {"dataset": "train", "column": column, "entity": entity, "category": category, "score": score, "share": share,
         "examined": 1000, "distinct": 5000, "hits": round(share * 1000), "why": why}
        for column, entity, category, score, share, why in table
    ]


def _profile() -> list[dict[str, Any]]:
    """Return the column profile."""
    table = [
        ("age", "integer", 0, 63, "20", "80"), ("income", "number", 248, 4411, "9,000", "210,000"),
        ("employment", "text", 61, 6, None, None), ("amount", "number", 0, 1204, "500", "50,000"),
        ("sex", "text", 0, 2, None, None), ("ethnicity", "text", 31, 4, None, None), ("approved", "text", 0, 2, None, None),
        ("birth_date", "date", 0, 4310, None, None), ("notes", "text", 0, 4870, None, None),
    ]
    return [
        {"dataset": "train", "column": column, "kind": kind, "rows": 5000, "missing": missing, "missing_share": missing / 5000,
         "distinct": distinct, "low": low, "high": high}
        for column, kind, missing, distinct, low, high in table
    ]


def _advice() -> list[dict[str, Any]]:
    """Return four tried plans, one of which is enough."""
    def plan(technique: str, columns: list[str], does: str, after: int, below: int, lost: int, **more: Any) -> dict[str, Any]:
        return {
            "rule": more.get("rule", "small-cells"), "risk": "singling out", "technique": technique, "dataset": "train",
            "columns": columns, "parameters": more.get("parameters", {}), "does": does, "solves": more.get("solves", False),
            "law": more.get("law", "GDPR recital 26"),
            "effect": {"k_before": 1, "k_after": after, "below_limit_before": 3912, "below_limit_after": below, "rows": 5000,
                       "lost": lost, "values_changed": more.get("changed", 0),
                       "lost_by_group": more.get("lost_by_group", {"sex": {"Male": 0.0, "Female": 0.0}})},
        }
    return [
        plan("drop", ["full_name", "email", "phone", "iban"], "Removes the columns; nothing else changes.", 1, 3912, 0,
             rule="direct-identifier", law="GDPR Art. 5(1)(c)", solves=True, changed=20000),
        plan("pseudonymise", ["customer_id"], "Replaces each value by a keyed code; the key is kept outside of the data.", 1, 3912, 0,
             rule="direct-identifier", law="GDPR Art. 4(5)", changed=5000, parameters={"method": "HMAC-SHA-256"}),
        plan("generalise", ["birth_year", "postcode"], "Cuts birth_year into bands of 10 and keeps 2 digits of postcode.", 3, 84, 0,
             changed=10000, parameters={"birth_year": 10, "postcode": 2}),
        plan("suppress", ["birth_year", "postcode"], "Generalises as above, then removes the rows of classes below 5.", 5, 0, 84,
             solves=True, changed=9832,
             lost_by_group={"sex": {"Male": 0.0121, "Female": 0.0223}, "ethnicity": {"White": 0.0071, "Black": 0.0614, "Other": None}}),
    ]


def _law() -> list[dict[str, Any]]:
    """Return every source that is cited."""
    table = [
        ("29 CFR", "1607.4(D)", "A selection rate below four fifths of the highest is generally regarded as evidence of adverse impact.",
         "guidance", "https://www.ecfr.gov/current/title-29/section-1607.4", True),
        ("AI Act", "Art. 10(2)(f)", "Data sets are examined for possible biases.", "law",
         "https://eur-lex.europa.eu/eli/reg/2024/1689/oj", True),
        ("GDPR", "Art. 4(1)", "Personal data is any information relating to an identifiable person.", "law",
         "https://eur-lex.europa.eu/eli/reg/2016/679/oj", True),
        ("GDPR", "Art. 5(1)(c)", "Data is limited to what is necessary.", "law", "https://eur-lex.europa.eu/eli/reg/2016/679/oj", True),
        ("GDPR", "Art. 9(1)", "Special categories are not processed without a ground of paragraph 2.", "law",
         "https://eur-lex.europa.eu/eli/reg/2016/679/oj", True),
        ("GDPR", "recital 26", "Means reasonably likely to be used decide whether a person is identifiable.", "law", "", False),
    ]
    return [
        {"name": name, "clause": clause, "says": says, "status": status, "url": url, "verified": verified,
         "last_verified": "2026-11-20" if verified else None, "start": None, "until": None}
        for name, clause, says, status, url, verified in table
    ]


def _scores() -> list[dict[str, Any]]:
    """Return score histograms by sex."""
    shapes = {"Male": 12.0, "Female": 8.0}
    found = []
    for group, centre in shapes.items():
        bins = [round(400 * 2.7 ** (-((place - centre) ** 2) / 30)) for place in range(20)]
        found.append({"dataset": "test", "attribute": "sex", "group": group, "bins": bins, "rows": sum(bins)})
    return found


def _risk() -> dict[str, Any]:
    """Return the class sizes over three quasi-identifiers."""
    sizes = [(1, 1, 2310, 2310), (2, 4, 590, 1602), (5, 9, 98, 611), (10, 49, 21, 477), (50, 99, 0, 0), (100, None, 0, 0)]
    return {
        "dataset": "train", "quasi_identifiers": ["birth_year", "postcode", "sex"], "k": 1, "k_text": "1", "rows": 5000,
        "classes": 3019, "unique": 2310, "below_limit": 3912, "limit": ">= 5",
        "sizes": [{"low": low, "high": high, "classes": classes, "rows": rows} for low, high, classes, rows in sizes],
    }


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
             "notes": ["delimiter ';'", "read as cp1252", "blanks around 12 unquoted values were removed"]},
            {"name": "test", "rows": 4505, "columns": 16, "sha256": "sha256:" + "a1" * 32, "notes": []},
        ],
        "model": {"format": "skops", "sha256": "sha256:" + "0c" * 32, "estimator": "sklearn.pipeline.Pipeline",
                  "types": ["sklearn.pipeline.Pipeline", "sklearn.preprocessing._data.StandardScaler",
                            "sklearn.linear_model._logistic.LogisticRegression"], "trusted": ["sklearn.tree._tree.Tree"]},
        "roles": {"label": "approved", "prediction": None, "score": None,
                  "protected": [{"column": "sex", "bands": []}, {"column": "ethnicity", "bands": []}],
                  "quasi_identifiers": ["birth_year", "postcode", "sex"], "positive": "yes", "favourable": "yes",
                  "reference": dict(REFERENCE), "subject_id": "customer_id", "weight": None, "strata": [], "sensitive": []},
        "policy": {"name": "release", "policies": ["release"], "sha256": "sha256:" + "77" * 32,
                   "gate": {"fail_on": "high", "on_unsure": "warn", "on_not_run": "not_assured", "min_rules": 6, "min_group": 30,
                            "min_cell": 10, "confidence": 0.95, "decide_on": "interval"}},
    }


def _run() -> dict[str, Any]:
    """Return the facts of one run."""
    return {
        "time": "2026-11-20T12:00:00Z", "tool": "equigate 0.1.0", "python": "3.11.2", "platform": "Linux x86_64",
        "engine": "duckdb 2.0.0", "versions": {"pandas": "3.1.1", "scikit-learn": "1.9.1", "fairlearn": "0.15.0"},
        "command": "equigate check equigate.yml -o html=report.html -o pdf=report.pdf", "seed": 7, "seconds": 3.42,
    }


def full() -> Evidence:
    """Return realistic evidence of a credit model that fails."""
    findings = _findings()
    count = {word: sum(row["verdict"] == word for row in findings) for word in ("pass", "fail", "unsure")}
    claims: dict[str, Any] = {
        "overall": "FAIL",
        "exit_code": 1,
        "headline": f"Fails this policy: {count['fail']} findings at high or above.",
        "count_line": f"Policy release, not a legal finding. {count['pass']} of {len(findings)} measurements pass, {count['fail']} fail, "
                      f"{count['unsure']} unsure, 0 waived, 0 adopted, 2 rules not checked.",
        "reason": "4 rules fail at high or above (unequal-selection, direct-identifier, unequal-errors, small-cells)",
        "todo": [
            "Drop email, full_name, iban and phone, or replace them by keyed pseudonyms.",
            "Look into selection of ethnicity Black: selected 0.634 times as often as White (limit 0.8).",
            "Generalise birth_year to bands of 10 and postcode to 2 digits: k rises from 1 to 5 with 84 rows lost.",
            "Look into false negatives of sex & ethnicity Female & Black: 0.451 against 0.193.",
            "Save the model with skops, so that unsafe-serialisation can run.",
        ],
        "rules": _rules(),
        "findings": findings,
        "metrics": _metrics(),
        "columns": _columns(),
        "profile": _profile(),
        "risk": _risk(),
        "scores": _scores(),
        "advice": _advice(),
        "not_checked": [
            {"rule": "unsafe-serialisation", "reason": "the model was given in memory: no file to read"},
            {"rule": "drift", "reason": "no reference dataset is declared"},
        ],
        "waivers": [],
        "law": _law(),
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
        "model": None,
        "roles": {"label": None, "prediction": None, "score": None, "protected": [], "quasi_identifiers": [], "positive": None,
                  "favourable": None, "reference": {}, "subject_id": None, "weight": None, "strata": [], "sensitive": []},
        "policy": {"name": "release", "policies": ["release"], "sha256": "sha256:" + "77" * 32,
                   "gate": _about()["policy"]["gate"]},
        **{name: [] for name in ("rules", "findings", "metrics", "columns", "profile", "scores", "advice", "not_checked", "waivers",
                                 "law")},
        "risk": {},
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
    for place, row in enumerate([*document["columns"], *document["profile"]]):
        row["column"] = NAMES[place % len(NAMES)]
    for row in document["rules"]:
        row["asks"] = f"{row['asks']} {MARKUP}"
        row["reason"] = "\x1b]0;owned\x07" + MARKUP
    document["todo"] = [*NAMES[:4], NAMES[8]]
    document["headline"] = MARKUP
    document["subject"]["name"] = ATTRIBUTE + MARKUP
    document["subject"]["declared"] = {MARKUP: ATTRIBUTE}
    document["law"][0]["url"] = "javascript:alert(1)"
    document["datasets"][0]["notes"] = list(NAMES)
    return Evidence(document, _run())

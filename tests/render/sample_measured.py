"""The facts, the advice and the law of the made-up evidence."""

from __future__ import annotations

from typing import Any

from tests.render.sample_judged import GROUPS
from tests.render.sample_risk import NOTHING, released, tests


# fmt: off
def metrics() -> list[dict[str, Any]]:
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
        "sampled": False,
        "value": value,
        "low": None if value is None else round(max(value - wide, 0), 6),
        "high": None if value is None else round(min(value + wide, 1), 6),
        "level": None if value is None else 0.95,
        "rows": rows,
        "rows_text": f"{rows:,}",
        "reason": "fewer than 30 rows" if value is None else "",
    }


GDPR_DIRECT = [{"system": "GDPR", "name": "direct identifier", "clause": "Art. 4(1)", "verified": True}]
KINDS: dict[str, list[dict[str, Any]]] = {
    "full_name": [*GDPR_DIRECT, {"system": "HIPAA", "name": "(A) names", "clause": "45 CFR 164.514(b)(2)(i)(A)", "verified": True}],
    "email": [*GDPR_DIRECT, {"system": "HIPAA", "name": "(F) email addresses", "clause": "45 CFR 164.514(b)(2)(i)(F)", "verified": True}],
    "phone": GDPR_DIRECT,
    "iban": [*GDPR_DIRECT, {"system": "CCPA", "name": "account log-in or financial account", "clause": "1798.140(ae)(1)(B)", "verified": False}],
    "ethnicity": [{"system": "GDPR", "name": "special category: racial or ethnic origin", "clause": "Art. 9(1)", "verified": True},
                  {"system": "CCPA", "name": "sensitive personal information", "clause": "1798.140(ae)(1)(D)", "verified": False},
                  {"system": "AI Act", "name": "special category used for bias detection", "clause": "Art. 4a", "verified": True}],
}


def columns() -> list[dict[str, Any]]:
    """Return the personal data inventory."""
    table = [
        ("full_name", "PERSON", "names of people", "direct", 0.85, 0.982, "Aaa Aaa", "The column name says names of people, and 982 of 1,000 distinct values are."),
        ("email", "EMAIL_ADDRESS", "e-mail addresses", "direct", 1.0, 1.0, "aaa@aaa.aa", "1,000 of 1,000 distinct values are e-mail addresses by their form."),
        ("phone", "PHONE_NUMBER", "phone numbers", "direct", 0.75, 0.961, "+99 99 999999", "The column name says phone numbers, and 961 of 1,000 distinct values are."),
        ("iban", "IBAN_CODE", "international bank account numbers", "direct", 1.0, 0.9996, "AA99 9999 9999 9999 9999 99",
         "200 of 200 judged (of 4,998 cells that could be) are international bank account numbers by their form; of made-up digits 1% would pass."),
        ("birth_date", "DATE_OF_BIRTH", "dates of birth", "quasi", 0.6, 1.0, "9999-99-99", "The column name says dates of birth, and 1,000 of 1,000 distinct values are."),
        ("postcode", "POSTCODE", "postcodes", "quasi", 0.6, 1.0, "99999", "The column name says postcodes, and 1,000 of 1,000 distinct values are."),
        ("ethnicity", "ETHNICITY", "races or ethnic origins", "special", 0.9, 0.994, "varied", "The column name says races or ethnic origins, and 4 of 4 distinct values are."),
        ("notes", "PHONE_NUMBER", "phone numbers", "freetext", 0.4, 0.0321, "", "32 of 1,000 distinct values hold phone numbers among other text."),
        ("customer_id", "ID", "numbers that each stand for one person", "pseudonym", 0.5, 1.0, "AA999999", "1,000 of 1,000 distinct values are numbers that each stand for one person by their form."),
    ]
    return [
        {"dataset": "train", "column": column, "entity": entity, "what": what, "category": category, "score": score, "share": share,
         "examined": 1000, "distinct": 5000, "hits": round(share * 1000), "cells": 5000, "candidates": round(share * 5000), "judged": 200,
         "confirmed": 198, "rows_touched": round(share * 4900), "rows_low": round(share * 4700), "rows_high": round(share * 5000),
         "shape": shape, "law": KINDS.get(column, []), "why": why}
        for column, entity, what, category, score, share, shape, why in table
    ]


def dismissed() -> list[dict[str, Any]]:
    """Return what a recogniser saw and the column does not bear out."""
    why = "1,204 of 5,000 cells could be US driving licence numbers; 0 of 200 judged are, which says nothing of the column."
    return [{**columns()[0], "column": "amount", "entity": "US_DRIVER_LICENSE", "what": "driving licence numbers", "category": "dismissed",
             "score": 0.01, "share": 0.0, "candidates": 1204, "confirmed": 0, "shape": "99999", "law": [], "why": why}]


NOT_CHECKED = [
    "Names in free text were not checked: no language model is named for it (personal: {nlp: MODEL} in the subject).",
    "National numbers of other countries than DE, FR were not looked for.",
    "What can be inferred about health, origin, belief or orientation, and columns that stand in for them, are not excluded.",
]


def profile() -> list[dict[str, Any]]:
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


def advice() -> list[dict[str, Any]]:
    """Return five tried plans, two of which are enough."""
    def plan(technique: str, columns: list[str], does: str, after: int, below: int, lost: int, **more: Any) -> dict[str, Any]:
        return {
            "rule": more.get("rule", "small-cells"), "risk": "singling out", "technique": technique, "dataset": "train",
            "columns": columns, "parameters": more.get("parameters", {}), "does": does, "solves": more.get("solves", False),
            "law": more.get("law", "GDPR recital 26"),
            "effect": {"k_before": 1, "k_after": after, "below_limit_before": 3912, "below_limit_after": below, "rows": 5000,
                       "lost": lost, "values_changed": more.get("changed", 0),
                       "lost_by_group": more.get("lost_by_group", {"sex": {"Male": 0.0, "Female": 0.0}})},
            "tradeoff": None, **NOTHING,
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
        released(plan("generalise", ["birth_year", "postcode", "sex"], "Makes columns coarser and leaves out rows.", 5, 0, 84, solves=True)),
    ]


def law() -> list[dict[str, Any]]:
    """Return every source that is cited."""
    table = [
        ("29 CFR", "1607.4(D)", "A selection rate below four fifths of the highest is generally regarded as evidence of adverse impact.",
         "guidance", "https://www.ecfr.gov/current/title-29/section-1607.4", True),
        ("AI Act", "Art. 10(2)(f)", "Data sets are examined for possible biases.", "adopted, applies from 2027-12-02",
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
         "last_verified": "2026-11-20" if verified else None, "start": "2027-12-02" if status.startswith("adopted") else None, "until": None,
         "standing": status if status.startswith("adopted") else "in force"}
        for name, clause, says, status, url, verified in table
    ]


def scores() -> list[dict[str, Any]]:
    """Return score histograms by sex."""
    shapes = {"Male": 12.0, "Female": 8.0}
    found = []
    for group, centre in shapes.items():
        bins = [round(400 * 2.7 ** (-((place - centre) ** 2) / 30)) for place in range(20)]
        found.append({"dataset": "test", "attribute": "sex", "group": group, "bins": bins, "rows": sum(bins)})
    return found


def risk() -> dict[str, Any]:
    """Return the class sizes over three quasi-identifiers."""
    sizes = [(1, 1, 2310, 2310), (2, 4, 590, 1602), (5, 9, 98, 611), (10, 49, 21, 477), (50, 99, 0, 0), (100, None, 0, 0)]
    return {
        "dataset": "train", "quasi_identifiers": ["birth_year", "postcode", "sex"], "k": 1, "k_text": "1", "rows": 5000,
        "classes": 3019, "unique": 2310, "below_limit": 3912, "limit": ">= 5",
        "sizes": [{"low": low, "high": high, "classes": classes, "rows": rows} for low, high, classes, rows in sizes],
        "by_person": False, "tests": tests(),
    }

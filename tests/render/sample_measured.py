"""The facts, the advice and the law of the made-up evidence."""

from __future__ import annotations

from typing import Any

from tests.render.sample_judged import GROUPS


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


def columns() -> list[dict[str, Any]]:
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


def law() -> list[dict[str, Any]]:
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
    }

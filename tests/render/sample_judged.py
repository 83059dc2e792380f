"""The rules and findings of the made-up evidence."""

from __future__ import annotations

from typing import Any

from audit.core.values import digest

# fmt: off
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
        "excused": words.get("excused", 0),
        "limit": limit,
        "limit_source": words.get("source", "house convention"),
        "limit_status": words.get("status", "convention"),
        "limit_from": None,
        "limit_until": words.get("until"),
        "limit_verified": "2026-11-20",
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


def rules() -> list[dict[str, Any]]:
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
              reason="2 of 26 differences are wholly above the limit", judged=26, failed=2, unsure=2, excused=1, line=14,
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
        _rule("direct-identifier", "privacy", "fail", "<= 0", "critical", "share", judged=11, failed=4, excused=1, line=21,
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
        "decided_on": parts.get("decided_on", "interval"),
        "verdict": verdict,
        "reason": parts.get("reason", ""),
        "detail": parts.get("detail", ""),
        "against": parts.get("against", ""),
        "severity": severity,
        "waiver": parts.get("waiver"),
        "baseline": parts.get("baseline"),
        "note": parts.get("note", ""),
        "fingerprint": digest(f"{rule} {metric} {dataset} {attribute} {group}").removeprefix("sha256:")[:16],
        "small": parts.get("small", False),
        "sampled": False,
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
            about = {"attribute": attribute, "group": name, "rows": rows, "level": LEVEL, "against": _reference(attribute)}
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


def findings() -> list[dict[str, Any]]:
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

"""Made-up evidence: impact ratios as the laws want them, and the words of the metrics."""

from __future__ import annotations

from typing import Any


# fmt: off
def impact() -> dict[str, Any]:
    """Return two tables: one with every kind of category, one where nobody is selected."""
    rows = [
        _category("Asian", 610, 201, 0.330, 0.761, 0.0021, "z", "below four fifths, more than chance"),
        _category("Black", 402, 119, 0.296, 0.684, 0.0004, "z", "below four fifths, more than chance"),
        _category("Native", 61, 20, 0.328, None, None, "", "less than 2 % of the data: no ratio"),
        _category("Pacific", None, None, None, None, None, "", "withheld: too few rows to be shown"),
        _category("Roma", 34, 11, 0.324, 0.747, 0.22, "Fisher", "below four fifths; one decision the other way would turn it round", flip=True),
        _category("White", 3310, 1434, 0.433, 1.0, None, "", "highest rate"),
        _category("rare group 1", 44, 18, 0.409, None, None, "", "rare groups together: no ratio"),
    ]
    nobody = [_category(name, 2000, 0, 0.0, None, None, "", "nobody is selected in the highest category") for name in ("Female", "Male")]
    return {
        "laws": ["nyc-ll144", "four-fifths"],
        "sources": ["NYC Local Law 144 6 RCNY 5-301 (law)", "29 CFR 1607.4(D) (guidance)"],
        "min_share": 0.02,
        "min_share_reason": "a category below 2 % of the data may be left out of the ratios (6 RCNY 5-301(d))",
        "hidden": 0,
        "tables": [
            {"dataset": "test", "attribute": "ethnicity", "metric": "selection_rate", "best": "White", "unknown": 44, "unknown_text": "44",
             "groups": rows},
            {"dataset": "test", "attribute": "sex", "metric": "scoring_rate", "best": "Female", "unknown": None, "unknown_text": "<10",
             "groups": nobody},
        ],
    }


def no_impact() -> dict[str, Any]:
    """Return what is there where no law of the policy wants a table."""
    return {"laws": [], "sources": [], "min_share": 0.0, "min_share_reason": "", "hidden": 0, "tables": []}


def _category(
    group: str, rows: int | None, hits: int | None, rate: float | None, ratio: float | None, p: float | None, test: str, words: str,
    *, flip: bool = False,
) -> dict[str, Any]:
    """Return one category."""
    return {
        "group": group, "rows": rows, "rows_text": "<10" if rows is None else f"{rows:,}", "hits_text": "" if hits is None else f"{hits:,}",
        "rate": rate, "ratio": ratio, "p": p, "test": test, "turned_over": flip, "words": words,
    }


def metric_words() -> list[dict[str, Any]]:
    """Return the words of two metrics."""
    return [
        {"metric": "selection_rate", "family": "decisions", "says": "Share of favourable decisions.", "formula": "favourable predictions / n",
         "sign": "a share from 0 to 1; no reference group", "counts": "favourable", "elsewhere": ["fairlearn: selection_rate"], "source": ""},
        {"metric": "accuracy", "family": "decisions", "says": "Share of rows predicted as labelled.", "formula": "(TP + TN) / n",
         "sign": "a share from 0 to 1; no reference group", "counts": "neither", "elsewhere": [], "source": "any textbook"},
    ]

"""Evidence for tests: the three tests of WP216, what few columns expose, what is proposed, and ways to release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NOTHING: dict[str, Any] = {"steps": [], "release": None, "others": [], "not_permitted": []}
"""What a plan that is no way to release says of one."""
_RATES = ("success", "success_low", "success_high", "guess", "control", "control_low", "control_high", "risk", "risk_low", "risk_high")


def attack(name: str, *numbers: float | None, reason: str = "") -> dict[str, Any]:
    """Return one attack with its rates."""
    return {
        "attack": name,
        "says": "from 5,000 rows of a sample",
        "reason": reason,
        "rows": 2000,
        **dict(zip(_RATES, numbers, strict=True)),
    }


def tests() -> list[dict[str, Any]]:
    """Return the three tests: one with an attack, one without a control, one that was not run."""
    number = {"name": "k", "about": "", "text": "1", "says": "rows in the smallest class", "value": 1.0}
    diverse = {
        "name": "distinct l-diversity",
        "about": "diagnosis",
        "text": "1",
        "says": "values in the class that holds fewest",
        "value": 1.0,
    }
    gone = {"name": "journalist risk", "about": "", "text": "", "says": "not measured: no population file is given", "value": None}
    alone = attack("predicates of 3 conditions together", 0.3, 0.28, 0.32, 0.02, 0.1, 0.09, 0.12, 0.222, 0.19, 0.25)
    joined = attack("join with the public file", 0.05, *[None] * 9, reason="counted over all rows, without people held out")
    told = {"unmeasured": "", "not_run": "", "limit": "Counted over the columns named above and no others."}
    return [
        {"test": "singling out", "asks": "Can a row be told from all others?", "numbers": [number, gone], "attacks": [alone], **told},
        {"test": "linkability", "asks": "Can rows be put together?", "numbers": [], "attacks": [joined], **told, "unmeasured": "Nothing to hold the rows against."},
        {"test": "inference", "asks": "Can what is sensitive be told?", "numbers": [diverse], "attacks": [], **told, "not_run": "Not run: not authorised."},
    ]  # fmt: skip


def exposure() -> dict[str, Any]:
    """Return combinations of few columns, and what each brings."""
    row = {"columns": "birth_year & postcode", "number": 2, "unique": 1990, "share_unique": 0.398, "share_below": 0.71, "whole": False}
    return {
        "dataset": "train", "declared": True, "rows": 5000, "combinations": [row, {**row, "columns": "birth_year & postcode & sex", "whole": True}],
        "more": 2, "parts": [{"column": "postcode", "share": 0.25, "error": 0.0}, {"column": "sex", "share": 0.02, "error": 0.001}],
        "orders": 0, "alike": ["education & education_num"], "evaluated": 56, "unfinished": 4, "left": 7, "too_many": 0,
    }  # fmt: skip


def proposed() -> list[dict[str, Any]]:
    """Return a column that outsiders are likely to know."""
    return [
        {
            "dataset": "train",
            "column": "employment",
            "entity": "OCCUPATION",
            "why": "it stands in public records, profiles and address books",
        }
    ]


def release(lost: int, share: float, loss: float, accuracy: float, *, chosen: bool = False) -> dict[str, Any]:
    """Return one way to release, with a model trained again on it."""
    held = {"attribute": "", "group": "", "before": 0.853, "low": -0.02, "high": 0.01, "splits": 10, "reason": ""}
    return {
        "quasi_identifiers": ["birth_year", "postcode", "sex"], "levels": {"birth_year": lost, "postcode": 2, "sex": 0},
        "steps": {"birth_year": "bands of 10", "postcode": "*"}, "objective": "loss", "loss": loss, "optimal": not chosen, "nodes": 96,
        "k": 5, "rows": 5000, "lost": lost, "l": {"diagnosis": 3}, "t": {"diagnosis": 0.42}, "leaves": ["postcode"], "chosen": chosen,
        "lost_by_group": {"ethnicity": {"White": 0.01, "Other": share}}, "worst": {"attribute": "ethnicity", "group": "Other", "share": share},
        "held": [{**held, "metric": "accuracy", "after": accuracy},
                 {**held, "metric": "selection_rate_difference", "attribute": "ethnicity", "before": 0.2, "after": 0.18}],
        "says": ["The least loss, however many rows it leaves out."],
        "attacks": [{"attack": "inference", "column": "diagnosis", "before": 0.31, "after": 0.04, "low": 0.0, "high": 0.08, "tries": 2000}] if chosen else [],
    }  # fmt: skip


def released(plan: dict[str, Any]) -> dict[str, Any]:
    """Return a plan as the choice among ways to release, with a technique that the policy does not permit."""
    ways = [release(358, 0.749, 0.128, 0.825), release(84, 0.0343, 0.36, 0.833, chosen=True)]
    steps = [
        {"technique": "drop", "columns": ["postcode"], "parameters": {}, "law": "GDPR Art. 5(1)(c)", "measured": "postcode would be *"},
        {"technique": "suppress_rows", "columns": ["birth_year"], "parameters": {"k": 5}, "law": "WP216", "measured": "84 of 5,000 rows"},
    ]
    return {**plan, "steps": steps, "release": ways[1], "others": ways, "not_permitted": ["suppress_rows"]}


def spoil(document: dict[str, Any], names: Sequence[str]) -> None:
    """Put names that try to break out of every format wherever names of columns and groups, and sentences, stand."""
    for place, test in enumerate(document["risk"]["tests"]):
        test["not_run"] = test["limit"] = names[0]
        for row in (*test["numbers"], *test["attacks"]):
            row["says"] = names[place]
    found = document["exposure"]
    found["combinations"][0]["columns"] = found["parts"][0]["column"] = names[0]
    found["alike"] = [names[2]]
    document["proposed"][0]["column"] = document["proposed"][0]["why"] = names[1]
    for way in (way for row in document["advice"] for way in row["others"]):
        way["steps"], way["leaves"], way["says"], way["worst"]["group"] = {names[0]: names[1]}, list(names), [names[0]], names[7]

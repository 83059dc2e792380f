"""Ways to release as a table and a curve: letters, the group that loses most, and one table for rules that one search serves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from audit.law.techniques import TABLE_6
from audit.render import exposures, releases


def _held(metric: str, attribute: str, before: float, after: float) -> dict[str, Any]:
    """Return one number of a model trained again."""
    return {
        "metric": metric,
        "attribute": attribute,
        "group": "",
        "before": before,
        "after": after,
        "low": -0.02,
        "high": 0.01,
        "splits": 10,
        "reason": "",
    }


def _release(lost: int, share: float, loss: float, accuracy: float | None = None, *, chosen: bool = False) -> dict[str, Any]:
    """Return one way to release, of a thousand rows."""
    held = [] if accuracy is None else [_held("accuracy", "", 0.8, accuracy), _held("selection_rate_difference", "race", 0.2, 0.15)]
    return {
        "quasi_identifiers": ["age", "zip"], "levels": {"age": lost, "zip": 0}, "steps": {"age": "bands of 10", "zip": "*"}, "objective": "loss",
        "loss": loss, "optimal": not chosen, "nodes": 5, "k": 5, "rows": 1_000, "lost": lost, "l": {"job": 3}, "t": {"job": 0.4},
        "lost_by_group": {"race": {"Other": share}}, "worst": {"attribute": "race", "group": "Other", "share": share}, "leaves": ["race"],
        "held": held, "chosen": chosen, "says": ["Said."],
        "attacks": [{"attack": "inference", "column": "job", "before": 0.4, "after": 0.1, "low": 0.05, "high": 0.15, "tries": 900}] if chosen else [],
    }  # fmt: skip


def _claims(accuracy: float | None) -> dict[str, Any]:
    """Return advice of two rules that one search serves."""
    rows = [_release(70, 0.749, 0.1, accuracy), _release(20, 0.03, 0.3, accuracy, chosen=True)]
    plan = {
        "technique": "generalise",
        "dataset": "test",
        "release": rows[1],
        "others": rows,
        "steps": [],
        "not_permitted": ["drop"],
        "tradeoff": None,
    }
    return {"advice": [{**plan, "rule": "small-cells"}, {**plan, "rule": "uniform-cells"}]}


@pytest.mark.parametrize(("accuracy", "trained"), [(0.79, True), (None, False)])
def test_one_search_is_one_table_and_the_plan_that_loses_a_group_is_named(accuracy: float | None, trained: bool) -> None:
    (table,) = releases.tables(_claims(accuracy))

    assert table.rules == "small-cells, uniform-cells"
    assert [(line.letter, line.chosen, line.worst) for line in table.lines] == [
        ("A", True, "3.00\N{NO-BREAK SPACE}%"),
        ("B", False, "74.9\N{NO-BREAK SPACE}%"),
    ]
    assert "B would leave out 74.9\N{NO-BREAK SPACE}% of race Other." in table.answer
    assert table.not_permitted == "drop"
    assert table.says == ("Said.",)
    assert (table.trained, len(table.fair)) == (trained, 2 if trained else 0)


@pytest.mark.parametrize("accuracy", [0.79, None])
def test_every_letter_is_in_the_picture_and_the_data_as_it_is_where_a_model_was_trained(accuracy: float | None) -> None:
    (table,) = releases.tables(_claims(accuracy))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", table.picture)

    assert {"A", "B"} <= set(words)
    assert ("as it is" in words) == (accuracy is not None)


def test_decisions_that_were_only_looked_at_again_are_no_model_trained_again() -> None:
    """With no split nothing was trained: no accuracy in the table, the numbers about groups are there."""
    claims = _claims(0.79)
    for row in claims["advice"][0]["others"]:
        row["held"] = [{**one, "splits": 0} for one in row["held"]]

    (table,) = releases.tables(claims)

    assert (table.trained, [line.kept for line in table.lines], len(table.fair)) == (False, ["\N{EN DASH}"] * 2, 2)


def test_attacks_on_the_chosen_release_are_named() -> None:
    (table,) = releases.tables(_claims(None))

    actual = [(one.name, one.before, one.after, one.tries) for one in table.attacks]

    assert actual == [("Guessing: job", "0.400", "0.100", "900")]


def test_one_way_alone_is_no_curve() -> None:
    one = _release(20, 0.03, 0.3, chosen=True)
    plan = {"rule": "small-cells", "dataset": "test", "release": one, "others": [], "steps": [], "not_permitted": [], "tradeoff": None}

    (table,) = releases.tables({"advice": [plan]})

    assert (table.picture, len(table.lines)) == ("", 1)


def test_table_6_clears_nothing_from_all_three_risks() -> None:
    """Its answers as WP216 prints them, the seven rows in order."""
    expected = [
        "yes yes yes",
        "yes may not may not",
        "yes yes may not",
        "no yes yes",
        "no yes may not",
        "may not may not may not",
        "yes yes may not",
    ]

    actual = [f"{row.singling_out} {row.linkability} {row.inference}" for row in TABLE_6]

    assert expected == actual


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"too_many": 3_000_000}, "3,000,000 rows are too many"),
        ({"unfinished": 4, "left": 12}, "among those of 4 columns: 12 of them were not looked at"),
        ({"alike": ["education & education-num"]}, "education and education-num split the rows alike"),
    ],
)
def test_what_was_not_looked_at_is_said(changes: dict[str, Any], expected: str) -> None:
    found = {"too_many": 0, "evaluated": 56, "more": 0, "unfinished": 0, "left": 0, "alike": [], **changes}

    actual = exposures.looked(found)

    assert expected in actual

"""The labels are judged before any model, on every dataset that has them, against the group that is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.core.fact import Facts
from audit.core.finding import Ruling
from audit.core.words import Verdict
from audit.load.policy import read_policy
from tests.observe import scenes


def _ruling(facts: Facts) -> Ruling | None:
    """Return what the rule comes to alone, under `release`."""
    policy = read_policy((), tuple(checks()), Path())
    return next(iter(assess(facts, policy, {"biased-labels": checks()["biased-labels"]}).rulings), None)


def _facts(rows: dict[str, tuple[int, int]], **changes: Any) -> Facts:
    """Return facts of groups with so many favourable and other labels, and no prediction."""
    table = [((group, label, None), n) for group, pair in rows.items() for label, n in zip((1, 0), pair, strict=True)]
    return scenes.facts_of(scenes.outcome_fact(("sex",), table), **changes)


JUDGED = {
    "alike": ({"F": (1_000, 1_000), "M": (2_020, 1_980)}, Verdict.PASS),
    "fewer": ({"F": (200, 800), "M": (1_500, 1_500)}, Verdict.FAIL),
    "more": ({"F": (800, 200), "M": (1_500, 1_500)}, Verdict.FAIL),
    "too few rows to tell": ({"F": (20, 30), "M": (40, 40)}, Verdict.UNSURE),
    "one group": ({"F": (20, 30)}, Verdict.UNSURE),
    "constant in one group": ({"F": (0, 500), "M": (500, 500)}, Verdict.FAIL),
}


@pytest.mark.parametrize(("rows", "expected"), JUDGED.values(), ids=JUDGED)
def test_verdicts(rows: dict[str, tuple[int, int]], expected: Verdict) -> None:
    """Ten points, whichever group has more, by the whole interval."""
    ruling = _ruling(_facts(rows))
    assert ruling is not None

    assert ruling.verdict is expected, ruling.reason


def test_the_named_group_is_the_reference() -> None:
    """Else the largest."""
    rows = {"F": (1_000, 1_000), "M": (2_000, 2_000), "X": (600, 600)}
    named = {"positive": "1", "favourable": "1", "reference": {"sex": "X"}, "quasi_identifiers": []}
    found = [_ruling(_facts(rows, **changes)) for changes in ({}, {"roles": named})]

    actual = [{finding.measurement.against for finding in one.findings} for one in found if one]

    assert actual == [{"M"}, {"X"}]


def test_training_data_is_judged_without_predictions() -> None:
    """Nobody has been decided about yet."""
    frame = pd.DataFrame({"sex": ["F", "M"] * 600, "y": [0, 1] * 600})
    with scenes.staged(scenes.subject(label="y", favourable="1", protected="sex"), scenes.InHand({"train": frame}), scenes.Settings(), scenes.MEANS) as made:  # fmt: skip
        facts = scenes.observe(made, scenes.described(scenes.subject(label="y", favourable="1"), made))
    ruling = _ruling(facts)
    assert ruling is not None

    assert ruling.verdict is Verdict.FAIL
    assert [finding.measurement.target.dataset for finding in ruling.findings] == ["train"]


@pytest.mark.parametrize("roles", [{"positive": None, "favourable": None}], ids=["nothing-benefits"])
def test_without_a_favourable_value_it_is_out_of_scope(roles: dict[str, Any]) -> None:
    """Which label benefits is never guessed."""
    facts = _facts({"F": (1, 999), "M": (500, 500)}, roles={**roles, "reference": {}, "quasi_identifiers": []})

    assert _ruling(facts) is None

"""The rules of the safe harbor pack, from a table to a verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.core.words import Verdict
from audit.law.techniques import TECHNIQUES, not_permitted
from audit.load.policy import policy_names, read_policy
from tests.observe.test_fine_values import looked_at

RULES = ("exact-date", "fine-geography", "old-age")
CENSUS = pd.DataFrame({"zip": ["10001", "20001"], "population": [40_000, 9_000]})


def _verdicts(population: pd.DataFrame | None = None, **columns: Any) -> tuple[Verdict, ...]:
    """Return what the three rules come to under the pack."""
    facts = looked_at(population, **columns)
    rulings = assess(facts, read_policy(("hipaa-safe-harbor",), tuple(checks()), Path()), checks()).rulings
    return tuple(next(one.verdict for one in rulings if one.rule == name) for name in RULES)


PASS, FAIL, UNSURE = Verdict.PASS, Verdict.FAIL, Verdict.UNSURE


@pytest.mark.parametrize(
    ("columns", "population", "expected"),
    [
        pytest.param({"sex": ["F", "M"] * 20}, None, (PASS, PASS, PASS), id="nothing of the kind"),
        pytest.param({"birth_date": ["1984-03-29", "1990-07-01"] * 20}, None, (FAIL, PASS, PASS), id="days of birth"),
        pytest.param({"birth_year": [1930, 1990] * 20}, None, (PASS, PASS, FAIL), id="a year that tells 96"),
        pytest.param({"zip": ["10001", "20001"] * 20, "age": [30, 40] * 20}, CENSUS, (PASS, FAIL, PASS), id="whole codes"),
        pytest.param({"zip": ["100", "100"] * 20, "age": [30, 40] * 20, "sex": "F"}, CENSUS, (PASS, PASS, PASS), id="enough people"),
        pytest.param({"zip": ["100", "200"] * 20, "age": [30, 40] * 20}, CENSUS, (PASS, FAIL, PASS), id="too few people"),
        pytest.param({"zip": ["100**", "200**"] * 20, "sex": "F"}, None, (PASS, UNSURE, PASS), id="masked codes, no file"),
        pytest.param({"zip": "200**", "birth_year": 1930, "sex": ["F", "M"] * 20}, CENSUS, (PASS, FAIL, FAIL), id="one value for all"),
        pytest.param({"zip": ["100", "200"] * 20, "age": [30, 40] * 20}, None, (PASS, UNSURE, PASS), id="no file: not told"),
        pytest.param({"city": ["Exampleville", "Musterstadt"] * 20, "age": [30, 91] * 20}, None, (PASS, FAIL, FAIL), id="towns and ages"),
    ],
)
def test_dates_places_and_ages(columns: dict[str, Any], population: pd.DataFrame | None, expected: tuple[Verdict, ...]) -> None:
    actual = _verdicts(population, **columns)

    assert expected == actual


def test_what_no_file_can_show_is_said_by_the_pack() -> None:
    (actual,) = read_policy(("hipaa-safe-harbor",), tuple(checks()), Path()).not_checked

    assert actual.startswith("actual knowledge, 45 CFR 164.514(b)(2)(ii): not checked")


def test_packs_permit_techniques_that_exist_and_side_by_side_only_what_all_permit() -> None:
    known = tuple(checks())
    alone = {name: read_policy((name,), known, Path()).techniques for name in policy_names()}
    both = read_policy(("cms-cell-size", "hipaa-safe-harbor", "gdpr"), known, Path()).techniques or ()

    actual = {name for permitted in alone.values() for name in permitted or ()} - set(TECHNIQUES)

    assert actual == set()
    assert alone["gdpr"] is None
    assert set(both) == set(alone["cms-cell-size"] or ()) & set(alone["hipaa-safe-harbor"] or ())


@pytest.mark.parametrize(
    ("used", "permitted", "expected"),
    [
        (("generalise", "suppress"), None, ()),
        (("generalise", "suppress"), ("generalise", "suppress_rows"), ()),
        (("date_shift", "generalise", "date_shift"), ("generalise",), ("date_shift",)),
        (("reweigh",), ("generalise",), ()),
    ],
)
def test_a_technique_for_data_that_is_not_permitted_is_named(
    used: tuple[str, ...], permitted: tuple[str, ...] | None, expected: tuple[str, ...]
) -> None:
    actual = not_permitted(used, permitted)

    assert expected == actual

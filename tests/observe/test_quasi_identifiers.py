"""What is proposed as known to an outsider, and what is said of the rest."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.observe.quasi_identifiers import MANY, MOST_PROPOSED, REASONS, Proposal
from tests.anonymity import adult
from tests.observe import outsiders

SEXES = ["female", "male"]


def _proposal(data: pd.DataFrame, **flags: Any) -> Proposal:
    """Return what is proposed."""
    found = Proposal.of(outsiders.made("proposal", data, **flags), "test")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def census() -> Proposal:
    """Return the proposal for Adult."""
    return _proposal(adult.frame().head(1_000), label="income-per-year", favourable=">50K")


def test_adult_proposes_what_people_know_of_each_other(census: Proposal) -> None:
    """Race, sex and country split little by themselves, and are proposed: the weight splits most, and is not."""
    names = {one.column for one in census.proposed}

    assert {"age", "sex", "race", "education", "occupation", "marital-status", "native-country"} <= names
    assert not {"fnlwgt", "capital-gain", "income-per-year"} & names


def test_the_likeliest_comes_first_with_a_reason(census: Proposal) -> None:
    first = census.proposed[0]

    assert ("sex", "GENDER", REASONS["seen"]) == (first.column, first.entity, first.why)


def test_no_reason_clears_a_column() -> None:
    cleared = re.compile(r"\b(safe|harmless|anonymous|no risk|not risky|unproblematic)\b")

    assert [why for why in REASONS.values() if cleared.search(why)] == []


def test_every_column_has_a_reason(census: Proposal) -> None:
    assert sorted(adult.frame().head(1).columns) == [one.column for one in census.candidates]
    assert all(one.reason in REASONS for one in census.candidates)


def test_declared_columns_are_not_proposed_again() -> None:
    found = _proposal(adult.frame().head(1_000), quasi_identifiers="age,sex")

    assert found.declared == ("age", "sex")
    assert {"age", "sex"} & {one.column for one in found.undeclared} == set()
    assert "race" in {one.column for one in found.undeclared}


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        pytest.param("gender", SEXES * 50, "seen", id="seen"),
        pytest.param("household", ["one", "two", "more", "two"] * 25, "named", id="named"),
        pytest.param("score", list(range(100)), "unknown", id="a-number-nobody-knows"),
        pytest.param("gender", ["female"] * 100, "constant", id="constant"),
        pytest.param("admitted", list(pd.date_range("2026-01-01", periods=50)) * 2, "dated", id="a-day"),
        pytest.param("written", list(pd.date_range("2026-01-01 10:01:01", periods=100, freq="s")), "unknown", id="a-clock"),
        pytest.param("email", [f"p{place}@example.org" for place in range(100)], "identifier", id="names-a-person"),
        pytest.param("salary", [20_000 + 137 * place for place in range(100)], "private", id="private"),
    ],
)
def test_a_column_has_the_reason_of_what_it_holds(column: str, values: list[Any], reason: str) -> None:
    found = _proposal(pd.DataFrame({column: values, "other": np.arange(100) % 7}))

    actual = next(one for one in found.candidates if one.column == column)

    assert reason == actual.reason
    assert actual.proposed == (reason in {"seen", "named", "dated"})


@pytest.mark.parametrize(
    ("flags", "reason"),
    [({"weight": "gender"}, "weight"), ({"subject_id": "gender"}, "identifier"), ({"label": "gender", "favourable": "male"}, "outcome")],
    ids=["weight", "person", "label"],
)
def test_a_role_speaks_against_a_column(flags: dict[str, str], reason: str) -> None:
    values = [1.0, 2.0] * 50 if "weight" in flags else SEXES * 50
    found = _proposal(pd.DataFrame({"gender": values, "other": np.arange(100) % 7}), **flags)

    assert reason == next(one for one in found.candidates if one.column == "gender").reason


def test_beyond_a_dozen_the_likeliest_stay() -> None:
    frame = pd.DataFrame({f"household {place}": ["one", "two"] * 50 for place in range(15)} | {"gender": SEXES * 50})

    found = _proposal(frame)

    assert len(found.proposed) == MOST_PROPOSED
    assert found.proposed[0].column == "gender"
    assert [one.reason for one in found.candidates].count(MANY) == 16 - MOST_PROPOSED

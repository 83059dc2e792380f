"""The three tests of WP216 in the evidence: what was measured, what was run, and what a policy does not permit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from audit.claims.advice import advice_claims
from audit.claims.releases import release_claim
from audit.claims.risk import exposure_claim, proposed_claims, risk_claim
from audit.claims.small_cells import Shown
from audit.core.advice import Advice, Effect, Held, Release
from audit.core.fact import Fact, Facts
from audit.core.plan import Step
from audit.core.words import Risk
from audit.observe import combinations, quasi_identifiers, singling_out
from audit.observe.cells import NAME as CELLS
from tests.observe import scenes


def _cells(*sizes: tuple[int, int], dataset: str = "test") -> Fact:
    """Return classes by size."""
    return Fact.of(CELLS, dataset, ("size",), ("classes", "rows"), [((size,), (number, size * number)) for size, number in sizes])


def _tests(*facts: Fact) -> dict[str, dict[str, Any]]:
    """Return the three tests by name."""
    claim = cast("dict[str, Any]", risk_claim(scenes.facts_of(*facts), 5))
    return {one["test"]: one for one in claim["tests"]}


def test_each_test_has_a_number_or_says_why_not_an_attack_or_why_not_and_a_limit() -> None:
    # 2 rows alone, 3 classes of 4, 1 of 10: mean of 1/size over 24 rows is (2 + 3 + 1) / 24 = .25.
    found = _tests(_cells((1, 2), (4, 3), (10, 1)))
    numbers = {one["name"]: one["value"] for one in found["singling out"]["numbers"]}
    expected = {"k": 1.0, "rows alone": 2.0, "rows in classes below 5": 14.0, "prosecutor risk": 1.0, "journalist risk": None}

    assert list(found) == ["singling out", "linkability", "inference"]
    assert expected == numbers
    assert [one["value"] for one in found["linkability"]["numbers"]] == [0.25]
    assert "no sensitive column is declared" in found["inference"]["unmeasured"]
    assert all("authorised" in one["not_run"] and one["attacks"] == [] and one["limit"] for one in found.values())


def test_an_attack_is_told_with_its_control_and_what_was_not_run_beside_it_says_what_it_needs() -> None:
    # 60 of 200 against 20 of 200 people held out.
    attack = Fact.of(
        singling_out.NAME, "test", ("conditions",), ("rows", "attacks", "hits", "guesses", "controls"), [((2,), (500, 200, 60, 4, 20))]
    )
    found = _tests(_cells((1, 2), (4, 3)), attack)
    (row,) = found["singling out"]["attacks"]

    assert (row["success"], row["control"], row["guess"], row["rows"]) == (0.3, 0.1, 0.02, 200)
    assert row["risk_low"] < row["risk"] < row["risk_high"]
    assert 0.19 < row["risk"] < 0.23
    assert found["singling out"]["not_run"] == ""
    assert found["inference"]["not_run"].startswith("Not run: it needs a sensitive column")


def test_who_is_only_held_against_the_data_is_not_who_is_found() -> None:
    claim = cast("dict[str, Any]", risk_claim(scenes.facts_of(_cells((4, 3)), _cells((1, 9), dataset="population")), 5))

    assert (claim["dataset"], claim["k"]) == ("test", 4)


def test_few_columns_that_expose_and_what_is_proposed_are_listed() -> None:
    rows: list[Any] = [
        (("risky", "age & zip"), (2, 100, 40, 30, 60, 0, 0)),
        (("whole", "age & sex & zip"), (3, 100, 60, 50, 80, 0, 0)),
        (("part", "age"), (1, 0, 0, 0, 0, 300_000, 0)),
        (("part", "zip"), (1, 0, 0, 0, 0, 200_000, 0)),
        (("evaluated", ""), (7, 100, 0, 0, 0, 0, 0)),
    ]
    fact = Fact.of(combinations.NAME, "test", combinations.KEYS, combinations.MEASURES, rows)
    said: list[Any] = [(("sex", "GENDER", "seen"), (1, 950, 0)), (("note", "", "unknown"), (0, 0, 1))]
    proposal = Fact.of(quasi_identifiers.NAME, "test", quasi_identifiers.KEYS, quasi_identifiers.MEASURES, said)
    facts = scenes.facts_of(fact, proposal)

    claim = cast("dict[str, Any]", exposure_claim(facts))

    assert [(one["columns"], one["share_below"], one["whole"]) for one in claim["combinations"]] == [
        ("age & zip", 0.6, False),
        ("age & sex & zip", 0.8, True),
    ]
    assert [(one["column"], one["share"]) for one in claim["parts"]] == [("age", 0.3), ("zip", 0.2)]
    assert [cast("dict[str, Any]", one)["column"] for one in proposed_claims(facts)] == ["sex"]


def test_without_anything_declared_or_proposed_nothing_is_claimed() -> None:
    facts: Facts = scenes.facts_of()

    assert (risk_claim(facts), exposure_claim(facts), list(proposed_claims(facts))) == ({}, {}, [])


SMALL = frozenset({("race", "Other")})
GRAIN = Shown(10, {frozenset(): 1_000, SMALL: 8}, frozenset({SMALL}))
RELEASE = Release(
    ("age", "race"),
    {"age": 1, "race": 0},
    {"age": "bands of 10"},
    "loss",
    0.25,
    optimal=True,
    nodes=9,
    k=5,
    rows=1_000,
    lost=40,
    lost_by_group={"race": {"Other": 0.75, "White": 0.0314}},
    worst=("race", "Other", 0.75),
    held=(Held("selection_rate", "race", "Other", 0.1, 0.2, 0.0, 0.2, 10), Held("accuracy", "", "", 0.8, 0.79, -0.02, 0.01, 10)),
    says=("It leaves out 75.0% of race Other, and 4.0% of all rows.", "The least loss, however many rows it leaves out."),
)


def test_a_group_that_is_withheld_elsewhere_has_no_number_in_a_release() -> None:
    claim = cast("dict[str, Any]", release_claim(RELEASE, GRAIN))

    assert claim["lost_by_group"] == {"race": {"Other": None, "White": 0.03}}
    assert claim["worst"] is None
    assert [one["after"] for one in claim["held"]] == [None, 0.79]
    assert claim["says"] == ["The least loss, however many rows it leaves out."]


@pytest.mark.parametrize(
    ("permitted", "expected"),
    [(None, []), (("generalise", "suppress_rows"), []), (("generalise",), ["suppress_rows"]), ((), ["generalise", "suppress_rows"])],
)
def test_advice_that_uses_what_the_policy_does_not_permit_is_marked(permitted: tuple[str, ...] | None, expected: list[str]) -> None:
    steps = (Step("generalise", ("age",)), Step("suppress_rows", ("age", "race"), measured="of race Other 75.0%"))
    plan = Advice(
        "small-cells", Risk.SINGLING_OUT, "generalise", "test", ("age",), {}, "does", Effect(1, 5, 9, 0, 1_000, 40, 0), True, "WP216",
        steps=steps, release=RELEASE, others=(RELEASE, replace(RELEASE, chosen=True)),
    )  # fmt: skip

    (claim,) = (cast("dict[str, Any]", one) for one in advice_claims([plan], {"test": GRAIN}, permitted))

    assert expected == claim["not_permitted"]
    assert [one["measured"] for one in claim["steps"]] == ["", ""]
    assert len(claim["others"]) == 2

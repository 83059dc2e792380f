"""Which group is held against which: named and unnamed references, pools, the unknown, a group alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.measurement import Measurement
from audit.core.words import Severity, Verdict
from audit.load.policy import read_policy
from audit.metrics.compared import named_reference
from tests.observe import scenes

RULES = ("unequal-selection", "unequal-errors")


def _measure(rule: str, rows: Any, *attributes: str, **settings: Any) -> list[Measurement]:
    """Return what one rule measures of these decisions."""
    check = checks()[rule]
    ask = Ask(rule, **{"limit": check.rule.limit, "severity": Severity.HIGH, **settings})
    views = [view.of(_facts(rows, *attributes), "test") for view in check.reads]
    return list(check.measure(*views, ask))


def _facts(rows: Any, *attributes: str) -> Facts:
    """Return facts with decisions."""
    return scenes.facts_of(scenes.outcome_fact(attributes or ("sex",), rows))


def _rated(group: str, rows: int, percent: int) -> Any:
    """Return a group of which so many percent are selected, half of them rightly."""
    chosen = rows * percent // 200
    return scenes.cells(group, chosen, chosen, rows // 2 - chosen, rows // 2 - chosen)


def _pairs(found: list[Measurement]) -> set[tuple[str, str]]:
    """Return who is held against whom."""
    return {(one.target.group, one.against) for one in found}


# ------------------------------------------------------------------------------ a group alone


@pytest.mark.parametrize(("rule", "times"), [("unequal-selection", 1), ("unequal-errors", 2)])
def test_a_constant_attribute_is_said_and_not_left_out(rule: str, times: int) -> None:
    """One group: nothing to compare, on all its rows."""
    actual = [(str(one.target), one.value, one.reason, one.small, one.rows > 0) for one in _measure(rule, _rated("F", 400, 30))]

    assert actual == [("test::sex", None, "only one group: nothing to compare", False, True)] * times


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_does_not_pass_beside_an_attribute_it_could_not_judge(rule: str) -> None:
    """Race is equal and large; sex is constant, so the rule cannot be told."""
    rows = [(("F", race, actual, predicted), 20_000) for race in "ab" for actual in (0, 1) for predicted in (0, 1)]
    policy = read_policy((), tuple(checks()), Path())
    (ruling,) = assess(_facts(rows, "sex", "race"), policy, {rule: checks()[rule]}).rulings

    assert ruling.verdict is Verdict.UNSURE


# ---------------------------------------------------------------------- the reference is judged


def test_a_named_reference_is_held_against_the_most_selected_group() -> None:
    """M 30 % and F 90 %: F over M is three, and M over F is one third, which fails."""
    found = _measure("unequal-selection", [*_rated("M", 1000, 30), *_rated("F", 1000, 90)], reference={"sex": "M"})

    actual = [(one.target.group, round(one.value or 0, 3), one.against, one.detail) for one in found]

    assert actual == [("F", 3.0, "M", "against M"), ("M", 0.333, "F", "against F, the most selected group")]


@pytest.mark.parametrize(
    ("others", "settings"),
    [
        pytest.param([*_rated("F", 1000, 20)], {"reference": {"sex": "M"}}, id="the reference is the best"),
        pytest.param([*_rated("F", 1000, 30)], {"reference": {"sex": "M"}}, id="they are equal"),
        pytest.param([*_rated("F", 20, 90)], {"reference": {"sex": "M"}}, id="the better one is small"),
        pytest.param([*_rated("F", 1000, 20)], {}, id="none is named"),
    ],
)
def test_a_reference_that_no_large_group_exceeds_is_no_measurement(others: Any, settings: Any) -> None:
    """A reference group is not a measurement of itself."""
    found = _measure("unequal-selection", [*_rated("M", 1000, 30), *others], **settings)

    assert _pairs(found) == {("F", "M")}


# ------------------------------------------------------------------- references of intersections


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("named", [{"sex & race": "F & b"}, {"race & sex": "b & F"}, {"sex": "F", "race": "b"}], ids=str)
def test_an_intersection_has_the_reference_that_is_named(rule: str, named: dict[str, str]) -> None:
    """As a whole, in any order, or by its parts."""
    rows = [((sex, race, actual, chosen), 40) for sex in "FM" for race in "ab" for actual in (0, 1) for chosen in (0, 1)]

    actual = _pairs(_measure(rule, rows, "sex", "race", by=("sex & race",), reference=named))

    assert actual == {("F & a", "F & b"), ("M & a", "F & b"), ("M & b", "F & b")}


@pytest.mark.parametrize(
    ("attribute", "named", "expected"),
    [
        pytest.param("sex", {"sex": "a & b"}, "a & b", id="a value with an ampersand"),
        pytest.param("sex", {"sex & race": "F & b"}, None, id="only a part of what is named"),
        pytest.param("sex & race", {"sex": "F"}, None, id="only one part is named"),
        pytest.param("sex & race", {"sex & race": "F & b", "sex": "M", "race": "a"}, "F & b", id="the whole comes first"),
        pytest.param("sex & race", {"sex & race": "F & x&y"}, "F & x&&y", id="an ampersand in a part"),
        pytest.param("sex & race", {"sex & race": "F & x&&y"}, "F & x&&y", id="an ampersand already doubled"),
        pytest.param("sex & race", {"sex & race": "F"}, "F & ", id="a part is missing: nobody"),
    ],
)
def test_the_name_of_a_reference(attribute: str, named: dict[str, str], expected: str | None) -> None:
    """What is named is looked up as a whole, then by its parts."""
    assert named_reference(attribute, named) == expected


# -------------------------------------------------------------------------- pools and the unknown


@pytest.mark.parametrize("rule", RULES)
def test_a_pool_is_no_reference_and_is_listed_without_a_verdict(rule: str) -> None:
    """The pool is large and has the highest rate; it is many groups that are each rare."""
    rows = [*_rated("rare group 1", 1000, 90), *_rated("M", 800, 30), *_rated("F", 600, 20)]

    actual = {(one.target.group, one.against, one.value is None, one.small) for one in _measure(rule, rows)}

    assert actual == {("F", "M", False, False), ("rare group 1", "M", True, True)}


@pytest.mark.parametrize("rule", RULES)
def test_the_unknown_are_judged_and_are_no_reference(rule: str) -> None:
    """Largest and most selected, yet nobody is held against people of whom nothing is known."""
    rows = [*_rated("unknown", 1000, 90), *_rated("M", 800, 30), *_rated("F", 600, 20)]

    actual = {(one.target.group, one.against, one.value is None, one.small) for one in _measure(rule, rows)}

    assert actual == {("F", "M", False, False), ("unknown", "M", False, False)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("race", "judged"), [("rare group 1", False), ("unknown", True)])
def test_so_it_is_in_a_part_of_an_intersection(rule: str, race: str, judged: bool) -> None:
    """`M & rare group 1` is a pool, `M & unknown` is partly unknown."""
    rows = [((sex, part, actual, 1), 900 if part == race else 40) for sex in "FM" for part in ("a", race) for actual in (0, 1)]
    rows += [((sex, part, actual, 0), 40) for sex in "FM" for part in ("a", race) for actual in (0, 1)]
    found = _measure(rule, rows, "sex", "race", by=("sex & race",))

    actual = {(one.target.group, one.value is not None) for one in found}

    assert {one.against for one in found} == {"F & a"}
    assert actual == {("M & a", True), (f"F & {race}", judged), (f"M & {race}", judged)}

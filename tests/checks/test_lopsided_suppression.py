"""lopsided-suppression: a group whose rows have gaps or stars more often than everybody else's."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from audit.checks.privacy.lopsided_suppression import lopsided_suppression
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Difference, Measurement, Rate
from audit.core.words import Severity
from audit.observe.blanks import BLANKS, Blanks
from tests.observe import scenes

ASK = Ask("lopsided-suppression", Limit.at_most(0.05), Severity.MEDIUM)
FRAME = pd.DataFrame({
    "sex": ["F"] * 40 + ["M"] * 60 + [None] * 4 + ["X"] * 3,
    "zip": ["*"] * 10 + ["1"] * 94 + ["*"] * 3,
    "age": [30.0] * 35 + [None] * 5 + [40.0] * 54 + [None] * 6 + [1.0] * 7,
})  # fmt: skip


def _groups(frame: pd.DataFrame, **flags: str) -> Mapping[str, Mapping[str, Rate]]:
    """Return the groups that the fact of a frame holds."""
    with scenes.scene(frame, **{"protected": "sex", "quasi_identifiers": "zip,age", **flags}) as one:
        fact = BLANKS.make(one, {})
    view = Blanks.of(scenes.facts_of(fact), "test") if fact else None
    return view.groups if view else {}


def _measured(groups: Mapping[str, Rate], ask: Ask = ASK) -> list[Measurement]:
    """Return what the rule measures of one attribute."""
    return list(lopsided_suppression.measure(Blanks("test", {"sex": groups}), ask))


def test_gaps_and_stars_count_once_per_row() -> None:
    """Ten stars and five gaps of 40 women, six gaps of 60 men; who is unknown has a name, who is rare has not."""
    expected = {"sex": {"F": Rate(15, 40), "M": Rate(6, 60), "rare group 1": Rate(3, 3), "unknown": Rate(0, 4)}}

    assert expected == _groups(FRAME)


def test_numbers_hold_no_stars() -> None:
    """A column of numbers is looked at for gaps alone."""
    assert _groups(FRAME, quasi_identifiers="age")["sex"]["F"] == Rate(5, 40)


@pytest.mark.parametrize("flags", [{"protected": ""}, {"quasi_identifiers": ""}], ids=["no groups", "nothing an outsider knows"])
def test_there_is_no_fact_without_groups_and_quasi_identifiers(flags: dict[str, str]) -> None:
    assert _groups(FRAME, **flags) == {}


def test_a_group_is_held_against_all_others() -> None:
    """15 of 40 against 6 of 60, and the other way round."""
    groups = {"F": Rate(15, 40), "M": Rate(6, 60)}

    actual = [(one.target.group, one.value, one.counts, one.small) for one in _measured(groups)]

    assert [
        ("F", pytest.approx(0.275), Difference(Rate(15, 40), Rate(6, 60)), False),
        ("M", pytest.approx(-0.275), Difference(Rate(6, 60), Rate(15, 40)), False),
    ] == actual


def test_small_and_pooled_groups_are_listed_and_not_judged() -> None:
    """Fewer than 30 rows, or many rare groups under one name."""
    found = _measured({"F": Rate(5, 29), "M": Rate(6, 600), "rare group 1": Rate(40, 40)})

    assert [(one.target.group, one.small) for one in found] == [("F", True), ("M", False), ("rare group 1", True)]


def test_one_group_has_nothing_to_be_compared_with() -> None:
    (one,) = _measured({"F": Rate(5, 290)})

    assert (one.value, one.rows, bool(one.reason)) == (None, 290, True)


def test_a_policy_can_name_the_columns() -> None:
    asked = Ask("lopsided-suppression", Limit.at_most(0.05), Severity.MEDIUM, by=("race",))

    assert _measured({"F": Rate(5, 290), "M": Rate(5, 290)}, asked) == []

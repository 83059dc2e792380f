"""Whom does a waiver cover, and on which days?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.target import Target
from audit.core.words import Severity, Verdict
from audit.gate.rows import Row
from audit.gate.waivers import matches, waive
from audit.load.policy_types import Waiver

FIRST, LAST = date(2026, 11, 3), date(2026, 12, 31)


def waiver(name: str = "W-1", target: str = "test::income", rule: str = "missing-values", last: date = LAST) -> Waiver:
    """Return a waiver in force from November to its last day."""
    return Waiver(name, rule, target, "Optional on the paper form.", "o@example.org", "a@example.org", "", FIRST, last, "house.yml:9")


def row(verdict: Verdict = Verdict.FAIL, column: str = "income", *, small: bool = False, withheld: bool = False) -> Row:
    """Return a finding on a column."""
    value = None if withheld else 0.2
    target = Target("test", column)
    severity = Severity.HIGH
    return Row("missing-values", "quality", target, "share", column, severity, verdict, value, "<= 0.05", small=small, withheld=withheld)


MATCHES = {
    "the column": ("test::income", Target("test", "income"), True),
    "the column is not its groups": ("test::sex", Target("test", "sex", "Female"), False),
    "a group": ("test::sex::Female", Target("test", "sex", "Female"), True),
    "another group": ("test::sex::Female", Target("test", "sex", "Male"), False),
    "every group": ("test::sex::*", Target("test", "sex", "Female"), True),
    "a star also stands for none": ("test::sex::*", Target("test", "sex"), True),
    "a star at the end covers what follows": ("test::se*", Target("test", "sex", "Female"), True),
    "a star in the middle does not": ("*::sex", Target("test", "sex", "Female"), False),
    "a star does not leave its part": ("t*::Female", Target("test", "sex", "Female"), False),
    "every dataset": ("*::income", Target("train", "income"), True),
    "part of a name": ("test::inc*e", Target("test", "income"), True),
    "a dataset as a whole": ("train", Target("train"), True),
    "a dataset is not its columns": ("train", Target("train", "income"), False),
    "capitals count": ("test::Income", Target("test", "income"), False),
    "a band is no pattern": ("test::age::[18, 25)", Target("test", "age", "[18, 25)"), True),
    "a question mark is no pattern": ("test::wh?", Target("test", "who"), False),
    "a dot is no pattern": ("test::a.c", Target("test", "abc"), False),
    "a colon in a name": (r"test::a:\:b", Target("test", "a::b"), True),
    "three colons in a name": (r"test::a:\:\:b", Target("test", "a:::b"), True),
    "an intersection": ("test::sex & race::*", Target("test", "sex & race", "Female & Black"), True),
    "a line break in a group": ("test::sex::a*", Target("test", "sex", "a\nb"), True),
    "too many parts": ("test::sex::a::b", Target("test", "sex", "a"), False),
}


@pytest.mark.parametrize(("pattern", "target", "expected"), MATCHES.values(), ids=MATCHES)
def test_a_target_is_matched_part_by_part(pattern: str, target: Target, *, expected: bool) -> None:
    """Nothing but `*` is special."""
    assert expected == matches(pattern, target)


NAMES = st.text(st.sampled_from("ab:*[\\.& "), min_size=1, max_size=5).filter(
    lambda name: not name.startswith(":") and not name.endswith(":")
)


@given(dataset=NAMES, column=NAMES, group=NAMES)
def test_the_text_of_a_target_names_it(dataset: str, column: str, group: str) -> None:
    """What the evidence shows can be copied into a waiver."""
    target = Target(dataset, column, group)
    text = str(target)

    if "\\" not in dataset + column + group:
        assert matches(text, target)


STATES = {
    "the day before": (FIRST - timedelta(1), "early"),
    "its first day": (FIRST, "applied"),
    "31 days left": (LAST - timedelta(31), "applied"),
    "30 days left": (LAST - timedelta(30), "due"),
    "its last day": (LAST, "due"),
    "the day after": (LAST + timedelta(1), "expired"),
}


@pytest.mark.parametrize(("day", "expected"), STATES.values(), ids=STATES)
def test_first_and_last_day_are_in_it(day: date, expected: str) -> None:
    """A waiver holds to the end of its last day."""
    found = waive([row()], [waiver()], day, 30)

    assert expected == found.states[0].state
    assert (LAST - day).days == found.states[0].days_left
    assert bool(found.held) is (expected in {"applied", "due"})
    assert bool(found.lapsed) is (expected in {"early", "expired"})


UNCOVERED = {
    "it passes": row(Verdict.PASS),
    "its group is too small": row(Verdict.UNSURE, small=True),
    "another column": row(column="age"),
}


@pytest.mark.parametrize("other", UNCOVERED.values(), ids=UNCOVERED)
def test_a_waiver_that_excuses_nothing_is_unused(other: Row) -> None:
    """Only what fails or cannot be told needs one."""
    found = waive([other], [waiver()], FIRST, 30)

    assert (found.states[0].state, found.states[0].findings, found.held) == ("unused", 0, {})


def test_a_waiver_of_another_rule_is_unused() -> None:
    """The same column under another rule is another finding."""
    assert waive([row()], [waiver(rule="old-age")], FIRST, 30).states[0].state == "unused"


def test_what_is_unsure_and_what_is_withheld_can_be_waived() -> None:
    """A waiver needs no value."""
    rows = [row(Verdict.UNSURE, "a"), row(Verdict.FAIL, "b", withheld=True)]

    assert set(waive(rows, [waiver(target="test::*")], FIRST, 30).held) == {"a", "b"}


def test_of_two_the_longer_one_holds_and_both_are_used() -> None:
    """A waiver that was renewed early does not run out in between."""
    found = waive([row()], [waiver("W-2", last=LAST), waiver("W-1", last=LAST - timedelta(5))], FIRST, 30)

    assert found.held["income"].waiver.id == "W-2"
    assert [(one.waiver.id, one.state) for one in found.states] == [("W-1", "applied"), ("W-2", "applied")]


def test_an_expired_waiver_beside_one_in_force_is_not_held_against_the_finding() -> None:
    """The finding is excused, and nothing says that it is not."""
    found = waive([row()], [waiver("W-1", last=FIRST), waiver("W-2")], FIRST + timedelta(9), 30)

    assert (found.held["income"].waiver.id, found.lapsed) == ("W-2", {})


def test_what_is_ignored_is_listed_and_excuses_nothing() -> None:
    """The raw picture."""
    found = waive([row()], [waiver()], FIRST, 30, ignored=True)

    assert (found.states[0].state, found.states[0].findings, found.held, found.lapsed) == ("ignored", 1, {}, {})

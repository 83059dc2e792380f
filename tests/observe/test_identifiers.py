"""What columns hold, how much was read of them, and on which ground they may."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from audit.assess import ask_of
from audit.checks.privacy.direct_identifier import direct_identifier
from audit.checks.registry import checks
from audit.core.fact import Fact
from audit.load.policy import RuleSetting, read_policy
from audit.observe.engines.draw import draw_distinct
from audit.observe.identifiers import Identifiers
from audit.observe.personal.fact_rows import KEYS, MEASURES
from audit.observe.scene import Settings
from audit.observe.stage import described
from tests.observe import scenes

PEOPLE = pd.DataFrame({
    "mail": [f"p{place}@example.org" for place in range(200)],
    "note": [f"call p{place}@example.org about it" if place % 4 == 0 else "nothing to say here" for place in range(200)],
    "plain": [f"w{place % 7}" for place in range(200)],
    "empty": pd.array([None] * 200, dtype="str"),
})  # fmt: skip


def _identifiers(cap: int = 1000) -> Identifiers:
    """Return what the people's columns hold."""
    from audit.observe.run import observe

    with scenes.scene(PEOPLE, Settings(distinct_cap=cap)) as one:
        facts = observe([one], described(scenes.subject(), [one]))
    view = Identifiers.of(facts, "test")
    assert view is not None
    return view


def test_every_column_says_how_much_was_read() -> None:
    """Distinct values, up to the cap."""
    actual = (_identifiers().read, _identifiers(20).read)

    assert actual == (
        {"empty": (0, 0), "mail": (200, 200), "note": (51, 51), "plain": (7, 7)},
        {"empty": (0, 0), "mail": (20, 200), "note": (20, 51), "plain": (7, 7)},
    )


def test_a_column_and_free_text_that_names_people_are_told_apart() -> None:
    """Whole values are direct identifiers, values that hold one are free text; both name a person."""
    found = {(one.column, one.entity): (one.category, one.matched, one.names_a_person) for one in _identifiers().found}

    assert found["mail", "EMAIL_ADDRESS"] == ("direct", 200, True)
    assert found["note", "EMAIL_ADDRESS"] == ("freetext", 50, True)
    assert not [key for key in found if key[0] in {"plain", "empty"}]


def test_the_reason_is_made_of_counts() -> None:
    """No value in it."""
    reasons = [one.why for one in _identifiers().found]

    assert all(reasons)
    assert "example.org" not in " ".join(reasons)


def test_a_note_allows_what_it_names() -> None:
    """Personal and special are two things; a missing ground is said."""
    rows = [(("mail", "", "", "", ""), (1, 1, *[0] * (len(MEASURES) - 2)))]
    columns = {"mail": {"personal": "allowed", "special": "", "ground": ""}, "x": {"special": "allowed", "ground": "Art. 9"}}
    view = Identifiers.of(scenes.facts_of(Fact.of("personal", "test", KEYS, MEASURES, rows), columns=columns), "test")
    assert view is not None

    actual = [view.allowed("mail", "personal"), view.allowed("mail", "special"), view.allowed("x", "special"), view.allowed("y", "special")]

    assert actual == ["no ground given", None, "Art. 9", None]


def test_nothing_read_has_no_share() -> None:
    """0 of 0 is no share of anything; without the fact there is no view."""
    rows = [(("a", "AGE", "quasi", "header", ""), (0, 0, 0, 0, 900, *[0] * (len(MEASURES) - 5)))]
    view = Identifiers.of(scenes.facts_of(Fact.of("personal", "test", KEYS, MEASURES, rows)), "test")

    assert view is not None
    assert view.found[0].share == 0.0
    assert Identifiers.of(scenes.facts_of(), "test") is None


def test_the_draw_is_the_same_in_any_order_and_changes_with_the_key() -> None:
    """The smallest keyed hashes; a name may hold quotes."""
    frame = PEOPLE.rename(columns={"mail": 'a "b" c'})
    with scenes.scene(frame) as one, scenes.scene(frame.sample(frac=1, random_state=4)) as other:
        first = draw_distinct(one.source, 'a "b" c', 20, 0)
        again = draw_distinct(other.source, 'a "b" c', 20, 0)
        keyed = draw_distinct(one.source, 'a "b" c', 20, 1)

    assert first == again
    assert first != keyed
    assert len(set(first)) == 20


def test_a_name_alone_leaves_a_column_open() -> None:
    """`email` without an address in it is no pass, and no claim; a yes or no about it is a flag."""
    frame = pd.DataFrame({
        "email": [f"anna at example {place}" for place in range(60)],
        "ssn": range(1000, 1060),
        "phone": ["yes", "no"] * 30,
        "plain": [f"w{place}" for place in range(60)],
    })  # fmt: skip
    facts = scenes.observed(frame)
    view = Identifiers.of(facts, "test")
    assert view is not None
    ask = ask_of(checks()["direct-identifier"], RuleSetting(), read_policy((), tuple(checks()), Path()), facts)

    actual = {one.target.column: (one.value, one.reason) for one in direct_identifier.measure(view, ask)}

    said = "the column name says {}, and its values do not have that form: look at it"
    assert actual["email"] == (None, said.format("e-mail addresses"))
    assert actual["ssn"][0] is None
    assert (actual["phone"], actual["plain"]) == ((0.0, ""), (0.0, ""))
    assert [one for one in view.found if one.column in {"email", "ssn"}] == []

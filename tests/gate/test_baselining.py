"""What may be adopted is adopted, days of what is no worse stay, and nothing is dropped that was not judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from adoptable_claims import DAY, TEAM, adopted, claims, finding, later, seen

from audit.baselining import Adopter, created, pruned, seen_in, updated
from audit.core.baseline import Baseline
from audit.core.errors import BadInput
from audit.gate.adoption import adopt
from audit.load.baseline_file import baseline_bytes

SHARE = finding("missing-values", "income")
OTHER = finding("missing-values", "age", value=0.1)
BETTER = finding("missing-values", "income", value=0.1)
WORSE = finding("missing-values", "income", value=0.3)
PASSES = finding("missing-values", "income", "pass", 0.01)
KNOWN = ("missing-values", "small-cells")

ADOPTABLE: dict[str, tuple[dict[str, Any], dict[str, Any], int]] = {
    "fails": (SHARE, {}, 1),
    "passes": (PASSES, {}, 0),
    "unsure, only warned of": (finding("missing-values", "x", "unsure"), {}, 0),
    "unsure, not assured": (finding("missing-values", "x", "unsure"), {"on_unsure": "not_assured"}, 1),
    "unsure, warned of at its severity": (finding("missing-values", "x", "unsure"), {"on_unsure": {"critical": "fail"}}, 0),
    "unsure, not at its severity": (finding("missing-values", "x", "unsure"), {"on_unsure": {"high": "fail"}}, 1),
    "too small": (finding("missing-values", "x", "unsure", small=True), {"on_unsure": "fail"}, 0),
    "withheld": (finding("missing-values", "x", value=None, reason="withheld: fewer than 10"), {}, 0),
    "waived": (finding("missing-values", "x", waiver="W-1"), {}, 0),
    "grave privacy": (finding("small-cells", "", value=2.0, limit=">= 5"), {}, 0),
    "critical privacy": (finding("direct-identifier", "mail", severity="critical"), {}, 0),
    "light privacy": (finding("small-cells", "", value=2.0, limit=">= 5", severity="medium"), {}, 1),
}


@pytest.mark.parametrize(("one", "gate", "expected"), ADOPTABLE.values(), ids=ADOPTABLE)
def test_what_may_be_adopted(one: dict[str, Any], gate: dict[str, Any], expected: int) -> None:
    actual = len(adopted(one, **gate).entries)

    assert expected == actual


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (ADOPTABLE["withheld"][0], "without a value"),
        (ADOPTABLE["waived"][0], "waived already"),
        (ADOPTABLE["grave privacy"][0], "mend or waive"),
    ],
    ids=["withheld", "waived", "privacy"],
)
def test_what_is_left_out_is_said(one: dict[str, Any], words: str) -> None:
    actual = created(seen(one), Adopter(TEAM)).said

    assert len(actual) == 1
    assert words in actual[0]


def test_what_is_left_out_is_counted_beyond_three() -> None:
    many = [finding("direct-identifier", f"mail{n}", severity="critical") for n in range(5)]

    actual = created(seen(*many), Adopter(TEAM)).said

    assert "mail2, and 2 more" in actual[0]


@pytest.mark.parametrize("one", [ADOPTABLE[name][0] for name in ("fails", "light privacy")], ids=["fails", "light privacy"])
def test_what_was_adopted_no_longer_counts(one: dict[str, Any]) -> None:
    """The gate agrees with what was written: the same evidence, and nothing is left."""
    found = seen(one)

    actual = adopt(found.rows, adopted(one), found.day, found.terms).findings

    assert {one["fingerprint"]: "unchanged"} == actual


def test_of_several_findings_with_one_identity_the_worst_is_adopted() -> None:
    actual = adopted(SHARE, WORSE, BETTER)

    assert [one.value for one in actual.entries] == [0.3]


def test_of_limits_from_below_the_lowest_is_the_worst() -> None:
    rows = [finding("equal", "sex", value=value, limit=">= 0.8") for value in (0.7, 0.5, 0.6)]

    assert [one.value for one in adopted(*rows).entries] == [0.5]


def test_one_that_may_not_be_adopted_keeps_its_twin_out() -> None:
    assert adopted(SHARE, {**WORSE, "value": None}).entries == ()


def test_an_entry_says_who_and_until_when() -> None:
    entry = adopted(SHARE, until=date(2027, 3, 31)).entries[0]

    assert (TEAM, date(2026, 11, 20), date(2027, 3, 31)) == (entry.owner, entry.adopted, entry.until)


def test_without_an_end_it_is_the_longest_the_policy_allows() -> None:
    assert date(2026, 12, 20) == adopted(SHARE, max_baseline_days=30).entries[0].until
    assert date.max == adopted(SHARE, max_baseline_days=999_999_999).entries[0].until


@pytest.mark.parametrize("until", [date(2026, 11, 19), date(2027, 11, 21)], ids=["before", "too long"])
def test_an_end_that_the_policy_does_not_allow_is_bad_input(until: date) -> None:
    with pytest.raises(BadInput, match="2026-11-20 to 2027-11-20"):
        adopted(SHARE, until=until)


def test_the_order_of_findings_changes_no_byte() -> None:
    rows = [SHARE, OTHER, finding("unequal", "sex", group="f")]

    assert baseline_bytes(adopted(*rows)) == baseline_bytes(adopted(*reversed(rows)))


def test_claims_without_what_is_needed_are_bad_input() -> None:
    whole = claims(SHARE)

    for name in whole:
        with pytest.raises(BadInput, match="lacks what a baseline is made from"):
            seen_in({key: part for key, part in whole.items() if key != name})


UPDATED: dict[str, tuple[list[dict[str, Any]], tuple[bool, bool], float, str, int]] = {
    "the same": ([SHARE], (False, False), 0.2, DAY, 0),
    "better": ([BETTER], (False, False), 0.1, DAY, 0),
    "worse": ([WORSE], (False, False), 0.2, DAY, 1),
    "worse and accepted": ([WORSE], (True, False), 0.3, later(9), 0),
    "a step of rounding": ([{**SHARE, "value": 0.2 * (1 + 1e-12)}], (False, False), 0.2, DAY, 0),
    "passes": ([PASSES], (False, False), 0.2, DAY, 0),
    "waived since": ([{**WORSE, "waiver": "W-1"}], (False, False), 0.2, DAY, 0),
    "withheld since": ([{**SHARE, "value": None, "reason": "withheld"}], (False, False), 0.2, DAY, 0),
    "not measured": ([OTHER], (False, False), 0.2, DAY, 0),
}


@pytest.mark.parametrize(("rows", "flags", "value", "day", "refused"), UPDATED.values(), ids=UPDATED)
def test_an_update(rows: list[dict[str, Any]], flags: tuple[bool, bool], value: float, day: str, refused: int) -> None:
    """Days stay where nothing got worse; better values are kept to; worse ones are refused."""
    made = updated(adopted(SHARE), seen(*rows, day=later(9)), Adopter(TEAM), accept_worse=flags[0], renew=flags[1])
    entry = next(one for one in made.baseline.entries if one.target == "test::income")

    assert (value, day, refused) == (entry.value, entry.adopted.isoformat(), len(made.refused))


ENDED: dict[str, tuple[dict[str, Any], tuple[bool, bool], str, int]] = {
    "ended": (SHARE, (False, False), DAY, 0),
    "renewed": (SHARE, (False, True), later(40), 0),
    "worse, renewed only": (WORSE, (False, True), DAY, 1),
    "worse, renewed and accepted": (WORSE, (True, True), later(40), 0),
}


@pytest.mark.parametrize(("row", "flags", "day", "refused"), ENDED.values(), ids=ENDED)
def test_what_ended_is_adopted_again_only_if_renewed(row: dict[str, Any], flags: tuple[bool, bool], day: str, refused: int) -> None:
    old = adopted(SHARE, until=date.fromisoformat(later(30)))

    made = updated(old, seen(row, day=later(40)), Adopter(), accept_worse=flags[0], renew=flags[1])

    assert (day, refused) == (made.baseline.entries[0].adopted.isoformat(), len(made.refused))
    assert made.baseline.entries[0].owner == TEAM


def test_unsure_where_it_failed_is_better_and_back_again_is_worse() -> None:
    unsure = finding("missing-values", "income", "unsure")
    strict: dict[str, Any] = {"on_unsure": "not_assured"}
    old = adopted(SHARE, **strict)

    made = updated(old, seen(unsure, **strict), Adopter(), accept_worse=False, renew=False)
    again = updated(made.baseline, seen(SHARE, **strict), Adopter(), accept_worse=False, renew=False)

    assert [one.verdict for one in made.baseline.entries] == ["unsure"]
    assert len(again.refused) == 1


def test_a_new_finding_needs_somebody_who_answers_for_it() -> None:
    with pytest.raises(BadInput, match="nobody answers for missing-values at test::age"):
        updated(adopted(SHARE), seen(SHARE, OTHER), Adopter(), accept_worse=False, renew=False)

    made = updated(adopted(SHARE), seen(SHARE, OTHER, day=later(9)), Adopter("b"), accept_worse=False, renew=False)

    assert [(one.target, one.owner) for one in made.baseline.entries] == [("test::age", "b"), ("test::income", TEAM)]


def test_a_limit_that_moved_is_written_down_without_new_days() -> None:
    made = updated(adopted(SHARE), seen({**SHARE, "limit": "<= 0.01"}, day=later(9)), Adopter(), accept_worse=False, renew=False)
    entry = made.baseline.entries[0]

    assert (entry.limit, entry.adopted.isoformat()) == ("<= 0.01", DAY)


def test_an_update_with_the_same_evidence_changes_no_byte() -> None:
    old = adopted(SHARE, OTHER)

    made = updated(old, seen(SHARE, OTHER, day=later(9)), Adopter("someone else"), accept_worse=True, renew=True)

    assert baseline_bytes(old) == baseline_bytes(made.baseline)
    assert made.said == ()


PRUNED: dict[str, tuple[list[dict[str, Any]], tuple[str, ...], int]] = {
    "it fails": ([SHARE, OTHER], (), 1),
    "it passes": ([PASSES, OTHER], (), 0),
    "it is no longer measured": ([OTHER], (), 0),
    "its rule did not run": ([finding("small-cells", "", "pass", 9.0)], ("missing-values",), 1),
    "its rule is not asked": ([finding("small-cells", "", "pass", 9.0)], (), 1),
    "its group is too small now": ([finding("missing-values", "income", "unsure", small=True), OTHER], (), 1),
    "its value is withheld now": ([{**SHARE, "value": None, "reason": "withheld"}, OTHER], (), 1),
    "its data is not there": ([{**OTHER, "dataset": "train"}], (), 1),
}


@pytest.mark.parametrize(("rows", "not_run", "expected"), PRUNED.values(), ids=PRUNED)
def test_only_what_is_gone_is_taken_out(rows: list[dict[str, Any]], not_run: tuple[str, ...], expected: int) -> None:
    shown = {**claims(*rows, not_run=not_run), "datasets": []}

    actual = pruned(adopted(SHARE), seen_in(shown), KNOWN)

    assert expected == len(actual.baseline.entries)


def test_entries_of_rules_that_are_no_more_are_taken_out() -> None:
    actual = pruned(adopted(SHARE), seen(SHARE), ("small-cells",))

    assert actual.baseline.entries == ()
    assert "there is no such rule" in actual.said[0]


def test_what_is_gone_or_refused_is_said_in_an_update() -> None:
    grave = finding("small-cells", "", value=2.0, limit=">= 5", severity="medium")
    old = adopted(SHARE, OTHER, grave)
    now = seen(PASSES, {**grave, "severity": "high"}, finding("missing-values", "age", "unsure", small=True))

    said = "\n".join(updated(old, now, Adopter(), accept_worse=False, renew=False).said)

    assert "test::income (share): gone" in said
    assert "test::age (share): was not judged here" in said
    assert "small-cells at test (share): is no finding that can be adopted, and counts" in said


def test_what_is_printed_cannot_move_the_cursor() -> None:
    said = created(seen(finding("missing-values", "in\x1b[2Jcome")), Adopter(TEAM)).said

    assert "\x1b" not in "".join(said)


def test_an_entry_with_the_fingerprint_of_another_finding_excuses_nothing() -> None:
    entry = adopted(SHARE).entries[0]
    forged = Baseline((replace(entry, target="test::age"),))

    said = updated(forged, seen(SHARE), Adopter(), accept_worse=False, renew=False).said

    assert "cannot" not in said
    assert any("is no finding that can be adopted" in line for line in said)

"""Waivers and a baseline in the claims: what is said of them, read back from them, and found out when it is edited."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.claims.excuses import excuse_lines, excuses_in
from audit.core.advice import Tried
from audit.core.baseline import Baseline, Entry
from audit.core.evidence import Evidence
from audit.core.fact import Facts
from audit.core.finding import fingerprint_of
from audit.core.values import canonical
from audit.core.words import Verdict
from audit.gate.settle import Excuses
from audit.load.policy import Waiver, read_policy
from audit.verify import disagreements
from tests.observe import scenes

DAY = date(2026, 11, 20)
RUN = {"time": "2026-11-20T12:00:00Z"}
SELECTION = ("unequal-selection", "test::sex & race::*", "The quota of the pilot explains it.")
WAIVER = Waiver("W-1", *SELECTION, "o", "a", "T-7", DAY, date(2027, 3, 1), "h.yml:4")
UNUSED = replace(WAIVER, id="W-2", target="test::nothing")
ENDED = replace(WAIVER, id="W-0", target="test::sex::*", created=date(2026, 1, 1), expires=date(2026, 11, 19))
GROUPS = {("F", "a"): (300, 60), ("M", "a"): (310, 200), ("F", "b"): (400, 100), ("M", "b"): (350, 220)}
"""Rows of each group, and how many are selected: women much less often."""


@cache
def facts() -> Facts:
    """Return decisions of groups, half of which carry the event whatever was decided."""
    rows: list[Any] = []
    for groups, (n, selected) in GROUPS.items():
        hits, misses = selected // 2, (n - selected) // 2
        parts = {(1, 1): hits, (0, 1): selected - hits, (1, 0): misses, (0, 0): n - selected - misses}
        rows += [((*groups, actual, predicted), number) for (actual, predicted), number in parts.items()]
    return scenes.facts_of(scenes.outcome_fact(("sex", "race"), rows))


def claims(waivers: tuple[Waiver, ...] = (), baseline: Baseline | None = None, **excuses: Any) -> dict[str, Any]:
    """Return the claims under the default policy and these excuses."""
    policy = replace(read_policy(("release",), tuple(checks()), Path()), waivers=waivers)
    made = Excuses(DAY, waivers, None if "ignore_baseline" in excuses else baseline, **excuses)
    document = claims_of(facts(), policy, assess(facts(), policy, checks()), checks(), Tried(), made)
    roles = {"protected": [{"column": "sex"}, {"column": "race"}]}
    return {**json.loads(canonical(document)), "as_of": None, "roles": roles}


@cache
def raw() -> dict[str, Any]:
    """Return the claims without any excuse."""
    return claims()


def adopted() -> Baseline:
    """Return a baseline of all errors that fail; between men and women it was better then."""
    failed = [one for one in raw()["findings"] if one["verdict"] == "fail" and one["rule"] == "unequal-errors"]
    names = ("fingerprint", "rule", "target", "metric", "value", "limit")
    entries = [Entry(**{name: one[name] for name in names}, verdict=Verdict.FAIL, owner="o", adopted=DAY, until=DAY) for one in failed]
    gone = replace(entries[0], rule="thin-group", metric="count", fingerprint=fingerprint_of("thin-group", entries[0].target, "count"))
    return Baseline((*(replace(one, value=0.3) if one.target == "test::sex::M" else one for one in entries), gone))


@cache
def excused() -> dict[str, Any]:
    """Return the claims with waivers and a baseline."""
    return claims((WAIVER, UNUSED, ENDED), adopted())


def test_no_excuse_changes_a_verdict_or_a_number() -> None:
    """Findings and rules are the same but for what is said of the excuse."""
    marks = ("waiver", "baseline", "note", "excused")
    bare = [[{name: value for name, value in one.items() if name not in marks} for one in made[kind]]
            for made in (raw(), excused()) for kind in ("findings", "rules")]  # fmt: skip

    assert bare[:2] == bare[2:]


def test_every_count_agrees_with_the_findings() -> None:
    """Waived, adopted and excused, in the rules, the waivers and the line that a reader meets first."""
    made = excused()
    held = [one for one in made["findings"] if one["waiver"]]
    kept = [one for one in made["findings"] if one["baseline"] == "unchanged"]
    fresh = [one for one in made["findings"] if one["baseline"] == "new"]
    either = [one for one in made["findings"] if one["waiver"] or one["baseline"] == "unchanged"]

    assert held
    assert kept
    assert {one["id"]: (one["state"], one["findings"]) for one in made["waivers"]} == {
        "W-0": ("expired", 1), "W-1": ("applied", len(held)), "W-2": ("unused", 0)}  # fmt: skip
    assert sum(one["excused"] for one in made["rules"]) == len(either)
    assert f"{len(held)} waived, {len(kept)} adopted" in made["count_line"]
    assert [made["baseline"][word] for word in ("unchanged", "worse", "gone", "ended", "new")] == [len(kept), 2, 1, 0, len(fresh)]
    assert made["headline"].endswith(f"; {len(kept)} adopted, oldest 0 days; {len(held)} waived")


def test_the_steps_begin_with_what_still_counts() -> None:
    """What is waived or adopted needs no step; a waiver that ran out is named, and one that nothing needs."""
    made = excused()
    text = "\n".join(made["todo"])

    assert "unequal-selection fails (sex: F). Waiver W-0 ended on 2026-11-19." in text
    assert "unequal-errors fails (sex: M). Adopted on 2026-11-20 until 2026-11-20, and worse since." in text
    assert made["reason"].startswith(
        "2 rules fail at high or above (unequal-errors, unequal-selection); waiver W-0 ended on 2026-11-19; 2 worse"
    )


def test_excuses_read_back() -> None:
    """What the claims list is what was settled on."""
    actual = excuses_in(excused())

    assert (actual.day, sorted(actual.waivers, key=lambda one: one.id)) == (DAY, [ENDED, WAIVER, UNUSED])
    assert actual.baseline is not None
    assert set(actual.baseline.entries) == set(adopted().entries)


IGNORED = {
    "waivers": ({"ignore_waivers": True}, {"ignored"}, "used"),
    "the baseline": ({"ignore_baseline": True}, {"applied", "unused"}, "ignored"),
}


@pytest.mark.parametrize(("excuses", "states", "state"), IGNORED.values(), ids=IGNORED)
def test_what_is_ignored_is_listed(excuses: dict[str, bool], states: set[str], state: str) -> None:
    """And the claims agree with themselves."""
    made = claims((WAIVER, UNUSED), adopted(), **excuses)

    assert (states, state) == ({one["state"] for one in made["waivers"]}, made["baseline"]["state"])
    assert disagreements(Evidence(made, RUN)) == []


def test_excuses_agree_with_themselves() -> None:
    """Settled again, the evidence comes to the same."""
    assert disagreements(Evidence(excused(), RUN)) == []


def test_what_does_not_hold_is_said_in_lines() -> None:
    """For stderr, whatever the format."""
    lines = excuse_lines(excused())

    assert "h.yml:4: waiver W-2 excuses nothing: correct its target, or take it out of the policy" in lines
    assert any(line.startswith("baseline: adopted findings that are gone") for line in lines)


def _first(made: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    """Return the first finding with a value under a key."""
    return next(one for one in made["findings"] if one[key] == value)


def _entry(made: dict[str, Any], state: str) -> dict[str, Any]:
    """Return the first entry of the baseline in a state."""
    return next(one for one in made["baseline"]["entries"] if one["state"] == state)


EDITS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a finding is waived by nobody": lambda made: _first(made, "baseline", "worse").update(waiver="W-1"),
    "a finding is adopted by nobody": lambda made: _first(made, "baseline", "new").update(baseline="unchanged"),
    "a finding says something else": lambda made: _first(made, "waiver", "W-1").update(note=""),
    "a waiver is wider": lambda made: made["waivers"][2].update(target="test::*"),
    "a waiver holds longer": lambda made: made["waivers"][1].update(expires="2099-01-01"),
    "a waiver is of another rule": lambda made: made["waivers"][1].update(rule="old-age"),
    "a waiver is gone": lambda made: made["waivers"].pop(1),
    "a waiver has another state": lambda made: made["waivers"][2].update(state="applied"),
    "the waivers were ignored": lambda made: made["waivers"][1].update(state="ignored"),
    "an adopted value was worse": lambda made: _entry(made, "worse").update(value=0.9),
    "an entry is taken out": lambda made: made["baseline"]["entries"].remove(_entry(made, "unchanged")),
    "the baseline was ignored": lambda made: made["baseline"].update(state="ignored"),
    "there was no baseline": lambda made: made.update(baseline=None),
    "a count of the baseline": lambda made: made["baseline"].update(new=0, unchanged=99),
    "a count of a rule": lambda made: made["rules"][0].update(excused=7),
    "another day": lambda made: made.update(settled_on="2026-11-19"),
    "another reason": lambda made: made.update(reason="no rule fails at high or above"),
    "another answer": lambda made: made.update(overall="PASS", exit_code=0),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_found(edit: Callable[[dict[str, Any]], None]) -> None:
    """No excuse can be written into the evidence."""
    made = copy.deepcopy(excused())
    edit(made)

    assert disagreements(Evidence(made, RUN)) != []

"""Waivers and baselines from the command line: what is said on stderr, which exit code, on which day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from command_line import Ended

from audit.core.evidence import Evidence
from audit.verify import disagreements

Here = Callable[..., Ended]

SUBJECT = """version: 1
name: s
data: {test: d.csv}
roles: {label: hired, prediction: guess, favourable: "yes", protected: [sex]}
policies: [p.yml]
"""
POLICY = """version: 1
name: p
gate: {min_rules: 1, due_days: 10}
rules:
  missing-values: {limit: "<= 0.01", severity: high}
  unequal-selection: {limit: ">= 0.50", severity: high}
"""
PEOPLE = 'reason: "Accepted by the release board.", owner: o@example.org, approved_by: a@example.org'
NOTE = f'  - {{id: W-1, rule: missing-values, target: "test::note", {PEOPLE}, created: 2026-11-01, expires: 2026-12-31}}\n'
NOBODY = NOTE.replace("W-1", "W-2").replace("test::note", "test::name")
NOON = "T12:00:00Z"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """Write data of which one column fails, the subject, and a policy that waives it."""
    place = pd.Series(range(240))
    rows = {
        "sex": place.map(lambda n: ("Female", "Male")[n % 2]),
        "hired": place.map(lambda n: "yes" if n % 3 else "no"),
        "guess": place.map(lambda n: "yes" if n % (5 if n % 2 else 3) else "no"),
        "note": place.map(lambda n: None if n % 7 == 0 else "x"),
    }
    pd.DataFrame(rows).to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "equigate.yml").write_text(SUBJECT, "utf-8")
    (tmp_path / "p.yml").write_text(f"{POLICY}waivers:\n{NOTE}", "utf-8")
    return tmp_path


DAYS = {
    "its first day": ("2026-11-01", 0, "", "exit 0: no rule fails at high or above; 1 waived"),
    "soon due": ("2026-12-21", 0, "p.yml:8: waiver W-1 ends on 2026-12-31; days left: 10", "exit 0: no rule fails at high or above; 1 waived"),
    "its last day": (
        "2026-12-31", 0, "p.yml:8: waiver W-1 ends on 2026-12-31; days left: 0", "exit 0: no rule fails at high or above; 1 waived"),
    "the day after": (
        "2027-01-01", 1, "p.yml:8: waiver W-1 ended on 2026-12-31; findings that count again: 1",
        "exit 1: 1 rule fails at high or above (missing-values); waiver W-1 ended on 2026-12-31"),
    "the day before": (
        "2026-10-31", 1, "p.yml:8: waiver W-1 begins on 2026-11-01; findings that count until then: 1",
        "exit 1: 1 rule fails at high or above (missing-values); waiver W-1 begins on 2026-11-01"),
}  # fmt: skip


@pytest.mark.parametrize(("day", "code", "said", "last"), DAYS.values(), ids=DAYS)
def test_a_waiver_holds_from_its_first_to_its_last_day(here: Here, folder: Path, day: str, code: int, said: str, last: str) -> None:
    """The exit code, the note and the reason; and the evidence agrees with itself."""
    ended = here("check", "--now", f"{day}{NOON}", "-o", "json=e.json")

    assert (code, last) == (ended.code, ended.last)
    assert [said] * bool(said) == ended.err.splitlines()[:-1]
    assert disagreements(Evidence.from_json((folder / "e.json").read_text("utf-8"))) == []


def test_an_early_day_for_ages_keeps_no_waiver_alive(here: Here) -> None:
    """The day of the run counts, whatever day ages are counted from."""
    ended = here("check", "--now", f"2027-01-01{NOON}", "--as-of", "2026-11-20")

    assert ended.code == 1


def test_the_time_comes_from_the_environment(run: Callable[..., Ended]) -> None:
    """SOURCE_DATE_EPOCH stands in for the clock."""
    ended = run("check", "--format", "json", env={"SOURCE_DATE_EPOCH": "1798761600"})
    document = json.loads(ended.out)

    assert (ended.code, document["run"]["time"], document["claims"]["settled_on"]) == (1, "2027-01-01T00:00:00Z", "2027-01-01")


def test_an_environment_that_is_no_time_is_bad_input(run: Callable[..., Ended]) -> None:
    """Exit 2 with the name of the variable."""
    ended = run("waiver", "list", env={"SOURCE_DATE_EPOCH": "today"})

    assert ended.code == 2
    assert ended.err.startswith("SOURCE_DATE_EPOCH: 'today' is not a number of seconds.")


def test_the_raw_picture(here: Here, folder: Path) -> None:
    """`--no-waivers` counts everything, and lists what it ignored."""
    ended = here("check", "--now", f"2026-11-20{NOON}", "--no-waivers", "-o", "json=e.json")
    claims = json.loads((folder / "e.json").read_text("utf-8"))["claims"]

    assert (ended.code, [one["state"] for one in claims["waivers"]]) == (1, ["ignored"])
    assert disagreements(Evidence(claims, {"time": f"2026-11-20{NOON}"})) == []


def test_an_unused_waiver_is_said_and_not_enough_under_strict(here: Here, folder: Path) -> None:
    """A warning, and exit 3 where no warning is enough."""
    (folder / "p.yml").write_text(f"{POLICY}waivers:\n{NOTE}{NOBODY}", "utf-8")

    plain = here("check", "--now", f"2026-11-20{NOON}")
    strict = here("check", "--now", f"2026-11-20{NOON}", "--strict")

    assert plain.code == 0
    assert "p.yml:9: waiver W-2 excuses nothing" in plain.err
    assert (strict.code, strict.last) == (3, "exit 3: waiver W-2 is unused; 1 waived")


REFUSED = {
    "longer than the gate allows": (
        POLICY.replace("due_days: 10", "max_waiver_days: 30"), NOTE,
        "p.yml:8:", "waiver 'W-1': 'expires' is 60 days after 'created', the policy allows 30"),
    "a rule that may not be waived": (
        POLICY.replace('"<= 0.01"', '"<= 0.01", waivable: false'), NOTE,
        "p.yml:8:15:", "waiver 'W-1': missing-values may not be waived (p.yml:5 says so)"),
    "too many parts": (POLICY, NOTE.replace("test::note", "test::a::b::c"), "p.yml:8:", "'target' has more than three parts"),
    "a bare star": (POLICY, NOTE.replace("test::note", "*::*"), "p.yml:8:", "'target' would waive everything"),
}  # fmt: skip


@pytest.mark.parametrize(("policy", "waiver", "where", "what"), REFUSED.values(), ids=REFUSED)
def test_a_waiver_that_may_not_be_is_bad_input(here: Here, folder: Path, policy: str, waiver: str, where: str, what: str) -> None:
    """Exit 2 with the line."""
    (folder / "p.yml").write_text(f"{policy}waivers:\n{waiver}", "utf-8")

    ended = here("policy", "validate", "p.yml")

    assert ended.code == 2
    assert ended.err.startswith(where)
    assert what in ended.err


def test_the_list_says_which_ends_first(here: Here, folder: Path) -> None:
    """One line each, with the days left."""
    (folder / "p.yml").write_text(f"{POLICY}waivers:\n{NOTE}{NOBODY.replace('2026-12-31', '2026-11-30')}", "utf-8")

    ended = here("waiver", "list", "--now", "2026-11-20")

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "p.yml:9: W-2  due  ends 2026-11-30, 10 days left  missing-values  test::name  o@example.org",
        "p.yml:8: W-1  in force  ends 2026-12-31, 41 days left  missing-values  test::note  o@example.org",
    ]


CHECKS = {
    "in force": ("2026-11-20", (), 0, ""),
    "due": ("2026-12-31", (), 0, "W-1  due  ends 2026-12-31, 0 days left"),
    "expired": ("2027-01-01", (), 1, "W-1  expired  ended 2026-12-31, 1 day ago"),
    "early": ("2026-10-31", (), 0, "W-1  early  ends 2026-12-31, 61 days left, begins 2026-11-01"),
    "a policy by its path": ("2027-01-01", ("./p.yml",), 1, "W-1  expired"),
    "a subject by its path": ("2027-01-01", ("equigate.yml",), 1, "W-1  expired"),
    "a policy without waivers": ("2027-01-01", ("release",), 0, ""),
}


@pytest.mark.parametrize(("day", "names", "code", "said"), CHECKS.values(), ids=CHECKS)
def test_the_check_fails_for_what_ran_out(here: Here, day: str, names: tuple[str, ...], code: int, said: str) -> None:
    """Exit 1, with one line for every waiver that needs somebody."""
    ended = here("waiver", "check", *names, "--now", day)

    assert code == ended.code
    assert said in ended.out
    assert bool(said) == bool(ended.out)


def test_evidence_tells_what_excuses_nothing(here: Here, folder: Path) -> None:
    """With evidence, an unused waiver fails too."""
    (folder / "p.yml").write_text(f"{POLICY}waivers:\n{NOTE}{NOBODY}", "utf-8")
    here("check", "--now", f"2026-11-20{NOON}", "-o", "json=e.json")

    ended = here("waiver", "check", "--evidence", "e.json", "--now", "2026-11-20")

    assert (ended.code, ended.last) == (1, "exit 1: to renew or to take out: W-2")


def test_two_subjects_do_not_share_a_baseline(here: Here, folder: Path) -> None:
    """An entry does not say which subject it is about."""
    (folder / "b.yml").write_text(SUBJECT.replace("name: s", "name: b"), "utf-8")
    (folder / "equigate-baseline.json").write_text('{"entries": [], "version": 1}', "utf-8")

    ended = here("check", "equigate.yml", "b.yml", "--now", f"2026-11-20{NOON}")

    assert ended.code == 2
    assert "several subjects would use this baseline" in ended.err

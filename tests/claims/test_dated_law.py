"""Does the evidence say of every line of law whether it is in force on the day of the audit?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.evidence import Evidence
from audit.core.values import canonical
from audit.law.standing import day_of, served
from audit.load.policy import read_policy
from audit.render.fit import read
from audit.render.page import page
from audit.render.text import summary
from tests.observe import scenes

RUN: dict[str, Any] = {"time": "2026-11-20T12:00:00Z", "tool": "equigate", "versions": {}}
HOUSE = """\
version: 1
name: house
rules:
  unequal-selection: {limit: ">= 0.85", source: Colorado SB 26-189, status: law, from: 2027-01-01}
  unequal-errors: {limit: "<= 0.07"}
  thin-group: {limit: ">= 20", source: a bill, status: proposed}
"""


@cache
def _claims(policy: str, as_of: str, folder: str = ".") -> dict[str, Any]:
    """Return the claims about two groups under a policy on a day."""
    cells = [*scenes.cells("F", 50, 10, 20, 60), *scenes.cells("M", 60, 20, 10, 50)]
    facts = scenes.facts_of(scenes.outcome_fact(("sex",), cells), as_of=as_of)
    found = checks()
    resolved = read_policy((policy,), tuple(found), Path(folder))
    return dict(json.loads(canonical(claims_of(facts, resolved, assess(facts, resolved, found), found, Tried()))))


def _rule(claims: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one rule of the claims."""
    return next(row for row in claims["rules"] if row["rule"] == name)


def _said(claims: dict[str, Any]) -> tuple[str, str]:
    """Return what the report and the terminal say, in one line each."""
    evidence = Evidence(claims, RUN)
    return page(evidence), " ".join(summary(read(evidence)).split())


EFFECTS = "Not in force on 2026-07-21: what unequal-scores and unequal-selection rest on (repealed, in force until 2026-07-20)."
TURNS = {
    "Regulation B, last day": ("credit", "2026-07-20", "unequal-selection", "convention", ""),
    "Regulation B, repealed": ("credit", "2026-07-21", "unequal-selection", "convention; repealed, in force until 2026-07-20", EFFECTS),
    "AI Act, to come": (
        "eu-ai-act",
        "2027-12-01",
        "unequal-errors",
        "ours; adopted, applies from 2027-12-02",
        "Not in force on 2027-12-01: what biased-labels, ",
    ),
    "AI Act": ("eu-ai-act", "2027-12-02", "unequal-errors", "ours", ""),
    "release": ("release", "2026-11-20", "unequal-selection", "guidance", ""),
}


@pytest.mark.parametrize(("policy", "day", "rule", "status", "said"), TURNS.values(), ids=TURNS)
def test_a_line_that_is_not_in_force_says_so(policy: str, day: str, rule: str, status: str, said: str) -> None:
    """In the rule, in the report and in the terminal."""
    claims = _claims(policy, day)

    assert _rule(claims, rule)["limit_status"] == status
    assert ("Not in force on " in claims["count_line"]) is bool(said)
    for text in _said(claims):
        assert said in text
        assert ("Not in force on " in text) is bool(said)


def test_what_a_rule_serves_depends_on_the_day() -> None:
    """A duty to come is marked before its day, and plain from it on."""
    before, after = (_rule(_claims("release", day), "unequal-errors")["law"] for day in ("2026-11-20", "2027-12-02"))

    assert "AI Act Art. 10(2)(f) (adopted, applies from 2027-12-02)" in before
    assert "AI Act Art. 10(2)(f)" in after


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-07-26", ["GDPR Art. 9", "AI Act Art. 10(5)", "AI Act Art. 4a (adopted, applies from 2026-07-27)"], id="before"),
        pytest.param("2026-07-27", ["GDPR Art. 9", "AI Act Art. 4a"], id="after"),
    ],
)
def test_an_article_takes_the_place_of_another(day: str, expected: list[str]) -> None:
    """Art. 4a for Art. 10(5): a repealed article is no longer served."""
    rule = checks()["special-category"].rule

    actual = list(served(rule.related_law, day_of(day)))

    assert expected == actual


@pytest.mark.parametrize("day", ["2026-07-20", "2026-07-21", "2026-11-20", "2027-01-01", "2027-12-02"])
@pytest.mark.parametrize("policy", ["release", "credit", "eu-ai-act", "nyc-ll144", "four-fifths"])
def test_nothing_repealed_is_called_law(policy: str, day: str) -> None:
    """Of every source: what is not in force has a status that says so, and what ended before the day is not cited as law."""
    claims = _claims(policy, day)
    off = [row for row in claims["law"] if (row["start"] or day) > day or (row["until"] or day) < day]

    assert claims["as_of"] == day
    assert [row["clause"] for row in off if row["status"].partition(";")[0] in {"law", "in force"}] == []
    assert [row["clause"] for row in off if row["standing"] == "in force"] == []
    assert [row["clause"] for row in claims["law"] if row["until"] and row["until"] < day] == []


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    """A law to come, a number without a source, and a bill; each status is what it is, with its days."""
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")
    claims = _claims("house.yml", "2026-11-20", str(tmp_path))
    keys = ("limit_source", "limit_status", "limit_from", "limit_until")

    actual = {row["rule"]: tuple(row[key] for key in keys) for row in claims["rules"]}

    assert actual == {
        "unequal-selection": ("Colorado SB 26-189", "adopted, applies from 2027-01-01", "2027-01-01", None),
        "unequal-errors": ("the policy names no source", "ours", None, None),
        "thin-group": ("a bill", "proposed, not in force", None, None),
    }
    assert (
        "Not in force on 2026-11-20: what thin-group rests on (proposed, not in force); "
        "what unequal-selection rests on (adopted, applies from 2027-01-01). " in claims["count_line"]
    )


def test_from_its_day_on_it_is_law(tmp_path: Path) -> None:
    """The same policy on New Year's day."""
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")

    actual = _rule(_claims("house.yml", "2027-01-01", str(tmp_path)), "unequal-selection")["limit_status"]

    assert actual == "law"


def test_without_a_day_nothing_is_dated() -> None:
    """Facts of an older version carry no day: the dates stay, and no standing is made up."""
    claims = _claims("credit", "")

    assert claims["as_of"] is None
    assert _rule(claims, "unequal-selection")["limit_until"] == "2026-07-20"
    assert "Not in force on " not in claims["count_line"]


def test_every_metric_in_the_evidence_has_its_words() -> None:
    """Formula, sign and names travel with the numbers, once each."""
    claims = _claims("release", "2026-11-20")
    words = [row["metric"] for row in claims["metric_words"]]

    assert len(words) == len(set(words))
    assert {row["metric"] for row in claims["metrics"]} <= set(words)
    assert all(row["formula"] and row["sign"] for row in claims["metric_words"])

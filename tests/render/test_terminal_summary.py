"""The terminal summary fits a screen of 80 columns and cannot be written to by the data."""

from __future__ import annotations

import pytest

from audit.core.evidence import Evidence
from audit.render.text import columns, fitted, padded, to_bytes
from tests.render import sample

SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]


@pytest.mark.parametrize("evidence", SAMPLES)
def test_it_fits_a_screen(evidence: Evidence) -> None:
    """At most 80 columns and 45 lines, however long the names are."""
    lines = to_bytes(evidence).decode("utf-8").split("\n")

    assert max(columns(line) for line in lines) <= 80
    assert len(lines) <= 45


@pytest.mark.parametrize("evidence", SAMPLES)
def test_it_moves_no_cursor(evidence: Evidence) -> None:
    """Nothing but printable signs and line ends."""
    text = to_bytes(evidence).decode("utf-8")

    assert [sign for sign in text if (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160] == []


def test_every_rule_and_its_worst_finding_are_there() -> None:
    """Each rule has a line; the worst finding is the one furthest beyond its limit."""
    text = to_bytes(sample.full()).decode("utf-8")

    assert [rule["rule"] for rule in sample.full().claims["rules"] if rule["rule"] not in text] == []
    assert "fail      small-cells              1        >= 5     train" in text


def test_an_open_rule_shows_what_is_open() -> None:
    """The line of a rule that fails or is unsure holds a finding that does, whatever passes beside it."""
    row = {"rule": "r", "metric": "share", "dataset": "train", "limit": "<= 0.1"}
    worse = {**row, "verdict": "pass", "attribute": "passes", "value": 0.09}
    claims = {
        "rules": [{"rule": "r", "verdict": "unsure"}],
        "findings": [worse, {**row, "verdict": "unsure", "attribute": "open", "value": 0.05}],
    }

    text = to_bytes(Evidence(claims, {})).decode("utf-8")

    assert "unsure    r                        0.0500   <= 0.1   open" in text


def test_more_rules_than_a_screen_holds_are_counted() -> None:
    """What is not shown is said."""
    evidence = sample.full()
    rules = [{**evidence.claims["rules"][0], "rule": f"rule-{place:02}"} for place in range(20)]
    skipped = [{"rule": f"rule-{place}", "reason": "not declared"} for place in range(9)]

    text = to_bytes(Evidence({**evidence.claims, "rules": rules, "not_checked": skipped}, {})).decode("utf-8")

    assert text.count("and 6 more rules") == 2


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("\u6f22", 2), ("e\u0301", 1)], ids=["latin", "wide", "combining"])
def test_columns(text: str, expected: int) -> None:
    """Wide signs take two cells, combining ones none."""
    assert expected == columns(text)


def test_fitted_and_padded() -> None:
    """Texts are cut and filled by cells."""
    assert (fitted("abcdefgh", 5), padded("ab", 3), padded("\u6f22", 1 + 1)[:2]) == ("ab...", "ab   ", "\u6f22 ")

"""A rule in words for a terminal, and all of them in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from audit.checks.registry import checks
from audit.core.rule import Rule
from audit.explain import WIDTH, explained, law_list, rules_table
from audit.law import all_citations

RULES = [pytest.param(one.rule, id=name) for name, one in checks().items()]


@pytest.mark.parametrize("rule", RULES)
def test_everything_about_a_rule_is_said(rule: Rule) -> None:
    """Question, reason, blind spot, limit with its source, every law, the next step; no line too wide."""
    text = explained(rule)
    flat = " ".join(text.split())
    wanted = [rule.asks, rule.why, rule.blind, rule.step, rule.limit_source.says, *(law.says for law in rule.related_law)]

    assert [part for part in wanted if " ".join(part.split()) not in flat] == []
    assert f"{rule.metric} {rule.limit}. Source: {rule.limit_source}" in flat
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.startswith(f"{rule.name} ({rule.family}, {rule.severity})")


def test_a_source_says_how_far_it_was_checked() -> None:
    """Read on a day, or not verified."""
    rule = checks()["small-cells"].rule
    law = rule.related_law[0]
    read = replace(rule, related_law=(replace(law, verified=True, last_verified=date(2026, 11, 20)),))
    unread = replace(rule, related_law=(replace(law, verified=False),))

    assert "text read, last verified 2026-11-20" in " ".join(explained(read).split())
    assert "not verified" in " ".join(explained(unread).split())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 26), "AI Act Art. 10(5) (law; not verified)"),
        (date(2026, 7, 27), "AI Act Art. 10(5) (repealed, in force until 2026-07-26; not verified)"),
        (date(2027, 12, 1), "AI Act Art. 10(2)(f) (adopted, applies from 2027-12-02; text read"),
        (date(2027, 12, 2), "AI Act Art. 10(2)(f) (law; text read"),
    ],
)
def test_a_source_says_whether_it_is_in_force(day: date, expected: str) -> None:
    """In what explains a rule, and in the list of all sources."""
    rules = " ".join(" ".join(explained(one.rule, day) for one in checks().values()).split())
    listed = " ".join(law_list(all_citations().values(), day).split())

    assert expected in rules
    assert expected in listed


def test_the_table_has_one_row_per_rule_by_family() -> None:
    """A header, a line, and every rule once."""
    rules = [one.rule for one in checks().values()]
    lines = rules_table(rules).splitlines()
    expected = [rule.name for rule in sorted(rules, key=lambda rule: (rule.family, rule.name))]

    actual = [line.split("`")[1] for line in lines[2:]]

    assert expected == actual
    assert {line.count("|") for line in lines} == {5}

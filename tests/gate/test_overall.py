"""FAIL, NOT ASSURED or PASS: a table of what leads where."""

from __future__ import annotations

from datetime import date

import pytest

from audit.core.target import Target
from audit.core.words import Overall, Severity, Verdict
from audit.gate.overall import Answer
from audit.gate.rows import Row, Ruled
from audit.gate.settle import Excuses, settle
from audit.gate.terms import Terms

P, F, U, N = Verdict.PASS, Verdict.FAIL, Verdict.UNSURE, Verdict.NOT_RUN
CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
Rule = tuple[Verdict, Severity, str]
FULL, NOTHING, SMALL, UNDEFINED = "full", "nothing", "small", "undefined"


def _row(place: int, severity: Severity, verdict: Verdict, kind: str) -> Row:
    """Return a finding with a value, a small one, or an undefined one."""
    value = None if kind == UNDEFINED else 1.0
    target = Target("test")
    return Row(f"rule-{place}", "quality", target, "m", f"{place:016}", severity, verdict, value, ">= 1", kind == SMALL, withheld=False)


def _settled(rules: list[Rule], **terms: object) -> Answer:
    """Answer for rules under terms that default to those of `release` with one rule; nothing is excused."""
    given = {"fail_on": HIGH, "on_unsure": "warn", "on_not_run": "not_assured", "min_rules": 1, **terms}
    rows = [_row(place, severity, verdict, kind) for place, (verdict, severity, kind) in enumerate(rules) if kind != NOTHING]
    ruled = [Ruled(f"rule-{place}", severity, verdict, "its reason") for place, (verdict, severity, _) in enumerate(rules)]
    return settle(rows, ruled, Excuses(date(2026, 11, 20)), Terms(**given)).answer  # type: ignore[arg-type]


def _answer(rules: list[Rule], **terms: object) -> tuple[Overall, str]:
    """Return the answer and its reason."""
    got = _settled(rules, **terms)
    return got.overall, got.reason


CASES: dict[str, tuple[list[Rule], dict[str, object], Overall, str]] = {
    "one-passes": ([(P, HIGH, FULL)], {}, Overall.PASS, "no rule fails at high or above"),
    "one-fails": ([(F, HIGH, FULL)], {}, Overall.FAIL, "1 rule fails at high or above (rule-0)"),
    "two-fail": ([(F, HIGH, FULL), (F, CRITICAL, FULL)], {}, Overall.FAIL, "2 rules fail at high or above (rule-0, rule-1)"),
    "a-critical-one-fails": ([(F, CRITICAL, FULL), (P, HIGH, FULL)], {}, Overall.FAIL, "rule-0"),
    "a-failure-below-the-line": ([(P, HIGH, FULL), (F, MEDIUM, FULL)], {}, Overall.PASS, "no rule fails"),
    "the-line-moves-down": ([(F, MEDIUM, FULL)], {"fail_on": MEDIUM}, Overall.FAIL, "at medium or above"),
    "the-line-moves-up": ([(P, CRITICAL, FULL), (F, HIGH, FULL)], {"fail_on": CRITICAL}, Overall.PASS, "at critical or above"),
    "a-failure-outweighs-a-broken-rule": ([(F, HIGH, FULL), (N, HIGH, NOTHING)], {}, Overall.FAIL, "rule-0"),
    "unsure-is-said": ([(U, HIGH, FULL)], {}, Overall.PASS, "no rule fails"),
    "unsure-is-not-enough": ([(U, HIGH, FULL)], {"on_unsure": "not_assured"}, Overall.NOT_ASSURED, "rule-0 is unsure: its reason"),
    "unsure-fails": ([(U, HIGH, FULL)], {"on_unsure": "fail"}, Overall.FAIL, "rule-0"),
    "unsure-fails-at-its-severity": ([(U, CRITICAL, FULL)], {"on_unsure": {"critical": "fail"}}, Overall.FAIL, "rule-0"),
    "unsure-warns-at-another-severity": (
        [(U, HIGH, FULL)],
        {"on_unsure": {"critical": "fail", "high": "warn"}},
        Overall.PASS,
        "no rule fails",
    ),
    "unsure-warns-at-a-severity-not-named": ([(U, HIGH, FULL)], {"on_unsure": {"critical": "fail"}}, Overall.PASS, "no rule fails"),
    "unsure-is-not-enough-at-its-severity": (
        [(U, HIGH, FULL)],
        {"on_unsure": {"high": "not_assured"}},
        Overall.NOT_ASSURED,
        "rule-0 is unsure: its reason",
    ),
    "unsure-below-the-line": ([(P, HIGH, FULL), (U, LOW, FULL)], {"on_unsure": "not_assured"}, Overall.PASS, "no rule fails"),
    "unsure-below-the-line-does-not-fail": ([(P, HIGH, FULL), (U, LOW, FULL)], {"on_unsure": "fail"}, Overall.PASS, "no rule fails"),
    "unsure-beside-a-pass": ([(P, HIGH, FULL), (U, HIGH, FULL)], {"on_unsure": "not_assured"}, Overall.NOT_ASSURED, "rule-1"),
    "broken": ([(N, HIGH, NOTHING), (P, HIGH, FULL)], {}, Overall.NOT_ASSURED, "rule-0 did not run: its reason"),
    "broken-fails": ([(N, HIGH, NOTHING), (P, HIGH, FULL)], {"on_not_run": "fail"}, Overall.FAIL, "rule-0"),
    "broken-below-the-line": ([(N, LOW, NOTHING), (P, HIGH, FULL)], {}, Overall.PASS, "no rule fails"),
    "broken-below-the-line-does-not-fail": ([(N, LOW, NOTHING), (P, HIGH, FULL)], {"on_not_run": "fail"}, Overall.PASS, "no rule"),
    "broken-is-not-judged": ([(N, LOW, NOTHING)], {}, Overall.NOT_ASSURED, "only 0 rules judged, the policy asks for 1"),
    "judged-nothing": ([(U, HIGH, NOTHING), (P, HIGH, FULL)], {}, Overall.NOT_ASSURED, "rule-0 judged nothing: its reason"),
    "judged-only-small-groups": ([(U, HIGH, SMALL), (P, HIGH, FULL)], {}, Overall.NOT_ASSURED, "rule-0 judged nothing"),
    "judged-only-undefined": ([(U, HIGH, UNDEFINED), (P, HIGH, FULL)], {}, Overall.NOT_ASSURED, "rule-0 judged nothing"),
    "judged-nothing-below-the-line": ([(U, LOW, NOTHING), (P, HIGH, FULL)], {}, Overall.PASS, "no rule fails"),
    "judged-nothing-where-unsure-fails": ([(U, HIGH, NOTHING)], {"on_unsure": "fail"}, Overall.FAIL, "rule-0"),
    "a-pass-without-findings-is-none": ([(P, HIGH, NOTHING)], {}, Overall.NOT_ASSURED, "rule-0 judged nothing"),
    "enough-rules": ([(P, HIGH, FULL)] * 5, {"min_rules": 5}, Overall.PASS, "no rule fails"),
    "too-few-rules": ([(P, HIGH, FULL)] * 4, {"min_rules": 5}, Overall.NOT_ASSURED, "only 4 rules judged, the policy asks for 5"),
    "one-rule-too-few": ([(P, HIGH, FULL)], {"min_rules": 2}, Overall.NOT_ASSURED, "only 1 rule judged"),
    "rules-below-the-line-count": ([(P, HIGH, FULL), *[(P, LOW, FULL)] * 4], {"min_rules": 5}, Overall.PASS, "no rule fails"),
    "a-failure-below-the-line-counts-as-judged": (
        [(P, HIGH, FULL), *[(F, LOW, FULL)] * 4],
        {"min_rules": 5},
        Overall.PASS,
        "no rule fails",
    ),
    "too-few-and-failing": ([(F, HIGH, FULL)], {"min_rules": 5}, Overall.FAIL, "rule-0"),
    "no-rule-that-could-fail": ([(F, MEDIUM, FULL)], {}, Overall.NOT_ASSURED, "no rule is judged at high or above, so none could fail"),
    "no-rule-at-all": ([], {}, Overall.NOT_ASSURED, "only 0 rules judged"),
    "two-doubts-are-both-said": (
        [(N, HIGH, NOTHING), (U, HIGH, NOTHING)],
        {"min_rules": 0},
        Overall.NOT_ASSURED,
        "; rule-1 judged nothing",
    ),
}


@pytest.mark.parametrize(("rules", "terms", "expected", "said"), CASES.values(), ids=CASES)
def test_the_answer_follows_the_table(rules: list[Rule], terms: dict[str, object], expected: Overall, said: str) -> None:
    """The answer, and what its reason has to say."""
    actual, reason = _answer(rules, **terms)

    assert expected == actual
    assert said in reason


@pytest.mark.parametrize(
    ("rules", "expected"), [([(P, HIGH, FULL)], 0), ([(F, HIGH, FULL)], 1), ([], 3)], ids=["pass", "fail", "not-assured"]
)
def test_the_exit_code_is_that_of_the_answer(rules: list[Rule], expected: int) -> None:
    """0, 1 and 3 are what a pipeline reads."""
    actual = _settled(rules).exit_code

    assert expected == actual

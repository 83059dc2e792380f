"""FAIL, NOT ASSURED or PASS: a table of what leads where."""

from __future__ import annotations

import pytest

from audit.core.finding import Finding, Ruling
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.target import Target
from audit.core.words import Overall, Severity, Verdict
from audit.gate.overall import Terms, answer

P, F, U, N = Verdict.PASS, Verdict.FAIL, Verdict.UNSURE, Verdict.NOT_RUN
CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
Rule = tuple[Verdict, Severity, str]
FULL, NOTHING, SMALL, UNDEFINED = "full", "nothing", "small", "undefined"


def _ruling(place: int, verdict: Verdict, kind: str) -> Ruling:
    """Return a ruling with a finding, without, with a small one only, or with an undefined one only."""
    value = None if kind == UNDEFINED else 1.0
    measurement = Measurement(Target("test"), "m", value, Exact(), 50, small=kind == SMALL)
    finding = Finding(f"rule-{place}", HIGH, measurement, Limit.at_least(1), verdict)
    return Ruling(f"rule-{place}", verdict, "its reason", () if kind == NOTHING else (finding,))


def _answer(rules: list[Rule], **terms: object) -> tuple[Overall, str]:
    """Answer for rules under terms that default to those of `release` with one rule."""
    given = {"fail_on": HIGH, "on_unsure": "warn", "on_not_run": "not_assured", "min_rules": 1, **terms}
    rulings = [_ruling(place, verdict, kind) for place, (verdict, _, kind) in enumerate(rules)]
    severities = {f"rule-{place}": severity for place, (_, severity, _) in enumerate(rules)}
    got = answer(rulings, severities, Terms(**given))  # type: ignore[arg-type]
    return got.overall, got.reason


CASES: dict[str, tuple[list[Rule], dict[str, object], Overall, str]] = {
    "one-passes": ([(P, HIGH, FULL)], {}, Overall.PASS, "no rule fails at high or above"),
    "one-fails": ([(F, HIGH, FULL)], {}, Overall.FAIL, "1 rule fails at high or above (rule-0)"),
    "two-fail": ([(F, HIGH, FULL), (F, CRITICAL, FULL)], {}, Overall.FAIL, "2 rules fail at high or above (rule-0, rule-1)"),
    "a-critical-one-fails": ([(F, CRITICAL, FULL), (P, HIGH, FULL)], {}, Overall.FAIL, "rule-0"),
    "a-failure-below-the-line": ([(F, MEDIUM, FULL)], {}, Overall.PASS, "no rule fails"),
    "the-line-moves-down": ([(F, MEDIUM, FULL)], {"fail_on": MEDIUM}, Overall.FAIL, "at medium or above"),
    "the-line-moves-up": ([(F, HIGH, FULL)], {"fail_on": CRITICAL}, Overall.PASS, "at critical or above"),
    "a-failure-outweighs-a-broken-rule": ([(F, HIGH, FULL), (N, HIGH, NOTHING)], {}, Overall.FAIL, "rule-0"),
    "unsure-is-said": ([(U, HIGH, FULL)], {}, Overall.PASS, "no rule fails"),
    "unsure-is-not-enough": ([(U, HIGH, FULL)], {"on_unsure": "not_assured"}, Overall.NOT_ASSURED, "rule-0 is unsure: its reason"),
    "unsure-fails": ([(U, HIGH, FULL)], {"on_unsure": "fail"}, Overall.FAIL, "rule-0"),
    "unsure-below-the-line": ([(U, LOW, FULL)], {"on_unsure": "not_assured"}, Overall.PASS, "no rule fails"),
    "unsure-below-the-line-does-not-fail": ([(U, LOW, FULL)], {"on_unsure": "fail"}, Overall.PASS, "no rule fails"),
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
    "rules-below-the-line-count": ([(P, LOW, FULL)] * 5, {"min_rules": 5}, Overall.PASS, "no rule fails"),
    "a-failure-below-the-line-counts-as-judged": ([(F, LOW, FULL)] * 5, {"min_rules": 5}, Overall.PASS, "no rule fails"),
    "too-few-and-failing": ([(F, HIGH, FULL)], {"min_rules": 5}, Overall.FAIL, "rule-0"),
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
    rulings = [_ruling(place, verdict, kind) for place, (verdict, _, kind) in enumerate(rules)]
    severities = {f"rule-{place}": severity for place, (_, severity, _) in enumerate(rules)}

    actual = answer(rulings, severities, Terms(HIGH, "warn", "not_assured", 1)).exit_code

    assert expected == actual

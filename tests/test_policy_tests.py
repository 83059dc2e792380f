"""Do a policy's own tests come out as its judge decides, and does a test that shows nothing get refused?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from audit.checks.registry import checks
from audit.core.errors import BadInput
from audit.core.values import Json
from audit.facts_file import facts_text
from audit.policy_tests import Report, read_tests, report_text, run_tests
from tests.observe import scenes
from tests.test_assess import PROFILE, READ

HOUSE = """\
version: 1
name: house
gate: {min_rules: 1, fail_on: high, on_unsure: not_assured, min_group: 30}
rules:
  unequal-selection: {limit: ">= 0.80", severity: high, min_share: 0.02, min_share_reason: so small a group turns on a few people}
  unequal-errors: {limit: "<= 0.10", severity: high}
  small-cells: {limit: ">= 5", severity: high}
  missing-values: {limit: "<= 0.05", severity: high, columns: {income: "<= 0.20"}}
  direct-identifier: {limit: "<= 0", severity: critical, required: true}
waivers:
  - {id: W-1, rule: missing-values, target: "train::income", reason: "Income is optional on the paper form.", owner: a@example.org,
     approved_by: dpo@example.org, created: 2026-11-01, expires: 2026-12-31}
"""
DAY = date(2026, 11, 20)
MALE = "reference: {hits: 500, of: 1000}"
FEMALE = 'rule: unequal-selection, target: "test::sex::Female"'
INCOME = 'rule: missing-values, target: "train::income"'
ABOUT: Json = {"subject": {"name": "s"}, "min_cell": 10, "seed": 0}
Run = Callable[[str], Report]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run one test of the house policy, given as the lines below its name."""
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")

    def run_it(case: str) -> Report:
        text = f"version: 1\npolicy: house.yml\ntests:\n  - name: one\n    {case}\n"
        (tmp_path / "house.test.yml").write_text(text, encoding="utf-8")
        (tests,) = read_tests([tmp_path], tuple(checks()))
        return run_tests(tests, checks(), DAY)

    return run_it


AGREE = {
    "a value is exact": "measured: [{rule: small-cells, target: test, value: 4, verdict: fail}]",
    "the bound is allowed": "measured: [{rule: small-cells, target: test, value: 5, verdict: pass}]",
    "a limit of one column": f"measured: [{{{INCOME}, value: 0.2, verdict: pass}}]",
    "another column": 'measured: [{rule: missing-values, target: "train::age", value: 0.2, verdict: fail}]',
    "an interval inside": f"measured: [{{{FEMALE}, value: 0.9, low: 0.81, high: 0.99, verdict: pass}}]",
    "an interval across": f"measured: [{{{FEMALE}, value: 0.9, low: 0.79, high: 0.99, verdict: unsure}}]",
    "an interval beyond": f"measured: [{{{FEMALE}, value: 0.7, low: 0.6, high: 0.79, verdict: fail}}]",
    "counts of a sample": f"measured: [{{{FEMALE}, hits: 400, of: 1000, {MALE}, verdict: unsure}}]",
    "counts of all decisions": f"population: all\n    measured: [{{{FEMALE}, hits: 400, of: 1000, {MALE}, verdict: pass}}]",
    "counts that leave no doubt": f"measured: [{{{FEMALE}, hits: 200, of: 1000, {MALE}, verdict: fail}}]",
    "a distance": 'measured: [{rule: unequal-errors, target: "test::sex::Female", hits: 1, of: 1000, reference: {hits: 600, of: 1000}, verdict: fail}]',
    "too few rows": f"measured: [{{{FEMALE}, hits: 0, of: 29, {MALE}, verdict: unsure}}]",
    "too small a share": f"measured: [{{{FEMALE}, value: 0.1, share: 0.01, verdict: unsure}}]",
    "0/0": f"measured: [{{{FEMALE}, hits: 5, of: 1000, reference: {{hits: 0, of: 1000}}, verdict: unsure}}]",
    "a waiver": f"measured: [{{{INCOME}, value: 0.5, verdict: fail, waiver: W-1}}]",
    "all others pass": "others: pass\n    measured: [{rule: small-cells, target: test, value: 5}]\n    expect: {overall: PASS}",
    "required and absent": "measured: [{rule: small-cells, target: test, value: 5}]\n    expect: {overall: NOT ASSURED, rules: {direct-identifier: not_run}}",
    "out of scope": "measured: [{rule: small-cells, target: test, value: 5}]\n    expect: {rules: {unequal-errors: not_checked, small-cells: pass}}",
    "a rule that breaks": "others: pass\n    measured: [{rule: small-cells, breaks: true}]\n    expect: {overall: NOT ASSURED, rules: {small-cells: not_run}}",
    "unsure closes this gate": f"others: pass\n    measured: [{{{FEMALE}, value: 0.9, low: 0.7, high: 1}}]\n    expect: {{overall: NOT ASSURED}}",
    "a waived failure": f"others: pass\n    measured: [{{{INCOME}, value: 0.5}}]\n    expect: {{overall: PASS}}",
    "on the last day": f"as_of: 2026-12-31\n    others: pass\n    measured: [{{{INCOME}, value: 0.5, waiver: W-1}}]\n    expect: {{overall: PASS}}",
    "the day after": f"as_of: 2027-01-01\n    others: pass\n    measured: [{{{INCOME}, value: 0.5}}]\n    expect: {{overall: FAIL}}",
}  # fmt: skip


@pytest.mark.parametrize("case", AGREE.values(), ids=AGREE)
def test_what_the_judge_decides(run: Run, case: str) -> None:
    """Every expectation holds."""
    report = run(case)

    assert report.outcomes[0].differences == (), report_text([report])


DIFFER = {
    "a finding": (
        f"measured: [{{{FEMALE}, value: 0.9, low: 0.7, high: 0.99, verdict: pass}}]",
        ["unequal-selection test::sex::Female: expected pass, is unsure (0.9, 0.7 to 0.99; limit >= 0.8; the interval crosses the limit)"],
    ),
    "a rule": (
        "measured: [{rule: small-cells, target: test, value: 4}]\n    expect: {rules: {small-cells: pass, unequal-errors: pass}}",
        ["small-cells: expected pass, is fail (1 of 1 beyond the limit)",
         "unequal-errors: expected pass, is not_checked (the test does not measure it)"],
    ),
    "the answer": (
        "measured: [{rule: small-cells, target: test, value: 4}]\n    expect: {overall: PASS}",
        ["overall: expected PASS, is FAIL (1 rule fails at high or above (small-cells))"],
    ),
    "a waiver that ended": (
        f"as_of: 2027-01-01\n    measured: [{{{INCOME}, value: 0.5, waiver: W-1}}]",
        ["missing-values train::income: expected to be waived by W-1, is not waived (waiver W-1 ended on 2026-12-31)"],
    ),
    "a waiver that is not needed": (
        f"measured: [{{{INCOME}, value: 0.1, waiver: W-1}}]",
        ["missing-values train::income: expected to be waived by W-1, is not waived (it passes)"],
    ),
    "a waiver of something else": (
        'measured: [{rule: missing-values, target: "test::income", value: 0.5, waiver: W-1}]',
        ["missing-values test::income: expected to be waived by W-1, is not waived (no waiver is about it)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("case", "expected"), DIFFER.values(), ids=DIFFER)
def test_what_comes_out_otherwise_is_said(run: Run, case: str, expected: list[str]) -> None:
    """What was expected, what is, and why."""
    report = run(case)

    assert expected == list(report.outcomes[0].differences)
    assert report.failed == 1


REFUSED = {
    "nothing expected": ("measured: [{rule: small-cells, target: test, value: 4}]", "4:5: the test expects nothing"),
    "neither numbers nor facts": ("expect: {overall: PASS}", "4:5: a test needs either 'measured' or 'facts'"),
    "both": ("facts: f.json\n    measured: [{rule: small-cells, target: test, value: 4, verdict: fail}]", "4:5: a test needs either 'measured' or 'facts'"),
    "a rule the policy does not ask for": (
        "measured: [{rule: thin-group, target: test, value: 4, verdict: fail}]", "5:16: the policy 'house' does not ask for 'thin-group'"),
    "an unknown rule": ("measured: [{rule: small-cels, target: test, value: 4, verdict: fail}]", "5:23: unknown rule 'small-cels'. Did you mean 'small-cells'?"),
    "two ways": ("measured: [{rule: small-cells, target: test, value: 4, hits: 1, of: 2, verdict: fail}]", "5:16: a measured value is stated in one way"),
    "no way": ("measured: [{rule: small-cells, target: test, verdict: fail}]", "5:16: a measured value is stated in one way"),
    "no target": ("measured: [{rule: small-cells, value: 4, verdict: fail}]", "5:16: missing key 'target'"),
    "half an interval": (f"measured: [{{{FEMALE}, value: 0.9, low: 0.8, verdict: pass}}]", "5:16: 'low' and 'high' belong together"),
    "outside its interval": (f"measured: [{{{FEMALE}, value: 2, low: 0.8, high: 1, verdict: pass}}]", "5:16: the value is outside its interval"),
    "more hits than rows": (f"measured: [{{{FEMALE}, hits: 3, of: 2, verdict: pass}}]", "5:71: 3 of 2 rows cannot hit"),
    "a reference alone": (f"measured: [{{{FEMALE}, value: 1, {MALE}, verdict: pass}}]", "5:16: 'reference' belongs beside 'hits' and 'of'"),
    "four parts": ('measured: [{rule: small-cells, target: "a::b::c::d", value: 4, verdict: fail}]', "5:36: a target is dataset::column::group"),
    "a finding of a rule that broke": ("measured: [{rule: small-cells, breaks: true, verdict: fail}]", "5:16: a rule that breaks has no finding"),
    "findings of numbers": (
        "measured: [{rule: small-cells, target: test, value: 4}]\n    expect: {findings: [{rule: small-cells, target: test, verdict: fail}]}",
        "6:14: 'findings' are looked up in facts"),
    "a misspelt key": ("mesured: []", "5:5: unknown key 'mesured'. Did you mean 'measured'?"),
}  # fmt: skip


@pytest.mark.parametrize(("case", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_test_that_shows_nothing_is_refused(run: Run, case: str, expected: str) -> None:
    """With file, line and column, not passed in silence."""
    with pytest.raises(BadInput) as caught:
        run(case)

    assert f"house.test.yml:{expected}" in str(caught.value)


def test_facts_are_judged_as_an_audit_judges_them(run: Run, tmp_path: Path) -> None:
    """The same findings, found by rule and target."""
    (tmp_path / "f.json").write_text(facts_text(scenes.facts_of(PROFILE, READ, **ABOUT)), encoding="utf-8")
    (tmp_path / "house.yml").write_text(HOUSE.replace("income:", "a:"), encoding="utf-8")
    found = "rule: missing-values, target: 'test::a'"

    good = run(
        f"facts: f.json\n    expect: {{overall: NOT ASSURED, rules: {{missing-values: pass}}, findings: [{{{found}, verdict: pass}}]}}"
    )
    bad = run(
        f"facts: f.json\n    expect: {{findings: [{{{found}, verdict: fail}}, {{rule: missing-values, target: test, verdict: pass}}]}}"
    )

    assert good.outcomes[0].differences == ()
    assert bad.outcomes[0].differences == (
        "missing-values test::a: expected fail, is pass (0.025; limit <= 0.2)",
        "missing-values test: is not there",
    )


def test_facts_of_another_kind_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(json.dumps({"schema_version": "9"}), encoding="utf-8")

    with pytest.raises(BadInput, match="another version"):
        run("facts: f.json\n    expect: {overall: PASS}")


def test_rules_that_no_test_looks_at_are_named(run: Run) -> None:
    """So that nobody takes three green tests for a tested policy."""
    report = run("measured: [{rule: small-cells, target: test, value: 4, verdict: fail}]")

    assert report.untested == ("direct-identifier", "missing-values", "unequal-errors", "unequal-selection")
    assert report_text([report]).splitlines()[-1].startswith("  1 of 5 rules are looked at; not: direct-identifier")


def test_a_folder_without_tests_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no file in it ends in \.test\.yml"):
        read_tests([tmp_path], tuple(checks()))


def test_a_name_is_used_once(tmp_path: Path) -> None:
    case = "{name: one, measured: [{rule: small-cells, target: test, value: 4, verdict: fail}]}"
    (tmp_path / "a.test.yml").write_text(f"version: 1\npolicy: release\ntests:\n  - {case}\n  - {case}\n", encoding="utf-8")

    with pytest.raises(BadInput, match="'one' is already a test in line 4"):
        read_tests([tmp_path / "a.test.yml"], tuple(checks()))


def test_the_tests_of_the_packs() -> None:
    """What the packs decide at their limits is written down, as anybody's own policy would be."""
    found = read_tests([Path(__file__).parent / "policies"], tuple(checks()))

    actual = [
        (report.policy, report.failed, report_text([report]) if report.failed else "")
        for report in (run_tests(one, checks(), DAY) for one in found)
    ]

    assert [(name, 0, "") for name, *_ in actual] == actual
    assert len(actual) >= 4

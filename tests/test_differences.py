"""What became of each finding, what closes the gate, and what else differs: each case by hand."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.differences import EXACT, SAME_ROWS, SEPARATE, STATES, differences
from audit.render.diff_text import MOST_LINES, MOST_ROWS, diff_markdown, diff_text
from tests.render import sample

FAILS = ("unequal-selection", "test::ethnicity::Asian")
"""A finding of the sample; each case sets what it needs of it."""


def _evidence(sha: str = "a1", **finding: Any) -> Evidence:
    """Return the sample with one finding only, changed, and a hash of its data."""
    made = copy.deepcopy(sample.full())
    claims: Any = made.claims
    kept = next(one for one in claims["findings"] if (one["rule"], one["target"]) == FAILS)
    kept.update(
        {
            "verdict": "fail",
            "value": 0.7,
            "low": 0.6,
            "high": 0.78,
            "level": 0.99,
            "limit": ">= 0.8",
            "severity": "high",
            "baseline": None,
            "waiver": None,
            "decided_on": "interval",
            "small": False,
        }
    )
    kept.update(finding)
    claims["findings"] = [] if finding.get("absent") else [kept]
    claims["datasets"][1]["sha256"] = "sha256:" + sha * 32
    return made


BEFORE: dict[str, Any] = {}
PASS = {"verdict": "pass", "value": 0.95, "low": 0.9, "high": 1.0}
UNSURE = {"verdict": "unsure", "value": 0.79, "low": 0.7, "high": 0.85}
WITHHELD = {"value": None, "low": None, "high": None, "reason": "withheld"}
ABSENT = {"absent": True}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str, int]] = {
    "the same": (BEFORE, BEFORE, "unchanged", 0),
    "it passed": (PASS, BEFORE, "new", 1),
    "it was not there": (ABSENT, BEFORE, "new", 1),
    "it was too small": ({"small": True, "verdict": "unsure"}, BEFORE, "new", 1),
    "new and light": (PASS, {"severity": "medium"}, "new", 0),
    "new and waived": (PASS, {"waiver": "W-1"}, "new", 0),
    "new and only warned of": (PASS, UNSURE, "new", 0),
    "further off": ({"value": 0.75}, BEFORE, "worse", 1),
    "further off, adopted before": ({"value": 0.75, "baseline": "unchanged"}, {"baseline": "worse"}, "worse", 1),
    "fails where it was unsure": (UNSURE, BEFORE, "worse", 1),
    "withheld now": (BEFORE, WITHHELD, "worse", 1),
    "withheld as before": (WITHHELD, WITHHELD, "unchanged", 0),
    "withheld before": (WITHHELD, BEFORE, "unchanged", 0),
    "a step of rounding": ({"value": 0.7 * (1 + 1e-12)}, BEFORE, "unchanged", 0),
    "nearer": ({"value": 0.6}, BEFORE, "better", 0),
    "unsure where it failed": (BEFORE, UNSURE, "better", 0),
    "adopted no more": ({"baseline": "unchanged"}, {"baseline": "ended"}, "again", 1),
    "waived no more": ({"waiver": "W-1"}, BEFORE, "again", 1),
    "adopted now": (BEFORE, {"baseline": "unchanged"}, "unchanged", 0),
    "it passes": (BEFORE, PASS, "gone", 0),
    "it is not there": (BEFORE, ABSENT, "gone", 0),
    "it is too small": (BEFORE, {"small": True, "verdict": "unsure"}, "gone", 0),
    "a limit from above": ({"limit": "<= 0.1", "value": 0.6}, {"limit": "<= 0.1"}, "worse", 1),
    "a stricter limit, the same value": ({"limit": ">= 0.75"}, BEFORE, "unchanged", 0),
    "no limit that can be read": ({"limit": "5"}, {"limit": "5"}, "worse", 1),
}


@pytest.mark.parametrize(("old", "new", "state", "code"), CASES.values(), ids=CASES)
def test_what_became_of_a_finding(old: dict[str, Any], new: dict[str, Any], state: str, code: int) -> None:
    found = differences(_evidence(**old), _evidence(**new))

    assert {name: int(name == state) for name in STATES} == found["counts"]
    assert code == found["exit_code"]


def test_passing_findings_are_no_difference() -> None:
    found = differences(_evidence(**PASS), _evidence(**PASS))

    assert sum(_counts(found).values()) == 0


def _counts(found: Any) -> dict[str, int]:
    """Return the counts of a difference."""
    return dict(found["counts"])


@pytest.mark.parametrize(("fail_on", "code"), [(Severity.CRITICAL, 0), (Severity.HIGH, 1), (None, 1)], ids=str)
def test_the_severity_that_fails_can_be_given(fail_on: Severity | None, code: int) -> None:
    assert code == differences(_evidence(**PASS), _evidence(), fail_on)["exit_code"]


def test_unsure_findings_close_the_gate_where_the_policy_says_so() -> None:
    strict = _evidence(**UNSURE)
    gate: Any = strict.claims["policy"]
    gate["gate"]["on_unsure"] = {"high": "not_assured"}

    assert differences(_evidence(**PASS), strict)["exit_code"] == 1


CHANGES: dict[str, tuple[str, dict[str, Any], tuple[float | None, ...], str]] = {
    "other data": ("b2", {}, (0.1, 0.1 - (0.1**2 + 0.08**2) ** 0.5, 0.1 + (0.08**2 + 0.1**2) ** 0.5, 0.99), SEPARATE),
    "the same data": ("a1", {}, (0.1, -0.08, 0.28, 0.98), SAME_ROWS),
    "an open end": ("a1", {"high": None}, (0.1, -0.08, None, 0.98), SAME_ROWS),
    "not sampled": ("a1", {"decided_on": "exact"}, (0.1, None, None, None), EXACT),
    "no interval": ("a1", {"low": None, "high": None, "level": None}, (0.1, None, None, None), "there is no interval"),
}


@pytest.mark.parametrize(("sha", "parts", "expected", "assumes"), CHANGES.values(), ids=CHANGES)
def test_the_change_has_an_interval(sha: str, parts: dict[str, Any], expected: tuple[float | None, ...], assumes: str) -> None:
    """Worse by 0.1, from 0.7 (0.6 to 0.78) on; what the interval takes for granted is said."""
    limit = {"limit": "<= 0.1"}
    other = {"decided_on": "exact"} if parts.get("decided_on") else {}
    moved = {"value": 0.8, "low": 0.7, "high": 0.88, **limit, **parts}
    found: Any = differences(_evidence(**limit, **other), _evidence(sha, **moved))

    change = found["findings"][0]["change"]

    if assumes != EXACT:
        assert expected == pytest.approx(tuple(change[name] for name in ("value", "low", "high", "level")))
    assert assumes == change["assumes"]


def _rule(claims: Any, name: str) -> Any:
    """Return one rule of the claims."""
    return next(one for one in claims["rules"] if one["rule"] == name)


def _breaks(claims: Any) -> None:
    _rule(claims, "missing-values").update(verdict="not_run", severity="high", judged=0, reason="it broke with ValueError")


def _judges_nothing(claims: Any) -> None:
    _rule(claims, "missing-values").update(verdict="unsure", severity="critical", judged=0)


def _lacks_input(claims: Any) -> None:
    _rule(claims, "missing-values")["severity"] = "high"
    claims["rules"].remove(_rule(claims, "missing-values"))
    claims["not_checked"] = [{"rule": "missing-values", "reason": "there is no profile"}]


def _is_not_asked(claims: Any) -> None:
    claims["rules"].remove(_rule(claims, "missing-values"))
    claims["not_checked"] = [{"rule": "missing-values", "reason": "the policy does not ask for it"}]


RULES = {
    "breaks": (_breaks, 1, 1),
    "judges nothing": (_judges_nothing, 1, 1),
    "lacks what it reads": (_lacks_input, 1, 1),
    "is not asked": (_is_not_asked, 0, 0),
}


@pytest.mark.parametrize(("edit", "listed", "code"), RULES.values(), ids=RULES)
def test_a_rule_that_is_judged_no_more_is_never_silent(edit: Any, listed: int, code: int) -> None:
    """It is as bad as one that got worse; where the policy asks less, that is said before everything else."""
    old, new = (copy.deepcopy(sample.full()) for _ in range(2))
    _rule(old.claims, "missing-values")["severity"] = "high"
    edit(new.claims)

    found: Any = differences(old, new)

    assert (listed, code) == (len([one for one in found["rules"] if one["state"] == "not judged"]), found["exit_code"])
    assert code or any("missing-values is no longer asked" in line for line in found["differs"])


def test_what_passed_and_is_not_judged_is_listed() -> None:
    found: Any = differences(_evidence(**PASS), _evidence(**ABSENT))

    assert [one["why"] for one in found["unjudged"]] == ["it is not measured"]
    assert "passed before, not judged now" in diff_text(found)


def _edited(path: str, value: Any) -> Evidence:
    """Return the sample with one part of claims or run changed; the path is dotted."""
    made = copy.deepcopy(sample.full())
    place: Any = {"claims": made.claims, "run": made.run}
    *parents, last = path.split(".")
    for name in parents:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[last] = value
    return made


SAID: dict[str, tuple[str, Any, str]] = {
    "subject": ("claims.subject.name", "other", "another subject: other, was credit-pre-scoring"),
    "population": ("claims.subject.population", "all", "the population: all, was sample"),
    "policy": ("claims.policy.policies", ["release", "house"], "the policy: release, house, was release"),
    "policy text": ("claims.policy.sha256", "sha256:" + "00" * 32, "the policy release is not the same as it was"),
    "gate": ("claims.policy.gate.min_rules", 2, "gate.min_rules: 2, was 6"),
    "gate by severity": ("claims.policy.gate.on_unsure", {"high": "fail"}, "gate.on_unsure: high fail, was warn"),
    "weaker limit": ("claims.rules.0.limit", ">= 0.7", "(weaker)"),
    "stricter limit": ("claims.rules.0.limit", ">= 0.9", "(stricter)"),
    "another limit": ("claims.rules.0.limit", "<= 0.9", "the limit of "),
    "no limit": ("claims.rules.0.limit", "none", "the limit of "),
    "lower severity": ("claims.rules.0.severity", "low", "low, was critical (weaker)"),
    "new rule": ("claims.rules.0.rule", "brand-new", "brand-new was not asked"),
    "data": ("claims.datasets.1.sha256", "sha256:" + "00" * 32, "other test data: 4,505 rows, was 4,505"),
    "data gone": ("claims.datasets.1.name", "holdout", "the test data is no longer there"),
    "data new": ("claims.datasets.1.name", "holdout", "the holdout data was not there"),
    "model": ("claims.model.sha256", "sha256:" + "00" * 32, "another model"),
    "no model": ("claims.model", None, "no model, was one"),
    "role": ("claims.roles.label", "hired", "the label: hired, was approved"),
    "protected": ("claims.roles.protected", [{"column": "age", "bands": [18, 65]}], "the protected columns: age:18:65, was sex, ethnicity"),
    "reference": ("claims.roles.reference", {}, "the reference groups: none, was"),
    "tool": ("run.tool", "equigate 9", "the tool: equigate 9, was equigate 0.1.0"),
    "version": ("run.versions", {"pandas": "9"}, "pandas: 9, was 3.1.1"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "value", "expected"), SAID.values(), ids=SAID)
def test_what_else_differs_is_said_first(path: str, value: Any, expected: str) -> None:
    found: Any = differences(sample.full(), _edited(path, value))

    assert expected in "\n".join(found["differs"])


def test_what_else_differs_stands_before_the_findings() -> None:
    text = diff_text(differences(_evidence(**PASS), _evidence("b2")))

    assert text.index("what else differs") < text.index("\nnew\n")


@pytest.mark.parametrize("one", sample.BUILD.values(), ids=sample.BUILD)
def test_the_same_evidence_differs_in_nothing(one: Any) -> None:
    found: Any = differences(one(), one())

    assert (found["differs"], found["findings"], found["rules"], found["unjudged"], found["exit_code"]) == ([], [], [], [], 0)


IMPOSSIBLE: dict[str, Evidence] = {
    "severity": _evidence(severity="grave"),
    "gate": _edited("claims.policy.gate.fail_on", "x"),
    "value": _edited("claims.findings.0.value", "x"),
    "verdict of a rule": _edited("claims.rules.0.judged", "many"),
}


@pytest.mark.parametrize("new", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_evidence_with_impossible_words_is_bad_input(new: Evidence) -> None:
    with pytest.raises(BadInput, match="evidence"):
        differences(_evidence(**PASS), new)


def test_evidence_of_an_earlier_version_is_compared() -> None:
    """Parts that came later are filled in."""
    made = copy.deepcopy(sample.full())
    for one in made.claims["findings"]:
        del one["waiver"], one["baseline"], one["note"]
    del made.claims["baseline"], made.claims["settled_on"]

    assert differences(made, sample.full())["counts"]["new"] == 0


HOSTILE = "a\x1b[2Jb|c\n# d <b>@me</b> `x` \u202e"


def test_names_are_shown_and_never_obeyed() -> None:
    found = differences(_evidence(**PASS, target=HOSTILE), _evidence(target=HOSTILE))
    text, markdown = diff_text(found), diff_markdown(found)

    assert not re.search("[\x1b\u202e]", text + markdown)
    assert "<b>" not in markdown
    assert "@me" not in markdown
    assert {6 + 1} == {line.count("|") - 1 for line in markdown.splitlines() if line.startswith("|")}


def test_long_lists_are_cut_and_say_so() -> None:
    base = _evidence()
    many = copy.deepcopy(base)
    claims: Any = many.claims
    claims["findings"] = [{**claims["findings"][0], "fingerprint": f"{n:016x}"} for n in range(MOST_ROWS + 5)]
    found = differences(_evidence(**ABSENT), many)

    assert f"and {MOST_ROWS + 5 - MOST_LINES} more" in diff_text(found)
    assert "and 5 more" in diff_markdown(found)
    assert len(json.loads(json.dumps(found["findings"]))) == MOST_ROWS + 5


def test_a_screen_and_a_table_carry_the_same_numbers() -> None:
    found = differences(_evidence(value=0.75), _evidence("b2", reason=""))
    text = " ".join(diff_text(found).split())

    for part in ("0.700", "0.750", "-0.0500", "0.600 to 0.780", "separate samples", "may be chance"):
        assert part in text
        assert part in diff_markdown(found)
    assert "1 worse at high or above" in text
    assert max(map(len, diff_text(found).splitlines())) <= 80


def test_what_is_waived_or_adopted_now_is_counted() -> None:
    found: Any = differences(_evidence(), _evidence(baseline="unchanged"))

    assert found["excused"] == 1
    assert "1 finding newly waived or adopted" in " ".join(diff_text(found).split())


def test_another_group_of_comparison_is_said() -> None:
    found: Any = differences(_evidence(value=0.75, against="White"), _evidence(against=""))

    assert "held against nobody, was White" in found["findings"][0]["why"]


def test_what_became_of_rules_and_of_findings_without_a_value_is_printed() -> None:
    old, new = _evidence(), _evidence(**WITHHELD)
    for claims, severity in ((old.claims, "high"), (new.claims, "high")):
        _rule(claims, "missing-values")["severity"] = severity
    _lacks_input(new.claims)
    _rule(new.claims, "unequal-errors")["verdict"] = "unsure"

    text = " ".join(diff_text(differences(old, new)).split())

    assert "missing-values (high) is not judged any more: there is no profile" in text
    assert "unequal-errors (high): unsure, was fail" in text
    assert "fail without a value, was fail with 0.700" in text


def test_a_finding_whose_rule_is_judged_no_more_says_so() -> None:
    new = _evidence(**ABSENT)
    claims: Any = new.claims
    claims["rules"].remove(_rule(claims, "unequal-selection"))
    claims["not_checked"] = [{"rule": "unequal-selection", "reason": "there are no decisions"}]
    found: Any = differences(_evidence(), new)

    assert found["findings"][0]["why"] == ["its rule is not judged: there are no decisions"]
    assert found["exit_code"] == 1
    assert "not judged" in diff_markdown(found)


def test_a_value_that_was_not_sampled_moves_without_an_interval() -> None:
    exact = {"decided_on": "exact", "low": 0.75, "value": 0.75, "high": 0.75}
    found = differences(_evidence(**exact), _evidence(**{**exact, "low": 0.7, "value": 0.7, "high": 0.7}))

    assert "moved by -0.0500." not in diff_text(found)
    assert "moved by -0.0500\n" in diff_text(found)

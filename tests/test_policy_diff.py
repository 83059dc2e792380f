"""Is every difference between two policies said, and which way it goes?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.checks.registry import checks
from audit.load.policy import Policy, policy_names, read_policy
from audit.policy_diff import Way, diff_json, diff_text, differences, tally

RULES = {name: one.rule for name, one in checks().items()}
WAIVER = (
    '{{id: W-1, rule: missing-values, target: "{target}", reason: "Income is optional on the paper form.", owner: a@example.org,'
    " approved_by: dpo@example.org, created: 2026-11-01, expires: {expires}}}"
)
HELD = f"waivers: [{WAIVER.format(target='train::income', expires='2026-12-31')}]"
LONGER = f"waivers: [{WAIVER.format(target='train::income', expires='2027-01-31')}]"
WIDER = f"waivers: [{WAIVER.format(target='train::*', expires='2026-12-31')}]"


def _policy(folder: Path, stem: str, body: str) -> Policy:
    """Write and read a policy."""
    (folder / f"{stem}.yml").write_text(f"version: 1\nname: {stem}\n{body}\n", encoding="utf-8")
    return read_policy((f"{stem}.yml",), tuple(RULES), folder)


def _said(folder: Path, old: str, new: str) -> list[str]:
    """Return the differences between two policies."""
    return [str(change) for change in differences(_policy(folder, "old", old), _policy(folder, "new", new), RULES)]


def _rule(body: str) -> str:
    """Return a policy with one rule."""
    return f"rules: {{unequal-selection: {{{body}}}}}"


PAIRS = {
    "limit": (_rule("limit: '>= 0.9'"), _rule("limit: '>= 0.8'"), ["weaker: unequal-selection: limit from >= 0.9 to >= 0.8"]),
    "limit from above": (
        "rules: {missing-values: {limit: '<= 0.1'}}", "rules: {missing-values: {limit: '<= 0.05'}}",
        ["stricter: missing-values: limit from <= 0.1 to <= 0.05"]),
    "the rule's own limit": (_rule(""), _rule("limit: '>= 0.5'"), ["weaker: unequal-selection: limit from >= 0.8 to >= 0.5", "source: unequal-selection: status from none to ours"]),
    "written out": (_rule("limit: '>= 0.8'"), _rule("limit: '>= 0.80'"), []),
    "rule gone": ("rules: {missing-values: {}, thin-group: {}}", "rules: {missing-values: {}}", ["weaker: thin-group: no longer asked for"]),
    "rule switched off": (
        "rules: {missing-values: {}, thin-group: {}}", "rules: {missing-values: {}, thin-group: {enabled: false}}",
        ["weaker: thin-group: switched off in new.yml:3"]),
    "rule asked for": ("rules: {}", "rules: {small-cells: {}}", ["stricter: small-cells: asked for, limit >= 5"]),
    "severity": (
        _rule("severity: high"), _rule("severity: medium"),
        ["weaker: unequal-selection: severity from high to medium: its failure no longer closes the gate"]),
    "severity that closes": (
        _rule("severity: low"), _rule("severity: critical"),
        ["stricter: unequal-selection: severity from low to critical: its failure now closes the gate"]),
    "a column": (
        "rules: {missing-values: {columns: {income: '<= 0.2'}}}", "rules: {missing-values: {columns: {income: '<= 0.3', age: '<= 0.01'}}}",
        ["weaker: missing-values: limit of column income from <= 0.2 to <= 0.3", "stricter: missing-values: limit of column age from <= 0.05 to <= 0.01"]),
    "attributes": (
        _rule("by: [sex, race]"), _rule("by: [race, sex & race]"),
        ["weaker: unequal-selection: no longer looks at sex", "stricter: unequal-selection: looks at sex & race as well"]),
    "all attributes": (_rule(""), _rule("by: sex"), ["weaker: unequal-selection: looks only at sex, before at every protected column"]),
    "no longer only": (_rule("by: sex"), _rule(""), ["stricter: unequal-selection: looks at every protected column, before only at sex"]),
    "group": (_rule("min_group: 10"), _rule("min_group: 50"), ["weaker: unequal-selection: min_group from 10 to 50"]),
    "group beside the gate's": (_rule("min_group: 30"), _rule(""), []),
    "share": (_rule(""), _rule("min_share: 0.02"), ["weaker: unequal-selection: min_share from 0 to 0.02"]),
    "required": (_rule("required: true"), _rule(""), ["weaker: unequal-selection: required from true to false"]),
    "waivable": (_rule(""), _rule("waivable: false"), ["stricter: unequal-selection: waivable from true to false"]),
    "reference": (_rule(""), _rule("reference: {sex: Male}"), ["changed: unequal-selection: reference from none to sex=Male"]),
    "point": (_rule(""), _rule("decide_on: point"), ["changed: unequal-selection: decide_on from interval to point"]),
    "confidence": ("gate: {confidence: 0.9}", "gate: {confidence: 0.99}", ["changed: gate: confidence from 0.9 to 0.99"]),
    "source": (_rule("source: a law"), _rule("source: a paper"), ["source: unequal-selection: source from 'a law' to 'a paper'"]),
    "days": (_rule("source: a law, from: 2026-01-01"), _rule("source: a law"), ["source: unequal-selection: first day from 2026-01-01 to none"]),
    "gate": (
        "gate: {fail_on: medium, on_not_run: fail, min_rules: 4, min_group: 20, min_cell: 11}",
        "gate: {fail_on: high, min_rules: 3, min_group: 30, min_cell: 10}",
        ["weaker: gate: fail_on from medium to high", "weaker: gate: on_not_run from fail to not_assured",
         "weaker: gate: min_rules from 4 to 3", "weaker: gate: min_group from 20 to 30", "weaker: gate: min_cell from 11 to 10"]),
    "unused waivers": (
        "gate: {on_unused: not_assured}", "gate: {on_unused: warn}", ["weaker: gate: on_unused from not_assured to warn"]),
    "gate of waivers": (
        "gate: {max_waiver_days: 90, max_baseline_days: 90, due_days: 10}", "gate: {max_waiver_days: 180, max_baseline_days: 30}",
        ["weaker: gate: max_waiver_days from 90 to 180", "changed: gate: due_days from 10 to 30", "stricter: gate: max_baseline_days from 90 to 30"]),
    "unsure": ("gate: {on_unsure: not_assured}", "gate: {on_unsure: warn}", ["weaker: gate: on_unsure from not_assured to warn"]),
    "unsure by severity": (
        "gate: {on_unsure: not_assured}", "gate: {on_unsure: {critical: fail, high: not_assured, medium: warn, low: not_assured, info: not_assured}}",
        ["weaker: gate: on_unsure at medium from not_assured to warn", "stricter: gate: on_unsure at critical from not_assured to fail"]),
    "techniques": (
        "techniques: [drop, mask]", "techniques: [drop, noise]", ["weaker: techniques: permits noise as well", "stricter: techniques: no longer permits mask"]),
    "any technique": ("techniques: [drop]", "rules: {}", ["weaker: techniques: permits any, no longer a list"]),
    "only some": ("rules: {}", "techniques: [drop, mask]", ["stricter: techniques: permits only drop, mask"]),
    "not checked": (
        "not_checked: [what the contract says is in no file]", "rules: {}", ["source: not_checked: no longer said: what the contract says is in no file"]),
    "a waiver": (
        "rules: {}", HELD, ["weaker: waiver W-1: missing-values of train::income until 2026-12-31, approved by dpo@example.org"]),
    "a waiver gone": (
        HELD, "rules: {}", ["stricter: waiver W-1: gone, was missing-values of train::income until 2026-12-31, approved by dpo@example.org"]),
    "a longer waiver": (HELD, LONGER, ["weaker: waiver W-1: expires from 2026-12-31 to 2027-01-31"]),
    "another target": (HELD, WIDER, ["changed: waiver W-1: target from 'train::income' to 'train::*'"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), PAIRS.values(), ids=PAIRS)
def test_words(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """Weaker first, then what depends on the data, then stricter, then where numbers come from."""
    assert expected == _said(tmp_path, old, new)


MIRROR = {Way.WEAKER: Way.STRICTER, Way.STRICTER: Way.WEAKER, Way.CHANGED: Way.CHANGED, Way.SOURCE: Way.SOURCE}


@pytest.mark.parametrize(("old", "new", "expected"), PAIRS.values(), ids=PAIRS)
def test_the_way_back_is_the_other_way(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """What is weaker one way is stricter the other way."""
    one, other = _policy(tmp_path, "old", old), _policy(tmp_path, "new", new)
    there = sorted(MIRROR[change.way] for change in differences(one, other, RULES))

    assert there == sorted(change.way for change in differences(other, one, RULES))


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_does_not_differ_from_itself(name: str, tmp_path: Path) -> None:
    policy = read_policy((name,), tuple(RULES), tmp_path)

    assert (differences(policy, policy, RULES), tally(())) == ((), "no difference")


def test_strict_is_nowhere_weaker_than_release(tmp_path: Path) -> None:
    """The pack keeps what its name says."""
    release, strict = (read_policy((name,), tuple(RULES), tmp_path) for name in ("release", "strict"))

    assert {change.way for change in differences(release, strict, RULES)} == {Way.STRICTER, Way.SOURCE}


NUMBERS = st.integers(1, 99)


@given(k=st.tuples(NUMBERS, NUMBERS), missing=st.tuples(NUMBERS, NUMBERS))
def test_a_difference_is_said_exactly_where_there_is_one(
    tmp_path_factory: pytest.TempPathFactory, k: tuple[int, int], missing: tuple[int, int]
) -> None:
    """For any two numbers; the hash differs exactly then."""
    folder = tmp_path_factory.getbasetemp()
    old, new = (
        _policy(folder, "p", f"rules: {{small-cells: {{limit: '>= {a}'}}, missing-values: {{limit: '<= 0.{b:02}'}}}}")
        for a, b in zip(k, missing, strict=True)
    )
    expected = sum((k[0] != k[1], missing[0] != missing[1]))

    assert expected == len(differences(old, new, RULES))
    assert (expected == 0) == (old.sha256 == new.sha256)


def test_text_and_json_say_the_same(tmp_path: Path) -> None:
    """Each with the line that set it."""
    old, new = _policy(tmp_path, "old", _rule("limit: '>= 0.9'")), _policy(tmp_path, "new", _rule("limit: '>= 0.8'"))
    changes = differences(old, new, RULES)

    text, document = diff_text(old, new, changes), diff_json(old, new, changes)

    assert text.splitlines()[0] == "old -> new"
    assert text.splitlines()[1].endswith("# new.yml:3")
    assert isinstance(document, dict)
    assert document["changes"] == [
        {"way": "weaker", "subject": "unequal-selection", "words": "limit from >= 0.9 to >= 0.8", "origin": "new.yml:3"}
    ]
    assert diff_text(old, old, ()).splitlines() == ["old -> old", "no difference in what they demand"]

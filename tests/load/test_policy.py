"""Does a policy resolve to what its documents say, and is every mistake in them named at once?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.core.limit import Limit
from audit.core.words import Severity
from audit.law.standing import STATUSES, Line
from audit.load.policy import Gate, Policy, RuleSetting, Waiver, policy_names, read_policy
from audit.load.schemas import policy_schema

RULES = (
    "unequal-selection", "unequal-errors", "thin-group", "direct-identifier", "special-category", "small-cells",
    "missing-values", "class-imbalance", "no-better-than-baseline", "unsafe-serialisation", "undeclared-ground",
    "criminal-data", "child-data", "personal-free-text", "unused-personal-data", "weak-pseudonym", "stale-records",
    "unequal-opportunity", "unequal-precision", "uneven-accuracy", "failing-group", "uneven-calibration", "unequal-ranking",
    "unequal-scoring", "unequal-scores", "biased-labels", "unequal-residuals", "proxy-feature", "flips-with-group",
    "unique-combination", "untreated-outlier", "uniform-cells", "skewed-cells", "lopsided-suppression", "linkable-files",
    "inferable-attribute", "exact-date", "fine-geography", "old-age",
)  # fmt: skip
OF_ONE_LAW = {"exact-date", "fine-geography", "old-age"}
"""Rules that only the pack of the law they come from asks for."""
HEAD = "version: 1\nname: x\n"
HOUSE = """\
version: 1
name: house
extends: [gdpr, four-fifths]
gate: {fail_on: high, on_unsure: warn, min_rules: 8}
rules:
  unequal-selection: {limit: ">= 0.80", by: [sex, sex&race], severity: critical, source: "29 CFR 1607.4(D)"}
  small-cells: {limit: ">= 5", source: house convention, status: ours}
  missing-values: {limit: "<= 0.05", columns: {income: "<= 0.10"}}
waivers:
  - {id: W-2026-014, rule: missing-values, target: "train::income", reason: "Income is optional on the paper form.",
     owner: data@example.org, approved_by: dpo@example.org, created: 2026-11-03, expires: 2027-02-28}
"""


def _policy(folder: Path, *names: str, **files: str) -> Policy:
    """Write files and read the policies named; `a.yml` if none is."""
    for stem, text in files.items():
        (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
    return read_policy(names or ("a.yml",), RULES, folder)


def test_the_packs() -> None:
    """These come with the product."""
    expected = "ccpa cms-cell-size credit ema-0070 eu-ai-act four-fifths gdpr hipaa-safe-harbor nyc-ll144 release strict"

    assert tuple(expected.split()) == policy_names()


@pytest.mark.parametrize("name", policy_names())
def test_every_number_of_a_pack_has_a_source(name: str, tmp_path: Path) -> None:
    """Name as file, revision, a source and a status for each limit, nothing switched off."""
    policy = read_policy((name,), RULES, tmp_path)

    assert (policy.name, policy.policies[-1]) == (name, f"{name}.yml")
    assert policy.revision
    assert policy.gate.min_rules >= 1
    assert not policy.disabled
    assert not policy.waivers
    for rule, setting in policy.rules.items():
        assert setting.limit is not None, rule
        assert setting.severity is not None, rule
        assert len(setting.source) > 10, rule
        assert setting.status in STATUSES, rule
        assert setting.min_share is None or len(setting.min_share_reason) > 30, rule
        assert setting.origin.split(":")[0] in policy.policies, rule


def test_release_is_the_default(tmp_path: Path) -> None:
    """It names every rule, and says what holds where nothing is set."""
    policy = read_policy((), RULES, tmp_path)

    assert set(policy.rules) == set(RULES) - OF_ONE_LAW
    assert policy.gate == Gate(min_rules=10)
    assert policy == read_policy(("release",), RULES, tmp_path)
    assert policy.rules["unequal-selection"].limit == Limit.at_least(0.8)
    assert policy.rules["unsafe-serialisation"].severity is Severity.CRITICAL


def test_strict_is_stricter_than_release(tmp_path: Path) -> None:
    """It never allows what release refuses."""
    release, strict = (read_policy((name,), RULES, tmp_path) for name in ("release", "strict"))

    assert strict.policies == ("release.yml", "strict.yml")
    assert (strict.gate.on_unsure, strict.gate.fail_on) == ("not_assured", Severity.MEDIUM)
    for rule, setting in release.rules.items():
        own = strict.rules[rule].limit
        assert own is not None
        assert setting.limit is not None
        assert own == setting.limit or own.stricter_than(setting.limit)


def test_the_example_of_the_design(tmp_path: Path) -> None:
    """Explicit extends, later over earlier key by key, each with its line."""
    policy = _policy(tmp_path, "house.yml", house=HOUSE)

    assert policy.policies == ("gdpr.yml", "four-fifths.yml", "house.yml")
    assert policy.gate == Gate(min_rules=8)
    assert policy.rules["unequal-selection"] == RuleSetting(
        limit=Limit.at_least(0.8),
        by=("sex", "sex & race"),
        severity=Severity.CRITICAL,
        source="29 CFR 1607.4(D)",
        status="guidance",
        origin="house.yml:6",
        last_verified=date(2026, 11, 20),
        min_share=0.02,
        min_share_reason=policy.rules["unequal-selection"].min_share_reason,
    )
    assert policy.rules["missing-values"] == RuleSetting(
        limit=Limit.at_most(0.05),
        severity=Severity.MEDIUM,
        source="convention, serving Art. 5(1)(d) GDPR (accuracy)",
        status="convention",
        columns={"income": Limit.at_most(0.1)},
        origin="house.yml:8",
    )
    assert policy.rules["direct-identifier"].origin == "gdpr.yml:19"
    assert policy.origins["rules.small-cells.severity"] == "gdpr.yml:65"
    assert policy.origins["gate.min_rules"] == "house.yml:4"
    assert policy.waivers == (
        Waiver(
            "W-2026-014", "missing-values", "train::income", "Income is optional on the paper form.",
            "data@example.org", "dpo@example.org", "", date(2026, 11, 3), date(2027, 2, 28), "house.yml:10",
        ),
    )  # fmt: skip


def test_a_new_number_does_not_keep_the_old_source(tmp_path: Path) -> None:
    """A house number must not look like the law's."""
    text = f"{HEAD}extends: four-fifths\nrules: {{unequal-selection: {{limit: '>= 0.7'}}}}\n"
    policy = _policy(tmp_path, a=text)
    setting = policy.rules["unequal-selection"]

    assert (setting.source, setting.status, setting.severity) == ("", "ours", Severity.HIGH)
    assert "rules.unequal-selection.source" not in policy.origins


DATED = "source: a law, status: in force, from: 2026-01-01, until: 2026-06-30, last_verified: 2026-05-01"
SOURCES = {
    "another number": ("limit: '>= 0.7'", ("", "ours", None, None, None)),
    "another source": ("source: another law", ("another law", "in force", None, None, None)),
    "the same source": ("source: a law", ("a law", "in force", date(2026, 1, 1), date(2026, 6, 30), date(2026, 5, 1))),
    "a later end": ("until: 2027-06-30", ("a law", "in force", date(2026, 1, 1), date(2027, 6, 30), date(2026, 5, 1))),
    "another severity": ("severity: low", ("a law", "in force", date(2026, 1, 1), date(2026, 6, 30), date(2026, 5, 1))),
}


@pytest.mark.parametrize(("change", "expected"), SOURCES.values(), ids=SOURCES)
def test_days_belong_to_their_source(tmp_path: Path, change: str, expected: tuple[object, ...]) -> None:
    """Another number or another source does not inherit the days of the old one."""
    low = f"{HEAD}rules: {{unequal-selection: {{limit: '>= 0.8', {DATED}}}}}\n"
    setting = _policy(tmp_path, low=low, a=f"{HEAD}extends: low.yml\nrules: {{unequal-selection: {{{change}}}}}\n").rules[
        "unequal-selection"
    ]

    actual = (setting.source, setting.status, setting.start, setting.until, setting.last_verified)

    assert expected == actual


TURNS = {
    "credit, last day": ("credit", "unequal-selection", date(2026, 7, 20), "convention"),
    "credit, the day after": ("credit", "unequal-selection", date(2026, 7, 21), "convention; repealed, in force until 2026-07-20"),
    "AI Act, the day before": ("eu-ai-act", "unequal-errors", date(2027, 12, 1), "ours; adopted, applies from 2027-12-02"),
    "AI Act": ("eu-ai-act", "unequal-errors", date(2027, 12, 2), "ours"),
    "Art. 4a, the day before": ("eu-ai-act", "special-category", date(2026, 7, 26), "ours; adopted, applies from 2026-07-27"),
    "Art. 4a": ("eu-ai-act", "special-category", date(2026, 7, 27), "ours"),
    "four fifths": ("four-fifths", "unequal-selection", date(2026, 11, 20), "guidance"),
}


@pytest.mark.parametrize(("name", "rule", "day", "expected"), TURNS.values(), ids=TURNS)
def test_the_days_of_the_packs(tmp_path: Path, name: str, rule: str, day: date, expected: str) -> None:
    """Before and after the day on which a line turns."""
    setting = read_policy((name,), RULES, tmp_path).rules[rule]

    actual = Line(setting.status, setting.start, setting.until).status(day)

    assert expected == actual


@pytest.mark.parametrize("name", ["nyc-ll144", "four-fifths"])
def test_small_shares_are_left_out_with_a_reason(tmp_path: Path, name: str) -> None:
    """Groups below 2 %."""
    setting = read_policy((name,), RULES, tmp_path).rules["unequal-selection"]

    assert setting.min_share == 0.02
    assert "2 %" in setting.min_share_reason


def test_a_rule_switched_off_is_seen(tmp_path: Path) -> None:
    """It leaves the rules and is listed with its line; a later document may bring it back."""
    off = f"{HEAD}extends: [release]\nrules:\n  thin-group: {{enabled: false}}\n"
    on = "version: 1\nname: y\nextends: [a.yml]\nrules: {thin-group: {enabled: true}}\n"

    policy = _policy(tmp_path, a=off)
    assert "thin-group" not in policy.rules
    assert policy.disabled == {"thin-group": "a.yml:5"}
    assert "thin-group" in _policy(tmp_path, "b.yml", a=off, b=on).rules


def test_a_document_applies_once_where_it_is_first_needed(tmp_path: Path) -> None:
    """Two policies over one ground: the ground does not come back over the first one."""
    low = f"{HEAD}rules: {{thin-group: {{limit: '>= 10'}}, small-cells: {{limit: '>= 2'}}}}\n"
    one = "version: 1\nname: one\nextends: low.yml\nrules: {thin-group: {limit: '>= 20'}}\n"
    two = "version: 1\nname: two\nextends: ./low.yml\nrules: {small-cells: {limit: '>= 3'}}\n"
    policy = _policy(tmp_path, "one.yml", "two.yml", low=low, one=one, two=two)

    assert policy.name == "one + two"
    assert policy.policies == ("low.yml", "one.yml", "two.yml")
    assert str(policy.rules["thin-group"].limit) == ">= 20"
    assert str(policy.rules["small-cells"].limit) == ">= 3"


MIN_RULES = {
    "side by side the highest": ((3, 5), None, 5),
    "its own replaces its parents'": ((3, 5), 2, 2),
    "none set": ((None, None), None, 1),
}


@pytest.mark.parametrize(("parents", "own", "expected"), MIN_RULES.values(), ids=MIN_RULES)
def test_min_rules(tmp_path: Path, parents: tuple[int | None, ...], own: int | None, expected: int) -> None:
    """Adding a small pack to a large one does not lower what must be judged."""
    files = {
        f"p{place}": f"{HEAD}" + ("" if number is None else f"gate: {{min_rules: {number}}}\n") for place, number in enumerate(parents)
    }
    gate = "" if own is None else f"gate: {{min_rules: {own}}}\n"
    policy = _policy(tmp_path, **files, a=f"{HEAD}extends: [p0.yml, p1.yml]\n{gate}")

    assert expected == policy.gate.min_rules


def test_the_hash_is_of_the_content(tmp_path: Path) -> None:
    """Comments, order of keys and file names do not change it; a limit does."""
    text = f"{HEAD}rules: {{thin-group: {{limit: '>= 10', severity: low}}}}\n"
    same = "# why\nname: x\nversion: 1\nrules:\n  thin-group:\n    severity: low\n    limit: '>= 10.0'\n"
    first = _policy(tmp_path, a=text).sha256

    assert first.startswith("sha256:")
    assert first == _policy(tmp_path, "b.yml", b=same).sha256
    assert first != _policy(tmp_path, a=text.replace("10", "11")).sha256


def test_every_setting_of_a_rule(tmp_path: Path) -> None:
    """Nothing that may be written is lost."""
    keys = "by: sex, required: true, confidence: 0.9, min_group: 50, decide_on: point, reference: {sex: Male}"
    text = f"{HEAD}rules:\n  unequal-errors: {{{keys}}}\n"
    policy = _policy(tmp_path, a=text)

    assert replace(policy.rules["unequal-errors"], origin="") == RuleSetting(
        by=("sex",), required=True, confidence=0.9, min_group=50, decide_on="point", reference={"sex": "Male"}
    )


@pytest.mark.parametrize("draft", [jsonschema.Draft7Validator, jsonschema.Draft202012Validator])
def test_the_schema_knows_the_packs(draft: type[jsonschema.Draft7Validator]) -> None:
    """Editors know draft-07, the contract says 2020-12; every pack fits."""
    from ruamel.yaml import YAML

    from audit.resources import folder

    schema = policy_schema(RULES)
    draft.check_schema(schema)
    for name in policy_names():
        text = (folder("policies") / f"{name}.yml").read_text(encoding="utf-8")
        document = YAML(typ="safe", pure=True).load(text)
        # The safe loader makes dates of days; in JSON, as for an editor, they are texts.
        draft(schema).validate(json.loads(json.dumps(document, default=str)))


WORDS = (*RULES, "version", "name", "revision", "extends", "gate", "rules", "waivers", "limit", "columns", "by",
         "source", "fail_on", "min_rules", "id", "rule", "target", "reason", "created", "expires", "enabled", ">= 0.8",
         "<= 1", "high", "warn", "release", "a.yml", "2026-11-03", "x", "")  # fmt: skip
KEYS = st.sampled_from(WORDS)
LEAVES = st.one_of(KEYS, st.none(), st.booleans(), st.integers(-2, 99), st.floats(), st.text(max_size=4))
TREES = st.recursive(LEAVES, lambda node: st.lists(node, max_size=3) | st.dictionaries(KEYS, node, max_size=4), max_leaves=12)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "gate": st.dictionaries(KEYS, LEAVES, max_size=3),
        "rules": st.dictionaries(st.sampled_from(RULES), st.dictionaries(KEYS, TREES, max_size=3), max_size=3),
        "waivers": st.lists(st.dictionaries(KEYS, LEAVES, max_size=8), max_size=2),
        "extends": TREES,
        "x": TREES,
    },
)


@settings(max_examples=150, deadline=None)
@given(extra=PARTS)
def test_any_document_is_a_policy_or_bad_input(tmp_path_factory: pytest.TempPathFactory, extra: dict[str, object]) -> None:
    """No traceback; and what the reader accepts, the schema accepts."""
    document = {"version": 1, "name": "x", **extra}
    path = tmp_path_factory.getbasetemp() / "fuzz.yml"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read_policy(("fuzz.yml",), RULES, path.parent)
    except BadInput:
        return
    jsonschema.Draft202012Validator(policy_schema(RULES)).validate(document)

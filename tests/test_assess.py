"""From facts to an answer: what is in scope, what broke, what was left out, and by which settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audit.assess import Assessment, Unchecked, assess
from audit.checks.registry import Check, checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.ask import Ask
from audit.core.fact import Fact, Facts
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.target import Target
from audit.core.words import Severity, Verdict
from audit.load.policy import Policy, RuleSetting, read_policy
from audit.observe.personal.fact_rows import KEYS, MEASURES
from audit.observe.profile import Profile
from tests.observe import scenes

PROFILE = Fact.of("profile", "test", ("place", "column", "kind"), ("rows", "missing", "distinct"), [((0, "a", "text"), (40, 1, 3))])
NOTHING = [0] * (len(MEASURES) - 2)
READ = Fact.of(
    "personal", "test", KEYS, MEASURES,
    # 200 of 9,000 cells that could hold an account number were judged, and none did.
    [(("a", "", "", "", ""), (500, 9000, *NOTHING)),
     (("a", "IBAN_CODE", "dismissed", "none", ""), (200, 9000, 0, 0, 0, 0, 9000, 9000, 0, 0, 0, 169))],
)  # fmt: skip
SECRET = "a value of the data"  # noqa: S105 - no password


def _policy(**rules: RuleSetting) -> Policy:
    """Return a policy with exactly these rules."""
    policy = read_policy((), tuple(checks()), Path())
    return replace(
        policy, rules={name.replace("_", "-"): setting for name, setting in rules.items()}, gate=replace(policy.gate, min_rules=1)
    )


def _assess(facts: Facts, policy: Policy, **changed: Check) -> Assessment:
    """Assess with some checks exchanged."""
    return assess(facts, policy, {**checks(), **{name.replace("_", "-"): one for name, one in changed.items()}})


def _verdicts(found: Assessment) -> dict[str, tuple[Verdict, str]]:
    """Return verdict and reason per rule."""
    return {ruling.rule: (ruling.verdict, ruling.reason) for ruling in found.rulings}


def _breaking(profile: Profile, ask: Ask) -> Iterator[Measurement]:
    """Yield one good measurement, then break with a message that quotes data."""
    yield Measurement(Target("test", "a"), "missing_share", 0.0, Exact(), 40)
    raise RuntimeError(SECRET)


BROKEN = replace(checks()["missing-values"], measure=_breaking)


def test_a_rule_that_breaks_is_not_run_and_quotes_nothing() -> None:
    """What it measured before it broke is no pass; the others are judged all the same."""
    found = _assess(
        scenes.facts_of(PROFILE, READ), _policy(missing_values=RuleSetting(), special_category=RuleSetting()), missing_values=BROKEN
    )

    assert _verdicts(found)["missing-values"] == (Verdict.NOT_RUN, "it broke with RuntimeError")
    assert _verdicts(found)["special-category"][0] is Verdict.PASS
    assert SECRET not in str(found)


def test_a_broken_gating_rule_leaves_the_answer_open() -> None:
    """NOT ASSURED, with the reason."""
    policy = _policy(missing_values=RuleSetting(severity=Severity.HIGH), special_category=RuleSetting())

    facts = scenes.facts_of(PROFILE, READ)

    found = claims_of(facts, policy, _assess(facts, policy, missing_values=BROKEN), checks(), Tried())

    assert (found["exit_code"], found["reason"]) == (3, "missing-values did not run: it broke with RuntimeError")


def test_an_interrupt_is_not_a_broken_rule() -> None:
    """Ctrl-C ends everything."""

    def interrupted(profile: Profile, ask: Ask) -> Iterator[Measurement]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _assess(scenes.facts_of(PROFILE), _policy(missing_values=RuleSetting()), missing_values=replace(BROKEN, measure=interrupted))


def test_what_was_never_declared_is_out_of_scope() -> None:
    """Listed with the reason, not judged."""
    found = _assess(scenes.facts_of(PROFILE), _policy(missing_values=RuleSetting(), small_cells=RuleSetting()))

    assert "small-cells" not in _verdicts(found)
    assert Unchecked("small-cells", "no quasi-identifiers are declared") in found.unchecked


def test_a_required_rule_is_never_out_of_scope() -> None:
    """Required and absent is not run."""
    found = _assess(scenes.facts_of(PROFILE), _policy(small_cells=RuleSetting(required=True)))

    assert _verdicts(found)["small-cells"] == (Verdict.NOT_RUN, "required, but no quasi-identifiers are declared")


def test_what_the_policy_does_not_ask_for_is_said() -> None:
    """Every other rule is listed as unchecked, once."""
    found = _assess(scenes.facts_of(PROFILE), _policy(missing_values=RuleSetting()))
    listed = [one.rule for one in found.unchecked]

    assert sorted(set(checks()) - {"missing-values"}) == sorted(listed)
    assert {one.reason for one in found.unchecked} == {"the policy does not ask for it"}


def test_what_a_policy_switched_off_names_the_line() -> None:
    """`small-cells: off` is printed with its place."""
    policy = replace(_policy(missing_values=RuleSetting()), disabled={"small-cells": "house.yml:7"})

    found = _assess(scenes.facts_of(PROFILE), policy)

    assert Unchecked("small-cells", "switched off in house.yml:7") in found.unchecked


def test_every_dataset_is_measured() -> None:
    """Training and test data each give measurements."""
    facts = scenes.facts_of(PROFILE, replace(PROFILE, dataset="train"))
    (ruling,) = _assess(facts, _policy(missing_values=RuleSetting())).rulings

    actual = [str(finding.measurement.target) for finding in ruling.findings]

    assert actual == ["test::a", "train::a"]


def test_the_settings_of_the_rule_win_over_those_of_the_gate() -> None:
    """Limit, severity, minimum, confidence and reference, and what the subject says of its reference wins."""
    setting = RuleSetting(
        limit=Limit.at_least(0.9), severity=Severity.LOW, min_group=77, confidence=0.5, decide_on="point",
        by=("sex",), reference={"sex": "M", "race": "a"}, source="house", status="ours", origin="house.yml:3",
    )  # fmt: skip
    about = scenes.about(population="all", roles={**scenes.about()["roles"], "reference": {"sex": "F"}})  # type: ignore[dict-item]
    facts = Facts((scenes.outcome_fact(("sex",), [(("F", 1, 1), 50)]),), about)

    ask = _assess(facts, _policy(unequal_selection=setting)).asks["unequal-selection"]

    assert (Limit.at_least(0.9), Severity.LOW, 77, 0.5, "point") == (ask.limit, ask.severity, ask.min_group, ask.confidence, ask.decide_on)
    assert (ask.reference, ask.population, ask.by) == ({"sex": "F", "race": "a"}, "all", ("sex",))
    assert (ask.source, ask.status, ask.origin) == ("house", "ours", "house.yml:3")


@pytest.mark.parametrize("population", ["sample", "all"])
@pytest.mark.parametrize("decide_on", ["interval", "point"])
def test_a_column_read_in_part_never_passes(population: str, decide_on: str) -> None:
    """All decisions may be there, and a gate may decide on the point: what was not read is still not known."""
    facts = Facts((PROFILE, READ), scenes.about(population=population))
    policy = _policy(direct_identifier=RuleSetting())
    policy = replace(policy, gate=replace(policy.gate, decide_on=decide_on))

    actual = _verdicts(_assess(facts, policy))["direct-identifier"]

    assert actual == (Verdict.UNSURE, "1 of 1 cannot be told")


def test_rulings_are_sorted_by_rule() -> None:
    """The order of the policy does not matter."""
    found = _assess(scenes.facts_of(PROFILE, READ), _policy(special_category=RuleSetting(), missing_values=RuleSetting()))

    assert [ruling.rule for ruling in found.rulings] == ["missing-values", "special-category"]

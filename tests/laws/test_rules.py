"""Every rule has complete words, and none of them passes by accident: new rules are judged here first."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from audit.assess import assess
from audit.checks.registry import Check, checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.fact import Fact, Facts
from audit.core.finding import Ruling
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.words import Severity, Verdict
from audit.load.policy import policy_names, read_policy
from audit.observe import combinations, flips, inference, linkage, proxies, sensitive_classes, tails
from audit.observe.fine_values import MEASURES as FINE
from audit.observe.importance import MEASURES as IMPORTANCE
from audit.observe.personal import fact_rows
from audit.observe.pseudonyms import MEASURES as PSEUDONYMS
from audit.observe.scene import Settings
from tests.observe import scenes

EVERY = [pytest.param(one, id=name) for name, one in checks().items()]
OF_ONE_LAW = dict.fromkeys(("exact-date", "fine-geography", "old-age"), "hipaa-safe-harbor")
"""Rules whose line is that of one law alone: its pack asks for them, `release` does not."""
FORBIDDEN = re.compile(r"\b(anonymous|compliant|certified|lawful|fair|guaranteed?)\b", re.IGNORECASE)
A_LAWFUL_REASON = "can have a lawful reason, which this number does not see"
"""A blind spot may say that a gap can be lawful; no sentence may say that something is."""


def _words(check: Check) -> dict[str, str]:
    """Return the sentences of a rule."""
    rule = check.rule
    return {"asks": rule.asks, "why": rule.why, "blind": rule.blind, "step": rule.step, "metric": rule.metric, "family": rule.family}


def _ruling(check: Check, facts: Facts) -> Ruling | None:
    """Return what a rule comes to alone, under `release` or the pack of its law, required by neither; None where it is out of scope."""
    policy = read_policy((OF_ONE_LAW.get(check.rule.name, "release"),), tuple(checks()), Path())
    policy = replace(policy, rules={name: replace(setting, required=False) for name, setting in policy.rules.items()})
    return next((r for r in assess(facts, policy, {check.rule.name: check}).rulings), None)


# ---------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("check", EVERY)
def test_its_words_are_complete(check: Check) -> None:
    """A question ends with a question mark, everything else is a sentence of its own."""
    words = _words(check)
    expected = {"empty": [], "question": True, "sentences": True}

    actual = {
        "empty": [name for name, text in words.items() if not text.strip()],
        "question": check.rule.asks.endswith("?"),
        "sentences": all(words[name].rstrip().endswith((".", "?")) for name in ("why", "blind", "step")),
    }

    assert expected == actual


@pytest.mark.parametrize("check", EVERY)
def test_it_asserts_nothing_that_no_audit_can(check: Check) -> None:
    """No word claims that data or a model is anonymous, compliant, certified, lawful or fair."""
    texts = [text.replace(A_LAWFUL_REASON, "") for text in _words(check).values()]

    actual = [word.group() for text in texts for word in FORBIDDEN.finditer(text)]

    assert actual == []


@pytest.mark.parametrize("check", EVERY)
def test_it_says_who_set_the_number_and_which_law_it_serves(check: Check) -> None:
    """The limit has a source with a name and words; there is a law; severity and limit are typed."""
    rule = check.rule

    actual = (
        bool(rule.limit_source.name and rule.limit_source.says),
        [bool(law.name and law.says) for law in rule.related_law] or ["no law"],
        isinstance(rule.severity, Severity),
        isinstance(rule.limit, Limit) and rule.limit == Limit.parse(str(rule.limit)),
        bool(check.reads),
    )

    assert (True, [True] * len(rule.related_law), True, True, True) == actual


@pytest.mark.parametrize("check", EVERY)
def test_its_name_is_that_of_its_file(check: Check) -> None:
    """`unequal-selection` lives in `unequal_selection.py`, in the folder of its family."""
    file = Path(inspect.getfile(inspect.unwrap(check.measure)))

    actual = (file.stem.replace("_", "-"), file.parent.name)

    assert (check.rule.name, check.rule.family) == actual


@pytest.mark.parametrize("check", EVERY)
def test_every_view_says_why_it_may_be_absent(check: Check) -> None:
    """A rule out of scope is listed with a reason."""
    actual = [str(getattr(view, "absent", "")) for view in check.reads]

    assert all(actual)


def test_release_asks_for_every_rule_and_every_policy_for_rules_that_exist() -> None:
    """`read_policy` refuses unknown rules, so each shipped policy is read with ours alone."""
    known = tuple(checks())
    policies = {name: read_policy((name,), known, Path()) for name in policy_names()}

    actual = {name: sorted(set(policy.rules) - set(known)) for name, policy in policies.items()}

    assert set(known) - set(OF_ONE_LAW) == set(policies["release"].rules)
    assert all(rule in policies[pack].rules for rule, pack in OF_ONE_LAW.items())
    assert {key: [] for key in policies} == actual


# ------------------------------------------------------------------------- never a pass by accident


def _empty(name: str, keys: tuple[str, ...], measures: tuple[str, ...]) -> Fact:
    """Return a fact without rows."""
    return Fact.of(name, "test", keys, measures, [])


def _outcomes(rows: list[tuple[tuple[str | int | None, ...], int]]) -> Facts:
    """Return facts with decisions only."""
    return scenes.facts_of(scenes.outcome_fact(("sex",), rows))


EMPTY = scenes.facts_of(
    _empty("outcomes", ("sex", "actual", "predicted"), ("n",)),
    _empty("scores", ("sex", "bin"), ("n",)),
    _empty("cells", ("size",), ("classes", "rows")),
    _empty("profile", ("place", "column", "kind"), ("rows", "missing", "distinct")),
    _empty("personal", fact_rows.KEYS, fact_rows.MEASURES),
    _empty("ranges", ("column", "kind"), ("low", "high", "scale")),
    _empty("minors", ("column", "entity"), ("minors", "present")),
    _empty("row_ages", ("months",), ("rows",)),
    _empty("fine_values", ("column", "what"), FINE),
    _empty("importance", ("column", "category", "given"), IMPORTANCE),
    _empty("pseudonyms", ("column", "form"), PSEUDONYMS),
    _empty("proxies", proxies.KEYS, proxies.MEASURES),
    _empty("flips", flips.KEYS, flips.MEASURES),
    _empty("sensitive_classes", sensitive_classes.KEYS, sensitive_classes.MEASURES),
    _empty("inference", inference.KEYS, inference.MEASURES),
    _empty("linkage", linkage.KEYS, linkage.MEASURES),
    _empty("combinations", combinations.KEYS, combinations.MEASURES),
    _empty("tails", tails.KEYS, tails.MEASURES),
)
NO_ROWS = scenes.facts_of(
    Fact.of("profile", "test", ("place", "column", "kind"), ("rows", "missing", "distinct"), [((0, "sex", "text"), (0, 0, 0))]),
    Fact.of("personal", "test", fact_rows.KEYS, fact_rows.MEASURES, [fact_rows.unread("sex", 0, 0)]),
    Fact.of("row_ages", "test", ("months",), ("rows",), [(("dated",), (0,)), ((None,), (0,)), ((0,), (0,))]),
    Fact.of("fine_values", "test", ("column", "what"), FINE, [(("sex", what), (0, 0, 0, 0)) for what in ("date", "old", "place")]),
    Fact.of("minors", "test", ("column", "entity"), ("minors", "present"), [(("sex", "AGE"), (0, 0))]),
    Fact.of("importance", "test", ("column", "category", "given"), IMPORTANCE, [(("sex", "quasi", "given"), (0,) * 6)]),
    Fact.of("pseudonyms", "test", ("column", "form"), PSEUDONYMS, [(("sex", "128 bits"), (0, 0, 5, 0))]),
    Fact.of("proxies", "test", proxies.KEYS, proxies.MEASURES, [(("sex", "F", "zip"), (0,) * 4), (("sex", "F", "*"), (0,) * 4)]),
    Fact.of("flips", "test", flips.KEYS, flips.MEASURES, [(("sex", "", "", "not given"), (0,) * 4)]),
    Fact.of("inference", "test", inference.KEYS, inference.MEASURES, [(("sex", "model"), (0,) * 6)]),
    Fact.of("linkage", "test", linkage.KEYS, linkage.MEASURES, [(("every shared column", 2), (0,) * 5)]),
    Fact.of("combinations", "test", combinations.KEYS, combinations.MEASURES, [(("whole", "sex"), (1,) + (0,) * 6)]),
    Fact.of("tails", "test", tails.KEYS, tails.MEASURES, [(("age", "low"), (0,) * 4), (("age", "high"), (0,) * 4)]),
)
HARD = {
    "no facts at all": scenes.facts_of(),
    "empty facts": EMPTY,
    "a dataset without rows": NO_ROWS,
    "one group": _outcomes(scenes.cells("F", 50, 10, 5, 60)),
    "label all null": _outcomes([(("F", None, 1), 80), (("M", None, 1), 80), (("F", None, 0), 80), (("M", None, 0), 80)]),
    "prediction all null": _outcomes([(("F", 1, None), 80), (("M", 0, None), 80)]),
    "no row with both": _outcomes([(("F", None, 1), 80), (("M", None, 0), 80), (("F", 1, None), 80), (("M", 0, None), 80)]),
    "nobody is selected": _outcomes([*scenes.cells("F", 0, 0, 50, 50), *scenes.cells("M", 0, 0, 50, 50)]),
    "everybody is selected": _outcomes([*scenes.cells("F", 50, 50, 0, 0), *scenes.cells("M", 50, 50, 0, 0)]),
    "a group without the event": _outcomes([*scenes.cells("F", 0, 30, 0, 40), *scenes.cells("M", 50, 10, 10, 50)]),
    "nobody with the event": _outcomes([*scenes.cells("F", 0, 30, 0, 40), *scenes.cells("M", 0, 30, 0, 40)]),
    "all groups tiny": _outcomes([*scenes.cells("F", 1, 1, 1, 1), *scenes.cells("M", 1, 1, 1, 1)]),
    "all groups pooled": _outcomes([((f"rare group {1}", 1, 1), 100)]),
}


def _worth(measurement: Measurement) -> bool:
    """Tell whether a measurement can carry a pass: a value, on rows, of a group that is large enough."""
    return measurement.value is not None and measurement.rows > 0 and not measurement.small


@pytest.mark.parametrize("facts", [pytest.param(facts, id=name.replace(" ", "-")) for name, facts in HARD.items()])
@pytest.mark.parametrize("check", EVERY)
def test_it_neither_breaks_nor_passes_where_there_is_nothing_to_judge(check: Check, facts: Facts) -> None:
    """A pass needs at least one value on enough rows, and no measurement without one among the judged."""
    ruling = _ruling(check, facts)
    judged = [finding.measurement for finding in ruling.findings if not finding.measurement.small] if ruling else []

    assert ruling is None or ruling.verdict is not Verdict.NOT_RUN, ruling.reason
    assert ruling is None or ruling.verdict is not Verdict.PASS or (bool(judged) and all(map(_worth, judged)))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("unequal-selection", "nobody is selected"),
        ("unequal-selection", "one group"),
        ("unequal-selection", "all groups tiny"),
        ("unequal-errors", "one group"),
        ("unequal-errors", "no row with both"),
        ("no-better-than-baseline", "no row with both"),
        ("special-category", "empty facts"),
        ("special-category", "a dataset without rows"),
        ("criminal-data", "empty facts"),
        ("criminal-data", "a dataset without rows"),
        ("child-data", "empty facts"),
        ("child-data", "a dataset without rows"),
        ("undeclared-ground", "empty facts"),
        ("undeclared-ground", "a dataset without rows"),
        ("personal-free-text", "empty facts"),
        ("personal-free-text", "a dataset without rows"),
        ("stale-records", "a dataset without rows"),
        ("unused-personal-data", "a dataset without rows"),
        ("weak-pseudonym", "a dataset without rows"),
        ("missing-values", "a dataset without rows"),
        ("proxy-feature", "a dataset without rows"),
        ("flips-with-group", "a dataset without rows"),
        ("unique-combination", "a dataset without rows"),
        ("untreated-outlier", "a dataset without rows"),
        ("thin-group", "all groups pooled"),
    ],
)
def test_what_cannot_be_told_is_unsure(name: str, facts: str) -> None:
    """The cases that once looked like passes."""
    ruling = _ruling(checks()[name], HARD[facts])

    actual = ruling.verdict if ruling else None

    assert actual is Verdict.UNSURE


@pytest.mark.parametrize("facts", ["no facts at all", "empty facts", "a dataset without rows", "prediction all null"])
def test_the_gate_is_not_assured_where_nothing_was_judged(facts: str) -> None:
    """Rules out of scope do not add up to a pass."""
    policy = read_policy((), tuple(checks()), Path())

    actual = claims_of(HARD[facts], policy, assess(HARD[facts], policy, checks()), checks(), Tried())["overall"]

    assert actual == "NOT ASSURED"


# ---------------------------------------------------------------------------- the order of rows


def _measured(facts: Facts) -> dict[str, Any]:
    """Return what every rule measures, and its verdict."""
    assessment = assess(facts, read_policy((), tuple(checks()), Path()), checks())
    return {ruling.rule: (ruling.verdict, [f.measurement for f in ruling.findings]) for ruling in assessment.rulings}


FRAME = scenes.people()
PARTS = [FRAME.iloc[start : start + 37] for start in range(0, len(FRAME), 37)]
ARROW = pa.Table.from_pandas(FRAME, preserve_index=False)


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(FRAME.sample(frac=1, random_state=1), id="shuffled"),
        pytest.param(pd.concat([PARTS[2], PARTS[0], *PARTS[3:], PARTS[1]]), id="parts-in-another-order"),
        pytest.param(pa.Table.from_batches(ARROW.to_batches(max_chunksize=11)), id="batches-of-11"),
    ],
)
def test_order_and_batches_change_no_measurement(again: Any) -> None:
    """The same people in another order, or in other batches, are judged the same."""
    expected = _measured(scenes.observed(FRAME, **scenes.FLAGS))

    actual = _measured(scenes.observed(again, Settings(batch_rows=13), **scenes.FLAGS))

    assert expected == actual
    assert len(expected) >= 9

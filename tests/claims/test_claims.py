"""What the evidence says: every finding, every rate, to the grain that may be shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from audit.assess import Assessment, assess
from audit.checks.registry import checks
from audit.claims.advice import advice_claims
from audit.claims.assemble import claims_of
from audit.claims.inventory import profile_claims
from audit.claims.small_cells import Shown
from audit.core.advice import Advice, Effect, Tried
from audit.core.fact import Fact, Facts
from audit.core.values import canonical
from audit.core.words import Risk
from audit.load.policy import Policy, read_policy
from audit.observe.outcomes import decisions
from audit.observe.places import EXACT, place_of
from tests.observe import scenes

HIDDEN = ("race", "c")
SMALL_TABLE = {("F", "a"): 300, ("M", "a"): 310, ("F", "b"): 40, ("M", "b"): 50, ("F", "c"): 6, ("M", "c"): 7}


def _judged(facts: Facts, policy: str = "release") -> tuple[Policy, Assessment]:
    """Return a policy and what the rules come to under it."""
    read = read_policy((policy,), tuple(checks()), Path())
    return read, assess(facts, read, checks())


def _claims(facts: Facts, policy: str = "release") -> dict[str, Any]:
    """Return the claims, as JSON holds them."""
    read, assessment = _judged(facts, policy)
    return dict(json.loads(canonical(claims_of(facts, read, assessment, checks(), Tried()))))


def _facts(table: dict[tuple[str, str], int]) -> Facts:
    """Return decisions of groups of that size: a third selected, a third with the event."""
    rows: list[Any] = []
    for groups, n in table.items():
        parts = [n // 3, n // 6, n // 6]
        for (actual, predicted), number in zip([(1, 1), (0, 1), (1, 0), (0, 0)], [*parts, n - sum(parts)], strict=True):
            rows.append(((*groups, actual, predicted), number))
    return scenes.facts_of(scenes.outcome_fact(("sex", "race"), rows))


@pytest.fixture(scope="module")
def people() -> dict[str, Any]:
    """Return the claims about people."""
    return _claims(scenes.observed(scenes.people(600), **scenes.FLAGS))


def test_every_measurement_is_a_finding_and_every_rule_adds_up(people: dict[str, Any]) -> None:
    """Judged, failed and unsure of a rule are those of its findings."""
    expected, actual = {}, {}
    for rule in people["rules"]:
        judged = [one for one in people["findings"] if one["rule"] == rule["rule"] and not one["small"]]
        verdicts = [one["verdict"] for one in judged]
        expected[rule["rule"]] = (len(judged), verdicts.count("fail"), verdicts.count("unsure"))
        actual[rule["rule"]] = (rule["judged"], rule["failed"], rule["unsure"])

    assert expected == actual
    assert len({one["fingerprint"] for one in people["findings"]}) == len(people["findings"])


def test_an_unsure_finding_says_how_many_rows_would_tell(people: dict[str, Any]) -> None:
    """`about 1,234 rows in the group would tell`."""
    reasons = [one["reason"] for one in people["findings"] if one["verdict"] == "unsure" and one["value"] is not None and not one["small"]]

    actual = [reason for reason in reasons if "rows in the group would tell" in reason]

    assert reasons
    assert len(actual) >= len(reasons) - 1


def test_the_count_line_counts_everything(people: dict[str, Any]) -> None:
    """Its parts add up to the findings, and it says what it is not."""
    findings = people["findings"]
    large = [one for one in findings if not one["small"]]
    tally = {verdict: sum(one["verdict"] == verdict for one in large) for verdict in ("pass", "fail", "unsure")}
    expected = (
        f"Policy release, not a legal finding. {tally['pass']} of {len(large)} measurements pass, {tally['fail']} fail, "
        f"{tally['unsure']} unsure, {len(findings) - len(large)} in groups too small to judge, 0 waived, 0 adopted, "
        f"{len([one for one in people['not_checked'] if one['rule'] != 'advice'])} "
    )

    actual = people["count_line"]

    assert actual.startswith(expected)
    assert actual.endswith(("rule not checked.", "rules not checked."))


def test_the_headline_and_the_steps_start_with_what_fails(people: dict[str, Any]) -> None:
    """The verdict as a sentence; at most five things to do, failures first."""
    words = [" fails " in step or " did not run" in step for step in people["todo"]]

    assert people["headline"].startswith("Fails this policy: ")
    assert 0 < len(people["todo"]) <= 5
    assert words == sorted(words, reverse=True)


def test_a_hidden_group_shows_no_number_anywhere() -> None:
    """`c` has 13 rows; hide it as with `min_cell` 10 its parts are: their findings and rates carry nothing."""
    claims = _claims(_facts(SMALL_TABLE))
    groups = {"F & c", "M & c"}
    shown = [one for kind in ("findings", "metrics") for one in claims[kind] if one["group"] in groups]

    actual = [one for one in shown if any(one.get(key) is not None for key in ("value", "low", "high", "rows", "p"))]

    assert len(shown) > len(groups)
    assert actual == []
    assert {one["rows_text"] for one in shown} == {"<10"}


def test_a_blurred_group_keeps_no_exact_number() -> None:
    """Its rows are tens; every number of its attribute has three digits, the p of its tests too."""
    claims = _claims(_facts({("F", "a"): 3011, ("M", "a"): 2907, ("F", "b"): 2, ("M", "b"): 5, ("F", "c"): 401, ("M", "c"): 402}))
    race = [one for kind in ("findings", "metrics") for one in claims[kind] if one["attribute"] == "race"]
    numbers = [one.get(key) for one in race for key in ("value", "low", "high", "p") if one.get("metric") != "count"]

    found = {one["rule"] for one in claims["findings"] if (one["attribute"], one["group"]) == ("race", "c") and one["p"] is not None}

    assert found >= {"unequal-selection", "unequal-errors", "uneven-accuracy"}
    assert {one["rows"] for one in race if one["group"] == "a" and one["metric"] in {"selection_rate", "count"}} == {5920}
    assert [number for number in numbers if number is not None and float(f"{number:.3g}") != number] == []
    assert all(one["rows"] is None for one in race if one["group"] == "b")


def test_a_score_histogram_is_rounded_and_withholds_small_bins() -> None:
    """Tens are enough for a picture, and no rest can be computed from them."""
    rows = [("F", 0.01, 4), ("F", 0.5, 73), ("M", 0.99, 57), ("M", 0.999, 8), ("x", 0.003, 5)]
    cells = [((sex, None, EXACT, place_of(score)), (n,)) for sex, score, n in rows]
    scores = Fact.of("scores", "test", ("sex", "actual", "scale", "place"), ("n",), cells)
    decided = scenes.outcome_fact(("sex",), [((group, None, 1), n) for group, n in (("F", 77), ("M", 65), ("x", 5))])
    claims = _claims(scenes.facts_of(decided, scores))
    bins = {one["group"]: [(place, n) for place, n in enumerate(one["bins"]) if n != 0] for one in claims["scores"]}

    assert bins == {"F": [(0, None), (10, 70)]}


def test_without_scores_or_decisions_there_is_no_picture() -> None:
    """Nothing to show, nothing shown."""
    claims = _claims(scenes.facts_of())

    assert (claims["scores"], claims["metrics"], claims["risk"], claims["columns"]) == ([], [], {}, [])
    assert claims["overall"] == "NOT ASSURED"
    assert claims["headline"].startswith("Not assured under this policy: ")


def test_rates_without_a_denominator_say_so() -> None:
    """Everybody has the event: no false positive rate."""
    facts = scenes.facts_of(scenes.outcome_fact(("sex",), [*scenes.cells("F", 30, 0, 30, 0), *scenes.cells("M", 40, 0, 20, 0)]))
    claims = _claims(facts)
    found = [one for one in claims["metrics"] if one["metric"] == "false_positive_rate"]

    assert {(one["value"], one["rows"], one["reason"]) for one in found} == {
        (None, 0, "not estimable: no negatives (n=60)"),
        (None, 0, "not estimable: no negatives (n=120)"),
    }


def test_rates_carry_their_own_interval() -> None:
    """Wilson at the policy's confidence, around the value."""
    claims = _claims(_facts({("F", "a"): 300, ("M", "a"): 310, ("F", "b"): 40, ("M", "b"): 50}))
    found = [one for one in claims["metrics"] if one["value"] is not None]

    actual = [one for one in found if not one["low"] <= one["value"] <= one["high"] or one["level"] != 0.95]

    assert len(found) > 40
    assert actual == []


def test_the_risk_is_that_of_the_worst_dataset() -> None:
    """k, classes, rows alone and below the limit, and the sizes in bins."""
    rows = [((1,), (3, 3)), ((4,), (2, 8)), ((7,), (1, 7)), ((120,), (1, 120))]
    worst = Fact.of("cells", "test", ("size",), ("classes", "rows"), rows)
    other = Fact.of("cells", "current", ("size",), ("classes", "rows"), [((50,), (2, 100))])
    risk = _claims(scenes.facts_of(worst, other))["risk"]
    expected = {"dataset": "test", "k": 1, "rows": 138, "classes": 7, "unique": 3, "below_limit": 11, "limit": 5.0}

    assert expected == {key: risk[key] for key in expected}
    assert [(one["classes"], one["rows"]) for one in risk["sizes"]] == [(3, 3), (2, 8), (1, 7), (0, 0), (0, 0), (1, 120)]


def test_the_profile_lists_every_column_by_name(people: dict[str, Any]) -> None:
    """Rows, missing, distinct; a share of nothing is None."""
    frame = scenes.people(600)
    expected = [(name, 600, int(frame[name].isna().sum())) for name in sorted(frame)]

    actual = [(one["column"], one["rows"], one["missing"]) for one in people["profile"]]

    assert expected == actual


def _share(share: float | None, groups: dict[str, float | None], dataset: str = "test") -> Advice:
    """Return advice that loses these shares of each race."""
    effect = Effect(1, 5, 9, 0, 515, 140, 0, {"race": groups})
    return Advice("small-cells", Risk.SINGLING_OUT, "suppress", dataset, ("age",), {"share": share}, "", effect, solves=True, law="")


def test_advice_shows_no_share_of_a_withheld_group() -> None:
    """`b` is withheld to protect `c`: 0.273 of it would be 3 of 11, and so `c` 4 of all rows."""
    parts = [(("a", 1, 1), 90), (("b", 1, 1), 11), (("c", 1, 1), 4)]
    view = decisions(scenes.facts_of(scenes.outcome_fact(("race",), parts)), "test")
    assert view is not None
    one = _share(None, {"a": 0.2737, "b": 0.273, "c": None})

    (actual,) = advice_claims([one], {"test": Shown.of(view, 10)})
    (elsewhere,) = advice_claims([one], {})

    assert cast("Any", actual)["effect"]["lost_by_group"] == {"race": {"a": 0.27, "b": None, "c": None}}
    assert cast("Any", actual)["risk"] == str(one.risk)
    assert cast("Any", elsewhere)["effect"]["lost_by_group"] == {"race": {"a": 0.27, "b": 0.27, "c": None}}


def test_few_missing_values_of_a_protected_column_are_withheld() -> None:
    """Their number is the size of the group `unknown`; those of other columns are no group."""
    rows = [((0, "sex", "text"), (100, 4, 2)), ((1, "income", "text"), (100, 4, 50)), ((2, "race", "text"), (100, 0, 2))]
    profile = Fact.of("profile", "test", ("place", "column", "kind"), ("rows", "missing", "distinct"), rows)
    decided = scenes.outcome_fact(("sex", "race"), [(("F", "a", 1, 1), 96), (("unknown", "a", 1, 1), 4)])
    roles: Any = {**cast("Any", scenes.about()["roles"]), "protected": [{"column": "sex", "bands": []}]}
    alone, facts = scenes.facts_of(profile, roles=roles), scenes.facts_of(profile, decided)
    view = decisions(facts, "test")
    assert view is not None

    actual = [
        [(one["missing"], one["missing_share"]) for one in cast("Any", profile_claims(given, shown))]
        for given, shown in ((alone, {}), (facts, {"test": Shown.of(view, 10)}))
    ]

    assert actual == [[(None, None), (4, 0.04), (0, 0.0)]] * 2


def test_every_cited_source_is_listed_once(people: dict[str, Any]) -> None:
    """Whatever a rule in scope names is in the list of law."""
    cited = {name for rule in people["rules"] for name in rule["law"]}
    listed = [f"{one['name']} {one['clause']}".strip() for one in people["law"]]

    assert cited <= set(listed)
    assert len(listed) == len(set(listed))


def test_the_claims_of_the_same_facts_are_the_same_bytes() -> None:
    """Nothing of the run is in them."""
    frame = scenes.people(200)
    shuffled = frame.sample(frac=1, random_state=2)
    first, second = (scenes.observed(one, **scenes.FLAGS) for one in (frame, shuffled))

    one, other = _claims(first), _claims(second)

    assert [one.pop("datasets") != other.pop("datasets"), one == other] == [True, True]


def test_personal_columns_are_listed_with_their_reason() -> None:
    """One row per column and entity, with counts, never a value."""
    frame = scenes.people(200).assign(mail=[f"p{place}@example.org" for place in range(200)])
    columns = _claims(scenes.observed(frame, **scenes.FLAGS))["columns"]
    (found,) = [one for one in columns if one["column"] == "mail" and one["category"] == "direct"]

    assert (found["share"], found["examined"], found["distinct"], bool(found["why"])) == (1.0, 200, 200, True)


def test_no_small_count_of_people_is_shown() -> None:
    """On random people, no rows between 1 and 9 stand beside a group."""
    draw = np.random.default_rng(11)
    frame = pd.DataFrame({"sex": draw.choice(["F", "M"], 900), "race": draw.choice(list("abcd"), 900, p=[0.7, 0.27, 0.02, 0.01])})
    frame["label"], frame["predicted"] = draw.integers(0, 2, 900), draw.integers(0, 2, 900)
    facts = scenes.observed(frame, label="label", prediction="predicted", favourable="1", protected="sex,race")
    claims = _claims(facts)

    actual = [one for kind in ("findings", "metrics") for one in claims[kind] if one["group"] and one["rows"] and one["rows"] < 10]

    assert actual == []

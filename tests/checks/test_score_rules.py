"""The rules about scores find what was planted, leave alone what was not, and say why where nothing can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.core.fact import Facts
from audit.core.finding import Ruling
from audit.core.words import Verdict
from audit.load.policy import read_policy
from audit.observe.scores import MOST
from tests.metrics.scored import by_group, facts_of, frame_of, roles
from tests.observe import scenes

RULES = ("uneven-calibration", "unequal-ranking", "unequal-scoring", "unequal-scores")


def _ruling(name: str, facts: Facts) -> Ruling | None:
    """Return what a rule alone comes to; None where it is out of scope."""
    only = {name: checks()[name]}
    policy = read_policy((), tuple(checks()), Path())
    return next((ruling for ruling in assess(facts, policy, only).rulings if ruling.rule == name), None)


def _verdict(name: str, facts: Facts) -> Verdict | None:
    """Return its verdict."""
    ruling = _ruling(name, facts)
    return ruling.verdict if ruling else None


def _people(rows: int = 12_000, **planted: Any) -> Facts:
    """Return two groups of equal size whose scores mean the same, but for what is planted in women's."""
    draw = np.random.default_rng(4)
    sex = np.where(np.arange(rows) % 2 == 0, "F", "M")
    chance = draw.beta(2, 2, rows)
    label = (draw.random(rows) < chance).astype(int)
    change: Callable[[np.ndarray, np.random.Generator], np.ndarray] = planted.get("change", lambda score, _: score)
    score = np.where(sex == "F", np.clip(change(chance, draw), 0, 1), chance).round(4)
    return facts_of(list(zip(sex.tolist(), label.tolist(), score.tolist(), strict=True)), "sex")


PLANTED: Mapping[str, Any] = {
    "uneven-calibration": lambda score, _: score + 0.15,
    "unequal-ranking": lambda score, draw: draw.permutation(score),
    "unequal-scoring": lambda score, _: score * 0.6,
    "unequal-scores": lambda score, _: score * 0.6,
}


@pytest.mark.parametrize("name", RULES)
def test_what_was_planted_is_found(name: str) -> None:
    """Too high, shuffled, too low."""
    assert _verdict(name, _people(change=PLANTED[name])) is Verdict.FAIL


@pytest.mark.parametrize("name", RULES)
def test_equal_groups_pass(name: str) -> None:
    """Six thousand each."""
    assert _verdict(name, _people()) is Verdict.PASS


@pytest.mark.parametrize("name", RULES)
def test_few_rows_are_not_enough(name: str) -> None:
    """Neither a pass nor a failure with forty in each group."""
    assert _verdict(name, _people(80)) is Verdict.UNSURE


def test_a_higher_group_elsewhere_is_no_ranking() -> None:
    """Moving all scores of a group changes nothing inside it; BPSN and BNSP are where it shows."""
    shifted = _people(change=lambda score, _: 0.3 + 0.7 * score)
    areas = [by_group(shifted, metric)["F"].value for metric in ("bpsn_auc", "bnsp_auc")]

    assert _verdict("unequal-ranking", shifted) is Verdict.PASS
    assert areas[0] < areas[1] - 0.2


DECILES = facts_of([(sex, y, float(s)) for sex in "FM" for y in (0, 1) for s in range(1, 11) for _ in range(40 + 5 * y * s)], "sex")
WITHOUT_LABEL = facts_of([(sex, None, s / 100) for sex in "FM" for s in range(100)], "sex")
NOBODY = facts_of([(1, s / 100) for s in range(100)])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(DECILES, [False, True, True, True], id="deciles-are-not-calibrated"),
        pytest.param(WITHOUT_LABEL, [False, False, True, True], id="no-label"),
        pytest.param(NOBODY, [False] * 4, id="no-protected-column"),
        pytest.param(facts_of([("F", 1, 0.5)], "sex", roles=roles(task="regression")), [False] * 4, id="a-regression"),
    ],
)
def test_what_a_rule_needs(facts: Facts, expected: list[bool]) -> None:
    """Scores from 0 to 1 beside a label, a label, a protected column, two outcomes."""
    actual = [_ruling(name, facts) is not None for name in RULES]

    assert expected == actual


EQUAL = facts_of([(sex, y, 0.5) for sex in "FM" for y in (0, 1) for _ in range(50)], "sex")
ONE_CLASS = facts_of([*(("F", 0, s / 100) for s in range(100)), *(("M", s % 2, s / 100) for s in range(100))], "sex")
ONE_GROUP = facts_of([("F", s % 2, s / 100) for s in range(100)], "sex")
TINY = facts_of([(sex, y, s / 10) for sex in "FM" for y in (0, 1) for s in range(5)], "sex")
OUTSIDE = facts_of([(sex, y, s / 10) for sex in "FM" for y in (0, 1) for s in range(50)], "sex", binned=True)


@pytest.mark.parametrize(
    ("name", "facts", "why"),
    [
        pytest.param("unequal-ranking", EQUAL, "all scores are equal", id="ranking-of-equal-scores"),
        pytest.param("unequal-ranking", ONE_CLASS, "no positives (n=100)", id="ranking-of-one-class"),
        pytest.param("unequal-ranking", ONE_GROUP, "only one group", id="ranking-of-one-group"),
        pytest.param("unequal-ranking", TINY, "has 30 rows with the event", id="ranking-of-few"),
        pytest.param("unequal-scoring", EQUAL, "all scores are equal", id="rate-of-equal-scores"),
        pytest.param("unequal-scoring", ONE_GROUP, "only one group", id="rate-of-one-group"),
        pytest.param("unequal-scoring", OUTSIDE, f"more than {MOST:,} distinct scores", id="rate-of-too-many-scores"),
        pytest.param("unequal-scores", EQUAL, "all scores are equal", id="mean-of-equal-scores"),
        pytest.param("unequal-scores", ONE_GROUP, "only one group", id="mean-of-one-group"),
        pytest.param("unequal-scores", TINY, "has 30 rows with a score", id="mean-of-few"),
        pytest.param("uneven-calibration", TINY, "", id="calibration-of-few"),
    ],
)
def test_what_cannot_be_told_is_unsure(name: str, facts: Facts, why: str) -> None:
    """With the reason."""
    ruling = _ruling(name, facts)
    assert ruling is not None

    actual = [finding.reason or ruling.reason for finding in ruling.findings]

    assert ruling.verdict is Verdict.UNSURE
    assert any(why in reason for reason in actual)


def test_a_low_score_that_favours_is_counted_below_the_median() -> None:
    """Of COMPAS: who has a low score is favoured, and the detail says so."""
    frame = frame_of("compas-two-years.csv")
    frame = frame[frame.race.isin(["African-American", "Caucasian", "Hispanic", "Other"])]
    people = frame[["race", "decile_score", "two_year_recid"]].assign(predicted=(frame.score_text != "Low").astype(int))
    found = scenes.observed(
        people, score="decile_score", prediction="predicted", label="two_year_recid", positive="1", favourable="0", protected="race"
    )
    ruling = _ruling("unequal-scoring", found)
    assert ruling is not None
    middle = frame.decile_score.median()
    rates = (frame.decile_score < middle).groupby(frame.race).mean()

    actual = {one.measurement.target.group: one.measurement for one in ruling.findings}

    assert ruling.verdict is Verdict.FAIL
    assert {group: one.value for group, one in actual.items()} == pytest.approx({
        group: rate / rates["Other"] for group, rate in rates.items() if group != "Other"
    })  # fmt: skip
    assert "strictly below the median of all scores, because a high score does not favour" in actual["African-American"].detail

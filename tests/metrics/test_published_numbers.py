"""What ProPublica, aequitas, AIF360, Clarify, fairlearn and others printed of public data, reproduced to their digits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.core.fact import Facts
from audit.core.metric import Value
from audit.metrics.compared import Compared
from audit.metrics.decisions import KINDS
from audit.metrics.gaps import ratio
from audit.metrics.registry import measured
from audit.observe.outcomes import Group, decisions
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Settings
from audit.observe.stage import described
from tests.observe import scenes

OUTCOMES = [one for one in makers() if isinstance(one, RowWork) and one.name == "outcomes"]


def _facts(frame: pd.DataFrame, **flags: Any) -> Facts:
    """Return the decisions of a frame, without any other fact."""
    with scenes.scene(frame, Settings(min_cell=1), **flags) as one:
        return Facts(tuple(counted(one, OUTCOMES)), described(scenes.subject(**flags), [one]))


def _values(facts: Facts, **named: str) -> dict[tuple[str, str, str], Value]:
    """Return every number by metric, attribute and group."""
    return {(one.metric, one.attribute, one.group): one for one in measured(facts, "test", Compared(named, 1)) if one.by is None}


def _groups(facts: Facts, attribute: str) -> dict[str, Group]:
    """Return the groups of an attribute by name."""
    view = decisions(facts, "test")
    assert view is not None
    return {group.name: group for group in next(view.by((attribute,)))[1]}


@pytest.fixture(scope="module")
def compas(shared_data: Path) -> pd.DataFrame:
    """Return the COMPAS table: flagged by anything but a low score, and by a high one alone."""
    frame = pd.read_csv(shared_data / "fairness" / "compas-two-years.csv")
    return frame.assign(flagged=(frame.score_text != "Low").astype(int), high=(frame.score_text == "High").astype(int))


EVENT = {"label": "two_year_recid", "positive": "1", "favourable": "0"}


@pytest.mark.parametrize(
    ("prediction", "group", "expected"),
    [
        pytest.param("flagged", "African-American", (44.85, 27.99), id="african-american"),
        pytest.param("flagged", "Caucasian", (23.45, 47.72), id="caucasian"),
        pytest.param("flagged", "", (32.35, 37.40), id="all"),
        pytest.param("high", "African-American", (15.82, 61.02), id="african-american-high"),
        pytest.param("high", "Caucasian", (5.44, 79.81), id="caucasian-high"),
    ],
)
def test_propublica(compas: pd.DataFrame, prediction: str, group: str, expected: tuple[float, float]) -> None:
    """False positive and false negative rates of the notebook, in percent."""
    facts = _facts(compas[["race", "two_year_recid", prediction]], prediction=prediction, protected="race", **EVENT)
    values = _values(facts)
    rates = [values[f"false_{kind}_rate", "race" if group else "", group].value for kind in ("positive", "negative")]

    assert [round(100 * rate, 2) for rate in rates if rate is not None] == list(expected)


def test_propublica_s_cells(compas: pd.DataFrame) -> None:
    """TN, FP, FN, TP of both groups, and the precision."""
    groups = _groups(_facts(compas[["race", "two_year_recid", "flagged"]], prediction="flagged", protected="race", **EVENT), "race")
    cells = {name: (one.tn, one.fp, one.fn, one.tp) for name, one in groups.items() if name in {"African-American", "Caucasian"}}

    assert cells == {"African-American": (990, 805, 532, 1369), "Caucasian": (1139, 349, 461, 505)}


AEQUITAS = {
    "false_positive_rate": {"African-American": 1.9121, "Hispanic": 0.9159, "Asian": 0.3707, "Other": 0.6291},
    "false_negative_rate": {"African-American": 0.5864},
    "false_discovery_rate": {"African-American": 0.9061},
    "false_omission_rate": {"African-American": 1.2132},
    "true_positive_rate": {"African-American": 1.3775},
    "true_negative_rate": {"African-American": 0.7205},
    "negative_predictive_value": {"African-American": 0.9137},
    "precision": {"African-American": 1.0649},
}


@pytest.mark.parametrize("metric", AEQUITAS)
def test_aequitas_disparities(compas: pd.DataFrame, metric: str) -> None:
    """A group's rate over the Caucasian one, four digits of its demonstration."""
    groups = _groups(_facts(compas[["race", "two_year_recid", "flagged"]], prediction="flagged", protected="race", **EVENT), "race")

    actual = {name: ratio(metric, "race", groups[name], groups["Caucasian"]).value for name in AEQUITAS[metric]}

    assert {name: round(value, 4) for name, value in actual.items() if value is not None} == AEQUITAS[metric]


def test_aequitas_prevalence_and_sex(compas: pd.DataFrame) -> None:
    """`pprev` is the share that is flagged, `ppr` a group's part of all who are; women against men."""
    table = compas[["race", "sex", "two_year_recid", "flagged"]]
    flags = {"label": "two_year_recid", "positive": "1", "favourable": "1", "prediction": "flagged", "protected": "race,sex"}
    facts = _facts(table, **flags)
    race, sex = _groups(facts, "race"), _groups(facts, "sex")
    black, white = race["African-American"], race["Caucasian"]
    pprev = ratio("selection_rate", "race", black, white).value
    women = [ratio(metric, "sex", sex["Female"], sex["Male"]).value for metric in ("false_positive_rate", "false_discovery_rate")]

    assert pprev is not None
    assert (round(pprev, 4), round(black.selected / white.selected, 4)) == (1.6902, 2.5457)
    assert [round(value, 4) for value in women if value is not None] == [0.9903, 1.3364]


@pytest.fixture(scope="module")
def two(compas: pd.DataFrame) -> Facts:
    """Return the two large groups with `Low` as event and favourable outcome, as most tools are fed."""
    frame = compas[compas.race.isin(["African-American", "Caucasian"])]
    frame = frame.assign(low=1 - frame.flagged, free=1 - frame.two_year_recid)[["race", "low", "free"]]
    return _facts(frame, label="free", prediction="low", favourable="1", protected="race")


@pytest.mark.parametrize(
    ("metric", "group", "expected"),
    [
        pytest.param("impact_ratio", "African-American", 0.631593, id="disparate-impact"),
        pytest.param("demographic_parity_ratio", "", 0.631593, id="fairlearn-ratio"),
        pytest.param("selection_rate_difference", "African-American", -0.240200, id="statistical-parity"),
        pytest.param("true_positive_rate_difference", "African-American", -0.213925, id="equal-opportunity-signed"),
        pytest.param("equal_opportunity_difference", "", 0.213925, id="equal-opportunity"),
        pytest.param("equalized_odds_difference", "", 0.213925, id="equalized-odds"),
        pytest.param("average_odds_difference", "African-American", -0.205649, id="average-odds"),
        pytest.param("false_positive_rate_difference", "African-American", -0.197373, id="predictive-equality-and-SD"),
        pytest.param("precision_difference", "African-American", -0.061415, id="DAR"),
        pytest.param("accuracy_difference", "African-American", -0.031669, id="AD"),
    ],
)
def test_one_table_in_every_tool(two: Facts, metric: str, group: str, expected: float) -> None:
    """6,150 rows, African-American against Caucasian; other tools turn the sign round, as `explain --metrics` says."""
    value = _values(two, race="Caucasian")[metric, "race", group].value

    assert value is not None
    assert round(value, 6) == expected


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        pytest.param("negative_predictive_value", -0.038380, id="DRR"),
        pytest.param("false_negatives_per_false_positive", -0.756108, id="TE"),
        pytest.param("positives_per_predicted_positive", -0.249369, id="DCA"),
        pytest.param("negatives_per_predicted_negative", 0.256723, id="DCR"),
    ],
)
def test_clarify_s_differences(two: Facts, metric: str, expected: float) -> None:
    """Caucasian minus African-American (TE and DRR: printed with the opposite sign)."""
    values = _values(two, race="Caucasian")
    white, black = (values[metric, "race", group].value for group in ("Caucasian", "African-American"))

    assert white is not None
    assert black is not None
    assert round(white - black, 6) == expected


def test_the_two_standard_deviations(two: Facts) -> None:
    """The z of the selection rates is -18.451, so p is far below any line; the interval says the same."""
    one = _values(two, race="Caucasian")["selection_rate_difference", "race", "African-American"]
    groups = _groups(two, "race")
    black, white = groups["African-American"], groups["Caucasian"]
    pooled = (black.selected + white.selected) / (black.rows + white.rows)
    z = (black.selected / black.rows - white.selected / white.rows) / (pooled * (1 - pooled) * (1 / black.rows + 1 / white.rows)) ** 0.5

    assert round(z, 3) == -18.451
    assert one.p is not None
    assert one.p < 1e-70


def test_the_most_famous_disparity_is_no_noise(compas: pd.DataFrame) -> None:
    """The gap of the false positive rates has p 2.1e-37; one tool prints 0.0504."""
    facts = _facts(compas[["race", "two_year_recid", "flagged"]], prediction="flagged", protected="race", **EVENT)
    one = _values(facts, race="Caucasian")["false_positive_rate_difference", "race", "African-American"]

    assert one.p is not None
    assert f"{one.p:.1e}" == "2.1e-37"


def test_compas_held_against_the_best_of_all(compas: pd.DataFrame) -> None:
    """All groups, favourable is a low score: Other, .7905, is the most selected."""
    facts = _facts(compas[["race", "two_year_recid", "flagged"]], prediction="flagged", protected="race", **EVENT)
    values = _values(facts)
    expected = {"African-American": 0.5210, "Asian": 0.9488, "Caucasian": 0.8248, "Hispanic": 0.8878, "Native American": 0.4217}

    actual = {group: one.value for (metric, _, group), one in values.items() if metric == "impact_ratio"}

    assert {group: round(value, 4) for group, value in actual.items() if value is not None} == expected
    assert {one.against for (metric, _, _), one in values.items() if metric == "impact_ratio"} == {"Other"}


def _adult(folder: Path) -> dict[str, pd.DataFrame]:
    """Return Adult's training and test part and both, with `rich` as decision."""
    train, test = (pd.read_csv(folder / "fairness" / f"adult-{part}.csv", skipinitialspace=True) for part in ("train", "test"))
    train = train.assign(rich=train["income-per-year"].str.contains(">").astype(int))[["sex", "rich", *train.columns[:14].drop("sex")]]
    test = test.assign(rich=test["classification"].str.contains(">").astype(int))[["sex", "rich", *test.columns[:14].drop("sex")]]
    both = pd.concat([train, test], ignore_index=True)
    known = both[~both.astype(str).apply(lambda column: column.str.strip().eq("?")).any(axis=1)]
    return {name: part[["sex", "rich"]] for name, part in (("train", train), ("test", test), ("all", both), ("known", known))}


@pytest.mark.parametrize(
    ("part", "difference", "impact"),
    [
        pytest.param("train", -0.196276, 0.358023, id="train"),
        pytest.param("test", -0.190980, 0.363010, id="test"),
        pytest.param("all", -0.194516, 0.359655, id="all"),
        pytest.param("known", -0.198901, 0.363470, id="without-question-marks"),
    ],
)
def test_adult(part: str, difference: float, impact: float, shared_data: Path) -> None:
    """Women against men, the label as the decision."""
    values = _values(_facts(_adult(shared_data)[part], prediction="rich", favourable="1", protected="sex"), sex="Male")
    found = [values[metric, "sex", "Female"].value for metric in ("selection_rate_difference", "impact_ratio")]

    assert [round(value, 6) for value in found if value is not None] == [difference, impact]


@pytest.mark.parametrize(
    ("edges", "difference", "impact"),
    [pytest.param(">", -0.149448, 0.794826, id="older-than-25"), pytest.param(">=", -0.128550, 0.821248, id="25-and-older")],
)
def test_german_by_age(edges: str, difference: float, impact: float, shared_data: Path) -> None:
    """Who is privileged, from 25 or above 25, moves the number by two points."""
    frame = pd.read_csv(shared_data / "fairness" / "german.csv")
    old = frame.age > 25 if edges == ">" else frame.age >= 25
    frame = pd.DataFrame({"old": old.map({True: "old", False: "young"}), "credit": frame.credit})
    values = _values(_facts(frame, prediction="credit", favourable="1", protected="old"), old="old")
    found = [values[metric, "old", "young"].value for metric in ("selection_rate_difference", "selection_rate_ratio")]

    assert [round(value, 6) for value in found if value is not None] == [difference, impact]


def test_every_rate_has_an_equal_name_elsewhere() -> None:
    """No rate is without the name that others know it by."""
    from audit.metrics.registry import metrics

    assert [name for name in KINDS if not metrics()[name].elsewhere] == []

"""Scores say what scikit-learn and SciPy say of the same rows; what cannot be said has a reason; intervals hold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import brier_score_loss, roc_auc_score

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Rate
from audit.metrics.score_means import ECE_BINS, calibration, mean_difference
from audit.observe.scores import MOST, Scores
from audit.statistics.interval import interval_of
from tests.metrics.scored import BINS, by_group, facts_of, frame_of, roles, values, view_of
from tests.observe import scenes

QUICK = settings(max_examples=80, deadline=None)
PERSON = st.tuples(st.sampled_from(["F", "M"]), st.sampled_from([0, 1]), st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.25, 0.5, 1.0])))
PEOPLE = st.lists(PERSON, min_size=8, max_size=80)
Rows = list[tuple[str, int, float]]


def _parts(rows: Rows) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return labels and scores by group."""
    return {
        sex: (np.array([y for group, y, _ in rows if group == sex]), np.array([s for group, _, s in rows if group == sex]))
        for sex in sorted({row[0] for row in rows})
    }


def _ranks(labels: np.ndarray, scores: np.ndarray) -> bool:
    """Tell whether an area is defined."""
    return len(set(labels.tolist())) == 2 and len(set(scores.tolist())) > 1


# --------------------------------------------------------------------------------- the same numbers


@QUICK
@given(rows=PEOPLE)
def test_the_area_is_scikit_learns(rows: Rows) -> None:
    """Per group, and between a group and all others."""
    parts, found = _parts(rows), facts_of(rows, "sex")
    expected = {sex: roc_auc_score(*part) for sex, part in parts.items() if _ranks(*part)}
    labels, scores = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    mixed = {sex: np.array([(row[0] == sex) == bool(row[1]) for row in rows]) for sex in parts}
    bnsp = {
        sex: roc_auc_score(labels[mask], scores[mask])
        for sex, mask in mixed.items()
        if len(parts) > 1 and _ranks(labels[mask], scores[mask])
    }

    actual = {sex: one.value for sex, one in by_group(found, "roc_auc_score").items() if one.value is not None}
    between = {sex: one.value for sex, one in by_group(found, "bnsp_auc").items() if one.value is not None}

    assert actual == pytest.approx(expected, abs=1e-12)
    assert between == pytest.approx(bnsp, abs=1e-12)


@QUICK
@given(rows=PEOPLE)
def test_brier_score_is_scikit_learns_and_the_gap_is_a_difference_of_means(rows: Rows) -> None:
    """Per group."""
    parts, found = _parts(rows), facts_of(rows, "sex")

    brier = {sex: one.value for sex, one in by_group(found, "brier_score_loss").items()}
    gap = {sex: one.value for sex, one in by_group(found, "calibration_gap").items()}

    assert brier == pytest.approx({sex: brier_score_loss(y, s, labels=[0, 1]) for sex, (y, s) in parts.items()}, abs=1e-12)
    assert gap == pytest.approx({sex: s.mean() - y.mean() for sex, (y, s) in parts.items()}, abs=1e-12)


def _ece(labels: np.ndarray, scores: np.ndarray) -> float:
    """Return the expected calibration error, bin by bin: [0, 0.1) to [0.9, 1]."""
    place = np.searchsorted(np.arange(1, ECE_BINS) / ECE_BINS, scores, side="right")
    bins = [place == one for one in range(ECE_BINS)]
    return float(sum(abs(scores[one].mean() - labels[one].mean()) * one.mean() for one in bins if one.any()))


@QUICK
@given(rows=PEOPLE)
def test_calibration_error_by_hand(rows: Rows) -> None:
    """Per group, from the rows."""
    parts = _parts(rows)

    actual = {sex: one.value for sex, one in by_group(facts_of(rows, "sex"), "expected_calibration_error").items()}

    assert actual == pytest.approx({sex: _ece(*part) for sex, part in parts.items()}, abs=1e-12)


@QUICK
@given(rows=PEOPLE.filter(lambda rows: len({row[0] for row in rows}) == 2))
def test_distances_are_scipys(rows: Rows) -> None:
    """Between two groups, on any scale."""
    rows = [(sex, y, score * 40 - 7) for sex, y, score in rows]
    parts, found = _parts(rows), facts_of(rows, "sex")
    ks, moved = by_group(found, "ks_statistic", sex="M")["F"], by_group(found, "wasserstein_distance", sex="M")["F"]

    actual = (ks.value, moved.value)

    assert actual == pytest.approx((
        stats.ks_2samp(parts["F"][1], parts["M"][1]).statistic, stats.wasserstein_distance(parts["F"][1], parts["M"][1])
    ), abs=1e-12)  # fmt: skip


@QUICK
@given(rows=PEOPLE)
def test_the_scoring_rate_is_above_the_median(rows: Rows) -> None:
    """And below it where the event does no good; a score equal to the median is neither."""
    # As fractions: a mean of two scores can be rounded to one of them.
    middle = median([Fraction(row[2]) for row in rows])
    low = facts_of(rows, "sex", roles=roles(favourable="0"))
    expected = {
        sex: (float(np.mean([one > middle for one in map(Fraction, s)])), float(np.mean([one < middle for one in map(Fraction, s)])))
        for sex, (_, s) in _parts(rows).items()
    }
    above, below = by_group(facts_of(rows, "sex"), "scoring_rate"), by_group(low, "scoring_rate")

    actual = {sex: (above[sex].value, below[sex].value) for sex in above}

    assert actual == (expected if len({row[2] for row in rows}) > 1 else dict.fromkeys(expected, (None, None)))


# ------------------------------------------------------------------------------------ published ones


def test_compas_areas() -> None:
    """Decile scores: everybody .7022, African-American .6918, Caucasian .6931."""
    frame = frame_of("compas-two-years.csv")
    found = scenes.observed(
        frame[["race", "decile_score", "two_year_recid"]].assign(predicted=(frame.score_text != "Low").astype(int)),
        score="decile_score", prediction="predicted", label="two_year_recid", positive="1", favourable="0", protected="race",
    )  # fmt: skip
    races = by_group(found, "roc_auc_score", "race", min_group=30)

    actual = [round(one.value or 0, 4) for one in (by_group(found, "roc_auc_score", "")[""], races["African-American"], races["Caucasian"])]

    assert actual == [0.7022, 0.6918, 0.6931]


def test_compas_standardised_mean_difference() -> None:
    """Favourable decisions of 6,150 people: -.480 with the standard deviation of all, -.494 with the pooled one."""
    frame = frame_of("compas-two-years.csv")
    frame = frame[frame.race.isin(["African-American", "Caucasian"])]
    low = (frame.score_text == "Low").astype(float)
    groups = [low[frame.race == race] for race in ("African-American", "Caucasian")]
    one = by_group(facts_of([(race, None, score) for race, score in zip(frame.race, low, strict=True)], "race"), "standardized_mean_difference",
                   "race", race="Caucasian")["African-American"]  # fmt: skip
    pooled = np.sqrt(sum((len(group) - 1) * group.var() for group in groups) / (len(frame) - 2))

    actual = (len(frame), round(one.value or 0, 3), round((groups[0].mean() - groups[1].mean()) / pooled, 3))

    assert actual == (6150, -0.480, -0.494)


@pytest.fixture(scope="module")
def law_school() -> Facts:
    """Return facts of the law school's LSAT scores."""
    frame = frame_of("law_school_clean.csv")
    people = frame[["race", "lsat", "pass_bar"]].assign(
        sex=frame.male.map({0.0: "F", 1.0: "M"}),
        race=frame.race.where(frame.race == "White", "Non-White"),
        chosen=(frame.lsat > 37).astype(int),
    )
    return scenes.observed(people, score="lsat", prediction="chosen", label="pass_bar", favourable="1", protected="sex,race")


def test_law_school_scoring_rates(law_school: Facts) -> None:
    """Strictly above the median of 37: 1,516 ties are not above it. With them the rate of all would be .5067."""
    found = list(values(law_school, min_group=30))
    expected = {"F": 0.4275, "M": 0.4865, "Non-White": 0.2492, "White": 0.5006}

    actual = {one.group: round(one.value or 0, 4) for one in found if one.metric == "scoring_rate" and one.attribute in {"sex", "race"}}
    ratios = {one.group: round(one.value or 0, 4) for one in found if one.metric == "scoring_rate_ratio"}

    assert expected == actual
    assert (ratios["F"], ratios["Non-White"], ratios["F & Non-White"]) == (0.8787, 0.4977, 0.4174)


def test_the_tie_trap_is_there(law_school: Facts) -> None:
    """1,516 rows have the median itself: counted as above it, they would make .5067 of the ratio .4977."""
    found = Scores.of(law_school, "test")
    assert found is not None
    everybody, at = found.everybody(), found.distinct.tolist().index(37.0)
    ((_, groups),) = found.by(("race",))
    rates = {one.name: float(one.all[at:].sum()) / one.rows for one in groups}

    actual = (int(everybody.all[at]), round(rates["Non-White"] / rates["White"], 4))

    assert actual == (1516, 0.5067)


# ----------------------------------------------------------------------------------------- undefined

MIX = [("M", y, s) for y, s in ((0, 0.1), (1, 0.2), (0, 0.3), (1, 0.9))]
ONE_CLASS = [*MIX, *(("F", 0, s / 10) for s in range(5))]
EQUAL = [(sex, y, 0.5) for sex in "FM" for y in (0, 1, 1)]
DECILES = [(sex, y, s) for sex, y, s in (("F", 0, 1.0), ("F", 1, 9.0), ("M", 0, 3.0), ("M", 1, 10.0))]
UNLABELLED = [*MIX, ("F", None, 0.25), ("F", None, 0.75)]
TOP = [("F", 1, 1.0), ("F", 0, 1.0), ("M", 1, 1.0), ("M", 0, 0.5)]


@pytest.mark.parametrize(
    ("rows", "metric", "group", "reason"),
    [
        pytest.param(ONE_CLASS, "roc_auc_score", "F", "not estimable: no positives (n=5)", id="a-group-without-positives"),
        pytest.param([(x, 1 - y, s) for x, y, s in ONE_CLASS], "roc_auc_score", "F", "not estimable: no negatives (n=5)", id="a-group-without-negatives"),
        pytest.param(ONE_CLASS, "roc_auc_score_difference", "F", "not estimable: no positives (n=5)", id="difference-without-positives"),
        pytest.param(ONE_CLASS, "bnsp_auc", "F", "not estimable: no positives (n=2)", id="bnsp-without-positives"),
        pytest.param(EQUAL, "roc_auc_score", "F", "not estimable: all scores are equal (n=3)", id="area-of-equal-scores"),
        pytest.param(EQUAL, "scoring_rate", "F", "not estimable: all scores are equal (n=6)", id="rate-of-equal-scores"),
        pytest.param(EQUAL, "standardized_mean_difference", "M", "not estimable: all scores are equal", id="smd-of-equal-scores"),
        pytest.param(TOP, "scoring_rate_ratio", "M", "not estimable: nobody scores on the favourable side of the median", id="nobody-above"),
        pytest.param(UNLABELLED, "brier_score_loss", "F", "not estimable: no row has both label and score (n=2)", id="a-group-without-labels"),
        pytest.param(UNLABELLED, "calibration_gap", "F", "not estimable: no row has both label and score (n=2)", id="gap-without-labels"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_has_a_reason(rows: list[Any], metric: str, group: str, reason: str) -> None:
    """No value, never 0, 1 or NaN."""
    one = by_group(facts_of(rows, "sex"), metric)[group]

    actual = (one.value, one.reason)

    assert (None, reason) == actual


@pytest.mark.parametrize(
    ("rows", "labelled", "found"),
    [
        pytest.param(MIX, True, {"roc_auc_score", "calibration_gap", "expected_calibration_error", "brier_score_loss", "scoring_rate"}, id="one-group"),
        pytest.param(DECILES, True, {"roc_auc_score", "bpsn_auc", "bnsp_auc", "roc_auc_score_difference", "scoring_rate", "scoring_rate_ratio",
                                     "standardized_mean_difference", "ks_statistic", "wasserstein_distance"}, id="no-probabilities"),
        pytest.param([(x, None, s) for x, _, s in DECILES], False, {"scoring_rate", "scoring_rate_ratio", "standardized_mean_difference",
                                                                   "ks_statistic", "wasserstein_distance"}, id="no-label"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_not_measured(rows: list[Any], labelled: bool, found: set[str]) -> None:
    """One group is compared with nobody; deciles are no probabilities; without a label nothing comes true."""
    actual = {one.metric for one in values(facts_of(rows, "sex")) if one.attribute and one.metric.find("skew") and one.metric != "ndkl"}

    assert found == actual
    assert ("roc_auc_score" in actual) is labelled


def test_that_scores_are_no_probabilities_is_said_once() -> None:
    """Of everybody, for three metrics."""
    actual = [one.reason for one in values(facts_of(DECILES, "sex")) if one.metric in {"calibration_gap", "brier_score_loss"}]

    assert actual == ["not estimable: some scores lie outside 0 to 1, they are no probabilities"] * 2


def test_too_many_scores_outside_0_to_1_say_what_to_do() -> None:
    """Fixed bins over 0 to 1 hold nothing of them: every number says so."""
    rows = [(sex, y, score) for sex in "FM" for y in (0, 1) for score in (0.2, 0.7, 3.0)]
    found = list(values(facts_of(rows, "sex", binned=True)))

    actual = {one.reason for one in found}

    assert actual == {f"not estimable: more than {MOST:,} distinct scores outside 0 to 1; round them to fewer digits"}
    assert len({one.metric for one in found}) >= 10


def test_a_task_of_another_kind_is_not_measured_here() -> None:
    """Neither classes nor numbers have a score of one event."""
    actual = [list(values(facts_of(MIX, "sex", roles=roles(task=task)))) for task in ("multiclass", "regression")]

    assert actual == [[], []]


def test_unused_weights_are_said() -> None:
    """Scores count rows, whatever a row weighs."""
    found = values(facts_of(MIX, "sex", roles=roles(weight="w")))

    actual = {
        "every row counts once, weights are not used" in one.detail for one in found if one.value is not None and one.metric != "ndkl"
    }

    assert actual == {True}


# -------------------------------------------------------------------------------------- bins


def _draw(rows: int, seed: int = 3) -> list[tuple[str, int, float]]:
    """Return people whose scores are worth something."""
    draw = np.random.default_rng(seed)
    score = draw.beta(2, 3, rows)
    label = (draw.random(rows) < score).astype(int)
    return list(zip(np.where(draw.random(rows) < 0.4, "F", "M").tolist(), label.tolist(), score.tolist(), strict=True))


def test_bins_are_off_by_no_more_than_they_say() -> None:
    """The area by the pairs in one bin; means by half a bin; the rate by who shares the median's bin."""
    rows = _draw(5_000)
    exact, binned = (facts_of(rows, "sex", binned=binned) for binned in (False, True))
    said = by_group(binned, "roc_auc_score")["F"].detail
    bound = float(said.partition("within ")[2].split()[0])

    area = by_group(exact, "roc_auc_score")["F"].value or 0, by_group(binned, "roc_auc_score")["F"].value or 0
    mean = by_group(exact, "calibration_gap")["F"].value or 0, by_group(binned, "calibration_gap")["F"].value or 0
    rate = by_group(exact, "scoring_rate")["F"].value or 0, by_group(binned, "scoring_rate")["F"].value or 0

    assert abs(area[0] - area[1]) <= bound * 1.05 < 1e-3
    assert abs(mean[0] - mean[1]) <= 0.5 / BINS
    assert 0 <= rate[0] - rate[1] <= float(by_group(binned, "scoring_rate")["F"].detail.rpartition(": ")[2].split()[0]) * 1.05
    assert "4,096 bins" in said


def test_one_score_by_itself_names_no_bins() -> None:
    """Exact numbers carry no bound."""
    actual = {one.detail for one in values(facts_of(MIX, "sex")) if one.metric in {"roc_auc_score", "calibration_gap", "brier_score_loss"}}

    assert actual == {""}


# ------------------------------------------------------------------------------------ intervals


def _covered(truth: float, found: Sequence[tuple[float, Any]]) -> float:
    """Return how many of the 95 % intervals hold the true value."""
    spans = [interval_of(counts, value, 0.95) for value, counts in found]
    return float(np.mean([span is not None and span.low <= truth <= span.high for span in spans]))


@pytest.mark.parametrize(("rows", "chance"), [(30, 0.5), (30, 0.1), (60, 0.05), (300, 0.2)])
def test_the_interval_of_the_calibration_gap_holds(rows: int, chance: float) -> None:
    """Scores that tell something, events as often as they promise, plus .03."""
    draw, found = np.random.default_rng(rows), []
    for _ in range(400):
        true = np.clip(draw.normal(chance, chance / 3, rows), 0.005, 0.995)
        label = draw.random(rows) < true
        view = view_of([("F", int(y), float(s)) for y, s in zip(label, np.minimum(true + 0.03, 1), strict=True)], "sex")
        ((_, (group,)),) = view.by(("sex",))
        gap, _, _ = calibration(view, "sex", group)
        found.append((gap.value or 0.0, gap.counts))

    actual = _covered(0.03, found)

    assert 0.92 <= actual <= 0.995


@pytest.mark.parametrize(("rows", "shift"), [((30, 60), 0.0), ((40, 200), 0.5), ((30, 30), 1.5)])
def test_the_interval_of_the_mean_difference_holds(rows: tuple[int, int], shift: float) -> None:
    """Normal scores a few standard deviations apart; the standard deviation is that of both together."""
    draw, found = np.random.default_rng(rows[1]), []
    share = rows[0] / sum(rows)
    truth = shift / np.sqrt(1 + share * (1 - share) * shift**2)
    for _ in range(400):
        mine, theirs = draw.normal(shift, 1, rows[0]), draw.normal(0, 1, rows[1])
        view = view_of([*(("F", None, float(s)) for s in mine), *(("M", None, float(s)) for s in theirs)], "sex")
        ((_, (women, men)),) = view.by(("sex",))
        one = mean_difference(view, "sex", women, men, view.everybody())
        found.append((one.value or 0.0, one.counts))

    actual = _covered(float(truth), found)

    assert 0.9 <= actual <= 0.995


def test_a_group_in_which_nothing_happens_keeps_an_interval() -> None:
    """Thirty rows, one score, no event: the share of events is not known to be 0."""
    one = by_group(facts_of([("F", 0, 0.02)] * 30 + MIX, "sex"), "calibration_gap")["F"]
    span = interval_of(one.counts, one.value, 0.95)

    assert one.value == pytest.approx(0.02)
    assert span is not None
    assert span.high - span.low > 0.1


def test_every_number_has_an_interval_or_a_reason() -> None:
    """Areas and rates are rates, means and distances are estimates with a finite error."""
    found = [one for one in values(facts_of(_draw(400), "sex")) if one.metric != "ndkl"]

    odd = [one.metric for one in found if one.value is not None and interval_of(one.counts, one.value, 0.95) is None]
    errors = [one.counts.error for one in found if isinstance(one.counts, Estimate)]

    assert odd == []
    assert np.isfinite(errors).all()
    assert all(isinstance(one.counts, Rate) for one in found if one.metric in {"roc_auc_score", "scoring_rate", "bpsn_auc"})

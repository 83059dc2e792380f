"""Plans against unequal treatment are applied, measured again by the rules themselves, and told with their price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from audit.advise.group_thresholds import STOP
from audit.advise.loop import advise
from audit.checks.registry import checks
from audit.core.advice import Advice, Trade
from audit.core.words import Verdict
from tests.advise import unequal
from tests.advise.unequal import Audited

if TYPE_CHECKING:
    import pandas as pd

TRAIN, TEST = unequal.people(3_000, 1), unequal.people(4_000, 2)
MODEL = unequal.model(TRAIN)
EVERY = {"common_threshold", "constrain", "drop_attribute", "drop_proxy", "group_thresholds", "reweigh"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    """Yield the audit of a model that learnt who was hired."""
    with unequal.audited({"train": TRAIN, "test": TEST}, MODEL, tmp_path_factory.mktemp("policy")) as one:
        yield one


def _trade(one: Advice, metric: str) -> Trade:
    """Return one metric of a plan."""
    assert one.tradeoff is not None
    return next(row for row in one.tradeoff.trades if row.metric == metric)


def test_every_technique_is_tried(found: Audited) -> None:
    """Each once per rule and attribute, and the failed rule is the only one that is advised on."""
    made = [(one.rule, one.technique) for one in found.tried.advice]

    assert {name for rule, name in made if rule == "unequal-selection"} == EVERY
    assert len(made) == len(set(made))


def test_before_is_what_the_rule_found(found: Audited) -> None:
    """A plan that is measured on all rows starts at the finding's own value, held against the same group."""
    failed = {
        (finding.measurement.metric, finding.measurement.target.group): (finding.measurement.value, finding.measurement.against)
        for ruling in found.assessment.rulings
        for finding in ruling.findings
        if finding.verdict is Verdict.FAIL
    }
    one = found.of("unequal-selection", "reweigh")
    assert one.tradeoff is not None
    actual = {(row.metric, row.group): (row.before, row.against) for row in one.tradeoff.trades if row.rule == "unequal-selection"}

    assert actual == {key: value for key, value in failed.items() if key[0] == "selection_rate_ratio"}


def test_after_is_what_scikit_learn_and_arithmetic_find(found: Audited) -> None:
    """Without sex: the same pipeline fitted by hand decides the same."""
    again = unequal.model(TRAIN, columns=("club", "skill", "note"))
    answers = again.predict(TEST)
    rates = {name: (answers[TEST["sex"] == name] == "yes").mean() for name in "FM"}
    one = found.of("unequal-selection", "drop_attribute")

    assert _trade(one, "accuracy").after == pytest.approx((answers == TEST["hired"]).mean(), abs=0.002)
    assert _trade(one, "selection_rate_ratio").after == pytest.approx(rates["F"] / rates["M"], abs=0.01)


def test_everything_has_an_interval_around_it(found: Audited) -> None:
    """Before and after lie in their intervals."""
    rows = [row for one in found.tried.advice if one.tradeoff for row in one.tradeoff.trades]
    wrong = [
        row
        for row in rows
        for value, low, high in ((row.before, row.before_low, row.before_high), (row.after, row.after_low, row.after_high))
        if value is not None and not ((low is None or low <= value) and (high is None or value <= high))
    ]

    assert rows
    assert wrong == []


def test_worse_means_further_from_what_is_wanted(found: Audited) -> None:
    """Accuracy and area down, a ratio down, a distance up; less than half a thousandth is no change."""
    rows = [row for one in found.tried.advice if one.tradeoff for row in one.tradeoff.trades if None not in (row.before, row.after)]
    more = [row for row in rows if row.metric in {"accuracy", "auc"} or row.metric.endswith("_ratio")]
    less = [row for row in rows if row.metric.endswith("_difference")]

    assert all(row.worse == ((row.after or 0) < (row.before or 0) - 0.0005) for row in more)
    assert all(row.worse == ((row.after or 0) > (row.before or 0) + 0.0005) for row in less)
    assert {row.worse for row in more} == {row.worse for row in less} == {True, False}


def test_what_solves_comes_first_then_what_costs_least(found: Audited) -> None:
    """Within each rule."""
    order = [(one.rule, not one.solves, round(one.tradeoff.cost, 6)) for one in found.tried.advice if one.tradeoff]

    assert order == sorted(order)


def test_thresholds_per_group_say_stop(found: Audited) -> None:
    """Never without the sentence, in what it does and in the law; chosen on other rows than they are measured on."""
    plans = [one for one in found.tried.advice if one.technique == "group_thresholds"]

    assert any(one.solves for one in plans)
    assert all(STOP in one.does and "703(l)" in one.law for one in plans)
    assert all(one.tradeoff and one.tradeoff.chosen_on + one.tradeoff.rows == len(TEST) for one in plans)
    assert all(one.tradeoff and set(one.tradeoff.groups) == {"F", "M"} and sum(p.chosen for p in one.tradeoff.curve) == 1 for one in plans)


def test_thresholds_do_what_they_say(found: Audited) -> None:
    """Applied by hand to all rows, they come near to what was measured on half of them."""
    one = found.of("unequal-selection", "group_thresholds")
    assert one.tradeoff is not None
    scores = MODEL.predict_proba(TEST)[:, list(MODEL.classes_).index("yes")]
    cut = TEST["sex"].map({name: numbers["threshold"] for name, numbers in one.tradeoff.groups.items()}).to_numpy()
    rates = {name: (scores >= cut)[TEST["sex"] == name].mean() for name in "FM"}

    assert _trade(one, "selection_rate_ratio").after == pytest.approx(min(rates.values()) / max(rates.values()), abs=0.08)
    assert _trade(one, "accuracy").after == pytest.approx(((scores >= cut) == (TEST["hired"] == "yes")).mean(), abs=0.02)


def test_a_constraint_says_that_it_decides_by_chance(found: Audited) -> None:
    """With the seed, and how many decisions another one would change."""
    one = found.of("unequal-selection", "constrain")
    assert one.tradeoff is not None
    differ: Any = one.parameters["decisions_that_differ_between_the_two"]

    assert (one.parameters["constraint"], one.parameters["seed"], one.parameters["second_seed"]) == ("DemographicParity", 0, 1)
    assert any(f"{differ:,} of {len(TEST):,} decisions" in words for words in one.tradeoff.says)
    assert (_trade(one, "selection_rate_ratio").after or 0) > (_trade(one, "selection_rate_ratio").before or 0) + 0.2


def test_a_proxy_is_left_out_by_name(found: Audited) -> None:
    """`club` tells sex; `skill` does not."""
    assert found.of("unequal-selection", "drop_proxy").columns == ("club",)


def test_the_same_comes_again(found: Audited, tmp_path: Path) -> None:
    """Same data, same advice, to the bit: whatever the order of the rows."""
    shuffled = {name: frame.sample(frac=1, random_state=3) for name, frame in (("train", TRAIN), ("test", TEST))}
    with unequal.audited(shuffled, MODEL, tmp_path) as again:
        assert found.tried == again.tried


def test_no_fair_finding_needs_no_advice(tmp_path: Path) -> None:
    """A model of skill alone, on people whose sex says nothing."""
    even = [frame.assign(sex=np.where(np.arange(len(frame)) % 2, "M", "F")) for frame in (TRAIN, TEST)]
    fair = unequal.model(even[0], columns=("skill", "note"))
    with unequal.audited({"train": even[0], "test": even[1]}, fair, tmp_path) as one:
        assert one.tried == replace(one.tried, advice=(), untried=())


class Odd:
    """A classifier that predicts and cannot be copied."""

    classes_ = np.array(["no", "yes"])
    feature_names_in_ = np.array(["skill"])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Answer by skill."""
        return np.where(frame["skill"] > 0.9, "yes", "no")


class Unfair(Odd):
    """One that looks at sex alone."""

    feature_names_in_ = np.array(["sex"])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Answer by sex."""
        return np.where(frame["sex"] == "M", "yes", "no")


def _stored(frame: pd.DataFrame) -> pd.DataFrame:
    """Return people with the model's decisions stored."""
    return frame.assign(decided=MODEL.predict(frame))


@pytest.mark.parametrize(
    ("frames", "estimator", "flags", "expected", "made"),
    [
        ({"test": TEST}, MODEL, {}, "test: no training data is declared apart from it", {"common_threshold", "group_thresholds"}),
        ({"train": TRAIN.drop(columns="club"), "test": TEST}, MODEL, {}, "train: it lacks 1 of the columns", {"common_threshold", "group_thresholds"}),
        ({"train": TRAIN, "test": _stored(TEST)}, None, {"prediction": "decided"}, "test: no model is declared, and stored decisions cannot be", set()),
        ({"train": TRAIN, "test": _stored(TEST)}, None, {"prediction": "decided"}, "test: without scores there is no threshold to move", set()),
        ({"train": TRAIN, "test": TEST}, Unfair(), {}, "Unfair cannot be copied (TypeError)", set()),
        ({"train": TRAIN, "test": TEST}, unequal.model(TRAIN, KNeighborsClassifier()), {}, "reweigh was not tried: a sklearn.neighbors._classification.KNeighborsClassifier takes no weights", {"drop_attribute", "drop_proxy", "common_threshold", "group_thresholds"}),
        ({"train": TRAIN.assign(hired=TRAIN["hired"].replace("no", "refused")), "test": TEST}, MODEL, {}, "values in the training labels that the model does not know: 1", {"common_threshold", "group_thresholds"}),
    ],
    ids=["no training data", "columns missing in training", "stored decisions", "no scores", "cannot be copied", "takes no weights", "other labels"],
)  # fmt: skip
def test_what_cannot_be_tried_is_said(
    frames: dict[str, pd.DataFrame], estimator: Any, flags: dict[str, Any], expected: str, made: set[str], tmp_path: Path
) -> None:
    """With the reason, and everything else is tried all the same."""
    with unequal.audited(frames, estimator, tmp_path, **flags) as one:
        techniques = {plan.technique for plan in one.tried.advice}

    assert [reason for reason in one.tried.untried if expected in reason]
    assert made <= techniques
    assert not any("Error" in reason and ":" not in reason for reason in one.tried.untried)


def test_a_function_is_not_trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its decisions stay what they are; where it gives scores, thresholds can move."""
    (tmp_path / "hiring.py").write_text("import numpy as np\ndef decide(frame):\n    return np.where(frame['sex'] == 'M', 'yes', 'no')\n")
    monkeypatch.chdir(tmp_path)
    with unequal.audited({"train": TRAIN, "test": TEST}, None, tmp_path, predict_with="hiring:decide") as one:
        assert any("the model is a function, and only an estimator can be trained again" in reason for reason in one.tried.untried)


def test_no_row_leaves_a_database(found: Audited) -> None:
    """Said once, for all plans about decisions."""

    class Elsewhere:
        """A table that says it is in a database."""

        home = "database"

        def __init__(self, table: Any) -> None:
            """Stand in front of a table."""
            self._table = table

        def __getattr__(self, name: str) -> Any:
            """Return what the table has."""
            return getattr(self._table, name)

    there = [replace(one, source=replace(one.source, table=Elsewhere(one.source.table))) for one in found.scenes]

    actual = advise(there, found.facts, found.assessment, checks())

    assert actual.advice == ()
    assert "test: plans are tried on rows, and no row leaves the database" in actual.untried


def test_stored_scores_can_be_cut_otherwise(tmp_path: Path) -> None:
    """No model: a column of scores decides from one half upwards, and thresholds can move."""
    place = list(MODEL.classes_).index("yes")
    scored = TEST.assign(hired=(TEST["hired"] == "yes").astype(int), points=MODEL.predict_proba(TEST)[:, place].round(4))
    with unequal.audited({"test": scored}, None, tmp_path, score="points", favourable="1") as one:
        techniques = {plan.technique for plan in one.tried.advice}
        plan = one.of("unequal-selection", "group_thresholds")

    assert techniques == {"common_threshold", "group_thresholds"}
    assert plan.solves


def test_an_intersection_is_served_by_the_part_that_fails(tmp_path: Path) -> None:
    """Sex fails alone, so sex & club is not tried again, and that is said."""
    with unequal.audited({"train": TRAIN, "test": TEST}, MODEL, tmp_path, protected="sex,club", reference=[]) as one:
        attributes = {plan.tradeoff.attribute for plan in one.tried.advice if plan.tradeoff}

    assert "sex" in attributes
    assert not any("&" in name for name in attributes)
    assert "test: what fails for sex & club and for a part of it alone was tried for that part" in one.tried.untried


def test_training_ends_in_time(found: Audited, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the processor time there is for it, nothing more is trained, and that is said."""
    monkeypatch.setattr("audit.advise.bench.MOST_SECONDS", -1.0)

    actual = advise(found.scenes, found.facts, found.assessment, checks())

    assert {one.technique for one in actual.advice} == {"common_threshold", "group_thresholds"}
    assert any("was not tried, the models before it took" in reason for reason in actual.untried)

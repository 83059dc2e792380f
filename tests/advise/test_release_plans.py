"""Ways to release a dataset: which are worth trying, on which rows they are chosen and judged, and what a model is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from audit.advise.attacked import attacked
from audit.advise.demanded import demand_of
from audit.advise.effect import Classes, effect
from audit.advise.effort import BRIEF, Effort
from audit.advise.plans import mild, minimal, node, plans_for, worst_group
from audit.advise.release_plans import released
from audit.advise.releases import closest, only, plan_steps, promise_of
from audit.advise.rescored import Rescored
from audit.advise.retrial import ACCURACY, Retrial
from audit.advise.splits import split_up
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.frontier import plans
from audit.anonymity.outcome import Outcome, kept_rows, measured
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.plan import Step
from audit.core.words import Severity
from audit.observe.coarse_values import placed
from audit.observe.codes import encode
from audit.observe.scene import Scene, Settings
from tests.advise import unequal
from tests.observe import scenes

if TYPE_CHECKING:
    import pandas as pd

QUICK = Effort(candidates=3, finalists=2, choose=2, judge=3, shown=1, rows=2_000, work=2_000_000_000, seconds=60.0)
ASKS = {"k": Ask("small-cells", Limit.at_least(5), Severity.HIGH, min_group=30)}
FLAGS: dict[str, Any] = {
    "label": "hired", "favourable": "yes", "protected": "sex,town", "quasi_identifiers": "age,town,sex", "sensitive": "illness",
}  # fmt: skip


def _people(rows: int = 900, seed: int = 3) -> pd.DataFrame:
    """Return applicants of a large and a small town, with an age that decides, and an illness."""
    draw = np.random.default_rng(seed)
    frame = unequal.people(rows, seed)
    age = draw.integers(18, 66, rows)
    town = draw.choice(["Aburg", "Bdorf"], rows, p=[0.93, 0.07])
    hired = np.where(age + draw.normal(0, 6, rows) > 42, "yes", "no")
    return frame.assign(age=age, town=town, hired=hired, illness=draw.choice(["x", "y", "z"], rows))


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield applicants with a model that reads age, town and sex by name."""
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    frame = _people()
    steps = [("words", OneHotEncoder(handle_unknown="ignore"), ["town", "sex"]), ("numbers", StandardScaler(), ["age"])]
    model = Pipeline([("prepare", ColumnTransformer(steps)), ("decide", LogisticRegression())])
    model.fit(frame[["town", "sex", "age"]], frame["hired"])
    with scenes.scene(frame, Settings(attacks=True), model=model, **FLAGS) as one:
        yield one


@pytest.fixture(scope="module")
def coded(stage: Scene) -> Coded:
    """Return its rows as codes."""
    return encode(stage)


def _outcome(levels: tuple[int, ...], lost: int = 0) -> Outcome:
    """Return an outcome of some levels, with so many rows of a group of 100 lost."""
    names = dict(zip("abc", levels, strict=True))
    return Outcome(names, lost, 1_000, sum(levels) / 10, True, 5, 10, {"sex": {"F": (lost, 100), "M": (0, 900), "rare group 1": (9, 9)}})


def test_of_plans_only_the_finest_are_tried() -> None:
    """One that is coarser somewhere and finer nowhere can only know less."""
    some = [_outcome(levels) for levels in ((1, 0, 1), (1, 1, 1), (0, 2, 0), (2, 2, 2), (1, 0, 2))]

    actual = {node(one) for one in minimal(some)}

    assert {(1, 0, 1), (0, 2, 0)} == actual


@pytest.mark.parametrize(("lost", "expected"), [(0, True), (5, True), (6, False)], ids=["none", "five of a hundred", "six"])
def test_a_mild_plan_spares_every_group(lost: int, expected: bool) -> None:
    """At most 5 of 100; groups that are pooled are not spoken of."""
    actual = mild(_outcome((0, 0, 0), lost), Demand(5))

    assert expected == actual


def test_the_worst_group_is_one_that_may_be_named() -> None:
    """A group below the least size loses all its rows, and is not the worst."""
    lost = {"sex": {"F": (3, 100), "M": (1, 20)}, "race": {"a": (5, 100), "rare group 1": (40, 40)}}

    assert worst_group(lost, 30) == ("race", "a", 0.05)
    assert worst_group({}, 30) is None


def test_a_demand_holds_all_that_is_asked_of_classes() -> None:
    """k, l and t at once; a limit from the side that does not protect is none."""
    asks = {
        "k": Ask("small-cells", Limit.at_least(7), Severity.HIGH, min_group=50),
        "distinct_l_diversity": Ask("uniform-cells", Limit.at_least(2), Severity.HIGH, columns={"b": Limit.at_least(3)}),
        "t_closeness": Ask("skewed-cells", Limit.at_most(0.4), Severity.HIGH),
    }
    expected = Demand(7, {"a": 2, "b": 3}, t={"a": 0.4, "b": 0.4}, max_suppression=0.05, min_group=50)

    assert expected == demand_of(asks, ("a", "b"))
    assert demand_of({"k": Ask("small-cells", Limit.at_most(7), Severity.HIGH)}, ()).k == 1


def test_a_lattice_too_large_is_searched_for_single_plans(coded: Coded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search finds as little loss as looking at everything, and says that it did not look at everything."""
    whole = plans_for(coded, Demand(5), 10**9)
    monkeypatch.setattr("audit.advise.plans.LEAST_NODES", plans(coded) - 1)
    part = plans_for(coded, Demand(5), 0)

    assert (whole.complete, part.complete) == (True, False)
    assert node(whole.few.outcome) == node(part.few.outcome)
    assert all(mild(one, Demand(5)) for one in (*part.even, *part.keeping))
    assert min(one.loss for one in part.even) == pytest.approx(min(one.loss for one in whole.even))


def test_no_judged_row_was_seen_by_a_choice() -> None:
    """Choosing uses one half; every judging split tests on the other, and trains on all it does not test on."""
    drawn = split_up(1_000, 7, 3, 5)
    seen = np.any([one.taught | one.tested for one in drawn.choose], axis=0)
    judged = np.any([one.tested for one in drawn.judge], axis=0)

    assert not (seen & judged).any()
    assert all((one.taught ^ one.tested).all() for one in drawn.judge)
    assert (drawn.tested, drawn.left) == (150, 350)
    assert [one.tested.sum() for one in drawn.judge] == [150] * 5


def test_splits_are_drawn_by_the_seed() -> None:
    """The same again, and others with another seed."""
    first, again, other = (split_up(100, seed, 1, 1).judge[0].tested for seed in (1, 1, 2))

    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize(
    ("values", "kind", "level", "expected"),
    [
        ([31, 39, 18, None], pa.float64(), 0, [31.0, 39.0, 18.0, None]),
        ([1, 2, 9], pa.int64(), -1, [4.0, 4.0, 4.0]),
        ([date(2020, 1, 1), date(2020, 1, 3), None], pa.date32(), -1, [date(2020, 1, 2)] * 3),
        (["p", "q", None], pa.string(), -1, ["group 0"] * 3),
        ([True, False, True], pa.bool_(), -1, [False, False, False]),
    ],
    ids=["as given", "mean of numbers", "mean of days", "name of a text", "constant of flags"],
)
def test_a_coarser_value_is_given_in_its_own_type(values: list[Any], kind: pa.DataType, level: int, expected: list[Any]) -> None:
    """Numbers and days as means of the values that share a coarser one, texts as a name."""
    table = pa.table({"a": pa.array(values, kind), "b": list(range(len(values)))})
    with scenes.scene(table, quasi_identifiers="a") as one:
        tree = encode(one).hierarchies["a"]
        (batch,) = one.source.batches(("a", "b"))
        actual = placed(one, batch, "a").at(tree, level % (tree.height + 1)).to_pylist()

    assert expected == actual


def test_rows_in_hand_fare_as_their_class_does(stage: Scene, coded: Coded) -> None:
    """Whatever order they come in: as many are kept as by the plan, and those whose class is large enough."""
    assert stage.model
    levels, demand = {"age": 1, "town": 0, "sex": 0}, Demand(12)
    retrial = Retrial.of(stage, stage.model, coded, 10_000, 30)
    kept = kept_rows(coded, levels, demand)
    stays = retrial.kept(levels, kept)
    frame = retrial.released(levels).assign(stays=stays)

    assert 0 < int(stays.sum()) == int(kept.sum()) < retrial.rows
    assert frame[["age", "town", "sex", "stays"]].drop_duplicates().duplicated(["age", "town", "sex"]).sum() == 0


def test_a_plan_that_takes_what_decides_costs_accuracy(stage: Scene, coded: Coded) -> None:
    """Age decides: without it the model is hardly better than a constant."""
    assert stage.model
    retrial = Retrial.of(stage, stage.model, coded, 10_000, 30)
    everybody = np.ones(retrial.rows, dtype=bool)
    gone = {"age": coded.hierarchies["age"].height, "town": 0, "sex": 0}
    splits = split_up(retrial.rows, 0, 0, 2).judge
    before, after = (retrial.scores(frame, everybody, splits)[0] for frame in (retrial.raw, retrial.released(gone)))

    assert before[ACCURACY] > after[ACCURACY] + 0.15
    assert ("selection_rate_difference", "sex") in after


def test_what_is_chosen_holds_what_is_asked_and_spares_every_group(stage: Scene, coded: Coded) -> None:
    """Measured again on its rows; the plan file has a step for each thing it does."""
    done = released(stage, coded, ASKS, QUICK)
    one = done.chosen
    again = measured(coded, one.levels, done.demand)
    steps = plan_steps(one, done.demand)

    assert done.untried == ""
    assert [other for other in done.others if other.chosen] == [one]
    assert (one.k, one.lost) == (again.k, again.suppressed)
    assert (one.k or 0) >= 5
    assert one.worst is None or one.worst[2] <= 0.05
    assert {other.objective for other in done.others} <= {"accuracy", "loss"}
    assert isinstance(steps[-1], Step)
    assert (steps[-1].technique, steps[-1].parameters["k"]) == ("suppress_rows", 5)
    assert promise_of(one, done.demand, ("sex",), 0.05).k == 5


def test_a_release_is_attacked_where_that_is_authorised(stage: Scene, coded: Coded) -> None:
    """Raw rows single people out, released ones do not."""
    alone = next(one for one in released(stage, coded, ASKS, QUICK).chosen.attacks if one.attack == "singling out")

    assert (alone.before or 0) > 0.5
    assert (alone.after if alone.after is not None else 1) < 0.1


def test_the_plan_is_applied_to_the_half_that_is_attacked(coded: Coded) -> None:
    """Its small classes are left out of it too; where none are, somebody is alone."""
    levels = {"age": 1, "town": 0, "sex": 0}
    held, open_ = (next(one for one in attacked(coded, levels, Demand(k), 0) if one.attack == "singling out").after or 0.0 for k in (5, 1))

    assert held < 0.05 < open_


def test_attacks_do_not_depend_on_the_order_of_rows(coded: Coded) -> None:
    """Rows are drawn from an order of their own."""
    levels = {"age": 1, "town": 0, "sex": 0}
    shuffled = only(coded, np.random.default_rng(1).permutation(coded.rows))

    assert attacked(coded, levels, Demand(5), 0) == attacked(replace(shuffled, rows=coded.rows), levels, Demand(5), 0)


def test_columns_of_which_nothing_is_left_are_not_attacked(coded: Coded) -> None:
    """Everything at `*`: there is nothing to single anybody out by."""
    top = {name: coded.hierarchies[name].height for name in coded.columns}

    actual = [one.after for one in attacked(coded, top, Demand(5), 0) if one.attack != "inference"]

    assert all(one is None for one in actual)


def test_without_a_model_a_plan_is_chosen_by_loss(stage: Scene, coded: Coded) -> None:
    """And it is said that nothing was trained."""
    done = released(replace(stage, model=None), coded, ASKS, BRIEF)

    assert "no estimator is declared" in done.untried
    assert (done.chosen.objective, done.chosen.held) == ("loss", ())
    assert done.chosen.optimal


def test_a_dataset_without_a_label_is_not_trained_on(stage: Scene, coded: Coded) -> None:
    """The reason is one that can be shown."""
    done = released(replace(stage, roles=replace(stage.roles, label=None)), coded, ASKS, BRIEF)

    assert "has no label" in done.untried


def test_of_many_rows_of_one_person_one_counts() -> None:
    """Six rows of two persons are a class of two."""
    codes = np.zeros(6, dtype=np.int64)
    tree = encoded_tree(["x"])
    coded = Coded("test", 6, {"a": codes}, {"a": tree}, (), {}, np.array([0, 0, 0, 0, 1, 1]))

    actual = effect(Classes.of(coded), {"a": 0}, 3, 10, suppress=True)

    assert (actual.k_before, actual.k_after, actual.lost) == (2, None, 6)


def encoded_tree(values: list[str]) -> Any:
    """Return a hierarchy with the values and `*`."""
    from audit.observe.ladders import ladder_of

    return ladder_of(values, np.arange(len(values), dtype=np.int64), "boolean")


def test_decisions_that_cannot_be_trained_again_are_counted_again(coded: Coded) -> None:
    """Stored decisions, right in Aburg and wrong in Bdorf: what leaves Bdorf out looks better, and it is said how it was counted."""
    frame = _people()
    wrong = frame["hired"].map({"yes": "no", "no": "yes"})
    frame = frame.assign(guess=frame["hired"].where(frame["town"] == "Aburg", wrong))
    with scenes.scene(frame, prediction="guess", **FLAGS) as one:
        rescored = Rescored.of(one, coded, 30)
        done = released(one, coded, ASKS, BRIEF)
    kept = np.asarray(coded.columns["town"] == 0)
    levels = {"age": coded.hierarchies["age"].height, "town": 0, "sex": coded.hierarchies["sex"].height}
    accuracy = next(held for held in rescored.held(levels, kept) if held.metric == "accuracy")

    assert (accuracy.before, accuracy.after, accuracy.splits) == (pytest.approx((frame["town"] == "Aburg").mean()), 1.0, 0)
    assert rescored.held(levels, kept & False) == ()
    assert any("counted again" in said for said in done.chosen.says)
    assert all((held.low, held.splits) == (None, 0) for held in done.chosen.held)


@pytest.mark.parametrize(
    ("most", "measured", "expected"),
    [pytest.param(0.4, 0.4006, 0.401, id="beyond"), pytest.param(0.4, 0.31, 0.4, id="within"), pytest.param(0.4, None, 0.4, id="nothing")],
)
def test_a_file_promises_the_distance_it_can_keep(most: float, measured: float | None, expected: float) -> None:
    """The search holds a plan to all rows; the written file is held to its own."""
    assert closest(most, measured) == pytest.approx(expected)

"""Scores: one by one while there are few, in fixed bins above, the same however rows are cut; nothing for a gap."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact, Facts
from audit.observe import scores
from audit.observe.places import ABOVE, BELOW, BIN, BINS, EXACT, bin_of, place_of, score_of, steady
from audit.observe.rows import added
from audit.observe.scores import SCORES, GroupScores, LabelledScores, Probabilities, Scores, settled
from audit.observe.tally import stored
from tests.observe import scenes

QUICK = settings(max_examples=60, deadline=None)
FLAGS = {"score": "score", "prediction": "predicted", "favourable": "1"}
SOME = st.lists(st.sampled_from([round(place / 40, 3) for place in range(-3, 45)]), min_size=1, max_size=60)


def _table(values: list[float | None]) -> pa.Table:
    """Return rows with these scores, every other one decided for."""
    return pa.table({"score": pa.array(values, pa.float64()), "predicted": [1, 0] * (len(values) // 2) + [1] * (len(values) % 2)})


@pytest.fixture(scope="module")
def stage() -> Iterator[Any]:
    """Yield a scene whose engine counts many small tables."""
    with scenes.scene(_table([0.5]), **FLAGS) as one:
        yield one


def _counted(stage: Any, values: list[float | None]) -> Fact:
    """Return the raw counts of a column of scores."""
    one = scenes.again(stage, _table(values))
    return SCORES.count(stored(one), one.counting)


def _at(fact: Fact) -> dict[tuple[Any, ...], int]:
    """Return rows by scale and place."""
    return {keys[-2:]: n for keys, (n,) in fact.rows.items()}


# ------------------------------------------------------------------------------------ one number


@QUICK
@given(one=st.floats(allow_nan=False, allow_infinity=False), other=st.floats(allow_nan=False, allow_infinity=False))
def test_an_integer_stands_for_a_score_in_its_order(one: float, other: float) -> None:
    """There and back to the last bit, in the order of the numbers; -0.0 is 0.0."""
    expected = (one < other, one == other)

    actual = (place_of(one) < place_of(other), place_of(one) == place_of(other))

    assert expected == actual
    assert score_of(place_of(one)) == one


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, 0), (-0.0, 0), (1 / BINS - 1e-16, 0), (1 / BINS, 1), (0.5, BINS // 2), (1.0, BINS - 1), (1.0000001, ABOVE),
        (-1e-9, BELOW), (7.5, ABOVE), (-2.0, BELOW), (1e300, ABOVE),
    ],
    ids=str,
)  # fmt: skip
def test_a_score_falls_into_its_bin(score: float, expected: int, stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here and in the engine alike; what lies outside 0 to 1 has bins of its own."""
    monkeypatch.setattr(scores, "MOST", 0)

    actual = (bin_of(score), _at(_counted(stage, [score])))

    assert (expected, {(BIN, expected): 1}) == actual


@pytest.mark.parametrize("gap", [None, float("nan"), float("inf"), float("-inf")], ids=str)
def test_a_gap_is_no_score(gap: float | None, stage: Any) -> None:
    """Neither a missing score nor one that is no number is counted."""
    actual = _at(_counted(stage, [gap, 0.25]))

    assert {(EXACT, place_of(0.25)): 1} == actual


@QUICK
@given(digits=st.integers(0, 10**9), size=st.integers(-5, 3), bits=st.integers(-3, 3))
def test_a_models_score_has_nine_digits(digits: int, size: int, bits: int) -> None:
    """A number of nine digits stays what it is, and so do its neighbours, whichever of them a batch brings."""
    expected = digits / 10.0 ** (9 - size)
    near = expected + bits * float(np.spacing(expected))

    actual = steady(np.array([expected, near]))

    assert [expected, expected] == actual.tolist()


def test_what_is_no_number_stays_as_it_is() -> None:
    """Gaps are left to be left out."""
    actual = steady(np.array([np.nan, np.inf, -np.inf, 0.0, 1e300, -0.25]))

    assert str(actual.tolist()) == "[nan, inf, -inf, 0.0, 1e+300, -0.25]"


# ------------------------------------------------------------------------------ few or too many


@pytest.mark.parametrize(("most", "expected"), [(3, EXACT), (2, BIN)], ids=["as-many-as-allowed", "one-too-many"])
def test_scores_are_kept_up_to_a_limit(most: int, expected: str, stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one that is too many turns all of them into bins."""
    monkeypatch.setattr(scores, "MOST", most)

    actual = {scale for scale, _ in _at(_counted(stage, [0.1, 0.2, 0.2, 0.3, None]))}

    assert {expected} == actual


@QUICK
@given(values=SOME, data=st.data())
def test_parts_settle_to_the_same_in_any_order(stage: Any, values: list[float | None], data: st.DataObject) -> None:
    """Whichever parts are added first, exact or binned, the sum is that of the whole."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(values)), min_size=3, max_size=3)))
    parts = [part for part in np.split(np.array(values), cuts) if part.size]
    order = random.Random(len(values))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scores, "MOST", data.draw(st.integers(1, 20)))
        expected = _counted(stage, values).to_json()
        facts = [[_counted(stage, part.tolist())] for part in parts]

        left = reduce(lambda done, one: added(done, one, [SCORES]), facts)
        right = reduce(lambda done, one: added(one, done, [SCORES]), reversed(facts))
        mixed = reduce(lambda done, one: added(done, one, [SCORES]), order.sample(facts, len(facts)))

    assert [[expected]] * 3 == [[one.to_json() for one in found] for found in (left, right, mixed)]


def test_what_is_settled_stays_settled() -> None:
    """Bins are not cut again."""
    fact = Fact.of(
        "scores", "test", ("sex", "actual", "scale", "place"), ("n",), [(("F", "1", BIN, 7), (3,)), (("F", "1", BIN, ABOVE), (1,))]
    )

    assert settled(fact) == fact


class _Model:
    """A linear model whose last bits depend on how many rows it is asked about."""

    classes_ = np.array([0, 1])

    def __init__(self, columns: list[str]) -> None:
        """Weigh the columns."""
        self.feature_names_in_ = np.array(columns)
        self._weights = np.random.default_rng(3).normal(size=len(columns))

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Return probabilities."""
        chance = 1 / (1 + np.exp(-(frame.to_numpy() @ self._weights)))
        return np.column_stack([1 - chance, chance])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return decisions."""
        return (self.predict_proba(frame)[:, 1] >= 0.5).astype(int)


def test_a_model_gives_the_same_scores_in_any_batches() -> None:
    """Asked row by row, in sevens, or at once: the same distinct scores, to the last integer."""
    columns = [f"x{place}" for place in range(12)]
    frame = pd.DataFrame(np.random.default_rng(5).normal(size=(1_000, 12)), columns=columns).assign(
        label=[0, 1] * 500, sex=["F", "M"] * 500
    )
    model = _Model(columns)
    alone = np.concatenate([model.predict_proba(frame[columns].iloc[[row]])[:, 1] for row in range(1_000)])

    facts = [
        scenes.observed(frame, scenes.Settings(batch_rows=size), model=model, label="label", favourable="1", protected="sex").find(
            "scores", "test"
        )
        for size in (1, 7, 1_000)
    ]

    assert facts[0] == facts[1] == facts[2]
    assert (alone != model.predict_proba(frame[columns])[:, 1]).any(), "or nothing is proved here"


def test_a_million_distinct_scores_stay_small() -> None:
    """Bins by group and label; and nothing but bins comes out of the engine."""
    rows, draw = 1_000_000, np.random.default_rng(1)
    table = pa.table({
        "score": draw.permutation(rows) / rows,
        "sex": pa.array(np.where(draw.random(rows) < 0.4, "F", "M")),
        "label": draw.integers(0, 2, rows),
    })  # fmt: skip
    with scenes.scene(table, score="score", label="label", favourable="1", protected="sex") as one:
        fact = SCORES.close(SCORES.count(stored(one), one.counting), one)

    assert len(fact.rows) <= BINS * 2 * 2
    assert sum(n for (n,) in fact.rows.values()) == rows
    assert {keys[-2] for keys in fact.rows} == {BIN}


# -------------------------------------------------------------------------------------- the view


def _facts(rows: list[tuple[Any, ...]], *attributes: str) -> Facts:
    """Return facts of rows of groups, actual, score and number."""
    placed = [((*row[:-2], EXACT, place_of(row[-2])), (row[-1],)) for row in rows]
    return scenes.facts_of(Fact.of("scores", "test", (*attributes, "actual", "scale", "place"), ("n",), placed), min_cell=10)


def _view(rows: list[tuple[Any, ...]], *attributes: str) -> Scores:
    """Return the view on them."""
    view = Scores.of(_facts(rows, *attributes), "test")
    assert view is not None
    return view


PEOPLE = [("F", "a", 1, 0.0, 3), ("F", "b", 0, 0.049, 2), ("F", "b", 0, 0.05, 40), ("M", "a", None, 0.999, 15), ("M", "a", 1, 1.0, 6)]


def test_a_histogram_adds_scores_up_by_group() -> None:
    """Twenty bins of five hundredths each; the last one holds 1."""
    view = _view(PEOPLE, "sex", "race")

    actual = {group: {place: n for place, n in enumerate(bins) if n} for group, bins in view.histogram("sex", 20).items()}

    assert actual == {"F": {0: 5, 1: 40}, "M": {19: 21}}


def test_a_histogram_of_an_intersection_pools_what_is_small() -> None:
    """`F & a` has three rows."""
    actual = {group: sum(bins) for group, bins in _view(PEOPLE, "sex", "race").histogram("sex & race", 20).items()}

    assert actual == {"F & b": 42, "M & a": 21, "rare group 1 & rare group 1": 3}


@pytest.mark.parametrize("score", [-0.001, 1.001, 37.0])
def test_no_picture_of_scores_outside_0_to_1(score: float) -> None:
    """Twenty bins over 0 to 1 would say nothing of them."""
    view = _view([*PEOPLE, ("M", "a", 1, score, 1)], "sex", "race")

    assert (view.histogram("sex", 20), view.shares) == ({}, False)


def test_a_group_holds_its_rows_at_every_score() -> None:
    """With the event, without it, all of them; everybody is the sum."""
    view = _view(PEOPLE, "sex", "race")
    ((_, (women, men)),) = view.by(("sex",))

    actual = {one.name: (one.event.tolist(), one.other.tolist(), one.all.tolist(), one.rows) for one in (women, men, view.everybody())}

    assert view.distinct.tolist() == [0.0, 0.049, 0.05, 0.999, 1.0]
    assert actual == {
        "F": ([3, 0, 0, 0, 0], [0, 2, 40, 0, 0], [3, 2, 40, 0, 0], 45),
        "M": ([0, 0, 0, 0, 6], [0, 0, 0, 0, 0], [0, 0, 0, 15, 6], 21),
        "": ([3, 0, 0, 0, 6], [0, 2, 40, 0, 0], [3, 2, 40, 15, 6], 66),
    }


def _kinds(facts: Facts) -> list[str]:
    """Return which views there are on the same facts."""
    return [kind.__name__ for kind in (Scores, GroupScores, LabelledScores, Probabilities) if kind.of(facts, "test")]


@pytest.mark.parametrize(
    ("rows", "attributes", "expected"),
    [
        pytest.param([(1, 0.5, 3)], (), ["Scores"], id="no-protected-column"),
        pytest.param([("F", None, 0.5, 3)], ("sex",), ["Scores", "GroupScores"], id="no-label"),
        pytest.param([("F", 1, 5.0, 3)], ("sex",), ["Scores", "GroupScores", "LabelledScores"], id="deciles"),
        pytest.param([("F", 1, 0.5, 3)], ("sex",), ["Scores", "GroupScores", "LabelledScores", "Probabilities"], id="probabilities"),
    ],
)
def test_each_view_says_what_it_needs(rows: list[tuple[Any, ...]], attributes: tuple[str, ...], expected: list[str]) -> None:
    """A protected column, a label, scores from 0 to 1."""
    assert expected == _kinds(_facts(rows, *attributes))


@pytest.mark.parametrize(
    "facts",
    [scenes.facts_of(), scenes.facts_of(Fact.of("scores", "test", ("actual", "scale", "place"), ("n",), []))],
    ids=["absent", "empty"],
)
def test_without_scores_there_is_no_view(facts: Any) -> None:
    """No column, or no score in it."""
    assert Scores.of(facts, "test") is None
    assert Probabilities.of(facts, "test") is None

"""Does consistency count neighbours as they would be counted by hand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact
from audit.load.models import model_in_hand
from audit.observe import consistency
from audit.observe.consistency import CONSISTENCY, Consistency, agreements
from audit.observe.scene import Settings
from tests.observe import scenes

ROLES = {"prediction": "predicted", "favourable": "1", "protected": "sex"}
SIX = pd.DataFrame({"sex": ["F", "F", "F", "M", "M", "M"], "income": [0.0, 1, 2, 10, 11, 12], "predicted": [1, 1, 0, 0, 0, 0]})
SMALL = Settings(min_cell=1)


def _fact(data: Any, wanted: Settings | None = None, **flags: Any) -> Fact | None:
    """Return the fact of a dataset."""
    with scenes.scene(data, wanted or SMALL, **{**ROLES, **flags}) as one:
        return CONSISTENCY.make(one, {})


def _shares(data: Any, wanted: Settings | None = None, **flags: Any) -> dict[tuple[str, str], tuple[int, float]]:
    """Return rows and agreement of every group."""
    fact = _fact(data, wanted, **flags)
    view = Consistency.of(scenes.facts_of(fact), "test") if fact else None
    return {(one.attribute, one.group): (one.rows, one.agreement) for one in (view.found if view else ())}


def test_six_rows_by_hand() -> None:
    """Of six rows all others are the five nearest: two selected agree with one of five, four with three."""
    actual = _shares(SIX)

    assert actual == {("", ""): (6, 2.8), ("sex", "F"): (3, 1.0), ("sex", "M"): (3, 1.8)}


def test_seven_rows_leave_the_farthest_out() -> None:
    """On a line at 0, 1, 3, 6, 10, 15, 21: each row's farthest is not asked; the last one is selected alone."""
    places, decided = [0.0, 1, 3, 6, 10, 15, 21], [0, 0, 0, 0, 0, 0, 1]
    agreed = agreements(np.array(places)[:, None], np.array(decided))

    assert agreed is not None
    assert agreed.tolist() == [1.0, 1.0, 1.0, 1.0, 1.0, 0.8, 0.0]


def test_rows_at_the_same_point_count_for_the_same_share() -> None:
    """Ten rows alike, four of them selected: each agrees with 3 or 5 of the 9 others, whichever come first."""
    agreed = agreements(np.zeros((10, 1)), np.array([1] * 4 + [0] * 6))

    assert agreed is not None
    assert agreed.tolist() == pytest.approx([3 / 9] * 4 + [5 / 9] * 6)


def test_five_rows_have_no_five_neighbours() -> None:
    assert agreements(np.zeros((5, 1)), np.zeros(5, int)) is None
    assert _fact(SIX.head(5)) is None


def _by_hand(points: Sequence[float], decided: Sequence[int]) -> list[float]:
    """Return the agreement of points on a line that are all apart, the farther of two equally far left out by its place."""
    shares = []
    for place, here in enumerate(points):
        others = sorted((abs(there - here), there, other) for other, there in enumerate(points) if other != place)[:5]
        shares.append(sum(decided[other] == decided[place] for _, _, other in others) / 5)
    return shares


@settings(max_examples=40, deadline=None)
@given(points=st.lists(st.integers(-1000, 1000), min_size=6, max_size=40, unique=True), data=st.data())
def test_points_on_a_line_agree_with_the_definition(points: list[int], data: st.DataObject) -> None:
    decided = data.draw(st.lists(st.integers(0, 2), min_size=len(points), max_size=len(points)))

    agreed = agreements(np.array(points, dtype=float)[:, None], np.array(decided))

    assert agreed is not None
    assert _by_hand(points, decided) == pytest.approx(agreed.tolist())


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), min_size=6, max_size=60), seed=st.integers(0, 99))
def test_the_order_of_rows_that_repeat_has_no_say(rows: list[tuple[int, int]], seed: int) -> None:
    """Whoever shares a point and a decision has the same agreement, in any order."""
    points, decided = np.array([[float(one)] for one, _ in rows]), np.array([two for _, two in rows])
    order = np.random.default_rng(seed).permutation(len(rows))

    expected, turned = agreements(points, decided), agreements(points[order], decided[order])

    assert expected is not None
    assert turned is not None
    assert expected[order].tolist() == pytest.approx(turned.tolist())
    assert expected.min() >= 0
    assert expected.max() <= 1 + 1e-12


def test_decisions_by_income_are_consistent_and_by_chance_are_not() -> None:
    """Decisions that follow income agree with neighbours; decisions drawn with p agree with p squared and its rest squared."""
    draw = np.random.default_rng(3)
    frame = pd.DataFrame({"sex": draw.choice(["F", "M"], 600), "income": draw.normal(size=600)})
    follows = _shares(frame.assign(predicted=(frame.income > 0).astype(int)))
    chance = _shares(frame.assign(predicted=(draw.random(600) < 0.3).astype(int)))

    assert follows["", ""][1] / 600 > 0.98
    assert chance["", ""][1] / 600 == pytest.approx(0.7**2 + 0.3**2, abs=0.04)


def test_protected_columns_do_not_make_neighbours() -> None:
    """Two people who differ only by sex are at one point."""
    frame = pd.concat([SIX, SIX.assign(sex="M", predicted=1 - SIX.predicted)], ignore_index=True)
    moved = frame.assign(sex=frame.sex.to_list()[::-1])

    assert _shares(frame)["", ""] == _shares(moved)["", ""]


def test_missing_values_and_categories_are_places_too() -> None:
    """Who gives no income is near who gives none; a word is near the same word."""
    frame = pd.DataFrame({
        "sex": ["F", "M"] * 20,
        "income": [None] * 20 + [1.0, 2.0] * 10,
        "town": ["x"] * 20 + ["y"] * 20,
        "predicted": [1] * 20 + [0] * 20,
    })  # fmt: skip

    assert _shares(frame)["", ""] == (40, 40.0)


def test_rows_without_a_decision_are_left_out() -> None:
    frame = pd.concat(
        [SIX.assign(predicted=SIX.predicted.astype("Int64")), pd.DataFrame({"sex": ["F"], "income": [5.0], "predicted": [None]})]
    )

    assert _shares(frame)["", ""] == (6, 2.8)


def test_the_model_is_asked_where_there_is_one() -> None:
    """Its decisions and its features count, not the stored ones; the order of rows has no say."""

    class Rich:
        """A model of income."""

        classes_ = np.array([0, 1])
        feature_names_in_ = np.array(["income"])

        def predict(self, frame: pd.DataFrame) -> np.ndarray:
            """Select the rich."""
            return (frame["income"].to_numpy() > 5).astype(int)

    facts = []
    for frame in (SIX, SIX.sample(frac=1, random_state=1)):
        with scenes.scene(frame, SMALL, **ROLES) as one:
            facts.append(CONSISTENCY.make(replace(one, model=model_in_hand(Rich(), "1")), {}))
    fact = facts[0]

    assert fact is not None
    assert fact == facts[1]
    assert fact.rows["", ""] == (6, 2_400_000)


def test_order_files_and_batches_have_no_say() -> None:
    frame = scenes.people(300)
    expected = _fact(frame)

    assert expected is not None
    assert expected == _fact(frame.sample(frac=1, random_state=9), Settings(min_cell=1, batch_rows=13))


def test_a_sample_is_compared_where_there_are_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "MOST_ROWS", 60)
    rows, _ = _shares(scenes.people(300))["", ""]

    assert 60 <= rows <= 63


@pytest.mark.parametrize("flags", [{"prediction": None}, {"task": "regression", "favourable": None}], ids=["nothing-decided", "numbers"])
def test_nothing_is_compared_where_nothing_is_decided(flags: dict[str, Any]) -> None:
    assert _fact(SIX, **flags) is None

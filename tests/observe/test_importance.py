"""Does shuffling count what a model owes to a column?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Fact
from audit.load.models import Model, model_in_hand
from audit.load.predictor import Predictor
from audit.observe import importance
from audit.observe.importance import IMPORTANCE, Importance
from audit.observe.scene import Settings
from tests.observe import scenes
from tests.observe.identified import identified

ROWS = 400
FRAME = pd.DataFrame({
    "age": [20, 60] * (ROWS // 2),
    "income": np.arange(ROWS) * 10.0,
    "sex": ["F"] * ROWS,
    "email": [f"p{number}@example.org" for number in range(ROWS)],
    "label": [0, 1] * (ROWS // 2),
})  # fmt: skip
FOUND = {"age": "quasi", "sex": "quasi", "email": "direct"}


class _Fitted:
    """A model that selects whoever is over forty; it was fitted on three columns and reads one."""

    classes_ = np.array([0, 1])
    feature_names_in_ = np.array(["age", "income", "sex"])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the decisions."""
        return (frame["age"].to_numpy() > 40).astype(int)


def _function(reads: str | None, withheld: frozenset[str] = frozenset({"label"})) -> Model:
    """Return a function that is shown the whole table and reads one column of it, or none."""

    def asking(frame: pd.DataFrame) -> Any:
        assert "label" not in frame.columns
        return np.ones(len(frame), dtype=int) if reads is None else (frame[reads] > frame[reads].min()).astype(int).to_numpy(), None

    return Model("function", None, "f", (), (), Predictor("f", None, None, asking, None, withheld))


def _say(monkeypatch: pytest.MonkeyPatch, found: dict[str, str]) -> None:
    """Say which columns were found personal."""
    every = tuple(identified(column, "X", category) for column, category in found.items())
    monkeypatch.setattr(importance, "found_before", lambda _before: every)


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say what is personal in the people."""
    _say(monkeypatch, FOUND)


def _fact(model: Model | None, frame: Any = FRAME, settings: Settings | None = None, **flags: Any) -> Fact | None:
    """Return the fact of a model."""
    roles = {"label": "label", "favourable": "1", **flags}
    with scenes.scene(frame, settings or Settings(), **roles) as one:
        return IMPORTANCE.make(replace(one, model=model), {})


def _rows(model: Model, frame: Any = FRAME, settings: Settings | None = None, **flags: Any) -> dict[Any, Any]:
    """Return the rows of the fact."""
    fact = _fact(model, frame, settings, **flags)
    assert fact is not None
    return dict(fact.rows)


def test_a_column_that_decides_changes_every_decision_it_moves() -> None:
    """Two ages: whoever gets the other one gets the other decision, and is wrong where the model was always right."""
    rows = _rows(model_in_hand(_Fitted(), "1"))
    _, moved, changed, labelled, right, after = rows["age", "quasi", "given"]

    assert ROWS // 3 < moved < 2 * ROWS // 3
    assert (changed, labelled, right, after) == (moved, ROWS, ROWS, ROWS - moved)


def test_a_constant_column_moves_nothing_and_one_not_given_is_listed() -> None:
    rows = _rows(model_in_hand(_Fitted(), "1"))

    assert rows["sex", "quasi", "given"] == (ROWS, 0, 0, ROWS, ROWS, ROWS)
    assert rows["email", "direct", "not given"] == (0,) * 6


def test_the_same_whatever_the_order_and_another_for_another_seed() -> None:
    """Rows are sorted by what the model sees; the permutation follows from the seed and the column's name."""
    expected = _rows(model_in_hand(_Fitted(), "1"))
    turned = FRAME[["email", "sex", "label", "income", "age"]].sample(frac=1, random_state=3)

    again, other = (_rows(model_in_hand(_Fitted(), "1"), turned, Settings(seed=seed)) for seed in (0, 1))

    assert expected == again
    assert expected["age", "quasi", "given"] != other["age", "quasi", "given"]


def test_without_a_label_nothing_is_right_or_wrong() -> None:
    rows = _rows(model_in_hand(_Fitted(), "1"), FRAME.drop(columns="label"), label=None)

    assert rows["age", "quasi", "given"][3:] == (0, 0, 0)


def test_rows_without_a_label_are_not_counted_as_right() -> None:
    """A tenth of the labels is missing."""
    frame = FRAME.assign(label=[None if number % 10 == 0 else number % 2 for number in range(ROWS)])

    assert _rows(model_in_hand(_Fitted(), "1"), frame)["age", "quasi", "given"][3:5] == (360, 360)


def test_missing_values_move_like_values() -> None:
    """To lose an age is another value, to keep none is the same."""
    frame = FRAME.assign(age=[None] * (ROWS - 1) + [60.0])
    _, moved, changed, *_ = _rows(model_in_hand(_Fitted(), "1"), frame)["age", "quasi", "given"]

    assert (moved, changed) in {(2, 2), (0, 0)}


@pytest.mark.parametrize(("reads", "judged"), [("age", ["age"]), ("income", []), (None, [])])
def test_a_function_is_judged_on_what_it_reads(reads: str | None, judged: list[str]) -> None:
    """It is shown all columns but the label; what changes no decision it does not read."""
    fact = _fact(_function(reads))
    assert fact is not None
    view = Importance.of(scenes.facts_of(fact), "test")

    assert [one.column for one in (view.needs if view else ()) if one.judged] == judged
    assert {keys[2] for keys in fact.rows} == {"shown"}


def test_a_model_may_refuse_rows_that_nobody_ever_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit goes on, and the rule says so."""

    def asking(frame: pd.DataFrame) -> Any:
        if (frame["income"].diff().dropna() != 10).any():
            raise ValueError
        return np.ones(len(frame), dtype=int), None

    model = Model("function", None, "f", (), (), Predictor("f", ("age", "income"), None, asking))
    _say(monkeypatch, {"income": "quasi"})
    rows = _rows(model, FRAME.assign(age=30))

    assert rows["income", "quasi", "refused"] == (ROWS, 0, 0, 0, 0, 0)


def test_a_sample_is_asked_where_there_are_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most so many rows, and fewer where a smaller sample was asked for."""
    monkeypatch.setattr(importance, "MOST_ROWS", 100)
    asked = [
        _rows(model_in_hand(_Fitted(), "1"), settings=Settings(sample=sample))["age", "quasi", "given"][0] for sample in (None, 50, 1000)
    ]

    assert asked == [100, 50, 100]


def test_nothing_is_asked_without_a_model() -> None:
    assert _fact(None) is None


def test_nothing_is_asked_without_personal_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    _say(monkeypatch, {})

    assert _fact(model_in_hand(_Fitted(), "1")) is None

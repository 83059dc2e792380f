"""A model is trained again as it was, on other weights or without a column; what cannot be is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from audit.core.errors import BadInput
from audit.load.models import Model, model_in_hand
from audit.load.retraining import Lesson, last_step, retrained
from tests.advise import unequal

TRAIN = unequal.people(600, 3)
BATCH = pa.RecordBatch.from_pandas(TRAIN, preserve_index=False)
LESSON = Lesson(BATCH, TRAIN["hired"].tolist(), "yes", 7)
NUMBERS = ["skill", "note"]


def _model(estimator: Any) -> Model:
    """Return a fitted estimator as a model of hiring."""
    return model_in_hand(estimator, "yes", {"hired"})


def _scores(predictor: Any) -> np.ndarray:
    """Return what a predictor gives the training rows."""
    scores: np.ndarray = predictor.predict(BATCH)[1]
    return scores


def test_the_same_lesson_gives_the_same_model() -> None:
    """Trained again on its own rows, it scores as before; the model it was copied from is left alone."""
    pipeline = unequal.model(TRAIN)
    before = pipeline.predict_proba(TRAIN)[:, 1]

    again = _scores(retrained(_model(pipeline), LESSON))

    assert np.allclose(before, again, atol=1e-3)
    assert np.array_equal(before, pipeline.predict_proba(TRAIN)[:, 1])


def test_weights_count() -> None:
    """A row that weighs nothing might as well not be there."""
    women = (TRAIN["sex"] == "F").to_numpy()
    lesson = Lesson(BATCH.filter(pa.array(~women)), TRAIN["hired"][~women].tolist(), "yes", 7)
    model = _model(LogisticRegression().fit(TRAIN[NUMBERS], TRAIN["hired"]))

    expected, actual = _scores(retrained(model, lesson)), _scores(retrained(model, LESSON, weights=(~women).astype(float)))

    assert np.allclose(expected, actual, atol=1e-3)


def test_a_column_left_out_is_not_asked_for() -> None:
    """Neither fitted on nor needed."""
    again = retrained(_model(unequal.model(TRAIN)), LESSON, without=("sex", "note"))
    labels, _ = again.predict(BATCH.select(["club", "skill"]))

    assert again.features == ("club", "skill")
    assert len(labels) == len(TRAIN)


def test_chance_gets_the_seed() -> None:
    """A forest without a seed of its own comes out the same twice."""
    model = _model(RandomForestClassifier(5).fit(TRAIN[NUMBERS], TRAIN["hired"]))

    assert np.array_equal(_scores(retrained(model, LESSON)), _scores(retrained(model, LESSON)))


def test_of_a_search_only_the_best_is_trained() -> None:
    """Not the whole search."""
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]}, cv=2).fit(TRAIN[NUMBERS], TRAIN["hired"])

    again = retrained(_model(search), LESSON)

    assert again.features == tuple(NUMBERS)


def test_the_last_step_gets_what_the_first_ones_make() -> None:
    """Two one-hot pairs and two scaled numbers; not fitted."""
    step = last_step(_model(unequal.model(TRAIN)), LESSON)

    assert step.into(BATCH).shape == (600, 6)
    assert not hasattr(step.estimator, "coef_")


PLACED = Pipeline([("prepare", ColumnTransformer([("numbers", StandardScaler(), [0, 1])])), ("decide", LogisticRegression())])


@pytest.mark.parametrize(
    ("estimator", "labels", "without", "expected"),
    [
        (LogisticRegression().fit(TRAIN[NUMBERS], TRAIN["hired"]), ["no", "maybe"] * 300, (), "values in the training labels that the model does not know: 1"),
        (LogisticRegression().fit(TRAIN[NUMBERS], TRAIN["hired"]), ["no"] * 600, (), "training it again raised an error (ValueError)"),
        (LogisticRegression().fit(TRAIN[NUMBERS], TRAIN["hired"]), TRAIN["hired"].tolist(), NUMBERS, "no column would be left to train on"),
        (PLACED.fit(TRAIN[NUMBERS], TRAIN["hired"]), TRAIN["hired"].tolist(), ["note"], "it chooses its columns by place, so none can be left out"),
    ],
    ids=["a strange label", "one class", "nothing left", "columns by place"],
)  # fmt: skip
def test_what_cannot_be_trained_is_said(estimator: Any, labels: list[str], without: list[str], expected: str) -> None:
    """Without a value of the data."""
    with pytest.raises(BadInput) as caught:
        retrained(_model(estimator), Lesson(BATCH, labels, "yes", 0), without=without)

    assert expected == caught.value.problems[0].what

"""Is a column of another kind than the model was fitted on ever predicted in silence?"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from audit.core.errors import BadInput
from audit.load.encoders import fitted_kinds
from audit.load.models import model_in_hand

LABELS = ["no", "yes"] * 20


def fit(values: list[Any], encoder: Any = None) -> Pipeline:
    """Fit a pipeline that knows one column by its categories, and one that it does not."""
    frame = pd.DataFrame({"code": values * 20, "x": range(40)})
    chosen = encoder or OneHotEncoder(handle_unknown="ignore")
    columns = make_column_transformer((chosen, ["code"]), (StandardScaler(), ["x"]))
    return make_pipeline(columns, LogisticRegression()).fit(frame, LABELS)


def predict(model: Pipeline, values: pa.Array) -> list[str]:
    """Return predictions for a column of any type."""
    batch = pa.RecordBatch.from_arrays([values, pa.array([20] * len(values))], ["code", "x"])
    answers: list[str] = model_in_hand(model).predictor.predict(batch)[0].to_pylist()
    return answers


@pytest.mark.parametrize(
    "encoder",
    [
        pytest.param(OneHotEncoder(handle_unknown="ignore"), id="one-hot"),
        pytest.param(OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), id="ordinal"),
        pytest.param(
            make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")),
            id="imputed-first",
        ),
    ],
)
@pytest.mark.parametrize(
    "values",
    [
        pytest.param(pa.array([10, 20]), id="integers"),
        pytest.param(pa.array([10, 20, None]), id="integers-with-gaps"),
        pytest.param(pa.array([10.0, 20.0]), id="whole-floats"),
        pytest.param(pa.array(["10", "20"]), id="texts"),
    ],
)
def test_whole_numbers_become_the_texts_the_model_knows(encoder: Any, values: pa.Array) -> None:
    """Write 10 as "10": left alone, an encoder that ignores the unknown would predict all rows alike."""
    predicted = predict(fit(["10", "20"], encoder), values)

    assert predicted[:2] == ["no", "yes"]


@pytest.mark.parametrize(
    ("fitted", "values", "says"),
    [
        pytest.param([10, 20], pa.array(["10", "20"]), "holds texts, and the model was fitted on numbers", id="texts"),
        pytest.param(["a", "b"], pa.array([True, False]), "holds flags, and the model was fitted on texts", id="flags"),
        pytest.param(["a", "b"], pa.array([True, None]), "holds flags, and the model was fitted on texts", id="flag-gap"),
        pytest.param(["1.5", "2"], pa.array([1.5, 2]), "holds numbers, and the model was fitted on texts", id="fractions"),
        pytest.param(["a", "b"], pa.array([date(2026, 1, 1)]), "holds dates, and the model was fitted on texts", id="dates"),
        pytest.param([True, False], pa.array(["true"]), "holds texts, and the model was fitted on flags", id="no-flags"),
    ],
)
def test_another_kind_of_value_is_refused(fitted: list[Any], values: pa.Array, says: str) -> None:
    """Name the column and both kinds, and no value."""
    with pytest.raises(BadInput, match=says) as caught:
        predict(fit(fitted), values)

    assert "2026" not in str(caught.value)


@pytest.mark.parametrize(
    ("fitted", "values"),
    [
        pytest.param([10, 20], pa.array([10, 20]), id="numbers"),
        pytest.param([True, False], pa.array([True, False]), id="flags"),
        pytest.param([0, 1], pa.array([False, True]), id="flags-for-numbers"),
        pytest.param(["a", np.nan], pa.array(["a", None]), id="a-gap-of-its-own"),
        pytest.param(["a", "b"], pa.nulls(2), id="nothing-there"),
    ],
)
def test_the_same_kind_of_value_is_left_alone(fitted: list[Any], values: pa.Array) -> None:
    """Predict."""
    assert len(predict(fit(fitted), values)) == 2


def test_kinds_are_read_from_a_bare_encoder_and_end_where_columns_change() -> None:
    """Follow steps only as far as names reach."""
    frame = pd.DataFrame({"a": ["x", "y"] * 5, "b": [1, 2] * 5, "c": [1.0, 2.0] * 5})
    bare = make_pipeline(OneHotEncoder(), LogisticRegression()).fit(frame[["a", "b"]], ["no", "yes"] * 5)
    mixed = make_column_transformer((OneHotEncoder(), ["a"]), ("passthrough", ["b"]), (OrdinalEncoder(), [2]))
    by_place = make_pipeline(mixed, OrdinalEncoder(), LogisticRegression()).fit(frame, ["no", "yes"] * 5)
    nameless = LogisticRegression().fit([[0.0], [1.0]], ["no", "yes"])

    assert fitted_kinds(bare) == {"a": "texts", "b": "numbers"}
    assert fitted_kinds(by_place)["a"] == "texts"
    assert set(fitted_kinds(by_place)) <= {"a", "c"}
    assert fitted_kinds(nameless) == {}

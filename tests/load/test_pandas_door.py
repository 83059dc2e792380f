"""Does every marker of a missing value become the same one?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from audit.load.models import model_in_hand
from audit.load.pandas_door import to_pandas

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

COLOURS = ["red", None, "blue", "red", None, "green"] * 40
AMOUNTS = [1, 2, None, 4, 5, None] * 40


def batch(**columns: Any) -> pa.RecordBatch:
    """Return a batch of columns."""
    return pa.RecordBatch.from_pydict(columns)


def markers() -> dict[str, pa.RecordBatch]:
    """Return the same rows as Arrow gets them from frames with different markers of what is missing."""
    numbers = [np.nan if value is None else float(value) for value in AMOUNTS]
    frames = {
        "nan": pd.DataFrame({"colour": [value or np.nan for value in COLOURS], "amount": numbers}, dtype=object),
        "none": pd.DataFrame({"colour": COLOURS, "amount": AMOUNTS}, dtype=object),
        "na": pd.DataFrame({"colour": [v or pd.NA for v in COLOURS], "amount": pd.array(AMOUNTS, "Int64")}),
        "string": pd.DataFrame({"colour": pd.array(COLOURS, "string"), "amount": pd.array(AMOUNTS, "Float64")}),
        "category": pd.DataFrame({"colour": pd.Categorical(COLOURS), "amount": numbers}),
    }
    made = {name: pa.RecordBatch.from_pandas(frame) for name, frame in frames.items()}
    views = pa.array(COLOURS, pa.string_view())
    made["view"] = pa.RecordBatch.from_arrays([views, pa.array(AMOUNTS, pa.int32())], ["colour", "amount"])
    decimals = [None if value is None else Decimal(value) for value in AMOUNTS]
    made["decimal"] = batch(colour=pa.array(COLOURS, pa.large_string()), amount=pa.array(decimals, pa.decimal128(9, 2)))
    return made


@pytest.fixture(scope="module")
def fitted() -> Pipeline:
    """Fit a pipeline that treats what is missing as a category of its own."""
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder
    from sklearn.tree import DecisionTreeClassifier

    frame = pd.DataFrame({"colour": [value or np.nan for value in COLOURS], "amount": AMOUNTS})
    label = [value is None for value in COLOURS]
    columns = (OneHotEncoder(handle_unknown="ignore"), ["colour"]), (SimpleImputer(), ["amount"])
    return make_pipeline(make_column_transformer(*columns), DecisionTreeClassifier(random_state=0)).fit(frame, label)


@pytest.mark.parametrize("name", markers())
def test_every_marker_gives_the_same_predictions(name: str, fitted: Pipeline) -> None:
    """Predict `missing` where something is missing, whatever it was written as."""
    expected = ["true" if value is None else "false" for value in COLOURS]
    actual, _ = model_in_hand(fitted).predictor.predict(markers()[name])

    assert expected == actual.to_pylist()


@pytest.mark.parametrize("name", markers())
def test_every_marker_becomes_nan(name: str) -> None:
    """Leave no None and no pandas.NA behind, and no nullable type."""
    frame = to_pandas(markers()[name])
    missing = [value for column in frame for value in frame[column].to_numpy(dtype=object) if pd.isna(value)]

    assert len(missing) == 160
    assert all(isinstance(value, float) for value in missing)
    assert frame["amount"].dtype in (np.dtype("float64"), np.dtype("object"))


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param(pa.array([1, None]), "float64", id="integers-with-gaps"),
        pytest.param(pa.array([1, 2]), "int64", id="integers"),
        pytest.param(pa.array([True, None]), "object", id="flags-with-gaps"),
        pytest.param(pa.array([True, False]), "bool", id="flags"),
        pytest.param(pa.array([Decimal("1.5"), None]), "float64", id="decimals"),
        pytest.param(pa.array([date(2026, 1, 1), None]), "datetime64[ms]", id="dates"),
        pytest.param(pa.nulls(2), "object", id="nothing-at-all"),
    ],
)
def test_types(column: pa.Array, expected: str) -> None:
    """Give plain pandas types, none of the nullable ones."""
    frame = to_pandas(pa.RecordBatch.from_arrays([column], ["x"]))

    assert expected == str(frame["x"].dtype)


def test_flags_with_gaps_hold_nan() -> None:
    """Mark a missing flag as NaN too."""
    values = to_pandas(batch(x=pa.array([True, None]))).loc[:, "x"].tolist()

    assert values[0] is True
    assert isinstance(values[1], float)


def test_metadata_of_another_frame_is_left_outside() -> None:
    """Give back no index, no nullable type and no category that a pandas file carries along."""
    frame = pd.DataFrame({"x": pd.array([1, None], "Int64")}, index=pd.Index(["a", "b"], name="key"))
    got = to_pandas(pa.RecordBatch.from_pandas(frame))

    assert list(got.columns) == ["x", "key"]
    assert str(got["x"].dtype) == "float64"

"""Invents a small table with everything that engines read in their own way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 30_000
FIRST = datetime(1969, 12, 31, 23, 59, 58, 250_000, tzinfo=UTC)
"""Before the epoch and with a fraction; the second winter hour of 2024 in New York is among what follows."""


def table(rows: int = ROWS, seed: int = 7) -> pa.Table:
    """Return rows with holes, NaN, both zeros, infinities, other scripts, odd column names, dates and moments."""
    draw = np.random.default_rng(seed)
    columns: dict[str, Any] = {
        "sex": _holed(draw, draw.choice(["female", "male", "", "Ünbekannt 🙂"], rows, p=[0.5, 0.45, 0.03, 0.02]), 0.02),
        "a.b": _holed(draw, draw.choice(["north", "south", "東"], rows), 0.01),
        "a": _holed(draw, draw.integers(0, 1_000, rows), 0.05),
        'od"d `name`': _holed(draw, draw.choice(["x", "y"], rows), 0.1),
        "zip code": _holed(draw, [f"{number:05d}" for number in draw.integers(10_000, 10_400, rows)], 0.01),
        "mail": [f"user{number}@example.org" for number in draw.integers(0, rows, rows)],
        "amount": pa.array(_numbers(draw, rows), pa.float64(), from_pandas=False),
        "small": pa.array(_numbers(draw, rows).astype("float32"), pa.float32(), from_pandas=False),
        "price": pa.array([None if one == 0 else f"{one}.25" for one in draw.integers(0, 90, rows)], pa.string()).cast(pa.decimal128(9, 2)),
        "flag": _holed(draw, draw.integers(0, 2, rows).astype(bool), 0.2),
        "joined": _holed(draw, [(FIRST + timedelta(days=int(day))).date() for day in draw.integers(0, 20_000, rows)], 0.05),
        "seen": pa.array(_moments(draw, rows), pa.timestamp("us")),
        "zoned": pa.array(_moments(draw, rows), pa.timestamp("us", tz="America/New_York")),
        "tiny": pa.array(draw.integers(-5, 5, rows), pa.int8()),
        "__index_level_0__": pa.array(range(rows), pa.int64()),
        "nested": pa.array([[1, 2]] * rows, pa.list_(pa.int64())),
        "empty": pa.nulls(rows, pa.string()),
    }
    score = draw.random(rows).round(3)
    columns |= {"score.x": score, "predicted": (score > 0.4).astype(int), "label": (score + draw.normal(0, 0.3, rows) > 0.5).astype(int)}
    columns["wt"] = draw.lognormal(0, 1, rows)
    return pa.table({name: one if isinstance(one, pa.Array) else pa.array(one) for name, one in columns.items()})


def write(folder: Path) -> Path:
    """Write the table as Parquet of several row groups."""
    path = folder / "people.parquet"
    pq.write_table(table(), path, row_group_size=7_000)
    return path


def model(folder: Path) -> Path:
    """Fit a pipeline to part of the table and save it."""
    import skops.io
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    people = table(4_000).select(["sex", "a.b", "a", "amount", "label"]).to_pandas().replace([np.inf, -np.inf], np.nan)
    encoder = OneHotEncoder(handle_unknown="ignore")
    columns = make_column_transformer((encoder, ["sex", "a.b"]), (SimpleImputer(), ["a", "amount"]))
    fitted = make_pipeline(columns, LogisticRegression(max_iter=500)).fit(people.drop(columns="label"), people["label"])
    path = folder / "model.skops"
    skops.io.dump(fitted, path)
    return path


def _holed(draw: np.random.Generator, values: Any, share: float) -> pa.Array:
    """Return values some of which are missing."""
    return pa.array(list(values), mask=draw.random(len(values)) < share)


def _numbers(draw: np.random.Generator, rows: int) -> np.ndarray[Any, Any]:
    """Return numbers with NaN, both infinities and both zeros among them."""
    values = draw.normal(1_000, 300, rows).round(2)
    odd = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0])
    places = draw.random(rows) < 0.1
    values[places] = draw.choice(odd, int(places.sum()))
    return values


def _moments(draw: np.random.Generator, rows: int) -> list[datetime | None]:
    """Return moments of all years, some with a fraction, some in the hour that a clock shows twice."""
    twice = datetime(2024, 11, 3, 5, 30, tzinfo=UTC)
    made = [FIRST + timedelta(milliseconds=int(one) * 125) for one in draw.integers(0, 16 * 10**9, rows)]
    made[:3] = [twice, twice + timedelta(hours=1), FIRST]
    return [None if one < 0.03 else moment.replace(tzinfo=None) for one, moment in zip(draw.random(rows), made, strict=True)]

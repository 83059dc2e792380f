"""Is a frame in hand read as a file of the same table is, and fingerprinted by its values alone?"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.source import Source, open_source

NEW_YEAR = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - read without a zone, in UTC
COLUMNS = {
    "age": [31, 42, 53],
    "score": [0.5, None, 1.25],
    "name": ["Anna", "Jürgen", None],
    "member": [True, False, True],
    "born": [dt.date(1990, 1, 31), None, dt.date(1980, 5, 1)],
}
MAKERS: dict[str, Callable[[], object]] = {
    "pandas": lambda: pd.DataFrame(COLUMNS),
    "pandas, object": lambda: pd.DataFrame(COLUMNS).astype(object),
    "pandas, Arrow types": lambda: pd.DataFrame(COLUMNS).astype({"name": "string[pyarrow]", "age": "int64[pyarrow]"}),
    "pandas, nullable": lambda: pd.DataFrame(COLUMNS).convert_dtypes(),
    "Polars": lambda: pl.DataFrame(COLUMNS),
    "Arrow": lambda: pa.table(COLUMNS),
    "Arrow, large": lambda: pa.table(COLUMNS).set_column(2, "name", pa.array(COLUMNS["name"], pa.large_string())),
    "Arrow, chunks": lambda: pa.concat_tables([pa.table(COLUMNS).slice(0, 1), pa.table(COLUMNS).slice(1)]),
    "Arrow batch": lambda: pa.table(COLUMNS).to_batches()[0],
    "Arrow reader": lambda: pa.table(COLUMNS).to_reader(max_chunksize=2),
}


def _rows(source: Source) -> list[dict[str, object]]:
    return [row for batch in source.batches(source.names()) for row in batch.to_pylist()]


@pytest.mark.parametrize("maker", [pytest.param(maker, id=name) for name, maker in MAKERS.items()])
def test_frames(shared_engine: Engine, maker: Callable[[], object]) -> None:
    source = open_source(shared_engine, "train", maker())

    assert [column.kind for column in source.columns] == ["integer", "number", "text", "boolean", "date"]
    assert _rows(source) == pa.table(COLUMNS).to_pylist()


@pytest.mark.parametrize("maker", [pytest.param(maker, id=name) for name, maker in MAKERS.items()])
def test_the_fingerprint_is_of_the_values(shared_engine: Engine, maker: Callable[[], object]) -> None:
    expected = open_source(shared_engine, "train", pa.table(COLUMNS)).fingerprint
    found = open_source(shared_engine, "test", maker()).fingerprint

    assert expected == found


def test_the_fingerprint_changes_with_a_name_a_value_a_type_and_the_order(shared_engine: Engine) -> None:
    table = pa.table({"a": [1, 2], "b": ["x", None]})
    others = [
        pa.table({"A": [1, 2], "b": ["x", None]}),
        pa.table({"a": [1, 3], "b": ["x", None]}),
        pa.table({"a": [1, 2], "b": ["x", ""]}),
        pa.table({"a": [1.0, 2.0], "b": ["x", None]}),
        table.take([1, 0]),
        table.select(["b", "a"]),
    ]
    found = {open_source(shared_engine, "train", frame).fingerprint for frame in [table, *others]}

    assert len(found) == 7


def test_large_frames_have_the_same_fingerprint_in_any_chunks(shared_engine: Engine) -> None:
    values = np.random.default_rng(7).integers(0, 9, 150_000)
    table = pa.table({"n": values, "t": [str(value) for value in values], "b": values > 4})
    chunked = pa.concat_tables([table.slice(start, 9_999) for start in range(0, 150_000, 9_999)])

    assert open_source(shared_engine, "a", table).fingerprint == open_source(shared_engine, "a", chunked).fingerprint


@pytest.mark.parametrize(
    ("series", "kind", "expected"),
    [
        pytest.param(pd.Series([1, "x", None], dtype=object), "text", ["1", "x", None], id="mixed"),
        pytest.param(pd.Series([1, 2, None]), "number", [1.0, 2.0, None], id="integers with a hole"),
        pytest.param(pd.Series(["a", "b", "a"], dtype="category"), "text", ["a", "b", "a"], id="category"),
        pytest.param(pd.Series([np.nan, "a", pd.NA], dtype=object), "text", [None, "a", None], id="marks of missing values"),
        pytest.param(pd.Series([2**70, 1], dtype=object), "text", [str(2**70), "1"], id="large integers"),
        pytest.param(
            pd.to_datetime(pd.Series(["2020-01-01", None])),
            "timestamp",
            [NEW_YEAR, None],
            id="timestamps",
        ),
        pytest.param(pd.Series([float("nan"), float("inf"), 1.0]), "number", [None, None, 1.0], id="infinite"),
    ],
)
def test_pandas_columns(shared_engine: Engine, series: pd.Series, kind: str, expected: list[object]) -> None:
    source = open_source(shared_engine, "train", pd.DataFrame({"v": series}))

    assert [column.kind for column in source.columns] == [kind]
    assert [row["v"] for row in _rows(source)] == expected


def test_the_index_is_not_read(shared_engine: Engine) -> None:
    source = open_source(shared_engine, "train", pd.DataFrame({"a": [1, 2]}, index=["Anna", "Jan"]))

    assert source.names() == ("a",)
    assert source.notes == ("The index of the frame is not read.",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(pd.DataFrame([[1, 2]], columns=["a", "a"]), "used twice: 'a'", id="names used twice"),
        pytest.param(pd.DataFrame({"a": []}), "no rows", id="no rows"),
        pytest.param(pd.DataFrame(), "no columns", id="no columns"),
        pytest.param(pd.DataFrame({"a": [b"x", b"y"]}), "no columns that can be read", id="only bytes"),
        pytest.param(pd.DataFrame({"a": pd.Series(["\ud800"], dtype=object)}), "values that cannot be read", id="half a letter"),
        pytest.param(pd.Series([1]), "a pandas Series is not a table", id="a series"),
        pytest.param(pl.LazyFrame({"a": [1]}), "a polars LazyFrame is not a table. Call .collect() first", id="lazy"),
        pytest.param([1, 2], "a builtins list is not a table", id="a list"),
        pytest.param(None, "a builtins NoneType is not a table", id="nothing"),
    ],
)
def test_what_is_no_table(shared_engine: Engine, data: object, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_source(shared_engine, "train", data)

    assert str(caught.value).startswith("train: ")
    assert what in str(caught.value)


def test_a_frame_of_arrow_needs_neither_pandas_nor_polars(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(COLUMNS), path)
    code = f"""
import sys
import pyarrow.parquet as pq
from audit.load.engine import Engine
from audit.load.source import open_source
with Engine.open() as engine:
    open_source(engine, "train", pq.ParquetFile({str(path)!r}).read())
print([name for name in ("pandas", "polars") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"

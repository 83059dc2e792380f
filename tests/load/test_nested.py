"""Is a nested value the same line of JSON, whatever it comes from?"""

from __future__ import annotations

import datetime as dt
import decimal
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.formats.nested import json_text
from audit.load.source import Source, open_source

PEOPLE: list[dict[str, Any] | None] = [
    {"id": 1, "mail": "anna@example.org", "tags": ["a", None], "place": {"zip": "04109", "floor": None}},
    {"id": 2, "mail": None, "tags": [], "place": None},
    None,
    {"id": 4, "mail": 'Jürgen "J" \\ /\n😀', "tags": None, "place": {"zip": None, "floor": 2.5}},
]
WRITTEN = [
    '{"id":1,"mail":"anna@example.org","tags":["a",null],"place":{"zip":"04109","floor":null}}',
    '{"id":2,"mail":null,"tags":[],"place":null}',
    None,
    '{"id":4,"mail":"Jürgen \\"J\\" \\\\ /\\n😀","tags":null,"place":{"zip":null,"floor":2.5}}',
]
TABLE = pa.table({"row": [1, 2, 3, 4], "who": pa.array(PEOPLE)})


def _parquet(folder: Path) -> Path:
    pq.write_table(TABLE, folder / "a.parquet", row_group_size=2)
    return folder / "a.parquet"


def _feather(folder: Path) -> Path:
    feather.write_feather(TABLE, folder / "a.feather")
    return folder / "a.feather"


def _jsonl(folder: Path) -> Path:
    path = folder / "a.jsonl"
    path.write_text("\n".join(json.dumps(row, indent=None) for row in TABLE.to_pylist()), encoding="utf-8")
    return path


WAYS: dict[str, Callable[[Path], object]] = {
    "Parquet": _parquet,
    "Feather": _feather,
    "JSON lines": _jsonl,
    "pandas": lambda _: pd.DataFrame({"row": [1, 2, 3, 4], "who": pd.Series(PEOPLE, dtype=object)}),
    "pandas with Arrow's types": lambda _: TABLE.to_pandas(types_mapper=pd.ArrowDtype),
    "Polars": lambda _: pl.from_arrow(TABLE),
    "Arrow": lambda _: TABLE,
    "a part of Arrow": lambda _: pa.concat_tables([TABLE, TABLE, TABLE]).combine_chunks().slice(4, 4),
}


def _texts(source: Source, name: str) -> list[Any]:
    texts: list[Any] = source.text().collect("pyarrow").to_native().column(name).to_pylist()
    return texts


@pytest.mark.parametrize("way", list(WAYS))
def test_one_text_from_everywhere(shared_engine: Engine, tmp_path: Path, way: str) -> None:
    source = open_source(shared_engine, "train", WAYS[way](tmp_path))
    typed = [row["who"] for batch in source.batches(["who"]) for row in batch.to_pylist()]

    assert [(column.name, column.kind) for column in source.columns] == [("row", "integer"), ("who", "text")]
    assert _texts(source, "who") == WRITTEN
    assert typed == WRITTEN
    assert source.notes == ()


MORNING = dt.datetime(2020, 1, 1, 5, 0, 0, 250_000)  # noqa: DTZ001 - read without a zone, in UTC
ZONED = pa.timestamp("us", "Europe/Berlin")
COLUMNS = {
    "an empty list": (pa.array([[]], pa.list_(pa.int64())), "[]"),
    "lists in lists": (pa.array([[[1], None, []]]), "[[1],null,[]]"),
    "a list of one size": (pa.array([[1, 2]], pa.list_(pa.int64(), 2)), "[1,2]"),
    "no finite number": (pa.array([[float("nan"), float("inf"), 1.5]], from_pandas=False), "[null,null,1.5]"),
    "one zero": (pa.array([[-0.0, 0.0]]), "[0.0,0.0]"),
    "decimals": (pa.array([[decimal.Decimal("1.50")]]), "[1.5]"),
    "large integers": (pa.array([[2**64 - 1]], pa.list_(pa.uint64())), "[18446744073709551615]"),
    "a struct with a date": (pa.array([{"born": dt.date(1990, 1, 31)}]), '{"born":"1990-01-31"}'),
    "a time with a fraction": (pa.array([{"seen": MORNING}]), '{"seen":"2020-01-01 05:00:00.25"}'),
    "a time with a zone": (pa.array([[MORNING.replace(tzinfo=dt.UTC)]], pa.list_(ZONED)), '["2020-01-01 05:00:00.25"]'),
    "a time of day": (pa.array([[dt.time(5, 6)]]), '["05:06:00"]'),
    "truth values": (pa.array([[True, None]]), "[true,null]"),
    "a map": (pa.array([[("b", 1), ("a", None)]], pa.map_(pa.string(), pa.int64())), '{"b":1,"a":null}'),
    "a map of days": (pa.array([[(dt.date(2020, 1, 1), ["x"])]], pa.map_(pa.date32(), pa.list_(pa.string()))), '{"2020-01-01":["x"]}'),
    "an empty map": (pa.array([[]], pa.map_(pa.string(), pa.int64())), "{}"),
    "odd keys": (pa.array([{'it\'s "a.b"': 1, "_i1": 2, "": 3}]), '{"it\'s \\"a.b\\"":1,"_i1":2,"":3}'),
    "a category": (pa.array([{"a": "x"}], pa.struct([("a", pa.dictionary(pa.int8(), pa.string()))])), '{"a":"x"}'),
    "nothing inside": (pa.array([[None]], pa.list_(pa.null())), "[null]"),
    "a wide decimal": (pa.array([{"a": 1}], pa.struct([("a", pa.decimal256(50, 2))])), '{"a":1.0}'),
    "half a float": (pa.array([[1.5]], pa.list_(pa.float16())), "[1.5]"),
    "JSON with blanks": (pa.array(['{"b" : 1,\n "a": " x "}'], pa.json_()), '{"b":1,"a":" x "}'),
    "JSON that is a text": (pa.array(['"anna@example.org"'], pa.json_()), "anna@example.org"),
    "JSON that is null": (pa.array(["null"], pa.json_()), None),
}


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
@pytest.mark.parametrize("case", list(COLUMNS))
def test_what_may_be_inside(shared_engine: Engine, tmp_path: Path, case: str, suffix: str) -> None:
    column, expected = COLUMNS[case]
    table: Any = pa.table({"v": column})
    if suffix == "parquet":
        pq.write_table(table, tmp_path / "a.parquet")
        table = tmp_path / "a.parquet"
    source = open_source(shared_engine, "train", table)

    assert _texts(source, "v") == [expected]
    assert source.columns[0].kind == "text"


def test_json_that_is_none(shared_engine: Engine, tmp_path: Path) -> None:
    """In memory it is text; in Parquet one broken value would stop every query, and the column is left out."""
    table = pa.table({"row": [1, 2], "v": pa.array(["{broken", "{}"], pa.json_())})
    pq.write_table(table, tmp_path / "a.parquet")
    source = open_source(shared_engine, "train", tmp_path / "a.parquet")

    assert _texts(open_source(shared_engine, "train", table), "v") == ["{broken", "{}"]
    assert source.names() == ("row",)
    assert source.notes == ("Column v holds values of a kind that is not read.",)


def test_a_struct_without_fields(shared_engine: Engine) -> None:
    source = open_source(shared_engine, "train", pa.table({"v": pa.array([{}, None])}))

    assert _texts(source, "v") == ["{}", None]


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_bytes_beside_an_address(shared_engine: Engine, tmp_path: Path, suffix: str) -> None:
    """Bytes are not read, what stands beside them is, and both is said."""
    table: Any = pa.table({"who": pa.array([{"mail": "anna@example.org", "photo": b"x"}]), "photos": pa.array([[b"x"]]), "age": [1]})
    if suffix == "parquet":
        pq.write_table(table, tmp_path / "a.parquet")
        table = tmp_path / "a.parquet"
    source = open_source(shared_engine, "train", table)

    assert source.names() == ("who", "age")
    assert _texts(source, "who") == ['{"mail":"anna@example.org","photo":null}']
    assert source.notes == (
        "Column photos holds binary values and was not read.",
        "Column who holds binary values inside others, which were not read.",
    )


def test_a_column_of_everything(shared_engine: Engine) -> None:
    """Every dict keeps the keys it has, and a text stays as it was."""
    values = [{"mail": "anna@example.org"}, "jan@example.org", ["x", None], {}, 3, None, float("nan"), pd.NA, np.array([1.0, np.nan])]
    source = open_source(shared_engine, "train", pd.DataFrame({"v": pd.Series(values, dtype=object)}))
    expected = ['{"mail":"anna@example.org"}', "jan@example.org", '["x",null]', "{}", "3", None, None, None, "[1.0,null]"]

    assert _texts(source, "v") == expected


def test_keys_are_not_those_of_other_rows(shared_engine: Engine) -> None:
    source = open_source(shared_engine, "train", pd.DataFrame({"v": [{"a": 1}, {"b": 2}]}))

    assert _texts(source, "v") == ['{"a":1}', '{"b":2}']


def test_a_dict_that_holds_itself(shared_engine: Engine) -> None:
    endless: dict[str, Any] = {}
    endless["again"] = endless
    with pytest.raises(BadInput, match="values that cannot be read"):
        open_source(shared_engine, "train", pd.DataFrame({"v": [endless]}))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({1: True, None: "x"}, '{"1":true,"null":"x"}', id="keys that are no text"),
        pytest.param({(1, 2): dt.date(2020, 1, 1)}, '{"[1, 2]":"2020-01-01"}', id="a tuple as a key"),
        pytest.param({dt.date(2020, 1, 1): decimal.Decimal("1.50")}, '{"2020-01-01":1.5}', id="a day as a key"),
        pytest.param([{"b", "a"}, (1,), b"x"], '[["a","b"],[1],null]', id="a set, a tuple, bytes"),
        pytest.param([np.float32(0.5), np.int8(3), np.bool_(0), np.array([[1]])], "[0.5,3,false,[[1]]]", id="numpy"),
        pytest.param([pd.NaT, pd.NA, decimal.Decimal("NaN"), float("inf"), -0.0], "[null,null,null,null,0.0]", id="nothing"),
        pytest.param([pd.Timestamp("2020-01-01 05:00"), np.datetime64("2020-01-01T05", "ns")], '["2020-01-01 05:00:00","2020-01-01 05:00:00"]',
                     id="moments"),
        pytest.param([dt.datetime(2020, 1, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=2)))], '["2020-01-01 00:00:00"]', id="a zone"),
        pytest.param([dt.time(5, 6, 7, 500_000), 1 + 2j], '["05:06:07.5","(1+2j)"]', id="a time of day and a number of another world"),
    ],
)  # fmt: skip
def test_values_of_python(value: object, expected: str) -> None:
    assert json_text(value) == expected


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_json_reads_back(value: object) -> None:
    assert json.loads(json_text(value)) == value


def test_json_needs_nothing_from_outside(shared_engine: Engine) -> None:
    """The engine may load no extension: what writes JSON is part of it."""
    query = "SELECT loaded, install_mode FROM duckdb_extensions() WHERE extension_name = 'json'"
    settings = ("autoload_known_extensions", "autoinstall_known_extensions")

    assert shared_engine.connection.execute(query).fetchall() == [(True, "STATICALLY_LINKED")]
    assert [shared_engine.connection.execute(f"SELECT current_setting('{name}')").fetchone() for name in settings] == [(False,), (False,)]


def test_a_fingerprint_tells_nested_values_apart(shared_engine: Engine) -> None:
    first, same, other = (open_source(shared_engine, "train", pa.table({"v": [[number]]})).fingerprint for number in (1, 1, 2))

    assert first == same
    assert first != other

"""Do Parquet, Arrow, Feather and JSON lines give the same table as CSV?"""

from __future__ import annotations

import datetime as dt
import decimal
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather

from audit.load.engine import Engine
from audit.load.source import Source, open_source

MORNING = dt.datetime(2020, 1, 1, 5)  # noqa: DTZ001 - read without a zone, in UTC
TABLE = pa.table(
    {
        "age": pa.array([31, 42, None], pa.int64()),
        "score": pa.array([0.5, None, 1.25], pa.float64()),
        "name": pa.array(["Anna", "Jürgen", None], pa.string()),
        "member": pa.array([True, None, False]),
        "born": pa.array([dt.date(1990, 1, 31), None, dt.date(1980, 5, 1)]),
    }
)
KINDS = ["integer", "number", "text", "boolean", "date"]
PLAIN = "[1, 2]"


def _write_csv(path: Path) -> None:
    path.write_text("age,score,name,member,born\n31,0.5,Anna,true,1990-01-31\n42,,Jürgen,,\n,1.25,,false,1980-05-01\n", encoding="utf-8")


def _write_jsonl(path: Path) -> None:
    rows = [{key: str(value) if isinstance(value, dt.date) else value for key, value in row.items()} for row in TABLE.to_pylist()]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def _write_stream(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, TABLE.schema) as writer:
        writer.write_table(TABLE)


def _write_folder(path: Path) -> None:
    path.mkdir()
    pq.write_table(TABLE.slice(0, 2), path / "part-0.parquet")
    pq.write_table(TABLE.slice(2), path / "part-1.parquet")
    (path / "_SUCCESS").touch()
    (path / ".part-0.parquet").write_bytes(b"checksum")


def _pack(path: Path) -> None:
    plain = path.with_name("plain")
    (_write_jsonl if ".jsonl" in path.name else _write_csv)(plain)
    data = plain.read_bytes()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else pa.compress(data, "zstd", asbytes=True))


WRITERS = {
    "a.csv": _write_csv,
    "a.jsonl": _write_jsonl,
    "a.ndjson": _write_jsonl,
    "a.json": _write_jsonl,
    "a.csv.gz": _pack,
    "a.csv.zst": _pack,
    "a.jsonl.gz": _pack,
    "a.jsonl.zst": _pack,
    "a.parquet": lambda path: pq.write_table(TABLE, path),
    "a.feather": lambda path: feather.write_feather(TABLE, path),
    "a.arrow": lambda path: feather.write_feather(TABLE, path, compression="uncompressed"),
    "a.ipc": _write_stream,
    "folder": _write_folder,
    "no_suffix_of_its_own.csv": lambda path: pq.write_table(TABLE, path),
    "b[1]?*.parquet": lambda path: pq.write_table(TABLE, path),
    "it's.parquet": lambda path: pq.write_table(TABLE, path),
}


def _rows(source: Source) -> list[dict[str, object]]:
    return [row for batch in source.batches(source.names()) for row in batch.to_pylist()]


@pytest.mark.parametrize("name", list(WRITERS))
def test_every_format_gives_the_same_table(shared_engine: Engine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    source = open_source(shared_engine, "train", path)

    assert [column.kind for column in source.columns] == KINDS
    assert _rows(source) == TABLE.to_pylist()
    assert source.rows == 3
    assert source.text().collect("pyarrow").to_native().column("age").to_pylist() == ["31", "42", None]


def test_a_folder_named_like_a_partition_is_no_column(shared_engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "sex=F"
    folder.mkdir()
    pq.write_table(TABLE, folder / "a.parquet")

    assert open_source(shared_engine, "train", folder / "a.parquet").names() == tuple(TABLE.column_names)
    assert open_source(shared_engine, "train", folder).names() == tuple(TABLE.column_names)


@pytest.mark.parametrize(
    ("column", "kind", "expected"),
    [
        pytest.param(pa.array([1, None], pa.int8()), "integer", [1, None], id="int8"),
        pytest.param(pa.array([1, 2], pa.uint32()), "integer", [1, 2], id="uint32"),
        pytest.param(pa.array([1, 2], pa.uint64()), "integer", [1, 2], id="uint64 that fits"),
        pytest.param(pa.array([2**64 - 1, 2], pa.uint64()), "text", ["18446744073709551615", "2"], id="uint64 that does not"),
        pytest.param(pa.array([1.5, None], pa.float32()), "number", [1.5, None], id="float32"),
        pytest.param(pa.array([float("nan"), 1.0]), "number", [None, 1.0], id="NaN"),
        pytest.param(pa.array([float("inf"), 1.0]), "number", [None, 1.0], id="infinite"),
        pytest.param(pa.array([decimal.Decimal("1.25"), None]), "number", [1.25, None], id="decimal"),
        pytest.param(pa.array(["a", ""], pa.large_string()), "text", ["a", None], id="empty text"),
        pytest.param(pa.array(["a", "b"]).dictionary_encode(), "text", ["a", "b"], id="dictionary"),
        pytest.param(pa.array([1, 2]).dictionary_encode(), "integer", [1, 2], id="dictionary of integers"),
        pytest.param(pa.array([None, None], pa.null()), "text", [None, None], id="only nulls"),
        pytest.param(pa.array([dt.date(2020, 1, 1)] * 2, pa.date64()), "date", [dt.date(2020, 1, 1)] * 2, id="date64"),
        pytest.param(pa.array([MORNING] * 2, pa.timestamp("ns")), "timestamp", [MORNING] * 2, id="ns"),
        pytest.param(pa.array([MORNING] * 2, pa.timestamp("s")), "timestamp", [MORNING] * 2, id="s"),
        pytest.param(
            pa.array([dt.datetime(2020, 1, 1, 5, tzinfo=dt.UTC)] * 2, pa.timestamp("us", "Europe/Berlin")),
            "timestamp",
            [MORNING] * 2,
            id="zone",
        ),
        pytest.param(pa.array([dt.time(5, 6)] * 2, pa.time64("us")), "text", ["05:06:00"] * 2, id="time of day"),
    ],
)
@pytest.mark.parametrize("suffix", ["parquet", "feather"])
def test_types(shared_engine: Engine, tmp_path: Path, suffix: str, column: pa.Array, kind: str, expected: list[object]) -> None:
    path = tmp_path / f"a.{suffix}"
    table = pa.table({"v": column})
    if suffix == "parquet":
        pq.write_table(table, path)
    else:
        feather.write_feather(table, path)
    source = open_source(shared_engine, "train", path)

    assert [column.kind for column in source.columns] == [kind]
    assert [row["v"] for row in _rows(source)] == expected


@pytest.mark.parametrize("suffix", ["parquet", "feather"])
def test_binary_columns_are_left_out_and_said_and_nested_ones_are_text(shared_engine: Engine, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    table = pa.table(
        {
            "age": [1, 2],
            "tags": [["a"], ["b"]],
            "home": [{"zip": 1}, {"zip": 2}],
            "photo": pa.array([b"x", b"y"], pa.binary()),
            "numbers": pa.array([[1, 2], [3, 4]], pa.list_(pa.int64(), 2)),
        }
    )
    if suffix == "parquet":
        pq.write_table(table, path)
    else:
        feather.write_feather(table, path)
    source = open_source(shared_engine, "train", path)

    assert source.names() == ("age", "tags", "home", "numbers")
    assert _rows(source)[1] == {"age": 2, "tags": '["b"]', "home": '{"zip":2}', "numbers": "[3,4]"}
    assert source.notes == ("Column photo holds binary values and was not read.",)


def test_metadata_is_never_shown(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(TABLE.replace_schema_metadata({"author": "Zyxwv Marker", "pandas": "{broken"}), path)
    source = open_source(shared_engine, "train", path)

    assert "Zyxwv" not in repr(source)
    assert source.notes == ()


def test_the_index_that_pandas_stored_is_not_read(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"age": [1], "__index_level_0__": ["Anna"]}), path)
    source = open_source(shared_engine, "train", path)

    assert source.names() == ("age",)
    assert source.notes == ("The index that pandas stored with the table is not read.",)


@pytest.mark.parametrize(
    ("lines", "kinds", "expected"),
    [
        pytest.param(
            ['{"a": 1}', '{"b": "x"}', '{"b": "y", "a": 2}'], ["integer", "text"], [(1, None), (None, "x"), (2, "y")], id="absent keys"
        ),
        pytest.param(['{"a": 1}', '{"a": 2.5}'], ["number"], [(1.0,), (2.5,)], id="integers and numbers"),
        pytest.param(['{"a": "1"}', '{"a": "2"}'], ["text"], [("1",), ("2",)], id="numbers in quotes"),
        pytest.param(['{"a": 1}', '{"a": "x"}'], ["text"], [("1",), ("x",)], id="mixed"),
        pytest.param(['{"a": true}', '{"a": 1}'], ["text"], [("true",), ("1",)], id="boolean and integer"),
        pytest.param(['{"a": null}', '{"a": ""}'], ["text"], [(None,), (None,)], id="all missing"),
        pytest.param(['{"a": 1.0}', '{"a": NaN}', '{"a": -Infinity}'], ["number"], [(1.0,), (None,), (None,)], id="no numbers"),
        pytest.param(['{"a": 1}', '{"a": 18446744073709551616}'], ["text"], [("1",), ("18446744073709551616",)], id="large"),
        pytest.param(['{"a": "2020-01-01"}'], ["date"], [(dt.date(2020, 1, 1),)], id="date"),
        pytest.param(['{"a": "x\\ny"}', "", '{"a": " z "}'], ["text"], [("x\ny",), (" z ",)], id="line end and blanks inside"),
        pytest.param(['{"a": 1, "b": [1]}', '{"a": 2, "b": 3}'], ["integer", "text"], [(1, "[1]"), (2, "3")], id="nested and not"),
        pytest.param(
            ['{"a": {"b" : [1, NaN], "c":{}}}', '{"a": []}', '{"a": null}'],
            ["text"],
            [('{"b":[1,null],"c":{}}',), ("[]",), (None,)],
            id="nested",
        ),
    ],
)
def test_json_lines(shared_engine: Engine, tmp_path: Path, lines: list[str], kinds: list[str], expected: list[tuple[object, ...]]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    source = open_source(shared_engine, "train", path)

    assert [column.kind for column in source.columns] == kinds
    assert [tuple(row.values()) for row in _rows(source)] == expected


def test_json_keys_that_appear_late(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n' * 70_000 + '{"a": 2, "b": "late"}\n', encoding="utf-8")
    source = open_source(shared_engine, "train", path)
    last = _rows(source)[-1]

    assert (source.rows, last) == (70_001, {"a": 2, "b": "late"})

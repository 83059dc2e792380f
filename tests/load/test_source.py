"""Is a source lazy, ordered, safe to name anything, and renamed without touching the data?"""

from __future__ import annotations

from pathlib import Path

import narwhals as nw
import pyarrow as pa
import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.source import Column, Source, open_source

ODD_NAMES = [
    'a"b', "a'b", "a.b", "a b", "a;b", "select", "ä", "日本", "a\nb", "%s", "{v}", "a--b", "a`b", "[a]", "**", "a\\b", "c1", "c1:v",
    'x"; DROP VIEW data; --', "x') FROM data --", "$1", "?", "rowid", "filename", "file_row_number", "😀",
]  # fmt: skip


@pytest.fixture
def source(shared_engine: Engine) -> Source:
    """Return a small source."""
    return open_source(shared_engine, "test", pa.table({"age": [3, 1, 2], "sex": ["f", None, "m"], "score": [0.5, float("nan"), 1.0]}))


def test_what_it_says(source: Source) -> None:
    assert source.names() == ("age", "sex", "score")
    assert source.column("sex") == Column("sex", "text")
    assert source.column("SEX") is None
    assert source.rows == 3
    assert "Engine" not in repr(source)
    assert source.notes == ("NaN read as missing in 1 column.",)


def test_the_frame_is_lazy_and_typed(source: Source) -> None:
    frame = source.frame()

    assert isinstance(frame, nw.LazyFrame)
    assert frame.collect_schema() == {"age": nw.Int64, "sex": nw.String, "score": nw.Float64}
    assert frame.select(nw.col("score").null_count()).collect().item() == 1


def test_the_text_has_the_same_columns(source: Source) -> None:
    assert set(source.text().collect_schema().values()) == {nw.String}
    assert source.text().collect("pyarrow").to_native().column("score").to_pylist() == ["0.5", None, "1.0"]


@pytest.mark.parametrize(("size", "expected"), [(1, [1, 1, 1]), (2, [2, 1]), (3, [3]), (10, [3])])
def test_batches_have_one_size(source: Source, size: int, expected: list[int]) -> None:
    batches = list(source.batches(["score", "age"], size))

    assert [batch.num_rows for batch in batches] == expected
    assert [row for batch in batches for row in batch.column("age").to_pylist()] == [3, 1, 2]
    assert batches[0].schema.names == ["score", "age"]


def test_an_unknown_column_is_refused(source: Source) -> None:
    with pytest.raises(BadInput, match=r"test: no column 'agee'\. Did you mean 'age'"):
        next(source.batches(["agee"]))
    with pytest.raises(BadInput, match="test: no column 'scor'"):
        source.renamed({"scor": "x"})


def test_renamed(source: Source) -> None:
    other = source.renamed({"sex": "column_2"})

    assert other.names() == ("age", "column_2", "score")
    assert other.column("column_2") == Column("column_2", "text")
    assert other.fingerprint == source.fingerprint
    assert [row for batch in other.batches(["column_2"]) for row in batch.column(0).to_pylist()] == ["f", None, "m"]
    assert other.text().collect_schema().names() == ["age", "column_2", "score"]
    assert source.names() == ("age", "sex", "score")


@pytest.mark.parametrize("name", ["age", "AGE", "score"])
def test_renaming_to_a_name_in_use_is_refused(source: Source, name: str) -> None:
    with pytest.raises(BadInput, match="used twice"):
        source.renamed({"sex": name})


def test_batches_come_in_file_order_and_whole(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("n,t\n" + "".join(f"{number},x{number % 7}\n" for number in range(300_000)), encoding="utf-8")
    source = open_source(shared_engine, "train", path)
    sizes, numbers = [], []
    for batch in source.batches(["n"]):
        sizes.append(batch.num_rows)
        numbers += batch.column(0).to_pylist()

    assert sizes == [65_536] * 4 + [37_856]
    assert numbers == list(range(300_000))


def test_two_readers_at_once_and_a_query_between(source: Source) -> None:
    first, second = source.batches(["age"], 1), source.batches(["age"], 1)
    found = [next(first), next(second)]
    counted = source.frame().select(nw.len()).collect().item()
    found += [next(first), next(second)]

    assert [batch.column(0).to_pylist() for batch in found] == [[3], [3], [1], [1]]
    assert counted == 3


@pytest.mark.parametrize("format_", ["csv", "frame"])
def test_any_name_is_safe(shared_engine: Engine, tmp_path: Path, format_: str) -> None:
    data: object = pa.table({name: [place, place + 1] for place, name in enumerate(ODD_NAMES)})
    if format_ == "csv":
        data = tmp_path / "a.csv"
        cells = ['"' + name.replace('"', '""') + '"' for name in ODD_NAMES]
        rows = [",".join(str(place + row) for place in range(len(ODD_NAMES))) for row in range(2)]
        data.write_text("\n".join([",".join(cells), *rows]) + "\n", encoding="utf-8")
    source = open_source(shared_engine, "x'; DROP TABLE y; --", data)
    found = source.renamed({"**": "***"}).batches(["***", *ODD_NAMES[:3]])

    assert source.names() == tuple(ODD_NAMES)
    assert source.frame().collect_schema().names() == ODD_NAMES
    assert source.frame().select(nw.all().sum()).collect("pyarrow").to_native().to_pylist() == [
        {name: 2 * place + 1 for place, name in enumerate(ODD_NAMES)}
    ]
    assert next(found).num_rows == 2


def test_the_file_is_fingerprinted_by_its_bytes(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"age\n1\n")

    assert open_source(shared_engine, "train", path).fingerprint == (
        "sha256:a13300f0de0c4a756145be9bdaa566553ddc0a26fb917bb9cbf554f5be80cfef"
    )


def test_many_sources_in_one_engine(shared_engine: Engine) -> None:
    frames = [open_source(shared_engine, "train", pa.table({"a": [number]})) for number in range(3)]

    assert [frame.frame().collect().item() for frame in frames] == [0, 1, 2]

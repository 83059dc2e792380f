"""How does a frame of Spark become a dataset?"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.source import open_source
from audit.load.spark import spark_source, spark_table
from tests.spark import people


def _texts(source: Any) -> dict[str, list[str | None]]:
    """Return the texts of every column in an order of their own; a number's text is its engine's."""
    named = {f"c{place}": column.name for place, column in enumerate(source.columns) if column.kind != "number"}
    found = source.text().select(*(source.col(name).alias(place) for place, name in named.items())).collect("pyarrow").to_native()
    return {name: sorted(found[place].to_pylist(), key=lambda text: (text is None, text or "")) for place, name in named.items()}


def test_kinds_notes_and_texts_are_those_of_the_file(session: Any, folder: Path) -> None:
    path = folder / "people.parquet"
    with Engine.open() as engine:
        expected = open_source(engine, "test", path)
        actual = spark_source("test", spark_table(session, "test", str(path)))

        assert expected.columns == actual.columns
        assert expected.notes == actual.notes[1:]
        assert (actual.rows, actual.fingerprint) == (people.ROWS, None)
        assert _texts(expected) == _texts(actual)


def test_moments_do_not_depend_on_the_time_zone_of_the_session(session: Any) -> None:
    """Both hours that a clock in New York shows as half past one stay what they are, in the user's own zone."""
    before = session.conf.get("spark.sql.session.timeZone")
    frame = session.sql("SELECT timestamp_micros(1730611800000000 + id * 3600000000) AS moment FROM range(2)")
    session.conf.set("spark.sql.session.timeZone", "America/New_York")
    try:
        expected = ["2024-11-03 05:30:00", "2024-11-03 06:30:00"]

        assert expected == _texts(spark_source("test", frame))["moment"]
    finally:
        session.conf.set("spark.sql.session.timeZone", before)


NESTED = pa.table(
    {
        "who": pa.array([{"id": 1, "mail": "anna@example.org", "tags": ["a", None]}, {"id": 2, "mail": None, "tags": []}, None]),
        "odd": pa.array(
            [{'it\'s "a.b" `c`': 1.0, "photo": b"x"}, {'it\'s "a.b" `c`': float("nan"), "photo": None}, None], from_pandas=False
        ),
        "seen": pa.array([[{"at": people.FIRST, "day": people.FIRST.date(), "price": Decimal("1.50")}], [], None]),
        "map": pa.array([[("b", 1.5), ("a", None)], [], None], pa.map_(pa.string(), pa.float64())),
        "days": pa.array([[(people.FIRST.date(), [True])], [], None], pa.map_(pa.date32(), pa.list_(pa.bool_()))),
        "bytes": pa.array([[b"x"], [], None]),
    }
)


def test_nested_values_are_the_json_of_the_file(session: Any, tmp_path: Path) -> None:
    path = tmp_path / "nested.parquet"
    pq.write_table(NESTED, path)
    with Engine.open() as engine:
        expected = open_source(engine, "test", path)
        actual = spark_source("test", spark_table(session, "test", str(path)))
        whom = ['{"id":1,"mail":"anna@example.org","tags":["a",null]}', '{"id":2,"mail":null,"tags":[]}', None]

        assert expected.columns == actual.columns
        assert expected.notes == actual.notes[1:]
        assert _texts(expected) == _texts(actual)
        assert whom == _texts(actual)["who"]


def test_what_only_spark_holds(session: Any) -> None:
    """A variant is JSON already; a struct whose fields differ in case alone cannot be asked for one of them."""
    query = """SELECT parse_json('{"a" : [1, 2]}') AS v, parse_json('"jan@example.org"') AS text, struct() AS none, named_struct('a', 1, 'A', 2)
    AS twice, INTERVAL 1 DAY AS span, map(TIMESTAMP'2020-01-01 05:00:00+00:00', 1.5) AS moments"""
    source = spark_source("test", session.sql(query))
    expected = {"v": ['{"a":[1,2]}'], "text": ["jan@example.org"], "none": ["{}"], "moments": ['{"2020-01-01 05:00:00":1.5}']}

    assert expected == _texts(source)
    assert source.notes[1:] == (
        "Column twice holds values of a kind that is not read.",
        "Column span holds values of a kind that is not read.",
    )


def test_one_zero_and_no_infinity(session: Any) -> None:
    frame = session.sql("SELECT * FROM VALUES (-0.0D), (0.0D), (double('NaN')), (double('-Infinity')), (1.5D) AS t(x)")
    source = spark_source("test", frame)
    values = [str(value) for value in source.frame().collect("pyarrow").to_native()["x"].to_pylist()]

    assert sorted(values) == ["0.0", "0.0", "1.5", "None", "None"]
    assert source.notes[1:] == ("NaN read as missing in 1 column.", "Infinite numbers read as missing in 1 column.")


@pytest.mark.parametrize(
    ("query", "what"),
    [
        pytest.param("SELECT 1 AS a WHERE false", "it has columns and no rows", id="no rows"),
        pytest.param("SELECT X'01' AS a", "it has no columns that can be read", id="bytes only"),
        pytest.param("SELECT 1 AS a, 2 AS A", "1 column name used twice: 'a' and 'A' (columns 1, 2)", id="two of a name"),
    ],
)
def test_what_is_no_table_of_rows(query: str, what: str, session: Any) -> None:
    with pytest.raises(BadInput) as caught:
        spark_source("test", session.sql(query))

    assert what == caught.value.problems[0].what


def test_a_name_that_looks_personal_is_not_shown(session: Any) -> None:
    source = spark_source("test", session.sql("SELECT 1 AS `jane@example.org`, 2 AS b"))

    assert source.names() == ("column_1", "b")
    assert "jane" not in " ".join(source.notes)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        pytest.param("no_such_table", "Spark knows no table or view of this name", id="table"),
        pytest.param("no_such_schema.people", "Spark knows no table or view of this name", id="schema"),
        pytest.param("/no/such/people.parquet", "Spark finds no Parquet there", id="path"),
        pytest.param("people.parquet", "Spark finds no Parquet there", id="file beside"),
        pytest.param("two words", "Spark cannot read it (PARSE_SYNTAX_ERROR)", id="no name"),
    ],
)
def test_a_missing_table(table: str, what: str, session: Any) -> None:
    with pytest.raises(BadInput) as caught:
        spark_table(session, "test", table)

    assert (f"test {table}", what) == (caught.value.problems[0].where, caught.value.problems[0].what)
    assert caught.value.problems[0].step


def test_damaged_parquet(tmp_path: Path, session: Any) -> None:
    (tmp_path / "people.parquet").write_bytes(b"PAR1 no Parquet at all PAR1")
    with pytest.raises(BadInput) as caught:
        spark_table(session, "test", str(tmp_path / "people.parquet"))

    assert caught.value.problems[0].what.startswith("Spark cannot read it (")


def test_a_view_by_its_name(session: Any) -> None:
    session.sql("SELECT id AS `a.b` FROM range(3)").createOrReplaceTempView("three")
    source = spark_source("test", spark_table(session, "test", "three"))

    assert (source.names(), source.rows) == (("a.b",), 3)

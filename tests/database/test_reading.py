"""How is a table of a database read, and what stops it?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import psycopg
import pytest

from audit.core.errors import BadInput
from audit.load.database import database, database_source, database_table
from audit.load.engine import Engine
from audit.load.source import Source, open_source
from tests.database.server import OWNER, READER, Server

if TYPE_CHECKING:
    import pyarrow as pa

ODD = """CREATE TABLE odd (small smallint, "Größe" numeric(10,2), cost money, "a.b" real, flag boolean, mood s2.mood, own own_text, padded char(5),
 host inet, net cidr, mac macaddr, clock timetz, day date, moment timestamptz, plain timestamp(3), spans int4range, doc jsonb, list int[], raw bytea,
 lasts interval, place point)"""
VALUES = """INSERT INTO odd VALUES
 (1, 'NaN', '12.50', 0.1, true, 'glad', 'x', 'ab', '192.168.0.1', '10.0.0.0/8', '08:00:2b:01:02:03', '12:30:00.5+02', 'infinity',
  '2024-01-01 12:00:00.25+02', '2024-01-01 00:00:00.1234', '[1,2)', '{}', '{1}', 'a', '1 day', '(1,2)'),
 (2, 1.5, NULL, '-0', false, NULL, '', '', '::1', NULL, NULL, NULL, '2024-02-29', '0044-03-15 BC', NULL, NULL, NULL, NULL, NULL, NULL, NULL)"""
NOT_READ = [
    "Column raw holds binary values and was not read.",
    "Column lasts holds values of a kind that is not read.",
    "Column place holds values of a kind that is not read.",
]
WHO = """CREATE TABLE who (row int, who jsonb, plain json, tags text[], numbers int[], times timestamptz[], photos bytea[])"""
WHOM = r"""INSERT INTO who VALUES
 (1, '{"id": 1, "mail": "anna@example.org", "place": {"x": null, "zip": "a, b: c"}}', '{ "b" : 1,
  "a" : "x \" y: ,"}', ARRAY['p q', 'a"b', NULL], '{{1,2},{3,NULL}}', ARRAY['2020-01-01 02:00:00+02'::timestamptz], '{a}'),
 (2, '{"id": 2, "mail": null, "place": null}', '"\u0000"', '{}', '{}', '{}', NULL),
 (3, 'null', 'null', NULL, NULL, NULL, NULL), (4, '"jan@example.org"', '[ ]', NULL, NULL, NULL, NULL), (5, NULL, '""', NULL, NULL, NULL, NULL)"""


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """Return the server with tables of every kind."""
    server.run("CREATE SCHEMA s2", "CREATE TYPE s2.mood AS ENUM ('glad', 'sad')", "CREATE DOMAIN own_text AS text", ODD, VALUES)
    server.run(WHO, WHOM)
    server.run("CREATE TABLE empty (x int)", "CREATE TABLE nothing ()", "CREATE TABLE blobs (x bytea)", "INSERT INTO blobs VALUES ('a')")
    server.run(
        'CREATE TABLE "My.Odd ""one""" (x int)', 'INSERT INTO "My.Odd ""one""" VALUES (1)', 'CREATE TABLE twice ("Name" int, "name" int)'
    )
    server.run("INSERT INTO twice VALUES (1, 2)", "CREATE VIEW seen AS SELECT sex FROM people", "CREATE TABLE s2.other (x int)")
    server.run("CREATE TABLE closed (x int)", f"REVOKE ALL ON closed FROM {READER}", f"GRANT USAGE ON SCHEMA s2 TO {READER}")
    return server


@pytest.fixture(scope="module")
def connection(filled: Server) -> Iterator[Any]:
    """Yield what equigate connects by, for a user who may only SELECT."""
    with database(filled.address) as one:
        yield one


def source(connection: Any, table: str) -> Source:
    """Return a table as a dataset."""
    return database_source("test", database_table(connection, "test", table))


def rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a lazy frame."""
    return list(frame.collect("pyarrow").to_native().to_pylist())


def test_types_become_kinds(connection: Any) -> None:
    expected = {
        "small": "integer", "Größe": "number", "cost": "number", "a.b": "number", "flag": "boolean", "mood": "text", "own": "text", "padded": "text",
        "host": "text", "net": "text", "mac": "text", "clock": "text", "day": "date", "moment": "timestamp", "plain": "timestamp", "spans": "text",
        "doc": "text", "list": "text",
    }  # fmt: skip

    actual = {column.name: column.kind for column in source(connection, "odd").columns}

    assert expected == actual


def test_values_become_text_as_here(connection: Any) -> None:
    """NaN, infinite and far dates, and '' are missing; padding is gone; time is UTC, whatever the server writes dates like."""
    expected = {
        "small": "1", "Größe": None, "cost": "12.5", "a.b": "0.10000000149011612", "flag": "true", "mood": "glad", "own": "x", "padded": "ab",
        "host": "192.168.0.1", "net": "10.0.0.0/8", "mac": "08:00:2b:01:02:03", "clock": "12:30:00.5+02", "day": None,
        "moment": "2024-01-01 10:00:00.25", "plain": "2024-01-01 00:00:00.123", "spans": "[1,2)",
        "doc": "{}", "list": "[1]",
    }  # fmt: skip

    first, second = sorted(rows(source(connection, "odd").text()), key=lambda row: row["small"])

    assert expected == first
    assert {"own": None, "padded": None, "moment": None, "a.b": "0", "day": "2024-02-29"}.items() <= second.items()


def test_nested_values_are_the_json_of_a_file(connection: Any) -> None:
    """Without the blanks that PostgreSQL writes, and with those inside a text."""
    whom = [
        {"id": 1, "mail": "anna@example.org", "place": {"x": None, "zip": "a, b: c"}},
        {"id": 2, "mail": None, "place": None},
        None,
        "jan@example.org",
        None,
    ]
    with Engine.open(memory="1GiB", threads=1) as engine:
        frame = pd.DataFrame({"who": pd.Series(whom, dtype=object)})
        expected = open_source(engine, "test", frame).text().collect("pyarrow").to_native()["who"].to_pylist()
    found = source(connection, "who")
    actual = sorted(rows(found.text()), key=lambda row: row["row"])

    assert expected == [row["who"] for row in actual]
    assert [row["plain"] for row in actual] == ['{"b":1,"a":"x \\" y: ,"}', '"\\u0000"', None, "[]", None]
    assert [row["tags"] for row in actual][:3] == ['["p q","a\\"b",null]', "[]", None]
    assert [row["numbers"] for row in actual][:3] == ["[[1,2],[3,null]]", "[]", None]
    assert [row["times"] for row in actual][:3] == ['["2020-01-01T00:00:00+00:00"]', "[]", None]
    assert found.notes[2:] == ("Column photos holds binary values and was not read.",)


def test_notes_say_what_was_read_otherwise(connection: Any) -> None:
    expected = [
        *NOT_READ,
        "NaN read as missing in 1 column.",
        "Dates that are infinite or outside the years 1 to 9999 read as missing in 2 columns.",
        "Values of a type of the database's own read as text in 4 columns.",
    ]

    stays, no_hash, *actual = source(connection, "odd").notes

    assert expected == actual
    assert "no row left it" in stays
    assert "none was kept" in stays
    assert "no fingerprint" in no_hash


def test_text_and_types_equal_the_embedded_engine(connection: Any, parquet: Path) -> None:
    """Every value of every column of the people, but texts of numbers, which engines write in their own way."""
    inside = source(connection, "people")
    with Engine.open(memory="1GiB", threads=1) as engine:
        here = open_source(engine, "test", parquet)
        expected = here.frame().collect("pyarrow").to_native(), here.text().collect("pyarrow").to_native()
        kinds = here.columns
    actual = inside.frame().collect("pyarrow").to_native(), inside.text().collect("pyarrow").to_native()

    assert kinds == inside.columns
    for column in kinds:
        for mine, theirs in zip(expected, actual, strict=True):
            if mine is expected[0] or column.kind != "number":
                assert _sorted(mine, column.name) == _sorted(theirs, column.name)


def _sorted(table: pa.Table, name: str) -> list[Any]:
    """Return a column in order: a database has none."""
    return sorted(table.column(name).to_pylist(), key=lambda value: (value is None, value if value is not None else 0))


def test_a_view_and_an_odd_name(connection: Any) -> None:
    assert source(connection, "seen").rows == source(connection, "people").rows
    assert source(connection, '"My.Odd ""one"""').names() == ("x",)
    assert source(connection, "public.people").names() == source(connection, "audited.public.people").names()


def test_renamed_and_restricted(connection: Any) -> None:
    import narwhals as nw

    one = source(connection, "people").renamed({"a.b": "column_6"})
    some = one.table.only(one.frame().filter(nw.col("sex") == "F"))

    assert one.names()[5] == "column_6"
    assert {row["sex"] for row in rows(some.frame().select("sex"))} == {"F"}
    assert set(rows(some.text().select("column_6"))[0]) == {"column_6"}
    assert (some.home, some.memory, some.written, one.fingerprint) == ("database", None, False, None)


def test_no_row_leaves(connection: Any) -> None:
    with pytest.raises(BadInput, match=r"no row leaves a database\. Export the table to Parquet"):
        next(source(connection, "people").batches(["sex"]))


# ---------------------------------------------------------------------------------- what stops it


TABLES = [
    pytest.param("peple", "there is no table 'peple'. Did you mean 'people'?", id="a slip"),
    pytest.param("People", "there is no table 'People'. Did you mean 'people'?", id="capitals"),
    pytest.param("s2.people", "there is no table 'people' in 's2'", id="another schema"),
    pytest.param("pubic.people", "there is no schema 'pubic'. Did you mean 'public'?", id="no schema"),
    pytest.param("elsewhere.public.people", "the address connects to another database than 'elsewhere'", id="another database"),
    pytest.param("a..b", "the table's name is not understood. Write TABLE or SCHEMA.TABLE", id="two dots"),
    pytest.param("a.b.c.d", "the table's name is not understood", id="four parts"),
    pytest.param('"people', "the table's name is not understood", id="half a quote"),
    pytest.param("empty", "it has columns and no rows. Fill it, or name another table", id="no rows"),
    pytest.param("nothing", "it has no columns", id="no columns"),
    pytest.param("blobs", "it has no columns that can be read", id="nothing to read"),
    pytest.param("twice", "1 column name used twice", id="names that differ in case"),
    pytest.param("closed", r"\(InsufficientPrivilege\). Ask for the right to read it: GRANT SELECT", id="no right"),
]


@pytest.mark.parametrize(("table", "said"), TABLES)
def test_a_table_that_cannot_be_read(table: str, said: str, connection: Any) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        source(connection, table)

    assert str(caught.value).startswith("test: ")


def test_many_tables_are_not_all_listed(filled: Server) -> None:
    filled.run("CREATE SCHEMA many", f"GRANT USAGE ON SCHEMA many TO {READER}", *(f"CREATE TABLE many.t{n} (x int)" for n in range(40)))
    filled.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA many TO {READER}")

    with database(filled.address) as connection, pytest.raises(BadInput) as caught:
        database_table(connection, "test", "many.quite_another")

    assert str(caught.value) == "test: there is no table 'quite_another' in 'many'. It has 40 others"


def test_nobody_can_write(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the owner of the table, also after an error; a second one would write."""
    for key, value in filled.environment(OWNER).items():
        monkeypatch.setenv(key, value)
    with database(filled.address) as connection:
        for _ in range(2):
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                connection.raw_sql("DELETE FROM people")
    with database(filled.address) as connection, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        connection.raw_sql("CREATE VIEW v AS SELECT 1")

    assert filled.run("SELECT count(*) > 0 FROM people") == [(True,)]


def test_all_counts_are_of_one_moment(filled: Server) -> None:
    filled.run("CREATE TABLE grows (x int)", "INSERT INTO grows VALUES (1)")
    with database(filled.address) as connection:
        first = source(connection, "grows").rows
        filled.run("INSERT INTO grows VALUES (2)")
        second = source(connection, "grows").rows

    assert (first, second) == (1, 1)


def test_the_session_is_closed(filled: Server) -> None:
    count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'equigate'"
    with database(filled.address):
        during = filled.run(count)
    after = filled.run(count)

    assert during[0][0] - after[0][0] == 1


def test_a_query_that_the_database_stops(filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first error is named, not what follows from it."""
    monkeypatch.setenv("PGOPTIONS", "-c statement_timeout=1")
    with (
        pytest.raises(BadInput, match=r"\(QueryCanceled\). Ask for a longer statement_timeout") as caught,
        database(filled.address) as connection,
    ):
        rows(connection.table("people").distinct().to_pyarrow())

    assert str(caught.value).startswith(f"{filled.address}: ")


UNREACHED = [
    pytest.param(
        "postgresql://127.0.0.1:1/audited", r"cannot connect \(OperationalError\). Check host, port and name", id="nobody listens"
    ),
    pytest.param("{address}x", r"cannot connect \(OperationalError\)", id="no such database"),
    pytest.param("{address}?no_such_option=1", r"cannot connect \(ProgrammingError\)", id="an option that is none"),
    pytest.param(
        "nosuchdb://host/x",
        "'nosuchdb' is no kind of database that is known here. Write postgresql://HOST/DATABASE#TABLE",
        id="unknown kind",
    ),
    pytest.param(
        "mysql://host/x", r"what connects to mysql is not installed. Install it: pip install 'ibis-framework\[mysql\]'", id="no driver"
    ),
    pytest.param("duckdb:///no/such/file.duckdb", "there is no such file. Write duckdb:///absolute/path#TABLE", id="no file"),
]


@pytest.mark.parametrize(("url", "said"), UNREACHED)
def test_a_database_that_cannot_be_reached(url: str, said: str, filled: Server) -> None:
    place = url.format(address=filled.address)

    with pytest.raises(BadInput, match=said) as caught, database(place):
        pass

    assert str(caught.value).startswith(place.split("?")[0] + ": ")


@pytest.mark.parametrize("missing", ["ibis", "psycopg"])
def test_without_the_extra(missing: str, filled: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.load import database_session as module

    found = module.find_spec
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == missing else found(name))

    with (
        pytest.raises(BadInput, match=r"which is not installed. Install what it needs: pip install 'equigate\[sql\]'"),
        database(filled.address),
    ):
        pass


def test_a_file_of_duckdb(tmp_path: Path, parquet: Path) -> None:
    """Another database than PostgreSQL: read only, and the same kinds."""
    import duckdb

    with duckdb.connect(tmp_path / "file.duckdb") as one:
        one.execute(f"CREATE TABLE people AS FROM read_parquet('{parquet}')")
        one.execute("CREATE TABLE wide AS SELECT 18446744073709551615::UBIGINT AS x, 1::UBIGINT AS y")
    with Engine.open(memory="1GiB", threads=1) as engine:
        expected = open_source(engine, "test", parquet).columns
    with database(f"duckdb://{tmp_path}/file.duckdb") as connection:
        actual = source(connection, "people")
        wide = source(connection, "wide")

        assert expected == actual.columns
        assert [column.kind for column in wide.columns] == ["text", "integer"]
        assert "Integers beyond 64 bits read as text in 1 column." in wide.notes
        assert rows(wide.frame()) == [{"x": "18446744073709551615", "y": 1}]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.raw_sql("DROP TABLE people")
    with database(f"duckdb://{tmp_path}/file.duckdb") as connection, pytest.raises(BadInput, match="there is no table 'x'"):
        database_table(connection, "test", "main.x")


def test_nested_values_of_a_file_of_duckdb(tmp_path: Path) -> None:
    """A struct with bytes in it cannot be written without them, and is left out."""
    import duckdb

    with duckdb.connect(tmp_path / "file.duckdb") as one:
        one.execute(
            "CREATE TABLE t AS SELECT {'mail': 'anna@example.org', 'n': NULL} AS who, MAP {'a': [1]} AS map, '{\"a\" : 1}'::JSON AS doc"
        )
        one.execute("ALTER TABLE t ADD COLUMN mixed STRUCT(a INT, b BLOB)")
    with database(f"duckdb://{tmp_path}/file.duckdb") as connection:
        found = source(connection, "t")

        assert rows(found.text()) == [{"who": '{"mail":"anna@example.org","n":null}', "map": '{"a":[1]}', "doc": '{"a":1}'}]
        assert found.notes[2:] == ("Column mixed holds values of a kind that is not read.",)


def test_an_expression_that_is_no_table(connection: Any) -> None:
    import ibis

    for one in (connection.table("people").sex, ibis.table({"x": "int"}, name="unbound")):
        with pytest.raises(BadInput, match="this is no table of one Ibis connection"):
            database_source("test", one)


def test_a_table_of_sqlite_is_read_only(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "file.sqlite") as one:
        one.execute("CREATE TABLE people (age INTEGER, name TEXT)")
        one.execute("INSERT INTO people VALUES (1, 'a'), (NULL, '')")
    with database(f"sqlite://{tmp_path}/file.sqlite") as connection:
        actual = source(connection, "people")

        assert {column.name: column.kind for column in actual.columns} == {"age": "integer", "name": "text"}
        assert rows(actual.frame()) == [{"age": 1, "name": "a"}, {"age": None, "name": None}]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.con.execute("DELETE FROM people")

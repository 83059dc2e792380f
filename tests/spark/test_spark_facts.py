"""Are the facts of a table on Spark those of the same table in a file?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from audit.load.engine import Engine
from audit.load.source import open_source
from audit.load.spark_session import spark_session
from tests.spark import scenario

Apart = Callable[..., dict[str, Any]]


@cache
def embedded(folder: Path, what: str) -> list[Any]:
    """Return the facts as DuckDB finds them."""
    return scenario.facts(str(folder / "people.parquet"), folder, what)


@pytest.mark.parametrize("what", ["stored", "estimator"])
def test_facts_are_those_of_the_embedded_engine(what: str, session: Any, folder: Path) -> None:
    """Odd names, NaN, two zeros, hours that clocks show twice; predictions stored, of a file, of an estimator in hand."""
    expected = embedded(folder, what)

    assert expected == scenario.facts(f"local[2]#{folder / 'people.parquet'}", folder, what)


def test_an_active_session_is_used_and_left_running(session: Any) -> None:
    with spark_session("local[2]") as again:
        assert again is session
    with spark_session("spark") as again:
        assert again is session

    assert session.range(3).count() == 3


def test_two_executors_that_have_only_what_is_sent(apart: Apart, folder: Path) -> None:
    address = f"local-cluster[2,1,1024]#{folder / 'people.parquet'}"
    expected = {"facts": embedded(folder, "asked")}

    assert expected == apart(address, "asked")


def test_an_address_of_spark_connect(apart: Apart, folder: Path) -> None:
    expected = {"facts": embedded(folder, "asked")}

    assert expected == apart("connect", "asked")


def test_an_executor_imports_the_package_that_was_sent(apart: Apart, folder: Path) -> None:
    """Not found before, then from the one file, in the version of the driver; nothing is left in Spark's own folder."""
    from pyspark.find_spark_home import _find_spark_home

    before = set(Path(_find_spark_home()).glob("work/*"))
    found, places = apart("local-cluster[2,1,1024]#", "shipped")["shipped"]

    if found == "found":
        pytest.skip("equigate is installed for the workers' Python: what was sent cannot be told from it")
    assert found == "missing"
    assert places
    for place in places:
        path, version = place.split(" ")
        assert f"equigate-{version}-py3-none-any.zip/audit/observe/engines/" in path
    assert before == set(Path(_find_spark_home()).glob("work/*"))
    assert not (folder / "spark-warehouse").exists()


def test_a_sample_is_kept_on_spark(session: Any, folder: Path) -> None:
    """Some rows, found once, typed and named as all of them."""
    from audit.load.spark import spark_source, spark_table

    source = spark_source("test", spark_table(session, "test", str(folder / "people.parquet")))
    some = source.table.only(source.frame().filter(source.col("a.b") == "north").head(50))

    assert list(source.names()) == some.frame().collect_schema().names()
    (batch,) = some.batches(["a.b", "seen", "price"])
    with Engine.open() as engine:
        local = open_source(engine, "test", folder / "people.parquet")
        expected = next(local.batches(["a.b", "seen", "price"])).schema
    assert expected == batch.schema
    assert batch.num_rows == 50
    assert set(batch.column("a.b").to_pylist()) == {"north"}
    assert next(source.renamed({"a.b": "c"}).batches(["c"], 7)).num_rows == 7

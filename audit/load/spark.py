"""How does a table of Spark become a dataset?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.load.names import safe_names
from audit.load.place import Place
from audit.load.source import Column, Source
from audit.load.spark_session import condition_of, spark_errors, spark_quiet, spark_session
from audit.load.spark_table import SparkTable, tick
from audit.load.spark_types import described

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["spark_quiet", "spark_session", "spark_source", "spark_table"]

NO_FILE = "The rows are in a table of Spark: there is no file to hash."
_NO_TABLE = {"TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND", "NO_SUCH_CATALOG_EXCEPTION"}
_NO_FILE = {"PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"}


def spark_table(session: SparkSession, name: str, table: str) -> DataFrame:
    """Return a table or view by its name, or Parquet by its path (with a "/" in it, or `.parquet` at its end).

    Raises BadInput if there is none, or if it cannot be read.
    """
    path = "/" in table or table.endswith(".parquet")
    try:
        frame = session.read.parquet(table) if path else session.table(table)
        frame.schema  # noqa: B018 - Connect looks for the table only when it is asked about it
    except spark_errors() as error:
        raise _unread(name, table, condition_of(error), path=path) from None
    return frame


def spark_source(name: str, frame: object) -> Source:
    """Return a frame of Spark, classic or Connect, as a dataset: typed as the same values in a Parquet file would be.

    Raises BadInput if it has no rows, no columns that can be read, or two columns of one name.
    """
    from pyspark.sql import DataFrame

    place = Place(name)
    if not isinstance(frame, DataFrame):
        raise place.bad("this is no table of Spark", "Hand over a pyspark.sql.DataFrame")
    found = frame.columns
    if not found:
        raise place.bad("it has no columns", "Export the data again")
    names, naming = safe_names(place, found)
    with spark_quiet(str(place)):
        # Working names first: what a column is called can be read as a path, and may stand twice.
        look = described(frame.toDF(*(f"__{number}" for number in range(len(found)))), names)
        if not look.rows:
            raise place.bad("it has columns and no rows", "Export the data again")
        if not look.fields:
            raise place.bad("it has no columns that can be read", "Export the data again")
        typed = look.frame.selectExpr(*(f"{one.typed} AS {tick(one.name)}" for one in look.fields))
    columns = tuple(Column(one.name, one.kind) for one in look.fields)
    table = SparkTable(typed, tuple(one.kind for one in look.fields))
    return Source(name, columns, look.rows, None, (NO_FILE, *naming, *look.notes), table)


def _unread(name: str, table: str, condition: str, *, path: bool) -> BadInput:
    """Return why a table could not be opened."""
    place, condition = Place(name, table), condition.partition(".")[0]
    if path and condition in _NO_FILE:
        return place.bad("Spark finds no Parquet there", "Check the path, as the machines of Spark see it")
    if not path and condition in _NO_TABLE:
        step = "Write CATALOG.SCHEMA.TABLE as SHOW TABLES has it; Parquet goes by its path, with a / in it"
        return place.bad("Spark knows no table or view of this name", step)
    return place.bad(f"Spark cannot read it ({condition})", "Read it in Spark itself to see why")

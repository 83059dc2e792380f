"""How is a dataset read that Spark holds?"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.load.spark_session import is_connect, spark_errors
from audit.load.staged import Kind
from audit.load.table import BATCH, Home

if TYPE_CHECKING:
    from typing import Any

    import narwhals as nw
    import pyarrow as pa
    from pyspark.sql import DataFrame


def tick(name: str) -> str:
    """Return a column name as Spark's SQL writes it."""
    return "`" + name.replace("`", "``") + "`"


class _Kept:
    """Rows that Spark keeps for as long as somebody holds this."""

    def __init__(self, frame: DataFrame) -> None:
        """Have the rows kept from their first use on."""
        self.frame = frame.persist()
        weakref.finalize(self, _drop, self.frame)


@dataclass(frozen=True, slots=True)
class SparkTable:
    """A typed frame of Spark, and the kinds of its columns."""

    typed: DataFrame
    kinds: tuple[Kind, ...]
    kept: _Kept | None = field(default=None, compare=False, repr=False)

    @property
    def home(self) -> Home:
        """Return where the rows are."""
        return "spark"

    @property
    def memory(self) -> int | None:
        """Return nothing: Spark looks after itself."""
        return None

    @property
    def written(self) -> bool:
        """Tell that the text is a cast of typed values."""
        return False

    def frame(self) -> nw.LazyFrame[Any]:
        """Return the typed columns, lazily."""
        import narwhals as nw

        return nw.from_native(self.typed)

    def text(self) -> nw.LazyFrame[Any]:
        """Return the same columns as text."""
        import narwhals as nw

        texts = (f"CAST({tick(name)} AS STRING) AS {tick(name)}" for name in self.typed.columns)
        return nw.from_native(self.typed.selectExpr(*texts))

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield typed batches; all rows come here at once, so that this is for few of them."""
        from audit.load.formats.stage import windows

        found = self.typed.selectExpr(*map(tick, columns)).toArrow()
        kinds = dict(zip(self.typed.columns, self.kinds, strict=True))
        yield from windows(found.cast(_schema([(name, kinds[name]) for name in columns])).to_batches(), size)

    def stream(self, frame: nw.LazyFrame[Any], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Raise BadInput: rows are looked at where they are."""
        raise BadInput.one("Spark", "rows of Spark are not brought here in a stream", "Export the table to Parquet and name the file")

    def done(self) -> float | None:
        """Return the share of tasks that are done in the stages that run now; Connect does not say."""
        if is_connect(self.typed):
            return None
        with suppress(*spark_errors(), OSError):
            tracker = self.typed.sparkSession.sparkContext.statusTracker()
            stages = [one for one in map(tracker.getStageInfo, tracker.getActiveStageIds()) if one is not None]
            tasks = sum(one.numTasks for one in stages)
            return sum(one.numCompletedTasks for one in stages) / tasks if tasks else None
        return None

    def renamed(self, names: Mapping[str, str]) -> SparkTable:
        """Return the same rows with some columns called otherwise."""
        return replace(self, typed=self.typed.toDF(*(names.get(name, name) for name in self.typed.columns)))

    def only(self, rows: nw.LazyFrame[Any]) -> SparkTable:
        """Keep some of the rows on Spark, for as long as the table is needed."""
        import narwhals as nw

        found: DataFrame = nw.to_native(rows)
        kept = _Kept(found.selectExpr(*map(tick, self.typed.columns)))
        return replace(self, typed=kept.frame, kept=kept)


def _schema(columns: Sequence[tuple[str, Kind]]) -> pa.Schema:
    """Return the Arrow types of some kinds."""
    import pyarrow as pa

    types: dict[Kind, pa.DataType] = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "text": pa.string(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us"),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns])


def _drop(frame: DataFrame) -> None:
    """Let Spark forget kept rows, where it still runs."""
    with suppress(*spark_errors(), OSError):
        frame.unpersist()

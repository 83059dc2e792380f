"""How is every cell of a table that Spark holds looked at? In its workers: only counts and a few candidates come back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput, Problem
from audit.load.spark_parcel import packed
from audit.load.spark_session import spark_errors
from audit.observe.engines.shipping import ship, shipped_version
from audit.observe.engines.spark_rows import _failed
from audit.observe.engines.spark_sweep_worker import SweepTask
from audit.observe.engines.spark_worker import PYTHON, SELF, installed, lacks
from audit.observe.engines.stream import ROWS, VALUE, Looked, frames
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.sweep import Swept

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from audit.load.source import Source


def sweep_on_spark(source: Source, chosen: Sequence[Looked], probes: Sequence[Probe], seed: int, most: int | None) -> dict[str, Swept]:
    """Return what a look at every cell of some columns says; raises BadInput where a worker cannot look."""
    if not chosen:
        return {}
    cells = reduce(lambda one, other: one.unionAll(other), [_long(source, place, column) for place, column in enumerate(chosen)])
    ship(cells.sparkSession)
    task = SweepTask(tuple(probes), seed, most, tuple(one.distinct is not None for one in chosen))
    look = looking({PYTHON: installed(PYTHON), SELF: shipped_version()}, packed(task))
    try:
        answers = [str(row[0]) for row in cells.mapInArrow(look, "answer string").collect()]
    except spark_errors() as error:
        raise _failed(source.name, error) from None
    found: dict[int, Swept] = {place: Swept.of_nothing(most, once=once) for place, once in enumerate(task.once)}
    for answer in answers:
        for place, swept in _swept(answer).items():
            found[place] = found[place].merge(swept)
    return {chosen[place].name: swept for place, swept in found.items()}


def _long(source: Source, place: int, column: Looked) -> DataFrame:
    """Return the values of one column under its place, each with the rows it stands for."""
    import narwhals as nw

    (values,) = frames(source, column)
    native: DataFrame = nw.to_native(values)
    rows = f"`{ROWS}`" if column.distinct is not None else "1L"
    return native.selectExpr(f"{place} AS c0", f"`{VALUE}` AS c1", f"{rows} AS c2")


def looking(expected: Mapping[str, str], parcel: bytes) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that every worker runs on its rows.

    It travels as itself, not by its name: it can say that a worker lacks what it needs.
    """

    def look(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import json
        from importlib import import_module

        import pyarrow as pa

        try:
            text = import_module("audit.observe.engines.spark_sweep_worker").answer(batches, expected, parcel)
        except ModuleNotFoundError as error:
            text = json.dumps({"lacks": error.name})
        yield pa.record_batch([pa.array([text], pa.string())], names=["answer"])

    return look


def _swept(answer: str) -> dict[int, Swept]:
    """Return what one worker saw, by a column's place; raises BadInput with what it has to say."""
    said: dict[str, Any] = json.loads(answer)
    if "lacks" in said:
        raise BadInput([lacks(str(said["lacks"]).partition(".")[0])])
    if "problems" in said:
        raise BadInput([Problem(where, what, step) for where, what, step in said["problems"]])
    if "broke" in said:
        what = f"a worker that looked for personal data broke with {said['broke']}"
        raise BadInput.one("Spark", what, "Scan a few rows in a file to see where")
    return {int(place): Swept.from_json(one) for place, one in said["swept"].items()}

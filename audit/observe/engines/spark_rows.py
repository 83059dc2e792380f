"""How is a model asked about every row of a table that Spark holds?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact
from audit.core.values import digest
from audit.load.models import Model, Recipe
from audit.load.spark_parcel import packed
from audit.load.spark_session import spark_errors, spark_failed
from audit.load.spark_table import tick
from audit.observe.engines.shipping import ship, ship_module, shipped_version
from audit.observe.engines.spark_worker import PYTHON, SELF, Task, installed, lacks
from audit.observe.registry import RowWork
from audit.observe.rows import added
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_VERSIONS = re.compile(r"PYTHON_VERSION_MISMATCH\].*?version: '?([0-9]+\.[0-9]+)\b.*?driver: '?([0-9]+\.[0-9]+)\b", re.DOTALL)
_MISSING = re.compile(r"(?:No module named '|PACKAGE_NOT_INSTALLED\] )([A-Za-z0-9_]+)")


def count_on_spark(scene: Scene, works: Sequence[RowWork], columns: Sequence[str]) -> list[Fact]:
    """Return one fact per work over all rows: every worker asks the model about its own, and only counts come back.

    Raises BadInput where the model cannot be asked, or where a worker's Python, scikit-learn or
    equigate is not the one of this process.
    """
    import narwhals as nw

    assert scene.model is not None  # noqa: S101 - for the type checker: callers look first
    frame: DataFrame = nw.to_native(scene.source.frame())
    session = frame.sparkSession
    ship(session)
    if scene.model.recipe is not None and scene.model.recipe.predict_with is not None:
        ship_module(session, scene.model.recipe.predict_with.partition(":")[0])
    # Columns travel by number: not every name can be that of a column of Arrow on every way.
    numbered = frame.selectExpr(*(f"{tick(name)} AS c{place}" for place, name in enumerate(columns)))
    ask = asking(versions(), packed(_task(scene, scene.model, works, columns)))
    step = f"{scene.source.name}: predict"
    try:
        with watched(scene, step):
            answers = [str(row[0]) for row in numbered.mapInArrow(ask, "answer string").collect()]
    except spark_errors() as error:
        raise _failed(scene.source.name, error) from None
    scene.progress(step, scene.source.rows, scene.source.rows)
    return reduce(lambda totals, part: added(totals, part, works), map(_facts, answers), list[Fact]())


def versions() -> dict[str, str]:
    """Return what every worker must have as well."""
    return {PYTHON: installed(PYTHON), "scikit-learn": installed("scikit-learn"), SELF: shipped_version()}


def asking(expected: Mapping[str, str], parcel: bytes) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that every worker runs on its rows.

    It travels as itself, not by its name: it can say that a worker lacks what it needs.
    """

    def ask(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import json
        from importlib import import_module

        import pyarrow as pa

        try:
            text = import_module("audit.observe.engines.spark_worker").answer(batches, expected, parcel)
        except ModuleNotFoundError as error:
            text = json.dumps({"lacks": error.name})
        yield pa.record_batch([pa.array([text], pa.string())], names=["answer"])

    return ask


def _task(scene: Scene, model: Model, works: Sequence[RowWork], columns: Sequence[str]) -> Task:
    """Return what travels: the model as its recipe and bytes, or as itself where only this process has it."""
    names = tuple(one.name for one in works)
    recipe = model.recipe
    if recipe is None:
        return Task(scene.counting, names, tuple(columns), None, None, None, model.predictor)
    if recipe.predict_with is not None:
        # The file beside a function is only hashed, and workers need not have it.
        return Task(scene.counting, names, tuple(columns), replace(recipe, path=None), None, None, None)
    return Task(scene.counting, names, tuple(columns), recipe, _bytes(recipe, model), model.sha256, None)


def _bytes(recipe: Recipe, model: Model) -> bytes | None:
    """Return the bytes of the model's file; raises BadInput if they are no longer those that were loaded."""
    if recipe.path is None:
        return None
    try:
        data = Path(recipe.path).read_bytes()
    except OSError:
        data = b""
    if digest(data) != model.sha256:
        raise BadInput.one(recipe.path, "the model file has changed since it was read", "Run it again while nobody writes it")
    return data


def _facts(answer: str) -> list[Fact]:
    """Return the facts of one answer; raises BadInput with what a worker has to say."""
    said: dict[str, Any] = json.loads(answer)
    if "lacks" in said:
        raise BadInput([lacks(str(said["lacks"]).partition(".")[0])])
    if "problems" in said:
        raise BadInput([Problem(where, what, step) for where, what, step in said["problems"]])
    if "broke" in said:
        raise BadInput.one(
            "Spark", f"a worker that asked the model broke with {said['broke']}", "Audit a few rows with --threads 1 to see where"
        )
    return [Fact.from_json(one) for one in said["facts"]]


def _failed(name: str, error: Exception) -> BadInput:
    """Return what is said of a failure on a worker; its message may quote the data and is only looked at."""
    message = str(error)
    python = _VERSIONS.search(message)
    if python:
        what = f"a Spark worker runs Python {python[1]}, this process {python[2]}"
        return BadInput.one("Spark", what, "Install the same version on the workers, or set PYSPARK_PYTHON")
    missing = _MISSING.search(message)
    return BadInput([lacks(missing[1])]) if missing else spark_failed(name, error)

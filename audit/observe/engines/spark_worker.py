"""What does a worker of Spark do with its share of the rows?"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Self

from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact
from audit.core.values import digest
from audit.load.formats.stage import windows
from audit.load.models import Recipe
from audit.load.predictor import Predictor
from audit.load.spark_parcel import unpacked
from audit.observe.registry import row_works
from audit.observe.rows import count_batches
from audit.observe.scene import Counting

if TYPE_CHECKING:
    import pyarrow as pa

PYTHON, SELF = "Python", "equigate"


@dataclass(frozen=True, slots=True)
class Task:
    """What travels to the workers: how rows are counted, and a model as a recipe with its bytes, or as itself."""

    counting: Counting
    works: tuple[str, ...]
    columns: tuple[str, ...]
    recipe: Recipe | None
    data: bytes | None
    sha256: str | None
    predictor: Predictor | None


def answer(batches: Iterable[pa.RecordBatch], expected: Mapping[str, str], parcel: bytes) -> str:
    """Return the facts of one part of the rows as JSON, or the problems that kept the model from being asked.

    `expected` are versions by name: where one differs, the parcel is not opened and no row is read.
    """
    different = differences(expected, {name: installed(name) for name in expected})
    if different:
        return _refusal(different)
    with _Broken() as broken:
        try:
            facts = _facts(batches, _opened(parcel))
        except BadInput as error:
            return _refusal(error.problems)
        return json.dumps({"facts": [fact.to_json() for fact in facts]})
    return json.dumps({"broke": broken.kind})


class _Broken:
    """Keeps the type of an error alone: Spark would write its message, which may quote the data, into its logs."""

    kind = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        self.kind = type(error).__name__
        # Who lacks a package is told by name.
        return isinstance(error, Exception) and not isinstance(error, ModuleNotFoundError)


def _refusal(problems: Iterable[Problem]) -> str:
    """Return problems as JSON."""
    return json.dumps({"problems": [[one.where, one.what, one.step] for one in problems]})


def installed(name: str) -> str:
    """Return a version here, nothing where the package is missing."""
    if name == PYTHON:
        return ".".join(platform.python_version_tuple()[:2])
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def differences(expected: Mapping[str, str], found: Mapping[str, str]) -> list[Problem]:
    """Return one problem for everything that a worker has in another version, or not at all."""
    return [_differs(name, found[name], wanted) for name, wanted in expected.items() if found[name] != wanted]


def _differs(name: str, found: str, wanted: str) -> Problem:
    """Return what is said of a version."""
    if not found:
        return lacks(name, wanted)
    return Problem("Spark", f"a Spark worker runs {name} {found}, this process {wanted}", "Install the same version on the workers")


def lacks(name: str, wanted: str = "") -> Problem:
    """Return what is said of a package that a worker does not have."""
    with_version = f"{name} {wanted}".strip()
    return Problem("Spark", f"a Spark worker has no {name}, which this process uses", f"Install {with_version} on the workers")


def _facts(batches: Iterable[pa.RecordBatch], task: tuple[Task, Predictor]) -> Sequence[Fact]:
    """Count rows in batches of the size that was set, on one thread: every core has a worker of its own."""
    import sklearn  # noqa: F401 - threads are limited in the libraries that are loaded
    from threadpoolctl import threadpool_limits

    what, predictor = task
    named = windows(_named(batches, what.columns), what.counting.settings.batch_rows)
    works = {one.name: one for one in row_works(what.works)}
    with threadpool_limits(1):
        return count_batches(named, predictor, what.counting, [works[name] for name in what.works])


def _named(batches: Iterable[pa.RecordBatch], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Yield the same rows under their columns' own names."""
    import pyarrow as pa

    for batch in batches:
        yield pa.RecordBatch.from_arrays(batch.columns, names=list(columns))


@lru_cache(maxsize=1)
def _opened(parcel: bytes) -> tuple[Task, Predictor]:
    """Return what came, with a model that can be asked; a worker has many parts of the rows and opens it once."""
    task: Task = unpacked(parcel)
    if task.predictor is not None:
        return task, task.predictor
    if task.recipe is None or (task.data is not None and digest(task.data) != task.sha256):
        raise BadInput.one("model", "a Spark worker got another model than was sent", "Run it again")
    return task, task.recipe.load(task.data).predictor

"""Finds every transformation: one file is one technique."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import audit.transform as package
from audit.core.errors import BadInput, did_you_mean
from audit.core.plan import Step
from audit.load.source import Column
from audit.observe.scene import Progress, Settings, silent
from audit.transform.keys import Keys

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "__row"
"""The hidden column of every batch: the position of a row in the source, int64, never changed."""

ParameterKind: TypeAlias = Literal[
    "whole", "number", "text", "flag", "names", "column", "texts by column", "lists by column", "wholes", "numbers", "key"
]
"""What a parameter holds: `names` is a list of texts; `texts by column`, `lists by column`, `wholes` and `numbers` are tables with
columns as keys; `key` is `{env: NAME}` or `{file: PATH}`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One setting of a step. Numbers are held to `low` and `high`, texts to `words` where there are any."""

    name: str
    kind: ParameterKind
    says: str
    required: bool = False
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows as the steps before leave them, to be read as often as a step likes.

    `batches(columns)` yields those columns and `__row`, in the order of the source, with bounded memory: the same every time.
    `where` says which step it is, for messages. `subject_id` is the plan's column that says whose row each is.
    """

    columns: tuple[Column, ...]
    rows: int
    batches: Callable[[Sequence[str]], Iterator[pa.RecordBatch]]
    where: str
    keys: Keys
    settings: Settings = field(default_factory=Settings)
    subject_id: str | None = None
    progress: Progress = silent

    def kind(self, name: str) -> str:
        """Return the kind of a column; raises BadInput for a name that is none."""
        found = next((column.kind for column in self.columns if column.name == name), None)
        if found is None:
            raise self.bad(f"no column {name!r}", did_you_mean(name, [column.name for column in self.columns]))
        return found

    def bad(self, what: str, step: str = "") -> BadInput:
        """Return the error for one problem of this step."""
        return BadInput.one(self.where, what, step)


@dataclass(frozen=True, slots=True)
class Applied:
    """A step that is ready: the columns after it, those it reads, and what it does to a batch.

    `apply` is a pure function of a batch that holds at least `reads` and `__row`: rows may go missing, never change
    places; any cut into batches gives the same rows. `notes` say what was found, without values.
    """

    columns: tuple[Column, ...]
    reads: tuple[str, ...]
    apply: Callable[[pa.RecordBatch], pa.RecordBatch]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transformation:
    """One technique: what it says it does, its parameters, and how it is made ready for a step.

    A column that it `perturbs` holds values that are no longer true of the person: it earns no k and is judged by linkage.
    `prepare` may assume that `checked` found nothing wrong with the step.
    """

    name: str
    says: str
    parameters: tuple[Parameter, ...]
    prepare: Callable[[Step, Reading], Applied]
    perturbs: bool = False


@cache
def transformations() -> dict[str, Transformation]:
    """Return every transformation in this folder, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names if f"{package.__name__}.{name}" != __name__]
    found = {one.name: one for module in modules for one in vars(module).values() if isinstance(one, Transformation)}
    return dict(sorted(found.items()))

"""How does a plan become rows: every step made ready on what the steps before leave, then all of them batch by batch?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.core.errors import BadInput, Problem
from audit.core.plan import Plan
from audit.load.source import Column, Source
from audit.load.table import BATCH
from audit.observe.scene import Progress, Settings, silent
from audit.transform.keys import Keys
from audit.transform.parameters import checked
from audit.transform.registry import ROW, Applied, Reading, transformations

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that is ready for one source: the columns after it, and its rows, as often as they are asked for.

    Randomness was drawn when it was made: the same rows come every time, and other ones from another `prepared`.
    """

    source: Source
    steps: tuple[Applied, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that are released."""
        return self.steps[-1].columns if self.steps else self.source.columns

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the steps found, in their order."""
        return tuple(note for step in self.steps for note in step.notes)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield columns and `__row` of the rows that are left, in the order of the source, with bounded memory."""
        wanted = [name for name in self.source.names() if name in self._needed(columns)]
        start = 0
        for batch in self.source.batches(wanted or self.source.names()[:1], size):
            rows = _numbered(batch, start)
            start += batch.num_rows
            for step in self.steps:
                rows = step.apply(rows)
            yield rows.select([*columns, ROW])

    def _needed(self, columns: Sequence[str]) -> set[str]:
        """Return the columns that some columns after the plan need, and all that any step reads."""
        return {*columns, *(name for step in self.steps for name in step.reads)}


def prepare(
    source: Source, plan: Plan, keys: Keys | None = None, settings: Settings | None = None, progress: Progress = silent
) -> Prepared:
    """Make every step of a plan ready; raises BadInput for what cannot be done, with all that can be seen without rows at once.

    A step that has to know its rows (classes, frequencies, groups) reads them as the steps before leave them.
    """
    _check(source, plan)
    made = Prepared(source)
    for number, step in enumerate(plan.steps, 1):
        progress(f"step {number}: {step.technique}", number - 1, len(plan.steps))
        where = _where(plan, number, step.technique)
        held = set(step.columns) - {column.name for column in made.columns}
        if held:
            raise BadInput.one(where, f"no column {min(held)!r}", "A step before removes it")
        reading = Reading(made.columns, source.rows, made.batches, where, keys or Keys(), settings or Settings(), plan.subject_id, progress)
        made = replace(made, steps=(*made.steps, transformations()[step.technique].prepare(step, reading)))
    return made


def apply_plan(
    source: Source, plan: Plan, keys: Keys | None = None, progress: Progress = silent, settings: Settings | None = None
) -> Iterator[pa.RecordBatch]:
    """Yield the rows that a plan leaves, in batches without the hidden column; `prepare` also tells their columns."""
    made = prepare(source, plan, keys, settings, progress)
    done = 0
    for batch in made.batches([column.name for column in made.columns]):
        yield batch.drop_columns([ROW])
        done = min(source.rows, done + BATCH)
        progress("applying the plan", done, source.rows)


def _where(plan: Plan, number: int, technique: str) -> str:
    """Return what stands in front of an error."""
    return f"plan {plan.name}, step {number} ({technique})"


def _check(source: Source, plan: Plan) -> None:
    """Raise BadInput with everything that can be told of a plan from its words and the names of columns."""
    problems: list[Problem] = []
    columns = list(source.names())
    if ROW in columns:
        problems.append(Problem(source.name, f"a column is called {ROW}, which is kept for the plan's own use", "Rename it"))
    if source.table.home != "here":
        problems.append(Problem(source.name, "plans are applied to files", "Export the table first"))
    if plan.subject_id is not None and plan.subject_id not in columns:
        problems.append(Problem(f"plan {plan.name}", f"no column {plan.subject_id!r}", "subject_id names the column of persons"))
    for number, step in enumerate(plan.steps, 1):
        problems += checked(step, columns, _where(plan, number, step.technique))
        columns = [name for name in columns if step.technique != "drop" or name not in step.columns]
    if problems:
        raise BadInput(problems)


def _numbered(batch: pa.RecordBatch, start: int) -> pa.RecordBatch:
    """Return a batch with the positions of its rows in the source."""
    import numpy as np
    import pyarrow as pa

    rows = pa.array(np.arange(start, start + batch.num_rows, dtype=np.int64))
    return pa.RecordBatch.from_arrays([*batch.columns, rows], names=[*batch.schema.names, ROW])

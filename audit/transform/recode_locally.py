"""Make each row as coarse as its own class needs, not every row as coarse as the worst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.anonymity.recoding import recode
from audit.core.plan import Step
from audit.load.hierarchies import Tree, hierarchies
from audit.observe.coarsening import Seen, coarsener
from audit.observe.ladders import seen_of
from audit.transform import said
from audit.transform.coding import Known, known
from audit.transform.demands import DEMANDS, demand_of, sensitive_of
from audit.transform.registry import ROW, Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import as_kind, changed

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Find the level of every row and column; keeps 8 bytes per cell, and each label once."""
    import numpy as np

    demand, trees = demand_of(step), _trees(step, reading)
    found = known(reading, step.columns, sensitive_of(step, demand), trees)
    kept, places = np.zeros(reading.rows, dtype=np.bool_), np.zeros((len(step.columns), reading.rows), dtype=np.int64)
    notes: tuple[str, ...] = ()
    if found.coded.rows:
        done = recode(found.coded, demand)
        kept[found.rows[~done.lost]] = True
        for column, name in enumerate(step.columns):
            levels = done.levels[:, done.names.index(name)].astype(np.int64)
            places[column, found.rows] = levels * len(found.values[name]) + found.coded.columns[name]
        notes = (f"{done.suppressed:,} of {found.coded.rows:,} rows left out, {done.starred:,} rows with nothing left in these columns.",)
    labels = {name: _labels(name, found, reading.kind(name), trees.get(name)) for name in step.columns}

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows that stay, each with labels of its own levels."""
        batch = batch.filter(_array(kept[batch.column(ROW).to_numpy()]))
        rows = batch.column(ROW).to_numpy()
        here = [(column, name) for column, name in enumerate(step.columns) if name in batch.schema.names]
        return changed(batch, {name: labels[name].take(_array(places[column, rows])) for column, name in here})

    return Applied(as_kind(reading.columns, step.columns, "text"), (), apply, notes)


def _array(values: Any) -> Any:
    """Return numbers or flags as Arrow has them."""
    import pyarrow as pa

    return pa.array(values)


def _trees(step: Step, reading: Reading) -> dict[str, Tree]:
    """Return the hierarchy files of the columns that have one; the others get the ladder of their kind."""
    own = said.text(step, "hierarchies")
    folder = str(reading.keys.folder / own) if own else reading.settings.hierarchies
    found = hierarchies(folder, [one.name for one in reading.columns]) if folder else {}
    return {name: tree for name, tree in found.items() if name in step.columns}


def _labels(column: str, found: Known, kind: str, tree: Tree | None) -> Any:
    """Return the labels of all values at level 0, then of all at level 1, and so on, as one text array."""
    import pyarrow as pa

    made: list[str | None] = []
    values, codes = found.values[column], found.coded.columns[column]
    for name in found.coded.hierarchies[column].steps:
        seen = Seen(levels=tree.levels) if tree else seen_of(name, values, codes)
        coarsen = coarsener(name, kind, seen)
        made += [coarsen(value) for value in values]
    return pa.array(made, pa.string())


RECODE_LOCALLY = Transformation(
    "recode_locally",
    "Values are replaced by coarser ones, row by row only as coarse as the row's class needs: one value then has several labels.",
    (*DEMANDS, Parameter("hierarchies", "text", "the folder of hierarchy files, relative to the plan")),
    _prepare,
)

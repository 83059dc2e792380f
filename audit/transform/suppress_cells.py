"""Empty cells of rows that too few are alike with, and keep the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.observe.coarsening import STAR
from audit.transform import said
from audit.transform.coding import person_columns
from audit.transform.registry import ROW, Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import changed
from audit.transform.values import in_classes

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Find the rows whose class is too small, as the steps before leave them."""
    within = said.names(step, "within") or step.columns
    for name in within:
        reading.kind(name)
    large = in_classes(reading, within, person_columns(reading), said.whole(step, "k", 1))

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with those cells emptied."""
        here = [name for name in step.columns if name in batch.schema.names]
        keep = large.kept[batch.column(ROW).to_numpy()]
        return changed(batch, {name: _emptied(batch.column(name), keep) for name in here})

    return Applied(reading.columns, (), apply, (f"{large.lost:,} of {large.rows:,} rows lost cells.",))


def _emptied(column: Any, keep: Any) -> Any:
    """Return `*` in texts and nothing elsewhere, where a cell is not kept."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    return pc.if_else(pa.array(keep), column, pa.scalar(STAR if text else None, column.type))


SUPPRESS_CELLS = Transformation(
    "suppress_cells",
    "Cells of rows in classes of fewer than k become * (numbers and dates: missing). The emptied rows are a class of their own, "
    "which can be small again.",
    (
        Parameter("k", "whole", "the smallest class whose cells stay: rows, or persons if the plan names subject_id", required=True, low=2),
        Parameter("within", "names", "the columns that make a class: those that lose cells, where nothing is said"),
    ),
    _prepare,
)

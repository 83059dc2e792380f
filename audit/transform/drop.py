"""Leave columns out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.core.plan import Step
from audit.transform.registry import Applied, Reading, Transformation
from audit.transform.rewrite import without

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Drop the columns; raises BadInput where nothing would be left."""
    left = without(reading.columns, step.columns)
    if not left:
        raise reading.bad("no column would be left", "Keep at least one")

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch without those of the columns that it holds."""
        return batch.select([name for name in batch.schema.names if name not in step.columns])

    return Applied(left, (), apply)


DROP = Transformation("drop", "The columns are left out.", (), _prepare)

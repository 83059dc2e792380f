"""Leave out rows whose class breaks what is demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.anonymity.outcome import kept_rows
from audit.core.plan import Step
from audit.transform.coding import known
from audit.transform.demands import DEMANDS, demand_of, sensitive_of
from audit.transform.registry import ROW, Applied, Reading, Transformation

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Find the rows whose class over the columns breaks the demand, as the steps before leave them."""
    import numpy as np

    demand = demand_of(step)
    found = known(reading, step.columns, sensitive_of(step, demand))
    kept = np.zeros(reading.rows, dtype=np.bool_)
    if found.coded.rows:
        kept[found.rows[kept_rows(found.coded, dict.fromkeys(step.columns, 0), demand)]] = True
    lost = found.coded.rows - int(kept.sum())

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows that stay."""
        import pyarrow as pa

        return batch.filter(pa.array(kept[batch.column(ROW).to_numpy()]))

    return Applied(reading.columns, (), apply, (f"{lost:,} of {found.coded.rows:,} rows left out.",))


SUPPRESS_ROWS = Transformation(
    "suppress_rows",
    "Rows in classes that are too small, or too alike in a sensitive column, are left out: classes over the columns as the steps "
    "before leave them.",
    DEMANDS,
    _prepare,
)

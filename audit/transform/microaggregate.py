"""Replace numbers by the mean of at least k rows that are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.core.plan import Step
from audit.transform import said
from audit.transform.registry import ROW, Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import as_kind, changed
from audit.transform.values import numeric

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def _prepare(step: Step, reading: Reading) -> Applied:
    """Group the rows and keep one mean per row and column (8 bytes each)."""
    numeric(step, reading)
    means = _means(step, reading, said.whole(step, "k", 2))

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with the means of the groups; missing values stay missing."""
        import numpy as np
        import pyarrow as pa

        rows = batch.column(ROW).to_numpy()
        found = {name: means[rows, place] for place, name in enumerate(step.columns) if name in batch.schema.names}
        return changed(batch, {name: pa.array(column, pa.float64(), mask=np.isnan(column)) for name, column in found.items()})

    return Applied(as_kind(reading.columns, step.columns, "number"), (), apply)


def _means(step: Step, reading: Reading, k: int) -> Floats:
    """Return the mean of each row's group by column, shape (rows of the source, columns); NaN where a value is missing.

    Rows with values in the same columns are grouped by those; where there are fewer than k of them, they lose their values.
    """
    import numpy as np

    means = np.full((reading.rows, len(step.columns)), np.nan)
    rows, values = _read(step, reading)
    present = ~np.isnan(values)
    patterns, kind = np.unique(present, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        members = np.flatnonzero(kind.reshape(-1) == number)
        if len(members) < k or not pattern.any():
            continue
        wanted = np.flatnonzero(pattern)
        part = values[np.ix_(members, wanted)]
        group = groups(part, k)
        sizes = np.bincount(group)
        for place, column in enumerate(wanted.tolist()):
            means[rows[members], column] = (np.bincount(group, weights=part[:, place]) / sizes)[group]
    return means


def _read(step: Step, reading: Reading) -> tuple[Ints, Floats]:
    """Return positions and values of the rows, NaN where one is missing."""
    import numpy as np
    import pyarrow as pa

    rows, parts = [np.zeros(0, np.int64)], [np.zeros((0, len(step.columns)))]
    for batch in reading.batches(step.columns):
        rows.append(batch.column(ROW).to_numpy())
        columns = [batch.column(name).cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False) for name in step.columns]
        parts.append(np.column_stack(columns))
    return np.concatenate(rows), np.concatenate(parts)


def groups(values: Floats, k: int) -> Ints:
    """Return a group per row, shape (rows,): each of k to 2k - 1 rows, where there are k.

    One column: neighbours in its order. Several: cut at the median of the column that is spread widest, measured in its own
    standard deviations, as long as both halves hold k (LeFevre, DeWitt and Ramakrishnan 2006, multidimensional partitions).
    """
    import numpy as np

    found = np.zeros(len(values), dtype=np.int64)
    if values.shape[1] == 1:
        order = np.argsort(values[:, 0], kind="stable")
        found[order] = np.minimum(np.arange(len(order)) // k, max(0, len(order) // k - 1))
        return found
    deviation = values.std(axis=0)
    scaled = values / np.where(deviation > 0, deviation, 1.0)
    waiting, number = [np.arange(len(values))], 0
    while waiting:
        rows = waiting.pop()
        if len(rows) < 2 * k:
            found[rows] = number
            number += 1
            continue
        part = scaled[rows]
        widest = int(np.argmax(part.max(axis=0) - part.min(axis=0)))
        order = rows[np.argsort(part[:, widest], kind="stable")]
        waiting += [order[len(order) // 2 :], order[: len(order) // 2]]
    return found


MICROAGGREGATE = Transformation(
    "microaggregate",
    "Numbers are replaced by the mean of a group of at least k similar rows.",
    (Parameter("k", "whole", "the fewest rows that share a mean", required=True, low=2),),
    _prepare,
    perturbs=True,
)

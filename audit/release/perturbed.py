"""Are rows with perturbed values still found by their true ones? The nearest original row is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from audit.anonymity.labels import dense, labels
from audit.core.plan import Plan
from audit.release.coding import Column, coded
from audit.release.measured import Rows
from audit.transform.apply import Prepared
from audit.transform.registry import transformations

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

MOST = 10_000
"""Released rows that are looked for, spread evenly over the file."""
_NEAR = 1e-9
_ORDERED = frozenset({"integer", "number", "date", "timestamp"})


@dataclass(frozen=True, slots=True)
class Linked:
    """Of the rows looked for, about how many were nearest to their own original; `chance` is the share by guessing."""

    columns: tuple[str, ...]
    looked: int
    linked: float
    chance: float

    @property
    def share(self) -> float:
        """Return the share that was linked, 0 to 1."""
        return self.linked / self.looked


def linked(rows: Rows, perturbed: Sequence[str], exact: dict[str, Column]) -> Linked | None:
    """Link released rows to their originals by perturbed numbers and dates, within equal values of the `exact` columns.

    A row nearest to several originals alike counts for its share of one. None where no perturbed column has an order.
    """
    import numpy as np

    names = tuple(name for name in perturbed if _ordered(rows, name))
    if not names or not len(rows.kept):
        return None
    before, after = _numbers(rows.source, names)[rows.kept], _numbers(rows.released, names)
    scale = before.std(axis=0)
    scale[scale == 0] = 1.0
    block = dense(labels([(one.codes, one.size) for one in exact.values()], len(before))[0])[0]
    chosen = np.unique(np.linspace(0, len(before) - 1, min(MOST, len(before))).astype(np.int64))
    found = _found(before / scale, after / scale, block, chosen)
    chance = float(np.mean(1.0 / np.bincount(block)[block[chosen]]))
    return Linked((*names, *exact), len(chosen), found, chance)


def _ordered(rows: Rows, name: str) -> bool:
    """Tell whether a column is a number or a date before and after."""
    return all((found := source.column(name)) is not None and found.kind in _ORDERED for source in (rows.source, rows.released))


def _found(before: Floats, after: Floats, block: Ints, chosen: Ints) -> float:
    """Return how many chosen rows are nearest to their own original, among the rows of their block."""
    import numpy as np
    from sklearn.neighbors import KDTree

    total = 0.0
    order = np.argsort(block, kind="stable")
    starts = np.searchsorted(block[order], np.arange(int(block.max()) + 2))
    for number in np.unique(block[chosen]).tolist():
        members = order[starts[number] : starts[number + 1]]
        asked = chosen[block[chosen] == number]
        tree = KDTree(before[members])
        nearest = tree.query(after[asked])[0][:, 0]
        own = np.linalg.norm(after[asked] - before[asked], axis=1)
        hit = own <= nearest + _NEAR
        if hit.any():
            ties = tree.query_radius(after[asked][hit], nearest[hit] + _NEAR, count_only=True)
            total += float(np.sum(1.0 / np.maximum(ties, 1)))
    return total


def _numbers(source: Any, names: Sequence[str]) -> Floats:
    """Return columns as numbers, shape (rows, columns): dates in days, a missing value as the column's mean."""
    import numpy as np

    parts = [np.column_stack([_column(batch.column(name)) for name in names]) for batch in source.batches(names)]
    values = np.concatenate(parts)
    return np.where(np.isnan(values), np.nanmean(values, axis=0), values)


def _column(column: pa.Array) -> Floats:
    """Return one column of a batch as numbers."""
    import pyarrow as pa

    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
    numbers: Floats = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return numbers


def unperturbed(rows: Rows, prepared: Prepared, perturbed: Sequence[str]) -> dict[str, Column]:
    """Return perturbed columns as the other steps alone leave them: what perturbing hides earns no k."""
    steps = zip(rows.plan.steps, prepared.steps, strict=True)
    others = replace(prepared, steps=tuple(ready for step, ready in steps if not transformations()[step.technique].perturbs))
    return coded(others.batches(perturbed), perturbed) if perturbed else {}


def perturbed_columns(plan: Plan) -> frozenset[str]:
    """Return the columns that some step of a plan perturbs."""
    return frozenset(name for step in plan.steps if transformations()[step.technique].perturbs for name in step.columns)

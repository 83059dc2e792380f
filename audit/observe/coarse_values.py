"""What is a model given of a quasi-identifier that has become coarser?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.hierarchy import Hierarchy
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of rows in hand: the code of each row as in `Coded`, and the value of each code, missing last."""

    codes: Ints
    values: pa.Array

    def at(self, hierarchy: Hierarchy, level: int) -> pa.Array:
        """Return the column as it reads at a level, in the type it had, or as doubles.

        A number or a day becomes the mean of the values that share its coarser value, a text a name of that coarser
        value; at the last level everything is one constant. What stands only for missing values is missing.
        """
        import pyarrow as pa

        if level == 0:
            return self.values.take(pa.array(self.codes))
        coarse, size = hierarchy.maps[level], hierarchy.sizes[level]
        kind = self.values.type
        if pa.types.is_boolean(kind):
            return pa.array([False] * len(self.codes), kind)
        labels = _means(self.values, coarse, size) if _counted(kind) else _names(self.values, coarse, size)
        return labels.take(pa.array(coarse[self.codes]))


def placed(scene: Scene, batch: pa.RecordBatch, name: str) -> Placed:
    """Return one quasi-identifier of rows in hand; the values are all those of the dataset, also where rows are a sample."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    column = scene.source.frame().select(scene.source.col(name).alias("__value")).unique()
    distinct = column.collect("pyarrow").to_native().column("__value").combine_chunks()
    distinct = distinct.take(pc.sort_indices(distinct))
    given = batch.column(name).cast(distinct.type)
    if pa.types.is_floating(given.type):
        given = pc.if_else(pc.is_nan(given), None, given)
    codes = pc.index_in(given, value_set=distinct)
    return Placed(np.asarray(codes.to_numpy(zero_copy_only=False), dtype=np.int64), distinct)


def _counted(kind: pa.DataType) -> bool:
    """Tell whether values of a type have a mean."""
    import pyarrow as pa

    return any(of(kind) for of in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_temporal))


def _means(values: pa.Array, coarse: Ints, size: int) -> pa.Array:
    """Return the mean of the distinct values that share each coarser value: what a reader of `30-39` would take it for."""
    import numpy as np
    import pyarrow as pa

    numbers, days = _numbers(values)
    known = ~np.isnan(numbers)
    found = np.bincount(coarse[known], minlength=size)
    with np.errstate(invalid="ignore"):
        means = np.bincount(coarse[known], weights=numbers[known], minlength=size) / found
    if days is None:
        return pa.array(means, pa.float64(), from_pandas=True)
    whole = np.where(found > 0, np.rint(means), 0).astype(np.int64)
    return pa.array(whole, pa.int64(), mask=found == 0).cast(days).cast(values.type)


def _numbers(values: pa.Array) -> tuple[npt.NDArray[np.float64], pa.DataType | None]:
    """Return values as numbers, NaN where missing; of days and times also the type that whole numbers come back by."""
    import numpy as np
    import pyarrow as pa

    if not pa.types.is_temporal(values.type):
        return np.asarray(values.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64), None
    back = pa.timestamp("us") if pa.types.is_date(values.type) else values.type
    whole = values.cast(back).cast(pa.int64()).cast(pa.float64(), safe=False)
    return np.asarray(whole.to_numpy(zero_copy_only=False), dtype=np.float64), back


def _names(values: pa.Array, coarse: Ints, size: int) -> pa.Array:
    """Return a name for each coarser value, in their order; none for what only missing values share."""
    import numpy as np
    import pyarrow as pa

    known = np.zeros(size, dtype=bool)
    known[coarse[np.asarray(values.is_valid())]] = True
    width = len(str(size))
    return pa.array([f"group {place:0{width}}" if one else None for place, one in enumerate(known.tolist())], pa.string())

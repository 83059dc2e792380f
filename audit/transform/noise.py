"""Add random noise to numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.transform import said
from audit.transform.randomness import fresh_key, laplace, normal
from audit.transform.registry import ROW, Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import changed
from audit.transform.values import numeric

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_DRAWS = {"normal": normal, "laplace": laplace}


def _prepare(step: Step, reading: Reading) -> Applied:
    """Draw a secret and find how strong the noise of each column is."""
    numeric(step, reading)
    scales, key = _scales(step, reading), fresh_key()
    draw = _DRAWS[said.text(step, "distribution", "normal")]
    whole = {name for name in scales if reading.kind(name) == "integer"}

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with noise; missing values stay missing."""
        rows = batch.column(ROW).to_numpy()
        here = [name for name in scales if name in batch.schema.names]
        return changed(batch, {name: _noisy(batch.column(name), scales[name] * draw(key, name, rows), name in whole) for name in here})

    return Applied(reading.columns, (), apply)


def _noisy(column: Any, noise: np.typing.NDArray[np.float64], whole: bool) -> Any:  # noqa: FBT001 - the kind of the column
    """Return a column plus noise: whole numbers stay whole numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if whole:
        return pc.add(column, pa.array(noise.round().astype("int64")))
    return pc.add(column, pa.array(noise))


def _scales(step: Step, reading: Reading) -> dict[str, float]:
    """Return the standard deviation of the noise by column, as said or as a share of the column's own."""
    scales, share = said.numbers(step, "scale"), said.number(step, "share")
    missing = [name for name in step.columns if name not in scales]
    if missing and share is None:
        raise reading.bad(f"how much noise column {missing[0]!r} gets is not said", "Write share, or scale for each column")
    extra = next((name for name in scales if name not in step.columns), None)
    if extra is not None:
        raise reading.bad(f"'scale' names {extra!r}, which is none of the step's columns")
    return {**scales, **{name: (share or 0.0) * _deviation(reading, name) for name in missing}}


def _deviation(reading: Reading, name: str) -> float:
    """Return the standard deviation of a column, its missing values left out (Chan, Golub and LeVeque 1979)."""
    import pyarrow.compute as pc

    rows, mean, squares = 0, 0.0, 0.0
    for batch in reading.batches([name]):
        column = batch.column(name)
        count = len(column) - column.null_count
        if not count:
            continue
        own, spread = float(pc.mean(column).as_py()), float(pc.variance(column).as_py()) * count
        apart = own - mean
        squares += spread + apart * apart * rows * count / (rows + count)
        mean += apart * count / (rows + count)
        rows += count
    return math.sqrt(squares / rows) if rows else 0.0


NOISE = Transformation(
    "noise",
    "Random noise is added to each number. It is no differential privacy: nothing is promised about an epsilon.",
    (
        Parameter("share", "number", "the noise's standard deviation as a share of the column's own", low=1e-6, high=100),
        Parameter("scale", "numbers", "the noise's standard deviation by column, in the column's unit", low=1e-12),
        Parameter("distribution", "text", "what the noise is drawn from: normal where nothing is said", words=tuple(_DRAWS)),
    ),
    _prepare,
    perturbs=True,
)

"""Replace the largest and smallest numbers by a limit: 90 stands for 90 and more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.transform import said
from audit.transform.registry import Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import changed
from audit.transform.values import numeric

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class _Limits:
    """The largest and the smallest number that stay in a column, None: no limit."""

    top: float | None
    bottom: float | None


def _prepare(step: Step, reading: Reading) -> Applied:
    """Find the limits: as said, or so that `tail` rows lie at or beyond each."""
    numeric(step, reading)
    limits = {name: _limits(step, reading, name) for name in step.columns}

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with no number beyond its limits."""
        here = [name for name in step.columns if name in batch.schema.names]
        return changed(batch, {name: _held(batch.column(name), limits[name]) for name in here})

    return Applied(reading.columns, (), apply, tuple(_lonely(reading, limits)))


def _lonely(reading: Reading, limits: Mapping[str, _Limits]) -> Iterator[str]:
    """Yield a note for each limit that few rows lie at or beyond: who is one of them stays easy to find."""
    least = reading.settings.min_cell
    for name, held in limits.items():
        above = below = 0
        for batch in reading.batches([name]):
            values = _numbers(batch.column(name))
            above += 0 if held.top is None else int((values >= held.top).sum())
            below += 0 if held.bottom is None else int((values <= held.bottom).sum())
        if held.top is not None and above < least:
            yield f"Fewer than {least} rows lie at or above the top of column {name}."
        if held.bottom is not None and below < least:
            yield f"Fewer than {least} rows lie at or below the bottom of column {name}."


def _limits(step: Step, reading: Reading, name: str) -> _Limits:
    """Return the limits of a column; raises BadInput where none is said, or they do not fit the column."""
    top, bottom = said.numbers(step, "top").get(name), said.numbers(step, "bottom").get(name)
    tail, ends = said.whole(step, "tail"), said.text(step, "ends", "both")
    if tail:
        found = _order(reading, name, tail)
        top = top if top is not None or ends == "bottom" else found.top
        bottom = bottom if bottom is not None or ends == "top" else found.bottom
    if top is None and bottom is None and not tail:
        raise reading.bad(f"no limit is said for column {name!r}", f"Write top: {{{name}: NUMBER}}, bottom, or tail: ROWS")
    if top is not None and bottom is not None and bottom > top:
        raise reading.bad(f"column {name!r}: the bottom lies above the top", "Let fewer rows be in the tails, or say other limits")
    if reading.kind(name) == "integer" and any(limit is not None and limit != int(limit) for limit in (top, bottom)):
        raise reading.bad(f"column {name!r} holds whole numbers, and a limit is none", "Say a whole number")
    return _Limits(top, bottom)


def _order(reading: Reading, name: str, tail: int) -> _Limits:
    """Return the `tail`-th largest and smallest number; None where there are fewer."""
    import numpy as np

    large: Any = np.zeros(0)
    small: Any = np.zeros(0)
    for batch in reading.batches([name]):
        values = _numbers(batch.column(name))
        large = np.sort(np.concatenate([large, values]))[-tail:]
        small = np.sort(np.concatenate([small, values]))[:tail]
    return _Limits(float(large[0]), float(small[-1])) if len(large) == tail else _Limits(None, None)


def _numbers(column: Any) -> np.typing.NDArray[np.float64]:
    """Return the numbers of a column that are there."""
    import pyarrow as pa

    found: np.typing.NDArray[np.float64] = column.drop_null().cast(pa.float64(), safe=False).to_numpy()
    return found


def _held(column: Any, limits: _Limits) -> Any:
    """Return a column within its limits; missing values stay missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if limits.top is not None:
        column = pc.min_element_wise(column, pa.scalar(limits.top).cast(column.type), skip_nulls=False)
    if limits.bottom is not None:
        column = pc.max_element_wise(column, pa.scalar(limits.bottom).cast(column.type), skip_nulls=False)
    return column


TOP_BOTTOM = Transformation(
    "top_bottom",
    "Numbers beyond a limit become the limit: the last number stands for itself and all beyond.",
    (
        Parameter("top", "numbers", "the largest number that stays, by column"),
        Parameter("bottom", "numbers", "the smallest number that stays, by column"),
        Parameter("tail", "whole", "where no limit is said: how many rows have to lie at or beyond it", low=2),
        Parameter("ends", "text", "which ends `tail` is for: both where nothing is said", words=("top", "bottom", "both")),
    ),
    _prepare,
)

"""Which value has a given rank, where all values together do not fit into memory?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw

BINS = 4_096


@dataclass(frozen=True, slots=True)
class _Bin:
    """Values that lie beside each other: how many there are below them, the smallest and the largest."""

    below: int
    low: float
    high: float


def quantiles(frame: nw.LazyFrame[Any], column: str, shares: Sequence[float]) -> list[float | None]:
    """Return quantiles of a column of float64, interpolated linearly between the two nearest values; None without values.

    Only counts per bin, with their ends, are held; bins get narrower until one holds a single value. Numbers are
    those of `quantile_cont` (type 7 of Hyndman and Fan 1996) up to the last digits.
    """
    import narwhals as nw

    present = frame.filter(~nw.col(column).is_null())
    ends = nw.col(column)
    row = _rows(present.select(ends.min().alias("low"), ends.max().alias("high"), nw.len().cast(nw.Int64).alias("n")))[0]
    if not row["n"]:
        return [None for _ in shares]
    bins = _cut(present, column, row["low"], row["high"])
    return [_between(present, column, bins, share * (row["n"] - 1)) for share in shares]


def _between(frame: nw.LazyFrame[Any], column: str, bins: Sequence[_Bin], place: float) -> float:
    """Return the value at a place between two ranks."""
    low = _ranked(frame, column, bins, floor(place))
    rest = place - floor(place)
    return low if rest == 0 else low + (_ranked(frame, column, bins, floor(place) + 1) - low) * rest


def _ranked(frame: nw.LazyFrame[Any], column: str, bins: Sequence[_Bin], rank: int) -> float:
    """Return the value of a rank, from 0."""
    import narwhals as nw

    while True:
        found = max((one for one in bins if one.below <= rank), key=lambda one: one.below)
        if found.low == found.high:
            return found.low
        value = nw.col(column)
        inside = frame.filter((value >= found.low) & (value <= found.high))
        bins, rank = _cut(inside, column, found.low, found.high), rank - found.below


def _cut(frame: nw.LazyFrame[Any], column: str, low: float, high: float) -> list[_Bin]:
    """Return the bins of values between two ends.

    Subtracting and multiplying keep the order of numbers, whatever they round: no bin reaches into another.
    """
    import narwhals as nw

    # Halves, because the distance between two numbers can be more than the largest number.
    span = high / 2 - low / 2
    width = BINS / span if span else float("inf")
    step = (nw.col(column) / 2 - low / 2) * width if width < float("inf") else nw.when(nw.col(column) > low).then(1.0).otherwise(0.0)
    value = nw.col(column)
    counts = frame.select(value, step.floor().alias("__bin")).group_by("__bin")
    ends = [value.min().alias("low"), value.max().alias("high"), nw.len().cast(nw.Int64).alias("n")]
    rows = sorted(_rows(counts.agg(*ends)), key=lambda row: row["low"])
    totals = [0, *accumulate(row["n"] for row in rows)]
    return [_Bin(below, row["low"], row["high"]) for below, row in zip(totals, rows, strict=False)]


def _rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return a small table."""
    rows: list[dict[str, Any]] = frame.collect("pyarrow").to_native().to_pylist()
    return rows

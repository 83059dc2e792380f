"""Between which round numbers do the values of a column that is not personal lie?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.core.fact import Fact, Facts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "ranges"
TAIL = 0.01
DIGITS = 2
_SMALLEST, _LARGEST = 1e-300, 1e300


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Measure the 1st and 99th percentile, rounded outwards to two digits.

    Columns found personal get none. The tails hold at least `min_cell` rows, so that no single
    person sets an edge.
    """
    # A row without an entity only says how much of a column was read.
    personal = {str(keys[0]) for keys in before["personal"].rows if keys[1]}
    rows: list[tuple[tuple[str, str], tuple[int, ...]]] = []
    present = {str(keys[1]): n[0] - n[1] for keys, n in before["profile"].rows.items()}
    for column in scene.source.columns:
        tail = max(TAIL, scene.settings.min_cell / max(1, present[column.name]))
        if column.name in personal or column.kind in {"text", "boolean"} or tail >= 0.5:
            continue
        low, high = _quantiles(scene, column.name, column.kind, tail)
        if low is not None and high is not None and _sayable(low, high):
            rows.append(((column.name, column.kind), _outwards(_steady(low), _steady(high), column.kind)))
    return Fact.of(NAME, scene.source.name, ("column", "kind"), ("low", "high", "scale"), rows)


RANGES = SetWork(NAME, _make, after=("personal", "profile"))


def _quantiles(scene: Scene, column: str, kind: str, tail: float) -> tuple[float | None, float | None]:
    """Return two quantiles of a number, or of the year of a date."""
    import narwhals as nw

    value: nw.Expr = nw.col(column)
    value = value.dt.year() if kind in {"date", "timestamp"} else value
    wanted = [value.cast(nw.Float64).quantile(q, "linear").alias(name) for q, name in ((tail, "low"), (1 - tail, "high"))]
    frame = scene.source.frame().filter(~nw.col(column).is_null()).select(*wanted)
    row = frame.collect("pyarrow").to_native().to_pylist()[0]
    return row["low"], row["high"]


def _steady(value: float) -> float:
    """Return a quantile without its last digits: engines interpolate in their own order, and differ there."""
    return float(f"{value:.12g}")


def _sayable(low: float, high: float) -> bool:
    """Tell whether bounds are numbers that a reader can be told: neither infinite nor next to it."""
    largest = max(abs(low), abs(high))
    return largest == 0 or _SMALLEST <= largest <= _LARGEST


def _outwards(low: float, high: float, kind: str) -> tuple[int, int, int]:
    """Return integer bounds and their decimal scale: the value is bound / 10**scale."""
    if kind in {"date", "timestamp"}:
        return math.floor(low), math.ceil(high), 0
    largest = max(abs(low), abs(high))
    scale = DIGITS - 1 - math.floor(math.log10(largest)) if largest > 0 else 0
    if scale >= 0:
        return math.floor(low * 10**scale), math.ceil(high * 10**scale), scale
    step = 10**-scale
    return math.floor(low / step) * step, math.ceil(high / step) * step, 0


@dataclass(frozen=True, slots=True)
class Ranges:
    """Coarse bounds per column, as text."""

    absent = "no range can be shown"

    dataset: str
    bounds: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Ranges | None:
        """Return the view, or None where no range was measured."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        return cls(dataset, {str(keys[0]): (_said(n[0], n[2]), _said(n[1], n[2])) for keys, n in fact.rows.items()})


def _said(bound: int, scale: int) -> str:
    """Return a bound as a reader writes it."""
    return f"{bound / 10**scale:.{max(0, scale)}f}"

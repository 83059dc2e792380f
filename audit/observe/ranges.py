"""Between which round numbers do the values of a column that is not personal lie?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audit.core.fact import Fact, Facts
from audit.observe.counts import AT_ONCE
from audit.observe.engines.partition import SHARE
from audit.observe.engines.ranks import quantiles
from audit.observe.identifiers import DISMISSED
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Column, Source

Ends: TypeAlias = "tuple[float | None, float | None]"
NAME = "ranges"
VALUE = 32
"""Bytes per value for both ends: DuckDB keeps all values once per quantile, and grows that by doubling."""
TAIL = 0.01
DIGITS = 2
_SMALLEST, _LARGEST = 1e-300, 1e300

MANY = 1_000_000
"""Spark gathers every value of a quantile in one place: beyond so many rows, bins are counted there too."""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Measure the 1st and 99th percentile, rounded outwards to two digits.

    Columns found personal get none. The tails hold at least `min_cell` rows, so that no single
    person sets an edge.
    """
    wanted = list(_wanted(scene, before))
    step = _at_once(scene.source)
    rows: list[tuple[tuple[str, str], tuple[int, ...]]] = []
    for start in range(0, len(wanted), max(1, step)):
        some = wanted[start : start + max(1, step)]
        found = _together(scene.source, some) if step else [_by_ranks(scene.source, *one) for one in some]
        for (column, _), (low, high) in zip(some, found, strict=True):
            if low is not None and high is not None and _sayable(low, high):
                rows.append(((column.name, column.kind), _outwards(_steady(low), _steady(high), column.kind)))
    return Fact.of(NAME, scene.source.name, ("column", "kind"), ("low", "high", "scale"), rows)


RANGES = SetWork(NAME, _make, after=("personal", "profile"))


def _wanted(scene: Scene, before: Mapping[str, Fact]) -> Iterator[tuple[Column, float]]:
    """Yield the columns that can have a range, each with the share of its rows that stays beyond either end."""
    # Of a row without an entity, and of a match that was not accepted, nothing is known to be personal.
    personal = {str(keys[0]) for keys in before["personal"].rows if keys[1] and DISMISSED not in keys}
    present = {str(keys[1]): n[0] - n[1] for keys, n in before["profile"].rows.items()}
    for column in scene.source.columns:
        tail = max(TAIL, scene.settings.min_cell / max(1, present[column.name]))
        if column.name not in personal and column.kind not in {"text", "boolean"} and tail < 0.5:
            yield column, tail


def _at_once(source: Source) -> int:
    """Return of how many columns the engine can hold all values, for both ends, at the same time."""
    memory = source.table.memory
    if source.table.home == "spark" and source.rows > MANY:
        return 0
    return AT_ONCE if memory is None else min(AT_ONCE, int(SHARE * memory / (VALUE * source.rows)))


def _together(source: Source, columns: Sequence[tuple[Column, float]]) -> list[Ends]:
    """Return two quantiles of some columns by one query."""
    wanted = []
    for place, (column, tail) in enumerate(columns):
        value = _number(source, column)
        wanted += [value.quantile(tail, "linear").alias(f"__low{place}"), value.quantile(1 - tail, "linear").alias(f"__high{place}")]
    row = source.frame().select(*wanted).collect("pyarrow").to_native().to_pylist()[0]
    return [(row[f"__low{place}"], row[f"__high{place}"]) for place in range(len(columns))]


def _by_ranks(source: Source, column: Column, tail: float) -> Ends:
    """Return two quantiles of a column whose values do not fit into memory."""
    low, high = quantiles(source.frame().select(_number(source, column).alias("__value")), "__value", (tail, 1 - tail))
    return low, high


def _number(source: Source, column: Column) -> nw.Expr:
    """Return a number, or the year of a date, as an expression."""
    import narwhals as nw

    value: nw.Expr = source.col(column.name)
    value = value.dt.year() if column.kind in {"date", "timestamp"} else value
    return value.cast(nw.Float64)


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

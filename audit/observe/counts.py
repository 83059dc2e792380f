"""How many values of a column are there, and how many different ones?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audit.observe.engines.partition import SHARE, guesses, passes, split, weight

if TYPE_CHECKING:
    from audit.load.source import Source

SPILLED = 4
"""So many times the memory, one column alone is spilled to disk at less cost than it is read once more."""
AT_ONCE = 20
"""Columns per query: an engine's planner takes much longer than twice as long for twice as many."""


def counts_of(source: Source, columns: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the present and the distinct values of some columns; a missing value is no value."""
    if source.table.home != "here":
        return {name: _grouped(source, name) for name in columns}
    memory = source.table.memory
    if memory is not None and weight(source.rows) * min(len(columns), AT_ONCE) > SHARE * memory:
        return dict(_capped(source, columns, memory))
    return dict(pair for some in _chunks(columns) for pair in _counted(source, some))


def _chunks(columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a few columns at a time."""
    yield from (columns[start : start + AT_ONCE] for start in range(0, len(columns), AT_ONCE))


def _capped(source: Source, columns: Sequence[str], memory: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the counts: columns of few values together, columns of many one by one, in parts that fit into memory."""
    guessed: dict[str, int] = {}
    for some in _chunks(columns):
        frame = source.frame().select(*(source.col(name).alias(f"__c{place}") for place, name in enumerate(some)))
        guessed.update(zip(some, guesses(frame, [f"__c{place}" for place in range(len(some))]), strict=True))
    few = [name for name in columns if weight(guessed[name]) * AT_ONCE <= SHARE * memory]
    for some in _chunks(few):
        yield from _counted(source, some)
    for name in columns:
        if name not in few:
            yield name, _alone(source, name, passes(min(source.rows, guessed[name]), 1, SPILLED * memory))


def _alone(source: Source, column: str, number: int) -> tuple[int, int]:
    """Return the counts of one column in so many parts."""
    import narwhals as nw

    present = distinct = 0
    value = nw.col("__value")
    frame = source.frame().select(source.col(column).alias("__value")).filter(~value.is_null())
    for part in split(frame, ("__value",), number):
        counts = part.select(value.count().cast(nw.Int64).alias("__c"), value.n_unique().cast(nw.Int64).alias("__d"))
        row = counts.collect("pyarrow").to_native().to_pylist()[0]
        # Of no rows at all, the count of distinct ones is missing; no missing value is left to be counted as one.
        present, distinct = present + row["__c"], distinct + (row["__d"] or 0)
    return present, distinct


def _counted(source: Source, columns: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the counts of a few columns, in one pass."""
    import narwhals as nw

    present = [source.col(name).count().cast(nw.Int64).alias(f"__c{place}") for place, name in enumerate(columns)]
    kinds = [source.col(name).n_unique().cast(nw.Int64).alias(f"__d{place}") for place, name in enumerate(columns)]
    row = source.frame().select(*present, *kinds).collect("pyarrow").to_native().to_pylist()[0]
    for place, name in enumerate(columns):
        there = row[f"__c{place}"]
        # Narwhals counts a missing value as one more distinct value, on every engine.
        yield name, (there, row[f"__d{place}"] - (1 if there < source.rows else 0))


def _grouped(source: Source, column: str) -> tuple[int, int]:
    """Return the counts of one column by grouping it: others sort or copy every row for each distinct count."""
    import narwhals as nw

    value = source.frame().select(source.col(column).alias("__value")).filter(~nw.col("__value").is_null())
    kinds = value.group_by("__value").agg(nw.len().cast(nw.Int64).alias("__n"))
    row = kinds.select(nw.col("__n").sum().cast(nw.Int64).alias("__c"), nw.len().cast(nw.Int64).alias("__d"))
    counts = row.collect("pyarrow").to_native().to_pylist()[0]
    return counts["__c"] or 0, counts["__d"]

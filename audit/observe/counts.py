"""How many values of a column are there, and how many different ones?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.load.source import Source

AT_ONCE = 20
"""Columns per query: an engine's planner takes much longer than twice as long for twice as many."""


def counts_of(source: Source, columns: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the present and the distinct values of some columns; a missing value is no value."""
    return dict(pair for start in range(0, len(columns), AT_ONCE) for pair in _counted(source, columns[start : start + AT_ONCE]))


def _counted(source: Source, columns: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the counts of a few columns, in one pass."""
    import narwhals as nw

    present = [nw.col(name).count().cast(nw.Int64).alias(f"__c{place}") for place, name in enumerate(columns)]
    kinds = [nw.col(name).n_unique().cast(nw.Int64).alias(f"__d{place}") for place, name in enumerate(columns)]
    row = source.frame().select(*present, *kinds).collect("pyarrow").to_native().to_pylist()[0]
    for place, name in enumerate(columns):
        there = row[f"__c{place}"]
        # Narwhals counts a missing value as one more distinct value, on every engine.
        yield name, (there, row[f"__d{place}"] - (1 if there < source.rows else 0))

"""How alone does each column by itself leave a row?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.anonymity.uniqueness import CROWD
from audit.core.fact import Fact, Facts
from audit.observe.counts import AT_ONCE
from audit.observe.engines.partition import passes, split
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from audit.load.source import Source

    Ints = npt.NDArray[np.int64]

NAME = "uniqueness"
MEASURES = ("rows", "classes", "unique", "below")
"""Rows, classes of rows with one value, rows whose value no other row has, rows whose value fewer than five rows have."""

MOST_IN_HAND = 100_000
"""Up to so many rows, numbering the values in hand takes less time than planning a query for each column."""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Count, for every column, the rows that share their value with few; a missing value is a value of its own."""
    source = scene.source
    rows: list[tuple[str, tuple[int, ...]]] = []
    asked: list[tuple[str, int]] = []
    for keys, (every, missing, distinct) in before["profile"].rows.items():
        column, present = str(keys[1]), every - missing
        if distinct in {0, present}:
            rows.append((column, (every, distinct + (missing > 0), *_known(present, missing))))
        else:
            asked.append((column, distinct + 1))
    here = source.table.home != "database" and source.rows <= MOST_IN_HAND
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        rows += _in_hand(source, [name for name, _ in some]) if here else _counted(source, some)
    return Fact.of(NAME, source.name, ("column",), MEASURES, (((column,), numbers) for column, numbers in rows))


UNIQUENESS = SetWork(NAME, _make, after=("profile",))


def _known(present: int, missing: int) -> tuple[int, int]:
    """Return the rows alone, and nearly alone, where every value that is there is there once."""
    return present + (missing == 1), present + (missing if missing < CROWD else 0)


def numbered(source: Source, columns: Sequence[str]) -> dict[str, Ints]:
    """Return columns as numbers of their values, from 0 without gaps, shape (rows,) each; a missing value is a value of its own."""
    # Working names: a column may be called anything. One query: two would not have to bring the rows in one order.
    names = {f"__c{place}": name for place, name in enumerate(columns)}
    wanted = [source.col(name).alias(working) for working, name in names.items()]
    return coded(source.frame().select(*wanted).collect("pyarrow").to_native(), names)


def coded(table: pa.Table, names: Mapping[str, str]) -> dict[str, Ints]:
    """Return columns of a table as numbers of their values, under other names."""
    import numpy as np
    import pyarrow.compute as pc

    found = {}
    for working, name in names.items():
        chunks = table.column(working)
        # Minus nought is nought, as it is for an engine.
        whole = pc.add(chunks, 0.0) if str(chunks.type) == "double" else chunks
        indices = whole.combine_chunks().dictionary_encode(null_encoding="encode").indices
        # 32 bits hold every place in a dictionary, in half the room.
        found[name] = indices.to_numpy().astype(np.int32)
    return found


def _in_hand(source: Source, columns: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the counts of some columns of few rows."""
    import numpy as np

    for name, codes in numbered(source, columns).items():
        sizes = np.bincount(codes)
        yield name, (len(codes), len(sizes), int((sizes == 1).sum()), int(sizes[sizes < CROWD].sum()))


def _counted(source: Source, columns: Sequence[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the counts of some columns: by one query, in as many parts as the memory asks for."""
    import narwhals as nw

    totals: dict[str, list[int]] = {name: [0] * len(MEASURES) for name, _ in columns}
    pieces = [piece for place, one in enumerate(columns) for piece in _pieces(source, place, *one)]
    for row in nw.concat(pieces, how="vertical").collect("pyarrow").to_native().to_pylist():
        total = totals[columns[row["__place"]][0]]
        for place, measure in enumerate(MEASURES):
            # A sum over no rows is missing.
            total[place] += row[f"__{measure}"] or 0
    yield from ((name, tuple(total)) for name, total in totals.items())


def _pieces(source: Source, place: int, column: str, most: int) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the counts of one column, of one part of its rows each; all rows of a value are in one part."""
    import narwhals as nw

    frame = source.frame().select(source.col(column).alias("__value"))
    for part in split(frame, ("__value",), passes(min(source.rows, most), 1, source.table.memory)):
        size = nw.col("__size")
        values = part.group_by("__value").agg(nw.len().cast(nw.Int64).alias("__size"))
        counted = {"rows": size, "classes": nw.lit(1), "unique": _where(size == 1, size), "below": _where(size < CROWD, size)}
        summed = (nw.col(f"__{measure}").sum().cast(nw.Int64).alias(f"__{measure}") for measure in counted)
        each = values.with_columns(*(one.alias(f"__{measure}") for measure, one in counted.items()))
        yield each.select(*summed).with_columns(nw.lit(place).cast(nw.Int64).alias("__place"))


def _where(condition: nw.Expr, value: nw.Expr) -> nw.Expr:
    """Return a number where a condition holds, else nothing: engines add truth values up in their own ways."""
    import narwhals as nw

    return nw.when(condition).then(value).otherwise(nw.lit(0))


@dataclass(frozen=True, slots=True)
class Alone:
    """One column: how many values it has, and how many rows share theirs with nobody, or with fewer than four others."""

    rows: int
    classes: int
    unique: int
    below: int

    @property
    def share_below(self) -> float:
        """Return the share of rows whose value fewer than five rows have."""
        return self.below / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """How alone every column by itself leaves the rows, in the order of their names."""

    absent = "no dataset was read"

    dataset: str
    columns: Mapping[str, Alone]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Uniqueness | None:
        """Return the view, or None where no column was counted."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        return cls(dataset, {str(keys[0]): Alone(*numbers) for keys, numbers in fact.rows.items()})

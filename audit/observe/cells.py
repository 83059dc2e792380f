"""How many rows share the same quasi-identifiers?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from typing import TYPE_CHECKING, Any, cast

from audit.core.fact import Fact, Facts
from audit.observe.engines.partition import parts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "cells"


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count classes by size inside the engine: the classes themselves never leave it.

    A missing value is a value of its own: two rows without a birth date share that.
    """
    columns, source = scene.roles.quasi_identifiers, scene.source
    if not columns:
        return None
    # Working names: a column may be called anything, and not every engine groups by any name.
    names = tuple(f"__key_{place}" for place in range(len(columns)))
    frame = source.frame().select(*(source.col(column).alias(name) for column, name in zip(columns, names, strict=True)))
    pieces = parts(frame, names, _most(scene, before), source.table.memory)
    return reduce(Fact.merge, (_counted(part, names, source.name) for part in pieces))


def _counted(frame: nw.LazyFrame[Any], names: Sequence[str], dataset: str) -> Fact:
    """Count the classes of some rows by size; the rows of a class are all among them."""
    import narwhals as nw

    classes = frame.group_by(*names).agg(nw.len().cast(nw.Int64).alias("__size"))
    table = classes.group_by("__size").agg(nw.len().cast(nw.Int64).alias("__classes")).collect("pyarrow").to_native()
    counted = zip(table.column("__size").to_pylist(), table.column("__classes").to_pylist(), strict=True)
    return Fact.of(NAME, dataset, ("size",), ("classes", "rows"), [((size,), (number, size * number)) for size, number in counted])


def _most(scene: Scene, before: Mapping[str, Fact]) -> int:
    """Return how many classes there are at most: one per row, or per combination of values, a missing one counted."""
    distinct = {keys[1]: numbers[2] for keys, numbers in before["profile"].rows.items()}
    return min(scene.source.rows, prod(distinct[column] + 1 for column in scene.roles.quasi_identifiers))


CELLS = SetWork(NAME, _make, after=("profile",))


@dataclass(frozen=True, slots=True)
class Cells:
    """Equivalence classes by size; k is the smallest size (Samarati and Sweeney 1998)."""

    absent = "no quasi-identifiers are declared"

    dataset: str
    quasi_identifiers: tuple[str, ...]
    sizes: Mapping[int, int]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Cells | None:
        """Return the view, or None without quasi-identifiers."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        roles = cast("dict[str, list[str]]", facts.about["roles"])
        return cls(dataset, tuple(roles["quasi_identifiers"]), {cast("int", k[0]): n[0] for k, n in fact.rows.items()})

    @property
    def k(self) -> int:
        """Return the size of the smallest class."""
        return min(self.sizes)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return sum(size * number for size, number in self.sizes.items())

    @property
    def classes(self) -> int:
        """Return the number of classes."""
        return sum(self.sizes.values())

    def rows_below(self, k: float) -> int:
        """Return the rows in classes smaller than k."""
        return sum(size * number for size, number in self.sizes.items() if size < k)

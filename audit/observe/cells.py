"""How many rows share the same quasi-identifiers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from audit.core.fact import Fact, Facts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "cells"


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count classes by size inside the engine: the classes themselves never leave it.

    A missing value is a value of its own: two rows without a birth date share that.
    """
    import narwhals as nw

    if not scene.roles.quasi_identifiers:
        return None
    # Working names: a column may be called anything, and not every engine groups by any name.
    keys = [nw.col(name).alias(f"__key_{place}") for place, name in enumerate(scene.roles.quasi_identifiers)]
    size = nw.len().cast(nw.Int64).alias("__size")
    classes = scene.source.frame().select(*keys).group_by(*(f"__key_{place}" for place in range(len(keys)))).agg(size)
    table = classes.group_by("__size").agg(nw.len().cast(nw.Int64).alias("__classes")).collect("pyarrow").to_native()
    counted = zip(table.column("__size").to_pylist(), table.column("__classes").to_pylist(), strict=True)
    rows = [((size,), (number, size * number)) for size, number in counted]
    return Fact.of(NAME, scene.source.name, ("size",), ("classes", "rows"), rows)


CELLS = SetWork(NAME, _make)


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

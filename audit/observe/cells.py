"""How many rows, or persons where rows have them, share the same quasi-identifiers?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import inf, prod
from typing import TYPE_CHECKING, Any, cast

from audit.core.fact import Fact, Facts
from audit.observe.engines.partition import parts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "cells"
PERSON = "__person"


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count classes by size inside the engine: the classes themselves never leave it.

    A missing value is a value of its own: two rows without a birth date share that.
    """
    if not scene.roles.quasi_identifiers:
        return None
    frame, names = keyed(scene)
    pieces = parts(frame, names, most(scene, before), scene.source.table.memory)
    return reduce(Fact.merge, (_counted(part, names, scene) for part in pieces))


def keyed(scene: Scene, **more: str) -> tuple[nw.LazyFrame[Any], tuple[str, ...]]:
    """Return the quasi-identifiers under working names, and those names; with the subject and `more` (name: column) beside them."""
    # A column may be called anything, and not every engine groups by any name.
    names = {f"__key_{place}": column for place, column in enumerate(scene.roles.quasi_identifiers)}
    every = names | ({PERSON: scene.roles.subject_id} if scene.roles.subject_id else {}) | more
    return scene.source.frame().select(*(scene.source.col(column).alias(name) for name, column in every.items())), tuple(names)


def sized(frame: nw.LazyFrame[Any], names: Sequence[str], *, by_person: bool) -> nw.LazyFrame[Any]:
    """Return every class with its size in `__size`, and its rows in `__rows`.

    A person with many rows in a class counts once in it. Rows that say no person are one person's: nothing tells
    that they are not.
    """
    import narwhals as nw

    rows = nw.len().cast(nw.Int64)
    if not by_person:
        return frame.group_by(*names).agg(rows.alias("__size")).with_columns(nw.col("__size").alias("__rows"))
    alone = frame.group_by(*names, PERSON).agg(rows.alias("__rows"))
    return alone.group_by(*names).agg(rows.alias("__size"), nw.col("__rows").sum().cast(nw.Int64).alias("__rows"))


def _counted(frame: nw.LazyFrame[Any], names: Sequence[str], scene: Scene) -> Fact:
    """Count the classes of some rows by size; the rows of a class are all among them."""
    import narwhals as nw

    classes = sized(frame, names, by_person=scene.roles.subject_id is not None)
    sums = (nw.len().cast(nw.Int64).alias("__classes"), nw.col("__rows").sum().cast(nw.Int64).alias("__rows"))
    table = classes.group_by("__size").agg(*sums).collect("pyarrow").to_native()
    counted = zip(*(table.column(name).to_pylist() for name in ("__size", "__classes", "__rows")), strict=True)
    rows = [((size,), (number, held)) for size, number, held in counted]
    return Fact.of(NAME, scene.source.name, ("size",), ("classes", "rows"), rows)


def most(scene: Scene, before: Mapping[str, Fact], *more: str) -> int:
    """Return how many combinations there are at most: one per row, or per combination of values, a missing one counted."""
    if scene.roles.subject_id:
        return scene.source.rows
    distinct = {keys[1]: numbers[2] for keys, numbers in before["profile"].rows.items()}
    return min(scene.source.rows, prod(distinct[column] + 1 for column in (*scene.roles.quasi_identifiers, *more)))


CELLS = SetWork(NAME, _make, after=("profile",))


@dataclass(frozen=True, slots=True)
class Cells:
    """Equivalence classes by size; k is the smallest size (Samarati and Sweeney 1998).

    `sizes` are classes by size. With a subject id (`by_person`) a size is a number of distinct persons, and `held` the
    rows of the classes of each size; a person in several classes is exposed in each.
    """

    absent = "no quasi-identifiers are declared"

    dataset: str
    quasi_identifiers: tuple[str, ...]
    sizes: Mapping[int, int]
    held: Mapping[int, int] = field(default_factory=dict)
    by_person: bool = False

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Cells | None:
        """Return the view, or None without quasi-identifiers."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        roles = cast("dict[str, Any]", facts.about["roles"])
        classes, rows = ({cast("int", k[0]): n[place] for k, n in fact.rows.items()} for place in (0, 1))
        return cls(dataset, tuple(roles["quasi_identifiers"]), classes, rows, roles.get("subject_id") is not None)

    @property
    def k(self) -> int:
        """Return the size of the smallest class."""
        return min(self.sizes)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return self.rows_below(inf)

    @property
    def classes(self) -> int:
        """Return the number of classes."""
        return sum(self.sizes.values())

    def rows_below(self, k: float) -> int:
        """Return the rows in classes smaller than k."""
        return sum(self.held.get(size, size * number) for size, number in self.sizes.items() if size < k)

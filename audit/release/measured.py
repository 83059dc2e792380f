"""How alone are the rows of a released file, what do their classes tell, and who lost rows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.classes import class_sizes
from audit.anonymity.coded import Sensitive
from audit.anonymity.measures import Measures, measures
from audit.core.plan import Plan
from audit.load.source import Source
from audit.observe.tally import UNKNOWN
from audit.release.coding import Column, coded, pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

ORDERED = frozenset({"integer", "number", "date", "timestamp"})
FEWEST_SHOWN = 10
"""A group with fewer rows is not named."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Classes over some columns: the smallest, how many, and the rows in classes below the k that is promised."""

    columns: tuple[str, ...]
    k: int
    classes: int
    below: int
    persons: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Rows of a group before, and how many of them are not in the release; rare groups are taken together and not named."""

    attribute: str
    group: str
    rows: int
    lost: int
    named: bool = True

    @property
    def share(self) -> float:
        """Return the share that was lost, 0 to 1."""
        return self.lost / self.rows


@dataclass(frozen=True, slots=True)
class Rows:
    """The released file and its source, row by row: `kept` are the positions in the source of the released rows."""

    source: Source
    released: Source
    kept: Ints
    plan: Plan

    def quasi_identifiers(self) -> tuple[str, ...]:
        """Return the quasi-identifiers that are in the release."""
        names = set(self.released.names())
        return tuple(name for name in self.plan.promise.quasi_identifiers if name in names)

    def columns(self, names: Sequence[str]) -> dict[str, Column]:
        """Return columns of the released file."""
        return coded(self.released.batches(names), names) if names else {}

    def persons(self) -> Ints | None:
        """Return whose each released row is, from the source: the release may have left it out or replaced it."""
        name = self.plan.subject_id
        return None if name is None else coded(self.source.batches([name]), [name])[name].codes[self.kept]


def alone(rows: Rows, columns: Mapping[str, Column]) -> Alone | None:
    """Return the classes over the quasi-identifiers, in rows or in persons; None where none of them is released."""
    if not columns:
        return None
    people = rows.persons()
    sizes = class_sizes(pairs(columns.values()), len(rows.kept), people)
    small = sizes < (rows.plan.promise.k or 1)
    return Alone(tuple(columns), int(sizes.min()), len(sizes), int(sizes[small].sum()), people is not None)


def told(rows: Rows, columns: Mapping[str, Column]) -> dict[str, tuple[Measures, ...]]:
    """Return the measures of each sensitive column of the promise that is released: in the classes, and in those the others add."""
    names = [name for name in dict.fromkeys([*rows.plan.promise.l, *rows.plan.promise.t]) if name in rows.released.names()]
    found = rows.columns(names)
    own = pairs(columns.values())
    made: dict[str, tuple[Measures, ...]] = {}
    for name in names:
        sensitive = Sensitive(found[name].codes, found[name].size, _ordered(rows.released, name))
        others = pairs(column for other, column in found.items() if other != name)
        readings = [own, [*own, *others]] if others else [own]
        made[name] = tuple(measures(reading, sensitive, len(rows.kept)) for reading in readings)
    return made


def _ordered(source: Source, name: str) -> bool:
    """Tell whether the values of a column have an order."""
    column = source.column(name)
    return column is not None and column.kind in ORDERED


def lost(rows: Rows, attributes: Sequence[str]) -> tuple[Lost, ...]:
    """Return what every group of some columns of the source lost, by attribute, the largest share first."""
    return tuple(one for name in attributes for one in sorted(_lost(rows, name), key=lambda one: (-one.share, one.group)))


def _lost(rows: Rows, name: str) -> Iterator[Lost]:
    """Yield the groups of one column; those with fewer than ten rows are taken together and not named."""
    import numpy as np

    column = coded(rows.source.batches([name]), [name])[name]
    before = np.bincount(column.codes, minlength=column.size)
    after = np.bincount(column.codes[rows.kept], minlength=column.size)
    small = before < FEWEST_SHOWN
    for value, number, left in zip(column.values, before.tolist(), after.tolist(), strict=True):
        if number >= FEWEST_SHOWN:
            yield Lost(name, UNKNOWN if value is None else str(value), number, number - left)
    if small.any():
        total = int(before[small].sum())
        yield Lost(name, f"{int(small.sum())} rare groups", total, total - int(after[small].sum()), named=False)

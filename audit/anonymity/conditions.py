"""Which classes break what is demanded of them, and which rows would break it at every lower level too?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab
from audit.anonymity.closeness import distance
from audit.anonymity.demand import Demand
from audit.anonymity.diversity import distinct, entropy, recursive
from audit.anonymity.labels import MOST_LABELS
from audit.anonymity.parts import Grouped, grouped
from audit.anonymity.spread import SLACK, smallest_close, spread, too_far

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Kept:
    """One sensitive column, ready: the value of each combination, the combination of the others, and the rows with each value."""

    values: Ints
    totals: Ints
    ordered: bool
    others: Ints | None
    other_size: int


@dataclass(frozen=True)
class Conditions:
    """All that a class has to hold beside its number of rows.

    `persons` is the person of each combination of sensitive values and persons, where k counts those.
    """

    demand: Demand
    columns: Mapping[str, Kept]
    persons: Ints | None
    person_size: int

    @cached_property
    def least(self) -> int:
        """Return the fewest rows a class can have without breaking something."""
        k = 1 if self.persons is not None else self.demand.k
        return max([k, *self._fewest.values()])

    @cached_property
    def _fewest(self) -> Mapping[str, int]:
        """Return for each sensitive column the fewest rows that can hold what is asked of it."""
        return {name: max(self._values(name), self._close(name, column)) for name, column in self.columns.items()}

    def _close(self, name: str, column: Kept) -> int:
        """Return the fewest rows that can be as close to all as t asks; for an ordered distance that is not known."""
        asked = name in self.demand.t and not column.ordered
        return smallest_close(column.totals, self.demand.t[name]) if asked else 1

    @property
    def by_size(self) -> bool:
        """Return whether the number of rows of a class decides alone."""
        return not self.columns and self.persons is None

    def judge(self, found: Grouped, extra: Ints, counts: Floats) -> tuple[Bools, Bools]:
        """Return which classes are lost, and which distinct rows are lost at every lower node too.

        Below a class lie only parts of it: fewer rows, persons and distinct values. Entropy and distance may
        be better in a part, so they force nothing beyond what too few values or rows do.
        """
        import numpy as np

        sizes = np.bincount(found.place, weights=counts, minlength=found.size)
        few = sizes < self.least
        if self.persons is not None:
            few |= self._persons(found, self.persons[extra]) < self.demand.k
        lost, forced = few.copy(), few[found.place]
        for name, column in self.columns.items():
            self._column(name, column, found, extra, counts, lost, forced)
        return lost, forced

    def smallest(self, found: Grouped, extra: Ints, lost: Bools) -> int | None:
        """Return the fewest distinct persons of a class that is kept; None where rows are counted."""
        if self.persons is None or bool(lost.all()):
            return None
        return int(self._persons(found, self.persons[extra])[~lost].min())

    def _persons(self, found: Grouped, persons: Ints) -> Ints:
        """Return how many distinct persons each class has."""
        import numpy as np

        pairs = _grouped(found.place, persons, found.size, self.person_size)
        distinct: Ints = np.bincount(found.place[pairs.first], minlength=found.size)
        return distinct

    def _column(self, name: str, column: Kept, found: Grouped, extra: Ints, counts: Floats, lost: Bools, forced: Bools) -> None:
        """Add what one sensitive column breaks, in the classes and in those that the other sensitive columns make of them."""
        values = column.values[extra]
        broken, sure = self._breaks(name, spread(found, values, counts, column.totals, ordered=column.ordered), self.least)
        lost |= broken
        forced |= sure[found.place]
        if column.others is None:
            return
        finer = _grouped(found.place, column.others[extra], found.size, column.other_size)
        # The finer class has to be as large as this column asks, not as the whole class.
        table = spread(finer, values, counts, column.totals, ordered=column.ordered)
        broken, sure = self._breaks(name, table, self._fewest[name])
        lost[found.place[finer.first[broken]]] = True
        forced |= sure[finer.place]

    def _breaks(self, name: str, table: Crosstab, least: int) -> tuple[Bools, Bools]:
        """Return which classes break a demand on one column, and which would in every part of at least so many rows."""
        demand = self.demand
        sure: Bools = distinct(table) < self._values(name)
        lost = sure.copy()
        if name in demand.entropy_l:
            lost |= entropy(table) < demand.entropy_l[name] - SLACK
        if name in demand.recursive:
            factor, values = demand.recursive[name]
            lost |= ~(recursive(table, values) < factor)
        if name in demand.t:
            lost |= distance(table) > demand.t[name] + SLACK
            if not table.ordered:
                sure |= too_far(table, demand.t[name], least)
        return lost | sure, sure

    def _values(self, name: str) -> int:
        """Return the fewest distinct values without which a class breaks something: entropy and recursion need as many as l, too."""
        demand = self.demand
        return max(
            demand.l.get(name, 1),
            math.ceil(demand.entropy_l.get(name, 1) - SLACK),
            demand.recursive[name][1] if name in demand.recursive else 1,
        )


def _grouped(first: Ints, second: Ints, first_size: int, second_size: int) -> Grouped:
    """Return the classes of pairs of labels."""
    if first_size * second_size > MOST_LABELS:
        message = "too many classes and values to number"
        raise OverflowError(message)
    return grouped(first * second_size + second, first_size * second_size)

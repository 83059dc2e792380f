"""How do a few columns look at any of their levels, once for every combination of values that occurs?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.labels import labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

# Numbers up to here are counted in a table; above it they are sorted.
WIDEST = 1 << 16
# How many combinations are remembered in all, over the levels at which a part was looked at.
MOST_REMEMBERED = 1 << 24
LEAST_REMEMBERED = 4


@dataclass(frozen=True, slots=True)
class Grouped:
    """Things put into classes: the class of each, how many classes, and one thing of each class, whichever."""

    place: Ints
    size: int
    first: Ints


def grouped(label: Ints, width: int) -> Grouped:
    """Return classes from 0 without gaps, in the order of the labels, which are below the width."""
    import numpy as np

    if width > max(WIDEST, 8 * len(label)):
        return _sorted(label)
    seen = np.zeros(width, dtype=np.bool_)
    seen[label] = True
    known = np.flatnonzero(seen)
    order = np.zeros(width, dtype=np.int64)
    order[known] = np.arange(len(known))
    place = order[label]
    first = np.empty(len(known), dtype=np.int64)
    first[place] = np.arange(len(label))
    return Grouped(place, len(known), first)


def _sorted(label: Ints) -> Grouped:
    """Return classes of labels by sorting them: twice as fast as numpy's `unique`, which looks for the first of each."""
    import numpy as np

    order = np.argsort(label)
    ranked = label[order]
    starts = np.ones(len(label), dtype=np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=starts[1:])
    place = np.empty(len(label), dtype=np.int64)
    place[order] = np.cumsum(starts) - 1
    first: Ints = order[starts]
    return Grouped(place, len(first), first)


@dataclass(frozen=True)
class Part:
    """Some columns, labelled together: `combos[j]` is column j of each combination of values that occurs."""

    names: tuple[str, ...]
    hierarchies: tuple[Hierarchy, ...]
    combos: tuple[Ints, ...]
    size: int
    _levels: dict[tuple[int, ...], Grouped] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[str], hierarchies: Sequence[Hierarchy], columns: Sequence[Ints], rows: int) -> tuple[Part, Ints]:
        """Return the columns as one, and the combination that each row is."""
        found = grouped(*labels([(column, int(column.max(initial=0)) + 1) for column in columns], rows))
        combos = tuple(column[found.first] for column in columns)
        return cls(tuple(names), tuple(hierarchies), combos, found.size), found.place

    def at(self, levels: tuple[int, ...]) -> Grouped:
        """Return the classes of the combinations with each column at its level."""
        if levels in self._levels:
            self._levels[levels] = self._levels.pop(levels)
        else:
            coarse = [
                (ladder.maps[level][codes], ladder.sizes[level])
                for ladder, level, codes in zip(self.hierarchies, levels, self.combos, strict=True)
            ]
            # Room is made by what was not asked for longest.
            while (len(self._levels) + 1) * self.size > MOST_REMEMBERED and len(self._levels) > LEAST_REMEMBERED:
                del self._levels[next(iter(self._levels))]
            self._levels[levels] = grouped(*labels(coarse, self.size))
        return self._levels[levels]

    def between(self, lower: tuple[int, ...], upper: tuple[int, ...], times: int = 1) -> Ints:
        """Return for each class at lower levels its class at upper ones, times a number."""
        return self.at(upper).place[self.at(lower).first] * times

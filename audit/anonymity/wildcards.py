"""What if a missing value, or `*`, could be any value? Each class then has more candidates than its own rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.classes import Classes, Crosstab, classes
from audit.anonymity.coded import Sensitive
from audit.anonymity.labels import labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

MOST_PAIRS = 50_000_000
"""Pairs of a class and a value of its candidates that are counted."""


@dataclass(frozen=True, slots=True)
class Open:
    """A quasi-identifier whose code may stand for anything: a code per row, shape (rows,), and per code whether it does."""

    codes: Ints
    wild: Bools


def candidates(columns: Sequence[Open], sensitive: Sensitive, rows: int, most: int = MOST_PAIRS) -> Crosstab | None:
    """Return how often each value occurs among the rows that each class agrees with, wildcards agreeing with everything.

    The sizes are those of the candidates, which overlap: they add up to more than the rows. No class has fewer
    candidates, or fewer values, than as a class of values; shares may well be worse. None where the work is above `most`.
    """
    import numpy as np

    found = classes([(one.codes, len(one.wild)) for one in columns], rows)
    first = np.unique(found.codes, return_index=True)[1]
    kinds = _Kinds.of(columns, first)
    own = _cells(found, sensitive)
    parts: list[_Cells] = []
    for part in kinds.pairs(own, sensitive.size, most):
        if part is None:
            return None
        parts.append(part)
        most -= len(part.places)
    return _merged(parts, len(found.sizes), sensitive)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Rows per class and value, ascending by class."""

    places: Ints
    values: Ints
    counts: Ints

    def only(self, some: Ints) -> _Cells:
        """Return some of them."""
        return _Cells(self.places[some], self.values[some], self.counts[some])


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Classes by which of their columns are wild: codes per class and column, and a number per pattern of wild columns."""

    codes: tuple[Ints, ...]
    sizes: tuple[int, ...]
    wild: Bools
    pattern: Ints

    @classmethod
    def of(cls, columns: Sequence[Open], first: Ints) -> _Kinds:
        """Take the classes by one row of each."""
        import numpy as np

        codes = tuple(one.codes[first] for one in columns)
        wild = np.stack([one.wild[code] for one, code in zip(columns, codes, strict=True)], axis=1)
        patterns, pattern = np.unique(wild, axis=0, return_inverse=True)
        return cls(codes, tuple(len(one.wild) for one in columns), patterns, pattern.reshape(-1))

    def pairs(self, own: _Cells, size: int, most: int) -> Iterator[_Cells | None]:
        """Yield classes with the values and rows they agree with, by two patterns at a time; None once that is too much."""
        import numpy as np

        for one in range(len(self.wild)):
            asking = np.flatnonzero(self.pattern == one)
            for other in range(len(self.wild)):
                given = np.flatnonzero(self.pattern[own.places] == other)
                common = ~(self.wild[one] | self.wild[other])
                part = self._agreeing(asking, own.only(given), common, size, most)
                yield part
                if part is None:
                    return
                most -= len(part.places)

    def _agreeing(self, asking: Ints, given: _Cells, common: Bools, size: int, most: int) -> _Cells | None:
        """Return the classes `asking` with the cells of classes that are equal in the columns in common, None above `most`."""
        import numpy as np

        both = np.concatenate([asking, given.places])
        label, _ = labels([(self.codes[place][both], self.sizes[place]) for place in np.flatnonzero(common)], len(both))
        mine, theirs = label[: len(asking)], label[len(asking) :]
        cells, where = np.unique(theirs * size + given.values, return_inverse=True)
        counts = np.bincount(where.reshape(-1), weights=given.counts, minlength=len(cells)).astype(np.int64)
        low, high = np.searchsorted(cells, mine * size), np.searchsorted(cells, (mine + 1) * size)
        many = high - low
        if int(many.sum()) > most:
            return None
        place = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(low, many)
        return _Cells(np.repeat(asking, many), cells[place] % size, counts[place])


def _cells(found: Classes, sensitive: Sensitive) -> _Cells:
    """Return the rows per class and value."""
    import numpy as np

    label, counts = np.unique(found.codes * sensitive.size + sensitive.codes, return_counts=True)
    return _Cells(label // sensitive.size, label % sensitive.size, counts)


def _merged(parts: Sequence[_Cells], number: int, sensitive: Sensitive) -> Crosstab:
    """Add up the candidates of every class."""
    import numpy as np

    pairs = np.concatenate([part.places * sensitive.size + part.values for part in parts])
    label, where = np.unique(pairs, return_inverse=True)
    counts = np.concatenate([part.counts for part in parts])
    added = np.bincount(where.reshape(-1), weights=counts, minlength=len(label)).astype(np.int64)
    places = label // sensitive.size
    each = np.bincount(places, minlength=number)
    sizes = np.bincount(places, weights=added, minlength=number).astype(np.int64)
    totals = np.bincount(sensitive.codes, minlength=sensitive.size)
    present = np.cumsum(totals > 0) - 1
    against = totals[totals > 0]
    values = present[label % sensitive.size]
    return Crosstab(places, values, added, np.cumsum(each) - each, sizes, against, int(against.sum()), sensitive.ordered)

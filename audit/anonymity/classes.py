"""Which rows share their quasi-identifiers, and how are the values of a sensitive column spread over these classes?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.coded import Sensitive
from audit.anonymity.labels import dense, labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

MOST_DENSE = 4
"""Cells per row up to which counting all possible ones is faster than sorting those that occur."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Equivalence classes: the class of every row, shape (rows,), from 0 without gaps, and the rows of every class."""

    codes: Ints
    sizes: Ints


@dataclass(frozen=True, slots=True)
class Crosstab:
    """How often each value of a sensitive column occurs in each class; only what occurs is listed.

    `places`, `values` and `counts` have one entry per pair of class and value, ascending by class, then by value;
    `starts` is where each class begins. `sizes` are the rows per class. `totals` are rows per value in the table that
    the classes are held against, `rows` their sum: usually all rows of all classes, else those before some were
    suppressed. Every value occurs at least once there.
    """

    places: Ints
    values: Ints
    counts: Ints
    starts: Ints
    sizes: Ints
    totals: Ints
    rows: int
    ordered: bool


def classes(columns: Sequence[tuple[Ints, int]], rows: int) -> Classes:
    """Return the classes of rows that agree in all columns: codes per row, and a number above the largest code."""
    import numpy as np

    codes, _ = dense(labels(columns, rows)[0])
    return Classes(codes, np.bincount(codes) if rows else codes)


def class_sizes(columns: Sequence[tuple[Ints, int]], rows: int, subjects: Ints | None = None) -> Ints:
    """Return the rows of each class or, where rows have subjects, its distinct persons: who has many rows is still one."""
    found = classes(columns, rows)
    return found.sizes if subjects is None else persons(found, subjects)


def persons(found: Classes, subjects: Ints) -> Ints:
    """Return the number of distinct persons in each class; a person in several classes counts in each."""
    import numpy as np

    size = int(subjects.max(initial=-1)) + 1
    _, first = np.unique(labels([(found.codes, len(found.sizes)), (subjects, size)], len(subjects))[0], return_index=True)
    return np.bincount(found.codes[first], minlength=len(found.sizes))


def crosstab(found: Classes, sensitive: Sensitive, totals: Ints | None = None) -> Crosstab:
    """Return the counts of each value in each class.

    `totals`, shape (size,), are the rows per value of the table to compare with, where that is not the classes' own
    rows; values that occur nowhere in it are left out.
    """
    import numpy as np

    own = np.bincount(sensitive.codes, minlength=sensitive.size)
    against = own if totals is None else totals
    occurs = (against > 0) | (own > 0)
    values, size = sensitive.codes, sensitive.size
    if not occurs.all():
        values, size, against = (np.cumsum(occurs) - 1)[values], int(occurs.sum()), against[occurs]
    cells, counts = _counted(found.codes * size + values, len(found.sizes) * size, len(values))
    places = cells // max(size, 1)
    each = np.bincount(places, minlength=len(found.sizes))
    starts = np.cumsum(each) - each
    return Crosstab(places, cells - places * size, counts, starts, found.sizes, against, int(against.sum()), sensitive.ordered)


def _counted(label: Ints, width: int, rows: int) -> tuple[Ints, Ints]:
    """Return the labels that occur, ascending, and how often."""
    import numpy as np

    if width > MOST_DENSE * rows + 1:
        return np.unique(label, return_counts=True)
    counts = np.bincount(label, minlength=width)
    cells = np.flatnonzero(counts)
    return cells, counts[cells]

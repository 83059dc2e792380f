"""Which few columns, taken together, leave many rows nearly alone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from audit.anonymity.labels import labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

CROWD = 5
"""Rows in classes of fewer people than this are nearly alone."""
RISKY = 0.20
"""Share of rows nearly alone from which a combination is risky."""
LARGEST = 4
"""Columns of a combination at most: what somebody can plausibly know of another person at once."""
MOST_WORK = 300_000_000
"""Rows that are looked at in all, once for every combination."""
_OVERHEAD = 1_000
"""What looking at a combination costs at least, in rows."""
_ROOM = 8
"""So many times the rows, counters take less time than sorting."""
MOST_COUNTERS = 4_000_000
"""More of them take more memory than the rows do."""
_PERSONS = 4
"""Counting different persons takes so many times as long as counting rows."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the combinations of some columns are looked for in: a code per row of every column, and a number above them.

    Rows that are alike in all columns are one, with a weight. `subjects` says whose row it is, None where every row is
    another person.
    """

    columns: Mapping[str, tuple[Ints, int]]
    weights: Ints
    subjects: Ints | None = None

    @classmethod
    def of(cls, columns: Mapping[str, Ints], rows: int, subjects: Ints | None = None) -> Rows:
        """Return rows of codes from 0, shape (rows,) each, with those that are alike put together."""
        import numpy as np

        people = _repeated(subjects)
        sized = [(codes, _above(codes)) for codes in (*columns.values(), *(() if people is None else (people,)))]
        label, width = labels(sized, rows)
        first, weights = _first(label, width)
        alike = {name: (codes[first], size) for (name, codes), (_, size) in zip(columns.items(), sized, strict=False)}
        return cls(alike, weights.astype(np.int64), None if people is None else people[first])

    @property
    def total(self) -> int:
        """Return the number of rows."""
        return int(self.weights.sum())


@dataclass(frozen=True, slots=True)
class Exposed:
    """A combination of columns: its classes, the rows whose class holds one person, and those whose class holds too few."""

    columns: tuple[str, ...]
    classes: int
    unique: int
    below: int


@dataclass(frozen=True, slots=True)
class Search:
    """What the combinations of up to four columns came to.

    `minimal` are the risky ones without a smaller risky one inside; `worst` is the most exposing of each size among
    those that are not risky. `evaluated` were looked at. Where the work allowed did not suffice, `unfinished` is the
    size at which it ended and `left` how many of that size were not looked at; larger ones were not begun. `whole` is
    all columns together.
    """

    rows: int
    minimal: tuple[Exposed, ...]
    worst: tuple[Exposed, ...]
    whole: Exposed
    evaluated: int
    unfinished: int = 0
    left: int = 0


def exposed(rows: Rows, columns: Sequence[str], crowd: int = CROWD) -> Exposed:
    """Return how exposing a combination is; a class is all rows that are alike in these columns."""
    import numpy as np

    some = [rows.columns[name] for name in columns]
    if rows.subjects is None:
        sizes = _sizes(some, rows.weights)
        few = sizes[sizes < crowd]
        return Exposed(tuple(columns), len(sizes), int((few == 1).sum()), int(few.sum()))
    label, width = labels(some, len(rows.weights))
    known = _above(rows.subjects)
    persons = np.bincount(np.unique(label * known + rows.subjects) // known, minlength=width)
    here = np.bincount(label, weights=rows.weights, minlength=width)
    there = persons > 0
    nearly = here[there & (persons < crowd)]
    return Exposed(tuple(columns), int(there.sum()), int(here[persons == 1].sum()), int(nearly.sum()))


def search(rows: Rows, *, share: float = RISKY, crowd: int = CROWD, largest: int = LARGEST, most_work: int = MOST_WORK) -> Search:
    """Look at combinations by size, leaving out those with a risky one inside: they are at least as risky (Agrawal and Srikant 1994).

    The columns that split most come first, so that what is left when the work allowed is used up splits least.
    """
    names = tuple(sorted(rows.columns, key=lambda name: (-exposed(rows, (name,)).classes, name)))
    whole = exposed(rows, names, crowd)
    total, evaluated = rows.total, 0
    allowed = max(1, most_work // cost(rows))
    minimal: list[Exposed] = []
    worst: list[Exposed] = []
    for size in range(1, min(largest, len(names)) + 1):
        wanted = list(_without(names, size, [frozenset(one.columns) for one in minimal]))
        found = [exposed(rows, some, crowd) for some in wanted[: allowed - evaluated]]
        evaluated += len(found)
        minimal += [one for one in found if total and one.below >= share * total]
        worst += sorted((one for one in found if one.below < share * total), key=lambda one: (-one.below, one.columns))[:1]
        if len(found) < len(wanted):
            return Search(total, tuple(minimal), tuple(worst), whole, evaluated, size, len(wanted) - len(found))
    return Search(total, tuple(minimal), tuple(worst), whole, evaluated)


def cost(rows: Rows) -> int:
    """Return the rows that one combination costs to look at."""
    return (len(rows.weights) + _OVERHEAD) * (1 if rows.subjects is None else _PERSONS)


def same_split(columns: Mapping[str, Ints]) -> tuple[tuple[str, ...], ...]:
    """Return the columns in groups that put the same rows together: each value of one goes with one value of the others.

    Codes have no gaps.
    """
    groups: list[list[str]] = []
    for name, codes in columns.items():
        alike = next((group for group in groups if _one_to_one(columns[group[0]], codes)), None)
        if alike is None:
            groups.append([name])
        else:
            alike.append(name)
    return tuple(tuple(group) for group in groups)


def _one_to_one(one: Ints, other: Ints) -> bool:
    """Tell whether every code of one column goes with a single code of the other, and the other way round."""
    import numpy as np

    size = _above(one)
    if size != _above(other):
        return False
    beside = np.zeros(size, dtype=np.int64)
    beside[one] = other
    # As many codes on both sides, all of them in use: who has one partner is nobody else's.
    return bool((beside[one] == other).all())


def _without(names: Sequence[str], size: int, risky: Sequence[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the combinations of a size that hold no risky one."""
    for some in combinations(names, size):
        inside = frozenset(some)
        if not any(one <= inside for one in risky):
            yield some


def _sizes(columns: Sequence[tuple[Ints, int]], weights: Ints) -> Ints:
    """Return the number of rows of every class."""
    import numpy as np

    rows = len(weights)
    label, width = _product(columns, rows)
    plain = len(columns) > 0 and int(weights.max(initial=1)) == 1
    if width <= min(_ROOM * rows + _OVERHEAD, MOST_COUNTERS):
        counts = np.bincount(label, minlength=1) if plain else np.bincount(label, weights=weights).astype(np.int64)
        return counts[counts > 0]
    if plain:
        return _runs(np.sort(label), None)
    order = np.argsort(label, kind="stable")
    return _runs(label[order], weights[order])


def _product(columns: Sequence[tuple[Ints, int]], rows: int) -> tuple[Ints, int]:
    """Return one number per row for its values in all columns, without closing gaps while the numbers fit."""
    import numpy as np

    width = 1
    for _, size in columns:
        width *= size
    if width >= 2**62:
        return labels(columns, rows)
    label = np.zeros(rows, dtype=np.int64)
    for codes, size in columns:
        label = label * size + codes
    return label, width


def _runs(ordered: Ints, weights: Ints | None) -> Ints:
    """Return how much lies in every run of equal numbers."""
    import numpy as np

    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1]]))
    if weights is None:
        return np.diff(np.append(starts, len(ordered)))
    return np.add.reduceat(weights, starts) if len(starts) else weights


def _first(label: Ints, width: int) -> tuple[Ints, Ints]:
    """Return a row of every label, in the order of the labels, and how many rows have it."""
    import numpy as np

    counts = np.bincount(label, minlength=width)
    somewhere = np.zeros(width, dtype=np.int64)
    somewhere[label] = np.arange(len(label))
    there = counts > 0
    return somewhere[there], counts[there]


def _repeated(subjects: Ints | None) -> Ints | None:
    """Return whose rows these are, None where everybody has one row."""
    import numpy as np

    return subjects if subjects is not None and len(subjects) and int(np.bincount(subjects).max()) > 1 else None


def _above(codes: Ints) -> int:
    """Return a number above all codes."""
    return int(codes.max(initial=-1)) + 1

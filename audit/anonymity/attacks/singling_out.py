"""Which conditions on a few columns are met by one row alone?"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma
from typing import TYPE_CHECKING

from audit.anonymity.attacks.points import Points
from audit.core.measurement import Rate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.uint8]
    Generator = np.random.Generator

IS, LEAST, MOST = 0, 1, 2
"""How a value of a row is compared with that of a condition: the same, no less, no more."""
_BATCH = 1_000
_MANY = 60
"""A predicate that more rows meet singles out nobody among still more rows."""
_WEIGHTS, _ROUNDS = 100, 1_000
"""Weights of a predicate that are told apart, and steps towards how common each is."""


@dataclass(frozen=True, slots=True)
class Predicates:
    """Conditions that hold together, shape (predicates, conditions) each: a column, how it is compared, a code."""

    columns: Ints
    ways: Ints
    values: Ints

    def __len__(self) -> int:
        """Return how many predicates there are."""
        return len(self.columns)

    def take(self, wanted: Ints | Bools) -> Predicates:
        """Return some of them."""
        return Predicates(self.columns[wanted], self.ways[wanted], self.values[wanted])

    def keys(self) -> Ints:
        """Return a number per condition that is the same where the condition is."""
        return (self.columns * 3 + self.ways) * (int(self.values.max(initial=0)) + 1) + self.values

    def different(self) -> Ints:
        """Return the first of every kind, in their order."""
        import numpy as np

        _, first = np.unique(self.keys(), axis=0, return_index=True)
        return np.sort(first)


def met(predicates: Predicates, points: Points) -> Ints:
    """Return by how many rows each predicate is met."""
    import numpy as np

    found = np.zeros(len(predicates), np.int64)
    for start in range(0, len(predicates), _BATCH):
        part = predicates.take(np.arange(start, min(len(predicates), start + _BATCH)))
        found[start : start + _BATCH] = _met(part, points)
    return found


def _met(predicates: Predicates, points: Points) -> Ints:
    """Return by how many rows each of some predicates is met: rows are bits, conditions are joined eight rows at a time."""
    import numpy as np

    keys = predicates.keys()
    distinct, first, place = np.unique(keys.reshape(-1), return_index=True, return_inverse=True)
    flat = [part.reshape(-1)[first] for part in (predicates.columns, predicates.ways, predicates.values)]
    masks = np.stack([_bits(points, *one) for one in zip(*(part.tolist() for part in flat), strict=True)]) if len(distinct) else None
    if masks is None:
        return np.zeros(len(predicates), np.int64)
    place = place.reshape(keys.shape)
    joined = masks[place[:, 0]]
    for column in range(1, keys.shape[1]):
        joined &= masks[place[:, column]]
    ones = np.array([byte.bit_count() for byte in range(256)], np.int64)
    return np.asarray(ones[joined].sum(axis=1), dtype=np.int64)


def _bits(points: Points, column: int, way: int, value: int) -> Bytes:
    """Return the rows that meet a condition as bits."""
    import numpy as np

    codes = points.codes[:, column]
    return np.packbits(codes == value if way == IS else codes >= value if way == LEAST else codes <= value)


def about(points: Points, rows: Ints, columns: Ints) -> Predicates:
    """Return one predicate per row over its own columns (shape (rows, conditions)): it is met by that row.

    A column without an order must be the same; one with an order lies no nearer to the middle.
    """
    import numpy as np

    values = np.take_along_axis(points.codes[rows], columns, axis=1)
    middles = np.sort(points.codes, axis=0)[(points.rows - 1) // 2]
    outer = np.where(values > middles[columns], LEAST, MOST)
    return Predicates(columns, np.where(np.array(points.ordered)[columns], outer, IS), values)


def some_columns(number: int, points: Points, width: int, draw: Generator) -> Ints:
    """Draw so many sets of so many columns."""
    import numpy as np

    return np.sort(np.argsort(draw.random((number, points.width)), axis=1)[:, :width], axis=1).astype(np.int64)


def shuffled(predicates: Predicates, points: Points, draw: Generator) -> Predicates:
    """Return the predicates with values of any rows: what somebody would try who only knows the columns."""
    import numpy as np

    rows = draw.integers(0, points.rows, predicates.values.shape)
    return Predicates(predicates.columns, predicates.ways, np.asarray(points.codes[rows, predicates.columns]))


def searched(released: Points, width: int, wanted: int, most: int, draw: Generator) -> Predicates:
    """Return up to `wanted` predicates of `width` conditions that one released row alone meets, of `most` that are tried.

    One condition: every value that stands alone in its column. Several: those of rows and columns that are drawn.
    """
    import numpy as np

    if width == 1:
        found = _alone(released)
        return found.take(np.sort(draw.permutation(len(found))[:wanted]))
    rows = draw.integers(0, max(1, released.rows), most if released.rows else 0)
    every = about(released, rows, some_columns(len(rows), released, width, draw))
    every = every.take(every.different())
    every = every.take(draw.permutation(len(every)))
    return every.take(np.flatnonzero(met(every, released) == 1)[:wanted])


def _alone(released: Points) -> Predicates:
    """Return one predicate per value that one row alone has; at an end of an order, everything beyond it."""
    import numpy as np

    found: list[tuple[int, int, int]] = []
    for column, has_order in enumerate(released.ordered):
        codes = released.codes[:, column]
        ends = {int(codes.max(initial=-1)): LEAST, int(codes.min(initial=released.sizes[column])): MOST} if has_order and len(codes) else {}
        found += [(column, ends.get(value, IS), value) for value in np.flatnonzero(np.bincount(codes) == 1).tolist()]
    table = np.array(found, np.int64).reshape(len(found), 3, 1)
    return Predicates(table[:, 0], table[:, 1], table[:, 2])


def isolating(counts: Ints, rows: int, wanted: int) -> Rate:
    """Return how many predicates would be met by one of `wanted` rows, from how many of `rows` others meet each.

    What is counted where both numbers are the same; of more others, the mean over all ways to leave some out. Of fewer,
    the expectation under the most likely mixture of weights, a weight being how many of `rows` meet a predicate on
    average, Poisson around it (non-parametric, Kiefer and Wolfowitz 1956); it counts for as many tries less. anonymeter
    fits a curve with two parameters instead.
    """
    import numpy as np

    tries, share = len(counts), wanted / rows if rows else 1.0
    if share == 1.0:
        return Rate(int(np.count_nonzero(counts == 1)), tries)
    if share < 1.0:
        some = counts[counts > 0]
        return Rate(float((some * share * (1.0 - share) ** (some - 1)).sum()), tries)
    few = counts[counts <= _MANY]
    weights, shares = _mixture(few)
    hits = len(few) * float((shares * share * weights * np.exp(-share * weights)).sum())
    return Rate(hits / share, tries / share)


def _mixture(counts: Ints) -> tuple[Floats, Floats]:
    """Return weights and the share of each, by expectation and maximisation from equal shares."""
    import numpy as np

    seen, number = np.unique(counts, return_counts=True)
    weights = np.concatenate([[1e-9], np.geomspace(0.01, max(1.0, float(seen.max(initial=1))), _WEIGHTS)])
    ways = np.array([lgamma(count + 1.0) for count in seen.tolist()])
    likely = np.exp(seen[:, None] * np.log(weights) - weights - ways[:, None])
    shares = np.full(len(weights), 1.0 / len(weights))
    for _ in range(_ROUNDS):
        part = likely * shares
        shares = (number[:, None] * part / part.sum(axis=1, keepdims=True)).sum(axis=0) / max(1, int(number.sum()))
    return weights, shares

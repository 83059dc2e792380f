"""Which part of the risk does each column bring? Shapley's share of the rows that are alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import TYPE_CHECKING

from audit.anonymity.uniqueness import MOST_COUNTERS, Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

MOST_COLUMNS = 12
"""Up to so many columns every subset is looked at."""
MOST_WORK = 120_000_000
"""Rows that are looked at in all, once for every subset; most of them are alone early, and cost nothing from then on."""
FEWEST, MOST_ORDERS = 20, 200
"""Random orders of the columns that are drawn where not every subset is looked at: fewer tell too little."""
_OVERHEAD = 1_000
_ROOM = 16
"""So many times the rows, counters take less time than sorting."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The share of all rows that each column makes unique, on average over all orders in which columns can become known.

    They add up to the share of rows that are unique in all columns. `errors` are standard errors, 0 where every subset was
    looked at; `orders` is how many orders were drawn, 0 likewise.
    """

    shares: Mapping[str, float]
    errors: Mapping[str, float]
    orders: int


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The rows that are not alone yet: their places, and dense labels of their classes."""

    places: Ints
    label: Ints
    classes: int
    alone: int


def parts(rows: Rows, seed: int = 0, most_work: int = MOST_WORK) -> Parts | None:
    """Return every column's share of uniqueness: exactly up to twelve columns, else over seeded random orders (Castro et al. 2009).

    Shapley (1953), with the number of rows whose class holds one person as the value of a set of columns. Where the work
    allowed is too little for every subset, orders are drawn, too; None where it is too little for twenty of them.
    """
    number = len(rows.columns)
    size = len(rows.weights) + _OVERHEAD
    if number <= MOST_COLUMNS and size * 2**number <= most_work:
        return _exact(rows)
    orders = min(MOST_ORDERS, 2 * most_work // (size * max(1, number)))
    return _drawn(rows, seed, orders // 2 * 2) if orders >= FEWEST else None


def _exact(rows: Rows) -> Parts:
    """Return the shares by the values of all subsets; sums are of whole numbers."""
    import numpy as np

    names = _ordered(rows)
    number, total = len(names), max(1, rows.total)
    values = np.zeros(2**number, dtype=np.int64)
    for mask, alone in _subsets(rows, names, _everybody(rows), 0, 0):
        values[mask] = alone
    masks = np.arange(2**number)
    members = np.zeros(2**number, dtype=np.int64)
    for place in range(number):
        members += (masks >> place) & 1
    shares = {}
    for place, name in enumerate(names):
        without = masks[(masks >> place) & 1 == 0]
        gains = values[without | (1 << place)] - values[without]
        by_size = [int(gains[members[without] == size].sum()) for size in range(number)]
        shares[name] = sum(gain / comb(number - 1, size) for size, gain in enumerate(by_size)) / number / total
    return Parts({name: shares[name] for name in rows.columns}, dict.fromkeys(rows.columns, 0.0), 0)


def _drawn(rows: Rows, seed: int, orders: int) -> Parts:
    """Return the shares as means over random orders, with their standard errors; each order is followed by its reverse."""
    import numpy as np

    names, total, pairs = sorted(rows.columns), max(1, rows.total), orders // 2
    draw = np.random.default_rng(seed)
    gains = np.zeros((pairs, len(names)))
    for pair in range(pairs):
        order = draw.permutation(len(names)).tolist()
        for places in (order, order[::-1]):
            crowd = _everybody(rows)
            for place in places:
                after = _told_apart(rows, crowd, names[place])
                gains[pair, place] += (after.alone - crowd.alone) / 2 / total
                crowd = after
    means, errors = gains.mean(axis=0).tolist(), (gains.std(axis=0, ddof=1) / sqrt(pairs)).tolist()
    found = {name: (means[place], errors[place]) for place, name in enumerate(names)}
    return Parts({name: found[name][0] for name in rows.columns}, {name: found[name][1] for name in rows.columns}, orders)


def _ordered(rows: Rows) -> tuple[str, ...]:
    """Return the columns, those of many values first: most rows are alone early, and are looked at no more."""
    return tuple(sorted(rows.columns, key=lambda name: (-rows.columns[name][1], name)))


def _everybody(rows: Rows) -> _Crowd:
    """Return all rows in one class; a single person is alone before anything is known."""
    import numpy as np

    every = np.arange(len(rows.weights))
    label = np.zeros(len(every), dtype=np.int64)
    if len(every) and not _many(rows, every, label, 1)[0]:
        return _Crowd(every[:0], label[:0], 0, rows.total)
    return _Crowd(every, label, 1, 0)


def _subsets(rows: Rows, names: Sequence[str], crowd: _Crowd, mask: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield the rows that are alone in a set of columns, then in every larger one; sets are the bits of a number."""
    yield mask, crowd.alone
    for place in range(start, len(names)):
        yield from _subsets(rows, names, _told_apart(rows, crowd, names[place]), mask | (1 << place), place + 1)


def _told_apart(rows: Rows, crowd: _Crowd, name: str) -> _Crowd:
    """Return who is left where one more column is known: who is alone stays alone."""
    import numpy as np

    codes, size = rows.columns[name]
    if not len(crowd.places):
        return crowd
    label, width = crowd.label * size + codes[crowd.places], crowd.classes * size
    if width > min(_ROOM * len(label), MOST_COUNTERS):
        seen, label = np.unique(label, return_inverse=True)
        label, width = label.reshape(-1), len(seen)
    many = _many(rows, crowd.places, label, width)
    stay = many[label]
    places = (np.cumsum(many) - 1)[label[stay]]
    alone = int(rows.weights[crowd.places[~stay]].sum())
    return _Crowd(crowd.places[stay], places, int(many.sum()), crowd.alone + alone)


def _many(rows: Rows, places: Ints, label: Ints, width: int) -> Bools:
    """Tell which classes hold more than one person."""
    import numpy as np

    if rows.subjects is None:
        several: Bools = np.bincount(label, weights=rows.weights[places], minlength=width) > 1
        return several
    # In a class of one person every number is the mean of all: products stay below 2^53.
    whose = rows.subjects[places]
    sums, counts = np.bincount(label, weights=whose, minlength=width), np.bincount(label, minlength=width)
    others: Bools = np.bincount(label, weights=whose * counts[label] != sums[label], minlength=width) > 0
    return others

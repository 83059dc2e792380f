"""How far is the distribution of a sensitive column in each class from that in the whole table?

t-closeness: Li, Li and Venkatasubramanian (2007), the earth mover's distance of a class from the table, between 0 and 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def distance(table: Crosstab) -> Floats:
    """Return the ordered distance where the values have an order, the equal one elsewhere. Shape (classes,)."""
    return ordered_distance(table) if table.ordered else equal_distance(table)


def equal_distance(table: Crosstab) -> Floats:
    """Return half the sum of |q - p| over all values of each class: every value is as far from every other one.

    Both sum to 1, so it is also the sum of q - p where q is larger, which only values of the class can be.
    """
    import numpy as np

    above = table.counts / table.sizes[table.places] - (table.totals / table.rows)[table.values]
    return np.bincount(table.places, weights=np.maximum(above, 0.0), minlength=len(table.sizes)).astype(np.float64)


def ordered_distance(table: Crosstab) -> Floats:
    """Return the sum of |Q - P| over all values but the last, divided by their number: a neighbour is nearer.

    Q and P are the shares up to and with a value. Between two values of a class Q stays and P climbs: where P
    crosses Q is found by bisection, and sums of P are differences of sums from the start. Never above the equal
    distance; 0 where the table has one value.
    """
    import numpy as np

    size = len(table.totals)
    if size < 2 or not len(table.sizes):
        return np.zeros(len(table.sizes))
    climbing = np.cumsum(table.totals) / table.rows
    sums = np.concatenate([[0.0], np.cumsum(climbing)])
    upto = np.cumsum(table.counts)
    before = (upto - table.counts)[table.starts]
    level = (upto - before[table.places]) / table.sizes[table.places]
    low, high = table.values, _until(table, size)
    cross = np.clip(np.searchsorted(climbing, level), low, high)
    between = level * (2 * cross - low - high) + sums[low] + sums[high] - 2 * sums[cross]
    head = sums[table.values[table.starts]]
    moved: Floats = np.bincount(table.places, weights=between, minlength=len(table.sizes)).astype(np.float64) + head
    return np.clip(moved / (size - 1), 0.0, 1.0)


def _until(table: Crosstab, size: int) -> Ints:
    """Return the next value of the same class, or the number of values after its last one."""
    import numpy as np

    following = np.append(table.values[1:], size)
    following[np.append(table.starts[1:], len(table.values)) - 1] = size
    return following

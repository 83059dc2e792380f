"""How many values of a sensitive column does each class leave open?

Machanavajjhala, Kifer, Gehrke and Venkitasubramaniam (2007), l-diversity; (alpha, k): Wong, Li, Fu and Wang (2006).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

EXACT = 9
"""Decimals that are kept: equal shares of two values make 2, not 1.9999999999999998."""


def distinct(table: Crosstab) -> Ints:
    """Return how many different values each class holds: distinct l. Shape (classes,)."""
    import numpy as np

    return np.diff(table.starts, append=len(table.counts))


def entropy(table: Crosstab) -> Floats:
    """Return e to the entropy (in nats) of each class: the number of equally frequent values that leave as much open."""
    import numpy as np

    shares = table.counts / table.sizes[table.places]
    nats: Floats = np.bincount(table.places, weights=-shares * np.log(shares), minlength=len(table.sizes)).astype(np.float64)
    found: Floats = np.exp(nats).round(EXACT)
    return found


def most_frequent(table: Crosstab) -> Floats:
    """Return the share of the most frequent value of each class: alpha of (alpha, k)-anonymity."""
    import numpy as np

    return np.maximum.reduceat(table.counts, table.starts) / table.sizes if len(table.sizes) else np.zeros(0)


def recursive(table: Crosstab, l: int) -> Floats:  # noqa: E741 - the name of the measure
    """Return r_1 / (r_l + ... + r_m) of each class, counts descending: it is (c, l)-diverse for every c above that.

    Infinite where a class has fewer than l values: no c is large enough.
    """
    import numpy as np

    order = np.lexsort((-table.counts, table.places))
    sorted_counts = table.counts[order]
    rank = np.arange(len(order)) - table.starts[table.places]
    rest = np.where(rank >= l - 1, sorted_counts, 0)
    tail: Floats = np.bincount(table.places, weights=rest, minlength=len(table.sizes)).astype(np.float64)
    most = sorted_counts[table.starts] if len(table.starts) else sorted_counts
    found: Floats = np.divide(most, tail, out=np.full(len(tail), np.inf), where=tail > 0)
    return found

"""Can the values of a sensitive column be spread well enough in any part of a class?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab
from audit.anonymity.parts import Grouped, grouped

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

# Distances and shares this close are one: a class at exactly t is not beyond it.
SLACK = 1e-9


def spread(found: Grouped, values: Ints, counts: Floats, totals: Ints, *, ordered: bool) -> Crosstab:
    """Return how often each value occurs in each class, from distinct rows; `totals` are the rows per value of all."""
    import numpy as np

    size = len(totals)
    pairs = grouped(found.place * size + values, max(1, found.size * size))
    places = found.place[pairs.first]
    often = np.bincount(pairs.place, weights=counts, minlength=pairs.size).astype(np.int64)
    sizes = np.bincount(places, weights=often, minlength=found.size).astype(np.int64)
    each = np.bincount(places, minlength=found.size)
    return Crosstab(places, values[pairs.first], often, np.cumsum(each) - each, sizes, totals, int(totals.sum()), ordered)


def too_far(table: Crosstab, most: float, least: int) -> Bools:
    """Return which classes can have no part with at least so many rows whose equal distance is within t.

    A part has no value more often than its class, so no larger a share than that count over the fewest rows.
    """
    import numpy as np

    common = np.minimum(table.counts / max(1, least), table.totals[table.values] / max(1, table.rows))
    together = np.bincount(table.places, weights=common, minlength=len(table.sizes))
    far: Bools = 1.0 - together > most + SLACK
    return far


def smallest_close(totals: Ints, most: float, limit: int = 1000) -> int:
    """Return the fewest rows that can be spread so that their equal distance from all rows is within t, at most a limit.

    Each value gets the whole rows its share is worth, and the rows left go where most of a share is left: no spread is closer.
    """
    import numpy as np

    shares = totals / max(1, int(totals.sum()))
    for size in range(1, limit):
        whole = np.floor(shares * size + SLACK)
        left = size - int(whole.sum())
        gains = np.sort(shares - whole / size)[::-1][:left]
        if 1.0 - (whole.sum() / size + gains.sum()) <= most + SLACK:
            return size
    return limit

"""How much would a number change with other rows, if only the counts are known?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 2000
Statistic: TypeAlias = "Callable[[NDArray[np.int64]], NDArray[np.float64]]"
"""Maps counts of shape (draws, cells) to one number per draw; NaN where it is undefined."""


@dataclass(frozen=True, slots=True)
class Resampled:
    """A standard error, the number of draws it comes from, and of those where the number was undefined."""

    error: float
    draws: int
    undefined: int


def standard_error(counts: Sequence[int] | NDArray[np.int64], statistic: Statistic, draws: int = DRAWS, seed: int = 0) -> float:
    """Return the bootstrap's standard error of a number that follows from a table of counts.

    `counts` has the shape (cells,), whole rows; `statistic` maps (draws, cells) to (draws,). An empty cell
    is drawn as if it held half a row (all empty cells together at most two): what was not seen is not
    impossible, and the error of a perfect score is not 0. Draws in which the number is undefined are left
    out; with fewer than two left the error is infinite, as it is with no rows. The same seed gives
    the same number. On [0, 1] an interval from `effective.equivalent_rate` holds the truth far more often
    than value and z errors (measured in `docs/fairness-statistics.md`).
    """
    return resampled(counts, statistic, draws, seed).error


def resampled(counts: Sequence[int] | NDArray[np.int64], statistic: Statistic, draws: int = DRAWS, seed: int = 0) -> Resampled:
    """Return the standard error with the draws in which the number was undefined; see `standard_error`."""
    import numpy as np

    cells = _whole(counts)
    weights = np.where(cells == 0, min(0.5, 2.0 / max(1, int((cells == 0).sum()))), cells)
    values = np.asarray(statistic(_drawn(weights, int(cells.sum()), draws, seed)), dtype=np.float64)
    usable = values[np.isfinite(values)]
    error = float(usable.std(ddof=1)) if usable.size > 1 and cells.any() else inf
    return Resampled(error, draws, draws - int(usable.size))


def replicates(counts: Sequence[int] | NDArray[np.int64], draws: int = DRAWS, seed: int = 0) -> NDArray[np.int64]:
    """Return tables as they come from drawing the same number of rows with replacement, shape (draws, cells).

    n rows drawn with replacement from n rows fall into the cells as a multinomial with the cells'
    shares: exact, whatever n (Efron's bootstrap of a function of counts). No rows give tables of zeros.
    Raises ValueError for counts that are negative or no whole numbers.
    """
    cells = _whole(counts)
    return _drawn(cells, int(cells.sum()), draws, seed)


def _whole(counts: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return counts as whole numbers; raises ValueError for what no rows have."""
    import numpy as np

    given: Any = np.asarray(counts)
    cells: NDArray[np.int64] = given.astype(np.int64)
    if (cells < 0).any() or (cells != given).any():
        message = "counts are whole numbers, not negative"
        raise ValueError(message)
    return cells


def _drawn(weights: NDArray[np.int64] | NDArray[np.float64], rows: int, draws: int, seed: int) -> NDArray[np.int64]:
    """Return tables of so many rows, each falling into a cell in proportion to its weight."""
    import numpy as np

    if not rows:
        return np.zeros((draws, weights.size), dtype=np.int64)
    return np.random.default_rng(seed).multinomial(rows, weights / weights.sum(), size=draws)

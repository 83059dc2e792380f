"""Where does a rate lie, given its hits?"""

from __future__ import annotations

from math import inf, sqrt
from typing import TypeAlias

from audit.core.measurement import Rate
from audit.statistics.normal import critical

Span: TypeAlias = tuple[float, float]


def wilson(hits: float, of: float, level: float) -> Span:
    """Return the score interval of a rate, within [0, 1] and around hits / of.

    Whole numbers of rows or effective ones. Nothing seen says nothing: 0 of 0 gives (0, 1). Coverage is close to the level on average; at a
    very high level with few rows and a rate near 0 or 1 it dips below (enumerated in
    `tests/statistics/test_coverage.py`).
    Raises ValueError unless 0 <= hits <= of and 0 < level < 1.
    Source: Wilson 1927, JASA 22:209; as method 3 in Newcombe 1998, Stat Med 17:857 [not verified].
    """
    check(hits, of)
    z = critical(level)
    if of == 0:
        return 0.0, 1.0
    rate = hits / of
    scale = 1.0 + z * z / of
    middle = (rate + z * z / (2 * of)) / scale
    half = z * sqrt(rate * (1.0 - rate) / of + z * z / (4.0 * of * of)) / scale
    # Rounding must not push a limit past the estimate, nor the ends off 0 and 1.
    low = 0.0 if hits == 0 else max(0.0, min(rate, middle - half))
    high = 1.0 if hits == of else min(1.0, max(rate, middle + half))
    return low, high


def check(hits: float, of: float) -> None:
    """Raise ValueError unless 0 <= hits <= of."""
    if not 0 <= hits <= of:
        message = "hits must lie between 0 and the number of rows"
        raise ValueError(message)


def variance_of(rate: Rate) -> float:
    """Return the variance of hits / of, pulled a little to one half so that 0 and 1 keep one; infinite without rows."""
    share = (rate.hits + 0.5) / (rate.of + 1.0)
    return share * (1.0 - share) / rate.of if rate.of else inf

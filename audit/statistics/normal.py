"""Which normal quantile belongs to a level?"""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()


def critical(level: float) -> float:
    """Return the two-sided critical value of a level, 1.96 for 0.95; raises ValueError outside (0, 1)."""
    if not 0.0 < level < 1.0:
        message = "a level lies between 0 and 1"
        raise ValueError(message)
    # The lower tail keeps its digits where (1 + level) / 2 would round to 1.
    return -_NORMAL.inv_cdf((1.0 - level) / 2.0)


def quantile(probability: float) -> float:
    """Return the one-sided normal quantile, 0.84 for 0.80."""
    return _NORMAL.inv_cdf(probability)


def two_sided(z: float) -> float:
    """Return the two-sided p-value of a standard normal statistic."""
    return erfc(abs(z) / sqrt(2.0))

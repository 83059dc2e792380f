"""How large must a true gap be, to be found with the rows there are?"""

from __future__ import annotations

from math import exp, sqrt

from audit.statistics.needed import POWER
from audit.statistics.normal import critical, quantile


def detectable_difference(
    rate: float, n: float, reference_rate: float, reference_n: float, level: float, power: float = POWER
) -> float | None:
    """Return the difference of two rates that an interval at `level` tells from none, with that power; None without rows.

    (z_level + z_power) sqrt(p1 (1 - p1) / n1 + p2 (1 - p2) / n2): with equal rates and groups the
    inverse of `needed.rows_for_difference`. Raises ValueError for a level outside (0, 1).
    """
    reach = critical(level) + quantile(power)
    if n <= 0 or reference_n <= 0:
        return None
    return reach * sqrt(rate * (1.0 - rate) / n + reference_rate * (1.0 - reference_rate) / reference_n)


def detectable_ratio(rate: float, n: float, reference_rate: float, reference_n: float, level: float, power: float = POWER) -> float | None:
    """Return the ratio below 1 that an interval at `level` tells from 1, with that power; above 1 it is the inverse.

    exp(-(z_level + z_power) sqrt((1 - p1) / (n1 p1) + (1 - p2) / (n2 p2))): the inverse of
    `needed.rows_for_ratio`. None without rows or with a rate of 0.
    Raises ValueError for a level outside (0, 1).
    """
    reach = critical(level) + quantile(power)
    if min(n, reference_n, rate, reference_rate) <= 0:
        return None
    return exp(-reach * sqrt((1.0 - rate) / (n * rate) + (1.0 - reference_rate) / (reference_n * reference_rate)))

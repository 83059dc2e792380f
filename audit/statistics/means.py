"""How sure is a mean, given the number of rows, the sum and the sum of squares?"""

from __future__ import annotations

from fractions import Fraction
from math import inf, sqrt
from typing import TypeAlias

Sums: TypeAlias = "tuple[int, float, float]"
"""Rows, sum and sum of squares."""


def mean_of(n: int, y: float, y2: float) -> tuple[float, float] | None:
    """Return the mean and its standard error from n rows, their sum and their sum of squares; None without rows.

    The error is that of Student's distribution with n - 1 degrees of freedom (its own standard
    deviation is sqrt((n - 1) / (n - 3))), so that a normal quantile keeps its level in small groups;
    infinite below four rows. Whole numbers are subtracted exactly: the sum of squares may be far
    larger than the variance. Raises ValueError for sums that no rows have.
    """
    if n <= 0:
        return None
    squares = Fraction(y2) - Fraction(y) * Fraction(y) / n
    # Sums of floats are rounded; a deficit of rounding size is a variance of zero.
    if squares < -Fraction(1e-9) * Fraction(y2):
        message = "the sum of squares is too small for the sum"
        raise ValueError(message)
    freedom = n - 3
    return float(Fraction(y) / n), sqrt(max(0.0, float(squares)) / (n * freedom)) if freedom > 0 else inf


def difference_of(group: Sums, reference: Sums) -> tuple[float, float] | None:
    """Return a group's mean minus another's and the standard error (Welch: the variances may differ); None without rows.

    Raises ValueError for sums that no rows have.
    """
    one, other = mean_of(*group), mean_of(*reference)
    if one is None or other is None:
        return None
    return one[0] - other[0], sqrt(one[1] ** 2 + other[1] ** 2)

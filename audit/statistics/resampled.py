"""How sure is a difference that was seen on several random splits of the same rows?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, cos, pi, sin, sqrt
from statistics import fmean, variance

_STEPS = 200


@dataclass(frozen=True, slots=True)
class Paired:
    """The mean difference over splits, and the ends of its interval; the ends are None with fewer than two splits."""

    mean: float
    low: float | None
    high: float | None
    splits: int


def corrected(differences: Sequence[float], tested: int, taught: int, level: float) -> Paired | None:
    """Return the mean of differences (one per split) with the interval of the corrected resampled t test; None without one.

    `tested` and `taught` are how many of the rows that a split may draw from it tests on, and how many it does not.
    Splits of the same rows are not independent: the variance of the mean is (1 / J + tested / taught) times the
    variance of the J differences, with J - 1 degrees of freedom (Nadeau and Bengio 2003, Machine Learning 52:239-281).
    Raises ValueError for a level outside (0, 1) or no rows to learn from.
    """
    if taught <= 0:
        message = "a split has to leave rows to learn from"
        raise ValueError(message)
    if not differences:
        return None
    mean, splits = fmean(differences), len(differences)
    reach = student(level, max(1, splits - 1))
    if splits == 1:
        return Paired(mean, None, None, 1)
    error = sqrt((1 / splits + tested / taught) * variance(differences, mean))
    return Paired(mean, mean - reach * error, mean + reach * error, splits)


def student(level: float, freedom: int) -> float:
    """Return the two-sided critical value of Student's t, 2.262 for 0.95 and 9; raises ValueError outside (0, 1)."""
    if not 0.0 < level < 1.0:
        message = "a level lies between 0 and 1"
        raise ValueError(message)
    low, high = 0.0, 1.0
    while _within(high, freedom) < level:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """Return the probability that |T| < t, for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 or not odd else 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= (step - 1) / step * cos(angle) ** 2
        total += term
    if odd:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total

"""How sure is the area under a ROC curve, given the counts per distinct score?"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from audit.core.measurement import Rate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Curve: TypeAlias = "tuple[Sequence[int], Sequence[int]]"
"""Positives and negatives per distinct score, scores ascending, both of the same length."""


def area(positives: Sequence[int], negatives: Sequence[int]) -> tuple[float, float] | None:
    """Return the area under the ROC curve and its variance; None without positives or without negatives.

    The counts are those of each distinct score, ascending; a tie counts one half. Where DeLong's
    variance says nothing (perfect separation, a single positive or negative), it is (2 / (m + 4))^2
    with m the smaller class: at 95 % that reaches as far as Wilson's interval of m of m.
    Raises ValueError for unequal lengths or negative counts.
    Source: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837 [not verified]; checked against
    the definition by brute force and against scikit-learn in the tests.
    """
    parts = _placements(positives, negatives)
    if parts is None:
        return None
    value, variance, fewer = parts
    return value, variance or (2.0 / (fewer + 4.0)) ** 2


def area_rate(positives: Sequence[int], negatives: Sequence[int]) -> Rate | None:
    """Return the area as a rate of effective rows, for Wilson, Newcombe and the ratio's intervals; None where undefined.

    `of` is value (1 - value) / variance, between the smaller class (the variance cannot be larger than
    that) and three times it (it is not smaller where positives and negatives are as many); the smaller class where DeLong's
    variance says nothing. So an area of 1 keeps an interval, at any level.
    Raises ValueError for unequal lengths or negative counts.
    """
    parts = _placements(positives, negatives)
    if parts is None:
        return None
    value, variance, fewer = parts
    rows = value * (1.0 - value) / variance if variance else fewer
    rows = max(float(fewer), min(rows, 3.0 * fewer))
    return Rate(min(rows, value * rows), rows)


def area_difference(group: Curve, reference: Curve) -> tuple[float, float] | None:
    """Return the area of a group minus that of another and the standard error; None where one is undefined.

    The two share no row. Raises ValueError for unequal lengths or negative counts.
    """
    one, other = area(*group), area(*reference)
    if one is None or other is None:
        return None
    return one[0] - other[0], sqrt(one[1] + other[1])


def _placements(positives: Sequence[int], negatives: Sequence[int]) -> tuple[float, float, int] | None:
    """Return the area, DeLong's variance (0 where it says nothing) and the rows of the smaller class."""
    import numpy as np

    hits, misses = np.asarray(positives, dtype=np.float64), np.asarray(negatives, dtype=np.float64)
    if hits.shape != misses.shape or (hits < 0).any() or (misses < 0).any():
        message = "positives and negatives are counted at the same scores"
        raise ValueError(message)
    many, others = float(hits.sum()), float(misses.sum())
    if not many or not others:
        return None
    # What each positive beats, and what each negative is beaten by, as shares.
    beaten = (np.cumsum(misses) - misses / 2.0) / others
    beating = (np.cumsum(hits[::-1])[::-1] - hits / 2.0) / many
    value = float(hits @ beaten) / many
    fewer = int(min(many, others))
    if fewer < 2:
        return value, 0.0, fewer
    return value, _variance(hits, beaten, value) / many + _variance(misses, beating, value) / others, fewer


def _variance(rows: NDArray[np.float64], shares: NDArray[np.float64], mean: float) -> float:
    """Return the sample variance of shares that occur in so many rows."""
    return float(rows @ (shares - mean) ** 2) / (float(rows.sum()) - 1.0)

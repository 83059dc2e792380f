"""How many independent rows say as much as weighted or repeated ones?"""

from __future__ import annotations

from math import inf

from audit.core.measurement import Rate

_BORROWED = 3.0
"""As many persons' worth of the worst case is mixed into the design effect."""


def effective_rate(hits_w: float, hits_w2: float, rest_w: float, rest_w2: float) -> Rate:
    """Return a weighted rate as hits of effective rows.

    Sums of weights and of squared weights over the rows that hit and over the rest, in any unit. The
    variance of the weighted share p is ((1 - p)^2 hits_w2 + p^2 rest_w2) / w^2 (linearised), `of` is
    p (1 - p) over it, at most Kish's w^2 / w2, which also stands where p is 0 or 1. With equal weights it is
    the plain count. No weight at all gives 0 of 0. Raises ValueError for negative sums.
    Source: Kish 1965, Survey Sampling; Korn and Graubard 1998, Survey Methodology 24:193 [not verified].
    """
    if min(hits_w, hits_w2, rest_w, rest_w2) < 0:
        message = "sums of weights are not negative"
        raise ValueError(message)
    total, squares = hits_w + rest_w, hits_w2 + rest_w2
    if not total or not squares:
        return Rate(0.0, 0.0)
    share = hits_w / total
    kish = total * total / squares
    variance = ((1.0 - share) ** 2 * hits_w2 + share**2 * rest_w2) / (total * total)
    rows = min(kish, share * (1.0 - share) / variance) if variance else kish
    return Rate(min(rows, share * rows), rows)


def equivalent_rate(value: float, error: float) -> Rate:
    """Return a number between 0 and 1 with its standard error as hits of as many rows as would give a rate that error.

    For F1, balanced accuracy and the like: Wilson's and Newcombe's intervals then keep their level near 0
    and 1, where value and z errors do not. `of` is p (1 - p) / error^2; p is the value, but at least one error away from
    0 and 1. An error that is not finite, or 0, gives 0 of 0. Raises ValueError for a value outside [0, 1].
    """
    if not 0.0 <= value <= 1.0:
        message = "the value lies between 0 and 1"
        raise ValueError(message)
    if not 0.0 < error < inf:
        return Rate(0.0, 0.0)
    near = min(error, 0.5)
    share = min(max(value, near), 1.0 - near)
    rows = share * (1.0 - share) / (error * error)
    return Rate(min(rows, value * rows), rows)


def clustered_rate(persons: int, hits: float, rows: float, hits2: float, hits_rows: float, rows2: float) -> Rate:
    """Return the rate of rows that come from repeated persons, as hits of effective rows.

    Over persons who have rows in the denominator: their number, and the sums of their hits h and rows m,
    and of h^2, h m and m^2 (weighted sums likewise). The variance of the share p is
    k / (k - 1) sum((h - p m)^2) / rows^2 with k persons (linearised, robust to any dependence within a
    person); over p (1 - p) / rows it is the design effect, at least 1. Where few persons have hits, or
    few have none, it is known badly and mostly too small: it is moved towards its worst case (all rows
    of a person agree), by 3 / (c + 3) with c the effective number of persons on the rarer side. The 3 was chosen
    by the simulation in the tests. No rows give 0 of 0. Raises ValueError for negative sums.
    Source: the linearised (sandwich) variance of a ratio, e.g. Cochran 1977, Sampling Techniques [not verified].
    """
    if min(persons, hits, rows, hits2, hits_rows, rows2) < 0:
        message = "sums over persons are not negative"
        raise ValueError(message)
    if not rows or not rows2:
        return Rate(0.0, 0.0)
    share, misses2 = hits / rows, hits2 - 2.0 * hits_rows + rows2
    squares = max(0.0, hits2 - 2.0 * share * hits_rows + share * share * rows2) * persons / max(1.0, persons - 1.0)
    effect = max(1.0, squares / (rows * share * (1.0 - share))) if 0.0 < share < 1.0 else 1.0
    deciding = min(_kish(hits, hits2), _kish(rows - hits, misses2))
    effect += _BORROWED / (deciding + _BORROWED) * max(0.0, rows2 / rows - effect)
    effective = rows / effect
    return Rate(min(effective, share * effective), effective)


def _kish(total: float, squares: float) -> float:
    """Return the effective number of equal parts of a total."""
    return total * total / squares if squares > 0.0 else 0.0

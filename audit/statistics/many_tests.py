"""Which of many p-values still say something, when all are looked at?"""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Return q-values in the order of the p-values: the least false discovery rate at which each would be found.

    q of the i-th smallest of m is the least p_j m / j over all j >= i, at most 1. For exploration; the
    gate judges intervals. Raises ValueError for a p outside [0, 1].
    Source: Benjamini and Hochberg 1995, J R Stat Soc B 57:289 [not verified].
    """
    order, many = _ascending(ps), len(ps)
    adjusted, least = [1.0] * many, 1.0
    for rank in range(many, 0, -1):
        place = order[rank - 1]
        least = min(least, ps[place] * many / rank)
        adjusted[place] = least
    return adjusted


def holm(ps: Sequence[float]) -> list[float]:
    """Return adjusted p-values in the order given: each is refuted where its own is at most the family's error.

    The i-th smallest of m becomes the largest p_j (m - j + 1) over all j <= i, at most 1. Needs no
    independence. Raises ValueError for a p outside [0, 1].
    Source: Holm 1979, Scand J Stat 6:65 [not verified].
    """
    adjusted, most = [1.0] * len(ps), 0.0
    for before, place in enumerate(_ascending(ps)):
        most = max(most, min(1.0, ps[place] * (len(ps) - before)))
        adjusted[place] = most
    return adjusted


def _ascending(ps: Sequence[float]) -> list[int]:
    """Return the places of the p-values from the smallest to the largest; raises ValueError for a p outside [0, 1]."""
    if not all(0.0 <= p <= 1.0 for p in ps):
        message = "a p-value lies between 0 and 1"
        raise ValueError(message)
    return sorted(range(len(ps)), key=ps.__getitem__)

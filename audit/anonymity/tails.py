"""Which numbers at the end of a column have hardly any company?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.anonymity.uniqueness import CROWD

FENCE = 3.0
"""Distances between the quartiles from which a number is far out (Tukey 1977, outer fences)."""
REACH = 0.10
"""An outsider knows an extreme number to within a tenth of its distance from the median."""
OLD = 89.0
"""Ages above this are told apart by nobody who keeps to 45 CFR 164.514(b)(2)(i)(C)."""


@dataclass(frozen=True, slots=True)
class Tail:
    """Rows beyond a fence that are nearly alone; there are `more` where values ran out before company was met."""

    alone: int
    more: bool = False


def far(first: float, third: float) -> float:
    """Return the upper outer fence of two quartiles; the lower one is that of both with their signs turned."""
    return third + FENCE * (third - first)


def singled_out(values: Sequence[tuple[float, int]], middle: float, most: int, *, reach: float = REACH, crowd: int = CROWD) -> Tail:
    """Return how many rows have an extreme number with fewer than `crowd` rows as near as an outsider can tell.

    `values` are different numbers beyond the fence with their rows, the largest first; at most `most` are looked at. From the largest
    on, numbers within `reach` of its distance from the median are one region: too few rows in it are singled out, and the next region
    begins below; the first region with company ends the search. Without a reach a region is one number.
    """
    alone, place = 0, 0
    while place < len(values):
        edge = values[place][0] - reach * (values[place][0] - middle)
        region = [rows for value, rows in values[place : place + crowd] if value >= edge]
        if sum(region) >= crowd:
            return Tail(alone)
        if place >= most:
            return Tail(alone, more=True)
        alone, place = alone + sum(region), place + len(region)
    return Tail(alone)

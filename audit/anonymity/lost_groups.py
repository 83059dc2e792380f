"""Do protected groups lose more rows than they may?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.core.measurement import Rate
from audit.statistics.proportions import wilson
from audit.statistics.ratios import ratio

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

LEVEL = 0.95
# Below this share of its rows, a group's loss is not compared with the others'.
FLOOR = 0.01

_wilson = cache(wilson)


@dataclass(frozen=True, slots=True)
class Member:
    """One protected group: its attribute, its name, its rows, and the rows of its attribute."""

    attribute: str
    name: str
    rows: int
    of: int


def members_of(coded: Coded) -> tuple[Member, ...]:
    """Return the groups, in the order in which they are counted."""
    import numpy as np

    return tuple(
        Member(group.attribute, name, rows, coded.rows)
        for group in coded.groups
        for name, rows in zip(group.names, np.bincount(group.codes, minlength=len(group.names)).tolist(), strict=True)
    )


def by_group(members: tuple[Member, ...], lost: Floats) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """Return attribute -> group -> rows lost and rows."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for member, gone in zip(members, lost.tolist(), strict=True):
        found.setdefault(member.attribute, {})[member.name] = int(gone), member.rows
    return found


def too_much(demand: Demand, members: tuple[Member, ...], lost: Floats) -> bool:
    """Return whether a group loses more of its rows than any group may: losing more rows never mends it."""
    most = demand.max_group_suppression
    return most is not None and any(_share(demand, gone, member.rows) > most for member, gone in _held(demand, members, lost))


def lopsided(demand: Demand, members: tuple[Member, ...], lost: Floats) -> bool:
    """Return whether a group loses too many times as large a share as the others: losing more rows can mend it."""
    most = demand.max_suppression_ratio
    if most is None:
        return False
    totals: dict[str, int] = {}
    for member, gone in zip(members, lost.tolist(), strict=True):
        totals[member.attribute] = totals.get(member.attribute, 0) + int(gone)
    return any(
        _ratio(demand, Rate(gone, member.rows), Rate(totals[member.attribute] - gone, member.of - member.rows)) > most
        for member, gone in _held(demand, members, lost)
        if gone > FLOOR * member.rows
    )


def _share(demand: Demand, gone: int, rows: int) -> float:
    """Return the share of a group's rows that is lost, as the demand looks at it."""
    return gone / rows if demand.decide_on == "point" else _wilson(gone, rows, LEVEL)[0]


def _ratio(demand: Demand, group: Rate, others: Rate) -> float:
    """Return how many times the others' share a group loses, as the demand looks at it; infinite where they lose nothing."""
    if not others.of:
        return 0.0
    if demand.decide_on == "interval":
        return ratio(group, others, LEVEL)[0]
    return group.hits * others.of / (group.of * others.hits) if others.hits else math.inf


def _held(demand: Demand, members: tuple[Member, ...], lost: Floats) -> Iterator[tuple[Member, int]]:
    """Yield the groups with enough rows, and how many they lose."""
    for member, gone in zip(members, lost.tolist(), strict=True):
        if member.rows >= max(1, demand.min_group):
            yield member, int(gone)

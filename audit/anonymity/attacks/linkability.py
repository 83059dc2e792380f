"""Do two halves of what is known of a person meet again in a release?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from audit.anonymity.attacks.points import Points, nearest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

Sides: TypeAlias = "tuple[tuple[int, ...], tuple[int, ...]]"


def sides_of(distinct: Sequence[int]) -> Sides:
    """Deal columns to two outsiders by their number of different values: each gets about as much to know."""
    order = sorted(range(len(distinct)), key=lambda place: (-distinct[place], place))
    return tuple(sorted(order[0::2])), tuple(sorted(order[1::2]))


def linked(targets: Points, released: Points, sides: Sides) -> float:
    """Return how many targets are expected to have their two halves linked by the release.

    Each half is held by somebody else, who picks one of the released rows nearest to it, any as likely as the other;
    the halves are linked when both picked the same row. This is anonymeter's attack with one neighbour (Giomi et al.
    2023), averaged over ties: there the order of the rows breaks them.
    """
    import numpy as np

    if not targets.rows or not released.rows:
        return 0.0
    pairs, place = released.distinct()
    rows = np.bincount(place, minlength=pairs.rows).astype(np.float32)
    halves = [pairs.columns(side).distinct() for side in sides]
    found = 0.0
    ways = (nearest(targets.columns(side), half) for side, (half, _) in zip(sides, halves, strict=True))
    masks = [np.concatenate([mask for _, mask in way]) for way in ways]
    for start in range(0, targets.rows, 64):
        one, other = (mask[start : start + 64][:, label] for mask, (_, label) in zip(masks, halves, strict=True))
        both = (one & other) @ rows
        found += float((both / ((one @ rows) * (other @ rows))).astype(np.float64).sum())
    return found

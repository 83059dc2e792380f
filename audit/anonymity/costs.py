"""What does each level of each column cost, and what does it cost to lose a row?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.parts import Part

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def shares(ladder: Hierarchy, counts: Floats) -> tuple[Floats, Floats]:
    """Return for each level and value the share of the leaves that its coarser value stands for, and what a lost value costs: 1.

    Source: Iyengar 2002, KDD, p. 279.
    """
    import numpy as np

    return np.stack([np.asarray(share, dtype=np.float64) for share in ladder.shares]), np.ones(len(counts))


def bits(ladder: Hierarchy, counts: Floats) -> tuple[Floats, Floats]:
    """Return for each level and value the bits that its coarser value hides, given how often each occurs, and all it has.

    Source: non-uniform entropy, Gionis and Tassa 2009, TKDE 21:206 [not verified].
    """
    import numpy as np

    own = np.maximum(counts, 1.0)
    prices = np.stack([np.log2(np.bincount(coarse, weights=own)[coarse] / own) for coarse in ladder.maps])
    return prices, np.log2(own.sum() / own)


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of all levels of all columns in a row: those of the left part's columns, then those of the right part's.

    `starts[j]` is where the levels of column j begin; `totals` is what all rows cost if none is lost, `least` and `most` what they
    cost as given and if all are; `extra[part][combination]` is how much more a lost row costs than a kept one.
    """

    starts: tuple[int, ...]
    totals: Floats
    least: Floats
    most: Floats
    extra: tuple[Floats, Floats]

    @property
    def span(self) -> Floats:
        """Return how far costs can rise; 1 for a column of which nothing can be lost, whose costs never rise."""
        import numpy as np

        spans: Floats = np.where(self.most > self.least, self.most - self.least, 1.0)
        return spans


def costs_of(
    parts: tuple[Part, Part], order: tuple[tuple[int, ...], tuple[int, ...]], amounts: tuple[Floats, Floats], *, in_bits: bool
) -> Costs:
    """Return the costs of all levels, from how many rows have each combination of each part."""
    import numpy as np

    starts = [0] * sum(len(places) for places in order)
    totals: list[Floats] = []
    most: list[Floats] = []
    extra: list[Floats] = []
    filled = 0
    for part, places, amount in zip(parts, order, amounts, strict=True):
        columns: list[Floats] = [np.zeros((0, part.size))]
        for ladder, place, codes in zip(part.hierarchies, places, part.combos, strict=True):
            counts = np.bincount(codes, weights=amount, minlength=len(ladder.maps[0])).astype(np.float64, copy=False)
            prices, gone = (bits if in_bits else shares)(ladder, counts)
            totals.append((prices * counts).sum(axis=1))
            most.append(np.full(len(prices), (gone * counts).sum()))
            columns.append((gone - prices)[:, codes])
            starts[place] = filled
            filled += len(prices)
        extra.append(np.ascontiguousarray(np.concatenate(columns).T))
    flat = np.concatenate([np.zeros(0), *totals])
    least = np.concatenate([np.zeros(0), *(np.full(len(column), column[0]) for column in totals)])
    return Costs(tuple(starts), flat, least, np.concatenate([np.zeros(0), *most]), (extra[0], extra[1]))

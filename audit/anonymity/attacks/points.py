"""Which rows of a release are nearest to what somebody knows?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.labels import dense, labels

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]
    Distances = npt.NDArray[np.uint16] | npt.NDArray[np.int32]

UNIT = 1_000_000
"""How far two different values are apart in a column without an order, and the ends of one that has an order."""
CELLS = 4_000_000
"""Distances that are held at once."""


@dataclass(frozen=True, slots=True)
class Points:
    """Rows as codes, shape (rows, columns). A code of a column means the same in every table it is compared with.

    `sizes` are above the largest codes of any of them. Codes of an ordered column ascend with its values.
    """

    codes: Ints
    sizes: tuple[int, ...]
    ordered: tuple[bool, ...]

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return int(self.codes.shape[0])

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return int(self.codes.shape[1])

    def take(self, rows: Ints | Bools) -> Points:
        """Return some of the rows."""
        return Points(self.codes[rows], self.sizes, self.ordered)

    def columns(self, places: Sequence[int]) -> Points:
        """Return some of the columns."""
        kept = list(places)
        return Points(self.codes[:, kept], tuple(self.sizes[one] for one in kept), tuple(self.ordered[one] for one in kept))

    def distinct(self) -> tuple[Points, Ints]:
        """Return the different rows, and which of them each row is."""
        import numpy as np

        label, _ = labels([(self.codes[:, place], size) for place, size in enumerate(self.sizes)], self.rows)
        place, number = dense(label)
        first = np.zeros(number, np.int64)
        first[place] = np.arange(self.rows)
        return self.take(first), place


def nearest(targets: Points, known: Points) -> Iterator[tuple[slice, Bools]]:
    """Yield, for some targets at a time, which rows are nearest to each: shape (targets, rows), several where they tie.

    The distance adds up over the columns: 1 where two values differ, for columns with an order their places' distance
    over the largest one (Gower 1971). Whole numbers: what ties does not depend on rounding.
    """
    import numpy as np

    step = max(1, CELLS // max(1, known.rows))
    for start in range(0, targets.rows, step):
        part = slice(start, min(targets.rows, start + step))
        far = _differing(targets.codes[part], known)
        for place in np.flatnonzero(known.ordered).tolist():
            unit = UNIT // max(1, known.sizes[place] - 1)
            one, other = (codes[:, place].astype(np.int32) * np.int32(unit) for codes in (targets.codes[part], known.codes))
            far = far + np.abs(one[:, None] - other[None, :])
        yield part, far == far.min(axis=1, keepdims=True)


def _differing(targets: Ints, known: Points) -> Distances:
    """Return in how many columns without an order targets and rows differ: small numbers, in units where some are added."""
    import numpy as np

    far = np.zeros((len(targets), known.rows), np.uint16)
    for place in np.flatnonzero(~np.array(known.ordered, dtype=bool)).tolist():
        small = np.uint16 if known.sizes[place] < np.iinfo(np.uint16).max else np.int64
        far += targets[:, place].astype(small)[:, None] != known.codes[:, place].astype(small)[None, :]
    return far.astype(np.int32) * np.int32(UNIT) if any(known.ordered) else far

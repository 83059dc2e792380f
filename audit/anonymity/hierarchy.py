"""How do the values of one column become coarser, step by step, until nothing is left?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Hierarchy:
    """A tree over a column's codes: level 0 is the value as given, the last level is `*`.

    `maps[level][code]` is the code of the coarser value, from 0 without gaps; whatever shares a value at one
    level shares one at every later level. `shares[level][code]` is how many leaves lie under that coarser value,
    over all leaves: 1 at `*`. Leaves are the values of the column, or of the file that the hierarchy was
    read from, which may know values that no row has.
    """

    steps: tuple[str, ...]
    maps: tuple[Ints, ...]
    shares: tuple[Floats, ...]
    leaves: int

    @property
    def height(self) -> int:
        """Return the last level, `*`."""
        return len(self.steps) - 1

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Return how many coarser values there are at every level."""
        return tuple(int(coarse.max(initial=-1)) + 1 for coarse in self.maps)

    def above(self, lower: int, upper: int) -> Ints:
        """Return, for each value of a level, its value at a later level: two levels of one tree."""
        import numpy as np

        found = np.zeros(self.sizes[lower], dtype=np.int64)
        found[self.maps[lower]] = self.maps[upper]
        return found

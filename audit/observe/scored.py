"""How do the scores of a dataset lie in memory: every group's rows at each distinct score?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from audit.core.fact import Fact, Key, Keys
from audit.observe.places import BIN, BINS, place_of, score_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ACTUAL: Mapping[Key, int] = {0: 0, 1: 1, None: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The rows of one group at each distinct score of the dataset, ascending.

    Few groups have rows at every score: kept are the cells that have some, `places` among three times `width`.
    """

    name: str
    width: int
    places: NDArray[np.int64]
    counts: NDArray[np.int64]
    _laid: list[NDArray[np.int64]] = field(default_factory=list, repr=False)

    @property
    def event(self) -> NDArray[np.int64]:
        """Return the rows with the event at each score."""
        return self._at(1)

    @property
    def other(self) -> NDArray[np.int64]:
        """Return the rows without the event at each score."""
        return self._at(0)

    @property
    def all(self) -> NDArray[np.int64]:
        """Return the rows at each score, those without a label too."""
        return self._at(0) + self._at(1) + self._at(2)

    @property
    def rows(self) -> int:
        """Return the rows with a score."""
        return int(self.counts.sum())

    @property
    def labelled(self) -> int:
        """Return the rows with a score and a label."""
        return int(self.counts[self.places < 2 * self.width].sum())

    def _at(self, actual: int) -> NDArray[np.int64]:
        """Return the rows of one outcome at each score; laid out once, when somebody first asks."""
        import numpy as np

        if not self._laid:
            # Counts come back as floats: exact up to 2^53 rows.
            cells = np.bincount(self.places, self.counts, 3 * self.width).astype(np.int64)
            self._laid.append(cells.reshape(3, self.width))
        found: NDArray[np.int64] = self._laid[0][actual]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """A fact in arrays: the distinct scores, ascending, and for every cell its group, its place and its rows.

    Scores that are known to their bin only (`binned`) stand for its middle, which is within 1/8,192 of them.
    `shares` says that all of them lie from 0 to 1.
    """

    distinct: NDArray[np.float64]
    groups: tuple[Keys, ...]
    group: NDArray[np.int64]
    places: NDArray[np.int64]
    counts: NDArray[np.int64]
    binned: bool
    shares: bool


def ladder_of(fact: Fact) -> Ladder:
    """Return a fact in arrays."""
    import numpy as np

    binned = any(keys[-2] == BIN for keys in fact.rows)
    steps = sorted({cast("int", keys[-1]) for keys in fact.rows})
    codes, groups = {step: code for code, step in enumerate(steps)}, dict.fromkeys(keys[:-3] for keys in fact.rows)
    numbers = {one: code for code, one in enumerate(groups)}
    cells = [(numbers[keys[:-3]], codes[cast("int", keys[-1])] + len(steps) * _ACTUAL[keys[-3]], n) for keys, (n,) in fact.rows.items()]
    group, places, counts = np.array(cells, dtype=np.int64).T
    values = np.array([(step + 0.5) / BINS if binned else score_of(step) for step in steps], dtype=np.float64)
    shares = steps[0] >= 0 and steps[-1] <= (BINS - 1 if binned else place_of(1.0))
    return Ladder(values, tuple(groups), group, places, counts, binned, shares)


def together(names: Sequence[str], rows: Sequence[int], least: int, rest: str) -> list[str]:
    """Return the names of groups; those with fewer rows than `least` in all share one."""
    sizes: dict[str, int] = {}
    for name, n in zip(names, rows, strict=True):
        sizes[name] = sizes.get(name, 0) + n
    return [rest if sizes[name] < least else name for name in names]

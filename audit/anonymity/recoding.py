"""What if rows that a plan would suppress get coarser levels of their own?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.anonymity.classes import class_sizes
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.labels import dense
from audit.anonymity.lattice import Lattice
from audit.anonymity.search import Progress, Search, unseen
from audit.anonymity.table import Node

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Small = npt.NDArray[np.int8]
    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

# Every round has to settle at least this share of the rows that are left.
SETTLED = 0.01


@dataclass(frozen=True, slots=True)
class Recoding:
    """Levels row by row: `levels[row, column]`, shape (rows, columns), columns in the order of `names`.

    Every class holds the demand, the one of rows with all columns at `*` (`starred` rows) too: where it would not, rows of other
    classes join it, or what was left is `lost`, shape (rows,): to be suppressed. `k`: rows or persons of the smallest class, None
    if nothing is kept. `loss` is Iyengar's, as of a plan, with the levels of each row. By protected group, attribute -> group ->:
    `lost_by_group`, rows lost and rows; `starred_by_group`, cells at `*` or lost, and cells.
    """

    names: tuple[str, ...]
    levels: Small
    lost: Bools
    starred: int
    rounds: int
    k: int | None
    classes: int
    loss: float
    lost_by_group: Mapping[str, Mapping[str, tuple[int, int]]]
    starred_by_group: Mapping[str, Mapping[str, tuple[int, int]]]

    @property
    def suppressed(self) -> int:
        """Return how many rows are lost."""
        return int(self.lost.sum())


def recode(
    coded: Coded, demand: Demand, levels: Mapping[str, int] | None = None, objective: str = "loss", progress: Progress = unseen
) -> Recoding:
    """Return levels row by row: those of a plan where its classes hold the demand, coarser ones for what it would suppress.

    Starts from `levels`, or from the best plan that may suppress anything, and searches a plan for what is left, over and
    over. What the demand says about rows lost plays no part: there are none left to lose, as far as classes can be made.
    """
    import numpy as np

    everything = replace(demand, max_suppression=1.0, max_group_suppression=None, max_suppression_ratio=None)
    rounds = _Rounds(coded, everything, objective, progress)
    rounds.settle(None if levels is None else tuple(levels[name] for name in coded.columns))
    while len(rounds.left) and rounds.settle(None):
        pass
    if len(rounds.left):
        rounds.join()
    lost = np.zeros(coded.rows, dtype=np.bool_)
    lost[rounds.left] = True
    return _recoding(coded, rounds, lost)


class _Rounds:
    """Rows that are left, levels of those that are settled, and which class of which round each of these is in."""

    def __init__(self, coded: Coded, demand: Demand, objective: str, progress: Progress) -> None:
        """Start with all rows left."""
        import numpy as np

        self.coded, self.demand, self.objective, self.progress = coded, demand, objective, progress
        self.left = np.arange(coded.rows, dtype=np.int64)
        self.levels = np.zeros((coded.rows, len(coded.columns)), dtype=np.int8)
        self.classes = np.full(coded.rows, -1, dtype=np.int64)
        self.done = 0

    @property
    def heights(self) -> Node:
        """Return the levels that leave nothing."""
        return tuple(self.coded.hierarchies[name].height for name in self.coded.columns)

    def settle(self, node: Node | None) -> bool:
        """Give levels to rows that are left, those of a node or of the best one; return whether any could be settled."""
        limit = 1.0 - SETTLED if self.done else 1.0
        lattice = Lattice.of(some(self.coded, self.left), replace(self.demand, max_suppression=limit),
                             self.objective, groups=False, whole=self.coded)  # fmt: skip
        best = node or Search(lattice, self.progress, None).run()[0].node
        kept = ~lattice.fallen(lattice.rows.base, best).lost[lattice.rows.place]
        self.done += 1
        settled = self.left[kept]
        label = lattice.rows.classes(lattice.rows.base, best)[0][lattice.rows.place][kept]
        self.classes[settled] = dense(label)[0] + int(self.classes.max(initial=-1)) + 1
        self.levels[settled] = best
        self.left = self.left[~kept]
        return bool(kept.any())

    def join(self) -> None:
        """Star what is left, together with as few rows of other classes as make it hold the demand.

        At most as many rows as are left, or twice k, give up what they show; else what is left is lost.
        """
        import numpy as np

        most = max(len(self.left), 2 * self.demand.k)
        for added in self._cheapest():
            if len(added) > most + (self.levels[added] == self.heights).all(axis=1).sum():
                return
            starred = np.concatenate([self.left, added])
            if self._holds(starred):
                self.levels[starred] = self.heights
                self.classes[starred] = int(self.classes.max(initial=-1)) + 1
                self.left = self.left[:0]
                return

    def _cheapest(self) -> Iterator[Ints]:
        """Yield rows of 0, 1, 2, 4, ... whole classes, first the one at `*`, then those that show least."""
        import numpy as np

        settled = np.flatnonzero(self.classes >= 0)
        shows = 1.0 - (self.levels[settled] / np.maximum(1, np.array(self.heights))).mean(axis=1)
        cost = np.bincount(self.classes[settled], weights=shows)
        rank = np.empty(len(cost), dtype=np.int64)
        rank[np.argsort(cost, kind="stable")] = np.arange(len(cost))
        many = 0
        while many < 2 * len(cost):
            yield settled[rank[self.classes[settled]] < many]
            many = max(1, 2 * many)

    def _holds(self, rows: Ints) -> bool:
        """Return whether rows hold the demand as one class."""
        lattice = Lattice.of(some(self.coded, rows), self.demand, groups=False, whole=self.coded)
        return not lattice.fallen(lattice.rows.base, lattice.rows.heights).lost.any()


def some(coded: Coded, rows: Ints) -> Coded:
    """Return some of the rows, with the codes that they had."""
    return replace(
        coded,
        rows=len(rows),
        columns={name: codes[rows] for name, codes in coded.columns.items()},
        groups=tuple(replace(group, codes=group.codes[rows]) for group in coded.groups),
        sensitive={name: replace(column, codes=column.codes[rows]) for name, column in coded.sensitive.items()},
        subjects=None if coded.subjects is None else coded.subjects[rows],
    )


def _recoding(coded: Coded, rounds: _Rounds, lost: Bools) -> Recoding:
    """Return the measures of levels row by row."""
    import numpy as np

    stars = (rounds.levels == np.array(rounds.heights)) | lost[:, None] if len(coded.columns) else np.zeros((coded.rows, 0), dtype=np.bool_)
    sizes = _sizes(coded, rounds.levels, np.flatnonzero(~lost))
    return Recoding(
        names=tuple(coded.columns),
        levels=rounds.levels,
        lost=lost,
        starred=int((stars.all(axis=1) & ~lost).sum()),
        rounds=rounds.done,
        k=int(sizes.min()) if len(sizes) else None,
        classes=len(sizes),
        loss=_loss(coded, rounds.levels, lost),
        lost_by_group=_by_group(coded, lost, 1),
        starred_by_group=_by_group(coded, stars.sum(axis=1), len(coded.columns)),
    )


def _sizes(coded: Coded, levels: Small, kept: Ints) -> Ints:
    """Return the rows, or persons, of each class; values of two levels differ, even where they would be written alike."""
    import numpy as np

    columns = []
    for place, (name, codes) in enumerate(coded.columns.items()):
        ladder = coded.hierarchies[name]
        starts = np.cumsum([0, *ladder.sizes])
        values = np.stack([start + coarse for start, coarse in zip(starts[:-1], ladder.maps, strict=True)])
        columns.append((values[levels[kept, place], codes[kept]], int(starts[-1])))
    return class_sizes(columns, len(kept), None if coded.subjects is None else coded.subjects[kept])


def _loss(coded: Coded, levels: Small, lost: Bools) -> float:
    """Return Iyengar's loss with the levels of each row."""
    import numpy as np

    raised = []
    for place, (name, codes) in enumerate(coded.columns.items()):
        ladder = coded.hierarchies[name]
        shown = np.where(lost, 1.0, np.stack(ladder.shares)[levels[:, place], codes])
        least = ladder.shares[0][codes].sum()
        raised.append((shown.sum() - least) / (coded.rows - least) if coded.rows > least else 0.0)
    return float(np.expm1(np.log1p(raised).mean())) if raised else 0.0


def _by_group(coded: Coded, amounts: Ints | Bools, each: int) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """Return attribute -> group -> the sum of an amount per row, and the most it can be."""
    import numpy as np

    found = {}
    for group in coded.groups:
        sums = np.bincount(group.codes, weights=amounts, minlength=len(group.names)).astype(np.int64)
        rows = np.bincount(group.codes, minlength=len(group.names))
        pairs = zip(sums.tolist(), (rows * each).tolist(), strict=True)
        found[group.attribute] = dict(zip(group.names, pairs, strict=True))
    return found

"""Which plan costs least, and is that proved?"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.lattice import Lattice, Tried
from audit.anonymity.outcome import Outcome, measured, outcome_of
from audit.anonymity.shelf import Shelf
from audit.anonymity.table import Node

Progress = Callable[[int, int], None]

# Two values this close are one: sums of the same numbers in another order differ by less.
SAME = 1e-12
MANY = 16


def unseen(done: int, total: int) -> None:
    """Show no progress."""


def nodes_between(lowest: Node, highest: Node) -> int:
    """Return how many nodes a box has, both ends included."""
    return math.prod(high - low + 1 for low, high in zip(lowest, highest, strict=True))


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan of a search. `optimal`: no other plan that holds the demand has a smaller value; `nodes`: plans tried.

    Where nothing holds the demand, `outcome` is what happens when all columns go to `*`.
    """

    outcome: Outcome
    optimal: bool
    nodes: int

    @property
    def feasible(self) -> bool:
        """Return whether the plan holds the demand."""
        return self.outcome.feasible


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """All nodes between two, and a number that no value of theirs is below."""

    bound: float
    lowest: Node
    highest: Node


def optimum(coded: Coded, demand: Demand, objective: str = "loss", progress: Progress = unseen, max_nodes: int | None = None) -> Found:
    """Return the plan with the smallest value that holds the demand.

    Best first over boxes of the lattice. The highest node of a box loses rows that all others of it lose too; what these and the
    levels of its lowest node cost bounds the box. A box is cut where that raises the bound most. When the least bound of all
    boxes reaches the best value found, that is proved to be the smallest. Raises ValueError as `Lattice.of` does.
    """
    lattice = Lattice.of(coded, demand, objective, groups=demand.about_groups)
    search = Search(lattice, progress, max_nodes)
    best, proved = search.run()
    if demand.about_groups or not coded.groups:
        return Found(outcome_of(lattice, best), proved, search.nodes)
    return Found(measured(coded, dict(zip(lattice.rows.names, best.node, strict=True)), demand, objective), proved, search.nodes)


class Search:
    """One search: the boxes left, the nodes tried, the best so far."""

    def __init__(self, lattice: Lattice, progress: Progress, max_nodes: int | None) -> None:
        """Start with the whole lattice as one box."""
        self.lattice = lattice
        self.progress = progress
        self.max_nodes = max_nodes
        self.nodes = 0
        self._shelf = Shelf(lattice.rows)
        self._tried: dict[Node, Tried] = {}
        self._best: Tried | None = None

    def run(self) -> tuple[Tried, bool]:
        """Return the best node, or the highest one if none holds the demand, and whether that is proved."""
        heights = self.lattice.rows.heights
        boxes = [Box(0.0, (0,) * len(heights), heights)]
        while boxes:
            box = heapq.heappop(boxes)
            if self._best is not None and box.bound >= self._best.value - SAME:
                break
            if box.highest not in self._tried and self.max_nodes is not None and self.nodes >= self.max_nodes:
                return self._best or self._try(Box(0.0, heights, heights)), False
            for part in self._cut(box):
                heapq.heappush(boxes, part)
        return self._best or self._tried[heights], True

    def _cut(self, box: Box) -> Iterator[Box]:
        """Yield what is left of a box: itself with a better bound, or its two halves."""
        known = box.highest in self._tried
        top = self._try(box)
        if top.hopeless:
            return
        bound = self.lattice.bound(top, box.lowest)
        if not known and bound > box.bound + SAME:
            yield Box(bound, box.lowest, box.highest)
        elif box.lowest != box.highest:
            yield from self._halves(box, top)

    def _halves(self, box: Box, top: Tried) -> Iterator[Box]:
        """Yield the two parts of a box, cut below the highest level of the column whose levels differ most in cost."""
        starts = self.lattice.costs.starts
        open_columns = [place for place in range(len(starts)) if box.lowest[place] < box.highest[place]]

        def gap(place: int) -> float:
            """Return how much a column's term can rise within the box."""
            start = starts[place]
            return float(top.terms[start + box.highest[place]] - top.terms[start + box.lowest[place]])

        column = max(open_columns, key=lambda place: (gap(place), -place))
        middle = box.highest[column] - 1
        low = (*box.highest[:column], middle, *box.highest[column + 1 :])
        high = (*box.lowest[:column], middle + 1, *box.lowest[column + 1 :])
        yield Box(box.bound, box.lowest, low)
        yield Box(max(box.bound, self.lattice.bound(top, high)), high, box.highest)

    def _try(self, box: Box) -> Tried:
        """Return the highest node of a box, tried once."""
        if box.highest not in self._tried:
            self.nodes += 1
            # In a box of few nodes a table is not used often enough to be worth making.
            find = self._shelf.at if nodes_between(box.lowest, box.highest) >= MANY else self._shelf.best
            tried = self.lattice.tried(find(box.lowest), box.highest)
            self._tried[box.highest] = tried
            if tried.feasible and (self._best is None or tried.value < self._best.value - SAME):
                self._best = tried
            self.progress(self.nodes, nodes_between((0,) * len(box.lowest), self.lattice.rows.heights))
        return self._tried[box.highest]

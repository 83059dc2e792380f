"""What do all plans do that hold a demand, and which of them are beaten by no other?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.lattice import Lattice, Tried
from audit.anonymity.outcome import Outcome, outcome_of
from audit.anonymity.search import nodes_between
from audit.anonymity.table import Node, Table

MOST_NODES = 20_000
WORTH = 0.8


def plans(coded: Coded) -> int:
    """Return how many plans there are: the nodes of the lattice."""
    heights = tuple(ladder.height for ladder in coded.hierarchies.values())
    return nodes_between((0,) * len(heights), heights)


def frontier(coded: Coded, demand: Demand, objective: str = "loss", most_nodes: int = MOST_NODES) -> tuple[Outcome, ...]:
    """Return every plan that holds the demand, by its levels; nothing left out.

    Raises ValueError where there are more plans than `most_nodes` (ask `plans`), and as `Lattice.of` does.
    """
    if plans(coded) > most_nodes:
        message = f"{plans(coded)} plans are more than {most_nodes}: generalise fewer columns, or search for the best one"
        raise ValueError(message)
    lattice = Lattice.of(coded, demand, objective)
    return tuple(outcome_of(lattice, tried) for tried in _walk(lattice, lattice.rows.base, ()) if tried.feasible)


def _walk(lattice: Lattice, table: Table, fixed: Node) -> Iterator[Tried]:
    """Yield all nodes with some first levels, from ever smaller tables: one per column at a time, however many nodes."""
    heights = lattice.rows.heights
    left = len(heights) - len(fixed)
    if left == 0:
        yield lattice.tried(table, fixed)
        return
    for level in range(heights[len(fixed)] + 1):
        node = (*fixed, level, *(0,) * (left - 1))
        # The last columns have few levels left to pay for a table.
        made = lattice.rows.rolled_up(table, node) if level and left > 2 else table
        yield from _walk(lattice, made if len(made) < WORTH * len(table) else table, (*fixed, level))


def pareto(outcomes: Sequence[Outcome], by: Sequence[Callable[[Outcome], float]]) -> tuple[Outcome, ...]:
    """Return the outcomes that no other beats: none is as small by every measure and smaller by one. Of equals, the first."""
    scored = sorted(((tuple(measure(one) for measure in by), place) for place, one in enumerate(outcomes)))
    front: list[tuple[tuple[float, ...], int]] = []
    for score, place in scored:
        # In this order nothing later can beat something earlier.
        if not any(all(theirs <= ours for theirs, ours in zip(kept, score, strict=True)) for kept, _ in front):
            front.append((score, place))
    return tuple(outcomes[place] for _, place in sorted(front, key=lambda one: one[1]))

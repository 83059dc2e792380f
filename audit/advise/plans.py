"""Which plans are worth trying on a model: the least loss, and those that no other beats in detail at a fair price in rows?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from audit.advise.demanded import MOST_OF_A_GROUP
from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.frontier import frontier
from audit.anonymity.outcome import Outcome
from audit.anonymity.search import Found, optimum
from audit.metrics.compared import pooled

_TIGHTER = (1.0, 0.6, 0.3, 0.1, 0.0)
"""How far a limit on a group's loss is drawn in until the loss itself, not only its interval, keeps it."""
LEAST_NODES = 60


@dataclass(frozen=True, slots=True)
class Plans:
    """What a search came to.

    `least` has the least loss whatever it leaves out, `few` the least of those that leave out few rows; `even` are plans that
    leave out few of every group, none of which is finer in every column than another; `keeping` are such plans that keep
    every protected column. `looked` is how many plans were measured, `complete` tells that this is all of them.
    """

    demand: Demand
    least: Found
    few: Found
    even: tuple[Outcome, ...]
    keeping: tuple[Outcome, ...]
    looked: int
    complete: bool

    @property
    def candidates(self) -> tuple[Outcome, ...]:
        """Return every plan that may be chosen, least loss first, each once."""
        return tuple(sorted(unique((*self.even, *self.keeping)), key=lambda one: (one.loss, node(one))))


def plans_for(coded: Coded, demand: Demand, work: int) -> Plans:
    """Search the lattice of a dataset; all of it where that takes at most `work` distinct rows times plans."""
    nodes = prod(coded.hierarchies[name].height + 1 for name in coded.columns)
    most = max(LEAST_NODES, work // max(1, coded.rows))
    least = optimum(coded, replace(demand, max_suppression=1.0), max_nodes=most)
    few = optimum(coded, demand, max_nodes=most)
    if nodes <= most:
        every = frontier(coded, demand, most_nodes=nodes)
        even = minimal(one for one in every if mild(one, demand))
        keeping = minimal(one for one in every if mild(one, demand) and not leaves(coded, one.levels))
        return Plans(demand, least, few, even, keeping, len(every), complete=True)
    even = tuple(_mild(coded, demand, most))
    keeping = tuple(_mild(_held(coded), demand, most)) if _protected(coded) else ()
    return Plans(demand, least, few, even, keeping, least.nodes + few.nodes, complete=False)


def node(one: Outcome) -> tuple[int, ...]:
    """Return the levels of a plan, in the order of its columns."""
    return tuple(one.levels.values())


def unique(some: Iterable[Outcome]) -> list[Outcome]:
    """Return each plan once."""
    return list({node(one): one for one in some}.values())


def minimal(some: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the plans that no other of them is finer than, or as fine as, in every column."""
    ordered = sorted(some, key=lambda one: (sum(node(one)), node(one)))
    found: list[Outcome] = []
    for one in ordered:
        if not any(all(low <= high for low, high in zip(node(other), node(one), strict=True)) for other in found):
            found.append(one)
    return tuple(found)


def mild(one: Outcome, demand: Demand) -> bool:
    """Tell whether a plan is feasible and leaves out few rows of every protected group."""
    worst = worst_group(one.lost_by_group, demand.min_group)
    return one.feasible and (worst is None or worst[2] <= MOST_OF_A_GROUP)


def worst_group(lost: Mapping[str, Mapping[str, tuple[int, int]]], min_group: int) -> tuple[str, str, float] | None:
    """Return attribute, name and lost share of the group that loses most, of groups large enough to be spoken of."""
    shares = [
        (attribute, name, gone / rows)
        for attribute, groups in lost.items()
        for name, (gone, rows) in groups.items()
        if rows >= max(1, min_group) and not pooled(attribute, name)
    ]
    return max(shares, key=lambda one: (one[2], one[0], one[1]), default=None)


def leaves(coded: Coded, levels: Mapping[str, int]) -> tuple[str, ...]:
    """Return the protected columns of which a plan leaves nothing."""
    return tuple(name for name in _protected(coded) if levels[name] == coded.hierarchies[name].height > 0)


def _protected(coded: Coded) -> Sequence[str]:
    """Return the protected columns that are quasi-identifiers."""
    return [one.attribute for one in coded.groups if one.attribute in coded.columns]


def _mild(coded: Coded, demand: Demand, most: int) -> Iterator[Outcome]:
    """Yield the plan with the least loss that leaves out few of every group, by the search: too many to look at all."""
    for share in _TIGHTER:
        found = optimum(coded, replace(demand, max_group_suppression=MOST_OF_A_GROUP * share), max_nodes=most)
        if found.feasible and mild(found.outcome, demand):
            yield found.outcome
            return


def _held(coded: Coded) -> Coded:
    """Return the rows with hierarchies that never give up a protected column."""
    short = {
        name: replace(tree, steps=tree.steps[:-1], maps=tree.maps[:-1], shares=tree.shares[:-1])
        for name, tree in coded.hierarchies.items()
        if name in _protected(coded) and tree.height
    }
    return replace(coded, hierarchies={**coded.hierarchies, **short})

"""What does a plan do to the rows, at one node of the lattice of levels, and to all plans below it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.anonymity.coded import Coded
from audit.anonymity.conditions import Conditions
from audit.anonymity.costs import Costs, costs_of
from audit.anonymity.demand import Demand
from audit.anonymity.lost_groups import Member, lopsided, members_of, too_much
from audit.anonymity.objectives import OBJECTIVES, Counted, Objective
from audit.anonymity.parts import WIDEST, grouped
from audit.anonymity.rows import rows_of
from audit.anonymity.table import Node, Rows, Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fallen:
    """The classes of a node: which distinct rows are lost, which would be at every lower node, and what is kept."""

    lost: Bools
    forced: Bools
    classes: int
    smallest: int | None
    squares: float


@dataclass(frozen=True, slots=True)
class Tried:
    """A node that was tried: its value, and the terms and the rest that bound every node below it."""

    node: Node
    value: float
    suppressed: int
    classes: int
    k: int | None
    lost_by_member: Floats
    feasible: bool
    hopeless: bool
    terms: Floats
    rest: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """All plans for the rows of a dataset: one level per column, and rows suppressed where the demand is broken."""

    rows: Rows
    demand: Demand
    conditions: Conditions
    costs: Costs
    objective: Objective
    members: tuple[Member, ...]

    @classmethod
    def of(cls, coded: Coded, demand: Demand, objective: str = "loss", *, groups: bool = True, whole: Coded | None = None) -> Lattice:
        """Return the lattice; raises ValueError for an objective or a sensitive column that is not there.

        Without `groups` nothing is counted by protected group. `whole` is the dataset that these are some rows of.
        """
        import numpy as np

        if objective not in OBJECTIVES:
            message = f"no objective is called {objective}: choose of {', '.join(OBJECTIVES)}"
            raise ValueError(message)
        coded = coded if groups else replace(coded, groups=())
        rows, conditions = rows_of(coded, demand, whole)
        table, chosen = rows.base, OBJECTIVES[objective]
        left, right = rows.parts
        amounts = (
            np.bincount(table.left, weights=table.counts, minlength=left.size).astype(np.float64, copy=False),
            np.bincount(table.right, weights=table.counts, minlength=right.size).astype(np.float64, copy=False),
        )
        costs = costs_of(rows.parts, rows.order, amounts, in_bits=chosen.in_bits)
        return cls(rows, demand, conditions, costs, chosen, members_of(coded))

    @property
    def allowed(self) -> int:
        """Return the most rows that may be suppressed."""
        return int(self.demand.max_suppression * self.rows.rows + 1e-9)

    def fallen(self, table: Table, node: Node) -> Fallen:
        """Return which of the distinct rows of a table are lost at a node above it."""
        import numpy as np

        label, width = self.rows.classes(table, node)
        if self.conditions.by_size and width <= max(WIDEST, 4 * len(table)):
            sizes = np.bincount(label, weights=table.counts, minlength=width)
            lost = (sizes < self.demand.k)[label]
            kept = sizes[(sizes >= self.demand.k) & (sizes > 0)]
            return Fallen(lost, lost, len(kept), int(kept.min()) if len(kept) else None, float((kept * kept).sum()))
        found = grouped(label, width)
        gone, forced = self.conditions.judge(found, table.extra, table.counts)
        kept = np.bincount(found.place, weights=table.counts, minlength=found.size)[~gone]
        persons = self.conditions.smallest(found, table.extra, gone)
        smallest = persons if persons is not None else int(kept.min()) if len(kept) else None
        return Fallen(gone[found.place], forced, len(kept), smallest, float((kept * kept).sum()))

    def tried(self, table: Table, node: Node) -> Tried:
        """Return what happens at a node, from the distinct rows of any node below it."""
        import numpy as np

        fallen = self.fallen(table, node)
        same = fallen.lost is fallen.forced or bool(np.array_equal(fallen.lost, fallen.forced))
        lost = np.where(fallen.lost, table.counts, 0.0)
        forced = lost if same else np.where(fallen.forced, table.counts, 0.0)
        suppressed, gone = int(lost.sum()), int(forced.sum())
        terms, rest = self._terms(table, forced), self._least(table, node, forced, gone)
        own = terms if same else self._terms(table, lost)
        seen = Counted(self.rows.rows, suppressed, fallen.classes, fallen.squares, self._hidden(table, node, lost))
        value = self.objective.value(self._sum(own, node) + self.objective.rest(seen))
        members, sure = fallen.lost @ table.members, fallen.forced @ table.members
        hopeless = gone > self.allowed or too_much(self.demand, self.members, sure)
        unfit = suppressed > self.allowed or too_much(self.demand, self.members, members) or lopsided(self.demand, self.members, members)
        return Tried(node, value, suppressed, fallen.classes, fallen.smallest, members, not unfit, hopeless, terms, rest)

    def _terms(self, table: Table, lost: Floats) -> Floats:
        """Return the terms of all levels of all columns, from the rows lost per distinct row; right from the table's levels on."""
        import numpy as np

        raised = []
        for part, levels, labels, extra in zip(
            self.rows.parts, self.rows.split(table.node), (table.left, table.right), self.costs.extra, strict=True
        ):
            level = part.at(levels)
            amounts = np.zeros(part.size)
            amounts[level.first] = np.bincount(labels, weights=lost, minlength=level.size)
            # Not `@`: its threads cost more than they bring, and add in another order each time.
            raised.append(np.einsum("c,cl->l", amounts, extra))
        return self.objective.terms(self.costs, np.concatenate(raised))

    def _least(self, table: Table, node: Node, forced: Floats, gone: int) -> float:
        """Return the least rest of all nodes between the table's and this one, where these rows are lost."""
        import numpy as np

        if not self.objective.by_classes:
            return self.objective.rest(Counted(self.rows.rows, gone, 0, 0.0, self._hidden(table, node, forced)))
        kept = table.counts[forced == 0]
        least = max(1, self.conditions.least)
        classes = min((self.rows.rows - gone) // least, len(kept)) + 1
        squares = float((kept * np.maximum(kept, least)).sum())
        return self.objective.rest(Counted(self.rows.rows, gone, classes, squares, 0.0))

    def _hidden(self, table: Table, node: Node, lost: Floats) -> float:
        """Return the bits that lost rows hide from each other, over the bits of all rows."""
        import numpy as np

        if not self.objective.in_bits:
            return 0.0
        gone, hidden = float(lost.sum()), 0.0
        for part, low, high, labels in zip(
            self.rows.parts, self.rows.split(table.node), self.rows.split(node), (table.left, table.right), strict=True
        ):
            level = part.at(low)
            amounts = np.bincount(labels, weights=lost, minlength=level.size)
            for ladder, at, codes in zip(part.hierarchies, high, part.combos, strict=True):
                each = np.bincount(ladder.maps[at][codes[level.first]], weights=amounts)
                each = each[each > 0]
                hidden += float(each @ np.log2(gone / each))
        return hidden / (float(sum(self.costs.most[start] for start in self.costs.starts)) or 1.0)

    def bound(self, tried: Tried, lowest: Node) -> float:
        """Return the least value of all nodes between a lowest one and one that was tried."""
        return self.objective.value(self._sum(tried.terms, lowest) + tried.rest)

    def _sum(self, terms: Floats, node: Node) -> float:
        """Return the sum of the terms of the columns at their levels."""
        return float(sum(terms[start + level] for start, level in zip(self.costs.starts, node, strict=True)))

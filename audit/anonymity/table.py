"""Which distinct rows are there, with the columns at some levels, and how often does each occur?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audit.anonymity.labels import MOST_LABELS
from audit.anonymity.parts import Grouped, Part, grouped

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

Node: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Distinct rows at a node: the class of each in both parts, its combination of sensitive values, and how often it occurs.

    `extra` is all 0 where nothing is asked of sensitive columns or persons. Counts are whole numbers, kept as floats because
    numpy sums those by label; they are exact up to 2 ** 53. `members` are counts per protected group, one column each.
    """

    node: Node
    left: Ints
    right: Ints
    extra: Ints
    counts: Floats
    members: Floats

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows as distinct rows, and how to bring them to any node.

    The columns are cut into two parts that are labelled apart: a label takes two look-ups, however many columns there are.
    `order` says which columns each part has; `place` which distinct row each row is; `extras` how many combinations of
    sensitive values and persons there are.
    """

    names: tuple[str, ...]
    heights: Node
    parts: tuple[Part, Part]
    order: tuple[tuple[int, ...], tuple[int, ...]]
    base: Table
    place: Ints
    rows: int
    extras: int

    def split(self, node: Node) -> tuple[Node, Node]:
        """Return the levels of the two parts."""
        return tuple(node[place] for place in self.order[0]), tuple(node[place] for place in self.order[1])

    def classes(self, table: Table, node: Node) -> tuple[Ints, int]:
        """Return a number per distinct row, the same for rows of one class at a node, and a number above the largest."""
        (lower_left, lower_right), (left, right) = self.split(table.node), self.split(node)
        width = self.parts[1].at(right).size
        label = self.parts[0].between(lower_left, left, width)[table.left]
        label += self.parts[1].between(lower_right, right)[table.right]
        return label, self.parts[0].at(left).size * width

    def rolled_up(self, table: Table, node: Node) -> Table:
        """Return the distinct rows at a node from those at a lower one."""
        import numpy as np

        label, width = self.classes(table, node)
        if self.extras > 1:
            found = grouped(label, width) if width * self.extras > MOST_LABELS else None
            label, width = (found.place, found.size) if found else (label, width)
            label, width = label * self.extras + table.extra, width * self.extras
        found = grouped(label, width)
        (lower_left, lower_right), (left, right) = self.split(table.node), self.split(node)
        return Table(
            node,
            self.parts[0].between(lower_left, left)[table.left[found.first]],
            self.parts[1].between(lower_right, right)[table.right[found.first]],
            table.extra[found.first],
            np.bincount(found.place, weights=table.counts, minlength=found.size).astype(np.float64, copy=False),
            _summed(table.members, found),
        )


def _summed(members: Floats, found: Grouped) -> Floats:
    """Return the columns of a matrix, summed by class."""
    import numpy as np

    made = np.zeros((found.size, members.shape[1]))
    for column in range(members.shape[1]):
        made[:, column] = np.bincount(found.place, weights=members[:, column], minlength=found.size)
    return made

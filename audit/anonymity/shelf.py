"""Which tables of distinct rows are kept, to roll others up from?"""

from __future__ import annotations

from audit.anonymity.table import Node, Rows, Table

# A table that is rolled up is kept if it has at most this share of the rows it was made from.
WORTH = 0.6
SMALL = 200


class Shelf:
    """Tables by node. The first holds all rows as given and always stays; others go, the least used first, when there is no room."""

    def __init__(self, rows: Rows) -> None:
        """Start with the rows as given; there is room for as many distinct rows three times over."""
        import numpy as np

        self._rows = rows
        self._tables: list[Table] = [rows.base]
        self._used = [0]
        self._nodes = np.array([rows.base.node], dtype=np.int64).reshape(1, len(rows.names))
        self._room = max(3 * len(rows.base), 100_000)
        self._useless: set[tuple[Node, Node]] = set()
        self._clock = 0

    def best(self, node: Node) -> Table:
        """Return the smallest table at or below a node."""
        import numpy as np

        below = np.flatnonzero((self._nodes <= np.array(node, dtype=np.int64)).all(axis=1)).tolist()
        place = min(below, key=lambda place: len(self._tables[place]))
        self._clock += 1
        self._used[place] = self._clock
        return self._tables[place]

    def at(self, node: Node) -> Table:
        """Return a table at or below a node: its own, made and kept if that is much smaller than what there was."""
        best = self.best(node)
        if best.node == node or len(best) <= SMALL or (best.node, node) in self._useless:
            return best
        made = self._rows.rolled_up(best, node)
        if len(made) > WORTH * len(best):
            self._useless.add((best.node, node))
            return best
        self._keep(made)
        return made

    def _keep(self, table: Table) -> None:
        """Put a table on the shelf and take others off until there is room."""
        import numpy as np

        self._clock += 1
        self._tables.append(table)
        self._used.append(self._clock)
        self._nodes = np.vstack([self._nodes, np.array([table.node], dtype=np.int64)])
        while sum(map(len, self._tables[1:])) > self._room and len(self._tables) > 2:
            oldest = min(range(1, len(self._tables) - 1), key=self._used.__getitem__)
            del self._tables[oldest], self._used[oldest]
            self._nodes = np.delete(self._nodes, oldest, axis=0)

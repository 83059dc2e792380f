"""Which counts of people are too small to be shown, and which others would give them away?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audit.claims.subtraction import Cell, Sum, cell_of, given_away, sums
from audit.metrics.decisions import NEEDS_LABEL
from audit.observe.outcomes import JOIN, Group, Outcomes
from audit.observe.tally import RARE, UNKNOWN

OVER_ROWS = frozenset({
    "count", "selection_rate", "selection_rate_ratio", "selection_rate_difference", "impact_ratio",
    "demographic_parity_difference", "demographic_parity_ratio",
})  # fmt: skip
"""Metrics over all rows of a group: their denominator is the group itself."""
ENOUGH = 100
"""From this many rows on, a count rounded to tens and values cut to two digits hide a small partner."""
LARGE = 1_000
"""From this many rows on, three digits do."""
_EVERYBODY: Cell = frozenset()
_FEW = "withheld: too few rows to be shown"
_PARTNER = "withheld: with it a smaller group's rows could be computed"


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one dataset's groups.

    `hidden` groups lose every number. In an attribute of `blurred` groups, their own rows are
    rounded to tens and every value is cut to a few digits: no small partner can be computed from
    what is left. Groups in `unlabelled` lose every number that needs the label: their rows with and
    without the event add up to rows that are shown, so one of the two would give the other away.
    Sums of such rows over several groups are not solved for.
    """

    min_cell: int
    rows: Mapping[Cell, int] = field(default_factory=dict)
    hidden: frozenset[Cell] = frozenset()
    blurred: frozenset[Cell] = frozenset()
    unlabelled: frozenset[Cell] = frozenset()

    @classmethod
    def of(cls, outcomes: Outcomes, min_cell: int, asked: Iterable[str] = ()) -> Shown:
        """Decide for every attribute and intersection of a dataset, and those that a policy asks for."""
        wanted = [name for name in asked if all(part in outcomes.attributes for part in name.split(JOIN))]
        cells = _cells(outcomes.cells((*outcomes.names(), *wanted)))
        rows = {cell: group.rows for cell, group in cells.items()}
        known, small = sums(rows), frozenset(cell for cell, n in rows.items() if 0 < n < min_cell)
        hidden, blurred = _covered(known, rows, small)
        pools = {cell: group for cell, group in _cells(outcomes.by((*outcomes.names(), *wanted))).items() if _pool(cell)}
        # A pool is the rest that a reader could work out anyhow: as coarse as what it is the rest of.
        rows |= {cell: group.rows for cell, group in pools.items()}
        hidden |= {cell for cell, group in pools.items() if group.rows < min_cell}
        blurred |= {cell for cell in pools if any(_columns(cell) == _columns(other) for other in blurred)}
        cells |= pools
        unlabelled = frozenset(cell for cell, group in cells.items() if _thin(group, min_cell))
        thin = frozenset({_EVERYBODY}) if _thin(outcomes.everybody(), min_cell) else frozenset()
        return cls(min_cell, rows, hidden, blurred, unlabelled | thin)

    def hides(self, attribute: str, group: str) -> bool:
        """Tell whether a group's numbers are withheld."""
        return _cell(attribute, group) in self.hidden

    def coarse(self, attribute: str) -> bool:
        """Tell whether an attribute's values are rounded."""
        return bool(self._blurs(attribute))

    def _blurs(self, attribute: str) -> list[Cell]:
        """Return the blurred groups of an attribute."""
        columns = set(attribute.split(JOIN))
        return [cell for cell in self.blurred if _columns(cell) == columns]

    def count(self, attribute: str, group: str, rows: int, metric: str = "") -> tuple[int | None, str]:
        """Return a metric's denominator and its text: None and `<10` or `withheld` where it may not be shown."""
        cell = _cell(attribute, group)
        if cell in self.hidden:
            return None, f"<{self.min_cell}" if self.rows[cell] < self.min_cell else "withheld"
        if 0 < rows < self.min_cell:
            return None, f"<{self.min_cell}"
        if self._label_hidden(cell, rows, metric):
            return None, "withheld"
        if cell in self.blurred:
            return round(rows, -1), f"about {round(rows, -1):,}"
        return rows, f"{rows:,}"

    def _label_hidden(self, cell: Cell | None, rows: int, metric: str) -> bool:
        """Tell whether a number needs the label of a group, or of everybody, that may not show it."""
        if cell is None:
            return _EVERYBODY in self.unlabelled and metric in NEEDS_LABEL
        return cell in self.unlabelled and self._over_labels(cell, rows, metric)

    def _over_labels(self, cell: Cell | None, rows: int, metric: str) -> bool:
        """Tell whether a number needs the label; without a metric, its rows tell."""
        return metric not in OVER_ROWS if metric else cell is not None and rows != self.rows[cell]

    def missing(self, column: str, missing: int) -> int | None:
        """Return how many values of a column are missing, to the grain of its group `unknown`."""
        protected = any({name for name, _ in cell} == {column} for cell in self.rows)
        return self.count(column, UNKNOWN, missing, "count")[0] if protected else missing

    def value(self, attribute: str, value: float | None) -> float | None:
        """Return a value to the grain its attribute allows: three digits where the blurred groups are large, else two."""
        blurred = self._blurs(attribute)
        if value is None or not blurred:
            return value
        digits = 3 if all(self.rows[cell] >= LARGE for cell in blurred) else 2
        return float(f"{value:.{digits}g}")


def withheld(rows_text: str) -> str:
    """Return why a number is withheld: for its own rows, or for those of a smaller group."""
    return _FEW if rows_text.startswith("<") else _PARTNER


def _cells(tables: Iterable[tuple[str, Sequence[Group]]]) -> dict[Cell, Group]:
    """Return the groups of all tables by cell."""
    return {cell_of(attribute, group.name): group for attribute, groups in tables for group in groups}


def _columns(cell: Cell) -> set[str]:
    """Return the columns a cell is made of."""
    return {column for column, _ in cell}


def _pool(cell: Cell) -> bool:
    """Tell whether a cell is the rare groups of an intersection together."""
    return len(cell) > 1 and {value for _, value in cell} == {RARE}


def _cell(attribute: str, group: str) -> Cell | None:
    """Return a group's cell; None for a column or a dataset as a whole."""
    return cell_of(attribute, group) if attribute and group else None


def _labels(group: Group) -> tuple[int, int]:
    """Return a group's rows with the event and without it."""
    return group.tp + group.fn, group.fp + group.tn


def _thin(group: Group, min_cell: int) -> bool:
    """Tell whether few of a group's rows carry the event, or few do not."""
    return any(0 < n < min_cell for n in _labels(group))


def _covered(known: Sequence[Sum], rows: Mapping[Cell, int], small: frozenset[Cell]) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """Return the groups to withhold and those to blur, so that no small one follows from what is left.

    Whatever determines a small group loses one of its parts: a large one is blurred, else the
    smallest is withheld. Repeated until nothing small follows; each turn leaves fewer parts.
    """
    hidden, blurred = small, frozenset[Cell]()
    while True:
        covered = hidden | blurred
        for cells in list(given_away(known, covered, small)):
            if (hidden | blurred) - covered & set(cells):
                continue
            shown = sorted((rows[cell], sorted(cell), cell) for cell in cells)
            if shown and shown[-1][0] >= ENOUGH:
                blurred |= {shown[-1][2]}
            elif shown:
                hidden |= {shown[0][2]}
        if hidden | blurred == covered:
            return hidden, blurred

"""Which counts of people are too small to be shown, and which others would give them away?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.claims.subtraction import Cell, cell_of, given_away, sums
from audit.observe.outcomes import JOIN, Outcomes

LARGE = 1_000
"""From this many rows on, rounding a count to tens hides a small partner without hurting anyone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one dataset's groups.

    `hidden` groups lose every number. In an attribute of `blurred` groups, their own rows are
    rounded to tens and every value to three significant digits: no small partner can be computed
    from what is left.
    """

    min_cell: int
    rows: Mapping[Cell, int] = field(default_factory=dict)
    hidden: frozenset[Cell] = frozenset()
    blurred: frozenset[Cell] = frozenset()

    @classmethod
    def of(cls, outcomes: Outcomes, min_cell: int, asked: Iterable[str] = ()) -> Shown:
        """Decide for every attribute and intersection of a dataset, and those that a policy asks for."""
        wanted = [name for name in asked if all(part in outcomes.attributes for part in name.split(JOIN))]
        tables = outcomes.by((*outcomes.names(), *wanted))
        rows = {cell_of(attribute, group.name): group.rows for attribute, groups in tables for group in groups}
        hidden, blurred = _covered(rows, frozenset(cell for cell, n in rows.items() if 0 < n < min_cell))
        return cls(min_cell, rows, hidden, blurred)

    def hides(self, attribute: str, group: str) -> bool:
        """Tell whether a group's numbers are withheld."""
        return _cell(attribute, group) in self.hidden

    def coarse(self, attribute: str) -> bool:
        """Tell whether an attribute's values are rounded."""
        columns = set(attribute.split(JOIN))
        return any({column for column, _ in cell} == columns for cell in self.blurred)

    def count(self, attribute: str, group: str, rows: int) -> tuple[int | None, str]:
        """Return a count and its text: None and `<10` or `withheld` where it may not be shown."""
        cell = _cell(attribute, group)
        if cell in self.hidden:
            return None, f"<{self.min_cell}" if self.rows[cell] < self.min_cell else "withheld"
        if 0 < rows < self.min_cell:
            return None, f"<{self.min_cell}"
        if cell in self.blurred:
            return round(rows, -1), f"about {round(rows, -1):,}"
        return rows, f"{rows:,}"

    def value(self, attribute: str, value: float | None) -> float | None:
        """Return a value to the grain its attribute allows."""
        return float(f"{value:.3g}") if value is not None and self.coarse(attribute) else value


def _cell(attribute: str, group: str) -> Cell | None:
    """Return a group's cell; None for a column or a dataset as a whole."""
    return cell_of(attribute, group) if attribute and group else None


def _covered(rows: Mapping[Cell, int], small: frozenset[Cell]) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """Return the groups to withhold and those to blur, so that no small one follows from what is left.

    Whatever determines a small group loses one of its parts: a large one is blurred, else the
    smallest is withheld. Repeated until nothing small follows; each turn leaves fewer parts.
    """
    known, hidden, blurred = sums(rows), small, frozenset[Cell]()
    while True:
        covered = hidden | blurred
        for cells in list(given_away(known, covered, small)):
            if (hidden | blurred) - covered & set(cells):
                continue
            shown = sorted((rows[cell], sorted(cell), cell) for cell in cells)
            if shown and shown[-1][0] >= LARGE:
                blurred |= {shown[-1][2]}
            elif shown:
                hidden |= {shown[0][2]}
        if hidden | blurred == covered:
            return hidden, blurred

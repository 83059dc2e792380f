"""How does the verdict on a column travel? As rows of integer counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from audit.observe.personal.column import Column
    from audit.observe.personal.verdict import ColumnEntity
    from audit.observe.scene import Settings

KEYS = ("column", "entity", "category", "basis", "shape")
MEASURES = (
    "examined", "distinct", "matched", "full", "score_permille", "share_ppm", "cells", "candidates", "chance_permille",
    "touched", "touched_low", "touched_high",
)  # fmt: skip
NAMED = "name"
"""The basis of a row that rests on the name of the column alone: no value confirms it."""
DECLARED = "declared"
"""The basis of a row that the subject said."""
NOTHING = ""
Key: TypeAlias = "tuple[str, str, str, str, str]"
Row: TypeAlias = "tuple[Key, tuple[int, ...]]"
_PPM = 1_000_000
_WRITTEN = frozenset({"text", "integer", "number"})
_SHAPED = 300
"""So many values tell what the commonest shape is."""


def rows_of(column: Column, settings: Settings) -> list[Row]:
    """Return the rows of one column for a fact with `KEYS` and `MEASURES`.

    The first says how much of the column was read and what its values look like; it has no entity.
    """
    # Rules read what is written here, and load none of the patterns for it.
    from audit.observe.personal.evidence import evidence_of
    from audit.observe.personal.masks import commonest_shape
    from audit.observe.personal.name_rows import name_rows
    from audit.observe.personal.verdict import classify

    evidence = evidence_of(column, settings.locales, settings.personal)
    found = classify(column, evidence)
    read = (len(column.values), column.distinct, 0, 0, 0, 0, column.swept.cells, 0, 0, 0, 0, 0)
    # A day is written as its engine likes: that says nothing of the data.
    shape = commonest_shape(column.values[:_SHAPED], settings.min_cell) if column.kind in _WRITTEN else NOTHING
    return [((column.name, NOTHING, NOTHING, NOTHING, shape), read), *(_row(column, one) for one in found), *name_rows(column, settings)]


def unread(column: str, distinct: int, cells: int) -> Row:
    """Return the row of a column of which no value could be personal data."""
    return (column, NOTHING, NOTHING, NOTHING, NOTHING), (distinct, distinct, 0, 0, 0, 0, cells, 0, 0, 0, 0, 0)


def declared(column: str, entity: str, category: str, cells: int, distinct: int) -> Row:
    """Return the row of a column of which the subject says what it holds."""
    every = (cells, cells, cells)
    return (column, entity, category, DECLARED, NOTHING), (0, distinct, 0, 0, 1000, _PPM, cells, cells, 0, *every)


def _row(column: Column, one: ColumnEntity) -> Row:
    """Return the row of one entity."""
    counted, cells = one.counted, column.swept.cells
    numbers = (counted.looked, column.distinct, counted.matched, counted.full, round(one.score * 1000), round(one.share * _PPM))
    rows = _touched(column, one)
    chance = round((one.chance or 0.0) * 1000)
    return (column.name, one.one.entity, one.category, one.basis, NOTHING), (*numbers, cells, one.candidates, chance, *rows)


def _touched(column: Column, one: ColumnEntity) -> Sequence[int]:
    """Return in how many rows the entity is, and between which numbers that lies: of candidates, or of all that were read."""
    from audit.observe.personal.free_text import touched

    counted, cells = one.counted, column.swept.cells
    of = one.candidates if one.candidates > 0 and counted.looked <= one.candidates and one.checked else cells
    judged = min(counted.looked, of)
    found = touched(of, min(max(one.distinct, judged), of), judged, min(counted.matched, judged))
    return found.rows, found.low, found.high

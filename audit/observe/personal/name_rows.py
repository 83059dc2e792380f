"""How do the names that a language model saw in a column of sentences travel? As rows of the fact about personal data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.observe.personal.free_text import is_free_text, touched
from audit.observe.personal.names_in_text import names_in

if TYPE_CHECKING:
    from audit.observe.personal.column import Column
    from audit.observe.personal.fact_rows import Row
    from audit.observe.scene import Settings

MODEL = "model"
"""The basis of a row that rests on a language model."""
SCORE = 850
"""Presidio's own score, in thousandths, for what a model finds that gives none."""
_PPM = 1_000_000


def name_rows(column: Column, settings: Settings) -> Iterator[Row]:
    """Yield a row for every kind of name in a column of sentences; none where no model is named for it.

    The distinct values that were read are a draw of all (keyed hashes): the rows touched follow from them with an
    interval. Raises BadInput if the model cannot be used.
    """
    if not settings.personal.nlp or column.kind != "text" or not is_free_text(column.values):
        return
    names = names_in(column.values, settings.personal.nlp)
    cells = max(column.swept.cells, names.read)
    distinct = min(max(column.distinct, names.read), cells)
    for entity, seen in names.found.items():
        rows = touched(cells, distinct, names.read, seen.texts)
        share = round(seen.texts / names.read * _PPM)
        counts = (names.read, distinct, seen.texts, 0, SCORE, share, cells, 0, 0, rows.rows, rows.low, rows.high)
        yield (column.name, entity, "freetext", MODEL, ""), counts

"""Which columns, put aside until the scanner is finished, hold special categories, and which only share their words?"""

from __future__ import annotations

from tests.quality.columns import Labelled, Row, labelled
from tests.quality.held_out_tables_alike import ALIKE
from tests.quality.held_out_tables_special import SPECIAL


def _columns(tables: dict[str, tuple[Row, ...]], salt: str) -> tuple[Labelled, ...]:
    """Return the columns of the tables, keyed by language."""
    return tuple(labelled(row, language, salt) for language, rows in tables.items() for row in rows)


def held_out_special() -> tuple[Labelled, ...]:
    """Return 60 columns of special categories, criminal data and data of children, in eight languages."""
    return _columns(SPECIAL, "held out special")


def held_out_alikes() -> tuple[Labelled, ...]:
    """Return 60 harmless columns in the same languages that share words with such data."""
    return _columns(ALIKE, "held out alike")

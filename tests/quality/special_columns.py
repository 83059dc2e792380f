"""Which columns hold special categories, criminal or child data in four languages, and which only share words with them?

The note begins with where the sign is: `both`, `weak values`, `header only` or `value only`.
"""

from __future__ import annotations

from tests.quality import tables_de, tables_en, tables_es, tables_fr
from tests.quality.columns import Labelled, labelled

TABLES = {"en": tables_en, "de": tables_de, "fr": tables_fr, "es": tables_es}


def special_columns() -> tuple[Labelled, ...]:
    """Return 60 columns of GDPR Art. 9, Art. 10 and child data, 15 per language."""
    return tuple(labelled(row, language, "special") for language, table in TABLES.items() for row in table.SPECIAL)


def look_alikes() -> tuple[Labelled, ...]:
    """Return 60 harmless columns that share words with the special ones, 15 per language."""
    return tuple(labelled(row, language, "look-alike") for language, table in TABLES.items() for row in table.LOOK_ALIKE)

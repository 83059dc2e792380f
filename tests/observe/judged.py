"""What the scanner says of a column that is written down in a test."""

from __future__ import annotations

from collections.abc import Sequence

from audit.observe.personal.column import of_values
from audit.observe.personal.evidence import Evidence, evidence_of
from audit.observe.personal.fact_rows import NOTHING, Row, rows_of
from audit.observe.scene import Settings


def rows(
    column: str,
    values: Sequence[str],
    kind: str = "text",
    settings: Settings | None = None,
    *,
    distinct: int = 0,
    of: int = 0,
    beside: tuple[str, ...] = (),
) -> list[Row]:
    """Return the rows of the fact, that of the column itself left out."""
    used = settings or Settings()
    unique = list(dict.fromkeys(values))
    one = of_values(column, kind, unique, used, distinct=distinct or len(unique), rows=of or len(values), beside=beside)
    return [row for row in rows_of(one, used) if row[0][1] != NOTHING]


def found(column: str, values: Sequence[str], kind: str = "text", beside: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Return entity, category and basis of what a column was found to hold."""
    every = rows(column, values, kind, beside=beside)
    return [(key[1], key[2], key[3]) for key, _ in every if key[2] != "dismissed"]


def evidence(values: Sequence[str], header: str = "", kind: str = "text", locales: tuple[str, ...] = ()) -> dict[str, Evidence]:
    """Return what speaks for each entity."""
    settings = Settings(locales=locales)
    every = evidence_of(of_values(header, kind, list(dict.fromkeys(values)), settings), locales, settings.personal)
    return {one.one.entity: one for one in every}

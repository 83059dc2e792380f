"""Draws distinct values of a column: the N smallest keyed hashes, the same on any order of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.load.source import Source


def draw_distinct(source: Source, column: str, most: int, seed: int) -> list[str]:
    """Return at most `most` distinct values as text, in the order of their keyed hash."""
    name = _quoted(column)
    table = _quoted(source.text_table)
    query = (
        f"SELECT value FROM (SELECT DISTINCT CAST({name} AS VARCHAR) AS value FROM {table} WHERE {name} IS NOT NULL) "  # noqa: S608 - names are quoted
        f"ORDER BY md5(? || value) LIMIT {int(most)}"
    )
    return [row[0] for row in source.engine.connection.execute(query, [f"{seed}:"]).fetchall()]


def _quoted(name: str) -> str:
    """Return a name as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'

"""How does a staged table of text get its kinds?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit.load.engine import Engine, identifier, literal, parquet
from audit.load.kinds import TextColumn, find_kinds
from audit.load.staged import Staged


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table staged as text: the SQL relation that reads it, and what is known of it."""

    relation: str
    columns: Sequence[TextColumn]
    rows: int
    fingerprint: str
    notes: Sequence[str]


def stage_typed(engine: Engine, table: TextTable) -> Staged:
    """Find the kinds over all rows and stage the typed table beside the text, so that it is cast once."""
    fields, more = find_kinds(engine.connection, table.relation, table.columns)
    typed = table.relation
    if any(field.kind != "text" for field in fields):
        path = engine.fresh()
        stored = [identifier(column.stored) for column in table.columns]
        select = ", ".join(f"{field.typed} AS {name}" for field, name in zip(fields, stored, strict=True))
        target = f"{literal(str(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536)"
        engine.connection.execute(f"COPY (SELECT {select} FROM {table.relation}) TO {target}")
        fields = tuple(replace(field, typed=name) for field, name in zip(fields, stored, strict=True))
        typed = parquet((path,))
    return Staged(fields, typed, table.relation, table.rows, table.fingerprint, (*table.notes, *more), written=True)

"""How does a staged table of text get its kinds?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.load.engine import Engine, identifier, literal, parquet
from audit.load.kinds import TextColumn, find_kinds
from audit.load.staged import Staged


def stage_text(
    engine: Engine, relation: str, columns: Sequence[TextColumn], rows: int, fingerprint: str, notes: Sequence[str]
) -> Staged:
    """Find the kinds over all rows and stage the typed table beside the text, so that it is cast once."""
    fields, more = find_kinds(engine.connection, relation, columns)
    typed = relation
    if any(field.kind != "text" for field in fields):
        path = engine.fresh()
        select = ", ".join(
            f"{field.typed} AS {identifier(column.stored)}" for field, column in zip(fields, columns, strict=True)
        )
        target = f"{literal(str(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536)"
        engine.connection.execute(f"COPY (SELECT {select} FROM {relation}) TO {target}")
        fields = tuple(
            replace(field, typed=identifier(column.stored)) for field, column in zip(fields, columns, strict=True)
        )
        typed = parquet((path,))
    return Staged(fields, typed, relation, rows, fingerprint, (*notes, *more))

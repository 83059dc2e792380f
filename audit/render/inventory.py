"""Which columns hold what? The inventory of personal data as a table that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.core.evidence import Evidence
from audit.render.fit import read
from audit.render.personal import grouped, law, what
from audit.render.registry import Format
from audit.render.table import Cell, csv_text

HEAD = (
    "dataset", "column", "entity", "what", "category", "accepted", "score", "share", "cells", "candidates", "judged", "confirmed",
    "rows_touched", "rows_low", "rows_high", "shape", "law", "why",
)  # fmt: skip
_COUNTS = ("cells", "candidates", "judged", "confirmed", "rows_touched", "rows_low", "rows_high")


def table(columns: Sequence[Mapping[str, Any]], dismissed: Sequence[Mapping[str, Any]]) -> str:
    """Return the columns found, by weight, then the matches that were not accepted."""
    return csv_text(HEAD, _rows(columns, dismissed))


def _rows(columns: Sequence[Mapping[str, Any]], dismissed: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Cell]]:
    """Yield one line per column and entity."""
    yield from (_row(row, "yes") for group in grouped(columns) for row in group.rows)
    yield from (_row(row, "no") for row in dismissed)


def _row(row: Mapping[str, Any], accepted: str) -> Sequence[Cell]:
    """Return one line."""
    place = str(row.get("file") or row["dataset"])
    head = (place, str(row["column"]), str(row["entity"]), what(row), str(row["category"]), accepted)
    counts = tuple(row.get(name) for name in _COUNTS)
    return (*head, row["score"], row["share"], *counts, str(row.get("shape") or ""), law(row), str(row["why"]))


def to_bytes(evidence: Evidence) -> bytes:
    """Return the inventory in UTF-8; raises BadInput if the evidence does not fit its schema."""
    claims = read(evidence).claims
    return table(claims["columns"], claims["dismissed"]).encode("utf-8")


FORMAT = Format("inventory", ".csv", to_bytes, binary=False)

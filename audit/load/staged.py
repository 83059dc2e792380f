"""What does a format hand over once its table is staged?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["integer", "number", "text", "boolean", "date", "timestamp"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name as found, its kind, and the SQL that reads it typed and as text."""

    name: str
    kind: Kind
    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A table on disk: SQL relations for both views, and what loading did, without values.

    `doubtful` tells that the names come from a first line that may be a row of people; `written` that
    the text view is what somebody wrote, not a cast of typed values.
    """

    fields: tuple[Field, ...]
    typed: str
    text: str
    rows: int
    fingerprint: str
    notes: tuple[str, ...] = ()
    doubtful: bool = False
    written: bool = False

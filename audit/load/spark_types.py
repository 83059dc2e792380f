"""Which kinds do the types of Spark stand for, and how are they read?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.load.formats.native import left_out, not_finite, stored_index
from audit.load.staged import Field, Kind

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
    **dict.fromkeys(("string", "char", "varchar", "time", "void"), "text"),
    **dict.fromkeys(("timestamp", "timestamp_ntz"), "timestamp"),
    "boolean": "boolean",
    "date": "date",
}
_CASTS: dict[Kind, str] = {"integer": "BIGINT", "number": "DOUBLE", "text": "STRING", "boolean": "BOOLEAN",
                           "date": "DATE", "timestamp": "TIMESTAMP_NTZ"}  # fmt: skip
_FLOATING = ("float", "double")
# Exact in any time zone of the session: the local clock shows some hours twice.
_UTC = "timestampadd(MICROSECOND, unix_micros({}), TIMESTAMP_NTZ'1970-01-01 00:00:00')"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a frame: how each column is read, how many rows there are, and notes without values."""

    frame: DataFrame
    fields: tuple[Field, ...]
    rows: int
    notes: tuple[str, ...]


def described(frame: DataFrame, names: Sequence[str]) -> Look:
    """Return how a frame is read, in one pass over its numbers; `names` are what its columns are called in the end."""
    columns = [(name, one.name, _base(one.dataType)) for name, one in zip(names, frame.schema.fields, strict=True)]
    read = [(name, stored, base) for name, stored, base in columns if base in _KINDS and not stored_index(name)]
    floating = [stored for _, stored, base in read if base in _FLOATING]
    rows, nan, infinite = _counted(frame, floating)
    nested = left_out([name for name, _, _ in columns], [name for name, _, base in columns if base not in _KINDS])
    fields = tuple(_field(name, stored, base) for name, stored, base in read)
    return Look(frame, fields, rows, (*nested, *not_finite(nan, infinite)))


def _base(type_: DataType) -> str:
    """Return the type's name without its parameters."""
    return type_.simpleString().partition("(")[0].partition(" ")[0]


def _counted(frame: DataFrame, floating: Sequence[str]) -> tuple[int, int, int]:
    """Return the rows, and how many columns hold NaN and infinities."""
    counts = ["count(1)"]
    counts += [f"count(CASE WHEN isnan({name}) THEN 1 END)" for name in floating]
    counts += [f"count(CASE WHEN abs({name}) = double('Infinity') THEN 1 END)" for name in floating]
    row = [int(number) for number in frame.selectExpr(*counts).collect()[0]]
    middle = 1 + len(floating)
    return row[0], sum(map(bool, row[1:middle])), sum(map(bool, row[middle:]))


def _field(name: str, stored: str, base: str) -> Field:
    """Return how one column is read."""
    kind = _KINDS[base]
    typed = f"CAST({stored} AS {_CASTS[kind]})"
    if base in _FLOATING:
        # Adding nothing makes one zero of the two.
        typed = f"CASE WHEN NOT isnan({stored}) AND abs({stored}) <> double('Infinity') THEN {typed} + 0.0D END"
    elif base == "timestamp":
        typed = _UTC.format(stored)
    elif kind == "text":
        typed = f"NULLIF({typed}, '')"
    return Field(name, kind, typed, f"CAST({typed} AS STRING)")

"""Which kinds do the types of Spark stand for, and how are they read?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.load.formats.native import index_left_out, not_finite, stored_index
from audit.load.formats.nested import said
from audit.load.spark_json import UTC, bytes_in, column_json, is_clear, is_nested
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


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a frame: how each column is read, how many rows there are, and notes without values."""

    frame: DataFrame
    fields: tuple[Field, ...]
    rows: int
    notes: tuple[str, ...]


def described(frame: DataFrame, names: Sequence[str]) -> Look:
    """Return how a frame is read, in one pass over its numbers; `names` are what its columns are called in the end."""
    found = [(name, one.name, one.dataType) for name, one in zip(names, frame.schema.fields, strict=True)]
    columns = [one for one in found if not stored_index(one[0])]
    read = [(name, stored, type_) for name, stored, type_ in columns if _is_read(type_)]
    rows, nan, infinite = _counted(frame, [stored for _, stored, type_ in read if _base(type_) in _FLOATING])
    left = said([(name, _is_read(type_), bytes_in(type_)) for name, _, type_ in columns])
    fields = tuple(_field(name, stored, type_) for name, stored, type_ in read)
    return Look(frame, fields, rows, (*left, *index_left_out(names), *not_finite(nan, infinite)))


def _is_read(type_: DataType) -> bool:
    """Tell whether a column is read: of single values, or nested with more than bytes inside."""
    return _base(type_) in _KINDS or (is_nested(type_) and is_clear(type_) and not all(bytes_in(type_)))


def _base(type_: DataType) -> str:
    """Return the type's name without its parameters, "" of a nested one."""
    return "" if is_nested(type_) else type_.simpleString().partition("(")[0].partition(" ")[0]


def _counted(frame: DataFrame, floating: Sequence[str]) -> tuple[int, int, int]:
    """Return the rows, and how many columns hold NaN and infinities."""
    counts = ["count(1)"]
    counts += [f"count(CASE WHEN isnan({name}) THEN 1 END)" for name in floating]
    counts += [f"count(CASE WHEN abs({name}) = double('Infinity') THEN 1 END)" for name in floating]
    row = [int(number) for number in frame.selectExpr(*counts).collect()[0]]
    middle = 1 + len(floating)
    return row[0], sum(map(bool, row[1:middle])), sum(map(bool, row[middle:]))


def _field(name: str, stored: str, type_: DataType) -> Field:
    """Return how one column is read."""
    base = _base(type_)
    if not base:
        written = column_json(stored, type_)
        return Field(name, "text", written, written)
    kind = _KINDS[base]
    typed = f"CAST({stored} AS {_CASTS[kind]})"
    if base in _FLOATING:
        # Adding nothing makes one zero of the two.
        typed = f"CASE WHEN NOT isnan({stored}) AND abs({stored}) <> double('Infinity') THEN {typed} + 0.0D END"
    elif base == "timestamp":
        typed = UTC.format(stored)
    elif kind == "text":
        typed = f"NULLIF({typed}, '')"
    return Field(name, kind, typed, f"CAST({typed} AS STRING)")

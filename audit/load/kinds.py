"""Which kind of value does a column hold, judged by all of its values?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.load.engine import identifier, literal
from audit.load.staged import Field, Kind

if TYPE_CHECKING:
    import duckdb

MISSING = ("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "#N/A", "<NA>")
"""What stands for a missing value in a column that is not text."""

# Explicit classes only: the same text means the same in RE2 and in Python's re.
INTEGER = "[+-]?(0|[1-9][0-9]*)"
NUMBER = "[+-]?((0|[1-9][0-9]*)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIMESTAMP = DATE + "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?"
ZONED = DATE + "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
BOOLEAN = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"
DECIMAL_COMMA = "[+-]?[0-9]+([.][0-9]{3})*,[0-9]+"

ANY: frozenset[Kind] = frozenset(("integer", "number", "boolean", "date", "timestamp"))
_SAMPLE = 2_000
_COLUMNS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """A way of writing values: the kind it stands for, a test in SQL, and the value in SQL."""

    kind: Kind
    pattern: str
    test: str
    value: str


# First match wins. `{v}` is the text without missing markers. A leading zero stays text: 007 is a name.
SHAPES: Mapping[str, Shape] = {
    "integer": Shape("integer", INTEGER, "TRY_CAST({v} AS BIGINT) IS NOT NULL", "TRY_CAST({v} AS BIGINT)"),
    "number": Shape("number", NUMBER, "isfinite(TRY_CAST({v} AS DOUBLE))", "TRY_CAST({v} AS DOUBLE)"),
    "boolean": Shape("boolean", BOOLEAN, "true", "lower({v}) = 'true'"),
    "date": Shape("date", DATE, "TRY_CAST({v} AS DATE) IS NOT NULL", "TRY_CAST({v} AS DATE)"),
    "timestamp": Shape("timestamp", TIMESTAMP, "TRY_CAST({v} AS TIMESTAMP) IS NOT NULL", "TRY_CAST({v} AS TIMESTAMP)"),
    # A plain cast to TIMESTAMP ignores the offset, without a word.
    "zoned": Shape(
        "timestamp",
        ZONED,
        "TRY_CAST({v} AS TIMESTAMPTZ) IS NOT NULL",
        "CAST(TRY_CAST({v} AS TIMESTAMPTZ) AS TIMESTAMP)",
    ),
    "comma": Shape("text", DECIMAL_COMMA, "true", "{v}"),
    "whole": Shape("text", INTEGER, "true", "{v}"),
}


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: its name, how the staged file calls it, and what its text may stand for."""

    name: str
    stored: str
    may_be: frozenset[Kind] = ANY


@dataclass(frozen=True, slots=True)
class _Tally:
    """Counts of one column: values, values that are no missing marker, and those of each shape."""

    values: int
    real: int
    shapes: Mapping[str, int]

    def shape(self) -> str:
        """Return the shape that every value has, or nothing."""
        if not self.real:
            return ""
        found = next((name for name, hits in self.shapes.items() if hits == self.real), "")
        too_large = found == "number" and self.shapes.get("whole") == self.real
        return "" if too_large or found == "whole" else found


def find_kinds(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[TextColumn]
) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """Return the fields of a staged text table, and notes; every value of a column has to fit its kind.

    A sample rules kinds out (one misfit is enough), then all rows confirm what is left.
    """
    sample = connection.sql(f"SELECT * FROM {relation} LIMIT {_SAMPLE}").to_arrow_table()
    left = {column.stored: _possible(sample.column(column.stored).to_pylist(), column.may_be) for column in columns}
    tallies = _count(connection, relation, left)
    fields = tuple(_field(column, tallies[column.stored]) for column in columns)
    return fields, _notes(fields, [tallies[column.stored] for column in columns])


def _possible(values: Sequence[str | None], may_be: frozenset[Kind]) -> tuple[str, ...]:
    """Return the shapes that every value of a sample has, of those that are allowed."""
    numeric = ("comma", "whole") if "number" in may_be else ()
    left = [name for name, shape in SHAPES.items() if shape.kind in may_be or name in numeric]
    for value in set(values):
        if value is not None and value not in MISSING:
            left = [name for name in left if re.fullmatch(SHAPES[name].pattern, value)]
        if not left:
            break
    return tuple(left)


def _real(stored: str) -> str:
    """Return SQL for a text, or NULL where it is a missing marker.

    Spelt out with OR, because DuckDB turns `IN` and `list_contains` into a hash join per column.
    """
    column = identifier(stored)
    marker = " OR ".join(f"{column} = {literal(marker)}" for marker in MISSING)
    return f"CASE WHEN {marker} THEN NULL ELSE {column} END"


def _count(connection: duckdb.DuckDBPyConnection, relation: str, shapes: Mapping[str, tuple[str, ...]]) -> dict[str, _Tally]:
    """Count the values of each column, and those of each shape still possible."""
    tallies: dict[str, _Tally] = {}
    names = list(shapes)
    for start in range(0, len(names), _COLUMNS_AT_ONCE):
        part = names[start : start + _COLUMNS_AT_ONCE]
        inner = ", ".join(f"{identifier(name)}, {_real(name)} AS {identifier(name + ':v')}" for name in part)
        wanted = [_aggregates(name, shapes[name]) for name in part]
        query = f"SELECT {', '.join(sql for column in wanted for sql in column)} FROM (SELECT {inner} FROM {relation})"
        numbers = iter(connection.execute(query).fetchone() or ())
        for name in part:
            values, real = next(numbers), next(numbers)
            tallies[name] = _Tally(values, real, {shape: next(numbers) for shape in shapes[name]})
    return tallies


def _aggregates(name: str, shapes: Iterable[str]) -> list[str]:
    """Return the SQL counts of one column."""
    real = identifier(name + ":v")
    tests = [f"regexp_full_match({real}, '{SHAPES[shape].pattern}') AND {SHAPES[shape].test.replace('{v}', real)}" for shape in shapes]
    return [f"count({identifier(name)})", f"count({real})", *(f"count(*) FILTER ({test})" for test in tests)]


def _field(column: TextColumn, tally: _Tally) -> Field:
    """Return a column as it is to be read."""
    shape = tally.shape()
    text = identifier(column.stored)
    if not shape or SHAPES[shape].kind == "text":
        return Field(column.name, "text", text, text)
    real = text if tally.real == tally.values else f"({_real(column.stored)})"
    return Field(column.name, SHAPES[shape].kind, SHAPES[shape].value.replace("{v}", real), text)


def _notes(fields: Sequence[Field], tallies: Sequence[_Tally]) -> tuple[str, ...]:
    """Say how many columns had missing markers, and which are numbers with a decimal comma."""
    pairs = list(zip(fields, tallies, strict=True))
    marked = sum(field.kind != "text" and tally.values != tally.real for field, tally in pairs)
    notes = [f"Markers such as NA or NULL read as missing in {counted(marked, 'column')}."] if marked else []
    notes += [
        f"Column {field.name} holds numbers with a decimal comma: it is read as text." for field, tally in pairs if tally.shape() == "comma"
    ]
    return tuple(notes)


def counted(number: int, noun: str) -> str:
    """Return `1 column`, `2 columns`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

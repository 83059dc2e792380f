"""Which kinds do the types of Parquet and Arrow stand for, and how are they read?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.load.engine import identifier
from audit.load.formats.arrow_json import arrow_bytes_in, is_nested_arrow
from audit.load.formats.nested import bytes_in, column_json, is_nested, said, single_types
from audit.load.kinds import counted
from audit.load.staged import Field, Kind

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from duckdb.sqltypes import DuckDBPyType

_INDEX = re.compile("__index_level_[0-9]+__")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"), "integer"),
    **dict.fromkeys(("UBIGINT", "HUGEINT", "UHUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), "number"),
    **dict.fromkeys(("VARCHAR", "ENUM", "UUID", "TIME", "TIME WITH TIME ZONE", "TIME_NS", '"NULL"'), "text"),
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"), "timestamp"),
    "BOOLEAN": "boolean",
    "DATE": "date",
}
_WIDE = ("UBIGINT", "HUGEINT", "UHUGEINT")
_FLOATING = ("FLOAT", "DOUBLE")
_CASTS: dict[Kind, str] = {"integer": "BIGINT", "number": "DOUBLE", "text": "VARCHAR", "boolean": "BOOLEAN",
                           "date": "DATE", "timestamp": "TIMESTAMP"}  # fmt: skip


def native_fields(connection: duckdb.DuckDBPyConnection, relation: str, names: Sequence[str]) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """Return the fields of Parquet files and notes; `names` are the columns' names in file order.

    NaN and infinities are missing; integers beyond 64 bits are text; nested columns are JSON; binary columns are left out.
    """
    described = connection.sql(f"SELECT * FROM {relation} LIMIT 0")
    found = list(zip(names, described.columns, described.types, strict=True))
    columns = [one for one in found if not stored_index(one[0])]
    read = [one for one in columns if _is_read(one[2]) and _is_sound(connection, relation, *one[1:])]
    odd, notes = _odd(connection, relation, [(stored, _base(type_)) for _, stored, type_ in read])
    fields = tuple(_field(name, stored, type_, odd=stored in odd) for name, stored, type_ in read)
    return fields, (*said([(one[0], one in read, bytes_in(one[2])) for one in columns]), *index_left_out(names), *notes)


def flat(type_: pa.DataType) -> pa.DataType | None:
    """Return the Arrow type a column is staged with, or None if it cannot be read as a column of values."""
    import pyarrow as pa

    known = pa.types
    if is_nested_arrow(type_):
        return None if all(arrow_bytes_in(type_)) else pa.large_string()
    if known.is_dictionary(type_):
        return flat(type_.value_type)
    if known.is_null(type_) or known.is_string(type_) or known.is_large_string(type_) or known.is_string_view(type_):
        return pa.large_string()
    if known.is_decimal(type_) or known.is_float16(type_):
        return pa.float64()
    if known.is_date(type_):
        return pa.date32()
    same = (known.is_boolean, known.is_integer, known.is_floating, known.is_timestamp, known.is_time)
    return type_ if any(test(type_) for test in same) else None


def stored_index(name: str) -> bool:
    """Tell whether a column is the index that pandas stored with a table."""
    return _INDEX.fullmatch(name) is not None


def index_left_out(names: Sequence[str]) -> tuple[str, ...]:
    """Say that an index was not read, if there is one."""
    return ("The index that pandas stored with the table is not read.",) if any(map(stored_index, names)) else ()


def not_finite(nan: int, infinite: int) -> tuple[str, ...]:
    """Say in how many columns there were NaN and infinities."""
    notes = [f"NaN read as missing in {counted(nan, 'column')}."] if nan else []
    return (*notes, f"Infinite numbers read as missing in {counted(infinite, 'column')}.") if infinite else tuple(notes)


def _base(type_: DuckDBPyType) -> str:
    """Return the type's name without its parameters, "" of a nested one."""
    return "" if is_nested(type_) else str(type_).split("(", 1)[0].strip()


def _is_read(type_: DuckDBPyType) -> bool:
    """Tell whether a column is read: of single values, or nested with more than bytes inside."""
    return _base(type_) in _KINDS or (is_nested(type_) and not all(bytes_in(type_)))


def _is_sound(connection: duckdb.DuckDBPyConnection, relation: str, stored: str, type_: DuckDBPyType) -> bool:
    """Tell whether DuckDB can read a column of JSON: one broken value would stop every query of it."""
    import duckdb

    if not any(str(one) == "JSON" for one in single_types(type_)):
        return True
    try:
        connection.execute(f"SELECT max(length({column_json(identifier(stored), type_)})) FROM {relation}").fetchall()
    except duckdb.InvalidInputException:
        return False
    return True


def _odd(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Sequence[tuple[str, str]]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the integer columns beyond 64 bits, and notes on values that are no finite number."""
    wide = [stored for stored, kind in columns if kind in _WIDE]
    floating = [stored for stored, kind in columns if kind in _FLOATING]
    if not wide and not floating:
        return frozenset(), ()
    counts = [f"count(*) FILTER (TRY_CAST({identifier(name)} AS BIGINT) IS NULL AND {identifier(name)} IS NOT NULL)" for name in wide]
    counts += [f"count(*) FILTER (isnan({identifier(name)}))" for name in floating]
    counts += [f"count(*) FILTER (isinf({identifier(name)}))" for name in floating]
    numbers = connection.execute(f"SELECT {', '.join(counts)} FROM {relation}").fetchone() or ()
    beyond = frozenset(name for name, hits in zip(wide, numbers, strict=False) if hits)
    nan = sum(bool(hits) for hits in numbers[len(wide) : len(wide) + len(floating)])
    infinite = sum(bool(hits) for hits in numbers[len(wide) + len(floating) :])
    notes = [*not_finite(nan, infinite)]
    notes += [f"Integers beyond 64 bits read as text in {counted(len(beyond), 'column')}."] if beyond else []
    return beyond, tuple(notes)


def _field(name: str, stored: str, type_: DuckDBPyType, *, odd: bool) -> Field:
    """Return how one column is read."""
    base, column = _base(type_), identifier(stored)
    if not base:
        written = column_json(column, type_)
        return Field(name, "text", written, written)
    kind: Kind = "text" if odd else _KINDS[base]
    typed = f"CAST({column} AS {_CASTS[kind]})"
    if base in _FLOATING:
        # Adding nothing makes one zero of the two, as GROUP BY does not on every engine.
        typed = f"CASE WHEN isfinite({column}) THEN CAST({column} AS DOUBLE) + 0.0 END"
    if kind == "text":
        typed = f"NULLIF({typed}, '')"
    return Field(name, kind, typed, typed if kind == "text" else f"CAST({typed} AS VARCHAR)")

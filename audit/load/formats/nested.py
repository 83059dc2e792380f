"""How is a nested value (a struct, a list, a map) written as one line of JSON, alike by every engine?

Keys in the order of the schema and no blanks; `null` where something inside is missing, NaN or
infinite; decimals as numbers, dates and times as the text of a column of them; bytes are `null`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from audit.load.engine import literal

if TYPE_CHECKING:
    from typing import Any

    from duckdb.sqltypes import DuckDBPyType

T = TypeVar("T")

_NESTED = ("struct", "list", "array", "map", "union", "variant")
_WHOLE = ("tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint", "hugeint", "uhugeint", "boolean")
_REAL = ("float", "double", "decimal")
_MOMENTS = ("timestamp", "timestamp with time zone", "timestamp_ns", "timestamp_ms", "timestamp_s")
_BYTES = ("blob", "bit", "geometry")
_BINARY, _UNKNOWN = "holds binary values and was not read", "holds values of a kind that is not read"
_BESIDE = "holds binary values inside others, which were not read"
_HOLDERS = (dict, list, tuple, set, frozenset)
_NOTHING = ("NAType", "NaTType")


# ------------------------------------------------------------------------------- what is said


def said(columns: Sequence[tuple[str, bool, Sequence[bool]]]) -> tuple[str, ...]:
    """Say of which columns nothing, or not everything, was read.

    Each is a name, whether it is read, and of each single value of its type whether it is bytes.
    """
    left = [f"Column {name} {_BINARY if all(inside) else _UNKNOWN}." for name, read, inside in columns if not read]
    return (*left, *(f"Column {name} {_BESIDE}." for name, read, inside in columns if read and any(inside)))


def leaves(type_: T, parts: Callable[[T], Sequence[T]]) -> Iterator[T]:
    """Yield the types of the single values that a type is made of; `parts` returns those directly inside."""
    inner = parts(type_)
    if not inner:
        yield type_
    for one in inner:
        yield from leaves(one, parts)


# ------------------------------------------------------------------------------------- DuckDB


def is_nested(type_: DuckDBPyType) -> bool:
    """Tell whether a type of DuckDB holds values inside values."""
    return type_.id in _NESTED or str(type_) == "JSON"


def bytes_in(type_: DuckDBPyType) -> list[bool]:
    """Tell of each single value of a type of DuckDB whether it is bytes."""
    return [one.id in _BYTES for one in single_types(type_)]


def single_types(type_: DuckDBPyType) -> Iterator[DuckDBPyType]:
    """Yield the types of the single values that a type of DuckDB is made of."""
    yield from leaves(type_, lambda one: [part for _, part in _parts(one)])


def column_json(column: str, type_: DuckDBPyType) -> str:
    """Return the SQL of a nested column as text; missing where it is NULL or JSON's null, and JSON's strings without quotes."""
    if str(type_) == "JSON":
        text = f"CAST({column} AS VARCHAR)"
        return f"NULLIF(CASE WHEN json_valid({text}) THEN json_extract_string({text}, '$') ELSE {text} END, '')"
    return f"CASE WHEN {column} IS NOT NULL THEN {_json(column, type_, 1)} END"


def _parts(type_: DuckDBPyType) -> list[tuple[str, DuckDBPyType]]:
    """Return the named types directly inside a struct, a list or a map."""
    children: list[tuple[str, Any]] = type_.children if type_.id in ("struct", "list", "array", "map") else []
    return children[:1] if type_.id == "array" else children


def _json(value: str, type_: DuckDBPyType, depth: int) -> str:
    """Return the SQL of the JSON of a value, which is never NULL."""
    # DuckDB has no way to ask for a field without a name: such a struct is written as a whole.
    parts = [] if any(not name for name, _ in _parts(type_)) else _parts(type_)
    if type_.id == "struct" and parts:
        written = _struct(value, parts, depth)
    elif type_.id == "map" and parts:
        entry = f"_e{depth}"
        pair = f"{_key(f'{entry}.key', parts[0][1])} || ':' || {_json(f'{entry}.value', parts[1][1], depth + 1)}"
        written = f"'{{' || array_to_string(list_transform(map_entries({value}), lambda {entry}: {pair}), ',') || '}}'"
    elif parts:
        item = f"_i{depth}"
        written = f"'[' || array_to_string(list_transform({value}, lambda {item}: {_json(item, parts[0][1], depth + 1)}), ',') || ']'"
    else:
        written = _single(value, type_)
    return f"COALESCE({written}, 'null')"


def _struct(value: str, parts: Sequence[tuple[str, DuckDBPyType]], depth: int) -> str:
    """Return the SQL of the JSON of a struct; by place, because two names may differ in case alone."""
    pairs = [
        f"{literal(('' if place == 1 else ',') + json.dumps(name, ensure_ascii=False) + ':')}"
        f" || {_json(f'struct_extract_at({value}, {place})', part, depth + 1)}"
        for place, (name, part) in enumerate(parts, 1)
    ]
    return f"CASE WHEN {value} IS NOT NULL THEN {' || '.join([literal('{'), *pairs, literal('}')])} END"


def _single(value: str, type_: DuckDBPyType) -> str:
    """Return the SQL of the JSON of a single value."""
    if type_.id in _BYTES:
        return "NULL"
    if type_.id in _WHOLE:
        return f"CAST({value} AS VARCHAR)"
    if type_.id in _REAL:
        number = f"CAST({value} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) THEN CAST(to_json({number} + 0.0) AS VARCHAR) END"
    if str(type_) == "JSON":
        text = f"CAST({value} AS VARCHAR)"
        return f"CASE WHEN json_valid({text}) THEN CAST(json({text}) AS VARCHAR) ELSE CAST(to_json({text}) AS VARCHAR) END"
    return f"CAST(to_json({value if type_.id in _NESTED else _words(value, type_)}) AS VARCHAR)"


def _words(value: str, type_: DuckDBPyType) -> str:
    """Return the SQL of a single value as plain text, times in UTC."""
    return f"CAST({f'CAST({value} AS TIMESTAMP)' if type_.id in _MOMENTS else value} AS VARCHAR)"


def _key(value: str, type_: DuckDBPyType) -> str:
    """Return the SQL of a key of a map, in quotes."""
    return f"CAST(to_json({_words(value, type_)}) AS VARCHAR)"


# ------------------------------------------------------------------------------------- Python


def json_text(value: object) -> str:
    """Return a nested value of Python as JSON; raises RecursionError for one that holds itself."""
    with suppress(ValueError, TypeError):
        # Fast, and right for all but NaN, the other zero, and keys that are no text.
        text = _written(value)
        if "-0.0" not in text:
            return text
    return _written(_plain(value))


def _written(value: object) -> str:
    """Return JSON; raises ValueError for NaN and TypeError for keys that are no text."""
    return _writer().encode(value)


@cache
def _writer() -> json.JSONEncoder:
    """Return what writes JSON without blanks."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


def is_nested_value(value: object) -> bool:
    """Tell whether a value of Python holds values, as a dict, a list or an array does."""
    return isinstance(value, _HOLDERS) or bool(getattr(value, "ndim", 0))


def _plain(value: object) -> object:
    """Return a value as JSON has it."""
    if value is None or isinstance(value, str | bool | int) or type(value).__name__ in _NOTHING:
        return None if type(value).__name__ in _NOTHING else value
    if isinstance(value, dict):
        return {_name(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _plain_single(value)


def _plain_single(value: object) -> object:
    """Return a single value, or an array of numpy, as JSON has it."""
    if isinstance(value, float | Decimal):
        return float(value) + 0.0 if math.isfinite(value) else None
    if isinstance(value, date | time):
        return _moment(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return None
    values: Any = value
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":
        # A moment to the nanosecond would become a number.
        values = values.astype("datetime64[us]")
    listed = getattr(values, "tolist", None)
    return _plain(listed()) if callable(listed) else str(value)


def _moment(value: date | time) -> str:
    """Return a day or time as the embedded engine writes it, in UTC."""
    if isinstance(value, datetime):
        text = (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat(" ")
    else:
        text = value.isoformat()
    return text.rstrip("0") if "." in text else text


def _name(key: object) -> str:
    """Return a key as text."""
    plain = _plain(key)
    return plain if isinstance(plain, str) else json.dumps(plain)

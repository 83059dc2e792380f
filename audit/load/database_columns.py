"""Which kinds do the types of a database stand for, and how are they read inside it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from audit.load.database_json import bytes_in, column_json, is_nested, is_written
from audit.load.formats.nested import said
from audit.load.kinds import counted
from audit.load.staged import Kind

_LARGEST = 2**63 - 1
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a database: its name here, its kind, and the Ibis expression that reads it."""

    name: str
    kind: Kind
    value: Any


@dataclass(frozen=True, slots=True)
class _Odd:
    """Values that a column may hold and that are read otherwise than they stand: their test, and what is said of them."""

    place: int
    test: Any
    said: str


_NAN = "NaN read as missing in {}."
_INFINITE = "Infinite numbers read as missing in {}."
_WIDE = "Integers beyond 64 bits read as text in {}."
_FAR = "Dates that are infinite or outside the years 1 to 9999 read as missing in {}."
_OWN = "Values of a type of the database's own read as text in {}."


def read_columns(table: Any, names: Sequence[str]) -> tuple[int, tuple[ReadColumn, ...], tuple[str, ...]]:
    """Return the rows of an Ibis table, its columns as they are read, and notes; `names` are the columns' names here.

    NaN, infinities and dates without a year of four digits are missing; integers beyond 64 bits are
    text; nested columns are JSON, where the database writes it; binary columns are left out.
    """
    types = dict(table.schema().items())
    stored = [(name, table[found], kind) for found, name in zip(types, names, strict=True) for kind in [_kind(table[found])]]
    read = [(name, column, kind) for name, column, kind in stored if kind is not None]
    rows, met = _count(table, [odd for place, (_, column, kind) in enumerate(read) for odd in _odd(place, column, kind)])
    wide = met.get(_WIDE, frozenset())
    columns = tuple(ReadColumn(name, *_value(column, "text" if place in wide else kind)) for place, (name, column, kind) in enumerate(read))
    own = sum(column.type().is_unknown() for _, column, _ in read)
    notes = [said.format(counted(len(places), "column")) for said, places in met.items()]
    notes += [_OWN.format(counted(own, "column"))] if own else []
    return rows, columns, (*said([(name, kind is not None, bytes_in(column.type())) for name, column, kind in stored]), *notes)


def as_text(table: Any) -> Any:
    """Return a table of read columns as text."""
    return table.select(**{name: table[name].cast("string") for name in table.columns})


def _kind(column: Any) -> Kind | None:
    """Return the kind of a database's column, None for what is not read."""
    type_ = column.type()
    if is_nested(type_):
        return "text" if is_written(column) else None
    tests: Mapping[Kind, Callable[[], bool]] = {
        "boolean": type_.is_boolean,
        "integer": type_.is_integer,
        "number": lambda: type_.is_floating() or type_.is_decimal(),
        "date": type_.is_date,
        "timestamp": type_.is_timestamp,
        "text": lambda: any(test() for test in (type_.is_string, type_.is_uuid, type_.is_time, type_.is_inet, type_.is_macaddr)),
    }
    kind = next((kind for kind, test in tests.items() if test()), None)
    # PostgreSQL writes every type as text: a domain, an enum of another schema, a range.
    return "text" if kind is None and type_.is_unknown() and _on_postgres(column) else kind


def _value(column: Any, kind: Kind) -> tuple[Kind, Any]:
    """Return how a column is read as a kind."""
    import ibis

    if is_nested(column.type()):
        return kind, column_json(column)
    if kind == "text":
        return kind, _text(column).nullif("")
    if kind in {"boolean", "integer"}:
        return kind, column.cast("boolean" if kind == "boolean" else "int64")
    if kind == "number":
        value = _number(column)
        # -0 and 0 are one value in every database, and two texts.
        return kind, ibis.cases((_strange(value), None), (value == 0, 0.0), else_=value)
    value = column.cast(kind)
    return kind, ibis.cases((_far(column), None), else_=value)


def _odd(place: int, column: Any, kind: Kind) -> list[_Odd]:
    """Return the tests for values that are read otherwise than they stand."""
    if kind == "number":
        value = _number(column)
        return [_Odd(place, value.isnan(), _NAN), _Odd(place, value.isinf(), _INFINITE)]
    if kind == "integer":
        return [_Odd(place, column > _LARGEST, _WIDE)] if column.type().is_uint64() else []
    return [_Odd(place, _far(column), _FAR)] if kind in {"date", "timestamp"} else []


def _number(column: Any) -> Any:
    """Return a number as float64; money only becomes one by way of a decimal."""
    return column.cast("decimal").cast("float64") if column.type().is_decimal() else column.cast("float64")


def _strange(value: Any) -> Any:
    """Tell whether a number is none, or has no end."""
    return value.isnan() | value.isinf()


def _far(column: Any) -> Any:
    """Tell whether a date or time has no year of four digits."""
    day = column.cast("timestamp") if column.type().is_timestamp() else column
    return (day < _FIRST) | (day > _LAST) if column.type().is_date() else (day.date() < _FIRST) | (day.date() > _LAST)


def _text(column: Any) -> Any:
    """Return a value as text. The cast is asked for in any case: padding, an enum, text of any case become plain text."""
    import ibis

    if column.type().is_inet() and _on_postgres(column):
        return _abbreviated()(column)
    return column.cast(ibis.dtype("string", nullable=not column.type().nullable))


@cache
def _abbreviated() -> Any:
    """Return PostgreSQL's function that writes an address of the network without `/32` behind it."""
    import ibis

    return ibis.udf.scalar.builtin(name="abbrev", signature=(("inet",), "string"))(_declared)


def _declared(address: str) -> str:
    """Stand for what the database does."""
    raise NotImplementedError


def _on_postgres(expression: Any) -> bool:
    """Tell whether an expression is PostgreSQL's."""
    return bool(expression.get_backend().name == "postgres")


def _count(table: Any, odd: Sequence[_Odd]) -> tuple[int, dict[str, frozenset[int]]]:
    """Return the rows, and per saying the places of the columns it is true of."""
    met: dict[str, frozenset[int]] = {}
    rows = 0
    for start in range(0, max(len(odd), 1), _AT_ONCE):
        part = odd[start : start + _AT_ONCE]
        hits = {f"odd_{number}": table.count(where=one.test) for number, one in enumerate(part)}
        row = table.aggregate(rows=table.count(), **hits).to_pyarrow().to_pylist()[0]
        rows = int(row["rows"])
        for number, one in enumerate(part):
            if row[f"odd_{number}"]:
                met[one.said] = met.get(one.said, frozenset()) | {one.place}
    return rows, met

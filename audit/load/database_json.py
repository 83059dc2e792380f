"""How does a nested column of a database become JSON, inside the database?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from audit.core.errors import BadInput
from audit.load.foreign import Foreign
from audit.load.formats.nested import leaves

_TRIED = ("postgres", "duckdb", "sqlite")
# A text, or other signs, with the blanks around it: what no other text stands for is kept.
_PART = r'\s*("(?:[^"\\]|\\.)*"|[^"\s]+)\s*'
_QUOTED = r'^"([^"\\]*)"$'


def is_nested(type_: Any) -> bool:
    """Tell whether a type of Ibis holds values inside values."""
    return bool(type_.is_json() or type_.is_nested())


def bytes_in(type_: Any) -> list[bool]:
    """Tell of each single value of a type of Ibis whether it is bytes."""
    return [bool(one.is_binary()) for one in leaves(type_, _parts)]


def is_written(column: Any) -> bool:
    """Tell whether a database writes a nested column as JSON: it is known of some, and tried with the others."""
    import ibis.common.exceptions as ibis_errors

    if any(bytes_in(column.type())):
        return False
    with suppress(BadInput, ibis_errors.IbisError), Foreign("", "", ""):
        length = column_json(column).length().max()
        # In another database than these one value can stop the cast, and with it everything.
        backend = column.get_backend()
        backend.compile(length)
        if backend.name not in _TRIED:
            length.to_pyarrow()
        return True
    return False


def column_json(column: Any) -> Any:
    """Return a nested column as text without blanks; missing where it is NULL or JSON's null, and a lone text without quotes."""
    json = column if column.type().is_json() else _as_json(column)
    # Unpacked by hand: PostgreSQL breaks off at letters that its JSON may hold and its text may not.
    return json.cast("string").re_replace(_PART, r"\1").nullif("null").re_replace(_QUOTED, r"\1").nullif("")


def _as_json(column: Any) -> Any:
    """Return a list, a struct or a map as JSON; PostgreSQL has no cast of lists."""
    import ibis

    if column.get_backend().name != "postgres":
        return column.cast("json")
    return ibis.udf.scalar.builtin(name="to_json", signature=((column.type(),), "json"))(_declared)(column)


def _declared(value: object) -> object:
    """Stand for what the database does."""
    raise NotImplementedError


def _parts(type_: Any) -> Sequence[Any]:
    """Return the types directly inside a type."""
    if type_.is_struct():
        return tuple(type_.types)
    if type_.is_map():
        return type_.key_type, type_.value_type
    return (type_.value_type,) if type_.is_array() else ()

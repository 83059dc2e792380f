"""How does a nested column of Arrow become JSON?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from audit.load.engine import Engine, identifier
from audit.load.formats.nested import column_json, json_text, leaves

if TYPE_CHECKING:
    import pyarrow as pa


def is_nested_arrow(type_: pa.DataType) -> bool:
    """Tell whether a type of Arrow holds values inside values, or JSON."""
    import pyarrow as pa

    return pa.types.is_nested(type_) or getattr(type_, "extension_name", "") == "arrow.json"


def arrow_bytes_in(type_: pa.DataType) -> list[bool]:
    """Tell of each single value of a type of Arrow whether it is bytes."""
    return [_is_bytes(one) for one in leaves(type_, _parts)]


def json_column(engine: Engine, column: pa.Array) -> pa.Array:
    """Return a nested column as large text, as the embedded engine writes it; types it does not know are written here."""
    import duckdb
    import pyarrow as pa

    try:
        with closing(engine.connection.cursor()) as cursor:
            relation = cursor.from_arrow(pa.table({"v": column}))
            found = relation.project(column_json(identifier("v"), relation.types[0])).to_arrow_table().column(0)
            return found.cast(pa.large_string()).combine_chunks()
    except duckdb.Error:
        return pa.array([None if value is None else json_text(value) for value in column.to_pylist()], pa.large_string())


def _parts(type_: pa.DataType) -> Sequence[pa.DataType]:
    """Return the types directly inside a type."""
    import pyarrow as pa

    if pa.types.is_dictionary(type_):
        return (type_.value_type,)
    return [type_.field(place).type for place in range(type_.num_fields)] if pa.types.is_nested(type_) else ()


def _is_bytes(type_: pa.DataType) -> bool:
    """Tell whether values are bytes."""
    import pyarrow as pa

    known = pa.types
    tests = (known.is_binary, known.is_large_binary, known.is_binary_view, known.is_fixed_size_binary)
    return any(test(type_) for test in tests)

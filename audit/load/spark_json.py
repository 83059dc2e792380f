"""How does a nested column of Spark become JSON?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.load.formats.nested import leaves
from audit.load.spark_table import tick

if TYPE_CHECKING:
    from pyspark.sql.types import DataType, StructType

UTC = "timestampadd(MICROSECOND, unix_micros({}), TIMESTAMP_NTZ'1970-01-01 00:00:00')"
"""Exact in any time zone of the session: the local clock shows some hours twice."""
_AS_IT_IS = ("boolean", "tinyint", "smallint", "int", "bigint", "string", "variant")


def is_nested(type_: DataType) -> bool:
    """Tell whether a type of Spark holds values inside values."""
    return type_.typeName() in ("struct", "array", "map", "variant")


def bytes_in(type_: DataType) -> list[bool]:
    """Tell of each single value of a type of Spark whether it is bytes."""
    return [one.typeName() == "binary" for one in leaves(type_, _parts)]


def is_clear(type_: DataType) -> bool:
    """Tell whether every field of every struct has a name of its own."""
    from pyspark.sql.types import StructType

    names = [name.casefold() for name in type_.names] if isinstance(type_, StructType) else []
    return len(set(names)) == len(names) and all(map(is_clear, _parts(type_)))


def column_json(column: str, type_: DataType) -> str:
    """Return the SQL of a nested column as text; missing where it is NULL, and a variant's text without quotes."""
    if type_.typeName() == "variant":
        return f"NULLIF(CAST({column} AS STRING), '')"
    return f"to_json({_plain(column, type_, 1)}, map('ignoreNullFields', 'false'))"


def _parts(type_: DataType) -> Sequence[DataType]:
    """Return the types directly inside a type."""
    from pyspark.sql.types import ArrayType, MapType, StructType

    if isinstance(type_, StructType):
        return [field.dataType for field in type_.fields]
    if isinstance(type_, MapType):
        return type_.keyType, type_.valueType
    return (type_.elementType,) if isinstance(type_, ArrayType) else ()


def _plain(value: str, type_: DataType, depth: int) -> str:
    """Return the SQL of a value whose parts are whole numbers, doubles, texts and truth values."""
    from pyspark.sql.types import ArrayType, MapType, StructType

    if isinstance(type_, StructType):
        return _struct(value, type_, depth)
    if isinstance(type_, ArrayType):
        item = f"_i{depth}"
        return f"transform({value}, {item} -> {_plain(item, type_.elementType, depth + 1)})"
    if isinstance(type_, MapType):
        key, one = f"_k{depth}", f"_v{depth}"
        keyed = f"transform_keys({value}, ({key}, {one}) -> CAST({_single(key, type_.keyType)} AS STRING))"
        return f"transform_values({keyed}, ({key}, {one}) -> {_plain(one, type_.valueType, depth + 1)})"
    return _single(value, type_)


def _struct(value: str, type_: StructType, depth: int) -> str:
    """Return the SQL of a struct; NULL stays NULL."""
    fields = (f"{_plain(f'{value}.{tick(one.name)}', one.dataType, depth + 1)} AS {tick(one.name)}" for one in type_.fields)
    return f"CASE WHEN {value} IS NOT NULL THEN struct({', '.join(fields)}) END"


def _single(value: str, type_: DataType) -> str:
    """Return the SQL of a single value."""
    base = type_.simpleString().partition("(")[0]
    if base in ("float", "double", "decimal"):
        number = f"CAST({value} AS DOUBLE)"
        return f"CASE WHEN NOT isnan({number}) AND abs({number}) <> double('Infinity') THEN {number} + 0.0D END"
    if base == "binary":
        return "CAST(NULL AS STRING)"
    return value if base in _AS_IT_IS else f"CAST({UTC.format(value) if base == 'timestamp' else value} AS STRING)"

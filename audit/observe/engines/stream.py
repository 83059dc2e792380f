"""Which values of a column are looked at, and how many rows does each of them stand for?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.observe.engines.partition import parts

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from audit.load.source import Source
    from audit.load.staged import Kind

VALUE, ROWS = "__value", "__rows"
OFTEN = 2
"""From so many rows per value on, values are told apart first: each is then looked at once."""
_WHOLE = 2.0**63
_LEAST = 1e5
"""A number is looked at if it is whole and has at least six digits: others are amounts and measures."""
_LOOKED_AT = ("text", "integer", "number")


class Looked(NamedTuple):
    """A column that is looked at; `distinct` is how many values it has if they are told apart first, else None."""

    name: str
    kind: Kind
    distinct: int | None


def looked_at(source: Source, columns: Sequence[str], distinct: Mapping[str, int]) -> list[Looked]:
    """Return the columns whose values are read: texts and numbers. `distinct` holds how many values a column has, where known."""
    wanted = set(columns)
    found = [one for one in source.columns if one.name in wanted and one.kind in _LOOKED_AT]
    return [Looked(one.name, one.kind, _apart(distinct.get(one.name), source.rows)) for one in found]


def _apart(distinct: int | None, rows: int) -> int | None:
    """Return how many values there are if it pays to tell them apart."""
    return distinct if distinct is not None and distinct * OFTEN <= rows else None


def streams(source: Source, column: Looked, size: int) -> Iterator[tuple[pa.Array, pa.Array | None]]:
    """Yield the values of a column as text, and how many rows each stands for (None: one), with bounded memory.

    Missing values are left out; the order is the engine's.
    """
    for frame in frames(source, column):
        for batch in source.table.stream(frame, size):
            yield _text(batch.column(0)), batch.column(1) if column.distinct is not None else None


def frames(source: Source, column: Looked) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the values of a column as text, told apart and counted where that pays, in parts that fit into memory."""
    import narwhals as nw

    values = _values(source, column)
    if column.distinct is None:
        yield values
        return
    for part in parts(values, (VALUE,), column.distinct, source.table.memory):
        yield part.group_by(VALUE).agg(nw.len().cast(nw.Int64).alias(ROWS))


def _values(source: Source, column: Looked) -> nw.LazyFrame[Any]:
    """Return the values that are not missing: texts and whole numbers as they were written, or else as every engine writes them."""
    import narwhals as nw

    value = nw.col(VALUE)
    if column.kind == "number":
        numbers = source.frame().select(source.col(column.name).alias(VALUE))
        # A database may make a whole number of any value before it looks whether it can be one.
        near = numbers.select(nw.when((value < _WHOLE) & (value > -_WHOLE)).then(value).otherwise(nw.lit(0.0)).alias(VALUE))
        whole = near.filter((value.floor() == value) & ((value >= _LEAST) | (value <= -_LEAST)))
        return whole.select(value.cast(nw.Int64).cast(nw.String).alias(VALUE))
    frame = source.text() if source.table.written else source.frame()
    return frame.select(source.col(column.name).cast(nw.String).alias(VALUE)).filter(~value.is_null())


def _text(values: pa.Array) -> pa.Array:
    """Return texts as Arrow's plain strings, whatever kind of strings an engine sends."""
    import pyarrow as pa

    return values if values.type == pa.string() else values.cast(pa.string())

"""Draws distinct values of a column: the N smallest keyed hashes, the same on any order of rows and any engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.observe.engines.hashing import hashed
from audit.observe.engines.partition import passes

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

_WHOLE = 2.0**53
_PARTS = 2.0**30
_DIGITS = 12
ENOUGH = 4
"""Of so many times the values wanted, far fewer than wanted hardly ever come: then all are looked at."""
OFTEN = 4
"""Up to so many rows per value, hashing each row is cheaper than grouping them first."""


def draw_distinct(source: Source, column: str, most: int, seed: int, distinct: int | None = None) -> list[str]:
    """Return at most `most` distinct values as text, in the order of their keyed hash.

    `distinct` is how many there are, where that is known: it changes the cost and nothing else.
    """
    kind = next(one.kind for one in source.columns if one.name == column)
    # Engines write a number in their own way, so its text is made of whole numbers; of the rest, few values are made text.
    typed = not source.table.written and (kind == "number" or (kind != "text" and source.table.home != "database"))
    values = _values(source.frame() if typed else source.text(), source.col(column))
    exactly = typed and kind == "number"
    if distinct is not None and distinct > ENOUGH * most and _spread(source, distinct):
        near = _smallest(_distinct(_near(_keyed(values, seed, exactly=exactly), ENOUGH * most / distinct), ("__value", "__hash")), most)
        if len(near) == most:
            return near
    return _smallest(_keyed(_distinct(values, ("__value",)), seed, exactly=exactly), most)


def _spread(source: Source, distinct: int) -> bool:
    """Tell whether so many values differ that hashing all of them costs less than telling them apart."""
    return distinct * OFTEN >= source.rows or passes(distinct, 1, source.table.memory) > 1


def _values(frame: nw.LazyFrame[Any], column: nw.Expr) -> nw.LazyFrame[Any]:
    """Return the values that are not missing, under a working name."""
    import narwhals as nw

    return frame.select(column.alias("__value")).filter(~nw.col("__value").is_null())


def _distinct(frame: nw.LazyFrame[Any], names: Sequence[str]) -> nw.LazyFrame[Any]:
    """Return every combination once, by grouping: `unique` numbers all rows of all groups first."""
    import narwhals as nw

    return frame.group_by(*names).agg(nw.len().alias("__n")).select(*names)


def _keyed(values: nw.LazyFrame[Any], seed: int, *, exactly: bool) -> nw.LazyFrame[Any]:
    """Return the values, as text or as exact numbers, each with its keyed hash."""
    import narwhals as nw

    value = nw.col("__value")
    texts = values if exactly else values.with_columns(value.cast(nw.String))
    keyed = texts.with_columns(nw.concat_str(nw.lit(f"{seed}:"), exact(value) if exactly else value).alias("__text"))
    return hashed(keyed, "__text", "__hash").select("__value", "__hash")


def _near(keyed: nw.LazyFrame[Any], share: float) -> nw.LazyFrame[Any]:
    """Return the values whose hash is among the smallest of all hashes that could be, by their share."""
    import narwhals as nw

    return keyed.filter(nw.col("__hash") < f"{int(share * 16**_DIGITS):0{_DIGITS}x}")


def _smallest(keyed: nw.LazyFrame[Any], most: int) -> list[str]:
    """Return the values with the smallest hashes; numbers of one hash in their own order."""
    drawn = keyed.sort("__hash", "__value").head(most)
    return [str(one) for one in drawn.collect("pyarrow").to_native().column("__value").to_pylist()]


def exact(value: nw.Expr) -> nw.Expr:
    """Return a text of a number that every engine writes alike: two whole numbers, by steps that round nothing.

    Numbers that have the same text are told apart by their order.
    """
    import narwhals as nw

    inside = (value < _WHOLE) & (value > -_WHOLE)
    near = nw.when(inside).then(value).otherwise(nw.lit(0.0))
    whole = near.floor()
    parts = ((near - whole) * _PARTS).floor()
    texts: list[Any] = [whole.cast(nw.Int64).cast(nw.String), parts.cast(nw.Int64).cast(nw.String)]
    # Neither is ever missing: asking for it would have an engine work them out twice.
    return nw.concat_str(*texts, separator=":", ignore_nulls=True)

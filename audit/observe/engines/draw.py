"""Draws distinct values of a column: the N smallest keyed hashes, the same on any order of rows and any engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.observe.engines.hashing import hashed

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

_WHOLE = 2.0**53
_PARTS = 2.0**30


def draw_distinct(source: Source, column: str, most: int, seed: int) -> list[str]:
    """Return at most `most` distinct values as text, in the order of their keyed hash."""
    import narwhals as nw

    measured = not source.table.written and any(one.name == column and one.kind == "number" for one in source.columns)
    value = nw.col(column).alias("__value")
    frame = (source.frame() if measured else source.text()).select(value).filter(~nw.col("__value").is_null()).unique()
    text = _exact(nw.col("__value")) if measured else nw.col("__value")
    keyed = frame.with_columns(nw.concat_str(nw.lit(f"{seed}:"), text).alias("__text"))
    drawn = hashed(keyed, "__text", "__hash").select("__value", "__hash").sort("__hash", "__value").head(most)
    return [str(one) for one in drawn.collect("pyarrow").to_native().column("__value").to_pylist()]


def _exact(value: nw.Expr) -> nw.Expr:
    """Return a text of a number that every engine writes alike: two whole numbers, by steps that round nothing.

    Numbers that have the same text are told apart by their order.
    """
    import narwhals as nw

    inside = (value < _WHOLE) & (value > -_WHOLE)
    near = nw.when(inside).then(value).otherwise(nw.lit(0.0))
    whole = near.floor()
    parts = ((near - whole) * _PARTS).floor()
    texts: list[Any] = [whole.cast(nw.Int64).cast(nw.String), parts.cast(nw.Int64).cast(nw.String)]
    return nw.concat_str(*texts, separator=":")

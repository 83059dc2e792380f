"""When are rows of two tables the same in some columns? Each row becomes one short key, on the engine that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.load.source import Source
from audit.observe.engines.hashing import hashed

if TYPE_CHECKING:
    import narwhals as nw

_NUMBERS = frozenset({"integer", "number"})
_DAYS = frozenset({"date", "timestamp"})
_MISSING = "-"


def shared(one: Source, other: Source, among: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the columns that both have, with kinds that can be equal, in the order of the first."""
    kinds = {column.name: column.kind for column in other.columns}
    names = {column.name for column in one.columns if _alike(column.kind, kinds.get(column.name))}
    return tuple(name for name in one.names() if name in names and (among is None or name in among))


def _alike(kind: str, other: str | None) -> bool:
    """Tell whether values of two kinds can be equal."""
    return kind == other or {kind, other} <= _NUMBERS or {kind, other} <= _DAYS


def keyed(source: Source, keys: dict[str, Sequence[str]]) -> nw.LazyFrame[Any]:
    """Return one column per key: a hash of the values of its columns, the same in every table; no columns give one key for all."""
    frame = source.frame()
    columns = sorted({name for names in keys.values() for name in names})
    places = {name: f"__v{place}" for place, name in enumerate(columns)}
    texts = frame.select(*(_text(source, name).alias(place) for name, place in places.items())) if columns else frame
    for key, names in keys.items():
        texts = hashed(_joined(texts, [places[name] for name in names], f"__t_{key}"), f"__t_{key}", key)
    return texts.select(*keys)


def _text(source: Source, name: str) -> nw.Expr:
    """Return a column as text with its length before it, so that no two lists of values read the same; missing is a value."""
    import narwhals as nw

    kind = next(column.kind for column in source.columns if column.name == name)
    value = source.col(name)
    if kind in _NUMBERS | _DAYS:
        value = value.cast(nw.Float64() if kind in _NUMBERS else nw.Datetime("us"))
    text = value.cast(nw.String)
    counted = nw.concat_str(text.str.len_chars().cast(nw.String), nw.lit(":"), text)
    return nw.when(source.col(name).is_null()).then(nw.lit(_MISSING)).otherwise(counted)


def _joined(frame: nw.LazyFrame[Any], names: Sequence[str], key: str) -> nw.LazyFrame[Any]:
    """Return the frame with one more text: some columns one after the other."""
    import narwhals as nw

    return frame.with_columns((nw.concat_str(*map(nw.col, names)) if names else nw.lit("")).alias(key))

"""How are single columns of a batch replaced, and distinct values changed once each?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audit.load.source import Column
from audit.load.staged import Kind

if TYPE_CHECKING:
    import pyarrow as pa


def changed(batch: pa.RecordBatch, columns: Mapping[str, Any]) -> pa.RecordBatch:
    """Return a batch with other arrays under the same names, in the same places."""
    import pyarrow as pa

    names = batch.schema.names
    return pa.RecordBatch.from_arrays([columns.get(name, batch.column(name)) for name in names], names=names)


def mapped(column: Any, function: Callable[[Any], str | None]) -> Any:
    """Return a text column: a function of every distinct value, called once for each, missing ones included."""
    import pyarrow as pa

    encoded = column.dictionary_encode(null_encoding="encode")
    labels = pa.array([function(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return labels.take(encoded.indices)


def as_kind(columns: Sequence[Column], names: Collection[str], kind: Kind) -> tuple[Column, ...]:
    """Return the columns with those named being of another kind."""
    return tuple(replace(column, kind=kind) if column.name in names else column for column in columns)


def without(columns: Sequence[Column], names: Collection[str]) -> tuple[Column, ...]:
    """Return the columns that are not named."""
    return tuple(column for column in columns if column.name not in names)

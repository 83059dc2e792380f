"""How is a frame in hand (pandas, Polars, Arrow) staged?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from audit.load.engine import Engine
from audit.load.formats.arrow import Batches, stage_batches
from audit.load.formats.nested import is_nested_value, json_text
from audit.load.place import Place
from audit.load.staged import Staged

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@runtime_checkable
class _Stream(Protocol):
    """Anything that hands out Arrow data by the PyCapsule protocol."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the capsule."""
        ...


def stage_frame(engine: Engine, place: Place, data: object) -> Staged:
    """Stage a frame with native types; raises BadInput for what is no frame, or holds text that is none."""
    import pyarrow as pa

    try:
        batches, notes = _batches(place, data)
        staged = stage_batches(engine, place, batches)
    except (pa.ArrowException, UnicodeError, TypeError, RecursionError):
        raise place.bad("the frame holds values that cannot be read", "Give each column one type") from None
    return replace(staged, notes=(*staged.notes, *notes))


def _batches(place: Place, data: object) -> tuple[Batches, tuple[str, ...]]:
    """Return a frame as record batches, and notes; pandas and Polars are recognised without importing them."""
    import pyarrow as pa

    owner, kind = type(data).__module__.split(".")[0], type(data).__name__
    if (owner, kind) == ("pandas", "DataFrame"):
        return _of_pandas(cast("pd.DataFrame", data))
    if isinstance(data, pa.RecordBatch):
        return Batches(data.schema, (data,)), ()
    if not isinstance(data, _Stream) or (owner in ("pandas", "polars") and kind != "DataFrame"):
        step = "Call .collect() first" if kind == "LazyFrame" else "Give a path, or a pandas, Polars or Arrow frame"
        raise place.bad(f"a {owner} {kind} is not a table", step)
    reader = pa.RecordBatchReader.from_stream(data)
    return Batches(reader.schema, reader), ()


def _of_pandas(frame: pd.DataFrame) -> tuple[Batches, tuple[str, ...]]:
    """Return a pandas frame column by column; its index is not read."""
    import pyarrow as pa

    columns = [_of_series(frame.iloc[:, place]) for place in range(frame.shape[1])]
    table = pa.Table.from_arrays(columns, names=[str(label) for label in frame.columns])
    plain = type(frame.index).__name__ == "RangeIndex"
    return Batches(table.schema, table.to_batches()), () if plain else ("The index of the frame is not read.",)


def _of_series(series: pd.Series[Any]) -> pa.Array:
    """Return a column; every mark of a missing value becomes null, dicts and lists JSON, and mixed types text."""
    import pyarrow as pa

    # Arrow would give every dict the keys of all.
    nested = series.dtype == object and any(map(is_nested_value, series))
    with suppress(pa.ArrowException, OverflowError, TypeError):
        if not nested:
            return pa.Array.from_pandas(series)
    pairs = zip(series, series.isna(), strict=True)
    return pa.array([None if missing else _text(value) for value, missing in pairs], pa.large_string())


def _text(value: object) -> str:
    """Return one of mixed values as text."""
    return json_text(value) if is_nested_value(value) else str(value)

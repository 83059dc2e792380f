"""How do rows come from Arrow into pandas, with one marker for what is missing?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def to_pandas(batch: pa.RecordBatch) -> pd.DataFrame:
    """Return the rows as a frame in which everything missing is NaN (NaT in dates), never None nor pandas.NA.

    Encoders treat None, NaN and pandas.NA as three categories: a model fitted with one of them
    predicts otherwise when it meets another. So this is the only door, and metadata that would bring
    back the types of another frame is left outside. Integers with gaps become floats, decimals
    floats, dictionaries their values, dates timestamps.
    """
    import numpy as np
    import pyarrow as pa

    table = pa.Table.from_batches([batch]).replace_schema_metadata(None)
    table = pa.table([_plain(column) for column in table.columns], names=table.column_names)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for place, kind in enumerate(frame.dtypes):
        if kind == "object":
            column = frame.iloc[:, place]
            frame.isetitem(place, column.where(column.notna(), np.nan).to_numpy(dtype=object))
    return frame


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column in a type that pandas holds as ordinary numbers, texts or timestamps."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_decimal(kind):
        return column.cast(pa.float64())
    return column.cast(pa.large_string()) if pa.types.is_string_view(kind) else column

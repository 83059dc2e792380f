"""How does a table get to disk, in row groups of one size?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 65_536


def windows(batches: Iterable[pa.RecordBatch], rows: int = ROWS) -> Iterator[pa.RecordBatch]:
    """Yield the same rows in batches of one size (the last is shorter), however they came."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        start = 0
        while count + batch.num_rows - start >= rows:
            take = rows - count
            yield from _joined([*waiting, batch.slice(start, take)])
            start, count, waiting = start + take, 0, []
        if start < batch.num_rows:
            waiting.append(batch.slice(start))
            count += batch.num_rows - start
    yield from _joined(waiting)


def write(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write a zstd Parquet file, one row group per window; return its rows."""
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as writer:
        for batch in windows(batches):
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def text_schema(width: int) -> pa.Schema:
    """Return the schema of a staged text table: `c1`, `c2` and so on."""
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in stored_names(width)])


def stored_names(width: int) -> list[str]:
    """Return the names columns have in staged files, whatever they are called outside."""
    return [f"c{number}" for number in range(1, width + 1)]


def _joined(batches: list[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield some batches as one."""
    import pyarrow as pa

    if len(batches) == 1:
        yield batches[0]
    elif batches:
        yield from pa.Table.from_batches(batches).combine_chunks().to_batches()

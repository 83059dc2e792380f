"""How do record batches, from an Arrow file or a frame, become a staged table?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit.load.engine import Engine, parquet
from audit.load.files import File
from audit.load.formats.arrow_json import arrow_bytes_in, is_nested_arrow, json_column
from audit.load.formats.native import flat, native_fields
from audit.load.formats.nested import said
from audit.load.formats.stage import ROWS, stored_names, windows, write
from audit.load.names import safe_names
from audit.load.place import Place
from audit.load.staged import Staged

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Batches:
    """A stream of record batches with its schema."""

    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]


def stage_arrow(engine: Engine, file: File) -> Staged:
    """Stage an Arrow or Feather file, or stream, batch by batch; raises BadInput if it is damaged or empty."""
    import pyarrow as pa

    place = file.place
    try:
        with pa.memory_map(str(file.path)) as source:
            return stage_batches(engine, place, _open(source), file.fingerprint())
    except (pa.ArrowException, OSError):
        raise place.bad("the Arrow file is truncated or damaged", "Copy or export it again") from None


def stage_batches(engine: Engine, place: Place, data: Batches, fingerprint: str | None = None) -> Staged:
    """Stage a stream with native types; without a fingerprint of its bytes it gets one of its values."""
    import pyarrow as pa

    kept = [number for number, column in enumerate(data.schema) if flat(column.type) is not None]
    names, naming = safe_names(place, data.schema.names)
    left = said(
        [(name, number in kept, arrow_bytes_in(column.type)) for number, (name, column) in enumerate(zip(names, data.schema, strict=True))]
    )
    if not kept:
        raise place.bad("it has no columns that can be read", "Export the data again")
    types = [flat(data.schema.field(number).type) for number in kept]
    schema = pa.schema(list(zip(stored_names(len(kept)), types, strict=True)))
    path = engine.fresh()
    rows = write(path, schema, _plain(engine, data.batches, kept, schema))
    if not rows:
        raise place.bad("it has columns and no rows", "Export the data again")
    relation, read = parquet((path,)), [names[number] for number in kept]
    fields, notes = native_fields(engine.connection, relation, read)
    return Staged(fields, relation, relation, rows, fingerprint or fingerprint_of_values(path, read), (*naming, *left, *notes))


def fingerprint_of_values(path: Path, names: Sequence[str]) -> str:
    """Return `sha256:...` of names, types and values of a staged table, as Arrow IPC of windows of one size.

    It does not depend on chunks, on what lies under missing values, or on the library that held the frame.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    hasher = hashlib.sha256()
    with pq.ParquetFile(path) as file:
        types = [str(column.type) for column in file.schema_arrow]
        hasher.update(json.dumps([list(names), types]).encode())
        for batch in windows(file.iter_batches(ROWS)):
            arrays = [part for column in batch.columns for part in (column.is_valid().cast(pa.uint8()), _bits(column))]
            hasher.update(pa.RecordBatch.from_arrays(arrays, names=[str(place) for place in range(len(arrays))]).serialize())
    return f"sha256:{hasher.hexdigest()}"


def _bits(column: pa.Array) -> pa.Array:
    """Return the values without nulls: zero, or empty text, stands where one is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_boolean(column.type):
        column = column.cast(pa.uint8())
    if pa.types.is_temporal(column.type):
        column = column.view(pa.int32() if column.type.bit_width == pa.int32().bit_width else pa.int64())
    # Built by hand, because pa.scalar and pa.array import pandas.
    empty = pa.py_buffer(bytes(8 * (len(column) + 1)))
    buffers = [None, empty, pa.py_buffer(b"")] if pa.types.is_large_string(column.type) else [None, empty]
    return pc.if_else(column.is_valid(), column, pa.Array.from_buffers(column.type, len(column), buffers))


def _open(source: pa.NativeFile) -> Batches:
    """Open the file format, or else the stream format."""
    import pyarrow as pa

    head = source.read(6)
    source.seek(0)
    if head == b"ARROW1":
        file = pa.ipc.open_file(source)
        return Batches(file.schema, (file.get_batch(number) for number in range(file.num_record_batches)))
    stream = pa.ipc.open_stream(source)
    return Batches(stream.schema, stream)


def _plain(engine: Engine, batches: Iterable[pa.RecordBatch], kept: Sequence[int], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the columns that are read, with the types they are staged with, at most a row group at a time."""
    import pyarrow as pa

    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            part = batch.slice(start, ROWS)
            columns = [_cast(engine, part.column(number), schema.field(place).type) for place, number in enumerate(kept)]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _cast(engine: Engine, column: pa.Array, type_: pa.DataType) -> pa.Array:
    """Return a column in its staged type; dictionaries are decoded, and what is nested is JSON."""
    import pyarrow as pa

    if is_nested_arrow(column.type):
        return json_column(engine, column)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column if column.type == type_ else column.cast(type_, safe=False)

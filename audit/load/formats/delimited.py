"""How does a CSV or TSV file become a staged table, with every line accounted for?"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from audit.load.dialect import find_dialect, spoken
from audit.load.encoding import Text
from audit.load.engine import Engine, parquet
from audit.load.formats.quoting import plain_quoting
from audit.load.formats.records import Dialect, Malformed, Record, records
from audit.load.formats.stage import stored_names, text_schema, write
from audit.load.formats.text import TextTable, stage_typed
from audit.load.header import Header, find_header
from audit.load.kinds import TextColumn, counted
from audit.load.names import numbered_names, safe_names
from audit.load.place import Place
from audit.load.staged import Staged

if TYPE_CHECKING:
    import pyarrow as pa

_SAMPLE_LINES = 1_000
_SAMPLE_SIZE = 1 << 20
_ROWS_AT_ONCE = 8_192
_BLOCK = 8 << 20


@dataclass(slots=True)
class _Table:
    """A delimited table and what its reading brings to light."""

    text: Text
    dialect: Dialect
    width: int
    header: bool
    stripped: int = 0
    ragged: list[Record] = field(default_factory=list)
    misfits: int = 0

    @property
    def place(self) -> Place:
        """Return where it is."""
        return self.text.file.place


def stage_delimited(engine: Engine, text: Text, *, header: bool | None = None, delimiter: str | None = None) -> Staged:
    """Stage a delimited text: dialect and header found, ragged rows refused, outer blanks removed.

    Raises BadInput for ragged rows (first line and count), broken quoting, duplicate names, no rows.
    """
    place = text.file.place
    _check_delimiter(place, delimiter)
    lines = list(_sample(text))
    dialect = find_dialect(lines, delimiter, text.file.suffix)
    rows = _first_rows(lines, dialect)
    if not rows:
        _explain(place, lines, dialect)
    head = find_header([row.cells for row in rows], declared=header)
    table = _Table(text, dialect, len(rows[0].cells), head.present)
    path = engine.fresh()
    count = _write(table, path)
    if not count:
        raise place.bad("it has a header and no rows", "Export the data again, or set `header: false`")
    names, naming = _names(place, rows[0].cells, head)
    columns = [TextColumn(name, stored) for name, stored in zip(names, stored_names(table.width), strict=True)]
    notes = (*text.notes, *_notes(table, head, declared=header), *naming)
    return stage_typed(engine, TextTable(parquet((path,)), columns, count, text.file.fingerprint(), notes))


def _check_delimiter(place: Place, delimiter: str | None) -> None:
    """Refuse a delimiter that cannot be one."""
    if delimiter is not None and (len(delimiter) != 1 or not delimiter.isascii() or delimiter in "\"'\r\n" or delimiter.isalnum()):
        raise place.bad("a delimiter is one character such as , ; | or TAB")


def _sample(text: Text) -> Iterator[str]:
    """Yield the first lines."""
    size = 0
    for line in islice(text.lines(), _SAMPLE_LINES):
        size += len(line)
        yield line
        if size > _SAMPLE_SIZE:
            return


def _first_rows(lines: Sequence[str], dialect: Dialect) -> list[Record]:
    """Return the records of the sample, as far as its quoting goes; the last may be cut off."""
    rows: list[Record] = []
    with contextlib.suppress(Malformed):
        rows.extend(record for record in records(lines, dialect) if not record.blank)
    return rows


def _explain(place: Place, lines: Sequence[str], dialect: Dialect) -> None:
    """Raise BadInput for a file of which not even a first record can be read."""
    try:
        list(records(lines, dialect))
    except Malformed as error:
        raise place.bad(f"line {error.line}: {error.what}", "Quote cells, double quotes inside them") from None
    raise place.bad("the file is empty: it has only blank lines", "Export the data again")


def _names(place: Place, cells: Sequence[str], head: Header) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the column names, and notes about them."""
    if head.present:
        return safe_names(place, cells, doubtful=not head.sure)
    return numbered_names(len(cells)), ()


def _notes(table: _Table, head: Header, *, declared: bool | None) -> list[str]:
    """Say what was found."""
    notes = []
    if table.dialect.delimiter != "," and table.width > 1:
        notes.append(f"Delimiter {spoken(table.dialect.delimiter)} found.")
    if table.dialect.quote == "'":
        notes.append("Cells are quoted with single quotes.")
    if declared is None and not head.present:
        last = numbered_names(table.width)[-1]
        notes.append(f"No header found: columns are called column_1 to {last}. If the first line names them, set `header: true`.")
    if declared is None and head.present and not head.sure:
        notes.append("The first line was taken for a header. If it is a row of data, set `header: false`.")
    if table.stripped:
        notes.append(f"Outer blanks removed in {counted(table.stripped.bit_count(), 'column')}.")
    return notes


def _write(table: _Table, path: Path) -> int:
    """Write the table as Parquet text and return its rows: fast where that is exact, else exactly."""
    import pyarrow as pa

    schema = text_schema(table.width)
    if not table.dialect.quote or plain_quoting(table.text.blocks(), table.dialect):
        # Its message quotes the line: the exact reader below finds the same mistake and says it without.
        with contextlib.suppress(pa.ArrowInvalid):
            return write(path, schema, _fast(table))
    table.stripped = 0
    count = write(path, schema, _exact(table))
    if table.misfits:
        raise _ragged(table)
    return count


def _ragged(table: _Table) -> Exception:
    """Return the error for rows with another number of cells than the first."""
    first = table.ragged[0]
    cells = counted(len(first.cells), "cell")
    more = f"; {counted(table.misfits, 'row')} are like that" if table.misfits > 1 else ""
    what = f"line {first.line} has {cells} where the first line has {table.width}{more}"
    return table.place.bad(what, f"Is {spoken(table.dialect.delimiter)} the delimiter? Quote cells that hold it")


def _fast(table: _Table) -> Iterator[pa.RecordBatch]:
    """Yield batches of text read by pyarrow; raises ArrowInvalid for a row that does not fit."""
    import pyarrow as pa
    import pyarrow.csv as pc

    names = stored_names(table.width)
    parse = pc.ParseOptions(
        delimiter=table.dialect.delimiter,
        quote_char=table.dialect.quote or False,
        newlines_in_values=bool(table.dialect.quote),
    )
    convert = pc.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    source = pa.PythonFile(table.text.open(), mode="r")
    reader = pc.open_csv(source, pc.ReadOptions(block_size=_BLOCK, column_names=names), parse, convert)
    first = table.header
    for batch in reader:
        stripped = _strip(table, batch)
        yield stripped.slice(1) if first and batch.num_rows else stripped
        first = first and not batch.num_rows


def _strip(table: _Table, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Strip the outer blanks of every column, and remember which had any."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for place, column in enumerate(batch.columns):
        plain = pc.ascii_trim(column, characters=table.dialect.blanks)
        if pc.sum(pc.binary_length(plain)) == pc.sum(pc.binary_length(column)):
            columns.append(column)
            continue
        table.stripped |= 1 << place
        # Compared with "" it would import pandas: pyarrow does to turn a Python value into a scalar.
        columns.append(pc.if_else(pc.binary_length(plain).cast(pa.bool_()), plain, pa.NULL))
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _exact(table: _Table) -> Iterator[pa.RecordBatch]:
    """Yield batches of text read record by record; rows that do not fit are counted, not yielded."""
    rows: list[list[str]] = []
    found = _fitting(table)
    try:
        for record in islice(found, int(table.header), None):
            rows.append(record.cells)
            if len(rows) == _ROWS_AT_ONCE:
                yield _batch(rows, table.width)
                rows = []
    except Malformed as error:
        raise table.place.bad(f"line {error.line}: {error.what}", "Quote cells, double quotes inside them") from None
    if rows:
        yield _batch(rows, table.width)


def _fitting(table: _Table) -> Iterator[Record]:
    """Yield the records with as many cells as the first, and count the others."""
    for record in records(table.text.lines(), table.dialect):
        if len(record.cells) == table.width:
            table.stripped |= record.stripped
            yield record
        elif not record.blank:
            table.misfits += 1
            table.ragged = table.ragged or [record]


def _batch(rows: Iterable[Sequence[str]], width: int) -> pa.RecordBatch:
    """Return rows of cells as a batch; an empty cell is missing."""
    import pyarrow as pa

    columns = [pa.array([cell or None for cell in column], pa.string()) for column in zip(*rows, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=text_schema(width))

"""How do batches become a file, one at a time?

Values are written as they are: a cell that begins like a formula stays what it is, because whatever is put before it
would be another value than the one that was measured. `formulas` counts such cells, so that it can be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit.load.formats.stage import windows, write
from audit.release.form import Form

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE = 8_192
_FORMULA = r"^\s*[=+\-@]"
_NUMBER = r"^\s*[+-]?[0-9]"


@dataclass(slots=True)
class Written:
    """What was written: rows, and by column the text cells that a spreadsheet would take for a formula."""

    rows: int = 0
    formulas: int = 0


def write_release(path: Path, form: Form, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Written:
    """Write every batch and return how many rows it were; memory is bounded by a batch.

    The order of rows is that of the batches. A missing value is an empty cell in CSV.
    """
    written = Written()
    if form.format == "parquet":
        written.rows = write(path, schema, batches)
        return written
    with path.open("wb") as stream:
        stream.write((form.delimiter.join(_header(schema.names, form.delimiter)) + "\n").encode("utf-8"))
        for batch in windows(batches, _AT_ONCE):
            written.rows += batch.num_rows
            written.formulas += _formulas(batch)
            stream.write(_lines(batch, form.delimiter))
    return written


def _header(names: Sequence[str], delimiter: str) -> Iterator[str]:
    """Yield the names of the columns, quoted where they need it."""
    for name in names:
        plain = name and name == name.strip() and not any(char in name for char in (delimiter, '"', "\n", "\r"))
        yield name if plain else '"' + name.replace('"', '""') + '"'


def _lines(batch: pa.RecordBatch, delimiter: str) -> memoryview:
    """Return the rows of a batch as UTF-8 lines."""
    import pyarrow as pa
    import pyarrow.compute as pc

    cells = [_cells(column, delimiter, lone=batch.num_columns == 1) for column in batch.columns]
    rows = pc.binary_join_element_wise(*cells, delimiter, null_handling="replace", null_replacement="")
    lines = pc.binary_join_element_wise(rows, "", "\n")
    text = lines.cast(pa.large_string())
    # Texts of an array without gaps stand one after the other: together they are the lines.
    return memoryview(text.buffers()[2]) if len(text) else memoryview(b"")


def _cells(column: pa.Array, delimiter: str, *, lone: bool) -> pa.Array:
    """Return a column as texts, quoted where a cell needs it; in a file of one column an empty cell needs it too."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        texts = _written(column)
    else:
        texts = column.cast(pa.string())
        needs = pc.match_substring_regex(texts, rf'[{_class(delimiter)}"\r\n]|^\s|\s$|^$')
        if pc.any(needs).as_py():
            quoted = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
            texts = pc.if_else(needs, quoted, texts)
    return pc.fill_null(texts, '""') if lone else texts


def _class(delimiter: str) -> str:
    """Return a delimiter as it stands in a class of characters of RE2."""
    return f"\\x{{{ord(delimiter):x}}}"


def _written(column: pa.Array) -> pa.Array:
    """Return numbers, dates and flags as texts that are read back as what they were."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column.cast(pa.string())
    if pa.types.is_floating(column.type):
        # Read back, 5 would be a whole number in a column of numbers that have decimals.
        whole = pc.match_substring_regex(texts, r"^-?[0-9]+$")
        return pc.if_else(whole, pc.binary_join_element_wise(texts, ".0", ""), texts)
    return pc.replace_substring_regex(texts, r"\.0+$", "") if pa.types.is_timestamp(column.type) else texts


def _formulas(batch: pa.RecordBatch) -> int:
    """Return how many text cells of a batch begin like a formula and are no number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = 0
    for column in batch.columns:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            like = pc.match_substring_regex(column, _FORMULA)
            found += pc.sum(pc.and_not(like, pc.match_substring_regex(column, _NUMBER))).as_py() or 0
    return found

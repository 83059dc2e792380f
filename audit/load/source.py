"""How does one dataset, whatever it comes from, become the same lazy table?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.errors import did_you_mean
from audit.load.encoding import find_encoding
from audit.load.engine import Engine
from audit.load.files import find
from audit.load.formats.arrow import stage_arrow
from audit.load.formats.delimited import stage_delimited
from audit.load.formats.frame import stage_frame
from audit.load.formats.jsonl import stage_jsonl
from audit.load.formats.parquet import folder_fingerprint, stage_folder, stage_parquet
from audit.load.local import local_table
from audit.load.names import refuse_duplicates
from audit.load.place import Place
from audit.load.staged import Kind, Staged
from audit.load.table import BATCH, Table

if TYPE_CHECKING:
    from typing import Any

    import narwhals as nw
    import pyarrow as pa

_BINARY = {"parquet": stage_parquet, "folder": stage_folder, "arrow": stage_arrow}

__all__ = ["Column", "Kind", "Source", "open_source"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and kind."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset by its role: its rows where they live, and what is known without looking at them again.

    `fingerprint` is None where there are no bytes to hash, in a table of Spark or of a database.
    `notes` say what loading did, without values.
    """

    name: str
    columns: tuple[Column, ...]
    rows: int
    fingerprint: str | None
    notes: tuple[str, ...]
    table: Table = field(compare=False, repr=False)

    def names(self) -> tuple[str, ...]:
        """Return the column names, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column | None:
        """Return one column, or None if there is no such name."""
        return next((column for column in self.columns if column.name == name), None)

    def frame(self) -> nw.LazyFrame[Any]:
        """Return the typed columns, lazily; NaN is null."""
        return self.table.frame()

    def text(self) -> nw.LazyFrame[Any]:
        """Return the same columns as text: as it was written, where it was."""
        return self.table.text()

    def col(self, name: str) -> nw.Expr:
        """Return a column of `frame` or `text` as an expression, to be given an alias: Spark takes a bare name for a path."""
        import narwhals as nw

        path = self.table.home == "spark" and ("." in name or "`" in name)
        return nw.col("`" + name.replace("`", "``") + "`" if path else name)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield typed batches of `size` rows (the last is shorter), of a file in file order, with bounded memory.

        Raises BadInput for a name that is no column.
        """
        self._check(columns)
        yield from self.table.batches(columns, size)

    def renamed(self, names: Mapping[str, str]) -> Source:
        """Return the same data with some columns called otherwise; raises BadInput for a name that is no column."""
        if not names:
            return self
        self._check(names)
        columns = tuple(replace(column, name=names.get(column.name, column.name)) for column in self.columns)
        refuse_duplicates(Place(self.name), {place: column.name for place, column in enumerate(columns, 1)})
        return replace(self, columns=columns, table=self.table.renamed(names))

    def _check(self, wanted: Sequence[str] | Mapping[str, str]) -> None:
        """Raise BadInput for the first name that is no column."""
        known = self.names()
        unknown = next((name for name in wanted if name not in known), None)
        if unknown is not None:
            raise Place(self.name).bad(f"no column {unknown!r}", did_you_mean(unknown, known))


def open_source(
    engine: Engine,
    name: str,
    data: object,
    *,
    header: bool | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> Source:
    """Open a path (str or Path) or a frame in hand (pandas, Polars, Arrow) as a dataset called `name`.

    Reads CSV, TSV, JSON lines (also .gz, .zst), Parquet, a folder of Parquet parts, Arrow and Feather:
    the content decides, then the suffix. `header`, `delimiter` and `encoding` overrule what is found.
    Raises BadInput for everything that is no table of rows.
    """
    if not isinstance(data, str | os.PathLike):
        return _source(engine, name, stage_frame(engine, Place(name), data))
    file = find(Place(name, os.fsdecode(data)), Path(os.fsdecode(data)))
    if file.format in _BINARY:
        return _source(engine, name, _BINARY[file.format](engine, file))
    text = find_encoding(file, encoding)
    if file.format == "jsonl":
        return _source(engine, name, stage_jsonl(engine, text))
    return _source(engine, name, stage_delimited(engine, text, header=header, delimiter=delimiter))


def fingerprint_of(name: str, path: Path) -> str:
    """Return the `sha256:...` that a file or folder of Parquet parts would have as a dataset; raises BadInput."""
    file = find(Place(name, str(path)), path)
    return folder_fingerprint(file) if file.format == "folder" else file.fingerprint()


def _source(engine: Engine, name: str, staged: Staged) -> Source:
    """Return the dataset of a staged table."""
    if not staged.fields:
        raise Place(name).bad("it has no columns that can be read", "Export the data again")
    columns = tuple(Column(column.name, column.kind) for column in staged.fields)
    return Source(name, columns, staged.rows, staged.fingerprint, staged.notes, local_table(engine, name, staged))

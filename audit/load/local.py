"""How is a dataset read that the embedded engine holds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.load.engine import Engine, identifier, parquet
from audit.load.formats.stage import windows
from audit.load.staged import Staged
from audit.load.table import BATCH, Home

if TYPE_CHECKING:
    from typing import Any

    import narwhals as nw
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class LocalTable:
    """Two views in DuckDB over a file or a staged table; the names of the views are safe to write in SQL."""

    engine: Engine
    names: tuple[str, ...]
    view: str
    text_view: str
    written: bool

    @property
    def home(self) -> Home:
        """Return where the rows are."""
        return "here"

    @property
    def memory(self) -> int | None:
        """Return the bytes that DuckDB may hold."""
        return self.engine.memory_bytes()

    def frame(self) -> nw.LazyFrame[Any]:
        """Return the typed columns, lazily; NaN is null."""
        return _lazy(self.engine, self.view)

    def text(self) -> nw.LazyFrame[Any]:
        """Return the same columns as the text that was written."""
        return _lazy(self.engine, self.text_view)

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield typed batches in file order, with bounded memory."""
        wanted = ", ".join(identifier(name) for name in columns)
        cursor = self.engine.connection.cursor()
        try:
            yield from windows(cursor.sql(f"SELECT {wanted} FROM {self.view}").to_arrow_reader(size), size)
        finally:
            cursor.close()

    def stream(self, frame: nw.LazyFrame[Any], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield a query in batches, with bounded memory."""
        import narwhals as nw

        cursor = self.engine.connection.cursor()
        try:
            yield from cursor.sql(nw.to_native(frame).sql_query()).to_arrow_reader(size)
        finally:
            cursor.close()

    def done(self) -> float | None:
        """Return how far DuckDB says it is; below 0 is its word for not knowing."""
        percent = self.engine.connection.query_progress()
        return percent / 100 if percent >= 0 else None

    def renamed(self, names: Mapping[str, str]) -> LocalTable:
        """Return views over the views, with some columns called otherwise."""
        select = ", ".join(f"{identifier(old)} AS {identifier(names.get(old, old))}" for old in self.names)
        view = _view(self.engine, "renamed", f"SELECT {select} FROM {self.view}")
        text_view = _view(self.engine, "renamed_text", f"SELECT {select} FROM {self.text_view}")
        return LocalTable(self.engine, tuple(names.get(old, old) for old in self.names), view, text_view, self.written)

    def only(self, rows: nw.LazyFrame[Any]) -> LocalTable:
        """Stage some of the rows in the engine's folder."""
        import narwhals as nw

        path = self.engine.fresh()
        nw.to_native(rows).write_parquet(str(path), compression="zstd", row_group_size=BATCH)
        view = _view(self.engine, "rows", f"SELECT * FROM {parquet((path,))}")
        texts = ", ".join(f"CAST({identifier(name)} AS VARCHAR) AS {identifier(name)}" for name in self.names)
        return LocalTable(self.engine, self.names, view, _view(self.engine, "rows_text", f"SELECT {texts} FROM {view}"), written=False)


def local_table(engine: Engine, name: str, staged: Staged) -> LocalTable:
    """Create the two views over a staged table."""
    typed = ", ".join(f"{column.typed} AS {identifier(column.name)}" for column in staged.fields)
    text = ", ".join(f"{column.text} AS {identifier(column.name)}" for column in staged.fields)
    view = _view(engine, name, f"SELECT {typed} FROM {staged.typed}")
    text_view = _view(engine, f"{name}_text", f"SELECT {text} FROM {staged.text}")
    return LocalTable(engine, tuple(column.name for column in staged.fields), view, text_view, staged.written)


def _view(engine: Engine, stem: str, query: str) -> str:
    """Create a view and return its name, which needs no quotes."""
    name = engine.fresh_name(f"data_{stem}")
    engine.connection.execute(f"CREATE VIEW {name} AS {query}")
    return name


def _lazy(engine: Engine, view: str) -> nw.LazyFrame[Any]:
    """Return a view as a lazy frame."""
    import narwhals as nw

    return nw.from_native(engine.connection.table(view))

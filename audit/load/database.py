"""How is a dataset read that is a table of a database, and stays there?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput, did_you_mean
from audit.load.database_columns import as_text, read_columns
from audit.load.database_session import Told, database
from audit.load.names import safe_names
from audit.load.place import Place
from audit.load.source import Column, Source
from audit.load.table import BATCH, Home

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

__all__ = ["DatabaseTable", "database", "database_source", "database_table"]

_PARTS = re.compile(r'"((?:[^"]|"")+)"|([^."]+)')
_NAME = re.compile(rf"(?:{_PARTS.pattern})(?:[.](?:{_PARTS.pattern})){{0,2}}")
_SHOWN = 30
_STAYS = (
    "Counted inside the database ({}): no row left it. To look for personal data, the texts and whole numbers of each "
    "column were read, column by column and not beside each other, and none was kept."
)
_NO_HASH = "A table of a database has no fingerprint: there are no bytes to hash."


def database_table(connection: Any, name: str, table: str) -> Any:
    """Return the Ibis table `table`, `schema.table` or `catalog.schema.table`; odd names stand in double quotes.

    Raises BadInput, with the nearest name, if it is not there. `name` is the dataset's role.
    """
    import ibis.common.exceptions as ibis_errors

    if not _NAME.fullmatch(table):
        raise Place(name).bad("the table's name is not understood", 'Write TABLE or SCHEMA.TABLE, odd names in double quotes: "my.table"')
    *above, last = [quoted.replace('""', '"') or plain for quoted, plain in _PARTS.findall(table)]
    inside = tuple(above) if len(above) > 1 else "".join(above) or None
    if len(above) > 1 and connection.name == "postgres" and above[0] != connection.current_catalog:
        raise Place(name).bad(f"the address connects to another database than {above[0]!r}", "Write its name before the #")
    try:
        return connection.table(last, database=inside)
    except ibis_errors.TableNotFound:
        raise _missing(connection, Place(name), above, last) from None


def database_source(name: str, table: Any) -> Source:
    """Return an Ibis table as a dataset that is counted where it is; raises BadInput without columns or rows."""
    place = Place(name)
    backend = backend_of(name, table)
    found = tuple(table.columns)
    names, naming = safe_names(place, found)
    with Told(name, backend):
        rows, columns, notes = read_columns(table, names)
    if not rows:
        raise place.bad("it has columns and no rows" if found else "it has no columns", "Fill it, or name another table")
    if not columns:
        raise place.bad("it has no columns that can be read", "Export the data again")
    typed = table.select(**{column.name: column.value for column in columns})
    listed = tuple(Column(column.name, column.kind) for column in columns)
    said = (_STAYS.format(backend.name), _NO_HASH, *naming, *notes)
    return Source(name, listed, rows, None, said, DatabaseTable(name, typed))


@dataclass(frozen=True, slots=True)
class DatabaseTable:
    """The rows of an Ibis table, read as our kinds by expressions that run inside the database."""

    dataset: str
    typed: Any

    @property
    def home(self) -> Home:
        """Return where the rows are."""
        return "database"

    @property
    def memory(self) -> int | None:
        """Return nothing: the database looks after itself."""
        return None

    @property
    def written(self) -> bool:
        """Tell that the text is a cast."""
        return False

    def frame(self) -> nw.LazyFrame[Any]:
        """Return the typed columns, lazily; NaN is null."""
        return _lazy(self.typed)

    def text(self) -> nw.LazyFrame[Any]:
        """Return the same columns as text, as the embedded engine would write them."""
        return _lazy(as_text(self.typed))

    def batches(self, columns: Sequence[str], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Raise BadInput: no row leaves a database."""
        raise Place(self.dataset).bad("no row leaves a database", "Export the table to Parquet and name the file")

    def stream(self, frame: nw.LazyFrame[Any], size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield a query in batches, as the database sends them."""
        import narwhals as nw

        with Told(self.dataset, self.typed.get_backend()):
            yield from nw.to_native(frame).to_pyarrow_batches(chunk_size=size)

    def done(self) -> float | None:
        """Return nothing: a database does not say how far it is."""
        return None

    def renamed(self, names: Mapping[str, str]) -> DatabaseTable:
        """Return the same rows with some columns called otherwise."""
        return DatabaseTable(self.dataset, self.typed.rename({new: old for old, new in names.items()}))

    def only(self, rows: nw.LazyFrame[Any]) -> DatabaseTable:
        """Return a table of some of the rows; they are found again for every count, because nothing can be written."""
        import narwhals as nw

        return DatabaseTable(self.dataset, nw.to_native(rows))


def backend_of(name: str, table: Any) -> Any:
    """Return what an Ibis table is connected by; raises BadInput for an expression that is no table, or none of one connection."""
    import ibis
    import ibis.common.exceptions as ibis_errors

    if isinstance(table, ibis.Table):
        with suppress(ibis_errors.IbisError):
            return table.get_backend()
    raise Place(name).bad("this is no table of one Ibis connection", "Give connection.table(...), or an expression of it")


def _lazy(table: Any) -> nw.LazyFrame[Any]:
    """Return an Ibis table as a lazy frame."""
    import narwhals as nw

    frame: nw.LazyFrame[Any] = nw.from_native(table)
    return frame


def _missing(connection: Any, place: Place, above: Sequence[str], table: str) -> BadInput:
    """Return what is wrong with the name of a table, with the nearest one that there is."""
    schemas: Sequence[str] = ()
    tables: Sequence[str] = ()
    # Not every backend of Ibis can list what it has, with every version of its driver.
    with suppress(AttributeError, NotImplementedError):
        schemas = connection.list_databases() if above else ()
        if not above or above[-1] in schemas:
            tables = connection.list_tables(database=above[-1] if above else None)
    if table in tables:
        return place.bad("it has no columns", "Name another table")
    if schemas and above[-1] not in schemas:
        return place.bad(f"there is no schema {above[-1]!r}", _hint(above[-1], schemas))
    inside = f" in {above[-1]!r}" if above else ""
    return place.bad(f"there is no table {table!r}{inside}", _hint(table, tables))


def _hint(name: str, known: Sequence[str]) -> str:
    """Return the nearest name, or all of them where they are few."""
    close = did_you_mean(name, known)
    return close if close.startswith("Did") or len(known) <= _SHOWN else f"It has {len(known):,} others"

"""Opens datasets wherever they are: in files and frames, on Spark, inside a database."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from audit.load.address import Address, address_of
from audit.load.engine import Engine
from audit.load.source import Source, open_source
from audit.load.subject_types import Dataset


@dataclass(slots=True)
class Opener:
    """The embedded engine, and what was connected to for this audit: all of it is closed in the end."""

    engine: Engine
    folder: Path
    connected: dict[str, Any] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def start(cls, folder: Path, memory: str | None = None, threads: int | None = None) -> Self:
        """Open the embedded engine alone; paths of datasets start at `folder`."""
        engine = Engine.open(memory=memory, threads=threads)
        opener = cls(engine, folder)
        opener._open.enter_context(engine)
        return opener

    def source(self, dataset: Dataset, in_hand: object = None) -> Source:
        """Return a dataset, of the frame in hand where there is one; raises BadInput if it cannot be read."""
        name = dataset.role
        if in_hand is not None:
            return self._of_frame(dataset, in_hand)
        address = address_of(name, dataset.path)
        if address is not None:
            return self._of_address(name, address)
        return self._of_file(dataset, self.folder / dataset.path)

    def _of_file(self, dataset: Dataset, data: object) -> Source:
        """Return a dataset of the embedded engine."""
        return open_source(
            self.engine,
            dataset.role,
            data,
            header=dataset.header,
            delimiter=dataset.delimiter,
            encoding=dataset.encoding,
        )

    def _of_frame(self, dataset: Dataset, data: object) -> Source:
        """Return a dataset of a frame: where it is, if it is a handle on rows elsewhere."""
        owner = type(data).__module__.split(".")[0]
        if owner == "pyspark":
            from audit.load.spark import spark_quiet, spark_source

            # Entered for as long as the audit lasts: any query may fail.
            self._connection("spark in hand", spark_quiet)
            return spark_source(dataset.role, data)
        if owner == "ibis":
            from audit.load.database import backend_of, database_source
            from audit.load.database_session import told_by

            self._open.enter_context(told_by(dataset.role, backend_of(dataset.role, data)))
            return database_source(dataset.role, data)
        return self._of_file(dataset, data)

    def _of_address(self, name: str, address: Address) -> Source:
        """Return a table by its address; each engine is connected to once."""
        if address.home == "spark":
            from audit.load.spark import spark_session, spark_source, spark_table

            session = self._connection(address.engine, spark_session)
            return spark_source(name, spark_table(session, name, address.table))
        from audit.load.database import database, database_source, database_table

        connection = self._connection(address.engine, database)
        return database_source(name, database_table(connection, name, address.table))

    def _connection(self, engine: str, connect: Any) -> Any:
        """Return what an engine was connected by; `connect` is a context manager of the address."""
        if engine not in self.connected:
            self.connected[engine] = self._open.enter_context(connect(engine))
        return self.connected[engine]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close everything, whatever happened."""
        self._open.__exit__(kind, error, trace)

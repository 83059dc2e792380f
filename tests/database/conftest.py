"""A database for these tests, or none: then they are skipped, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.database import people as made
from tests.database.server import Server, running_server


@pytest.fixture(scope="session")
def people() -> pa.Table:
    """Return the people."""
    return made.people()


@pytest.fixture(scope="session")
def parquet(people: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the people as a file."""
    path = tmp_path_factory.mktemp("people") / "people.parquet"
    pq.write_table(people, path)
    return path


@pytest.fixture(scope="session")
def server(people: pa.Table) -> Iterator[Server]:
    """Yield a running PostgreSQL that holds the people; the environment is of a user who may only SELECT."""
    with running_server() as one:
        one.run(*made.PREPARE)
        one.load("people", people, made.TYPES)
        yield one

"""How is a database connected to, so that it cannot be changed and nothing of who asks is told?"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from audit.core.errors import BadInput
from audit.load.address import without_user
from audit.load.foreign import Foreign

_USER, _PASSWORD = "EQUIGATE_DATABASE_USER", "EQUIGATE_DATABASE_PASSWORD"
_INSTALL = "Install what it needs: pip install 'equigate[sql]'"
_FORM = "Write postgresql://HOST/DATABASE#TABLE, or the address of another database that Ibis reads"
_REACH = f"Check host, port and name of the database, and {_USER} and {_PASSWORD}; its message is not shown"
_LOGGERS = ("psycopg", "psycopg.pq", "psycopg.pq.misc", "psycopg.transaction", "psycopg.waiting", "psycopg.debug")
_FILES = ("duckdb", "sqlite")
_UNSAID = "Its message is not shown, it may quote the data: look into the database's own log"
_STEPS = {
    "InsufficientPrivilege": "Ask for the right to read it: GRANT SELECT ON the table",
    "QueryCanceled": "Ask for a longer statement_timeout",
}
# For one transaction only: no setting outlives it on a server connection that others use after us.
_SETTINGS = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL standard_conforming_strings = on",
    "SET LOCAL cursor_tuple_fraction = 1",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)


@contextmanager
def database(url: str) -> Iterator[Any]:
    """Yield an Ibis backend for an address, unable to write where the database allows that, and close it in the end.

    User and password come from EQUIGATE_DATABASE_USER and EQUIGATE_DATABASE_PASSWORD, else from what the
    database's client reads itself. Raises BadInput if it cannot be reached, or stops answering later on.
    """
    where = without_user(url)
    with _Quiet(), Told(where) as told:
        told.backend = backend = _connected(url, where)
        try:
            yield backend
        finally:
            with suppress(BadInput), Foreign(where, "it cannot be closed", ""):
                backend.disconnect()


@contextmanager
def told_by(where: str, backend: Any) -> Iterator[None]:
    """Keep what a database in somebody's hand says from being told: its errors and logs may quote values."""
    with _Quiet(), Told(where, backend):
        yield


def _connected(url: str, where: str) -> Any:
    """Connect, so that nothing can be written; raises BadInput."""
    if find_spec("ibis") is None:
        raise BadInput.one(where, "a database needs Ibis, which is not installed", _INSTALL)
    scheme = urlsplit(url).scheme.replace("postgresql", "postgres")
    known = {one.name for one in entry_points(group="ibis.backends")}
    if scheme not in known:
        raise BadInput.one(where, f"{scheme!r} is no kind of database that is known here", _FORM)
    if scheme == "postgres":
        return _postgres(url, where)
    with Foreign(where, "cannot connect", _REACH):
        return _file(url, where, scheme) if scheme in _FILES else _other(url, where, scheme)


def _postgres(url: str, where: str) -> Any:
    """Connect to PostgreSQL and begin the one transaction of this audit: all counts are of one moment, nothing can be written."""
    if find_spec("psycopg") is None:
        raise BadInput.one(where, "PostgreSQL needs psycopg, which is not installed", _INSTALL)
    import ibis
    import psycopg

    credentials: dict[str, Any] = {**_credentials()}
    with Foreign(where, "cannot connect", _REACH):
        try:
            connection = psycopg.connect(url, application_name="equigate", client_encoding="utf8", **credentials)
        except psycopg.OperationalError as error:
            if "password" in str(error) or "authentication" in str(error):
                raise BadInput.one(where, "the database refuses this user or password", f"Set {_USER} and {_PASSWORD}") from None
            raise
        connection.read_only, connection.isolation_level = True, psycopg.IsolationLevel.REPEATABLE_READ
        for statement in _SETTINGS:
            connection.execute(statement)
        return ibis.postgres.from_connection(connection)


def _file(url: str, where: str, scheme: str) -> Any:
    """Open the file of an embedded database, to read only and without asking the network for extensions."""
    import ibis

    parts = urlsplit(url)
    path = Path(f"{parts.netloc}{parts.path}")
    if not path.is_file():
        raise BadInput.one(where, "there is no such file", f"Write {scheme}:///absolute/path#TABLE")
    if scheme == "duckdb":
        return ibis.duckdb.connect(path, read_only=True, autoinstall_known_extensions=False, autoload_known_extensions=False)
    backend = ibis.sqlite.connect(path)
    backend.con.execute("PRAGMA query_only = ON")
    return backend


def _other(url: str, where: str, scheme: str) -> Any:
    """Connect to any other database that Ibis reads."""
    import ibis

    try:
        getattr(ibis, scheme)
    except ImportError:
        step = f"Install it: pip install 'ibis-framework[{scheme}]'"
        raise BadInput.one(where, f"what connects to {scheme} is not installed", step) from None
    return ibis.connect(url, **_credentials())


def _credentials() -> dict[str, str]:
    """Return user and password, where the environment has them for us."""
    found = {"user": os.environ.get(_USER), "password": os.environ.get(_PASSWORD)}
    return {key: value for key, value in found.items() if value}


class _Quiet:
    """Drops what the database's client logs: it names the user, and may quote values."""

    def __enter__(self) -> Self:
        """Begin to drop."""
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self._none)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop to drop."""
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self._none)

    def _none(self, record: logging.LogRecord) -> bool:
        """Keep no record."""
        return False


class Told:
    """Turns an error of the database into a BadInput with only the error's type: its text quotes values."""

    def __init__(self, where: str, backend: Any = None) -> None:
        """Say where, and whose errors are meant once it is known."""
        self.where, self.backend = where, backend

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let everything through that is not of the database."""
        if self.backend is None:
            return
        owners = {"ibis", "sqlglot", type(self.backend.con).__module__.split(".")[0]}
        first = None
        while error is not None and type(error).__module__.split(".")[0] in owners:
            # The first error counts: closing what is broken by it raises others.
            first, error = error, error.__context__
        if first is not None:
            name = type(first).__name__
            raise BadInput.one(self.where, f"the database refuses what is asked of it ({name})", _STEPS.get(name, _UNSAID)) from None

"""A real PostgreSQL for the tests: started on loopback as an ordinary user, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import pyarrow as pa

OWNER, READER = "owner_zqx7", "reader_zqx7"
SECRETS = {OWNER: "Vq-owner-secret-41", READER: "Vq-reader-secret-42"}
"""Passwords that are searched for in everything that is printed or written."""
DATABASE = "audited"
# Sorted as people sort, not as bytes: the order of texts must not matter.
_CREATE = f"CREATE DATABASE {DATABASE} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL."""

    port: int
    folder: Path

    @property
    def address(self) -> str:
        """Return its address, without a user and without a table."""
        return f"postgresql://127.0.0.1:{self.port}/{DATABASE}"

    def run(self, *statements: str, user: str = OWNER, database: str = DATABASE) -> list[tuple[Any, ...]]:
        """Run statements and return the rows of the last one."""
        with self.connection(user, database) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def load(self, name: str, table: pa.Table, types: Mapping[str, str] | None = None) -> None:
        """Copy Arrow rows into a new table; `types` names the column types that are not the obvious ones."""
        kinds = {field.name: _type(field.type) for field in table.schema} | dict(types or {})
        columns = ", ".join('"' + column.replace('"', '""') + f'" {kinds[column]}' for column in table.column_names)
        with self.connection() as connection:
            connection.execute(f"CREATE TABLE {name} ({columns})")
            with connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as stream:
                for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                    stream.write_row(row)
            connection.execute(f"ANALYZE {name}")

    def connection(self, user: str = OWNER, database: str = DATABASE) -> Any:
        """Return a connection of a user."""
        import psycopg

        return psycopg.connect(host="127.0.0.1", port=self.port, dbname=database, user=user, password=SECRETS[user], autocommit=True)

    def environment(self, user: str = READER) -> dict[str, str]:
        """Return what the environment holds so that equigate connects as this user."""
        return {"EQUIGATE_DATABASE_USER": user, "EQUIGATE_DATABASE_PASSWORD": SECRETS[user]}


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL that Debian installed, None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server, let the environment say who may only SELECT in it, and stop it; skip where there is none."""
    if binaries() is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    if find_spec("ibis") is None or find_spec("psycopg") is None:
        pytest.skip("Ibis or psycopg is not installed (pip install 'equigate[sql]')")
    with _private_folder() as folder, _started(folder) as server, pytest.MonkeyPatch.context() as patch:
        for key, value in server.environment().items():
            patch.setenv(key, value)
        yield server


@contextmanager
def _started(folder: Path) -> Iterator[Server]:
    """Start a server with a database and two users, and stop it."""
    tools = binaries()
    assert tools is not None
    data, secret = folder / "data", folder / "owner"
    secret.write_text(SECRETS[OWNER], encoding="utf-8")
    _give(secret)
    port = _free_port()
    _ordinary(
        tools / "initdb",
        "-D",
        data,
        "-A",
        "scram-sha-256",
        "-U",
        OWNER,
        f"--pwfile={secret}",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off -c datestyle=SQL,DMY -c timezone=Asia/Tokyo"
    _ordinary(tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
    try:
        server = Server(port, folder)
        server.run(_CREATE, f"CREATE ROLE {READER} LOGIN PASSWORD '{SECRETS[READER]}'", database="postgres")
        server.run(
            f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {DATABASE} TO {READER}",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            f"GRANT USAGE ON SCHEMA public TO {READER}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {READER}",
        )
        yield server
    finally:
        _ordinary(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Make a folder that belongs to the user that the server runs as, and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="equigate-pg-"))
    _give(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _type(kind: pa.DataType) -> str:
    """Return the obvious type of PostgreSQL for an Arrow type."""
    import pyarrow as pa

    obvious = {pa.bool_(): "boolean", pa.int16(): "smallint", pa.int32(): "integer", pa.int64(): "bigint"}
    obvious |= {pa.float32(): "real", pa.float64(): "double precision", pa.date32(): "date"}
    if pa.types.is_timestamp(kind):
        return "timestamptz" if kind.tz else "timestamp"
    return "numeric" if pa.types.is_decimal(kind) else obvious.get(kind, "text")


def _user() -> pwd.struct_passwd | None:
    """Return the user to become: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _give(path: Path) -> None:
    """Give a file or folder to that user."""
    user = _user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def _ordinary(*command: object) -> None:
    """Run a command as that user."""
    user = _user()
    become: Mapping[str, Any] = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(one) for one in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False, timeout=60, **become
    )
    assert done.returncode == 0, done.stderr.decode()


def _free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

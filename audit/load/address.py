"""Does a path name a table of a cluster or of a database, and which?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from audit.core.errors import BadInput

SPARK = re.compile(r"(spark|sc|yarn|k8s)(://|$)|local(-cluster)?\[[^\]]*\]$")
_DATABASE = re.compile(r"[a-z][a-z0-9+]*://")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+]*://")
_NOT_OURS = ("http://", "https://", "ftp://", "file://", "s3://", "s3a://", "gs://", "abfs://", "abfss://", "hdfs://")
_QUOTED = re.compile(r'"[^"]*"')
_USER = re.compile(r"://[^/@]*:[^/@]*@")
_KEY = re.compile(
    r"[?&;]\s*[^=&;#]*(pass(?!file)|pwd|secret|token|credential|auth(?!enticator)|jwt|bearer|(api|private|access)[_-]?key)[^=&;#]*=|[?&;]\s*pat\s*=",
    re.IGNORECASE,
)
_INSTEAD = "Leave it out and set EQUIGATE_DATABASE_PASSWORD, or what the database itself reads (PGPASSWORD, ~/.pgpass)"
_INSTEAD_SPARK = "Leave it out and set SPARK_CONNECT_AUTHENTICATE_TOKEN"


@dataclass(frozen=True, slots=True)
class Address:
    """A table where it lives: `ENGINE#TABLE`, as in `local[2]#people`, `sc://host:15002#db.people`, `postgresql://host/db#people`.

    `engine` is a Spark master, a Spark Connect address, or a database's URL; `table` is a name, with
    its schema before a dot, or on Spark the path of Parquet files.
    """

    home: Literal["spark", "database"]
    engine: str
    table: str


def address_of(where: str, path: str) -> Address | None:
    """Return the address that a path of the subject is, None if it is a file.

    Raises BadInput, without repeating it, for an address with a password in it or without a table.
    """
    scheme = _SCHEME.match(path)
    path = scheme[0].lower() + path[scheme.end() :] if scheme else path
    engine, mark, table = path.partition("#")
    spark = SPARK.match(engine) is not None
    if scheme and _secret(path):
        step = f"{_INSTEAD_SPARK if spark else _INSTEAD} (an @ elsewhere in an address is written %40)"
        raise BadInput.one(where, "the address holds a password, which others can read here", step)
    if not spark and (not _DATABASE.match(engine) or engine.startswith(_NOT_OURS)):
        return None
    if not mark and not engine.endswith("]") and "://" not in engine:
        return None
    if not table:
        raise BadInput.one(where, "the address names no table", "Add it after a #: local[2]#people, postgresql://host/base#people")
    return Address("spark" if spark else "database", engine, table)


def without_user(engine: str) -> str:
    """Return an engine as it may be printed: without the user's name, and without its options."""
    scheme, mark, rest = engine.partition("://")
    place = re.split("[?;]", rest, maxsplit=1)[0]
    return f"{scheme}{mark}{place.rpartition('@')[2]}"


def _secret(path: str) -> bool:
    """Tell whether an address could hold a password: before an @, or as an option; encoded or not.

    A password may hold any mark of an address; only a table's name in double quotes cannot be part of it.
    """
    from urllib.parse import unquote

    rest = _QUOTED.sub("", path).partition("://")[2]
    host = unquote(re.split("[/?#;]", rest, maxsplit=1)[0])
    users = (unquote(rest.rpartition("@")[0]), host.rpartition("@")[0])
    return any(":" in user for user in users) or bool(_USER.search(path) or _KEY.search(unquote(path)))

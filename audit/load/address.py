"""Does a path name a table of a cluster or of a database, and which?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from audit.core.errors import BadInput

SPARK = re.compile(r"(spark|sc|yarn|k8s)(://|$)|local(-cluster)?(\[[^\]]*\])?$")
_DATABASE = re.compile(r"[a-z][a-z0-9+]*://")
_NOT_OURS = ("http://", "https://", "ftp://", "file://", "s3://", "s3a://", "gs://", "abfs://", "abfss://", "hdfs://")
_SECRET = re.compile(r"://[^/@]*:[^/@]*@")


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
    engine, mark, table = path.partition("#")
    spark = SPARK.match(engine) is not None
    if not spark and (not _DATABASE.match(engine) or engine.startswith(_NOT_OURS)):
        return None
    if not mark and not engine.endswith("]") and "://" not in engine:
        return None
    if _SECRET.search(engine):
        step = "Leave it out and set EQUIGATE_DATABASE_PASSWORD, or what the database itself reads (PGPASSWORD, ~/.pgpass)"
        raise BadInput.one(where, "the address holds a password, which others can read here", step)
    if not table:
        raise BadInput.one(where, "the address names no table", "Add it after a #: local[2]#people, postgresql://host/base#people")
    return Address("spark" if spark else "database", engine, table)

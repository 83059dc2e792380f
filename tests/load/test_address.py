"""Which paths are tables of an engine, and does a password never get further than here?"""

from __future__ import annotations

import pytest

from audit.core.errors import BadInput
from audit.load.address import Address, address_of, without_user

MARK = "Xq7secret"

ADDRESSES = [
    pytest.param("local[2]#people", Address("spark", "local[2]", "people"), id="Spark here"),
    pytest.param("local-cluster[2,1,1024]#db.people", Address("spark", "local-cluster[2,1,1024]", "db.people"), id="Spark, executors"),
    pytest.param("spark://master:7077#people", Address("spark", "spark://master:7077", "people"), id="Spark master"),
    pytest.param("sc://host:15002#db.people", Address("spark", "sc://host:15002", "db.people"), id="Spark Connect"),
    pytest.param("sc://host:15002/;use_ssl=true#t", Address("spark", "sc://host:15002/;use_ssl=true", "t"), id="Spark Connect, option"),
    pytest.param("postgresql://host/db#people", Address("database", "postgresql://host/db", "people"), id="PostgreSQL"),
    pytest.param("POSTGRESQL://host/DB#People", Address("database", "postgresql://host/DB", "People"), id="a scheme in capitals"),
    pytest.param("postgresql://host:5432/db#s.people", Address("database", "postgresql://host:5432/db", "s.people"), id="port and schema"),
    pytest.param("postgresql://me@host:5432/db#t", Address("database", "postgresql://me@host:5432/db", "t"), id="a user"),
    pytest.param("postgresql://me%40firm@host/db#t", Address("database", "postgresql://me%40firm@host/db", "t"), id="a user with an encoded @"),
    pytest.param("postgresql://me@host:5432/db?user=a%40b#t", Address("database", "postgresql://me@host:5432/db?user=a%40b", "t"), id="an encoded @ in an option"),
    pytest.param("postgresql:///db?host=/run/pg&sslmode=require#t", Address("database", "postgresql:///db?host=/run/pg&sslmode=require", "t"), id="a socket"),
    pytest.param("postgresql://host/db?passfile=/home/me/.pgpass#t", Address("database", "postgresql://host/db?passfile=/home/me/.pgpass", "t"), id="the path of a password file"),
    pytest.param("postgresql://[::1]:5432/db#t", Address("database", "postgresql://[::1]:5432/db", "t"), id="IPv6"),
    pytest.param('postgresql://host:5432/db#"a@b"', Address("database", "postgresql://host:5432/db", '"a@b"'), id="a table with an @"),
    pytest.param('postgresql://host/db#s."a#b"', Address("database", "postgresql://host/db", 's."a#b"'), id="a table with a #"),
    pytest.param("duckdb:///data/file.duckdb#t", Address("database", "duckdb:///data/file.duckdb", "t"), id="a DuckDB file"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), ADDRESSES)
def test_addresses(path: str, expected: Address) -> None:
    actual = address_of("test", path)

    assert expected == actual


@pytest.mark.parametrize(
    "path",
    [
        "people.csv",
        "data/people#1.csv",
        "C:/people.csv",
        "./local#people.csv",
        "a:b@c.csv",
        "s3://bucket/people.parquet",
        "https://host/people.csv",
        "-",
    ],
)
def test_files_are_no_addresses(path: str) -> None:
    assert address_of("test", path) is None


SECRETS = [
    pytest.param(f"postgresql://me:{MARK}@host/db#t", id="user and password"),
    pytest.param(f"sc://host:15002/;authorization=Bearer%20{MARK}#t", id="a header of Spark Connect"),
    pytest.param(f"databricks://host?http_path=/sql&pat={MARK}#t", id="a personal access token"),
    pytest.param(f"trino://host/db?jwt={MARK}#t", id="a signed token"),
    pytest.param(f"postgresql://:{MARK}@host/db#t", id="password alone"),
    pytest.param("postgresql://me:@host/db#t", id="an empty one"),
    pytest.param(f"POSTGRESQL://me:{MARK}@host/db#t", id="a scheme in capitals"),
    pytest.param(f"postgresql://me%3A{MARK}@host/db#t", id="an encoded colon"),
    pytest.param(f"postgresql://me%3A{MARK}%40host/db#t", id="an encoded colon and @"),
    pytest.param(f"postgresql://me:{MARK}/x@host/db#t", id="a slash in it"),
    pytest.param(f"postgresql://me:{MARK}?x@host/db#t", id="a question mark in it"),
    pytest.param(f"postgresql://me:{MARK}#x@host/db#t", id="a # in it"),
    pytest.param(f"postgresql://me:x@{MARK}@host/db#t", id="an @ in it"),
    pytest.param(f'postgresql://me:{MARK}"x@host/db#"t', id="a quote in it"),
    pytest.param(f"postgresql://host/db?password={MARK}#t", id="an option"),
    pytest.param(f"postgresql://host/db?user=me&password={MARK}#t", id="a second option"),
    pytest.param(f"postgresql://host/db?PassWord={MARK}#t", id="an option in capitals"),
    pytest.param(f"postgresql://host/db?pass%77ord={MARK}#t", id="an encoded option"),
    pytest.param(f"postgresql://host/db?sslpassword={MARK}#t", id="the password of a key"),
    pytest.param(f"mysql://host/db?passwd={MARK}#t", id="passwd"),
    pytest.param(f"mssql://host/db?PWD={MARK}#t", id="PWD"),
    pytest.param(f"duckdb://md:db?motherduck_token={MARK}#t", id="a token"),
    pytest.param(f"databricks://host?access_token={MARK}#t", id="an access token"),
    pytest.param(f"snowflake://me@host/db?private_key={MARK}#t", id="a private key"),
    pytest.param(f"clickhouse://host/db?api_key={MARK}#t", id="a key of an API"),
    pytest.param(f"athena://host?aws_secret_access_key={MARK}#t", id="a secret"),
    pytest.param(f"sc://host:15002/;token={MARK};use_ssl=true#t", id="Spark Connect's token"),
    pytest.param(f"sc://host:15002/;user_id=me; token={MARK}#t", id="a token after a blank"),
    pytest.param(f"postgresql://me:{MARK}@host/db", id="without a table"),
    pytest.param(f"https://me:{MARK}@host/people.csv", id="not ours"),
]


@pytest.mark.parametrize("path", SECRETS)
def test_a_password_in_an_address_is_refused_and_not_repeated(path: str) -> None:
    with pytest.raises(BadInput) as caught:
        address_of("test", path)
    actual = str(caught.value)

    assert MARK not in actual
    assert "holds a password" in actual
    assert "Leave it out and set" in actual


def test_the_step_names_what_the_engine_reads() -> None:
    with pytest.raises(BadInput, match="SPARK_CONNECT_AUTHENTICATE_TOKEN"):
        address_of("test", "sc://host/;token=x#t")
    with pytest.raises(BadInput, match="EQUIGATE_DATABASE_PASSWORD"):
        address_of("test", "postgresql://me:x@host/db#t")


@pytest.mark.parametrize("path", ["postgresql://host/db", "postgresql://host/db#", "local[2]", "local[2]#", "sc://host"])
def test_an_address_without_a_table_is_refused(path: str) -> None:
    with pytest.raises(BadInput, match="names no table"):
        address_of("test", path)


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        ("postgresql://me@host:5432/db", "postgresql://host:5432/db"),
        ("postgresql://me%40firm@host/db?user=me&sslmode=require", "postgresql://host/db"),
        ("postgresql://host/db", "postgresql://host/db"),
        ("sc://me@host:15002/;user_id=me", "sc://host:15002/"),
        ("local[2]", "local[2]"),
    ],
)
def test_a_user_is_not_printed(engine: str, expected: str) -> None:
    actual = without_user(engine)

    assert expected == actual

"""Writes invented people of any number as Parquet: 24 columns, holes, personal data in six text columns, seeded."""

from __future__ import annotations

from pathlib import Path

import duckdb

ROW_GROUP = 250_000

# `draw(n)` is a number from 0 to 1 that only the row and n decide.
_MACROS = """
CREATE MACRO draw(i, n) AS (hash(i * 1009 + n) % 1000003) / 1000003.0;
CREATE MACRO hole(i, n, share, value) AS CASE WHEN draw(i, n) < share THEN NULL ELSE value END;
CREATE MACRO pick(i, n, list) AS list[1 + CAST(floor(draw(i, n) * len(list)) AS INTEGER)];
CREATE MACRO luhn(digits) AS CAST((10 - (list_sum(list_transform(range(1, 16), lambda p:
    CASE WHEN p % 2 = 1 THEN (2 * CAST(digits[p] AS INTEGER)) // 10 + (2 * CAST(digits[p] AS INTEGER)) % 10
    ELSE CAST(digits[p] AS INTEGER) END)) % 10)) % 10 AS VARCHAR);
CREATE MACRO card(i) AS '4' || lpad(CAST(hash(i * 7919) % 100000000000000 AS VARCHAR), 14, '0');
"""

_COLUMNS = """
    10000000 + i AS person_id,
    hole(i, 1, 0.003, 'p' || CAST(hash(i) % 99999989 AS VARCHAR) || '@example.org') AS email,
    hole(i, 2, 0.05, '+4930' || lpad(CAST(hash(i * 31) % 100000000 AS VARCHAR), 8, '0')) AS phone,
    pick(i, 3, ['North', 'South', 'East', 'West', 'Middle']) || ' ' || CAST(hash(i * 5) % 2000 AS VARCHAR) AS city,
    hole(i, 4, 0.02, pick(i, 5, ['Mill Lane', 'High Street', 'Station Road', 'Church Walk'])
        || ' ' || CAST(1 + hash(i * 3) % 300 AS VARCHAR)) AS street,
    hole(i, 6, 0.2, 'Works ' || CAST(hash(i * 11) % 40000 AS VARCHAR)) AS employer,
    CASE WHEN draw(i, 7) < 0.0066 THEN 'paid with ' || card(i) || luhn(card(i)) || ' by phone'
         WHEN draw(i, 7) < 0.0133 THEN 'write to q' || CAST(i % 9973 AS VARCHAR) || '@example.com, please'
         WHEN draw(i, 7) < 0.02 THEN 'call 030 5550' || CAST(100 + i % 900 AS VARCHAR) || ' at noon'
         WHEN draw(i, 7) < 0.5 THEN 'asked for ' || CAST(hash(i * 13) % 500000 AS VARCHAR) || ' times a form'
         END AS notes,
    hole(i, 8, 0.01, pick(i, 9, ['female', 'male'])) AS sex,
    hole(i, 10, 0.03, pick(i, 11, ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'e'])) AS ethnicity,
    CAST(18 + floor(draw(i, 12) * 70) AS INTEGER) AS age,
    lpad(CAST(hash(i * 17) % 700 AS VARCHAR), 5, '1') AS zip,
    pick(i, 13, ['n', 's', 'e', 'w']) AS region,
    hole(i, 14, 0.05, pick(i, 15, ['none', 'school', 'college', 'degree', 'doctorate'])) AS education,
    hole(i, 16, 0.1, 'o' || CAST(hash(i * 19) % 14 AS VARCHAR)) AS occupation,
    pick(i, 17, ['single', 'married', 'widowed']) AS marital,
    hole(i, 18, 0.08, round(exp(9 + 2 * draw(i, 19)), 2)) AS income,
    CAST(floor(draw(i, 20) * 60) AS INTEGER) AS hours,
    CAST(floor(40 * draw(i, 21) * draw(i, 22)) AS INTEGER) AS tenure,
    CASE WHEN draw(i, 23) < 0.05 THEN NULL WHEN draw(i, 23) < 0.051 THEN CAST('nan' AS DOUBLE) ELSE 9 * draw(i, 24) - 4.5 END AS score_ext,
    round((draw(i, 25) + 0.3 * draw(i, 20)) / 1.3, 4) AS score,
    CAST(draw(i, 26) < 0.15 + 0.6 * draw(i, 25) AS INTEGER) AS label,
    CAST(round((draw(i, 25) + 0.3 * draw(i, 20)) / 1.3, 4) >= 0.5 AS INTEGER) AS predicted,
    DATE '1990-01-01' + CAST(floor(draw(i, 27) * 12000) AS INTEGER) AS joined,
    TIMESTAMP '2026-01-01 00:00:00' + to_seconds(CAST(floor(draw(i, 28) * 25000000) AS INTEGER)) AS updated
"""

QUASI_IDENTIFIERS = "age,sex,zip,region,education,occupation"
CHECK = [
    "--label", "label", "--prediction", "predicted", "--score", "score", "--favourable", "1",
    "--protected", "sex,ethnicity,age:18:25:45:65", "--quasi-identifiers", QUASI_IDENTIFIERS,
]  # fmt: skip


ROWS_PER_ZIP = 30_000
# Six columns with as many postcodes as keep 62 to 65 classes per 100 rows at any size.
_CLASSES = """
    CAST(18 + floor(draw(i, 12) * 70) AS INTEGER) AS age,
    hole(i, 8, 0.01, pick(i, 9, ['female', 'male'])) AS sex,
    lpad(CAST(hash(i * 17) % {zips} AS VARCHAR), 5, '1') AS zip,
    pick(i, 13, ['n', 's', 'e', 'w']) AS region,
    hole(i, 14, 0.05, pick(i, 15, ['none', 'school', 'college', 'degree', 'doctorate'])) AS education,
    hole(i, 16, 0.1, 'o' || CAST(hash(i * 19) % 14 AS VARCHAR)) AS occupation
"""


def write(path: Path, rows: int) -> None:
    """Write so many people; the same number gives the same bytes with the same DuckDB."""
    _write(path, rows, _COLUMNS, in_order=True)


def write_classes(path: Path, rows: int) -> None:
    """Write the quasi-identifiers of so many people, in any order."""
    _write(path, rows, _CLASSES.format(zips=max(1, rows // ROWS_PER_ZIP)), in_order=False)


def _write(path: Path, rows: int, columns: str, *, in_order: bool) -> None:
    """Write a query as Parquet; a file is whole or not there."""
    part = path.with_suffix(".part")
    with duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": in_order}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(_MACROS)
        connection.execute(
            f"COPY (SELECT {columns} FROM range({rows}) rows(i)) TO '{part}' "  # noqa: S608 - our own text
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
    part.rename(path)

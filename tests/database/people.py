"""People as Arrow, for Parquet, and the same people as a table of PostgreSQL."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

ROWS = 20_000
FLAGS = {
    "label": "label",
    "prediction": "predicted",
    "score": "score",
    "favourable": "true",
    "protected": "sex,origin",
    "quasi_identifiers": "age,zip,born,a.b",
}
TYPES = {
    "sex": "text",
    "origin": "mood",
    "age": "smallint",
    "zip": "char(5)",
    "born": "date",
    "a.b": "varchar(20)",
    'Say "hi"': "integer",
    "UPPER Case": "bigint",
    " spaced out ": "text",
    "a column whose name is as long as the database lets a name be!": "real",
    "Größe in %(cm)s": "numeric(12,2)",
    "ratio": "double precision",
    "income": "numeric",
    "email": "citext_like",
    "phone": "text",
    "note": "text",
    "ident": "uuid",
    "seen": "timestamptz",
    "made": "timestamp",
    "clock": "time",
    "nothing": "text",
    "blank": "text",
    "label": "boolean",
    "predicted": "boolean",
    "score": "double precision",
}
"""The columns with their types in PostgreSQL: an enum, a domain, padding, names that need quotes."""
PREPARE = ("CREATE TYPE mood AS ENUM ('north', 'south', 'Östra', 'rare')", "CREATE DOMAIN citext_like AS varchar(80)")


def people(rows: int = ROWS) -> pa.Table:
    """Return seeded people with every kind of gap and oddity."""
    draw = np.random.default_rng(11)
    many = range(rows)
    floats = draw.normal(0, 100, rows)
    score = draw.integers(0, 1001, rows) / 1000
    days = draw.integers(0, 20_000, rows)
    columns: dict[str, tuple[pa.DataType, list[Any]]] = {
        "sex": (pa.string(), draw.choice(["F", "M", "", "x"], rows, p=[0.45, 0.5, 0.0497, 0.0003]).tolist()),
        "origin": (pa.string(), draw.choice(["north", "south", "Östra", "rare"], rows, p=[0.5, 0.3, 0.1998, 0.0002]).tolist()),
        "age": (pa.int16(), draw.integers(18, 90, rows).tolist()),
        "zip": (pa.string(), [f"{n:0{3 + n % 3}d}"[:5] for n in draw.integers(100, 400, rows)]),
        "born": (pa.date32(), [date(1950, 1, 1) + timedelta(int(n)) for n in days]),
        "a.b": (pa.string(), draw.choice(["one", "two", "", "Zwei & drei", "日本"], rows).tolist()),
        'Say "hi"': (pa.int32(), draw.integers(-5, 5, rows).tolist()),
        "UPPER Case": (pa.int64(), (draw.integers(0, 2**62, rows)).tolist()),
        " spaced out ": (pa.string(), draw.choice([" left", "right ", "both ", "\t", "a\nb", "''"], rows).tolist()),
        "a column whose name is as long as the database lets a name be!": (pa.float32(), floats.astype(np.float32).tolist()),
        "Größe in %(cm)s": (pa.decimal128(12, 2), [Decimal(int(n)) / 100 for n in draw.integers(15_000, 21_000, rows)]),
        "ratio": (pa.float64(), np.where(np.arange(rows) % 17 == 0, np.nan, np.where(np.arange(rows) % 19 == 0, np.inf, floats * 1e3)).tolist()),
        "income": (pa.decimal128(20, 6), [Decimal(int(n)) / 1_000_000 for n in draw.integers(0, 10**11, rows)]),
        "email": (pa.string(), [f"person{n}@example.org" for n in draw.integers(0, rows, rows)]),
        "phone": (pa.string(), [f"+1 202 555 {n:04d}" for n in draw.integers(0, 10_000, rows)]),
        "note": (pa.string(), [f"Grüße von Kunde {n}, 😀 Karte 4111 1111 1111 1111" if n % 50 == 0 else None for n in many]),
        "ident": (pa.string(), [str(uuid.UUID(int=int(n) * 2**64 + 7)) for n in draw.integers(0, 2**62, rows)]),
        "seen": (pa.timestamp("us", "UTC"), [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=int(n), microseconds=int(n) % 7 * 1_000) for n in draw.integers(0, 10**8, rows)]),
        "made": (pa.timestamp("us"), [datetime(1999, 12, 31, 23, 59) + timedelta(hours=int(n)) for n in days]),  # noqa: DTZ001 - a time without a zone is the case
        "clock": (pa.time64("us"), [time(int(n) % 24, int(n) % 60, 30, int(n) % 4 * 250_000) for n in days]),
        "nothing": (pa.string(), [None] * rows),
        "blank": (pa.string(), [""] * rows),
        "label": (pa.bool_(), (draw.random(rows) < 0.2 + 0.5 * score).tolist()),
        "predicted": (pa.bool_(), (score >= 0.5).tolist()),
        "score": (pa.float64(), np.select([np.arange(rows) % 101 == 0, np.arange(rows) % 997 == 0, np.arange(rows) % 998 == 0], [np.nan, 1e307, -7.0], score).tolist()),
    }  # fmt: skip
    gaps = ("sex", "age", "born", 'Say "hi"', "ratio", "income", "seen", "clock", "label")
    for name in gaps:
        kind, values = columns[name]
        columns[name] = kind, [None if n % 23 == len(name) else value for n, value in enumerate(values)]
    made = {name: pa.array(values, kind, from_pandas=False) for name, (kind, values) in columns.items()}
    assert list(made) == list(TYPES)
    return pa.table(made)

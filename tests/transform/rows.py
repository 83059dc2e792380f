"""A table with a column of every kind, and the short way from a step to the rows it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from audit.core.plan import Plan, Step
from audit.core.values import Json
from audit.load.source import Source
from audit.observe.scene import Settings
from audit.transform.apply import Prepared, prepare
from audit.transform.keys import Keys
from audit.transform.registry import ROW
from tests.observe import scenes

KEY = "8f3b1c5d7e92a4600b6d48f1c3e5a7792d4f60817263a5b4c9d8e7f60a1b2c3d"
KEYS = Keys(Path("/nowhere"), {"KEY": KEY})
ROWS = 150


def table(rows: int = ROWS) -> pa.Table:
    """Return people with gaps in every column; every third row is a second one of the person before."""
    place = range(rows)
    gap = lambda step, values: [None if number % step == 0 else value for number, value in zip(place, values, strict=True)]  # noqa: E731
    return pa.table({
        "person": pa.array([f"p{number - (number % 3 == 2)}" for number in place]),
        "age": pa.array(gap(11, [20 + number * 7 % 60 for number in place]), pa.int64()),
        "income": pa.array(gap(13, [1000.5 + number * 37 % 901 for number in place]), pa.float64()),
        "zip": pa.array(gap(17, [f"101{number % 40:02d}" for number in place])),
        "country": pa.array(gap(19, [("France", "Germany", "Japan", "Chile")[number % 4] for number in place])),
        "born": pa.array(gap(7, [date(1950, 1, 1) + timedelta(days=97 * number) for number in place]), pa.date32()),
        "seen": pa.array(gap(5, [datetime(2024, 1, 1, 8) + timedelta(hours=31 * number) for number in place]), pa.timestamp("us")),  # noqa: DTZ001
        "smokes": pa.array(gap(23, [number % 2 == 0 for number in place])),
        "note": pa.array(gap(4, [f"Please write to visitor{number % 9}@example.org as soon as you can" for number in place])),
    })  # fmt: skip


@contextmanager
def opened(data: Any = None) -> Iterator[Source]:
    """Yield a table as a source."""
    with scenes.scene(table() if data is None else data) as one:
        yield one.source


def step(technique: str, columns: str, **parameters: Json) -> Step:
    """Return a step on columns with commas between them."""
    return Step(technique, tuple(name for name in columns.split(",") if name), parameters)


def ready(source: Source, *steps: Step, subject_id: str | None = None, settings: Settings | None = None, keys: Keys = KEYS) -> Prepared:
    """Return a plan of these steps, ready for a source."""
    return prepare(source, Plan("test", steps, subject_id=subject_id), keys, settings)


def left(made: Prepared, size: int = 64) -> pa.Table:
    """Return the rows that a plan leaves, with their positions."""
    names = [column.name for column in made.columns]
    return pa.concat_tables([pa.Table.from_batches([batch]) for batch in made.batches(names, size)])


def after(data: Any, *steps: Step, **more: Any) -> dict[str, list[Any]]:
    """Return the columns that a plan leaves of a table in hand."""
    with opened(data) as source:
        return left(ready(source, *steps, **more)).to_pydict()


def source_again(source: Source, name: str) -> Source:
    """Return the source under another name."""
    return replace(source, name=name)


def row_by_row(found: pa.Table) -> Mapping[int, Mapping[str, Any]]:
    """Return rows by their position in the source."""
    return {row.pop(ROW): row for row in found.to_pylist()}

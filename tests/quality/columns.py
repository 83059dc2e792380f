"""What is one labelled column of the quality tables, and how are its values drawn?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

ROWS = 300
BLANK_SHARES = (0.0, 0.0, 0.02, 0.05, 0.12)
SIGNS = {"#": digits, "@": ascii_uppercase, "?": ascii_lowercase, "~": "0123456789abcdef", "^": ascii_uppercase + digits}

Maker = Callable[[Random], str]
Source = str | Maker


class Labelled(NamedTuple):
    """Hold one column, its values as text, and what a careful reader says it is."""

    name: str
    kind: str
    values: tuple[str, ...]
    truth: str
    entity: str
    language: str
    note: str


class Row(NamedTuple):
    """Hold one line of a table of columns: `source` is words parted by `|`, frequent ones first, or a maker of one value."""

    name: str
    kind: str
    truth: str
    entity: str
    note: str
    source: Source


def whole(low: int, high: int, width: int = 0) -> Maker:
    """Return a maker of integers from `low` to `high`, padded with zeros to `width`."""
    return lambda draw: str(draw.randint(low, high)).zfill(width)


def small(mean: float) -> Maker:
    """Return a maker of counts that are mostly 0 and fall off around `mean`."""
    return lambda draw: str(int(draw.expovariate(1 / mean)))


def decimal(low: float, high: float, places: int = 2) -> Maker:
    """Return a maker of decimal numbers from `low` to `high`."""
    return lambda draw: f"{draw.uniform(low, high):.{places}f}"


def bell(mean: float, spread: float, places: int = 0) -> Maker:
    """Return a maker of numbers around `mean`, never below 0."""
    return lambda draw: f"{max(0.0, draw.gauss(mean, spread)):.{places}f}"


def day(first: str, last: str, form: str = "%Y-%m-%d") -> Maker:
    """Return a maker of dates between two ISO dates, written as `form`."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return lambda draw: (start + timedelta(days=draw.randint(0, (end - start).days))).strftime(form)


def moment(first: str, last: str, form: str) -> Maker:
    """Return a maker of moments between two ISO dates (UTC), written as `form`."""
    start = datetime.fromisoformat(first).replace(tzinfo=UTC)
    end = datetime.fromisoformat(last).replace(tzinfo=UTC)
    return lambda draw: (start + timedelta(seconds=draw.randint(0, int((end - start).total_seconds())))).strftime(form)


def shaped(shape: str) -> Maker:
    """Return a maker of `shape`: # digit, @ capital, ? small letter, ~ hexadecimal digit, ^ capital or digit."""
    return lambda draw: "".join(draw.choice(SIGNS.get(sign, sign)) for sign in shape)


def words(text: str) -> tuple[str, ...]:
    """Return the words parted by `|`."""
    return tuple(word.strip() for word in text.split("|"))


def drawn(source: Source, draw: Random) -> tuple[str, ...]:
    """Return one value per row; words repeat, the first ones most often."""
    if not isinstance(source, str):
        return tuple(source(draw) for _ in range(ROWS))
    known = words(source)
    weights = [1 / (rank + 1) ** 0.7 for rank in range(len(known))]
    return tuple(draw.choices(known, weights, k=ROWS))


def with_blanks(values: Sequence[str], draw: Random) -> tuple[str, ...]:
    """Return the values with a share of the rows blank, as `draw` picks it."""
    share = draw.choice(BLANK_SHARES)
    return tuple("" if draw.random() < share else value for value in values)


def labelled(row: Row, language: str, salt: str) -> Labelled:
    """Return the column of one line, the same at every call."""
    draw = Random(f"{salt}|{language}|{row.name}")
    values = with_blanks(drawn(row.source, draw), draw)
    return Labelled(row.name, row.kind, values, row.truth, row.entity, language, row.note)

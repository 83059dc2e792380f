"""In how many parts are different values counted, so that each part fits into memory?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw

SHARE = 0.6
"""Of the memory cap, what the values of one part may fill: reading and writing want the rest."""
ROW, KEY = 40, 20
"""Bytes per combination of values and per value in it, two threads holding most of them both: measured, rounded up."""
SAFE = 1.15
"""A guess of DuckDB (HyperLogLog) was at most 7 % low where it was measured."""


def parts(frame: nw.LazyFrame[Any], keys: Sequence[str], most: int, memory: int | None) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the rows in as many parts as it takes to group each by `keys` within `memory` bytes.

    Rows with equal keys, missing ones included, are in one part: what is counted per combination adds up.
    `most` is how many combinations there are at most. Only the embedded engine has a cap: any other
    looks after itself and gets everything at once.
    """
    needed = passes(most, len(keys), memory)
    if needed > 1 and frame.implementation.is_duckdb():
        needed = passes(min(most, _guessed(frame, keys)), len(keys), memory)
    yield from split(frame, keys, needed)


def split(frame: nw.LazyFrame[Any], keys: Sequence[str], number: int) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the rows of the embedded engine in so many parts, all rows with equal keys in one; of any other at once."""
    import narwhals as nw

    if number == 1 or not frame.implementation.is_duckdb():
        yield frame
        return
    native: Any = nw.to_native(frame)
    for part in range(number):
        yield nw.from_native(native.filter(f"{_hash(keys)} % {number} = {part}"))


def passes(values: int, keys: int, memory: int | None) -> int:
    """Return how many parts so many combinations of so many keys need; one without a cap."""
    return 1 if memory is None else max(1, ceil(weight(values, keys) / (SHARE * memory)))


def weight(values: int, keys: int = 1) -> int:
    """Return the bytes that grouping by so many combinations of keys takes."""
    return values * (ROW + KEY * keys)


def guesses(frame: nw.LazyFrame[Any], columns: Sequence[str]) -> list[int]:
    """Return about how many different values some columns of the embedded engine have, none too low by much."""
    import narwhals as nw

    from audit.load.engine import identifier

    native: Any = nw.to_native(frame)
    row = native.aggregate(", ".join(f"approx_count_distinct({identifier(name)})" for name in columns)).fetchall()[0]
    return [ceil(SAFE * number) for number in row]


def _guessed(frame: nw.LazyFrame[Any], keys: Sequence[str]) -> int:
    """Return about how many combinations there are."""
    import narwhals as nw

    native: Any = nw.to_native(frame)
    (number,) = guesses(nw.from_native(native.project(f'{_hash(keys)} AS "__hash"')), ("__hash",))
    return number


def _hash(keys: Sequence[str]) -> str:
    """Return DuckDB's hash of some keys, another one than it groups by: parts fill all of its table."""
    from audit.load.engine import identifier

    names = ", ".join(identifier(name) for name in keys)
    return f"hash({names}, 7)"

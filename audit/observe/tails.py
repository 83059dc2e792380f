"""How many rows does an extreme number single out?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from audit.anonymity.tails import OLD, REACH, Tail, far, singled_out
from audit.core.fact import Fact, Facts
from audit.core.roles import Roles
from audit.observe.counts import AT_ONCE
from audit.observe.engines.partition import SHARE
from audit.observe.engines.ranks import quantiles
from audit.observe.found import found_before
from audit.observe.ranges import MANY
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.uniqueness import MOST_IN_HAND

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from audit.load.source import Source

    Floats = npt.NDArray[np.float64]

Summary: TypeAlias = "tuple[float, float, float, float, float]"
NAME = "tails"
KEYS = ("column", "end")
MEASURES = ("rows", "alone", "more", "years")
"""Rows with a number, rows that are nearly alone at this end, whether there are more than were looked at, whether numbers are ages."""
ENDS = ("low", "high")
MOST_VALUES = 1_000
"""Different values that are looked at beyond a fence, from the end on."""
FEWEST_VALUES = 3
"""A column of two values has no tail."""
_QUARTERS = (0.25, 0.5, 0.75)
_LARGEST = 1e300
_VALUE = 48
"""Bytes per value for three quantiles, as engines hold them."""
_NUMBERS = frozenset({"integer", "number"})
_NOT_OF_PEOPLE = frozenset({"direct", "pseudonym"})


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Count, at both ends of every column of numbers, the rows beyond the outer fence with fewer than five rows near them.

    Numbers that name a person, weights and outcomes are left out: they are other rules' business, or unknown to an outsider.
    """
    source, wanted = scene.source, list(_wanted(scene, before))
    ages = {one.column for one in found_before(before) if one.entity == "AGE"}
    here = source.table.home != "database" and source.rows <= MOST_IN_HAND
    rows: list[tuple[tuple[str, str], tuple[int, int, int, int]]] = []
    for one in _in_hand(source, wanted) if here else _where_they_are(source, wanted):
        for end in ENDS:
            years = one.name in ages and end == "high"
            tail = _tail(one, end, years=years)
            rows.append(((one.name, end), (one.rows, tail.alone, int(tail.more), int(years))))
    return Fact.of(NAME, source.name, KEYS, MEASURES, rows)


TAILS = SetWork(NAME, _make, after=("profile", "personal"))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A column of numbers: rows that have one, smallest, quartiles and largest; and how to get the numbers beyond a fence.

    `beyond` returns them with their rows, the most extreme first, for numbers times a sign; they stay inside this module.
    """

    name: str
    rows: int
    summary: Summary
    beyond: Callable[[float, float], list[tuple[float, int]]]


def _wanted(scene: Scene, before: Mapping[str, Fact]) -> Iterator[tuple[str, int]]:
    """Yield the columns of numbers about people, each with the rows that have a number."""
    names_people = {one.column for one in found_before(before) if one.category in _NOT_OF_PEOPLE}
    barred = names_people | _unknowable(scene.roles)
    for keys, (rows, missing, distinct) in before["profile"].rows.items():
        if keys[2] in _NUMBERS and keys[1] not in barred and distinct >= FEWEST_VALUES:
            yield str(keys[1]), rows - missing


def _unknowable(roles: Roles) -> frozenset[str]:
    """Return the columns that are worked out here, or number the rows."""
    return frozenset(one for one in (roles.weight, roles.subject_id, roles.label, roles.prediction, roles.score) if one)


def _in_hand(source: Source, columns: Sequence[tuple[str, int]]) -> Iterator[_Numbers]:
    """Yield columns of few rows: planning queries would take longer than counting."""
    import narwhals as nw
    import numpy as np

    if not columns:
        return
    wanted = [source.col(name).cast(nw.Float64).alias(f"__c{place}") for place, (name, _) in enumerate(columns)]
    table = source.frame().select(*wanted).collect("pyarrow").to_native()
    for place, (name, rows) in enumerate(columns):
        values = table.column(f"__c{place}").drop_null().to_numpy()
        summary = _steadied((values.min(), *np.quantile(values, _QUARTERS), values.max()))
        yield _Numbers(name, rows, summary, partial(_beyond, values))


def _beyond(values: Floats, fence: float, sign: float) -> list[tuple[float, int]]:
    """Return the numbers beyond a fence with their rows, the largest first."""
    import numpy as np

    turned = values * sign
    seen, rows = np.unique(turned[turned > fence], return_counts=True)
    some = slice(None, -MOST_VALUES - 2, -1)
    return list(zip(seen[some].tolist(), rows[some].tolist(), strict=True))


def _where_they_are(source: Source, columns: Sequence[tuple[str, int]]) -> Iterator[_Numbers]:
    """Yield columns of many rows, or of rows that do not leave their database."""
    memory = source.table.memory
    room = AT_ONCE if memory is None else min(AT_ONCE, int(SHARE * memory / (_VALUE * max(1, source.rows))))
    step = 0 if source.table.home == "spark" and source.rows > MANY else room
    for start in range(0, len(columns), max(1, step)):
        some = columns[start : start + max(1, step)]
        found = _together(source, [name for name, _ in some]) if step else [_by_ranks(source, name) for name, _ in some]
        for (name, rows), summary in zip(some, found, strict=True):
            yield _Numbers(name, rows, _steadied(summary), partial(_asked_beyond, source, name))


def _together(source: Source, columns: Sequence[str]) -> list[tuple[float | None, ...]]:
    """Return the summaries of some columns by one query."""
    import narwhals as nw

    wanted = []
    for place, name in enumerate(columns):
        value = source.col(name).cast(nw.Float64)
        wanted += [value.min().alias(f"__{place}_0"), value.max().alias(f"__{place}_4")]
        wanted += [value.quantile(share, "linear").alias(f"__{place}_{part}") for part, share in enumerate(_QUARTERS, 1)]
    row = source.frame().select(*wanted).collect("pyarrow").to_native().to_pylist()[0]
    return [tuple(row[f"__{place}_{part}"] for part in range(5)) for place in range(len(columns))]


def _by_ranks(source: Source, column: str) -> tuple[float | None, ...]:
    """Return the summary of a column whose values do not fit into memory."""
    import narwhals as nw

    frame = source.frame().select(source.col(column).cast(nw.Float64).alias("__value"))
    return tuple(quantiles(frame, "__value", (0.0, *_QUARTERS, 1.0)))


def _steadied(summary: Sequence[float | None]) -> Summary:
    """Return quantiles without their last digits: engines interpolate in their own order, and differ there."""
    low, first, middle, third, high = (float(f"{one or 0.0:.12g}") for one in summary)
    return low, first, middle, third, high


def _tail(one: _Numbers, end: str, *, years: bool) -> Tail:
    """Return what lies at one end of a column; both ends are looked at as the upper one, the lower with its sign turned."""
    sign = 1.0 if end == "high" else -1.0
    _, first, middle, third, high = one.summary if end == "high" else tuple(-number for number in reversed(one.summary))
    fence = min(far(first, third), OLD) if years else far(first, third)
    if high <= fence or abs(high) > _LARGEST:
        return Tail(0)
    return singled_out(one.beyond(fence, sign), middle, MOST_VALUES, reach=0.0 if years else REACH)


def _asked_beyond(source: Source, column: str, fence: float, sign: float) -> list[tuple[float, int]]:
    """Return the numbers beyond a fence with their rows, the largest first, counted where they are."""
    import narwhals as nw

    value = source.frame().select((source.col(column).cast(nw.Float64) * sign).alias("__value"))
    beyond = value.filter(nw.col("__value") > fence).group_by("__value").agg(nw.len().cast(nw.Int64).alias("__rows"))
    # One more than is looked at tells whether there are more.
    table = beyond.sort("__value", descending=True).head(MOST_VALUES + 1).collect("pyarrow").to_native()
    return list(zip(table.column("__value").to_pylist(), table.column("__rows").to_pylist(), strict=True))


@dataclass(frozen=True, slots=True)
class Extreme:
    """One end of a column of numbers: rows that are nearly alone there, of how many; at least so many where there are `more`."""

    column: str
    end: str
    rows: int
    alone: int
    more: bool
    years: bool


@dataclass(frozen=True, slots=True)
class Tails:
    """Both ends of every column of numbers about people."""

    absent = "no dataset was read"

    dataset: str
    ends: tuple[Extreme, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Tails | None:
        """Return the view, or None where no column holds numbers about people."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        return cls(dataset, tuple(Extreme(str(k[0]), str(k[1]), n[0], n[1], bool(n[2]), bool(n[3])) for k, n in fact.rows.items()))

    def columns(self) -> tuple[str, ...]:
        """Return the columns, in order."""
        return tuple(dict.fromkeys(one.column for one in self.ends))

    def of_column(self, column: str) -> tuple[Extreme, ...]:
        """Return both ends of a column."""
        return tuple(one for one in self.ends if one.column == column)

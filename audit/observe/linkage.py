"""How many rows meet exactly one row of a file that an outsider may hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Facts, Key
from audit.observe.attacked import NOT_ATTACKED, UNAUTHORISED
from audit.observe.engines.partition import parts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

NAME = "linkage"
OUTSIDE = "public"
"""The dataset that an outsider may hold."""
KEYS = ("by", "columns")
MEASURES = ("rows", "outside", "contained", "alone", "matched")
"""Rows, rows outside, rows whose values occur outside, rows that no other row shares its values with, and those of them that
exactly one row outside shares them with."""
EVERY, QUASI, PERSON = "every shared column", "shared quasi-identifiers", "the person's id"
_NUMBERS = frozenset({"integer", "number"})


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Join the data with the outsider's file over the columns both have, and count."""
    public = next((one for one in scene.beside if one.name == OUTSIDE), None)
    homes = {scene.source.table.home, public.table.home} if public else set()
    # One engine has to see both; one database has no sight of another.
    if public is None or not scene.settings.attacks or scene.source.name in NOT_ATTACKED or len(homes) > 1 or "database" in homes:
        return None
    with watched(scene, f"{scene.source.name}: {NAME}"):
        rows = [((by, len(names)), _joined(scene.source, public, names)) for by, names in _ways(scene, public)]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)


LINKAGE = SetWork(NAME, _make, tells=True)


def shared(source: Source, public: Source) -> tuple[str, ...]:
    """Return the columns of both files that can be compared: the same name, and a kind whose values can be the same."""
    kinds = {one.name: one.kind for one in public.columns}
    same = ((one.name, one.kind, kinds.get(one.name)) for one in source.columns)
    return tuple(name for name, kind, other in same if kind == other or {kind, other} <= _NUMBERS)


def _ways(scene: Scene, public: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield over which columns rows are compared: the key of a person is a way of its own."""
    person = scene.roles.subject_id
    both = shared(scene.source, public)
    every = tuple(name for name in both if name != person)
    quasi = tuple(name for name in scene.roles.quasi_identifiers if name in every)
    if every:
        yield EVERY, every
    if quasi and set(quasi) != set(every):
        yield QUASI, quasi
    if person in both:
        yield PERSON, (str(person),)


def _joined(source: Source, public: Source, names: Sequence[str]) -> tuple[int, ...]:
    """Return the measures of one way. What is missing in both is the same: a join would lose it."""
    import narwhals as nw

    keys = tuple(f"__key_{place}" for place in range(len(names)))
    both = nw.concat([_side(source, names, keys, 1), _side(public, names, keys, 0)])
    pieces = parts(both, keys, source.rows + public.rows, source.table.memory)
    counted = reduce(lambda one, other: [a + b for a, b in zip(one, other, strict=True)], (_counted(part, keys) for part in pieces))
    return source.rows, public.rows, *counted


def _side(source: Source, names: Sequence[str], keys: Sequence[str], inside: int) -> nw.LazyFrame[Any]:
    """Return one file's columns under working names, numbers as one kind, and whose row it is."""
    import narwhals as nw

    kinds = {one.name: one.kind for one in source.columns}
    columns = [source.col(name).cast(nw.Float64) if kinds[name] in _NUMBERS else source.col(name) for name in names]
    renamed = [column.alias(key) for column, key in zip(columns, keys, strict=True)]
    return source.frame().select(*renamed, nw.lit(inside).alias("__in"), nw.lit(1 - inside).alias("__out"))


def _counted(frame: nw.LazyFrame[Any], keys: Sequence[str]) -> list[int]:
    """Return the rows contained outside, those alone, and those that match one to one."""
    import narwhals as nw

    inside, outside = (nw.col(name).sum().cast(nw.Int64).alias(name) for name in ("__in", "__out"))
    classes = frame.group_by(*keys).agg(inside, outside)
    many, other = nw.col("__in"), nw.col("__out")
    wanted = {"__contained": other > 0, "__alone": many == 1, "__matched": (many == 1) & (other == 1)}
    sums = [nw.when(one).then(many).otherwise(nw.lit(0)).sum().cast(nw.Int64).alias(name) for name, one in wanted.items()]
    row = classes.select(*sums).collect("pyarrow").to_native().to_pylist()[0]
    return [int(row[name] or 0) for name in wanted]


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows of the data beside those of an outsider's file, over so many columns: see MEASURES."""

    by: str
    columns: int
    rows: int
    outside: int
    contained: int
    alone: int
    matched: int

    @classmethod
    def read(cls, keys: Sequence[Key], numbers: Sequence[int]) -> Joined:
        """Return one row of the fact."""
        rows, outside, contained, alone, matched = numbers
        return cls(str(keys[0]), int(keys[1] or 0), rows, outside, contained, alone, matched)


@dataclass(frozen=True, slots=True)
class Linkage:
    """How far a dataset can be joined with the file declared as `public`."""

    absent = f"no dataset `public` is declared in the same engine, or {UNAUTHORISED}"

    dataset: str
    ways: tuple[Joined, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Linkage | None:
        """Return the view, or None where nothing was joined."""
        fact = facts.find(NAME, dataset)
        return None if fact is None else cls(dataset, tuple(Joined.read(keys, numbers) for keys, numbers in fact.rows.items()))

"""Which few columns together leave many rows alone, and which part of that does each column bring?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from audit.anonymity.shapley import MOST_WORK, Parts, parts
from audit.anonymity.uniqueness import LARGEST, Rows, Search, same_split, search
from audit.core.fact import Fact, Facts, Keys
from audit.load.source import Source
from audit.observe.engines.partition import SHARE, weight
from audit.observe.quasi_identifiers import proposed_before
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.uniqueness import coded, numbered

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

Row: TypeAlias = "tuple[Keys, tuple[int, int, int, int, int, int, int]]"
NAME = "combinations"
JOIN = " & "
KEYS = ("part", "columns")
MEASURES = ("number", "rows", "classes", "unique", "below", "share", "error")
"""Columns of a combination, rows, classes, rows whose class holds one person, rows whose class holds fewer than five; of a single
column its part of the rows that are alone, with a standard error, in millionths."""
RISKY, WORST, WHOLE = "risky", "worst", "whole"
"""Combinations: without a smaller risky one inside; the most exposing of a size that is not risky; all columns together."""
EVALUATED, UNFINISHED, LEFT, TOO_MANY = "evaluated", "unfinished", "left", "too many rows"
"""How many combinations were looked at; the size at which the work allowed ended; how many of it were left; rows that are too many."""
ALIKE, PART, ORDERS = "alike", "part", "orders"
"""Columns that split the rows alike; what one column brings; random orders of columns drawn for that, 0 where it is exact."""
MOST_ROWS, MOST_CELLS = 2_000_000, 20_000_000
"""Rows, and values in them, that are held as numbers."""
_BYTES = 24
"""What a value takes: its number, the same among the rows that are alike only once, and what they are told apart by."""
LARGEST_PROPOSED, PROPOSED_WORK = 3, 6_000_000
"""Of a proposal, the columns of a combination and the work on their parts: less than of what somebody declared."""
_MILLION = 1_000_000


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Look at the combinations of what an outsider can know: the declared columns, else those that are proposed.

    Columns that put the same rows together are one. A missing value is a value of its own; where persons are declared,
    a class holds as many people as it holds persons. Rows of a database do not leave it.
    """
    declared = bool(scene.roles.quasi_identifiers)
    columns = scene.roles.quasi_identifiers or proposed_before(before)
    if not columns or scene.source.table.home == "database":
        return None
    codes = _codes(scene, columns, before)
    if codes is None:
        return Fact.of(NAME, scene.source.name, KEYS, MEASURES, [_row(TOO_MANY, rows=scene.source.rows)])
    alike = same_split(codes.columns)
    rows = codes.only([group[0] for group in alike])
    # All that follows looks at rows that are alike only once.
    del codes
    found = [*_searched(search(rows, largest=LARGEST if declared else LARGEST_PROPOSED))]
    found += _parts(parts(rows, scene.settings.seed, MOST_WORK if declared else PROPOSED_WORK))
    found += [_row(ALIKE, JOIN.join(group), len(group)) for group in alike if len(group) > 1]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, found)


COMBINATIONS = SetWork(NAME, _make, after=("profile", "quasi_identifiers"))


@dataclass(frozen=True, slots=True)
class _Codes:
    """Rows as numbers: a row of each class of all columns, with the number of rows that it stands for, or every row."""

    columns: Mapping[str, Ints]
    weights: Ints | None
    subjects: Ints | None

    def only(self, names: Sequence[str]) -> Rows:
        """Return the rows in some of the columns."""
        some = {name: self.columns[name] for name in names}
        if self.weights is None:
            return Rows.of(some, len(self.columns[names[0]]), self.subjects)
        return Rows({name: (codes, int(codes.max(initial=-1)) + 1) for name, codes in some.items()}, self.weights)


def _codes(scene: Scene, columns: Sequence[str], before: Mapping[str, Fact]) -> _Codes | None:
    """Return the rows as numbers; None where neither they nor their classes are few enough."""
    source, person = scene.source, scene.roles.subject_id
    if _fit(source, source.rows * len(columns)):
        codes = numbered(source, (*columns, *((person,) if person else ())))
        return _Codes({name: codes[name] for name in columns}, None, codes[person] if person else None)
    return None if person else _classes(scene, columns, before)


def _fit(source: Source, cells: int) -> bool:
    """Tell whether all rows can be held as numbers."""
    memory = source.table.memory
    return source.rows <= MOST_ROWS and cells <= MOST_CELLS and (memory is None or cells * _BYTES <= memory)


def _classes(scene: Scene, columns: Sequence[str], before: Mapping[str, Fact]) -> _Codes | None:
    """Return one row of each class, counted where the rows are; None where there can be too many classes."""
    import narwhals as nw

    source, memory = scene.source, scene.source.table.memory
    distinct = {str(keys[1]): numbers[2] + 1 for keys, numbers in before["profile"].rows.items()}
    most = prod(distinct[name] for name in columns)
    if most > MOST_ROWS or (memory is not None and weight(most, len(columns)) > SHARE * memory):
        return None
    names = {f"__key_{place}": name for place, name in enumerate(columns)}
    frame = source.frame().select(*(source.col(name).alias(working) for working, name in names.items()))
    table = frame.group_by(*names).agg(nw.len().cast(nw.Int64).alias("__rows")).collect("pyarrow").to_native()
    return _Codes(coded(table, names), table.column("__rows").to_numpy(), None)


def _row(part: str, columns: str = "", number: int = 0, *, rows: int = 0, share: float = 0.0, error: float = 0.0) -> Row:
    """Return a row that counts no classes."""
    return (part, columns), (number, rows, 0, 0, 0, round(_MILLION * share), round(_MILLION * error))


def _searched(found: Search) -> Iterator[Row]:
    """Yield the rows of a search."""
    named = ((RISKY, found.minimal), (WORST, found.worst), (WHOLE, (found.whole,)))
    for part, ones in named:
        for one in ones:
            yield (part, JOIN.join(one.columns)), (len(one.columns), found.rows, one.classes, one.unique, one.below, 0, 0)
    yield _row(EVALUATED, number=found.evaluated, rows=found.rows)
    if found.unfinished:
        yield from (_row(UNFINISHED, number=found.unfinished), _row(LEFT, number=found.left))


def _parts(found: Parts | None) -> Iterator[Row]:
    """Yield what each column brings."""
    if found is None:
        return
    yield _row(ORDERS, number=found.orders)
    yield from (_row(PART, name, 1, share=share, error=found.errors[name]) for name, share in found.shares.items())


@dataclass(frozen=True, slots=True)
class Combination:
    """Some columns together: how many they are, and of the rows how many are alone, or in classes of fewer than five people."""

    name: str
    columns: int
    rows: int
    classes: int
    unique: int
    below: int

    @property
    def share_below(self) -> float:
        """Return the share of rows in classes of fewer than five people."""
        return self.below / self.rows if self.rows else 0.0

    @property
    def share_unique(self) -> float:
        """Return the share of rows in classes of one person."""
        return self.unique / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Combinations:
    """What few columns together expose; `declared` tells whether the columns are the subject's own or a proposal.

    `risky` are combinations with at least a fifth of the rows nearly alone and no smaller such one inside, the worst first;
    `worst` the most exposing of each size that are not. `parts` are a column's share of all rows that it makes alone, with a
    standard error, 0 where exact. `unfinished` is the size at which the work allowed ended, 0 where it did not, `left` how
    many of that size were not looked at. `too_many` are rows that were too many to look at any.
    """

    absent = "no quasi-identifier is declared and none is proposed, or the data is in a database"

    dataset: str
    declared: bool
    rows: int
    risky: tuple[Combination, ...]
    worst: tuple[Combination, ...]
    whole: Combination | None
    parts: Mapping[str, tuple[float, float]]
    orders: int
    alike: tuple[str, ...]
    evaluated: int
    unfinished: int
    left: int
    too_many: int

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Combinations | None:
        """Return the view, or None where no column can be known to an outsider."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        roles = facts.about.get("roles")
        declared = bool(isinstance(roles, Mapping) and roles.get("quasi_identifiers"))
        first = {str(keys[0]): numbers for keys, numbers in fact.rows.items()}
        number = {part: first[part][0] if part in first else 0 for part in (EVALUATED, UNFINISHED, LEFT, ORDERS)}
        return cls(
            dataset=dataset,
            declared=declared,
            rows=first[EVALUATED][1] if EVALUATED in first else first.get(TOO_MANY, (0, 0))[1],
            risky=tuple(sorted(_combinations(fact, RISKY), key=lambda one: (-one.below, one.columns, one.name))),
            worst=tuple(sorted(_combinations(fact, WORST), key=lambda one: one.columns)),
            whole=next(_combinations(fact, WHOLE), None),
            parts={str(keys[1]): (n[5] / _MILLION, n[6] / _MILLION) for keys, n in fact.rows.items() if keys[0] == PART},
            orders=number[ORDERS],
            alike=tuple(str(keys[1]) for keys in fact.rows if keys[0] == ALIKE),
            evaluated=number[EVALUATED],
            unfinished=number[UNFINISHED],
            left=number[LEFT],
            too_many=first.get(TOO_MANY, (0, 0))[1],
        )


def _combinations(fact: Fact, part: str) -> Iterator[Combination]:
    """Yield the combinations of one part."""
    for keys, (number, rows, classes, unique, below, _, _) in fact.rows.items():
        if keys[0] == part:
            yield Combination(str(keys[1]), number, rows, classes, unique, below)

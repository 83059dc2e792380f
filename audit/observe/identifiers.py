"""Which columns hold personal data, of which kind, in how many rows, and what speaks for it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.core.fact import Fact, Facts
from audit.observe.engines.draw import draw_distinct
from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.column import Column, plain
from audit.observe.personal.explain import explain
from audit.observe.personal.fact_rows import KEYS, MEASURES, NAMED, NOTHING, Row, declared, rows_of, unread
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "personal"
DISMISSED = "dismissed"
_NO_PERSONS = frozenset({"LOCATION", "NRP", "ORGANIZATION"})
_READ = ("text", "integer", "number")


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Sweep every cell for candidates, read some distinct values of each column closely, and judge."""
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, _rows(scene, before["profile"]))


def _rows(scene: Scene, profile: Fact) -> Iterator[Row]:
    """Yield the rows of every column; what the subject says of one is not looked at again."""
    # The names of facts are asked for by commands that read no data.
    from audit.observe.engines.sweeping import sweep
    from audit.observe.personal.sieve.sweep import Swept

    settings, source = scene.settings, scene.source
    counts = {str(keys[1]): (n[0] - n[1], n[2]) for keys, n in profile.rows.items()}
    said = dict(settings.personal.overrides)
    wanted = [column.name for column in source.columns if column.kind in _READ and column.name not in said]
    swept = sweep(source, wanted, settings, scene.progress, {name: distinct for name, (_, distinct) in counts.items()})
    most = max((distinct for _, distinct in counts.values()), default=0) if settings.exhaustive else settings.distinct_cap
    for place, column in enumerate(source.columns):
        scene.progress(f"{source.name}: personal data", place, len(source.columns))
        cells, distinct = counts[column.name]
        if column.name in said:
            yield unread(column.name, distinct, cells)
            yield from _said(column.name, said[column.name], cells, distinct)
            continue
        values = draw_distinct(source, column.name, most, settings.seed, distinct)
        beside = tuple(name for name in source.names() if name != column.name)
        seen = swept.get(column.name) or Swept(cells, {}, {}, {}, 0, {}, None)
        yield from rows_of(Column(column.name, column.kind, plain(values, column.kind), distinct, source.rows, seen, beside), settings)


def _said(column: str, entity: str, cells: int, distinct: int) -> Iterator[Row]:
    """Yield what the subject says a column holds: `none` is nothing."""
    one = recogniser_of(entity)
    if entity and entity != "none":
        yield declared(column, entity, one.category if one else "direct", cells, distinct)


PERSONAL = SetWork(NAME, _make, after=("profile",), tells=True)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One entity of one column.

    `examined` distinct values were looked at for it, or judged where only candidates can be it; `matched` of them
    are it or hold it, `full` are it and nothing else; `share` is that of all distinct values. `candidates` of
    `cells` rows could hold it; about `touched` rows do, between `touched_low` and `touched_high`. `chance` is the share
    of made-up digits that would pass as well.
    """

    column: str
    entity: str
    category: str
    basis: str
    examined: int
    distinct: int
    matched: int
    full: int
    score: float
    share: float
    cells: int = 0
    candidates: int = 0
    chance: float = 0.0
    touched: int = 0
    touched_low: int = 0
    touched_high: int = 0
    shape: str = ""

    @property
    def judged(self) -> int:
        """Return how many distinct candidates were judged."""
        return self.examined

    @property
    def confirmed(self) -> int:
        """Return how many of the judged are it or hold it."""
        return self.matched

    @property
    def names_a_person(self) -> bool:
        """Tell whether it identifies by itself, as a column or inside text."""
        one = recogniser_of(self.entity)
        names = one.category == "direct" if one is not None else self.entity not in _NO_PERSONS
        return self.category == "direct" or (self.category == "freetext" and names)

    @property
    def why(self) -> str:
        """Return why, in a sentence made of counts."""
        return explain(self)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What was found, how much of every column was read (examined, distinct), and what only a column's name says it holds.

    `dismissed` are matches of Presidio that say nothing of their column; `shapes` what the values of a column look like.
    """

    absent = "no dataset was read"

    dataset: str
    found: tuple[Identifier, ...]
    read: Mapping[str, tuple[int, int]]
    notes: Mapping[str, Mapping[str, str]]
    named: Mapping[str, str] = field(default_factory=dict)
    dismissed: tuple[Identifier, ...] = ()
    shapes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Identifiers | None:
        """Return the view, or None where no column was read."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        columns = {str(keys[0]): (str(keys[4]), n) for keys, n in fact.rows.items() if keys[1] == NOTHING}
        every = [
            _identifier([str(key) for key in keys], n, columns[str(keys[0])][0] if str(keys[0]) in columns else "")
            for keys, n in fact.rows.items()
            if keys[1] != NOTHING
        ]
        notes = facts.about.get("columns") or {}
        assert isinstance(notes, Mapping)  # noqa: S101 - written by observe
        said = {name: {part: str(text) for part, text in note.items()} for name, note in notes.items() if isinstance(note, Mapping)}
        return cls(
            dataset,
            tuple(one for one in every if one.basis != NAMED and one.category != DISMISSED),
            {column: (n[0], n[1]) for column, (_, n) in columns.items()},
            said,
            {one.column: one.entity for one in every if one.basis == NAMED},
            tuple(one for one in every if one.category == DISMISSED),
            {column: shape for column, (shape, _) in columns.items()},
        )

    def allowed(self, column: str, what: str) -> str | None:
        """Return the declared ground on which a column may hold something (`special`, `personal`), or None."""
        note = self.notes.get(column, {})
        return (note.get("ground") or "no ground given") if note.get(what) == "allowed" else None


def _identifier(keys: list[str], n: tuple[int, ...], shape: str) -> Identifier:
    """Return one row of the fact as what it says."""
    column, entity, category, basis, _ = keys
    examined, distinct, matched, full, score, share, cells, candidates, chance, touched, low, high = n
    return Identifier(
        column, entity, category, basis, examined, distinct, matched, full, score / 1000, share / 1_000_000,
        cells, candidates, chance / 1000, touched, low, high, shape,
    )  # fmt: skip

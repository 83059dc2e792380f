"""Which columns hold personal data, of which kind, and in how many of the values that were read?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.core.fact import Fact, Facts
from audit.observe.counts import AT_ONCE
from audit.observe.engines.draw import draw_distinct
from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.explain import explain
from audit.observe.personal.fact_rows import KEYS, MEASURES, NAMED, column_rows, name_rows
from audit.observe.personal.judge import looks
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "personal"
NOTHING = ""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Read at most the capped number of distinct values of every column; one row says how many were read."""
    distinct = {str(keys[1]): n[2] for keys, n in before["profile"].rows.items()}
    settings, digits = scene.settings, _most_digits(scene)
    rows: list[tuple[tuple[str, str, str, str], tuple[int, ...]]] = []
    for place, column in enumerate(scene.source.columns):
        scene.progress(f"{scene.source.name}: personal data", place, len(scene.source.columns))
        if not looks(column.name, settings.locales, column.kind, digits.get(column.name)):
            # A short number under a neutral name: reading more of it would change nothing.
            many = distinct[column.name]
            rows.append(((column.name, NOTHING, NOTHING, NOTHING), (many, many, 0, 0, 0)))
            rows += name_rows(column.name, column.kind, many, many, settings.locales)
            continue
        values = draw_distinct(scene.source, column.name, settings.distinct_cap, settings.seed, distinct[column.name])
        rows.append(((column.name, NOTHING, NOTHING, NOTHING), (len(values), distinct[column.name], 0, 0, 0)))
        rows += column_rows(column.name, column.kind, values, distinct[column.name], scene.source.rows, settings.locales)
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)


def _most_digits(scene: Scene) -> dict[str, int]:
    """Return the most digits a whole number has, of every column of whole numbers."""
    names = [column.name for column in scene.source.columns if column.kind == "integer"]
    digits: dict[str, int] = {}
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        ends = [end.alias(f"__{side}{place}") for place, name in enumerate(some) for side, end in _ends(scene.source.col(name))]
        row = scene.source.frame().select(*ends).collect("pyarrow").to_native().to_pylist()[0]
        for place, name in enumerate(some):
            digits[name] = max(len(str(abs(row[f"__{side}{place}"] or 0))) for side in ("low", "high"))
    return digits


def _ends(value: nw.Expr) -> tuple[tuple[str, nw.Expr], tuple[str, nw.Expr]]:
    """Return the smallest and the largest value of a column, by name."""
    return ("low", value.min()), ("high", value.max())


PERSONAL = SetWork(NAME, _make, after=("profile",), tells=True)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One entity of one column. `holds` are the distinct values, of those examined, that are it or hold it."""

    column: str
    entity: str
    category: str
    basis: str
    examined: int
    distinct: int
    matched: int
    holds: int
    score: float

    @property
    def share(self) -> float:
        """Return the share of the examined distinct values."""
        return self.holds / self.examined if self.examined else 0.0

    @property
    def names_a_person(self) -> bool:
        """Tell whether it identifies by itself, as a column or inside text."""
        one = recogniser_of(self.entity)
        return self.category == "direct" or (self.category == "freetext" and one is not None and one.category == "direct")

    @property
    def why(self) -> str:
        """Return why, in a sentence made of counts."""
        full = self.holds if self.category != "freetext" else 0
        return explain(self.entity, self.category, self.basis, self.examined, self.distinct, self.matched, full)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What was found, how much of every column was read (examined, distinct), and what only a column's name says it holds."""

    absent = "no dataset was read"

    dataset: str
    found: tuple[Identifier, ...]
    read: Mapping[str, tuple[int, int]]
    notes: Mapping[str, Mapping[str, str]]
    named: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Identifiers | None:
        """Return the view, or None where no column was read."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        found: list[Identifier] = []
        read: dict[str, tuple[int, int]] = {}
        named: dict[str, str] = {}
        for keys, (examined, distinct, matched, full, permille) in fact.rows.items():
            column, entity, category, basis = (str(key) for key in keys)
            if entity == NOTHING:
                read[column] = (examined, distinct)
                continue
            if basis == NAMED:
                named[column] = entity
                continue
            holds = matched if category == "freetext" else full
            found.append(Identifier(column, entity, category, basis, examined, distinct, matched, holds, permille / 1000))
        notes = facts.about.get("columns") or {}
        assert isinstance(notes, Mapping)  # noqa: S101 - written by observe
        said = {name: {part: str(text) for part, text in note.items()} for name, note in notes.items() if isinstance(note, Mapping)}
        return cls(dataset, tuple(found), read, said, named)

    def allowed(self, column: str, what: str) -> str | None:
        """Return the declared ground on which a column may hold something (`special`, `personal`), or None."""
        note = self.notes.get(column, {})
        return (note.get("ground") or "no ground given") if note.get(what) == "allowed" else None

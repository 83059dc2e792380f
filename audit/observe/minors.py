"""How many rows are about people under 18, where the data holds ages or birth dates?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from audit.core.fact import Fact, Facts
from audit.observe.counts import AT_ONCE
from audit.observe.found import found_before
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "minors"
AGE, BORN = "AGE", "DATE_OF_BIRTH"
OF_AGE = 18
"""Art. 1 of the Convention on the Rights of the Child: a child is who is below 18."""
_NUMBERS, _DAYS = frozenset({"integer", "number"}), frozenset({"date", "timestamp"})


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Count in one pass; a column of ages that are no numbers, or of birth dates that are no dates, has no row."""
    wanted = list(_wanted(scene, before))
    rows = [row for start in range(0, len(wanted), AT_ONCE) for row in _counted(scene, wanted[start : start + AT_ONCE])]
    return Fact.of(NAME, scene.source.name, ("column", "entity"), ("minors", "present"), rows)


MINORS = SetWork(NAME, _make, after=("personal",))


def _wanted(scene: Scene, before: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield the columns whose ages can be counted, each with what it was found to hold."""
    for one in found_before(before):
        column = scene.source.column(one.column)
        kind = column.kind if column else ""
        if (one.entity == AGE and kind in _NUMBERS) or (one.entity == BORN and kind in _DAYS and scene.settings.as_of):
            yield one.column, one.entity


def _counted(scene: Scene, wanted: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    """Yield the rows under 18 and the rows with a value, of some columns."""
    import narwhals as nw

    asked = []
    for place, (column, entity) in enumerate(wanted):
        value = scene.source.col(column)
        under = _young(value) if entity == AGE else _born_since(value, date.fromisoformat(scene.settings.as_of))
        counted = nw.when(under).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)
        asked += [counted.alias(f"__minors{place}"), value.count().cast(nw.Int64).alias(f"__present{place}")]
    row = scene.source.frame().select(*asked).collect("pyarrow").to_native().to_pylist()[0]
    for place, key in enumerate(wanted):
        yield key, (row[f"__minors{place}"] or 0, row[f"__present{place}"] or 0)


def _young(age: nw.Expr) -> nw.Expr:
    """Tell whether an age is that of a child; a negative one stands for something else."""
    return (age >= 0) & (age < OF_AGE)


def _born_since(born: nw.Expr, today: date) -> nw.Expr:
    """Tell whether somebody has not had the 18th birthday by a day; a birth after that day is a mistake."""
    import narwhals as nw

    day = born.dt.year().cast(nw.Int64) * 10_000 + born.dt.month().cast(nw.Int64) * 100 + born.dt.day().cast(nw.Int64)
    # As whole numbers no calendar is needed: who was born on 29 February comes of age on 1 March.
    now = today.year * 10_000 + today.month * 100 + today.day
    return (day > now - OF_AGE * 10_000) & (day <= now)


@dataclass(frozen=True, slots=True)
class Minors:
    """Rows under 18 and rows with a value, by column; `as_of` is the day from which birth dates were counted."""

    absent = "no dataset was read"

    dataset: str
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    min_cell: int = 10
    as_of: str = ""

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Minors | None:
        """Return the view; without the fact no age was counted, and whoever reads it says so."""
        fact = facts.find(NAME, dataset)
        counts = {str(keys[0]): (n[0], n[1]) for keys, n in fact.rows.items()} if fact else {}
        about = facts.about
        return cls(dataset, counts, cast("int", about.get("min_cell") or 10), str(about.get("as_of") or ""))

    def said(self, column: str) -> str:
        """Return how many rows of a column are under 18, of how many with a value; few people are no number."""
        under, present = self.counts[column]
        few = f"fewer than {self.min_cell}"
        if 0 < under < self.min_cell:
            return f"{few} of {present:,}"
        if 0 < present - under < self.min_cell:
            return f"all but {few} of {present:,}"
        return f"{under:,} of {present:,}" if under else f"none of {present:,}"

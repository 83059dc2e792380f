"""How many rows, missing values and distinct values has every column?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.core.fact import Fact, Facts
from audit.observe.counts import counts_of
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "profile"


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Count every column, by name: in which order a file has them changes nothing."""
    source = scene.source
    counts = counts_of(source, source.names())
    rows = [
        ((place, column.name, column.kind), (source.rows, source.rows - counts[column.name][0], counts[column.name][1]))
        for place, column in enumerate(sorted(source.columns, key=lambda one: one.name))
    ]
    return Fact.of(NAME, source.name, ("place", "column", "kind"), ("rows", "missing", "distinct"), rows)


PROFILE = SetWork(NAME, _make)


@dataclass(frozen=True, slots=True)
class ColumnCounts:
    """The counts of one column."""

    name: str
    kind: str
    rows: int
    missing: int
    distinct: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Every column of a dataset, in the dataset's own order."""

    absent = "no dataset was read"

    dataset: str
    columns: tuple[ColumnCounts, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Profile | None:
        """Return the view, or None where no dataset was profiled."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        return cls(dataset, tuple(ColumnCounts(str(k[1]), str(k[2]), *n) for k, n in fact.rows.items()))

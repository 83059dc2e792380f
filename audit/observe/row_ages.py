"""How long ago is what the rows are about?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from audit.core.fact import Fact, Facts, Keys
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "row_ages"
MOST_MONTHS = 600
"""Fifty years: what is older is as old as that."""
DATED = "dated"
_YEAR = 12
_DAYS = frozenset({"date", "timestamp"})


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count rows older than whole months, in steps of at least `min_cell` rows.

    Key `dated` counts the rows with a date, key None those without; a number counts the rows that are
    older than so many months. The last number counts none: it is the age that no row exceeds, rounded up to
    whole years where the oldest month has too few rows to be named. It is left out beyond fifty years.
    """
    column = scene.roles.event_date
    if column is None or not scene.settings.as_of:
        return None
    found = scene.source.column(column)
    days = _days(scene, column) if found is not None and found.kind in _DAYS else {}
    months = [0] * (MOST_MONTHS + 2)
    for day, number in days.items():
        months[1 + _age(day, date.fromisoformat(scene.settings.as_of))] += number
    dated = sum(months)
    rows: list[tuple[Keys, tuple[int]]] = [((DATED,), (dated,)), ((None,), (scene.source.rows - dated,))]
    rows += [((month,), (older,)) for month, older in _steps(months, scene.settings.min_cell)]
    return Fact.of(NAME, scene.source.name, ("months",), ("rows",), rows)


ROW_AGES = SetWork(NAME, _make)


def _days(scene: Scene, column: str) -> dict[tuple[int, int, int], int]:
    """Return the rows of every day, counted where they are: nothing but days and numbers leaves."""
    import narwhals as nw

    value = nw.col("__day")
    frame = scene.source.frame().select(scene.source.col(column).alias("__day")).filter(~value.is_null())
    parts = {"__y": value.dt.year(), "__m": value.dt.month(), "__d": value.dt.day()}
    split = frame.select(*(part.cast(nw.Int64).alias(name) for name, part in parts.items()))
    table = split.group_by(*parts).agg(nw.len().cast(nw.Int64).alias("__n")).collect("pyarrow").to_native()
    columns = [table.column(name).to_pylist() for name in (*parts, "__n")]
    return {(year, month, day): rows for year, month, day, rows in zip(*columns, strict=True)}


def _age(day: tuple[int, int, int], today: date) -> int:
    """Return the most whole months that a day lies further back than, -1 for none, at most 600.

    A day exactly 24 months ago is not older than 24 months.
    """
    months = (today.year - day[0]) * _YEAR + today.month - day[1]
    return max(-1, min(MOST_MONTHS, months - (day[2] >= today.day)))


def _steps(months: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Yield months with the rows that are older, from the oldest on; what would show fewer rows is left out.

    `months[1 + n]` are the rows older than n months and not older than n + 1, `months[0]` the others.
    """
    oldest = max((place for place, rows in enumerate(months) if rows), default=0) - 1
    if oldest < 0:
        yield 0, 0
        return
    if oldest < MOST_MONTHS:
        yield (oldest + 1 if months[1 + oldest] >= least else (oldest // _YEAR + 1) * _YEAR), 0
    older = said = 0
    for month in range(oldest, -1, -1):
        older += months[1 + month]
        rest = sum(months[: 1 + month])
        if older - said >= least and (rest == 0 or rest >= least):
            yield month, older
            said = older


@dataclass(frozen=True, slots=True)
class RowAges:
    """Rows with and without a date, and how many are older than which months.

    `steps` maps months to the rows that are older; between two of them it is only known that the number is
    in between.
    """

    absent = "no event date is declared, or no day from which ages are counted"

    dataset: str
    column: str
    dated: int
    undated: int
    steps: Mapping[int, int]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> RowAges | None:
        """Return the view, or None without an event date."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        counts = {keys[0]: n[0] for keys, n in fact.rows.items()}
        column = cast("Mapping[str, str | None]", facts.about["roles"]).get("event_date") or ""
        dated, undated = counts.pop(DATED, 0), counts.pop(None, 0)
        return cls(dataset, column, dated, undated, {cast("int", month): rows for month, rows in counts.items()})

    @property
    def oldest(self) -> int | None:
        """Return the months that no row is older than, None where some are older than fifty years."""
        return min((month for month, rows in self.steps.items() if rows == 0), default=None)

    def older_than(self, months: float) -> tuple[int, int]:
        """Return the fewest and the most rows that can be older than so many months."""
        most = min((rows for month, rows in self.steps.items() if month <= months), default=self.dated)
        least = max((rows for month, rows in self.steps.items() if month >= months), default=0)
        return max(least, self._surely(months)), most

    def _surely(self, months: float) -> int:
        """Return 1 where the age of the oldest row alone says that one is older."""
        # An age in whole years may have been rounded up by less than a year.
        return int(self.dated > 0 and (self.oldest is None or months <= self.oldest - _YEAR))

"""Which values tell more than a year, an age over 89, or a place that few people live in?

Distinct values are drawn and looked at one by one; nothing but counts is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from audit.core.fact import Fact, Facts, Keys
from audit.observe.engines.draw import draw_distinct
from audit.observe.identifiers import Identifiers
from audit.observe.people_by_place import SHORT, people_by_place, place_in
from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.header_words import support
from audit.observe.personal.recogniser import Support
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    from audit.load.source import Column

NAME = "fine_values"
DATE, OLD, PLACE = "date", "old", "place"
MEASURES = ("examined", "distinct", "finer", "unknown")
OLDEST, NOBODY = 89, 130
_DAYS = frozenset({"date", "timestamp"})
_DATED, _AGED, _PLACED = frozenset({"DATE_OF_BIRTH", "DATE_TIME"}), frozenset({"AGE", "DATE_OF_BIRTH"}), frozenset({"POSTCODE"})
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_YEARS = re.compile(r"(?:\W|\b(?:to|or|and|before|after|until|since|earlier|later|older|s)\b)*", re.IGNORECASE)
_FIRST_OF_YEAR = re.compile(r"((?:1[0-9]|20)[0-9]{2})-01-01(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OPEN = re.compile(r">|\+|\b(?:over|above|older|more|plus|greater)\b", re.IGNORECASE)
_OVER = re.compile(r">(?!=)|\b(?:over|above|older than|more than|greater)\b", re.IGNORECASE)


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Look at columns of dates, of ages and of postcodes, whatever their kind."""
    found = Identifiers.of(Facts((before["personal"],), {}), scene.source.name)
    counts = {str(keys[1]): numbers[2] for keys, numbers in before["profile"].rows.items()}
    rows = []
    for column in scene.source.columns:
        entities = {one.entity for one in found.found if one.column == column.name} if found else set()
        asked = tuple(_asked(scene, column, entities | set(_named(column))))
        if asked:
            values = draw_distinct(scene.source, column.name, _most(scene, counts[column.name]), scene.settings.seed, counts[column.name])
            rows += [_counted(scene, column.name, what, values, counts[column.name]) for what in asked]
    return Fact.of(NAME, scene.source.name, ("column", "what"), MEASURES, rows)


FINE_VALUES = SetWork(NAME, _make, after=("profile", "personal"))


def _most(scene: Scene, distinct: int) -> int:
    """Return how many distinct values are looked at."""
    return distinct if scene.settings.exhaustive else scene.settings.distinct_cap


def _named(column: Column) -> Iterator[str]:
    """Yield what the name of a column says plainly: a masked code, or one year for everybody, has the form of nothing."""
    for entity in sorted(_DATED | _AGED | _PLACED):
        one = recogniser_of(entity)
        if one is not None and column.kind in one.kinds and support(one, column.name) is Support.PLAIN:
            yield entity


def _asked(scene: Scene, column: Column, entities: set[str]) -> Iterator[str]:
    """Yield what a column is asked for; one that the subject calls nothing personal is asked nothing."""
    said = dict(scene.settings.personal.overrides)
    if said.get(column.name, "?") in {"", "none"}:
        return
    if column.kind in _DAYS or entities & _DATED:
        yield DATE
    if entities & _AGED:
        yield OLD
    if entities & _PLACED:
        yield PLACE


def _counted(scene: Scene, column: str, what: str, values: Sequence[str], distinct: int) -> tuple[Keys, tuple[int, ...]]:
    """Return how many of the values tell too much, and of how many that cannot be said."""
    if what == PLACE:
        finer, unknown = _places(scene, column, values)
    elif what == OLD:
        finer, unknown = _old(values, date.fromisoformat(scene.settings.as_of)) if scene.settings.as_of else (0, len(values))
    else:
        finer, unknown = sum(not coarse_date(value) for value in values), 0
    return (column, what), (len(values), distinct, finer, unknown)


def coarse_date(text: str) -> bool:
    """Tell whether a text says no more of a date than one or two years; the first of January at midnight is a year."""
    text = _FIRST_OF_YEAR.sub(r"\1", text.strip()).removesuffix(".0")
    years, rest = _YEAR.findall(text), _YEAR.sub(" ", text)
    if not any(char.isdigit() for char in text):
        return True
    return not any(char.isdigit() for char in rest) and 0 < len(years) <= 2 and bool(_YEARS.fullmatch(rest))


def _old(values: Sequence[str], today: date) -> tuple[int, int]:
    """Return how many values tell an age over 89, none where they are one category of 90 and more; and those nobody can read."""
    read = {value: age_told(value, today) for value in values}
    old = [age for age in read.values() if age is not None and age[1] > OLDEST]
    unknown = sum(age is None and any(char.isdigit() for char in value) for value, age in read.items())
    return (0 if len(old) == 1 and old[0][0] == OLDEST + 1 else len(old)), unknown


def age_told(text: str, today: date) -> tuple[float, float] | None:
    """Return from which to which age a value tells, None where it is none; of one that is open upwards, its lower end."""
    years = _YEAR.findall(text)
    if years:
        ages = sorted(today.year - int(year) for year in years)
        return float(ages[0]), float(ages[-1])
    numbers = [float(number) for number in _NUMBER.findall(text)]
    if not numbers or len(numbers) > 2 or max(numbers) > NOBODY:
        return None
    low = numbers[0] + (numbers[0] == OLDEST and bool(_OVER.search(text)))
    return (low, low) if _OPEN.search(text) else (low, numbers[-1])


def _places(scene: Scene, column: str, values: Sequence[str]) -> tuple[int, int]:
    """Return how many postcodes tell more than their first three characters or a place of few people; and those nobody counted."""
    places = [place_in(value) for value in values]
    short = {place for place in places if place and len(place) <= SHORT}
    counted = people_by_place(scene, column) if short else {}
    finer = sum(len(place) > SHORT for place in places)
    unknown = sum(counted is None or place not in counted for place in short)
    few = 0 if counted is None else sum(counted.get(place, MANY + 1) <= MANY for place in short)
    return finer + few, unknown


MANY = 20_000
"""45 CFR 164.514(b)(2)(i)(B): a place is coarse enough if more people than that live in it."""


@dataclass(frozen=True, slots=True)
class Fine:
    """Of one column: the distinct values looked at, of how many, those that tell too much, and those that nobody can judge."""

    column: str
    examined: int
    distinct: int
    finer: int
    unknown: int

    @property
    def whole(self) -> bool:
        """Tell whether every distinct value was looked at."""
        return self.examined >= self.distinct


@dataclass(frozen=True, slots=True)
class FineValues:
    """The columns of dates, of ages or birth dates, and of postcodes."""

    absent = "no dataset was read"

    dataset: str
    columns: Mapping[str, tuple[Fine, ...]]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> FineValues | None:
        """Return the view, or None where nothing was looked at."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        found: dict[str, list[Fine]] = {DATE: [], OLD: [], PLACE: []}
        for (column, what), numbers in fact.rows.items():
            found[str(what)].append(Fine(str(column), *cast("tuple[int, int, int, int]", numbers)))
        return cls(dataset, {what: tuple(some) for what, some in found.items()})

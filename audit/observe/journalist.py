"""How many people of the population share the quasi-identifiers of a row, whoever of them is in the data?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from audit.anonymity.scenarios import Scenario, journalist, marketer, prosecutor
from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.load.source import Source
from audit.observe.cells import PERSON, Cells, keyed, sized
from audit.observe.engines.partition import passes, split
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "journalist"
POPULATION = "population"
KEYS = ("size",)
MEASURES = ("classes", "rows", "lacking")
"""Classes of the data by the size of the same class in the population, their rows, and how many of them are larger in
the data: the population then lacks somebody, and the class counts as large as it is in the data."""
_NUMBERS = frozenset({"integer", "number"})


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Count classes of the data by their size in the population, inside the engine that holds both."""
    population = _population(scene)
    if population is None:
        return None
    own, names = keyed(scene)
    persons = scene.roles.subject_id if scene.roles.subject_id in population.names() else None
    wanted = {name: population.col(column).alias(name) for name, column in zip(names, scene.roles.quasi_identifiers, strict=True)}
    wanted |= {PERSON: population.col(persons).alias(PERSON)} if persons else {}
    everybody = population.frame().select(*wanted.values())
    if own.implementation is not everybody.implementation:
        return None
    own, everybody = (_as_numbers(frame, names, scene, population) for frame in (own, everybody))
    number = passes(scene.source.rows + population.rows, len(names), scene.source.table.memory)
    pieces = zip(split(own, names, number), split(everybody, names, number), strict=True)
    by_person = scene.roles.subject_id is not None
    both = (_both(*pair, names, by_person=by_person, persons=persons is not None) for pair in pieces)
    return reduce(Fact.merge, (_counted(scene, classes) for classes in both))


JOURNALIST = SetWork(NAME, _make)


def _population(scene: Scene) -> Source | None:
    """Return the population, where it is declared and has every quasi-identifier; raises BadInput for another kind of values."""
    found = next((one for one in scene.beside if one.name == POPULATION), None)
    names = scene.roles.quasi_identifiers
    if found is None or not names or scene.source.table.home == "database" or not set(names) <= set(found.names()):
        return None
    for name in names:
        kinds = {_kind(source, name) for source in (scene.source, found)}
        if len(kinds) > 1 and not kinds <= _NUMBERS:
            what = f"column {name!r} is {_kind(found, name)}, and {_kind(scene.source, name)} in {scene.source.name}"
            raise BadInput.one(scene.place(f"data.{POPULATION}"), what, "Write it alike in both")
    return found


def _kind(source: Source, name: str) -> str:
    """Return the kind of a column."""
    return next(column.kind for column in source.columns if column.name == name)


def _as_numbers(frame: nw.LazyFrame[Any], names: tuple[str, ...], scene: Scene, population: Source) -> nw.LazyFrame[Any]:
    """Write whole numbers as others where the two datasets differ in that."""
    import narwhals as nw

    columns = zip(names, scene.roles.quasi_identifiers, strict=True)
    differ = [name for name, column in columns if _kind(scene.source, column) != _kind(population, column)]
    return frame.with_columns(*(nw.col(name).cast(nw.Float64) for name in differ)) if differ else frame


def _both(
    own: nw.LazyFrame[Any], everybody: nw.LazyFrame[Any], names: tuple[str, ...], *, by_person: bool, persons: bool
) -> nw.LazyFrame[Any]:
    """Return every class of the data with its size there and in the population, put side by side without a join on gaps."""
    import narwhals as nw

    nothing = nw.lit(0).cast(nw.Int64)
    here = sized(own, names, by_person=by_person).with_columns(nothing.alias("__there"))
    there = sized(everybody, names, by_person=persons).with_columns(nw.col("__size").alias("__there"))
    there = there.with_columns(nothing.alias("__size"), nothing.alias("__rows"))
    columns = (*names, "__size", "__rows", "__there")
    stacked = nw.concat([here.select(*columns), there.select(*columns)], how="vertical")
    sums = (nw.col(name).sum().cast(nw.Int64).alias(name) for name in columns[-3:])
    return stacked.group_by(*names).agg(*sums).filter(nw.col("__rows") > 0)


def _counted(scene: Scene, classes: nw.LazyFrame[Any]) -> Fact:
    """Count classes by their size in the population."""
    import narwhals as nw

    here, there = nw.col("__size"), nw.col("__there")
    larger = nw.when(here > there).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64).alias("__lacking")
    held = classes.with_columns(larger, nw.when(here > there).then(here).otherwise(there).alias("__of"))
    sums = (nw.col(name).sum().cast(nw.Int64).alias(name) for name in ("__rows", "__lacking"))
    table = held.group_by("__of").agg(nw.len().cast(nw.Int64).alias("__classes"), *sums).collect("pyarrow").to_native()
    rows = [((row["__of"],), (row["__classes"], row["__rows"], row["__lacking"])) for row in table.to_pylist()]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Rows by the size of their class in the data and, where a population is declared, in it (else None)."""

    absent = "no quasi-identifiers are declared"

    dataset: str
    held: Mapping[int, int]
    there: Mapping[int, int] | None
    lacking: int

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scenarios | None:
        """Return the view, or None without quasi-identifiers."""
        cells, fact = Cells.of(facts, dataset), facts.find(NAME, dataset)
        if cells is None:
            return None
        held = {size: cells.held.get(size, size * number) for size, number in cells.sizes.items()}
        if fact is None or not fact.rows:
            return cls(dataset, held, None, 0)
        there = {int(keys[0] or 0): numbers[1] for keys, numbers in fact.rows.items()}
        return cls(dataset, held, there, sum(numbers[2] for numbers in fact.rows.values()))

    def risks(self, threshold: float) -> Iterator[Scenario]:
        """Yield prosecutor, journalist (only where there is a population) and marketer; shares of rows above the threshold."""
        found = (
            prosecutor(self.held, threshold),
            journalist(self.there, threshold) if self.there else None,
            marketer(self.there or self.held, threshold),
        )
        yield from (one for one in found if one is not None)

"""How many people live where the postcodes begin alike, by a population file that the user gives?

There is no list of places in this product: the census counts again, and such lists grow old.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

POPULATION = "population"
SHORT = 3
NOWHERE = "000"
_HIDDEN = re.compile(r"[*xX#_\s.-]+$")
_PEOPLE = frozenset({"population", "pop", "people", "persons", "inhabitants", "residents", "einwohner", "habitants", "habitantes"})
_NUMBERS = frozenset({"integer", "number"})


def place_in(code: str) -> str:
    """Return what a postcode tells, without what masks the rest of it: nothing for `000`, which stands for no place."""
    code = code.strip().removesuffix(".0")
    told = _HIDDEN.sub("", code)
    # Leading zeros are lost where three digits were read as a number.
    told = told.zfill(SHORT) if told.isdigit() else told
    return "" if told == NOWHERE else told


def people_by_place(scene: Scene, column: str) -> Mapping[str, int] | None:
    """Return the people by the first three characters of a column, None where no population file says so.

    The file has the column under the same name, and either a column with numbers of people (the declared weight, or
    one whose name says so), or one row per person.
    """
    source = next((one for one in scene.beside if one.name == POPULATION), None)
    if source is None or source.column(column) is None:
        return None
    people = _people(source, scene.roles.weight, column)
    rows = _summed(source, column, people)
    if people is None and len(rows) == source.rows:
        # A list of places that does not say how many people live in each.
        return None
    places: dict[str, int] = {}
    for code, number in rows:
        # A whole code that was read as a number has lost its leading zeros; codes are as long as the longest.
        place = code[:SHORT]
        places[place] = places.get(place, 0) + number
    return places


def _people(source: Source, weight: str | None, column: str) -> str | None:
    """Return the column that says how many people a row stands for."""
    numbers = [one.name for one in source.columns if one.kind in _NUMBERS and one.name != column]
    if weight in numbers:
        return weight
    named = [name for name in numbers if _PEOPLE & set(re.split(r"[^a-z]+", name.lower()))]
    return named[0] if len(named) == 1 else None


def _summed(source: Source, column: str, people: str | None) -> list[tuple[str, int]]:
    """Return every code of the population file with the people in it; codes that are numbers get their zeros back."""
    import narwhals as nw

    number = source.col(people).fill_null(0) if people else nw.lit(1)
    frame = source.frame().select(source.col(column).alias("__code"), number.cast(nw.Int64).alias("__n"))
    table = _grouped(frame.filter(~nw.col("__code").is_null()))
    codes = [str(code).removesuffix(".0") for code in table.column("__code").to_pylist()]
    width = max((len(code) for code in codes), default=0)
    numeric = all(code.isdigit() for code in codes)
    return [(code.zfill(width) if numeric else code, n) for code, n in zip(codes, table.column("__n").to_pylist(), strict=True)]


def _grouped(frame: nw.LazyFrame[Any]) -> Any:
    """Return the people by code, added up where the rows are."""
    import narwhals as nw

    return frame.group_by("__code").agg(nw.col("__n").sum().cast(nw.Int64).alias("__n")).collect("pyarrow").to_native()

"""How many rows would be alone in the population, if they are a sample of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.anonymity.population import ASSUMED, WORST_FIT, fitted
from audit.core.fact import Fact, Facts
from audit.observe.cells import NAME as CELLS
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "population_uniqueness"
KEYS = ("model",)
PITMAN = "pitman"
MEASURES = ("rows", "alone", "fraction", "fitted", "unique", "low", "high", "misfit")
"""Rows, rows alone among them, the sampling fraction; whether a model could be fitted, the share of rows that it expects to be alone
in the population with its 95 % interval, and its misfit. All but the counts are in millionths."""
_MILLION = 1_000_000


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Fit the sizes of the classes where the subject says which share of the population the rows are."""
    cells, fraction = before.get(CELLS), scene.settings.sampling_fraction
    if cells is None or fraction is None:
        return None
    sizes = {size: numbers[0] for (size,), numbers in cells.rows.items() if isinstance(size, int)}
    counts = (sum(size * number for size, number in sizes.items()), sizes.get(1, 0), round(_MILLION * fraction))
    fit = fitted(sizes, fraction)
    found = (1, *(round(_MILLION * one) for one in (fit.unique, fit.low, fit.high, fit.misfit))) if fit else (0, 0, 0, 0, 0)
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, [((PITMAN,), (*counts, *found))])


POPULATION_UNIQUENESS = SetWork(NAME, _make, after=(CELLS,))


@dataclass(frozen=True, slots=True)
class PopulationUniqueness:
    """The share of rows that are expected to be alone in the population, by Pitman's model, between `low` and `high` at 95 %.

    All three are None where they are withheld. `alone` of `rows` are alone in the sample, persons where rows have subjects.
    """

    absent = "no quasi-identifiers are declared, or no sampling_fraction says which share of a population the rows are"
    assumed = ASSUMED

    dataset: str
    rows: int
    alone: int
    fraction: float
    unique: float | None
    low: float | None
    high: float | None
    misfit: float | None
    withheld: str

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> PopulationUniqueness | None:
        """Return the view, or None where no share of a population is known."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        rows, alone, fraction, known, *found, misfit = next(iter(fact.rows.values()))
        fits = bool(known) and misfit <= WORST_FIT * _MILLION
        withheld = "" if fits else _why(known=bool(known), misfit=misfit / _MILLION)
        unique, low, high = (number / _MILLION if fits else None for number in found)
        return cls(dataset, rows, alone, fraction / _MILLION, unique, low, high, misfit / _MILLION if known else None, withheld)


def _why(*, known: bool, misfit: float) -> str:
    """Return why no number is given."""
    if not known:
        return "there are too few rows, or all or none of them are alone: no model can be fitted"
    return f"the model puts {misfit:.1%} of the rows into classes of another size than they are in, more than {WORST_FIT:.0%}"

"""How are the labels spread in every protected group, before any model?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from audit.core.fact import Fact, Facts, Key
from audit.core.measurement import Rate
from audit.observe.classes import NAME as CLASSES
from audit.observe.gathered import Table, gathered
from audit.observe.outcomes import NAME as OUTCOMES
from audit.observe.outcomes import Outcomes, intersections
from audit.observe.weights import MILLION


@dataclass(frozen=True, slots=True)
class Margin:
    """The labels of one group: how many rows have each (`counts`), and what they are worth (`worth`) where rows carry weights."""

    name: str
    counts: Mapping[Key, int]
    worth: Mapping[Key, float]

    @property
    def rows(self) -> int:
        """Return the rows with a label."""
        return sum(self.counts.values())

    def rate(self, label: Key) -> Rate:
        """Return how often a label is met, in effective rows."""
        return Rate(self.worth.get(label, 0.0), sum(self.worth.values()))


@dataclass(frozen=True, slots=True)
class LabelMargins:
    """Labels by protected group, of any dataset that has labels; `favourable` is the one that benefits, None if none is said to."""

    absent = "no label beside protected columns is declared, or the label is a number"

    dataset: str
    attributes: tuple[str, ...]
    favourable: int | None
    fact: Fact = field(repr=False)
    min_cell: int = 0

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> LabelMargins | None:
        """Return the view, or None without labels or groups."""
        return label_margins(facts, dataset)

    def labels(self) -> tuple[Key, ...]:
        """Return every label that occurs, in order."""
        return tuple(sorted({keys[-2] for keys in self.fact.rows} - {None}, key=str))

    def by(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Margin, ...]]]:
        """Yield each attribute or intersection with its groups, sorted by name."""
        for name in wanted or intersections(self.attributes):
            groups = gathered(self.fact, self.attributes, name, self.min_cell)
            yield name, tuple(_margin(group, table) for group, table in groups.items())


@dataclass(frozen=True, slots=True)
class FavourableLabels(LabelMargins):
    """Labels by protected group, of a dataset where one of them benefits the person."""

    absent = "no label with a favourable value beside protected columns is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> LabelMargins | None:
        """Return the view, or None where no label benefits."""
        view = label_margins(facts, dataset)
        return view if view is not None and view.favourable is not None else None


def label_margins(facts: Facts, dataset: str) -> LabelMargins | None:
    """Return the labels of a dataset by group: as the event and the rest where one is declared, else by class."""
    roles = cast("Mapping[str, object]", facts.about["roles"])
    least = cast("int", facts.about.get("min_cell") or 0)
    for name in (OUTCOMES, CLASSES):
        fact = facts.find(name, dataset)
        if fact is None or len(fact.keys) == 2 or all(keys[-2] is None for keys in fact.rows):
            continue
        if name == CLASSES:
            return LabelMargins(dataset, fact.keys[:-2], None, fact, least)
        if roles["positive"] is not None:
            return LabelMargins(dataset, fact.keys[:-2], int(roles["positive"] == roles["favourable"]), fact, least)
    return None


def group_sizes(facts: Facts, dataset: str) -> Outcomes | None:
    """Return the groups of a dataset without yes-or-no decisions, as if all were decided alike: what may be shown depends on sizes.

    Of a dataset that has labels only, each label counts as its own prediction.
    """
    for name in (OUTCOMES, CLASSES, "residuals"):
        fact = facts.find(name, dataset)
        if fact is not None and fact.rows:
            width = len(fact.keys) - (1 if name == "residuals" else 2)
            rows = [((*keys[:width], *_as_decided(name, keys[width:])), numbers[:1]) for keys, numbers in fact.rows.items()]
            sizes = Fact.of(OUTCOMES, dataset, (*fact.keys[:width], "actual", "predicted"), ("n",), rows)
            least = cast("int", facts.about.get("min_cell") or 0)
            return Outcomes(dataset, fact.keys[:width], favours_event=True, labelled=name == OUTCOMES, fact=sizes, min_cell=least)
    return None


def _as_decided(name: str, keys: Sequence[Key]) -> tuple[Key, Key]:
    """Return label and prediction that stand for a row of a fact."""
    return (keys[0], keys[0] if keys[0] is not None else 0) if name == OUTCOMES else (None, 0)


def _margin(group: str, table: Table) -> Margin:
    """Return the labels of a group; with weights in effective rows (Kish)."""
    counts: dict[Key, int] = {}
    weights: dict[Key, int] = {}
    squares = 0
    for (actual, _), (n, *weighed) in table.items():
        if actual is None:
            continue
        counts[actual] = counts.get(actual, 0) + n
        weights[actual] = weights.get(actual, 0) + (weighed[0] if weighed else n)
        squares += weighed[1] if weighed else n
    unit = MILLION if table and len(next(iter(table.values()))) > 1 else 1
    factor = sum(weights.values()) / (squares * unit) if squares else 0.0
    return Margin(group, counts, {label: weight * factor for label, weight in weights.items()})

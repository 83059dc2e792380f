"""How often is each of several classes taken for each other one, in every protected group and intersection?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Key
from audit.observe.gathered import Table, gathered
from audit.observe.outcomes import decides, intersections
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene
from audit.observe.tally import LABEL, PREDICTION, counted, group_name, pool

if TYPE_CHECKING:
    import narwhals as nw

NAME = "classes"
RARE_CLASS = "rare class 1"
"""What all classes seen in fewer than `min_cell` rows are called together."""
OTHER_RARE = "another rare class"
"""What a rare class is called that was predicted instead of another rare one: pooled names must not look right."""
MOST_CLASSES = 100


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Count rows per group, label and prediction as they are written."""
    names = [*(group_name(place) for place in range(len(counting.roles.protected))), LABEL, PREDICTION]
    keys = (*counting.roles.attributes, "actual", "predicted")
    return Fact.of(NAME, counting.dataset, keys, ("n",), counted(frame, names))


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups and rare classes."""
    width = len(scene.roles.protected)
    names = pool(fact, width, scene.settings.min_cell)
    rare = _rare(fact, scene)
    rows = []
    for keys, numbers in fact.rows.items():
        groups: tuple[Key, ...] = tuple(names.get((place, str(key)), key) for place, key in enumerate(keys[:width]))
        rows.append(((*groups, *_classes(keys[-2], keys[-1], rare)), numbers))
    return Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, rows)


def _rare(fact: Fact, scene: Scene) -> frozenset[Key]:
    """Return the classes that stand in fewer than `min_cell` rows, as label or as prediction; raises BadInput for too many."""
    seen: Counter[Key] = Counter()
    for keys, numbers in fact.rows.items():
        for one in set(keys[-2:]) - {None}:
            seen[one] += numbers[0]
    if len(seen) > MOST_CLASSES:
        what = f"the label and the predictions have {len(seen):,} classes, {MOST_CLASSES} can be told apart"
        raise BadInput.one(scene.source.name, what, "Group them, or say task: regression where they are numbers")
    return frozenset(one for one, rows in seen.items() if rows < scene.settings.min_cell)


def _classes(actual: Key, predicted: Key, rare: frozenset[Key]) -> tuple[Key, Key]:
    """Return label and prediction with rare ones under one name; two rare ones that differ stay different."""
    if actual in rare and predicted in rare and actual != predicted:
        return RARE_CLASS, OTHER_RARE
    return RARE_CLASS if actual in rare else actual, RARE_CLASS if predicted in rare else predicted


def _applies(scene: Scene) -> bool:
    """Tell whether there are classes to count."""
    return scene.roles.task == "multiclass" and bool(scene.roles.label or decides(scene))


CLASSES = RowWork(NAME, _count, _close, _applies)


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a group's classes (rows, `actual`) were taken for which (`predicted`); a missing one is None."""

    name: str
    cells: Mapping[tuple[Key, Key], int]

    @property
    def rows(self) -> int:
        """Return the rows with a prediction."""
        return sum(n for (_, predicted), n in self.cells.items() if predicted is not None)

    def labelled(self) -> dict[tuple[str, str], int]:
        """Return the cells of rows with both label and prediction."""
        return {(str(a), str(p)): n for (a, p), n in self.cells.items() if a is not None and p is not None}


@dataclass(frozen=True, slots=True)
class Classes:
    """Predicted and actual classes by protected group."""

    absent = "no prediction or model of several classes is declared (task: multiclass)"

    dataset: str
    attributes: tuple[str, ...]
    fact: Fact = field(repr=False)
    min_cell: int = 0

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Classes | None:
        """Return the view, or None without predictions."""
        fact = facts.find(NAME, dataset)
        if fact is None or all(keys[-1] is None for keys in fact.rows):
            return None
        return cls(dataset, fact.keys[:-2], fact, cast("int", facts.about.get("min_cell") or 0))

    def names(self) -> tuple[str, ...]:
        """Return the classes, in order; those that are pooled last."""
        every = {str(one) for keys in self.fact.rows for one in keys[-2:] if one is not None} - {OTHER_RARE}
        return tuple(sorted(every, key=lambda name: (name == RARE_CLASS, name)))

    def everybody(self) -> Confusion:
        """Return the counts of all rows."""
        return _confusion("", gathered(self.fact, self.attributes, "", 0).get("", {}))

    def by(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Confusion, ...]]]:
        """Yield each attribute or intersection with its groups, sorted by name."""
        for name in wanted or intersections(self.attributes):
            groups = gathered(self.fact, self.attributes, name, self.min_cell)
            yield name, tuple(_confusion(group, table) for group, table in groups.items())


def _confusion(group: str, table: Table) -> Confusion:
    """Return the counts of one group."""
    return Confusion(group, {(keys[0], keys[1]): numbers[0] for keys, numbers in table.items()})

"""How often is each label met by each prediction, in every protected group and intersection?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Key, Keys
from audit.core.measurement import Rate
from audit.core.roles import Roles
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene
from audit.observe.tally import LABEL, PREDICTION, RARE, counted, group_name, pool
from audit.observe.weights import MILLION, measures, normalised
from audit.observe.worth import CELLS, EVERYBODY, PERSONS, Effects, effects_of, worth

if TYPE_CHECKING:
    import narwhals as nw

NAME = "outcomes"
JOIN = " & "
DEPTH = 3
"""How many attributes an intersection has at most, where nobody asks for more."""


def intersections(attributes: Sequence[str], depth: int = DEPTH) -> tuple[str, ...]:
    """Return every attribute, then every intersection of two, and so on to `depth`."""
    return tuple(JOIN.join(some) for deep in range(1, depth + 1) for some in combinations(attributes, deep))


def joined(parts: Sequence[str]) -> str:
    """Return the name of a group of an intersection; a `&` inside a part is doubled, so that it splits again."""
    return parts[0] if len(parts) == 1 else JOIN.join(part.replace("&", "&&") for part in parts)


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Count rows per group, label and prediction as they are written."""
    names = [*(group_name(place) for place in range(len(counting.roles.protected))), LABEL, PREDICTION]
    keys = (*counting.roles.attributes, "actual", "predicted")
    return Fact.of(NAME, counting.dataset, keys, measures(counting.scale), counted(frame, names, counting.scale))


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups, and say of each label and prediction only whether it is the event."""
    _refuse_strangers(fact, scene)
    return closed(fact, scene, len(scene.roles.protected))


def closed(fact: Fact, scene: Scene, width: int) -> Fact:
    """Return the fact with what is rare in its first keys pooled, and events for values; weights in millionths of the mean."""
    names = pool(fact, width, scene.settings.min_cell)
    rows = []
    for keys, numbers in fact.rows.items():
        groups: tuple[Key, ...] = tuple(names.get((place, str(key)), key) for place, key in enumerate(keys[:width]))
        rows.append(((*groups, _event(keys[-2], scene.roles), _decision(keys[-1], scene)), numbers))
    return normalised(Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, rows), scene.scale)


def _event(value: Key, roles: Roles) -> int | None:
    """Return 1 for the event, 0 for any other value, None for a missing one."""
    return None if value is None else int(value == roles.positive)


def _decision(value: Key, scene: Scene) -> int | None:
    """Return whether the event is predicted; a thresholded score already says so."""
    thresholded = scene.model is None and not scene.roles.prediction
    return int(value) if thresholded and value is not None else _event(value, scene.roles)


def _refuse_strangers(fact: Fact, scene: Scene) -> None:
    """Raise BadInput where the model's answers and the label together are more than two values.

    An answer that is no label would otherwise be counted as one more way not to predict the event.
    """
    roles = scene.roles
    if scene.model is None:
        if not (roles.label or roles.prediction) and {roles.positive, roles.favourable} - {"0", "1"}:
            step = "Give --favourable 1 if a high score benefits, --favourable 0 if a low one does"
            where = scene.place("roles.favourable") or scene.source.name
            raise BadInput.one(where, "a score alone decides 1 or 0, the declared value is neither", step)
        return
    if roles.task == "multiclass":
        return
    known = {roles.positive, roles.favourable, *(keys[-2] for keys in fact.rows)} - {None}
    strangers = {keys[-1] for keys in fact.rows} - known - {None}
    if len(known | strangers) > 2:
        of = f"the label {roles.label!r}" if roles.label else "the declared outcome"
        what = f"the model predicts {len(strangers)} values that {of} does not have"
        raise BadInput.one(scene.source.name, what, "Is it the model for this label? It must answer with the label's own values")


def _applies(scene: Scene) -> bool:
    """Tell whether there are yes-or-no outcomes to count: of several classes, the favourable one against the rest."""
    binary = scene.roles.task == "binary" or (scene.roles.task == "multiclass" and scene.roles.favourable is not None)
    return binary and bool(scene.roles.label or decides(scene))


OUTCOMES = RowWork(NAME, _count, _close, _applies)


def decides(scene: Scene) -> bool:
    """Tell whether there is a prediction to look at."""
    return bool(scene.model or scene.roles.prediction or scene.roles.score)


@dataclass(frozen=True, slots=True)
class Group:
    """The counts of one group. `rows` have a prediction; the four cells have a label as well.

    `selected` counts favourable predictions. `effective` holds, by the name of a rate, what its counts are worth
    where rows carry weights or belong to the same person; where it does not, rows count as they are. `weights` are
    those of the six counts, in rows of mean weight; empty where no row carries one.
    """

    name: str
    rows: int
    selected: int
    tp: int
    fp: int
    fn: int
    tn: int
    effective: Mapping[str, Rate] = field(default_factory=dict)
    weights: tuple[float, ...] = ()

    def weight(self, cell: str) -> float:
        """Return what the rows of a count weigh (`rows`, `selected`, `tp`, `fp`, `fn`, `tn`): their number, without weights."""
        return self.weights[CELLS.index(cell)] if self.weights else float(getattr(self, cell))

    @property
    def labelled(self) -> int:
        """Return the rows with both label and prediction."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def right(self) -> int:
        """Return the rows predicted as labelled."""
        return self.tp + self.tn


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Decisions by protected group, of a dataset with predictions and protected columns."""

    absent = "no prediction, score or model, or no protected column, is declared"

    dataset: str
    attributes: tuple[str, ...]
    favours_event: bool
    labelled: bool
    fact: Fact = field(repr=False)
    min_cell: int = 0
    effects: Effects = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Outcomes | None:
        """Return the view, or None without predictions or protected columns."""
        view = decisions(facts, dataset)
        return view if view is not None and view.attributes else None

    def everybody(self) -> Group:
        """Return the counts of all rows."""
        return self._groups(())[0]

    def by(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Group, ...]]]:
        """Yield each attribute or intersection with its groups, sorted by name.

        Without a wish: every attribute, and every intersection of two and of three. The groups of an
        intersection that have fewer than `min_cell` rows are one group, named after rare ones.
        """
        for name in wanted or self.names():
            yield name, self._groups(self._places(name), self.min_cell)

    def cells(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Group, ...]]]:
        """Yield the same with every group by itself, however small."""
        for name in wanted or self.names():
            yield name, self._groups(self._places(name))

    def names(self, depth: int = DEPTH) -> tuple[str, ...]:
        """Return every attribute, then every intersection of two, then of three."""
        return intersections(self.attributes, depth)

    def _places(self, name: str) -> tuple[int, ...]:
        """Return which keys of the table an attribute or intersection is made of."""
        return tuple(self.attributes.index(part) for part in name.split(JOIN))

    def _groups(self, places: Sequence[int], least: int = 0) -> tuple[Group, ...]:
        """Add up the table over everything but the given places; intersections below `least` rows together."""
        sums: dict[Keys, list[int]] = {}
        cells = {keys[-2:]: tuple(self._cells(keys[-2], keys[-1])) for keys in self.fact.rows}
        size = len(CELLS)
        for keys, numbers in self.fact.rows.items():
            total = sums.setdefault(tuple([keys[place] for place in places]), [0] * (size * len(numbers)))
            for place in cells[keys[-2:]]:
                for start, measured in enumerate(numbers):
                    total[start * size + place] += measured
        totals = {joined([str(key) for key in group]) if group else "": total for group, total in sums.items()}
        known = {name: self._effects(group, places) for name, group in zip(totals, sums, strict=True)}
        if len(places) > 1:
            totals = _together(totals, least, joined([RARE] * len(places)))
        everybody = self.effects.get(EVERYBODY, {})
        return tuple(_group(name, totals[name], known.get(name, everybody)) for name in sorted(totals))

    def _effects(self, group: Keys, places: Sequence[int]) -> Mapping[Key, float]:
        """Return the design effects of a group; everybody's where the sample of persons has nobody of it."""
        if not (self.effects and places):
            return self.effects.get(EVERYBODY, {})
        ordered = sorted(zip(places, group, strict=True))
        attribute = JOIN.join(self.attributes[place] for place, _ in ordered)
        return self.effects.get((attribute, joined([str(key) for _, key in ordered])), self.effects.get(EVERYBODY, {}))

    def _cells(self, actual: Key, predicted: Key) -> Iterable[int]:
        """Return which counts (rows, selected, tp, fp, fn, tn) a row adds to."""
        if predicted is None:
            return ()
        chosen = (0, 1) if bool(predicted) == self.favours_event else (0,)
        if actual is None:
            return chosen
        return (*chosen, {(1, 1): 2, (0, 1): 3, (1, 0): 4, (0, 0): 5}[cast("tuple[int, int]", (actual, predicted))])


def _group(name: str, sums: Sequence[int], effects: Mapping[Key, float]) -> Group:
    """Return a group of its six counts, and of what they are worth."""
    size = len(CELLS)
    rows, selected, tp, fp, fn, tn = sums[:size]
    weights = tuple(one / MILLION for one in sums[size : 2 * size])
    return Group(name, rows, selected, tp, fp, fn, tn, worth(sums, effects), weights)


def _together(totals: Mapping[str, list[int]], least: int, name: str) -> dict[str, list[int]]:
    """Return the counts with all groups below `least` rows added up under one name."""
    thin = [group for group, cells in totals.items() if group == name or 0 < cells[0] < least]
    kept = {group: cells for group, cells in totals.items() if group not in thin}
    return kept | ({name: [sum(column) for column in zip(*(totals[group] for group in thin), strict=True)]} if thin else {})


def decisions(facts: Facts, dataset: str) -> Outcomes | None:
    """Return the view on a dataset's predictions, with or without protected columns."""
    fact = facts.find(NAME, dataset)
    if fact is None or all(keys[-1] is None for keys in fact.rows):
        return None
    roles = cast("dict[str, object]", facts.about["roles"])
    labelled = any(keys[-2] is not None for keys in fact.rows)
    # A score alone predicts 1, whatever else was declared: there is no label whose event it could be.
    alone = not (labelled or roles.get("prediction") or facts.about.get("model"))
    event = "1" if alone else roles["positive"]
    least = cast("int", facts.about.get("min_cell") or 0)
    effects = effects_of(facts.find(PERSONS, dataset))
    return Outcomes(dataset, fact.keys[:-2], event == roles["favourable"], labelled, fact, least, effects)


@dataclass(frozen=True, slots=True)
class Labelled(Outcomes):
    """Decisions by protected group, of a dataset that also has the true label."""

    absent = "no label beside the predictions, or no protected column, is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Outcomes | None:
        """Return the view, or None without labels."""
        view = decisions(facts, dataset)
        return view if view is not None and view.attributes and view.labelled else None


@dataclass(frozen=True, slots=True)
class Decisions(Outcomes):
    """All decisions of a dataset with predictions and labels."""

    absent = "no label beside the predictions is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Outcomes | None:
        """Return the view, or None without predictions or labels."""
        view = decisions(facts, dataset)
        return view if view is not None and view.labelled else None


@dataclass(frozen=True, slots=True)
class Labels:
    """How many rows carry the event, how many do not, and how many have no label."""

    absent = "no label is declared"

    dataset: str
    event: int
    other: int
    unknown: int

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Labels | None:
        """Return the view, or None without labels."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        counts = {1: 0, 0: 0, None: 0}
        for keys, numbers in fact.rows.items():
            counts[cast("int | None", keys[-2])] += numbers[0]
        return cls(dataset, counts[1], counts[0], counts[None]) if counts[1] or counts[0] else None

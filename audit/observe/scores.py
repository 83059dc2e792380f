"""How are the model's scores spread in each protected group, by what happened to its rows?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from audit.core.fact import Fact, Facts, Key, Keys
from audit.observe.outcomes import DEPTH, JOIN, joined
from audit.observe.places import BIN, EXACT, LARGEST, bin_of, cut, place_of, score_of
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene
from audit.observe.scored import Ladder, Scored, ladder_of, together
from audit.observe.tally import LABEL, RARE, SCORE, counted, group_name, pool

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

NAME = "scores"
MOST = 65_536
"""Up to so many distinct scores in a dataset, each is kept by itself."""
TASKS = ("binary", "ranking")
_PLACE = "__place"
_GLANCE = 4 * MOST
"""If so many rows already hold too many distinct scores, the rest need not be looked at."""


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Count rows per group, label and score; what is no finite number is no score."""
    import narwhals as nw

    names = [*(group_name(place) for place in range(len(counting.roles.protected))), LABEL]
    # NaN is above every number or equal to none, as an engine likes it: left out by both.
    scored = frame.filter(nw.col(SCORE).is_between(-LARGEST, LARGEST)).select(*names, SCORE)
    exact = _few(scored)
    at = nw.col(SCORE) if exact else cut(nw.col(SCORE))
    rows = counted(scored.select(*names, at.alias(_PLACE)), (*names, _PLACE))
    keys = (*counting.roles.attributes, "actual", "scale", "place")
    placed = (((*key[:-1], *_placed(cast("Any", key[-1]), exact=exact)), numbers) for key, numbers in rows)
    return Fact.of(NAME, counting.dataset, keys, ("n",), placed)


def _few(scored: nw.LazyFrame[Any]) -> bool:
    """Tell whether scores may be kept one by one; the engine counts them, and none of them comes here."""
    return _distinct(scored.head(_GLANCE)) <= MOST and _distinct(scored) <= MOST


def _distinct(scored: nw.LazyFrame[Any]) -> int:
    """Return how many distinct scores there are."""
    import narwhals as nw

    # Not `n_unique`: narwhals 2.28 casts a boolean for it on Ibis, which PostgreSQL refuses.
    kinds = scored.group_by(SCORE).agg(nw.len().alias("__n")).select(nw.len().cast(nw.Int64).alias("__n"))
    return int(kinds.collect("pyarrow").to_native().column("__n")[0].as_py())


def _placed(score: float, *, exact: bool) -> tuple[str, int]:
    """Return the scale and the place of a score, or of what is a bin already."""
    return (EXACT, place_of(score)) if exact else (BIN, int(score))


def settled(fact: Fact) -> Fact:
    """Return the fact in bins once it holds too many distinct scores, or some that are binned already.

    More rows never bring fewer distinct scores: whichever parts are added first, the sum is the same.
    """
    binned = any(keys[-2] == BIN for keys in fact.rows)
    if not binned and len({keys[-1] for keys in fact.rows}) <= MOST:
        return fact
    return Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, ((_binned(keys), numbers) for keys, numbers in fact.rows.items()))


def _binned(keys: Keys) -> Keys:
    """Return the same keys with the score's bin for the score."""
    return keys if keys[-2] == BIN else (*keys[:-2], BIN, bin_of(score_of(cast("int", keys[-1]))))


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups, and say of each label only whether it is the event."""
    width = len(scene.roles.protected)
    names = pool(fact, width, scene.settings.min_cell)
    rows = []
    for keys, numbers in fact.rows.items():
        groups: tuple[Key, ...] = tuple(names.get((place, str(key)), key) for place, key in enumerate(keys[:width]))
        actual = None if keys[width] is None else int(keys[width] == scene.roles.positive)
        rows.append(((*groups, actual, *keys[-2:]), numbers))
    return Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, rows)


SCORES = RowWork(NAME, _count, _close, applies=lambda scene: bool(scene.model or scene.roles.score), settle=settled)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a dataset, by protected group.

    `favours_event` says that a high score benefits; intersections below `min_cell` rows are one group.
    """

    absent = "no score or model is declared"

    dataset: str
    attributes: tuple[str, ...]
    labelled: bool
    favours_event: bool
    min_cell: int
    ladder: Ladder = field(repr=False, compare=False)

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scores | None:
        """Return the view, or None without scores of one of two outcomes, or of an order."""
        fact, roles = facts.find(NAME, dataset), cast("dict[str, object]", facts.about["roles"])
        if fact is None or not fact.rows or roles.get("task", "binary") not in TASKS:
            return None
        labelled = any(keys[-3] is not None for keys in fact.rows)
        # A score alone speaks of 1, whatever else was declared: there is no label whose event it could be.
        alone = not (labelled or roles.get("prediction") or facts.about.get("model"))
        favours = ("1" if alone else roles["positive"]) == roles["favourable"]
        return cls(dataset, fact.keys[:-3], labelled, favours, cast("int", facts.about.get("min_cell") or 0), ladder_of(fact))

    @property
    def distinct(self) -> NDArray[np.float64]:
        """Return the distinct scores, ascending."""
        return self.ladder.distinct

    @property
    def binned(self) -> bool:
        """Tell whether scores are known to their bin only."""
        return self.ladder.binned

    @property
    def shares(self) -> bool:
        """Tell whether all scores lie from 0 to 1."""
        return self.ladder.shares

    @property
    def unreadable(self) -> str:
        """Return why nothing can be read from the scores, or nothing: fixed bins lie over 0 to 1."""
        lost = self.binned and not self.shares
        return f"not estimable: more than {MOST:,} distinct scores outside 0 to 1; round them to fewer digits" if lost else ""

    def names(self) -> tuple[str, ...]:
        """Return every attribute, then every intersection of two, then of three."""
        return tuple(JOIN.join(some) for depth in range(1, DEPTH + 1) for some in combinations(self.attributes, depth))

    def everybody(self) -> Scored:
        """Return the scores of all rows."""
        return self._groups(())[0]

    def by(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Scored, ...]]]:
        """Yield each attribute or intersection with its groups, sorted by name; without a wish, all of them."""
        for name in wanted or self.names():
            yield name, self._groups([self.attributes.index(part) for part in name.split(JOIN)])

    def histogram(self, attribute: str, bins: int) -> dict[str, list[int]]:
        """Return counts per group in equal bins over 0 to 1, nothing where a score lies outside."""
        import numpy as np

        if not self.shares:
            return {}
        starts = [int(start) for start in np.searchsorted(self.distinct, np.arange(bins) / bins)]
        ends = [*starts[1:], None]
        ((_, groups),) = self.by((attribute,))
        return {one.name: [int(one.all[start:end].sum()) for start, end in zip(starts, ends, strict=True)] for one in groups}

    def _groups(self, places: Sequence[int]) -> tuple[Scored, ...]:
        """Add up the cells over everything but the given attributes; small intersections together."""
        import numpy as np

        ladder = self.ladder
        names = [joined([str(keys[place]) for place in places]) for keys in ladder.groups]
        if len(places) > 1:
            rows = np.bincount(ladder.group, ladder.counts, len(names)).astype(int).tolist()
            names = together(names, rows, self.min_cell, joined([RARE] * len(places)))
        found = sorted(set(names))
        mine = np.array([found.index(name) for name in names])[ladder.group]
        order = np.argsort(mine, kind="stable")
        parts = np.split(order, np.searchsorted(mine[order], np.arange(1, len(found))))
        width = len(ladder.distinct)
        return tuple(Scored(name, width, ladder.places[part], ladder.counts[part]) for name, part in zip(found, parts, strict=True))


@dataclass(frozen=True, slots=True)
class GroupScores(Scores):
    """The scores of a dataset with protected columns."""

    absent = "no score or model, or no protected column, is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scores | None:
        """Return the view, or None without scores or protected columns."""
        view = Scores.of(facts, dataset)
        return view if view is not None and view.attributes else None


@dataclass(frozen=True, slots=True)
class LabelledScores(Scores):
    """The scores of a dataset with protected columns and the true label."""

    absent = "no label beside the scores, or no protected column, is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scores | None:
        """Return the view, or None without labels or protected columns."""
        view = GroupScores.of(facts, dataset)
        return view if view is not None and view.labelled else None


@dataclass(frozen=True, slots=True)
class Probabilities(Scores):
    """Scores between 0 and 1 beside the true label, with protected columns."""

    absent = "no label beside scores from 0 to 1, or no protected column, is declared"

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scores | None:
        """Return the view, or None without labels or protected columns, or where a score lies outside 0 to 1."""
        view = LabelledScores.of(facts, dataset)
        return view if view is not None and view.shares else None

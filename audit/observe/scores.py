"""How are the model's scores spread in each protected group?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Facts, Key
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene
from audit.observe.tally import SCORE, counted, group_name, pool

if TYPE_CHECKING:
    import narwhals as nw

NAME = "scores"
BINS = 1_000
"""Fixed edges over 0 to 1: what is read from a bin is within 0.001 of the score."""


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Count rows per group and bin; a score outside 0 to 1 falls into the nearest bin."""
    import narwhals as nw

    names = [group_name(place) for place in range(len(counting.roles.protected))]
    cut = (nw.col(SCORE).clip(0, 1) * BINS).floor().clip(0, BINS - 1).cast(nw.Int64).alias("__bin")
    scored = frame.filter(~nw.col(SCORE).is_null()).select(*(nw.col(name) for name in names), cut)
    return Fact.of(NAME, counting.dataset, (*counting.roles.attributes, "bin"), ("n",), counted(scored, (*names, "__bin")))


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups."""
    width = len(scene.roles.protected)
    names = pool(fact, width, scene.settings.min_cell)
    rows = []
    for keys, numbers in fact.rows.items():
        groups: tuple[Key, ...] = tuple(names.get((place, str(key)), key) for place, key in enumerate(keys[:width]))
        rows.append(((*groups, keys[-1]), numbers))
    return Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, rows)


SCORES = RowWork(NAME, _count, _close, applies=lambda scene: bool(scene.model or scene.roles.score))


@dataclass(frozen=True, slots=True)
class Scores:
    """Score histograms per attribute and group."""

    absent = "no score or model is declared"

    dataset: str
    fact: Fact

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Scores | None:
        """Return the view, or None without scores."""
        fact = facts.find(NAME, dataset)
        return cls(dataset, fact) if fact is not None and fact.rows else None

    def histogram(self, attribute: str, bins: int) -> dict[str, list[int]]:
        """Return counts per group in `bins` equal bins over 0 to 1; `bins` divides 1,000."""
        place = self.fact.keys.index(attribute)
        groups: dict[str, list[int]] = {}
        for keys, (n,) in self.fact.rows.items():
            fine = keys[-1]
            assert isinstance(fine, int)  # noqa: S101 - a bin is a number by construction
            groups.setdefault(str(keys[place]), [0] * bins)[fine * bins // BINS] += n
        return dict(sorted(groups.items()))

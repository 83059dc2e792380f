"""In how many rows of each protected group is a quasi-identifier missing or starred?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Facts, Keys
from audit.core.measurement import Rate
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.tally import RARE, UNKNOWN, counted, group_name, groups, working_roles

if TYPE_CHECKING:
    import narwhals as nw

NAME = "blanks"
KEYS, MEASURES = ("attribute", "group"), ("rows", "blank")
STAR = "*"
_BLANK = "__blank"


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count rows, and rows with a gap, by group; groups seen in fewer than `min_cell` rows are one."""
    roles = scene.roles
    if not roles.quasi_identifiers or not roles.protected:
        return None
    names = [group_name(place) for place in range(len(roles.protected))]
    rows: list[tuple[Keys, tuple[int, ...]]] = []
    for keys, (number,) in counted(_frame(scene), [*names, _BLANK]):
        blank = int(keys[-1] or 0)
        rows += [((item.column, key), (number, number * blank)) for item, key in zip(roles.protected, keys, strict=False)]
    whole = Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, [(_pooled(keys, n[0], scene), n) for keys, n in whole.rows.items()])


def _pooled(keys: Keys, rows: int, scene: Scene) -> Keys:
    """Return the keys of a group, with the one name of rare ones where it is rare."""
    return keys if rows >= scene.settings.min_cell or keys[1] == UNKNOWN else (keys[0], RARE)


def _frame(scene: Scene) -> nw.LazyFrame[Any]:
    """Return the groups of every row, and 1 where something is missing or starred."""
    import narwhals as nw

    source, roles = scene.source, scene.roles
    people = {group_name(place): item.column for place, item in enumerate(roles.protected)}
    keys = {f"__key_{place}": name for place, name in enumerate(roles.quasi_identifiers)}
    texts = {column.name for column in source.columns if column.kind == "text"}
    frame = source.frame().select(*(source.col(column).alias(name) for name, column in (people | keys).items()))
    gaps = [nw.col(key).is_null() for key in keys]
    gaps += [(nw.col(key) == STAR).fill_null(value=False) for key, name in keys.items() if name in texts]
    blank = nw.when(reduce(or_, gaps)).then(nw.lit(1)).otherwise(nw.lit(0)).alias(_BLANK)
    return frame.select(*groups(working_roles(roles), named=False), blank)


BLANKS = SetWork(NAME, _make)


@dataclass(frozen=True, slots=True)
class Blanks:
    """How many rows of each protected group have a gap in what an outsider can know."""

    absent = "no quasi-identifiers beside protected columns are declared"

    dataset: str
    groups: Mapping[str, Mapping[str, Rate]]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Blanks | None:
        """Return the view, or None without quasi-identifiers or groups."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        found: dict[str, dict[str, Rate]] = {}
        for (attribute, group), (rows, blank) in fact.rows.items():
            found.setdefault(str(attribute), {})[str(group)] = Rate(blank, rows)
        return cls(dataset, found)

    def others(self, attribute: str, group: str) -> Rate:
        """Return all rows of an attribute but those of a group."""
        rates = [rate for name, rate in self.groups[attribute].items() if name != group]
        return Rate(sum(rate.hits for rate in rates), sum(rate.of for rate in rates))

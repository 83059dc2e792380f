"""What does a fact say of each group, once everything else is added up?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from audit.core.fact import Fact, Keys
from audit.observe.outcomes import JOIN, joined
from audit.observe.tally import RARE

Table: TypeAlias = "dict[Keys, list[int]]"


def gathered(fact: Fact, attributes: Sequence[str], name: str, least: int) -> dict[str, Table]:
    """Return, by group of an attribute or intersection, what the fact counts under its other keys.

    The first keys of the fact are the attributes, its first measure counts rows. An empty name stands for
    everybody. Groups of an intersection with fewer than `least` rows are one group, named after rare ones.
    """
    places = [attributes.index(part) for part in name.split(JOIN)] if name else []
    groups: dict[str, Table] = {}
    for keys, numbers in fact.rows.items():
        group = joined([str(keys[place]) for place in places]) if places else ""
        _add(groups.setdefault(group, {}), keys[len(attributes) :], numbers)
    return dict(sorted(_together(groups, least, joined([RARE] * len(places))).items())) if len(places) > 1 else dict(sorted(groups.items()))


def rows_in(table: Mapping[Keys, Sequence[int]]) -> int:
    """Return the rows of a group."""
    return sum(numbers[0] for numbers in table.values())


def _together(groups: Mapping[str, Table], least: int, name: str) -> dict[str, Table]:
    """Return the tables with all groups below `least` rows added up under one name."""
    thin = [group for group, table in groups.items() if group == name or 0 < rows_in(table) < least]
    kept = {group: table for group, table in groups.items() if group not in thin}
    pool: Table = {}
    for group in thin:
        for keys, numbers in groups[group].items():
            _add(pool, keys, numbers)
    return kept | ({name: pool} if thin else {})


def _add(table: Table, keys: Keys, numbers: Sequence[int]) -> None:
    """Add numbers under a key."""
    before = table.get(keys)
    table[keys] = list(numbers) if before is None else [one + other for one, other in zip(before, numbers, strict=True)]

"""A fact: a table of integer counts, the only thing rules ever read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from audit.core.values import Json

Key: TypeAlias = "str | int | None"
Keys: TypeAlias = "tuple[Key, ...]"


def _order(keys: Keys) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key for mixed keys: numbers, then texts, then unknown."""
    return tuple((2, 0, "") if k is None else (0, k, "") if isinstance(k, int) else (1, 0, k) for k in keys)


@dataclass(frozen=True, slots=True)
class Fact:
    """Named integer measures per combination of named keys, of one dataset.

    Rows are sorted by key, so equal facts are equal texts. Adding two facts key by key (`merge`)
    is associative and commutative. A key is a name, a small integer (a class size, a bin) or
    None (unknown); never a free value of the data.
    """

    name: str
    dataset: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    rows: Mapping[Keys, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        name: str,
        dataset: str,
        keys: Sequence[str],
        measures: Sequence[str],
        rows: Iterable[tuple[Keys, Sequence[int]]],
    ) -> Fact:
        """Build a fact; rows with the same key are added."""
        totals: dict[Keys, list[int]] = defaultdict(lambda: [0] * len(measures))
        for key, numbers in rows:
            total = totals[key]
            for place, number in enumerate(numbers):
                total[place] += int(number)
        table = {key: tuple(totals[key]) for key in sorted(totals, key=_order)}
        return cls(name, dataset, tuple(keys), tuple(measures), table)

    def merge(self, other: Fact) -> Fact:
        """Return the fact of both parts together; raises ValueError if they are of different kinds."""
        if (self.name, self.dataset, self.keys, self.measures) != (other.name, other.dataset, other.keys, other.measures):
            message = f"facts {self.name} and {other.name} cannot be added"
            raise ValueError(message)
        return Fact.of(self.name, self.dataset, self.keys, self.measures, [*self.rows.items(), *other.rows.items()])

    def to_json(self) -> dict[str, Json]:
        """Return what `from_json` reads."""
        return {
            "name": self.name,
            "dataset": self.dataset,
            "keys": list(self.keys),
            "measures": list(self.measures),
            "rows": [[*key, *numbers] for key, numbers in self.rows.items()],
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Json]) -> Fact:
        """Read a fact; raises KeyError, TypeError or ValueError if it is malformed."""
        keys = cast("list[str]", document["keys"])
        rows = cast("list[list[Key]]", document["rows"])
        width = len(keys)
        table = [(tuple(row[:width]), [int(cast("int", number)) for number in row[width:]]) for row in rows]
        measures = cast("list[str]", document["measures"])
        if any(len(numbers) != len(measures) for _, numbers in table):
            message = "a row has another number of measures than its fact"
            raise ValueError(message)
        return cls.of(str(document["name"]), str(document["dataset"]), keys, measures, table)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one observation brings back, with what it is about (roles, hashes, settings)."""

    tables: tuple[Fact, ...]
    about: Mapping[str, Json]

    def find(self, name: str, dataset: str) -> Fact | None:
        """Return one fact of one dataset, or None if it was not made."""
        return next((fact for fact in self.tables if (fact.name, fact.dataset) == (name, dataset)), None)

    def datasets(self) -> tuple[str, ...]:
        """Return the names of the datasets, in the order observed."""
        return tuple(dict.fromkeys(fact.dataset for fact in self.tables))

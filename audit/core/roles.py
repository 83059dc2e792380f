"""Which column plays which part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Task = Literal["binary", "multiclass", "regression", "ranking"]
TASKS: tuple[Task, ...] = ("binary", "multiclass", "regression", "ranking")


@dataclass(frozen=True, slots=True)
class Protected:
    """A protected column; numbers are cut into bands `[18, 25) [25, 45) ...` at the given edges."""

    column: str
    bands: tuple[float, ...] = ()

    def labels(self) -> tuple[str, ...]:
        """Return one name per band, from below the first edge to above the last one."""
        if not self.bands:
            return ()
        edges = [f"{edge:g}" for edge in self.bands]
        inner = [f"{low} to <{high}" for low, high in pairwise(edges)]
        return (f"<{edges[0]}", *inner, f">={edges[-1]}")


@dataclass(frozen=True, slots=True)
class Roles:
    """Columns by role, and which values mean what.

    `positive` is the event whose errors are counted, `favourable` the outcome that benefits the
    person (what a selection rate counts). They are two settings: in a recidivism score the event
    is re-arrest and the benefit is the low score. `task` is what is predicted: one of two values, one
    of several classes, a number, or an order of people by score.
    """

    label: str | None = None
    prediction: str | None = None
    score: str | None = None
    protected: tuple[Protected, ...] = ()
    strata: tuple[str, ...] = ()
    quasi_identifiers: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    weight: str | None = None
    subject_id: str | None = None
    event_date: str | None = None
    positive: str | None = None
    favourable: str | None = None
    reference: Mapping[str, str] = field(default_factory=dict)
    task: Task = "binary"

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return the names of the protected columns."""
        return tuple(item.column for item in self.protected)

    @property
    def favours_event(self) -> bool:
        """Tell whether the event that is predicted is also the outcome that benefits the person."""
        return self.positive == self.favourable

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield every declared column with the key of the subject that declares it."""
        for part in ("label", "prediction", "score", "weight", "subject_id", "event_date"):
            name = getattr(self, part)
            if name is not None:
                yield f"roles.{part}", name
        lists = {"protected": self.attributes, "strata": self.strata}
        lists |= {"quasi_identifiers": self.quasi_identifiers, "sensitive": self.sensitive}
        yield from ((f"roles.{part}.{name}", name) for part, names in lists.items() for name in names)

    def declared(self) -> frozenset[str]:
        """Return every column that has a role."""
        return frozenset(name for _, name in self.places())

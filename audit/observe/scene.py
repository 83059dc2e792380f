"""What an observation looks at: one dataset, its roles, the model, and the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audit.core.roles import Roles

if TYPE_CHECKING:
    from audit.load.models import Model
    from audit.load.source import Source

Progress: TypeAlias = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Show no progress."""


def nowhere(key: str) -> str:
    """Know no place where a key was set."""
    return ""


@dataclass(frozen=True, slots=True)
class Personal:
    """What a subject says about personal data: none of it is a value of the audited data.

    `allow` are texts that count for nothing; `deny` are texts that are an entity, by entity;
    `overrides` say what a column holds (`""`: nothing personal); `recognisers` is the path of a file of
    Presidio recognisers; `nlp` names the language model that looks for names in free text.
    """

    allow: tuple[str, ...] = ()
    deny: tuple[tuple[str, tuple[str, ...]], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    recognisers: str = ""
    nlp: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to observe: the smallest count that may be shown, the sampling key, whose formats to look for.

    `sample` is how many rows decisions are asked for (None: all); everything else reads every row.
    `distinct_cap` is how many distinct values are read closely per column, `judged_cap` how many
    candidates are judged per column and entity; `exhaustive` takes all of both. `as_of` is the day
    (ISO 8601) from which ages are counted; `attacks` tells that attacks on the data were authorised.
    `bits` is the power of two that predicted numbers are multiplied by before they are added up. `hierarchies` is the
    path of a folder of hierarchies, `sampling_fraction` the share of the population that the data holds (None: unknown).
    """

    min_cell: int = 10
    seed: int = 0
    locales: tuple[str, ...] = ()
    distinct_cap: int = 1_000
    batch_rows: int = 65_536
    sample: int | None = None
    judged_cap: int = 200
    exhaustive: bool = False
    as_of: str = ""
    attacks: bool = False
    personal: Personal = Personal()
    bits: int = 0
    hierarchies: str = ""
    sampling_fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """By which powers of two weights, and their squares, are multiplied before they are rounded to whole numbers."""

    weight: int
    square: int


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted of rows, without the rows: it travels to wherever they are. `scale` is None where no row carries a weight."""

    dataset: str
    roles: Roles
    settings: Settings
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One dataset under observation. `model` is None where predictions are stored or not asked for.

    `place` says where a dotted key of the subject was set, for messages; `workers` is how many
    processes may ask the model at once. `scale` is that of the weights, None before it is known. `beside` are the
    other datasets of the subject, for facts that hold one against another.
    """

    source: Source
    roles: Roles
    settings: Settings
    model: Model | None = None
    progress: Progress = silent
    place: Callable[[str], str] = nowhere
    workers: int = 1
    scale: Scale | None = None
    beside: tuple[Source, ...] = ()

    @property
    def counting(self) -> Counting:
        """Return what is counted of the rows."""
        return Counting(self.source.name, self.roles, self.settings, self.scale)

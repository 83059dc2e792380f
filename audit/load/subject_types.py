"""What does a subject declare: datasets, a model, roles, and who answers for the audit?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from audit.core.ask import Population
from audit.core.roles import Roles

ROLES_OF_DATA = ("train", "test", "reference", "current", "population", "public")
NOT_AUDITED = frozenset({"train", "reference", "population", "public"})
"""Parts nobody is judged on. `population`: everybody the data was drawn from; `public`: what an outsider may hold beside it."""


BESIDE = frozenset({"population", "public"})
"""Parts that are not released: others are held against them, no rule is about them."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A file of data and its part; the last three say how to read it where we would have to find out."""

    role: str
    path: str
    label: str | None = None
    header: bool | None = None
    delimiter: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Where the model is and how far it is trusted: a hash (`sha256:...`) or types that may be constructed."""

    path: str | None = None
    trust: str | None = None
    trusted: tuple[str, ...] = ()
    predict_with: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """What a column may hold, on which ground, and what it holds whatever its values look like.

    `special` and `personal` allow, on a `ground`; `entity` says what the column is, `personal: none` that it
    is nothing personal, each for a `reason`.
    """

    special: Literal["allowed", ""] = ""
    personal: Literal["allowed", "none", ""] = ""
    ground: str = ""
    entity: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A text that counts for nothing wherever it stands, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Denied:
    """Texts that are an entity wherever they stand, and why."""

    entity: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PersonalData:
    """How personal data is looked for: a file of Presidio recognisers, a language model, texts allowed and denied."""

    recognisers: str = ""
    nlp: str = ""
    allow: tuple[Allowed, ...] = ()
    deny: tuple[Denied, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is audited. Paths are relative to `folder`.

    `places` says where each dotted key was set (`roles.label` -> `equigate.yml:12:3`, an item of a
    list under its name: `roles.protected.sex`), so that a later stage can point at the line.
    `sample` is how many rows decisions are asked for (None: all), `as_of` the day (ISO 8601) from which ages are
    counted (none: the day of the run); the command line says both, no file. `hierarchies` is a folder of files
    that say how values are made coarser, `sampling_fraction` the share of the population that the data holds.
    """

    name: str
    datasets: tuple[Dataset, ...] = ()
    model: ModelSpec | None = None
    roles: Roles = field(default_factory=Roles)
    population: Population = "sample"
    locales: tuple[str, ...] = ()
    columns: Mapping[str, ColumnNote] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
    attacks: Mapping[str, str] = field(default_factory=dict)
    policies: tuple[str, ...] = ()
    folder: Path = field(default_factory=Path)
    origin: str = ""
    seed: int = 0
    sample: int | None = None
    personal: PersonalData = field(default_factory=PersonalData)
    as_of: str = ""
    hierarchies: str = ""
    sampling_fraction: float | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """Return where a dotted key was set; if it was not, where its nearest parent was, or the origin."""
        while key:
            if key in self.places:
                return self.places[key]
            key = key.rpartition(".")[0]
        return self.origin

    def resolve(self, path: str) -> Path:
        """Return where a path of this subject is."""
        return self.folder / path

    def dataset(self, role: str) -> Dataset | None:
        """Return the dataset of one role, or None."""
        return next((item for item in self.datasets if item.role == role), None)

"""What does a subject declare: datasets, a model, roles, and who answers for the audit?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from audit.core.ask import Population
from audit.core.roles import Roles

ROLES_OF_DATA = ("train", "test", "reference", "current")


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
    """Why a column may hold what it holds: allowed special categories or personal data, and on which ground."""

    special: Literal["allowed", ""] = ""
    personal: Literal["allowed", ""] = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is audited. Paths are relative to `folder`.

    `places` says where each dotted key was set (`roles.label` -> `equigate.yml:12:3`, an item of a
    list under its name: `roles.protected.sex`), so that a later stage can point at the line.
    `sample` is how many rows decisions are asked for (None: all); the command line says it, no file.
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

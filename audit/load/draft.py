"""What becomes of a subject while flags are read, and of the texts that are given to them?"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from audit.core.errors import Problem
from audit.load.address import address_of
from audit.load.subject_types import Subject

Texts: TypeAlias = "str | Sequence[str] | None"


@dataclass
class Draft:
    """A subject on its way, with the mistakes and the flags' places."""

    subject: Subject
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """Return the flag or the line that set a key."""
        nearest = key
        while nearest:
            if nearest in self.places:
                return self.places[nearest]
            nearest = nearest.rpartition(".")[0]
        return self.subject.place(key)


def each(value: Texts) -> tuple[str, ...]:
    """Return the values of a flag that repeats."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def listed(value: Texts) -> tuple[str, ...]:
    """Return the names in comma-separated texts; a name with a comma stands in double quotes."""
    rows = csv.reader(each(value), skipinitialspace=True)
    return tuple(dict.fromkeys(name for row in rows for name in row if name))


def from_folder(path: str, folder: Path) -> str:
    """Return a path given from here as one from the subject's folder."""
    if address_of("--data", path) or Path(path).is_absolute() or folder.absolute() == Path.cwd():
        return path
    return Path(os.path.relpath(Path.cwd() / path, folder.absolute())).as_posix()

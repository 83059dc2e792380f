"""In what kind of file does the model come, and what does loading it run?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.core.fact import Fact, Facts

if TYPE_CHECKING:
    from audit.load.models import Model

NAME = "artefact"
DATASET = "model"
RUNS_CODE = frozenset({"joblib", "pickle"})


def artefact(model: Model) -> Fact:
    """Count the types of a model file by how they came to be trusted."""
    rows = [((model.format,), (len(model.types), int(model.format in RUNS_CODE)))]
    return Fact.of(NAME, DATASET, ("format",), ("listed_types", "runs_code"), rows)


@dataclass(frozen=True, slots=True)
class Artefact:
    """The format of the model file; `runs_code` tells whether loading it can run anything it holds."""

    absent = "no model file is declared"

    dataset: str
    format: str
    listed_types: int
    runs_code: bool

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Artefact | None:
        """Return the view, or None where the model is no file."""
        fact = facts.find(NAME, dataset)
        if fact is None:
            return None
        ((keys, numbers),) = fact.rows.items()
        name = str(keys[0])
        return cls(dataset, name, numbers[0], bool(numbers[1])) if name not in {"function", "estimator"} else None

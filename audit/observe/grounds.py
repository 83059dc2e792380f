"""On which grounds does the subject say that personal data is processed? Declared, not verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from audit.core.fact import Facts

BASIS, CONDITION, LAW = "legal_basis", "art9_condition", "art10_law"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the subject declares under `audit:`, empty where it declares nothing."""

    absent = "no dataset was read"

    dataset: str
    basis: str = ""
    condition: str = ""
    law: str = ""

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Grounds | None:
        """Return the view: whoever declares nothing has declared no ground."""
        subject = cast("Mapping[str, Mapping[str, object]]", facts.about.get("subject") or {})
        declared = subject.get("declared") or {}
        return cls(dataset, *(str(declared.get(name) or "").strip() for name in (BASIS, CONDITION, LAW)))

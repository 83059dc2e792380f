"""A rule and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audit.core.limit import Limit
from audit.core.words import Risk, Severity, Status


@dataclass(frozen=True, slots=True)
class Citation:
    """A source: what it is called, where in it, what it says in our words, and how far it is checked.

    `verified` tells whether the text itself was read; `last_verified` when. `start` and `until`
    bound the days on which it is in force (None: open).
    """

    name: str
    clause: str
    says: str
    status: Status
    url: str = ""
    start: date | None = None
    until: date | None = None
    last_verified: date | None = None
    verified: bool = False

    def __str__(self) -> str:
        """Return name and clause."""
        return f"{self.name} {self.clause}".strip()

    def in_force(self, day: date) -> bool:
        """Tell whether it applies on a day."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """A question with a limit. Every word a reader sees about it lives here, and no code."""

    name: str
    asks: str
    why: str
    blind: str
    step: str
    limit: Limit
    limit_source: Citation
    related_law: tuple[Citation, ...]
    risk: Risk
    severity: Severity
    metric: str
    family: str

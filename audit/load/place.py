"""Where is the input that something is wrong with?"""

from __future__ import annotations

from dataclasses import dataclass

from audit.core.errors import BadInput


@dataclass(frozen=True, slots=True)
class Place:
    """A dataset role and its path as the user typed it (empty for a frame in hand)."""

    role: str
    path: str = ""

    def __str__(self) -> str:
        """Return what stands in front of an error."""
        return f"{self.role} {self.path}".strip()

    def part(self, number: int, of: int) -> Place:
        """Return the place of one part file; its own name may show values and is not printed."""
        return Place(self.role, f"{self.path} (part {number} of {of})")

    def bad(self, what: str, step: str = "") -> BadInput:
        """Return the error for one problem here."""
        return BadInput.one(str(self), what, step)

"""Is a line in force on a day? What was repealed, or does not apply yet, is never shown as the law of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audit.core.rule import Citation
from audit.core.words import Status


class Standing(StrEnum):
    """Where a line is in its life."""

    IN_FORCE = "in force"
    ADOPTED = "adopted"
    REPEALED = "repealed"
    PROPOSED = "proposed"


STANDINGS = tuple(word.value for word in Standing)
STATUSES = (*(word.value for word in Status), *STANDINGS)
"""What a policy may write as `status`: who stands behind the number, or where its line is in its life."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of law, guidance or a policy, with the first and the last day on which it is in force (None: open).

    `written` is the status as somebody wrote it; the dates overrule it.
    """

    written: str = ""
    start: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, law: Citation) -> Line:
        """Return the line of a citation."""
        return cls(str(law.status), law.start, law.until)

    def on(self, day: date | None) -> Standing:
        """Return its standing on a day; a proposal stays one until somebody writes another status.

        Without a day, and where the date that would tell is not written, what was written holds.
        """
        if self.written == Standing.PROPOSED:
            return Standing.PROPOSED
        ended = None if day is None or self.until is None else self.until < day
        begun = None if day is None or self.start is None else self.start <= day
        if ended or (ended is None and self.written == Standing.REPEALED):
            return Standing.REPEALED
        if begun is False or (begun is None and self.written == Standing.ADOPTED):
            return Standing.ADOPTED
        return Standing.IN_FORCE

    def words(self, day: date | None) -> str:
        """Return `in force`, `repealed, in force until 2026-07-20`, `adopted, applies from 2027-12-02` or `proposed, not in force`."""
        standing = self.on(day)
        if standing is Standing.REPEALED:
            return f"{standing}, in force until {self.until}" if self.until else f"{standing}"
        if standing is Standing.ADOPTED:
            return f"{standing}, applies from {self.start}" if self.start else f"{standing}, does not apply yet"
        return f"{standing}, not in force" if standing is Standing.PROPOSED else f"{standing}"

    def status(self, day: date | None) -> str:
        """Return who stands behind it, or what became of it: a line that is not in force on a day is never called law."""
        if self.on(day) is Standing.IN_FORCE:
            return str(Standing.IN_FORCE) if self.written in STANDINGS else self.written
        return self.words(day) if self.written in {*STANDINGS, Status.LAW, ""} else f"{self.written}; {self.words(day)}"


def day_of(text: object) -> date | None:
    """Return the day that an ISO text names, None for an empty one or none."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def served(laws: tuple[Citation, ...], day: date | None) -> tuple[str, ...]:
    """Return what a rule serves on a day: repealed lines are left out, those that do not apply yet say so."""
    return tuple(_named(law, day) for law in laws if Line.of(law).on(day) is not Standing.REPEALED)


def _named(law: Citation, day: date | None) -> str:
    """Return a citation with its standing, if it is not in force."""
    in_force = law.in_force(day) if day is not None else True
    return str(law) if in_force else f"{law} ({Line.of(law).words(day)})"

"""What may go wrong in a way the user can mend.

EquigateError           carries problems; the command line prints them and exits 2
+-- BadInput            arguments, subject, policy, data or model cannot be used
+-- CannotWrite         a requested output could not be written
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is, what it is, and the next step."""

    where: str
    what: str
    step: str = ""

    def __str__(self) -> str:
        """Return one line: `where: what. step`."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}. {self.step}" if self.step else text


class EquigateError(Exception):
    """An end that the user can mend; its problems never quote a value of the data."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep every problem, so that all are shown at once."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadInput(EquigateError):  # noqa: N818 - reads as what it says in a raise
    """Arguments, subject, policy, data or model cannot be used."""

    @classmethod
    def one(cls, where: str, what: str, step: str = "") -> BadInput:
        """Return the error for a single problem."""
        return cls((Problem(where, what, step),))


class CannotWrite(EquigateError):  # noqa: N818
    """A requested output could not be written; the old one is untouched."""

    @classmethod
    def one(cls, where: str, what: str, step: str = "") -> CannotWrite:
        """Return the error for a single problem."""
        return cls((Problem(where, what, step),))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint naming the closest known word, else the known words."""
    words = sorted(known)
    close = get_close_matches(name, words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known: {', '.join(words)}" if words else ""

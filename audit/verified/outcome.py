"""What came of one comparison, and of all of them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.verify import CONSISTENT


class State(StrEnum):
    """How a comparison ended. What nobody asked for is `left`; what was asked for and could not be told is `unknown`."""

    SAME = "agrees"
    DIFFERENT = "differs"
    UNKNOWN = "cannot tell"
    LEFT = "not compared"


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what was compared, how it ended, a sentence, and the single differences."""

    what: str
    state: State
    text: str
    more: tuple[str, ...] = ()


_EXIT = {State.DIFFERENT: 1, State.UNKNOWN: 3}


def ended(lines: Sequence[Line]) -> tuple[int, str]:
    """Return the exit code, 1 for a difference and 3 for what cannot be told, and the reason for it."""
    for state, code in _EXIT.items():
        found = [line.what for line in lines if line.state is state]
        if found:
            return code, f"{state}: {', '.join(found)}"
    left = [line.what for line in lines if line.state is State.LEFT]
    return 0, "nothing differs" + (f"; not compared: {', '.join(left)}" if left else "")


def standing(lines: Sequence[Line]) -> str:
    """Return what evidence that nothing speaks against may be called."""
    signed = next((line.text for line in lines if line.what == "signature" and line.state is State.SAME), "")
    return f"consistent; {signed}" if signed else CONSISTENT

"""What becomes of a column when some of its cells are blank, mistyped or cut?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random


def blank(value: str, draw: Random) -> str:
    """Return nothing."""
    return ""


def swapped(value: str, draw: Random) -> str:
    """Return the value with two neighbouring characters that differ exchanged, where there are any."""
    places = [at for at in range(len(value) - 1) if value[at] != value[at + 1]]
    if not places:
        return value
    at = draw.choice(places)
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def dropped(value: str, draw: Random) -> str:
    """Return the value without one character."""
    at = draw.randrange(len(value))
    return value[:at] + value[at + 1 :]


def replaced(value: str, draw: Random) -> str:
    """Return the value with one character exchanged for another of its kind."""
    at = draw.randrange(len(value))
    kind = "0123456789" if value[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    other = draw.choice([sign for sign in kind if sign != value[at].lower()])
    return value[:at] + (other.upper() if value[at].isupper() else other) + value[at + 1 :]


def spaced(value: str, draw: Random) -> str:
    """Return the value with one to three blanks put in at one place, the ends included."""
    at = draw.randint(0, len(value))
    return value[:at] + " " * draw.randint(1, 3) + value[at:]


HARMS: tuple[Callable[[str, Random], str], ...] = (blank, swapped, dropped, replaced, spaced)


def damaged(values: Sequence[str], share: float, seed: int) -> tuple[str, ...]:
    """Return the values with `share` (0 to 1) of the rows harmed in one way each; blank cells stay blank."""
    draw = Random(seed)
    hit = set(draw.sample(range(len(values)), round(share * len(values))))
    return tuple(draw.choice(HARMS)(value, draw) if value and at in hit else value for at, value in enumerate(values))

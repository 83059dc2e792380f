"""How many numbers of the same length would pass by chance?

A check digit alone is weak evidence: one number in ten or eleven passes, and of a loose form nearly every
one. So what passes is compared with what digits made up at random would give.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

TRIED = 60
_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()./+-]*")
_BARE = re.compile(r"[1-9][0-9]*")
_DIGIT = re.compile(r"[0-9]")
_MOSTLY = 0.8
_KEPT = 2


def by_chance(values: Sequence[str], accepts: Callable[[str], bool], tried: int = TRIED) -> float | None:
    """Return the share of made-up numbers that are accepted; None where most values are more than digits and signs.

    Each value gives a number of its own form, with other digits; zeros before it stay. Where the values are
    bare digits, numbers that begin as they do are made up as well, and the larger share counts: all
    that begin with 6 may be valid somewhere. The same numbers in every run.
    """
    numbers = [value for value in values if _NUMBER.fullmatch(value)]
    if not numbers or len(numbers) < _MOSTLY * len(values):
        return None
    some = numbers[:tried]
    shares = [_share([_made_up(value, 0) for value in some], accepts)]
    if is_bare(some):
        shares.append(_share([_made_up(value, _KEPT) for value in some], accepts))
    return max(shares)


def is_bare(values: Sequence[str]) -> bool:
    """Tell whether most values are digits that begin with no zero, and nothing else."""
    return bool(values) and sum(_BARE.fullmatch(value) is not None for value in values) >= _MOSTLY * len(values)


def _share(values: Sequence[str], accepts: Callable[[str], bool]) -> float:
    """Return the share of values that are accepted."""
    return sum(map(accepts, values)) / len(values)


def by_shuffling(values: Sequence[str], accepts: Callable[[str], bool], tried: int = TRIED) -> float:
    """Return the share of values that are accepted with their characters in another order: 1 for a form that says nothing."""
    some = values[:tried]
    return sum(accepts(_shuffled(value)) for value in some) / len(some) if some else 0.0


def lift(share: float, chance: float | None) -> float:
    """Return how far a share is above chance, from 0 (not) to 1 (all pass, and chance lets not all): (s - c) / (1 - c)."""
    if chance is None:
        return 1.0
    return max(0.0, (share - chance) / (1.0 - chance)) if chance < 1.0 else 0.0


def _made_up(value: str, kept: int) -> str:
    """Return other digits in the form of a value, after zeros and the first `kept` digits; made from the value alone."""
    digits = random.Random(f"{kept}{value}")  # noqa: S311 - a control, not a secret
    first = next((place for place, sign in enumerate(value) if sign in "123456789"), len(value))
    made = [digits.choice("123456789") if place == first else digits.choice("0123456789") for place in range(len(value))]
    seen = 0
    for place, sign in enumerate(value):
        seen += place >= first and sign.isdecimal()
        if place < first or seen <= kept or not _DIGIT.fullmatch(sign):
            made[place] = sign
    return "".join(made)


def _shuffled(value: str) -> str:
    """Return the same characters in an order made from the value."""
    characters = sorted(value)
    random.Random(value).shuffle(characters)  # noqa: S311 - a control, not a secret
    return "".join(characters)

"""Which letters and digits does a pattern not tell apart? Texts of one shape then need to be looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from importlib import import_module
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

from audit.observe.personal.sieve.needs import REPEATS, foreign

_UPPER, _LOWER, _DIGITS = (frozenset(map(ord, letters)) for letters in (ascii_uppercase, ascii_lowercase, digits))
_SPACE = frozenset(map(ord, "\t\n\v\f\r "))
_ASCII = frozenset(range(128))
_CATEGORIES = {"DIGIT": _DIGITS, "WORD": _UPPER | _LOWER | _DIGITS | {ord("_")}, "SPACE": _SPACE}
_ALIKE = (0x130, 0x131, 0x17F, 0x212A)
"""These are `i`, `s` and `k` in another case."""
ZERO = bytes.maketrans(digits.encode(), b"0" * 10)
"""Makes every digit a zero."""
SHAPE = bytes.maketrans((digits + ascii_uppercase + ascii_lowercase).encode(), b"0" * 10 + b"A" * 26 + b"a" * 26)
"""Makes every digit a zero and every letter an `A` or an `a`."""


class Level(IntEnum):
    """What a pattern tells apart in ASCII texts: nothing beyond their shape; letters, not digits; everything."""

    SHAPE = 0
    LETTERS = 1
    EVERYTHING = 2


@cache
def level(regex: str, flags: int) -> Level:
    """Return what a pattern tells apart; everything where it is not understood."""
    classes = _read(regex, flags)
    if classes is None or None in classes:
        return Level.EVERYTHING
    if not all(_whole(_DIGITS, one) for one in classes if one is not None):
        return Level.EVERYTHING
    plain = all(_whole(_UPPER, one) and _whole(_LOWER, one) for one in classes if one is not None)
    return Level.SHAPE if plain else Level.LETTERS


@cache
def reaches_ascii(regex: str, flags: int) -> bool:
    """Tell whether letters beyond ASCII in a pattern may be ASCII letters in another case, or are not understood."""
    if regex.isascii():
        return False
    classes = _read(regex, flags)
    return classes is None or any(one is not None and not one.isdisjoint(_ALIKE) for one in classes)


def _whole(letters: frozenset[int], found: frozenset[int]) -> bool:
    """Tell whether a class holds all of some letters or none."""
    return letters <= found or letters.isdisjoint(found)


@cache
def _read(regex: str, flags: int) -> tuple[frozenset[int] | None, ...] | None:
    """Return the ASCII characters (and those that are alike) of every class of a pattern; None for what goes back to a match."""
    if foreign(regex):
        return None
    try:
        parsed = import_module("re._parser").parse(regex, flags)
    except (re.error, ImportError, OverflowError, RecursionError, ValueError):
        return None
    return tuple(_classes(parsed, ignore=bool(parsed.state.flags & re.IGNORECASE)))


def _classes(parts: Any, *, ignore: bool) -> Iterator[frozenset[int] | None]:
    """Yield the classes of some parts and of what is inside them."""
    for code, content in parts:
        kind = str(code)
        if kind in {"LITERAL", "NOT_LITERAL"}:
            yield _any_case({content}, ignore=ignore)
        elif kind == "IN":
            yield _class(content, ignore=ignore)
        elif kind not in {"AT", "ANY"}:
            yield from _inside(kind, content, ignore=ignore)


def _inside(kind: str, content: Any, *, ignore: bool) -> Iterator[frozenset[int] | None]:
    """Yield the classes inside one part."""
    if kind == "BRANCH":
        for branch in content[1]:
            yield from _classes(branch, ignore=ignore)
    elif kind == "SUBPATTERN":
        _, added, removed, parts = content
        yield from _classes(parts, ignore=(ignore or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE)
    elif kind in REPEATS:
        yield from _classes(content[2], ignore=ignore)
    elif kind in {"ASSERT", "ASSERT_NOT"}:
        yield from _classes(content[1], ignore=ignore)
    elif kind == "ATOMIC_GROUP":
        yield from _classes(content, ignore=ignore)
    else:
        yield None


def _class(items: Any, *, ignore: bool) -> frozenset[int] | None:
    """Return the characters of a class; a class without some holds all others."""
    found: set[int] = set()
    without = False
    for code, content in items:
        kind = str(code)
        if kind == "NEGATE":
            without = True
        elif kind == "RANGE":
            first, last = content
            found |= {*range(first, min(last, 127) + 1), *(one for one in _ALIKE if first <= one <= last)}
        elif kind == "LITERAL":
            found.add(content)
        else:
            found |= _category(str(content))
    cased = _any_case(found, ignore=ignore)
    return _ASCII - cased if without else cased


def _category(name: str) -> frozenset[int]:
    """Return the ASCII characters of the class of digits, word characters or blanks, or of all others."""
    kind = name.rpartition("_")[2]
    return _ASCII - _CATEGORIES[kind] if "_NOT_" in name else _CATEGORIES[kind]


def _any_case(found: set[int], *, ignore: bool) -> frozenset[int]:
    """Return characters with those that they are in another case."""
    if not ignore:
        return frozenset(found)
    return frozenset(found) | {ord(chr(one).swapcase()) for one in found if one in _UPPER or one in _LOWER}

"""What must a text hold for a pattern to match it? Read off the parsed pattern, never chosen by hand."""

from __future__ import annotations

import re
from functools import cache, reduce
from importlib import import_module
from typing import Any, NamedTuple

_OWN_ESCAPE = re.compile(r"\\(?:\\|([A-Za-z]))")
_SHARED_ESCAPES = frozenset("dDwWsSbBAZnrtfvax")
_OWN_BRACES = re.compile(r"\{[^{}]*[a-zA-Z][^{}]*\}|\[:\^?\w+:\]")
_DIGIT = "0"
"""Stands among characters for some digit."""
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class Needs(NamedTuple):
    """What every match holds: so many digits of any script, so many characters, and each of these characters."""

    digits: int = 0
    length: int = 0
    characters: frozenset[str] = frozenset()

    def then(self, other: Needs) -> Needs:
        """Return the needs of one after the other."""
        return Needs(self.digits + other.digits, self.length + other.length, self.characters | other.characters)

    def either(self, other: Needs) -> Needs:
        """Return the needs of one or the other."""
        return Needs(min(self.digits, other.digits), min(self.length, other.length), self.characters & other.characters)

    def times(self, number: int) -> Needs:
        """Return the needs of something so many times."""
        return Needs(self.digits * number, self.length * number, self.characters if number else frozenset())


def foreign(regex: str) -> bool:
    """Tell whether a pattern may mean something else to another library: fuzzy matches, classes by name, rare escapes."""
    escapes = {match[1] for match in _OWN_ESCAPE.finditer(regex) if match[1]}
    return not escapes <= _SHARED_ESCAPES or _OWN_BRACES.search(regex) is not None


def plainly(regex: str, flags: int) -> str:
    """Return a pattern that does not say again what its flags say: not every library takes it anywhere but at the start."""
    return regex.replace("(?i)", "") if flags & re.IGNORECASE and "\\(?i)" not in regex else regex


@cache
def needs(regex: str, flags: int) -> Needs:
    """Return what every match of a pattern holds; nothing is known of a pattern that is not understood."""
    if foreign(regex):
        return Needs()
    try:
        found = _sequence(import_module("re._parser").parse(regex, flags))
        return Needs(max(found.digits, int(_DIGIT in found.characters)), found.length, found.characters - {_DIGIT})
    except (re.error, ImportError, OverflowError, RecursionError, ValueError):
        return Needs()


def _sequence(parts: Any) -> Needs:
    """Return the needs of some parts, each of which is matched."""
    found = Needs()
    for code, content in parts:
        kind = str(code)
        found = found.then(_part(kind, content))
    return found._replace(characters=found.characters | {_DIGIT}) if found.digits else found


def _part(kind: str, content: Any) -> Needs:
    """Return the needs of one part; nothing is known of what goes back to a match."""
    if kind == "LITERAL":
        return _literal(chr(content))
    if kind in {"IN", "ANY", "NOT_LITERAL"}:
        return Needs(kind == "IN" and all(_of_digits(str(one), what) for one, what in content), 1)
    if kind == "ASSERT":
        # What is looked at is matched by others as well: it must be there, and adds nothing.
        return Needs(characters=_sequence(content[1]).characters)
    if kind == "BRANCH":
        first, *others = map(_sequence, content[1])
        return reduce(Needs.either, others, first)
    if kind in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _sequence(content[-1] if kind == "SUBPATTERN" else content)
    return _sequence(content[2]).times(content[0]) if kind in REPEATS else Needs()


def _literal(character: str) -> Needs:
    """Return the need of one character; a letter may match in another case."""
    if character in "0123456789":
        return Needs(1, 1)
    return Needs(0, 1, frozenset() if character.isalnum() or not character.isascii() else frozenset(character))


def _of_digits(kind: str, content: Any) -> bool:
    """Tell whether one item of a class is a digit or some of them."""
    if kind == "RANGE":
        first, last = (chr(one) for one in content)
        return "0" <= first <= last <= "9"
    if kind == "LITERAL":
        return chr(content) in "0123456789"
    return kind == "CATEGORY" and str(content) == "CATEGORY_DIGIT"

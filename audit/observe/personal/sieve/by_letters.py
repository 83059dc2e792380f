"""Which patterns match a text, read letter by letter with the libraries that judge? For texts that bytes do not mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from typing import Any

from audit.observe.personal.sieve.hyperscan_door import Expression
from audit.observe.personal.sieve.needs import Needs, needs

_TIMEOUT = 5.0
"""Seconds after which a pattern is taken to match a text."""
_LONG = 100
"""From here on, more digits or letters than any pattern needs make no difference."""


class ByLetters:
    """Some expressions in the libraries that judge with them; each is tried only on texts that have what it needs."""

    def __init__(self, expressions: Sequence[Expression], origins: Sequence[str], places: Sequence[int]) -> None:
        """Take the expressions at some places; each is compiled when it is first tried."""
        self._patterns = [(place, _Pattern(expressions[place], origins[place])) for place in places]
        self._signs = sorted({sign for _, pattern in self._patterns for sign in pattern.needs.characters})
        self._worth: dict[tuple[int, int, str], tuple[tuple[int, _Pattern], ...]] = {}

    def matches(self, text: str) -> list[int]:
        """Return the places of the expressions that match somewhere in a text."""
        return [place for place, pattern in self._tried(text) if pattern.is_in(text)]

    def _tried(self, text: str) -> tuple[tuple[int, _Pattern], ...]:
        """Return the patterns whose needs a text has."""
        digits, length = min(sum(map(str.isdecimal, text)), _LONG), min(len(text), _LONG)
        signs = "".join([sign for sign in self._signs if sign in text])
        key = digits, length, signs
        if key not in self._worth:
            self._worth[key] = tuple(one for one in self._patterns if _has(one[1].needs, digits, length, signs))
        return self._worth[key]


def _has(needed: Needs, digits: int, length: int, signs: str) -> bool:
    """Tell whether a text has what is needed."""
    return digits >= min(needed.digits, _LONG) and length >= min(needed.length, _LONG) and needed.characters <= set(signs)


class _Pattern:
    """One pattern in the library that judges with it, and what it needs."""

    def __init__(self, one: Expression, origin: str) -> None:
        """Compile nothing yet."""
        self.needs = needs(one.regex, one.flags)
        self._one, self._origin = one, origin

    @cached_property
    def _compiled(self) -> Any:
        """Return the pattern: of Python's own library, which reads ours, or of the one that Presidio uses."""
        return (re if self._origin == "ours" else import_module("regex")).compile(self._one.regex, self._one.flags)

    def is_in(self, text: str) -> bool:
        """Tell whether it matches somewhere in a text, or takes too long to say."""
        try:
            found = self._compiled.search(text) if self._origin == "ours" else self._compiled.search(text, timeout=_TIMEOUT)
        except TimeoutError:
            return True
        return found is not None

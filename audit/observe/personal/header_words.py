"""What does the name of a column say about its values?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from audit.observe.personal.recogniser import Recogniser

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5


class Support(IntEnum):
    """How far a column name supports an entity."""

    AGAINST = -1
    NONE = 0
    HINT = 1
    PLAIN = 2


def fold(text: str) -> str:
    """Return the text in lower case without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return plain.replace("ł", "l").replace("ø", "o")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Return the whole words of a column name: `c_chargeDegree` is `c`, `charge`, `degree`."""
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", name))))


@lru_cache(maxsize=4096)
def phrases(name: str) -> frozenset[str]:
    """Return every run of neighbouring words, joined: `E-Mail address` has `email` and `emailaddress`."""
    return frozenset("".join(run) for run in _runs(words(name)))


def context(name: str) -> list[str]:
    """Return the words of a column name and their runs, spaced: what Presidio compares as whole context words."""
    return [" ".join(run) for run in _runs(words(name))]


def _runs(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every run of at most `_LONGEST` neighbouring words."""
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            yield tokens[start:stop]


@lru_cache(maxsize=16384)
def support(one: Recogniser, name: str) -> Support:
    """Return how far a column name supports an entity; whole words only, in any of the languages known."""
    said = phrases(name)
    if _says(one.not_header, said):
        return Support.AGAINST
    if _says(one.header, said):
        return Support.PLAIN
    return Support.HINT if _says(one.hints, said) else Support.NONE


def _says(wanted: tuple[str, ...], said: frozenset[str]) -> bool:
    """Tell whether any phrase is among the runs of words."""
    return not said.isdisjoint(_joined(wanted))


@lru_cache(maxsize=1024)
def _joined(wanted: tuple[str, ...]) -> frozenset[str]:
    """Return each phrase without its spaces."""
    return frozenset("".join(words(phrase)) for phrase in wanted)

"""What does the name of a column say about its values?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from audit.observe.personal.recogniser import Recogniser, Support

__all__ = ["Support", "beside", "context", "fold", "phrases", "support", "words"]
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5
_PIECE = 4
_SHORTENED = frozenset({"special", "criminal", "child"})
"""Categories whose words are cut short in column names, and are unlike others when they are."""


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
    short = _shortened(one.header, words(name)) if one.category in _SHORTENED else Support.NONE
    if _says(one.header, said) or short is Support.PLAIN:
        return Support.PLAIN
    return Support.HINT if short or _says(one.hints, said) else Support.NONE


def _shortened(wanted: tuple[str, ...], own: tuple[str, ...]) -> Support:
    """Return what a column name says with words cut short: `sexual_orient_cd` says it plainly, `schwerbeh` may.

    Of several words four letters each must be there, of a single one five, and half of it: it can be another word.
    """
    found = Support.NONE
    for phrase in _split(wanted):
        least = _PIECE if len(phrase) > 1 else max(_PIECE + 1, (len(phrase[0]) + 1) // 2)
        for start in range(len(own) - len(phrase) + 1):
            pairs = zip(own[start : start + len(phrase)], phrase, strict=True)
            if all(part == word or (len(part) >= least and word.startswith(part)) for part, word in pairs):
                found = max(found, Support.PLAIN if len(phrase) > 1 else Support.HINT)
    return found


@lru_cache(maxsize=1024)
def _split(wanted: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words of each phrase."""
    return tuple(filter(None, map(words, wanted)))


def _says(wanted: tuple[str, ...], said: frozenset[str]) -> bool:
    """Tell whether any phrase is among the runs of words."""
    return not said.isdisjoint(_joined(wanted))


@lru_cache(maxsize=1024)
def _joined(wanted: tuple[str, ...]) -> frozenset[str]:
    """Return each phrase without its spaces."""
    return frozenset("".join(words(phrase)) for phrase in wanted)


_PAIRS = (
    ("first", "last"), ("given", "family"), ("vor", "nach"), ("fname", "lname"), ("prenom", "nom"), ("nome", "cognome"),
    ("imie", "nazwisko"),
)  # fmt: skip


def beside(one: Recogniser, said: Support, name: str, others: tuple[str, ...]) -> Support:
    """Return what a column name says among the names of the other columns: `first` beside `last` is a name.

    What tells nothing by itself (`needs_beside`) needs a column beside it that says one of those entities' words.
    """
    if one.needs_beside:
        there = any(not phrases(other).isdisjoint(_joined(one.needs_beside)) for other in others)
        return said if there or said is Support.AGAINST else Support.NONE
    if said is not Support.HINT or not one.pairs:
        return said
    own = words(name)
    return Support.PLAIN if any(words(other) in _partners(own) for other in others) else said


def _partners(own: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return the words of the columns that would make a pair with this one."""
    both = [pair for first, second in _PAIRS for pair in ((first, second), (second, first))]
    return frozenset(tuple(turned if word == one else word for word in own) for one, turned in both if one in own)

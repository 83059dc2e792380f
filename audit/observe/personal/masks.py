"""What do the values of a column look like, when nobody's value may be shown?"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable

VARIED = "varied"
"""No shape is common enough to be shown."""
_LETTERS, _DIGITS, _SIGNS, _WORDS = 3, 24, 3, 4
_LONGEST = 40
_COMMON = 0.1
_KEPT = frozenset(string.punctuation) | {" "}
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"\s+")
_RUN = re.compile(rf"([^aA9 ])\1{{{_SIGNS - 1},}}")
_NUMBER = re.compile(rf"9{{{_DIGITS + 1},}}")
_MANY_WORDS = re.compile(rf"(?:Aaa|aaa|AAA|Aa|aa|AA|A|a)(?: (?:Aaa|aaa|AAA|Aa|aa|AA|A|a)){{{_WORDS},}}")


def commonest_shape(values: Iterable[str], least: int) -> str:
    """Return the shape that most values share, or `varied` where fewer than `least`, or than a tenth of them, share it.

    `values` are distinct values or rows, as the caller counts; blank ones have no shape, and no value at all is `""`.
    Among equals the first in the alphabet.
    """
    counted = Counter(shape for value in values if (shape := shape_of(value)))
    if not counted:
        return ""
    shape, many = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return shape if many >= max(least, _COMMON * counted.total()) else VARIED


def shape_of(value: str) -> str:
    """Return the shape of one value: letters as `a` or `A`, digits as 9, ASCII signs and blanks as they are.

    Three letters stand for three or more, whatever follows their first one's case; so do three signs of a kind, and
    24 digits for 24 or more. Any other sign is `?`. Words in a row are cut after four (`...`), and
    so is the whole after 40 signs. Accents are no signs of their own.
    """
    text = unicodedata.normalize("NFC", value)
    text = "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))
    text = _BLANKS.sub(" ", text).strip()
    masked = "".join(_masked(piece) for piece in _pieces(text))
    masked = _NUMBER.sub("9" * _DIGITS, _RUN.sub(lambda match: match[1] * _SIGNS, masked))
    masked = _MANY_WORDS.sub(lambda match: " ".join(match[0].split(" ")[:_WORDS]) + " ...", masked)
    return masked if len(masked) <= _LONGEST else masked[: _LONGEST - 3] + "..."


def _pieces(text: str) -> Iterable[str]:
    """Yield words, and every sign between them."""
    place = 0
    for word in _WORD.finditer(text):
        yield from text[place : word.start()]
        yield word[0]
        place = word.end()
    yield from text[place:]


def _masked(piece: str) -> str:
    """Return a word as its case and length up to three, another sign as what may be shown of it."""
    if _WORD.fullmatch(piece):
        first, rest = ("A" if piece[0].isupper() else "a"), ("A" if len(piece) > 1 and piece[1:].isupper() else "a")
        return first + rest * (min(len(piece), _LETTERS) - 1)
    if piece.isdecimal():
        return "9"
    return piece if piece in _KEPT else "?"

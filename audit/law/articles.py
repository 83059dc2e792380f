"""Which point of Art. 6(1) or Art. 9(2) GDPR does a text name?"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r"[0-9]+|[^\W\d_]+")
_BETWEEN = frozenset({"abs", "absatz", "par", "paragraph", "para", "comma", "ust", "nr", "no"})
_POINT = frozenset({"lit", "litera", "litt", "point", "letter", "lettre", "letra", "lettera", "lett", "buchst", "buchstabe", "let"})
_WORDS = frozenset("aei")
"""Letters that are words too: they are points only where something ties them to the number."""


def basis_in(text: str) -> str | None:
    """Return the basis a text names as `Art. 6(1)(c)`, the first if it names several; None if it names none."""
    return _point(text, ("6", "1"), "abcdef")


def condition_in(text: str) -> str | None:
    """Return the condition a text names as `Art. 9(2)(g)`, the first if it names several; None if it names none."""
    return _point(text, ("9", "2"), "abcdefghij")


def _point(text: str, numbers: tuple[str, str], letters: str) -> str | None:
    """Return the first point of a paragraph that is named, however it is written."""
    text = text.lower()
    pieces = [match for match in _PIECE.finditer(text) if match[0] not in _BETWEEN]
    for place in range(len(pieces) - 1):
        if (pieces[place][0], pieces[place + 1][0]) == numbers:
            letter = _letter(text, pieces[place + 2 : place + 4])
            if letter and letter in letters:
                return f"Art. {numbers[0]}({numbers[1]})({letter})"
    return None


def _letter(text: str, after: Sequence[re.Match[str]]) -> str:
    """Return the letter that follows the number of a paragraph, nothing where a word does."""
    if len(after) > 1 and after[0][0] in _POINT:
        return after[1][0] if len(after[1][0]) == 1 else ""
    if not after or len(after[0][0]) > 1:
        return ""
    tied = text[after[0].start() - 1] != " "
    return after[0][0] if tied or after[0][0] not in _WORDS else ""

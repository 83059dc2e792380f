"""Is a text safe to print? Control and direction signs are shown as what they are, never obeyed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from audit.core.values import Json

LONGEST = 600
# Signs that reorder text on screen: a name could make a row read as another one.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
# C: control, private, unassigned, surrogate; Zl, Zp: line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(sign: str) -> str:
    """Return one character as it may be printed: itself, a blank, or `U+XXXX`."""
    if sign in "\t\n\r":
        return " "
    if sign in _DIRECTION or unicodedata.category(sign) in _HIDDEN:
        return f"U+{ord(sign):04X}"
    return sign


def clean(text: str) -> str:
    """Return a text without control or direction signs, and not longer than `LONGEST` characters."""
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return text if text.isascii() and text.isprintable() else "".join(map(shown, text))


def unheeded(line: str) -> str:
    """Return a line in which no build host finds a command: `::error::` at its start, or `##[group]` anywhere."""
    line = "".join(map(shown, line)).replace("##[", "## [")
    return f"\N{MIDDLE DOT}{line}" if line.lstrip().startswith("::") else line


def cleaned(value: Json) -> Json:
    """Return a document with every text in it cleaned, keys included."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    return value


def clipped(text: str, most: int) -> str:
    """Return a text of at most `most` characters; what was cut off shows as an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"

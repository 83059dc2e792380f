"""Which values could somebody have chosen as a user name, and which did a machine make up?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.observe.personal.recogniser import Support

_FORM = re.compile(r"[A-Za-z0-9._-]{3,32}")
_HEX = re.compile(r"(?=.*[0-9])[0-9a-f]+|(?=.*[0-9])[0-9A-F]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_CLUSTER = re.compile(r"[^aeiouy]{6}", re.IGNORECASE)
_SPOKEN = 0.6
_MOST = 0.6


def user_names(values: Sequence[str], said: Support) -> tuple[bool, ...]:
    """Tell of each value whether it could be a chosen user name; none is, where most are not.

    Only a column that says so holds user names: any word could be one.
    """
    chosen = [said is Support.PLAIN and _chosen(value) for value in values]
    return tuple(chosen) if sum(chosen) >= _MOST * len(values) else (False,) * len(values)


def _chosen(value: str) -> bool:
    """Tell whether a value is mostly words that can be spoken: random signs change case and kind at every step."""
    if not _FORM.fullmatch(value) or _HEX.fullmatch(value):
        return False
    spoken = [word for word in _WORD.findall(value) if len(word) > 1 and _VOWEL.search(word) and not _CLUSTER.search(word)]
    longest = max(map(len, spoken), default=0)
    return longest >= len("abc") and sum(map(len, spoken)) >= _SPOKEN * len(value)

"""How is a pattern written so that hyperscan compiles it fast and matches little more than it does?"""

from __future__ import annotations

import re

_ALTERNATIVES = re.compile(r"(?<=\(\?:)(?:\(\?:[a-z0-9\-]{2,}\)\|){50,}\(\?:[a-z0-9\-]{2,}\)(?=\))")
_ANY_TWO = r"[a-z0-9\-]{2}"
_ONE = r"(?P<one>\\[dws]|\[\^?(?:[^\]\\]|\\.)+\])"
_BEFORE = re.compile(rf"\(\?<!{_ONE}\)(?![?*+{{])", re.DOTALL)
_AFTER = re.compile(rf"\(\?!{_ONE}\)\Z", re.DOTALL)
_BEHIND = "(?<="


def rewritten(regex: str) -> str:
    """Return a pattern that matches every text that the pattern matches, and maybe more.

    Hyperscan tells only that there is a match. It has no looking around, so what must stand before a match, or must not
    stand before or after it, becomes a part of it; and where one of many words is asked for, any two signs
    will do, for every such word has at least two.
    """
    edged = _after(_before(regex))
    return edged if "(?!" in edged or "(?<!" in edged else _ALTERNATIVES.sub(lambda _: _ANY_TWO, edged)


def _before(regex: str) -> str:
    """Return a pattern that starts with what it looks back at."""
    if regex.startswith(_BEHIND):
        return f"(?:{regex.removeprefix(_BEHIND)}"
    found = _BEFORE.match(regex)
    return regex if found is None else f"(?:^|{_other(found['one'])}){regex[found.end() :]}"


def _after(regex: str) -> str:
    """Return a pattern that ends with what must not follow, or the end of a line."""
    found = _AFTER.search(regex)
    return regex if found is None or _escaped(regex, found.start()) else f"{regex[: found.start()]}(?:$|{_other(found['one'])})"


def _escaped(regex: str, place: int) -> bool:
    """Tell whether what stands at a place is taken literally."""
    before = regex[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _other(one: str) -> str:
    """Return the class of every other character."""
    if one[0] == "\\":
        return one.upper()
    return f"[{one[2:]}" if one[1] == "^" else f"[^{one[1:]}"

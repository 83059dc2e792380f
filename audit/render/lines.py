"""How does a text break into lines that are safe to print?"""

from __future__ import annotations

from textwrap import wrap

from audit.render.clean import clean


def in_lines(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return a text in lines of a width, the first begun with `first`, the others with `rest`; at least one line."""
    return wrap(clean(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [first.rstrip()]

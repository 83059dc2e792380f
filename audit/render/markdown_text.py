"""How does a name stand in Markdown, so that it is read as that name and as nothing else?"""

from __future__ import annotations

import re

_STRUCTURE = re.compile(r"[&<>\\`*{}\[\]|~$^#]|(?<![^\W_])_|_(?![^\W_])|^[-+=]")
"""Signs that begin or end something in GitHub's Markdown; an underscore inside a word does not."""
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_LINK = re.compile(r"@|://|(?<=\bwww)\.|&#35;(?=\d)|\bGH-(?=\d)", re.IGNORECASE)
"""What GitHub makes a link of without being asked: people, addresses, numbers of issues."""
_EMOJI = re.compile(r":(?=[\w+-]*[a-z_+-][\w+-]*:|100:|1234:)", re.IGNORECASE)
_INERT = {"://": "&#58;//", ".": "&#46;"}
"""What a parser links before it resolves references."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
NOTHING = "&#8203;"
"""A space of no width: it is not seen, and what stands before and after it is no longer one word."""


def escaped(text: str) -> str:
    """Return a text that GitHub's Markdown shows as it is: no markup, no table cell ended, nobody mentioned, nothing linked.

    Signs of structure become character references, which mean themselves wherever they stand. An invisible
    space after `@`, `://`, `www.`, `#` and between the colons of `:name:` keeps them from becoming links and pictures:
    these come from the text after all references are resolved.
    """
    safe = _STRUCTURE.sub(lambda found: _NAMED.get(found[0], f"&#{ord(found[0])};"), text.strip())
    safe = _NUMBERED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", safe)
    return _EMOJI.sub(f":{NOTHING}", _LINK.sub(lambda found: _INERT.get(found[0], found[0]) + NOTHING, safe))


def code(text: str) -> str:
    """Return a name in the type of code, or nothing for an empty one."""
    safe = escaped(text)
    return f"<code>{safe}</code>" if safe else ""

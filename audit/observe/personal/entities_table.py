"""Which kinds of personal data are looked for, in which countries, and how is each one recognised?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.recogniser import Recogniser

_HEAD = """# Entities

The names under which personal data is reported, made from the recognisers (`audit/observe/recognisers`, one file each).
Names are Presidio's where Presidio has one. A *thing* is no personal data by itself and is reported nowhere: it is looked for so
that Presidio's match on it is not taken for something else.
"by value" means that a column can be found under any name; "by name and value" that its name must say so as well. A check
digit is compared with what chance would give; "structure only" means that no check digit is looked at, so that a match is no proof.
Without `locales:` in the subject the numbers of all countries are looked for.
"""
_CATEGORIES = (
    ("direct", "Direct identifiers"),
    ("pseudonym", "Pseudonyms and numbers that stand for a person"),
    ("quasi", "Quasi-identifier candidates"),
    ("special", "Special categories (GDPR Art. 9)"),
    ("criminal", "Criminal data (GDPR Art. 10)"),
    ("child", "Child data"),
    ("thing", "Things"),
)


def entities_table() -> str:
    """Return the list of entities in Markdown, one table per category, entities in alphabetical order."""
    return f"{_HEAD}\n" + "\n".join(_section(category, title) for category, title in _CATEGORIES)


def _section(category: str, title: str) -> str:
    """Return the table of one category."""
    ones = sorted((one for one in recognisers() if one.category == category), key=lambda one: one.entity)
    rows = [f"| `{one.entity}` | {one.says} | {', '.join(one.locales) or 'all'} | {', '.join(_how(one))} |" for one in ones]
    return "\n".join([f"## {title} ({len(ones)})", "", "| entity | what it is | countries | how |", "|---|---|---|---|", *rows, ""])


def _how(one: Recogniser) -> Iterator[str]:
    """Yield how an entity is recognised."""
    yield "by name and value" if one.needs_header or not (one.presidio or one.stdnum or one.pattern or one.together) else "by value"
    if one.presidio:
        yield "Presidio"
    if one.stdnum:
        yield f"python-stdnum (`{'`, `'.join(one.stdnum)}`)"
    if one.pattern or one.together:
        yield "words and forms of ours"
    if one.structure_only:
        yield "structure only"
    if one.needs_beside:
        yield "only beside a column that it belongs to"

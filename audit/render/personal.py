"""How is an inventory of personal data read: in which groups, in whose words, in how many rows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.render.numbers import DASH, count, counted, percent

Row = Mapping[str, Any]

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Names or reaches a person", ("direct",)),
    ("Special categories, offences, children", ("special", "criminal", "child")),
    ("Identifies in combination", ("quasi",)),
    ("Inside free text", ("freetext",)),
    ("Codes that stand for a person", ("pseudonym",)),
)
OTHER = "Other"
CATEGORIES = {
    "direct": "direct identifier",
    "special": "special category",
    "criminal": "criminal data",
    "child": "data of children",
    "quasi": "quasi-identifier",
    "freetext": "in free text",
    "pseudonym": "pseudonym",
}
NAMING = frozenset({"direct", "freetext", "special", "criminal", "child"})
"""The categories that name a person, or that only a ground named by law allows."""
SYSTEMS = ("GDPR", "CCPA", "HIPAA", "AI Act")


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of finding: its title and its rows, the surest first."""

    title: str
    rows: tuple[Row, ...]


def grouped(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Return the groups that have rows, in the order of their weight; a category of a later version comes last."""
    known = {category for _, categories in GROUPS for category in categories}
    kinds = [*GROUPS, (OTHER, tuple({str(row["category"]) for row in rows} - known))]
    groups = (Group(title, tuple(sorted((row for row in rows if row["category"] in kind), key=_sure))) for title, kind in kinds)
    return tuple(group for group in groups if group.rows)


def _sure(row: Row) -> tuple[float, str, str, str]:
    """Return what a row is sorted by."""
    return -(row["score"] or 0.0), str(row["dataset"]), str(row["column"]), str(row["entity"])


def what(row: Row) -> str:
    """Return the entity in words; evidence of before has its name only."""
    return str(row.get("what") or row["entity"].replace("_", " ").lower())


def category(row: Row) -> str:
    """Return the category in words."""
    return CATEGORIES.get(row["category"], str(row["category"]))


def share(row: Row) -> str:
    """Return the share of the values, as a percentage."""
    return DASH if row["share"] is None else percent(row["share"])


def read_of(row: Row) -> str:
    """Return how many values the share is of: those judged, else those examined."""
    n = row.get("judged") or row.get("examined")
    return "" if n is None else f"n {count(n)}"


def rows_touched(row: Row) -> str:
    """Return in how many rows it is: exactly, or about how many, between which numbers; nothing where that is not known."""
    rows, low, high = (row.get(name) for name in ("rows_touched", "rows_low", "rows_high"))
    if rows is None:
        return ""
    if low is None or high is None or low == high:
        return f"in {counted(rows, 'row')}"
    return f"in about {counted(rows, 'row')} ({count(low)} to {count(high)})"


def law(row: Row, system: str = "") -> str:
    """Return what one law, or all, call it, with the clause and whether its text was read: `special category: health (Art. 9(1))`."""
    kinds = [kind for kind in row.get("law") or () if not system or kind["system"] == system]
    ordered = sorted(kinds, key=lambda kind: SYSTEMS.index(kind["system"]) if kind["system"] in SYSTEMS else len(SYSTEMS))
    return "; ".join(("" if system else f"{kind['system']}: ") + f"{kind['name']} ({kind['clause']}{_read(kind)})" for kind in ordered)


def _read(kind: Row) -> str:
    """Return a mark for a provision that was not read by whoever wrote it down."""
    return "" if kind["verified"] else ", not verified"


def laws(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what each law calls one kind of data, a line per law."""
    lines = (f"{name}: {text}" for name in systems(rows) for text in dict.fromkeys(law(row, name) for row in rows) if text)
    return tuple(lines)


def systems(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the laws that have a name for any of the rows."""
    named = {kind["system"] for row in rows for kind in row.get("law") or ()}
    return tuple(name for name in SYSTEMS if name in named) + tuple(sorted(named - set(SYSTEMS)))


def columns(rows: Sequence[Row]) -> int:
    """Return how many columns the rows are about."""
    return len({(row.get("file"), row["dataset"], row["column"]) for row in rows})


def by_column(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each column together, within a column those with most cells first; columns as they come."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: -(row.get("candidates") or 0)):
        found.setdefault((str(row.get("file") or ""), str(row["dataset"]), str(row["column"])), []).append(row)
    return list(found.values())


def kinds(rows: Sequence[Row]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield what was found, with its category and its rows: one entity in one category, by weight."""
    for group in grouped(rows):
        seen: dict[tuple[str, str], list[Row]] = {}
        for row in group.rows:
            seen.setdefault((what(row), category(row)), []).append(row)
        yield from ((name, kind, found) for (name, kind), found in seen.items())

"""How do tables share a page that must not grow beyond a size? Each takes the rows it has room for, and says what it left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.render.numbers import counted

_RESERVE = 400
"""Bytes kept for the sentence that says what was left out, and for the blanks around a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in Markdown: its title, its head, its rows, what makes cells of one, what one is called, and whether it is folded away."""

    title: str
    head: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    cells: Callable[[Mapping[str, Any]], Sequence[str]]
    noun: str
    folded: bool = False
    mark: str = "###"


def size(text: str) -> int:
    """Return the bytes a text takes."""
    return len(text.encode("utf-8"))


def tables(wanted: Iterable[Table], room: int) -> list[str]:
    """Return tables in at most `room` bytes; the first ones are served first, and each keeps its first lines."""
    found = []
    for table in wanted:
        text = _table(table, room)
        room -= size(text)
        found.append(text)
    return [text for text in found if text]


def _table(table: Table, room: int) -> str:
    """Return one table, cut to the room there is; nothing if it has no rows, or no room to say that they are missing."""
    if not table.rows or room <= _RESERVE:
        return ""
    head = [_line(table.head), _line(["---"] * len(table.head))]
    left = room - size("\n".join(head)) - size(table.title) - _RESERVE
    kept: list[str] = []
    for row in table.rows:
        line = _line(table.cells(row))
        left -= size(line) + 1
        if left < 0:
            break
        kept.append(line)
    return _framed(table, [*head, *kept] if kept else [], len(table.rows) - len(kept))


def _framed(table: Table, lines: Sequence[str], hidden: int) -> str:
    """Return a table under its title, or folded away, with what is missing."""
    more = f"Not shown: {counted(hidden, f'more {table.noun}')}. A page is cut below 1 MiB; evidence.json has all." if hidden else ""
    body = "\n\n".join(part for part in ("\n".join(lines), more) if part)
    if table.folded:
        return f"<details><summary>{table.title}</summary>\n\n{body}\n\n</details>\n\n"
    return f"{table.mark} {table.title}\n\n{body}\n\n"


def _line(cells: Sequence[str]) -> str:
    """Return one line of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"

"""How is a delimited text cut into records, exactly?

This is the authority: `delimited` reads fast only what this would read in the same way.
A cell is quoted where a quote is the first thing in it, blanks apart; a quote further inside is a
letter. Outer blanks are not part of a cell that is not quoted. Empty lines are no records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST_CELL = 1 << 24


class Malformed(Exception):  # noqa: N818 - reads as what it says in a raise
    """The quoting is broken; says where, never with the text of the line."""

    def __init__(self, line: int, what: str) -> None:
        """Keep the line and the reason."""
        super().__init__(f"line {line}: {what}")
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, and a quote (empty: nothing is quoted)."""

    delimiter: str
    quote: str = '"'

    @property
    def blanks(self) -> str:
        """Return what is stripped around a cell."""
        return " \t".replace(self.delimiter, "")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, the line it starts on, and bit masks of its quoted and stripped cells."""

    line: int
    cells: list[str]
    quoted: int = 0
    stripped: int = 0

    @property
    def blank(self) -> bool:
        """Tell whether the line holds nothing: no record of a table of several columns."""
        return self.cells == [""] and not self.quoted


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """Yield the records of lines that keep their ends; raises Malformed for broken quoting."""
    numbered = enumerate(lines, 1)
    cutter = _Cutter(dialect)
    for number, line in numbered:
        body = line.rstrip("\r\n")
        if not body:
            continue
        quoted = dialect.quote and dialect.quote in body
        yield cutter.cut(number, line, numbered) if quoted else cutter.split(number, body)


class _Cutter:
    """Cuts the lines of one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        """Compile the patterns of a dialect."""
        self._delimiter = dialect.delimiter
        self._blanks = dialect.blanks
        mark, blank, quote = re.escape(dialect.delimiter), f"[{re.escape(dialect.blanks)}]*", re.escape(dialect.quote)
        self._opening = re.compile(blank + quote)
        self._inner = re.compile(f"[^{quote}]*(?:{quote}{quote}[^{quote}]*)*")
        self._closing = re.compile(f"{blank}({mark}|$|[\r\n])")
        self._plain = re.compile(f"([^{mark}\r\n]*)({mark}|$|[\r\n])")
        self._quote = dialect.quote

    def split(self, number: int, body: str) -> Record:
        """Return the record of a line without quotes."""
        raw = body.split(self._delimiter)
        cells = [cell.strip(self._blanks) for cell in raw]
        if cells == raw:
            return Record(number, cells)
        stripped = sum(1 << place for place, cell in enumerate(cells) if len(cell) != len(raw[place]))
        return Record(number, cells, 0, stripped)

    def cut(self, number: int, line: str, rest: Iterator[tuple[int, str]]) -> Record:
        """Return the record that starts on a line with quotes, taking as many more lines as its cells need."""
        cells: list[str] = []
        quoted = stripped = position = 0
        end = self._delimiter
        while end == self._delimiter:
            opening = self._opening.match(line, position)
            if opening is not None:
                quoted |= 1 << len(cells)
                cell, line, position = self._quoted(number, line, opening.end(), rest)
                after = self._closing.match(line, position)
            else:
                after = self._plain.match(line, position)
                raw = after[1] if after else ""
                cell = raw.strip(self._blanks)
                stripped |= (len(cell) != len(raw)) << len(cells)
            if after is None:
                raise Malformed(number, "text follows a closing quote")
            cells.append(cell)
            position, end = after.end(), after[after.lastindex or 0]
        return Record(number, cells, quoted, stripped)

    def _quoted(self, number: int, line: str, position: int, rest: Iterator[tuple[int, str]]) -> tuple[str, str, int]:
        """Return a quoted cell, the line it ends on and where."""
        parts: list[str] = []
        size = 0
        while True:
            inner = self._inner.match(line, position)
            stop = inner.end() if inner else position
            parts.append(line[position:stop])
            size += stop - position
            if stop < len(line):
                return "".join(parts).replace(self._quote * 2, self._quote), line, stop + 1
            _, line = next(rest, (0, ""))
            if not line or size > _LONGEST_CELL:
                raise Malformed(number, "a quote is opened and not closed")
            position = 0

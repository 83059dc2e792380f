"""Does every quote in the file stand where the fast reader and the exact one agree?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from audit.load.formats.records import Dialect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def plain_quoting(blocks: Iterable[bytes], dialect: Dialect) -> bool:
    """Tell whether all quotes are structural or doubled, and no quoted cell begins or ends with a blank.

    Quotes alternate between opening and closing (a doubled quote is a closing and an opening one).
    An opening quote has to follow a delimiter, a line end or a quote; a closing one has to be followed
    by one of them. That holds for every quote exactly if the text is written by RFC 4180.
    """
    import numpy as np

    marks = _Marks.of(dialect)
    window, opened = b"\n", 0
    for block in chain(blocks, (b"\n",)):
        window += block
        if dialect.quote.encode() in window:
            values = np.frombuffer(window, np.uint8)
            places = np.flatnonzero(values[1:-1] == marks.quote) + 1
            if not _agree(values, places, opened, marks):
                return False
            opened = (opened + len(places)) % 2
        window = window[-2:]
    return opened == 0


@dataclass(frozen=True, slots=True)
class _Marks:
    """The quote, and which of the 256 bytes may stand outside one, and which are blanks."""

    quote: int
    edge: NDArray[np.bool_]
    blank: NDArray[np.bool_]

    @classmethod
    def of(cls, dialect: Dialect) -> _Marks:
        """Return the marks of a dialect."""
        edge = _table([dialect.delimiter, "\n", "\r", dialect.quote])
        return cls(ord(dialect.quote), edge, _table(list(dialect.blanks)))


def _agree(values: NDArray[np.uint8], places: NDArray[np.intp], opened: int, marks: _Marks) -> bool:
    """Check the quotes at some places of a window; `opened` tells whether it starts inside a cell."""
    opening, closing = places[opened::2], places[1 - opened :: 2]
    before, after = values[opening - 1], values[opening + 1]
    inside, beyond = values[closing - 1], values[closing + 1]
    if not (marks.edge[before].all() and marks.edge[beyond].all()):
        return False
    starts = (before != marks.quote) & marks.blank[after]
    ends = (beyond != marks.quote) & marks.blank[inside]
    return not (starts.any() or ends.any())


def _table(letters: list[str]) -> NDArray[np.bool_]:
    """Return which of the 256 bytes are among some letters."""
    import numpy as np

    table = np.zeros(256, np.bool_)
    table[[ord(letter) for letter in letters]] = True
    return table

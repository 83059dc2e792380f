"""How does a table leave as CSV, so that no spreadsheet takes a name for a formula?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from audit.render.clean import clean

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet computes; the last four are full-width signs."""
_INSIDE = re.compile(f"(;\\s*)(?=[{re.escape(''.join(_FORMULA))}])")
"""The same behind a semicolon, at which spreadsheets of many countries cut a line, quoted or not."""
Cell = str | int | float | None


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table in the form of RFC 4180: a line of names, commas, CRLF, and no value for None.

    A text that begins like a formula gets a leading apostrophe, which spreadsheets read as "this is a text".
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: Cell) -> Cell:
    """Return a cell that nothing computes: a number as it is, a text without control signs and never a formula."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = _INSIDE.sub(r"\1'", clean(cell))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text

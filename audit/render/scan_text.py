"""What does a scan say on a terminal? Columns by the weight of what they hold, a sentence each, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.render.clean import clean
from audit.render.lines import in_lines
from audit.render.numbers import count, counted, plain
from audit.render.personal import by_column, category, columns, grouped, rows_touched, share, what
from audit.render.text import columns as cells
from audit.render.text import fitted, padded

NARROW, WIDE = 72, 120
_COLUMN, _LEAST_WHAT, _SHARE, _SCORE = 24, 24, 6, 5
_REST = 37
"""Cells for share, score, a usual shape, and what stands between."""
_SEVERAL = frozenset({"special", "criminal", "child"})
_INDENT = "    "
_MOST_DISMISSED = 12
NOTHING = "No column was found to hold personal data. Nothing found is not the same as nothing there."


def lines(found: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield the lines about one file, none wider than `width` (72 to 120).

    `found` has `file`, `rows`, `notes`, `columns`, `dismissed`, `risk`, `not_checked` and, where some are, `proposed`.
    """
    width = min(max(width, NARROW), WIDE)
    held = columns(found["columns"])
    yield from in_lines(f"{found['file']}: {counted(found['rows'], 'row')}. {_held(held)}", width, "", "  ")
    for note in found["notes"]:
        yield from in_lines(note, width, "  ", "  ")
    yield from _table(found["columns"], width)
    if found["dismissed"]:
        yield ""
        yield from _dismissed(found["dismissed"], width)
    yield ""
    yield from in_lines(risk(found["risk"]), width, "", "  ")
    yield from in_lines(proposal(found.get("proposed", ())), width, "", "  ") if found.get("proposed") else ()
    if found["not_checked"]:
        yield ""
        yield "Not checked"
        for text in found["not_checked"]:
            yield from in_lines(text, width, "  - ", "    ")


def _held(held: int) -> str:
    """Return how many columns hold something."""
    return f"Personal data was found in {counted(held, 'column')}." if held else NOTHING


def _table(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield every group under its title: a line of figures for each column, and its sentence below."""
    if not rows:
        return
    first = min(max([*(cells(clean(row["column"])) for row in rows), len("column")]), _COLUMN)
    most = max(_LEAST_WHAT, width - first - _REST)
    second = min(max([*(cells(_what(row)) for row in rows), len("what")]), most)
    yield ""
    yield f"  {padded('column', first)}{padded('what', second)}{'share':>{_SHARE}}  {'score':>{_SCORE}}  shape"
    for group in grouped(rows):
        yield ""
        yield group.title
        for row in group.rows:
            line = f"  {padded(clean(row['column']), first)}{padded(_what(row), second)}{_figures(row)}"
            fits = cells(line) + 2 + len(_shape(row)) <= width
            yield f"{line}  {_shape(row)}".rstrip() if fits else line
            yield from in_lines(_sentence(row, "" if fits else _shape(row)), width, _INDENT, _INDENT)


def _what(row: Mapping[str, Any]) -> str:
    """Return the entity in words."""
    return clean(what(row))


def _figures(row: Mapping[str, Any]) -> str:
    """Return share and score, set to the right."""
    score = "-" if row["score"] is None else f"{row['score']:.2f}"
    return f"{plain(share(row)):>{_SHARE}}  {score:>{_SCORE}}".replace("\N{NO-BREAK SPACE}", " ")


def _shape(row: Mapping[str, Any]) -> str:
    """Return the shape of the values, as far as it is known."""
    return clean(row.get("shape") or "")


def _sentence(row: Mapping[str, Any], shape: str) -> str:
    """Return why, with the category if its group has several, the rows of a finding in text, the shape if it is nowhere else."""
    touched = rows_touched(row) if row["category"] == "freetext" else ""
    said = category(row).capitalize() + "." if row["category"] in _SEVERAL else ""
    parts = [said, str(row["why"]), f"{touched[:1].upper()}{touched[1:]}." if touched else "", f"Shape: {shape}" if shape else ""]
    return " ".join(part for part in parts if part)


def _dismissed(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield the matches that were not accepted, a line per column, those with most cells first."""
    yield "Matches not accepted, and in how many cells (why: --format json)"
    found = by_column(rows)
    for matches in found[:_MOST_DISMISSED]:
        said = ", ".join(f"{what(row)} {count(row.get('candidates'))}" for row in matches)
        yield from in_lines(f"{fitted(matches[0]['column'], _COLUMN)}: {said}", width, "  ", _INDENT)
    hidden = len(found) - _MOST_DISMISSED
    if hidden > 0:
        yield f"  and {counted(hidden, 'more column')}"


def risk(found: Mapping[str, Any]) -> str:
    """Return the sentence about re-identification."""
    if not found:
        return "Re-identification risk: name what an outsider can know with --quasi-identifiers COL,COL."
    names = ", ".join(found["quasi_identifiers"])
    alone = counted(found["unique"], "row is alone", "rows are alone")
    below = f"{found['below_limit']:,} in classes below {found['limit']:g}"
    return f"k = {found['k']} over {names}: {alone}, {below}."


def proposal(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the sentence about what outsiders are likely to know and nobody declared."""
    names = ", ".join(dict.fromkeys(str(row["column"]) for row in rows))
    return f"Not declared, and likely to be known to outsiders: {names} (why: --format json). What is not listed is not cleared."

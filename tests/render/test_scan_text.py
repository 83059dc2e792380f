"""Does the text of a scan fit a terminal, in groups by weight, with what was not checked?"""

from __future__ import annotations

from typing import Any

import pytest

from audit.render.scan_text import NOTHING, lines
from audit.render.text import columns as cells
from tests.render import sample, sample_measured

FOUND: dict[str, Any] = {
    "file": "people.csv", "rows": 5000, "notes": ("delimiter ';'",), "columns": sample_measured.columns(),
    "dismissed": sample_measured.dismissed(), "risk": {}, "not_checked": sample_measured.NOT_CHECKED,
}  # fmt: skip


def _lines(width: int = 100, **parts: Any) -> list[str]:
    """Return the lines of a scan."""
    return list(lines({**FOUND, **parts}, width))


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Sentences wrap, long names are cut, wide signs count twice."""
    rows = [{**row, "column": name} for name, row in zip(["\u6f22" * 30, "x" * 90, *"abcdefg"], FOUND["columns"], strict=True)]

    assert max(map(cells, _lines(width, columns=rows))) <= width


@pytest.mark.parametrize(("width", "expected"), [(20, 72), (500, 120)])
def test_a_strange_terminal_is_given_a_usual_width(width: int, expected: int) -> None:
    """Neither one word a line nor lines nobody can follow."""
    assert expected - 12 <= max(map(cells, _lines(width))) <= expected


def test_groups_come_by_weight() -> None:
    """Names first, then what only a ground allows, then the rest; the first line says how many."""
    found = _lines()
    titles = [line for line in found if line and not line.startswith(" ")]

    assert titles == [
        "people.csv: 5,000 rows. Personal data was found in 9 columns.",
        "Names or reaches a person",
        "Special categories, offences, children",
        "Identifies in combination",
        "Inside free text",
        "Codes that stand for a person",
        "Matches not accepted, and in how many cells (why: --format json)",
        "Re-identification risk: name what an outsider can know with --quasi-identifiers COL,COL.",
        "Not checked",
    ]


def test_a_line_of_figures() -> None:
    """Column, entity in words, share, score and shape stand in line; a shape without room goes into the sentence."""
    found = _lines(80)
    place = next(place for place, line in enumerate(found) if line.startswith("  email "))

    assert found[place].split() == ["email", "e-mail", "addresses", "100", "%", "1.00", "aaa@aaa.aa"]
    assert found[place].index("aaa@") == next(line for line in found if line.startswith("  phone ")).index("+99")
    assert "Shape: AA99 9999 9999 9999 9999 99" in " ".join(" ".join(found).split())


def test_rows_of_text_are_said() -> None:
    """A finding inside text says about how many rows hold it."""
    assert "In about 157 rows (151 to 160)." in " ".join(" ".join(_lines()).split())


def test_what_was_not_checked_is_said() -> None:
    """Each as a sentence."""
    text = " ".join(" ".join(_lines()).split())

    assert [said for said in FOUND["not_checked"] if said not in text] == []


def test_nothing_found_is_not_nothing_there() -> None:
    """It says so."""
    assert NOTHING in " ".join(" ".join(_lines(columns=[], dismissed=[])).split())


def test_dismissed_matches_are_a_line_per_column() -> None:
    """What and in how many cells, most first; a dozen columns, and how many more."""
    one = FOUND["dismissed"][0]
    two = {**one, "what": "phone numbers", "candidates": 3}
    found = _lines(dismissed=[two, {**one, "candidates": 1200}, *({**one, "column": f"c{n}", "candidates": 1} for n in range(20))])

    assert "  amount: driving licence numbers 1,200, phone numbers 3" in found
    assert "  and 9 more columns" in found


def test_no_name_moves_the_cursor() -> None:
    """A column name with control signs is shown as what it is."""
    rows = [{**FOUND["columns"][0], "column": name} for name in sample.NAMES]
    text = "\n".join(_lines(columns=rows, file="\x1b[2J.csv"))

    assert not any(sign in text for sign in ("\x1b", "\x07", "\u202e", "\ud800"))
    assert "U+001B" in text


def test_what_is_proposed_is_named_and_nothing_else_is_cleared() -> None:
    lines = " ".join(_lines(proposed=[{"column": "age"}, {"column": "sex"}]))

    assert "Not declared, and likely to be known to outsiders: age, sex (why: --format json)." in lines
    assert "likely to be known" not in " ".join(_lines())


def test_risk_is_a_sentence() -> None:
    """k, who is alone, who is below."""
    risk = {"quasi_identifiers": ["age", "zip"], "k": 1, "unique": 1, "below_limit": 1200, "limit": 5.0}

    assert "k = 1 over age, zip: 1 row is alone, 1,200 in classes below 5." in _lines(risk=risk)

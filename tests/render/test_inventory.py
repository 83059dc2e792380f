"""Do the inventory and the record of processing leave as tables that a spreadsheet opens and never computes?"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.evidence import Evidence
from audit.render import art30, inventory
from audit.render.personal import grouped, laws, rows_touched
from audit.render.table import csv_text, safe
from tests.render import sample

ROW: dict[str, Any] = {
    "dataset": "test", "column": "mail", "entity": "EMAIL_ADDRESS", "what": "e-mail addresses", "category": "direct", "score": 1.0,
    "share": 0.5, "shape": "aaa@aaa.aa", "law": [{"system": "GDPR", "name": "direct identifier", "clause": "Art. 4(1)", "verified": True}], "why": "all are",
    "cells": 10, "candidates": 9, "judged": 8, "confirmed": 7, "rows_touched": 6, "rows_low": 5, "rows_high": 7,
}  # fmt: skip


def _read(text: str) -> list[dict[str, str]]:
    """Read a table back."""
    return list(csv.DictReader(StringIO(text, newline="")))


def _document(**claims: Any) -> Evidence:
    """Return evidence with these claims."""
    return Evidence({**sample.empty().claims, **claims}, sample.empty().run)


def test_one_line_per_column_and_entity() -> None:
    """Names by the heading, numbers as they are, what is not known empty; what was not accepted comes last and says so."""
    dismissed = {**ROW, "column": "amount", "category": "dismissed", "score": None, "rows_low": None, "law": [], "shape": ""}
    lines = _read(inventory.to_bytes(_document(columns=[ROW], dismissed=[dismissed])).decode("utf-8"))

    assert lines == [
        {"dataset": "test", "column": "mail", "entity": "EMAIL_ADDRESS", "what": "e-mail addresses", "category": "direct", "accepted": "yes",
         "score": "1.0", "share": "0.5", "cells": "10", "candidates": "9", "judged": "8", "confirmed": "7", "rows_touched": "6",
         "rows_low": "5", "rows_high": "7", "shape": "aaa@aaa.aa", "law": "GDPR: direct identifier (Art. 4(1))", "why": "all are"},
        {"dataset": "test", "column": "amount", "entity": "EMAIL_ADDRESS", "what": "e-mail addresses", "category": "dismissed", "accepted": "no",
         "score": "", "share": "0.5", "cells": "10", "candidates": "9", "judged": "8", "confirmed": "7", "rows_touched": "6",
         "rows_low": "", "rows_high": "7", "shape": "", "law": "", "why": "all are"},
    ]  # fmt: skip


def test_the_whole_sample() -> None:
    """Every row of the evidence, the gravest first."""
    claims = sample.full().claims
    lines = _read(inventory.to_bytes(sample.full()).decode("utf-8"))

    assert len(claims["columns"]) + len(claims["dismissed"]) == len(lines)
    assert [line["category"] for line in lines] == [*["direct"] * 4, "special", *["quasi"] * 2, "freetext", "pseudonym", "dismissed"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_name_is_no_formula(sign: str) -> None:
    """A column called `=cmd|...` is a text in every spreadsheet."""
    name = f"{sign}cmd|' /C calc'!A0"
    lines = _read(inventory.to_bytes(_document(columns=[{**ROW, "column": name}])).decode("utf-8"))

    assert lines[0]["column"].startswith("'")
    assert "cmd" in lines[0]["column"]


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_any_text_is_a_cell(rows: list[list[str]]) -> None:
    """Quotes, commas and line ends do not break a row, and no cell begins like a formula, blanks aside."""
    text = csv_text(("a", "b"), rows)
    back = list(csv.reader(StringIO(text, newline="")))

    assert [[safe(cell) for cell in row] for row in rows] == back[1:]
    assert not [cell for row in back[1:] for cell in row if cell.lstrip()[:1] in "=+-@\uff1d\uff0b\uff0d\uff20" and cell.strip()]


def test_no_cell_moves_a_cursor() -> None:
    """A scan prints its table on a terminal: control and direction signs are shown as what they are."""
    assert csv_text(("a",), [("\x1b[2J\u202e",)]) == "a\r\nU+001B[2JU+202E\r\n"


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula, and nothing is the empty cell."""
    assert [safe(-1), safe(0.5), safe(None)] == [-1, 0.5, ""]


def test_the_record_has_every_point_of_the_article() -> None:
    """Art. 30(1)(a) to (g), in order; what nobody said is empty and marked."""
    lines = _read(art30.to_bytes(sample.empty()).decode("utf-8"))
    clauses = list(dict.fromkeys(line["clause"] for line in lines if line["clause"].startswith("Art. 30")))

    assert [f"Art. 30(1)({letter})" for letter in "abcdefg"] == clauses
    assert {"", "empty"} == {line["entry"] for line in lines}
    assert {("", "to be filled in")} == {(line["entry"], line["status"]) for line in lines if line["clause"]}


def test_the_record_says_what_is_declared_and_found() -> None:
    """Each with what stands behind it: a declaration is not verified, a finding not complete, and the audit's own files are not the data."""
    lines = _read(art30.to_bytes(sample.full()).decode("utf-8"))
    said = {line["asked"]: (line["entry"], line["status"]) for line in lines}
    categories = {line["entry"]: line["detail"] for line in lines if line["status"] == art30.FOUND}

    assert said["controller: name and contact details"] == ("Example Bank", art30.DECLARED)
    assert said["purposes of the processing"] == ("bias and risk audit", art30.DECLARED)
    assert said["condition for special categories"] == ("9(2)(g)", art30.DECLARED)
    assert said["time limits for the erasure of each category"] == ("", art30.OPEN)
    assert categories["races or ethnic origins (special category)"] == (
        "train: ethnicity; special category: racial or ethnic origin (Art. 9(1))"
    )
    assert len(categories) == 9


@pytest.mark.parametrize(
    ("categories", "declared", "expected"),
    [
        ((), {}, []),
        (("direct",), {}, []),
        (("special",), {}, ["Art. 9(2)"]),
        (("criminal", "special"), {}, ["Art. 9(2)", "Art. 10"]),
        ((), {"art10_law": "a law"}, ["Art. 10"]),
    ],
)
def test_grounds_are_asked_for_where_they_are_needed(categories: tuple[str, ...], declared: dict[str, str], expected: list[str]) -> None:
    """Special and criminal data need a ground of their own; other data does not."""
    lines = _read(art30.record([{**ROW, "category": category} for category in categories], declared))

    assert expected == [line["clause"] for line in lines if line["clause"] in {"Art. 9(2)", "Art. 10"}]


def test_columns_of_one_kind_are_one_category() -> None:
    """Three columns of e-mail addresses are one line with three places."""
    rows = [{**ROW, "column": name} for name in ("a", "b", "c")]
    found = [line for line in _read(art30.record(rows, {})) if line["status"] == art30.FOUND]

    assert [(line["entry"], line["detail"]) for line in found] == [
        ("e-mail addresses (direct identifier)", "test: a; test: b; test: c; direct identifier (Art. 4(1))")
    ]


def test_groups_by_weight() -> None:
    """Each category once, a later version's last, the surest first within."""
    rows = [{**ROW, "category": category, "score": score, "column": f"{category}{score}"}
            for category in ("pseudonym", "new", "child", "direct", "special") for score in (0.2, 0.9)]  # fmt: skip

    actual = [(group.title, [row["column"] for row in group.rows]) for group in grouped(rows)]

    assert actual == [
        ("Names or reaches a person", ["direct0.9", "direct0.2"]),
        ("Special categories, offences, children", ["child0.9", "special0.9", "child0.2", "special0.2"]),
        ("Codes that stand for a person", ["pseudonym0.9", "pseudonym0.2"]),
        ("Other", ["new0.9", "new0.2"]),
    ]


@pytest.mark.parametrize(
    ("rows", "low", "high", "expected"),
    [
        (None, None, None, ""),
        (1, 1, 1, "in 1 row"),
        (1200, None, None, "in 1,200 rows"),
        (1200, 900, 1500, "in about 1,200 rows (900 to 1,500)"),
    ],
)
def test_rows_touched(rows: int | None, low: int | None, high: int | None, expected: str) -> None:
    """Exactly, or about, and between which numbers."""
    assert expected == rows_touched({**ROW, "rows_touched": rows, "rows_low": low, "rows_high": high})


def test_laws_in_their_order() -> None:
    """GDPR first, one line per law, an unknown law last."""
    kinds = [{"system": name, "name": "n", "clause": "c", "verified": name != "PIPL"} for name in ("PIPL", "HIPAA", "GDPR")]

    assert laws([{**ROW, "law": kinds}]) == ("GDPR: n (c)", "HIPAA: n (c)", "PIPL: n (c, not verified)")

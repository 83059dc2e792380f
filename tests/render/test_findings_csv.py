"""The table of findings opens in a spreadsheet as it was written, and computes nothing."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from audit.core.evidence import Evidence
from audit.render.findings_csv import HEAD, to_bytes, together
from audit.render.table import safe
from tests.render import sample

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
ATTACKS = {
    "a command": "=cmd|' /C calc'!A0",
    "a plus": "+1+1",
    "a minus": "-1+1",
    "an at": "@SUM(A1)",
    "behind blanks": "   =1+1",
    "behind a tab": "\t=1+1",
    "behind a line end": "\r\n=1+1",
    "full width": "\uff1d1+1",
    "behind a semicolon": "x;=1+1",
    "behind semicolon and blank": "x; =1+1",
    "behind many semicolons": "x;;;@SUM(A1)",
    "behind a quote": '";=1+1',
    "a quoted line end": '"\n=1+1',
}


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Return the cells as a spreadsheet with this delimiter cuts them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter))


def named(text: str) -> Evidence:
    """Return the full evidence with a text wherever a name stands."""
    document = json.loads(sample.full().to_json())
    for row in (*document["claims"]["findings"], *document["claims"]["rules"]):
        row.update(
            {key: text for key in ("dataset", "attribute", "group", "reason", "detail", "against", "step", "policy_line") if key in row}
        )
    document["claims"]["subject"]["name"] = text
    return Evidence(document["claims"], document["run"])


def computed(cells: list[list[str]]) -> list[str]:
    """Return the cells that a spreadsheet takes for a formula; a number is none."""
    return [cell for row in cells for cell in row if cell.lstrip().startswith(FORMULA) and not _number(cell)]


def _number(cell: str) -> bool:
    """Tell whether a cell is a number."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("delimiter", [",", ";"], ids=["comma", "semicolon"])
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ATTACKS.items()])
def test_nothing_is_computed(text: str, delimiter: str) -> None:
    """Neither where lines are cut at commas nor where the country cuts them at semicolons."""
    assert computed(rows(to_bytes(named(text)), delimiter)) == []


def test_every_finding_and_every_silent_rule_has_a_line() -> None:
    """One line each, all cells there, read by two readers alike."""
    claims = sample.full().claims
    silent = {rule["rule"] for rule in claims["rules"]} - {row["rule"] for row in claims["findings"]}
    data = to_bytes(sample.full())
    found = rows(data)
    frame = pd.read_csv(io.BytesIO(data))

    assert found[0] == list(HEAD) == list(frame.columns)
    assert {len(row) for row in found} == {len(HEAD)}
    assert len(found) - 1 == len(frame) == len(claims["findings"]) + len(silent)
    assert set(frame.loc[frame["verdict"] == "not_run", "rule"]) == silent == {"unsafe-serialisation"}


def test_numbers_come_back_as_they_were() -> None:
    """To the last digit; what has no value has no cell, never a zero."""
    found = {(one["fingerprint"]): one for one in csv.DictReader(io.StringIO(to_bytes(sample.full()).decode("utf-8"), newline=""))}
    expected: dict[str, Any] = {row["fingerprint"]: row["value"] for row in sample.full().claims["findings"]}

    actual = {name: float(found[name]["value"]) if found[name]["value"] else None for name in expected}

    assert expected == actual


def test_the_worst_comes_first() -> None:
    """Rules that judged nothing, then failures, then what is unsure; passes last."""
    verdicts = [row[HEAD.index("verdict")] for row in rows(to_bytes(sample.full()))[1:]]
    rules = [row[HEAD.index("rule")] for row in rows(to_bytes(sample.full()))[1:]]

    assert verdicts[0] == "not_run"
    assert verdicts[1] == "fail"
    assert verdicts[-1] == "pass"
    assert len([1 for one, other in pairwise(rules) if one != other]) == len(set(rules)) - 1


def test_several_subjects_are_one_table() -> None:
    """One head, each line under its subject."""
    found = rows(together([sample.full(), sample.empty(), sample.full()]))

    assert len(found) - 1 == 2 * (len(rows(to_bytes(sample.full()))) - 1)
    assert sum(row == list(HEAD) for row in found) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x; y", "x; y"), ("1;2", "1;2"), ("a=b", "a=b"), ("x;=1", "x;'=1"), ("x; -1", "x; '-1"), ("=1", "'=1"), ("", "")],
)
def test_only_what_would_be_computed_is_touched(text: str, expected: str) -> None:
    """An apostrophe makes it a text."""
    actual = safe(text)

    assert expected == actual

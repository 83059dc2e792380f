"""The page about formats names every format, and the file of several subjects where there is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit.render.findings_csv import HEAD
from audit.render.registry import formats

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
ONE, SEVERAL = PAGE.split("## Several subjects")


def named(text: str) -> set[str]:
    """Return the names in the first cells of the tables of a text."""
    return {name for line in text.splitlines() if line.startswith("| `") for name in re.findall(r"`([a-z0-9-]+)`", line.split("|")[1])}


def test_every_format_is_described() -> None:
    """All of them, and no other."""
    assert named(ONE) == set(formats())


@pytest.mark.parametrize("together", [True, False], ids=["one document", "none"])
def test_what_holds_several_subjects_is_said(together: bool) -> None:
    """As the code has it."""
    lines = [line for line in SEVERAL.splitlines() if line.startswith("| `") and ("| none" not in line) == together]
    expected = {name for name, one in formats().items() if (one.together is not None) == together}

    assert expected == named("\n".join(lines))


def test_every_column_of_the_table_is_named() -> None:
    """In the section about it."""
    section = PAGE.split("## `csv`")[1].split("## ")[0]

    assert [name for name in HEAD if f"`{name}`" not in section] == []

"""Does section "Personal data" show every finding in its group, and say what was not looked for?"""

from __future__ import annotations

import re
from typing import Any

import pytest

from audit.core.evidence import Evidence
from audit.render.page import page
from tests.render import sample, sample_measured

OLD = ("dataset", "column", "entity", "category", "score", "share", "examined", "distinct", "hits", "why")


def _section(paper: bool = False, **claims: Any) -> str:
    """Return the section's HTML."""
    evidence = sample.full()
    text = page(Evidence({**evidence.claims, **claims}, evidence.run), paper=paper)
    return text.partition('<section id="personal-data">')[2].partition("</section>")[0]


def _words(html: str) -> str:
    """Return the text without tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.mark.parametrize("paper", [False, True])
def test_every_column_is_under_its_group(paper: bool) -> None:
    """In the order of weight, each with its words, shape and sentence."""
    html = _section(paper)
    titles = re.findall(r"<h3>(.*?)</h3>", html)
    text = _words(html)

    assert titles == [
        "Names or reaches a person", "Special categories, offences, children", "Identifies in combination", "Inside free text",
        "Codes that stand for a person", "Not checked",
    ]  # fmt: skip
    for row in sample_measured.columns():
        assert row["what"] in text
        assert row["shape"] in text
        assert row["why"].split(";")[0] in text
    assert html.index("<bdi>") > 0


def test_a_finding_in_text_says_how_many_rows() -> None:
    """About how many, and between which numbers; a finding of a whole column does not."""
    text = _words(_section())

    assert text.count("Found in about") == 1
    assert "Found in about 157 rows (151 to 160)." in text


@pytest.mark.parametrize(("paper", "folded"), [(False, 2), (True, 0)])
def test_law_and_dismissed_are_folded_on_screen_only(paper: bool, folded: int) -> None:
    """On paper everything is open."""
    html = _section(paper)

    assert html.count("<details>") == folded
    assert "GDPR: special category: racial or ethnic origin (Art. 9(1))" in _words(html)
    assert "1 match was not accepted" in html
    assert "driving licence numbers (1,204 cells, 0 of 200 judged are)" in html


def test_what_was_not_checked_is_said_plainly() -> None:
    """Every sentence of the evidence, also where nothing was found."""
    for columns in (sample_measured.columns(), []):
        text = _words(_section(columns=columns))

        assert [said for said in sample_measured.NOT_CHECKED if said not in text] == []


def test_evidence_of_before_is_still_shown() -> None:
    """Rows without words, shape and law."""
    rows = [{key: row[key] for key in OLD} for row in sample_measured.columns()]
    html = _section(columns=rows, dismissed=[], personal_not_checked=[])

    assert "email address" in html
    assert "Shape: <" not in html
    assert "<details>" not in html
    assert "Not checked" not in html


def test_a_category_of_later_is_not_lost() -> None:
    """It has a group of its own."""
    text = _words(_section(columns=[{**sample_measured.columns()[0], "category": "genome"}]))

    assert "Other Column What" in text
    assert "genome" in text

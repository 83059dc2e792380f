"""Does the report print the impact ratios as the laws want them, and say what they are not?"""

from __future__ import annotations

import copy
import re
from html import unescape
from typing import Any

import pytest

from audit.core.evidence import Evidence
from audit.render.numbers import DASH
from audit.render.page import page
from tests.render import sample


def _claims(**changes: Any) -> dict[str, Any]:
    """Return the claims of the sample with changes to its impact."""
    claims = copy.deepcopy(dict(sample.full().claims))
    claims["impact"] |= changes
    return claims


def _section(claims: dict[str, Any], anchor: str = "impact-ratios", *, paper: bool = False) -> str:
    """Return the words of a section, nothing where there is none."""
    text = page(Evidence(claims, sample.full().run), paper=paper)
    found = re.search(rf'<section id="{anchor}">(.*?)</section>', text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


@pytest.mark.parametrize("paper", [False, True], ids=["screen", "paper"])
def test_the_summary_of_local_law_144(paper: bool) -> None:
    """Number, selected, rate, ratio; unknown, what is left out and why; what is declared; and what it is not."""
    text = _section(_claims(), paper=paper)

    wanted = (
        "The lowest impact ratio is 0.684: the selection rate of ethnicity: Black over that of White.",
        "It is not the independent bias audit that the law asks for",
        "The law sets no pass mark",
        "Source of the data not declared Days of the data not declared Distribution date not declared",
        "Asian 610 201 0.330 0.761 p = 0.0021 (z) Below four fifths, more than chance",
        f"Native 61 20 0.328 {DASH} Less than 2 % of the data: no ratio",
        f"Pacific <10 {DASH} {DASH} {DASH} Withheld: too few rows to be shown",
        "Roma 34 11 0.324 0.747 p = 0.22 (Fisher) Below four fifths; one decision the other way would turn it round",
        "White 3,310 1,434 0.433 1 Highest rate",
        "Of unknown category: 44 rows, in no ratio.",
        "Of unknown category: <10 rows, in no ratio.",
        "Categories with less than 2.00 % of the rows have no ratio; their number and rate are shown. Reason given: a category below 2 %",
        "Counts below 10 are withheld here",
    )

    assert [part for part in wanted if part not in text] == []


def test_what_is_declared_is_printed() -> None:
    """Source, days and distribution date."""
    claims = _claims()
    claims["subject"]["declared"] |= {"data_source": "Applications of a year", "data_from": "2025-11-01", "distributed": "2026-01-15"}

    actual = _section(claims)

    assert "Source of the data Applications of a year Days of the data 2025-11-01 to not declared Distribution date 2026-01-15" in actual


def test_local_law_144_alone_has_no_test_and_no_reading() -> None:
    """It asks for numbers, not for a verdict."""
    text = _section(_claims(laws=["nyc-ll144"]))

    assert "Fisher" not in text
    assert "rule of thumb" not in text


def test_four_fifths_alone_asks_for_no_dates() -> None:
    """The declarations are those of the city's law."""
    text = _section(_claims(laws=["four-fifths"]))

    assert "Distribution date" not in text
    assert "independent bias audit" not in text
    assert "Four fifths is a rule of thumb" in text


def test_no_table_no_section() -> None:
    """A policy that asks for none gets none."""
    assert _section(_claims(tables=[], laws=[])) == ""


def test_without_any_ratio_the_answer_says_so() -> None:
    """Nobody is selected anywhere."""
    claims = _claims(tables=[_claims()["impact"]["tables"][1]])

    assert "No category has an impact ratio" in _section(claims)


def test_the_metrics_are_explained_beside_the_numbers() -> None:
    """Formula, sign, positive and favourable value, names elsewhere."""
    text = _section(_claims(), "fairness")

    wanted = (
        "favourable predictions / n",
        "a share from 0 to 1; no reference group",
        "Positive, the event whose errors are counted: approved = yes.",
        "Favourable, what a selection rate counts: approved = yes.",
        "fairlearn: selection_rate",
    )

    assert [part for part in wanted if part not in text] == []


def test_on_paper_only_what_is_printed_is_explained() -> None:
    """A metric that no table and no finding shows is explained in the evidence."""
    claims = _claims()
    claims["metric_words"].append({**claims["metric_words"][0], "metric": "generalised_entropy", "formula": "GE(2)"})

    assert "GE(2)" in _section(claims, "fairness")
    assert "GE(2)" not in _section(claims, "fairness", paper=True)
    assert "favourable predictions / n" in _section(claims, "fairness", paper=True)


def test_sources_say_whether_they_are_in_force() -> None:
    """A line to come is not printed as law."""
    text = _section(_claims(), "rules")

    assert "as of 2026-11-20" in text
    assert "Data sets are examined for possible biases. adopted, applies from 2027-12-02 read 2026-11-20" in text

"""Each section starts with an answer made from its numbers, also where there is little to say."""

from __future__ import annotations

from typing import Any

import pytest

from audit.core.evidence import Evidence
from audit.render import answers, findings, groups
from audit.render.fit import read
from tests.render import sample

ROW = {"rule": "r", "metric": "m", "limit": ">= 1", "verdict": "pass", "value": 1.0}
COLUMN = {"dataset": "test", "column": "c", "category": "direct"}
DATA = [{"name": "test", "rows": 1}]

SAID: list[Any] = [
    pytest.param(answers.decide, {}, "Nothing was judged, so nothing is known.", id="nothing judged"),
    pytest.param(
        answers.decide, {"findings": [ROW]}, "Nothing is open: 1 measurement judged, none fails and none is unsure.", id="all pass"
    ),
    pytest.param(
        answers.decide,
        {"findings": [{**ROW, "verdict": "fail"}, {**ROW, "verdict": "unsure"}, {**ROW, "verdict": "unsure", "small": True}]},
        "1 of 2 measurements fails; 1 is unsure: too few rows to tell from the limit; 1 is of groups too small to judge.",
        id="fail, unsure, small",
    ),
    pytest.param(answers.scope, {"datasets": DATA}, "Read: test (1 row). 0 rules were not checked.", id="scope"),
    pytest.param(answers.personal, {}, "No column was examined.", id="no data"),
    pytest.param(
        answers.personal,
        {"datasets": DATA},
        "Nothing was recognised in the columns examined. Recognisers miss things: read the limits above.",
        id="nothing recognised",
    ),
    pytest.param(
        answers.personal,
        {"datasets": DATA, "columns": [COLUMN]},
        "1 column with personal data recognised: 1 directly identifying.",
        id="one column",
    ),
    pytest.param(
        answers.risk,
        {"risk": {"k": 4, "k_text": "<10", "rows": 90, "limit": 5.0}},
        "The smallest class holds k = <10 of 90 rows.",
        id="withheld k",
    ),
    pytest.param(
        answers.risk,
        {"risk": {"k": 1, "rows": 90, "unique": 1, "below_limit": 1, "limit": ">= 5"}},
        "The smallest class holds k = 1 of 90 rows. 1 row is unique. 1 row shares their combination with fewer than 5 rows in all.",
        id="one unique",
    ),
    pytest.param(
        answers.scores,
        {"scores": [{"bins": [None, 10]}]},
        "Too few rows to compare the scores of the groups bin by bin.",
        id="withheld bins",
    ),
    pytest.param(answers.quality, {"profile": [{"column": "c", "missing_share": 0}]}, "1 column read; no value is missing.", id="complete"),
    pytest.param(answers.advice, {"advice": [{"solves": True}]}, "1 plan tried on the data; 1 meets the limit afterwards.", id="one plan"),
]


@pytest.mark.parametrize(("answer", "claims", "expected"), SAID)
def test_answer(answer: Any, claims: dict[str, Any], expected: str) -> None:
    """The sentence is the one of the table."""
    actual = answer(read(Evidence(claims, {})).claims)

    assert expected == actual


@pytest.mark.parametrize(("limit", "expected"), [(5.0, "5"), (">= 5", "5"), (None, "\u2013"), ("five", "\u2013")])
def test_smallest_class(limit: Any, expected: str) -> None:
    """The limit is read as a number or as a policy writes it."""
    assert expected == answers.smallest_class({"limit": limit})


@pytest.mark.parametrize(("text", "expected"), [(">= 0.8", "at least 0.8"), ("<= 0", "at most 0"), ("as agreed", "as agreed")])
def test_limit_in_words(text: str, expected: str) -> None:
    """A limit is read aloud; what is no limit stays as it is."""
    assert expected == answers.limit_words(text)


def test_a_row_with_a_limit_of_its_own_says_so() -> None:
    """One axis per question; a row with another limit names it."""
    rows = [{**ROW, "target": "a", "verdict": "fail", "limit": "<= 0.05"}, {**ROW, "target": "b", "verdict": "fail", "limit": "<= 0.1"}]
    claims = read(Evidence({"findings": rows, "rules": [{"rule": "r"}]}, {})).claims

    notes = [line.note for line in findings.open_questions(claims)[0].lines]

    assert sorted(notes) == ["", "Limit here <= 0.1."]


def test_a_limit_that_cannot_be_read_is_not_drawn() -> None:
    """Numbers and verdict are printed all the same."""
    claims = read(Evidence({"findings": [{**ROW, "verdict": "fail", "limit": "as agreed"}], "rules": [{"rule": "r"}]}, {})).claims

    question = findings.open_questions(claims)[0]

    assert (question.axis, question.lines[0].picture, question.lines[0].value) == ("", "", "1.00")


def test_withheld_bins_do_not_inflate_the_others() -> None:
    """Heights are shares of all rows of the group, shown or not."""
    claims = read(Evidence({"scores": [{"group": "a", "bins": [None, 10], "rows": 40}]}, {})).claims

    picture = groups.spreads(claims)[0].pictures[0]

    assert "(0.250 of its rows)" in picture


def test_the_sample_says_what_is_widest() -> None:
    """Fairness names the groups at both ends."""
    actual = answers.fairness(read(sample.full()).claims)

    assert actual.startswith("Selection rates run from 0.244 (sex & ethnicity: Female & Black) to 0.502 (sex & ethnicity: Male & White).")

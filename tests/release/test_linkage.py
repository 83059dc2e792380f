"""Are rows joined as somebody would who holds both files, and nobody called alone who is not?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.load.opener import Opener
from audit.load.source import Source
from audit.load.subject_types import Dataset
from audit.release.linkage import Matches, Together, matches, together

Opened = Callable[[dict[str, list[Any]]], Source]


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    """Yield what makes a source of columns."""
    with Opener.start(Path()) as opener:
        yield lambda columns: opener.source(Dataset("test", ""), pd.DataFrame(columns))


def test_matches_by_hand(opened: Opened) -> None:
    """Only rows alone in both files are joined: (1, x); (2, y) is twice here, (3, z) twice there; missing is a value."""
    here = opened({"a": [1, 2, 2, 3, 4, 5], "b": ["x", "y", "y", "z", None, "q"], "own": [1, 2, 3, 4, 5, 6]})
    there = opened({"b": ["x", "y", "z", "z", None, "p"], "a": [1, 2, 3, 3, 4, 5], "theirs": [0, 0, 0, 0, 0, 0]})
    actual = matches(here, there)

    assert actual == Matches(("a", "b"), 6, 2)


def test_values_do_not_run_together(opened: Opened) -> None:
    """Ab and c are not a and bc."""
    actual = matches(opened({"a": ["ab", "n"], "b": ["c", None]}), opened({"a": ["a", "n"], "b": ["bc", "None"]}))

    assert actual == Matches(("a", "b"), 2, 0)


EQUAL = {
    "numbers": ([1, 2], [1.0, 2.5], 1),
    "days": ([pd.Timestamp("2020-01-01"), pd.Timestamp("2020-01-02 10:00")], [date(2020, 1, 1), date(2020, 1, 2)], 1),
}


@pytest.mark.parametrize(("one", "other", "expected"), EQUAL.values(), ids=EQUAL.keys())
def test_kinds_that_can_be_equal(opened: Opened, one: list[Any], other: list[Any], expected: int) -> None:
    """A whole number meets the same one with decimals, a day its midnight."""
    actual = matches(opened({"a": one}), opened({"a": other}))

    assert actual == Matches(("a",), 2, expected)


def test_no_shared_column(opened: Opened) -> None:
    """A column of another kind is none that both have."""
    actual = matches(opened({"a": [1, 2]}), opened({"a": ["x", "y"], "b": [1, 2]}))

    assert actual is None


def test_two_releases_undo_each_other(opened: Opened) -> None:
    """Each is 2-anonymous; joined by what both show, every row is alone."""
    first = opened({"age": ["30s", "30s", "40s", "40s"], "zip": ["*"] * 4, "pay": [1, 2, 3, 4]})
    second = opened({"age": ["*"] * 4, "zip": ["a", "b", "a", "b"], "pay": [1, 2, 3, 4]})
    quasi = (("age", "zip"), ("age", "zip"))
    actual = together(second, first, ("pay",), quasi, 2)

    assert actual == Together(("pay",), 4, 1, 4)


def test_rows_that_cannot_be_told_apart_count_as_candidates(opened: Opened) -> None:
    """Pay 9 is three rows: none is joined alone, yet two of them may be in the class of the row with pay 1."""
    first = opened({"age": ["30s", "30s", "30s", "40s"], "pay": [1, 9, 9, 9]})
    second = opened({"zip": ["a", "a", "a", "b"], "pay": [1, 9, 9, 9]})
    actual = together(second, first, ("pay",), (("zip",), ("age",)), 3)

    assert actual == Together(("pay",), 1, 3, 0)


def test_the_same_release_twice_tells_nothing_new(opened: Opened) -> None:
    """The classes are what they were."""
    columns = {"age": ["30s", "30s", "40s", "40s"], "pay": [1, 2, 3, 4]}
    actual = together(opened(columns), opened(columns), ("age", "pay"), (("age",), ("age",)), 2)

    assert actual == Together(("age", "pay"), 4, 2, 0)


def test_nothing_to_join_by(opened: Opened) -> None:
    """Without a column treated alike in both, nobody is joined."""
    actual = together(opened({"a": [1, 2]}), opened({"a": [1, 2]}), (), (("a",), ("a",)), 2)

    assert actual == Together((), 0, None, 0)

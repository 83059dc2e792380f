"""Are the ages of rows counted to the day, and told without naming anybody?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact
from audit.observe.row_ages import MOST_MONTHS, ROW_AGES, RowAges, _age, _steps
from audit.observe.scene import Settings
from tests.observe import scenes

TODAY = date(2026, 11, 20)
LEAST = 10


def _fact(days: list[date | None], as_of: str = TODAY.isoformat(), column: str = "seen") -> Fact | None:
    """Return the fact on some days."""
    frame = pd.DataFrame({"seen": pd.to_datetime(pd.Series(days)), "year": 2020, "text": "a"})
    with scenes.scene(frame, Settings(as_of=as_of, min_cell=LEAST)) as one:
        return ROW_AGES.make(replace(one, roles=replace(one.roles, event_date=column)), {})


def _view(fact: Fact | None) -> RowAges:
    """Return the view on a fact."""
    view = RowAges.of(scenes.facts_of(*([fact] if fact else []), roles={"event_date": "seen"}), "test")
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param((2026, 11, 20), -1, id="today is not older than no month"),
        pytest.param((2027, 1, 1), -1, id="tomorrow neither"),
        pytest.param((2026, 11, 19), 0, id="yesterday"),
        pytest.param((2024, 11, 20), 23, id="24 months to the day are not more than 24"),
        pytest.param((2024, 11, 19), 24, id="a day more"),
        pytest.param((2024, 12, 1), 23, id="later in the month"),
        pytest.param((1976, 11, 19), 600, id="fifty years"),
        pytest.param((1066, 10, 14), 600, id="no more than fifty"),
    ],
)
def test_an_age_is_the_whole_months_that_a_day_lies_further_back_than(day: tuple[int, int, int], expected: int) -> None:
    assert expected == _age(day, TODAY)


def test_rows_older_than_each_month_by_hand() -> None:
    """20 rows of last month, 15 of two years and a day ago, 5 of today, 3 without a date."""
    days = [date(2026, 10, 25)] * 20 + [date(2024, 11, 19)] * 15 + [TODAY] * 11 + [None] * 3
    fact = _fact(days)

    assert fact is not None
    assert dict(fact.rows) == {(0,): (35,), (24,): (15,), (25,): (0,), ("dated",): (46,), (None,): (3,)}


def test_the_oldest_rows_are_named_to_the_year_where_they_are_few() -> None:
    """4 rows of 20 months and 20 rows of 3: the 4 go down with the next ones, and no month shows them."""
    fact = _fact([date(2025, 3, 1)] * 4 + [date(2026, 8, 1)] * 20 + [TODAY] * 10)

    assert fact is not None
    assert dict(fact.rows) == {(3,): (24,), (24,): (0,), ("dated",): (34,), (None,): (0,)}
    assert _view(fact).older_than(12) == (1, 24)
    assert _view(fact).older_than(18) == (0, 24)
    assert _view(fact).older_than(24) == (0, 0)


@pytest.mark.parametrize(("column", "as_of"), [("text", "2026-11-20"), ("year", "2026-11-20")])
def test_a_column_without_dates_has_no_dated_row(column: str, as_of: str) -> None:
    """It is declared, so the rule has to say that nothing can be told."""
    fact = _fact([TODAY] * 12, as_of, column)

    assert fact is not None
    assert (fact.rows["dated",], fact.rows[None,]) == ((0,), (12,))


def test_without_a_day_to_count_from_nothing_is_counted() -> None:
    assert _fact([TODAY] * 12, "") is None


ROWS = st.lists(st.tuples(st.integers(-3, 640), st.integers(1, 25)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, months=st.integers(0, 600))
def test_no_step_shows_few_rows_and_the_truth_lies_between(rows: list[tuple[int, int]], months: int) -> None:
    """Every difference of two numbers that are told is none or at least `min_cell`; bounds hold the true number."""
    counts = [0] * (MOST_MONTHS + 2)
    for age, number in rows:
        counts[1 + max(-1, min(MOST_MONTHS, age))] += number
    steps, dated = dict(_steps(counts, LEAST)), sum(counts)
    told = sorted([*steps.values(), dated]) if dated >= LEAST else []
    gaps = [high - low for low, high in pairwise(told)]
    truth = sum(counts[1 + months :])
    view = RowAges("test", "seen", dated, 0, steps)
    least, most = view.older_than(months)

    assert [gap for gap in gaps if 0 < gap < LEAST] == []
    assert least <= truth <= most
    assert view.oldest is None or sum(counts[1 + view.oldest :]) == 0


def test_days_are_counted_where_they_are_whatever_the_column_is_called() -> None:
    """Names that an engine could take for something else."""
    frame: Any = pd.DataFrame({"__n.day `x`": pd.to_datetime([TODAY - timedelta(days=40)] * 12)})
    with scenes.scene(frame, Settings(as_of=TODAY.isoformat())) as one:
        fact = ROW_AGES.make(replace(one, roles=replace(one.roles, event_date="__n.day `x`")), {})

    assert fact is not None
    assert fact.rows[1,] == (12,)

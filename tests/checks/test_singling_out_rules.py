"""unique-combination and untreated-outlier: what fails, what passes, and what stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.checks.privacy.unique_combination import MOST, unique_combination
from audit.checks.privacy.untreated_outlier import untreated_outlier
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.words import Severity
from audit.observe.combinations import Combination, Combinations
from audit.observe.tails import Extreme, Tails

WHOLE = Combination("a & b & c & d", 4, 1_000, 800, 500, 600)
PAIR = Combination("a & b", 2, 1_000, 300, 100, 250)
SINGLE = Combination("a", 1, 1_000, 30, 1, 20)
LOOKED_AT = Combinations(
    dataset="test", declared=True, rows=1_000, risky=(PAIR,), worst=(SINGLE,), whole=WHOLE, parts=dict.fromkeys("abcd", (0.1, 0.0)),
    orders=0, alike=(), evaluated=9, unfinished=0, left=0, too_many=0,
)  # fmt: skip


def _measured(found: Combinations, limit: float = 0.20) -> list[Measurement]:
    """Return what the rule measures under a limit."""
    return list(unique_combination.measure(found, Ask("unique-combination", Limit.at_most(limit), Severity.MEDIUM)))


def _values(found: Combinations, limit: float = 0.20) -> list[tuple[str, float | None]]:
    """Return columns and values."""
    return [(one.target.column, one.value) for one in _measured(found, limit)]


def test_combinations_beyond_the_limit_are_listed() -> None:
    assert _values(LOOKED_AT) == [("a & b", 0.25)]


def test_a_stricter_limit_finds_what_the_search_did_not_call_risky() -> None:
    assert _values(LOOKED_AT, 0.01) == [("a & b", 0.25), ("a", 0.02)]


def test_a_looser_limit_is_open_for_what_was_not_looked_at() -> None:
    """No larger combination with `a & b` in it was looked at: it may be beyond 30 %, as all columns together are."""
    assert _values(LOOKED_AT, 0.30) == [("a", 0.02), ("a & b", 0.25), ("", None)]


def test_all_columns_within_the_limit_answer_for_every_combination() -> None:
    assert _values(replace(LOOKED_AT, unfinished=3, left=4), 0.60) == [("a", 0.02), ("a & b", 0.25)]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        pytest.param(replace(LOOKED_AT, risky=(), unfinished=3, left=4), "4 combinations of 3 columns, and larger ones,", id="unfinished"),
        pytest.param(replace(LOOKED_AT, risky=(), unfinished=4, left=4), "4 combinations of 4 columns were", id="unfinished-at-four"),
        pytest.param(replace(LOOKED_AT, risky=(), declared=False), "only proposed", id="proposed"),
        pytest.param(replace(LOOKED_AT, whole=None, too_many=9), "too many different rows", id="too-many-rows"),
        pytest.param(replace(LOOKED_AT, rows=0), "no rows", id="no-rows"),
    ],
)
def test_what_nobody_looked_at_is_no_pass(found: Combinations, reason: str) -> None:
    last = _measured(found)[-1]

    assert last.value is None
    assert reason in last.reason


def test_a_finished_search_without_a_risky_combination_passes() -> None:
    assert _values(replace(LOOKED_AT, risky=())) == [("a", 0.02)]


def test_a_proposal_says_so_and_a_long_list_is_cut() -> None:
    many = tuple(replace(PAIR, name=f"a & {place}") for place in range(MOST + 5))

    actual = _measured(replace(LOOKED_AT, declared=False, risky=many))

    assert len(actual) == MOST
    assert "proposed" in actual[0].detail
    assert f"the worst {MOST} of {MOST + 5}" in actual[0].detail


def test_extremes_of_both_ends_are_added() -> None:
    ends = (
        Extreme("age", "high", 90, 3, more=False, years=True),
        Extreme("age", "low", 90, 0, more=False, years=False),
        Extreme("pay", "high", 80, 4, more=True, years=False),
        Extreme("pay", "low", 80, 1, more=False, years=False),
        Extreme("gap", "low", 0, 0, more=False, years=False),
    )

    actual = list(untreated_outlier.measure(Tails("test", ends), Ask("untreated-outlier", Limit.at_most(0), Severity.MEDIUM)))

    assert [(one.target.column, one.value, one.rows) for one in actual] == [("age", 3.0, 90), ("pay", 5.0, 80), ("gap", None, 0)]
    assert "ages above 89" in actual[0].detail
    assert actual[1].detail.startswith("at least 4 of 80 rows")

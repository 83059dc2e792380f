"""Risks by class sizes, by hand."""

from __future__ import annotations

from audit.anonymity.scenarios import journalist, marketer, prosecutor

HELD = {1: 2, 5: 10, 12: 24}
"""Two rows alone, two classes of five, two of twelve."""


def test_a_prosecutor_has_one_over_the_size() -> None:
    """Six classes of 36 rows: a mean of one in six; 1/5 is above 0.09, 1/12 is not."""
    found = prosecutor(HELD, 0.09)
    assert found is not None

    assert (found.highest, found.mean, found.rows_above, found.share_above) == (1.0, 6 / 36, 12, 12 / 36)


def test_the_line_itself_is_not_above_the_line() -> None:
    """1/11 is above 0.09, 1/12 is not; 1/5 is not above 0.2: the arithmetic of sector thresholds."""
    found = [prosecutor({size: size}, line) for size, line in ((11, 0.09), (12, 0.09), (5, 0.2), (3, 1 / 3), (4, 0.2))]

    actual = [one.rows_above if one else None for one in found]

    assert actual == [11, 0, 0, 0, 4]


def test_a_journalist_looks_at_the_population() -> None:
    """Ten rows whose classes hold twenty people each: one in twenty."""
    found = journalist({20: 10}, 0.09)
    assert found is not None

    assert (found.highest, found.mean, found.rows_above) == (1 / 20, 1 / 20, 0)


def test_a_marketer_counts_right_matches() -> None:
    """One right match per class."""
    found = marketer(HELD, 0.09)
    assert found is not None

    assert (found.highest, found.mean, found.rows_above) == (6 / 36, 6 / 36, 36)


def test_nobody_is_at_risk_without_rows() -> None:
    """Not a risk of zero."""
    assert (prosecutor({}, 0.1), journalist({}, 0.1), marketer({}, 0.1)) == (None, None, None)

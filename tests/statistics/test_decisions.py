"""Would one decision turn a comparison over, and what gap could have been found at all?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.measurement import Rate
from audit.statistics.detectable import detectable_difference, detectable_ratio
from audit.statistics.needed import rows_for_difference, rows_for_ratio
from audit.statistics.turned_over import turned_over


@pytest.mark.parametrize(
    ("group", "reference", "expected"),
    [
        pytest.param(Rate(3, 8), Rate(16, 25), False, id="ricci-captain-black"),
        pytest.param(Rate(6, 19), Rate(25, 43), False, id="ricci-lieutenant-black"),
        pytest.param(Rate(3, 15), Rate(25, 43), False, id="ricci-lieutenant-hispanic"),
        pytest.param(Rate(1, 5), Rate(4, 10), True, id="one-more-would-be-the-higher-rate"),
        pytest.param(Rate(1, 5), Rate(5, 10), False, id="equal-is-not-higher"),
        pytest.param(Rate(5, 10), Rate(4, 10), False, id="not-lower-to-begin-with"),
        pytest.param(Rate(4, 10), Rate(4, 10), False, id="equal-to-begin-with"),
        pytest.param(Rate(0, 3), Rate(1, 10), True, id="the-only-place"),
        pytest.param(Rate(0, 0), Rate(1, 10), False, id="no-rows"),
        pytest.param(Rate(49, 100), Rate(50, 100), True, id="close"),
    ],
)
def test_one_place_the_other_way_round(group: Rate, reference: Rate, expected: bool) -> None:
    """Move one place from the reference to the group, as question 21 does."""
    assert turned_over(group, reference) is expected


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_turning_over_is_said_of_one_side_only(rows: int, other: int, data: st.DataObject) -> None:
    """Never say it of both: only the lower rate can rise above."""
    one, two = Rate(data.draw(st.integers(0, rows)), rows), Rate(data.draw(st.integers(0, other)), other)

    assert not (turned_over(one, two) and turned_over(two, one))


def test_impossible_decisions_are_refused() -> None:
    """Raise for more hits than rows."""
    with pytest.raises(ValueError, match="hits"):
        turned_over(Rate(3, 2), Rate(1, 2))


@pytest.mark.parametrize("level", [0.95, 0.999])
@pytest.mark.parametrize("rate", [0.05, 0.3, 0.5])
def test_a_detectable_difference_is_the_inverse_of_the_rows_needed(rate: float, level: float) -> None:
    """Go from a gap to rows and back."""
    rows = rows_for_difference(rate, rate, 0.05, level)
    assert rows is not None

    assert detectable_difference(rate, rows, rate, rows, level) == pytest.approx(0.05, rel=1e-2)


def test_the_reference_gives_1319_rows() -> None:
    """Compare with p = .3, gap .05 in reference/fairness.md."""
    found = [detectable_difference(0.3, rows, 0.3, rows, 0.95) for rows in (1318, 1319)]

    assert [one is not None and one <= 0.05 for one in found] == [False, True]


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.5])
def test_a_detectable_ratio_is_the_inverse_of_the_rows_needed(rate: float) -> None:
    """Go from a ratio to rows and back."""
    rows = rows_for_ratio(rate, rate, 0.8, 0.95)
    assert rows is not None

    assert detectable_ratio(rate, rows, rate, rows, 0.95) == pytest.approx(0.8, rel=1e-2)


@pytest.mark.parametrize(("rate", "rows"), [(0.3, 0), (0.0, 100)], ids=["no-rows", "nobody"])
def test_nothing_is_detectable_without_rows_or_hits(rate: float, rows: int) -> None:
    """Return None rather than a number about nothing."""
    assert detectable_ratio(rate, rows, 0.3, 100, 0.95) is None
    assert rows or detectable_difference(rate, rows, 0.3, 100, 0.95) is None

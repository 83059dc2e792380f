"""The interval of a difference over random splits is wider than if the splits were independent, by the published factor."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from audit.statistics.resampled import Paired, corrected, student


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999], ids=str)
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 30, 101], ids=str)
def test_the_critical_value_is_students(freedom: int, level: float) -> None:
    """As scipy has it."""
    expected = t.ppf((1 + level) / 2, freedom)

    actual = student(level, freedom)

    assert actual == pytest.approx(expected, rel=1e-9)


def test_the_interval_by_hand() -> None:
    """Differences 1, 2, 3: mean 2, variance 1; with 30 tested of 100 the error is sqrt(1/3 + 3/7)."""
    reach = 4.302652729749462 * sqrt(1 / 3 + 30 / 70)

    actual = corrected([1.0, 2.0, 3.0], 30, 70, 0.95)

    assert actual is not None
    assert (actual.mean, actual.splits) == (2.0, 3)
    assert (actual.low, actual.high) == pytest.approx((2 - reach, 2 + reach), rel=1e-9)


@pytest.mark.parametrize(("given_", "expected"), [([], None), ([0.5], Paired(0.5, None, None, 1))], ids=["nothing", "one split"])
def test_too_few_splits_have_no_interval(given_: list[float], expected: Paired | None) -> None:
    """One split says nothing of the others."""
    actual = corrected(given_, 3, 7, 0.95)

    assert expected == actual


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=12))
def test_more_tested_rows_make_it_wider(differences: list[float]) -> None:
    """The more a split tests on, the more two splits share."""
    few, many = (corrected(differences, tested, 100 - tested, 0.95) for tested in (10, 40))

    assert few is not None
    assert many is not None
    assert (many.low or 0) <= (few.low or 0) + 1e-12


@pytest.mark.parametrize(("left", "level"), [(0, 0.95), (7, 1.0), (7, 0.0)], ids=["nothing to learn from", "certain", "nothing sure"])
def test_what_has_no_interval_is_refused(left: int, level: float) -> None:
    """A level lies between 0 and 1, and a split leaves rows to learn from."""
    with pytest.raises(ValueError, match=r"level|learn"):
        corrected([0.1, 0.2], 3, left, level)

"""Is the area under the curve, with its variance, what its definition says?"""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from audit.core.measurement import Difference, Estimate, Rate
from audit.statistics.areas import area, area_difference, area_rate
from audit.statistics.interval import interval_of

CELLS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=8)


def brute(positives: list[int], negatives: list[int]) -> tuple[float, float]:
    """Return the area and DeLong's variance from all pairs of rows."""
    x = [at for at, n in enumerate(positives) for _ in range(n)]
    y = [at for at, n in enumerate(negatives) for _ in range(n)]
    wins = np.array([[float(a > b) + 0.5 * float(a == b) for b in y] for a in x])
    spread = [np.var(wins.mean(axis=axis), ddof=1) / wins.shape[1 - axis] for axis in (0, 1)]
    return float(wins.mean()), float(sum(spread))


@given(CELLS)
def test_delong_from_counts_is_delong_from_rows(cells: list[tuple[int, int]]) -> None:
    """Compare all pairs of rows, ties included."""
    positives, negatives = ([cell[side] for cell in cells] for side in (0, 1))
    found = area(positives, negatives)
    if sum(positives) < 2 or sum(negatives) < 2:
        assert found is None or found[1] > 0
        return
    expected = brute(positives, negatives)

    assert found is not None
    assert found[0] == pytest.approx(expected[0], abs=1e-12)
    assert expected[1] < 1e-15 or found[1] == pytest.approx(expected[1], abs=1e-12)


def test_the_area_is_scikit_learns() -> None:
    """Compare on invented rows with many ties."""
    draw = random.Random(3)
    rows = [(draw.random() < 0.4, draw.randint(0, 30)) for _ in range(2000)]
    rows = [(label, score + 5 * label) for label, score in rows]
    cells = [[sum(label is side and score == at for label, score in rows) for at in range(36)] for side in (True, False)]
    expected = roc_auc_score([label for label, _ in rows], [score for _, score in rows])
    found = area(*cells)

    assert found is not None
    assert found[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("positives", "negatives"), [([0, 0, 30], [10, 20, 0]), ([30, 0], [0, 30])], ids=["one", "zero"])
def test_perfect_separation_keeps_an_interval(positives: list[int], negatives: list[int]) -> None:
    """Give no certainty to an area of 0 or 1: as wide as Wilson's interval of 30 of 30."""
    found, rate = area(positives, negatives), area_rate(positives, negatives)
    assert found is not None
    assert rate is not None
    estimate = interval_of(Estimate(math.sqrt(found[1]), 0.0, 1.0), found[0], 0.95)
    wilson = interval_of(rate, None, 0.95)
    assert estimate is not None
    assert wilson is not None

    assert (rate.hits, rate.of) == (30.0 * found[0], 30.0)
    assert 0.1 < wilson.high - wilson.low < 0.13
    assert estimate.high - estimate.low == pytest.approx(wilson.high - wilson.low, abs=0.005)


def test_a_single_positive_keeps_an_interval() -> None:
    """Take the bound where a sample variance of one row says nothing."""
    found, rate = area([0, 1, 0], [5, 5, 5]), area_rate([0, 1, 0], [5, 5, 5])

    assert found == pytest.approx((0.5, 0.16))
    assert rate == Rate(0.5, 1.0)


@pytest.mark.parametrize(
    ("positives", "negatives"), [([0, 0], [3, 4]), ([3, 4], [0, 0]), ([], [])], ids=["no-positives", "no-negatives", "nothing"]
)
def test_without_one_of_the_classes_there_is_no_area(positives: list[int], negatives: list[int]) -> None:
    """Return None, not one half."""
    assert area(positives, negatives) is None
    assert area_rate(positives, negatives) is None
    assert area_difference((positives, negatives), ([1, 2], [2, 1])) is None


def test_equal_scores_give_one_half_and_an_interval() -> None:
    """Say that nothing is known about the order."""
    found, rate = area([40], [60]), area_rate([40], [60])

    assert found is not None
    assert found[0] == 0.5
    assert found[1] > 0
    assert rate == Rate(20.0, 40.0)


@given(CELLS)
def test_reversed_scores_mirror_the_area(cells: list[tuple[int, int]]) -> None:
    """Mirror the value and keep the variance; swapping the classes does the same."""
    positives, negatives = ([cell[side] for cell in cells] for side in (0, 1))
    one, other, swapped = area(positives, negatives), area(positives[::-1], negatives[::-1]), area(negatives, positives)

    assert (one is None) == (other is None) == (swapped is None)
    if one and other and swapped:
        assert (other[0], swapped[0]) == pytest.approx((1 - one[0], 1 - one[0]), abs=1e-12)
        assert (other[1], swapped[1]) == pytest.approx((one[1], one[1]), abs=1e-12)


def test_two_groups_areas_are_compared_as_rates_or_by_their_errors() -> None:
    """Give nearly the same interval where both groups are large."""
    cells = [([10, 40, 80, 90], [90, 70, 30, 20]), ([20, 40, 70, 60], [70, 70, 60, 40])]
    gap = area_difference(*cells)
    one, two = (area_rate(*cell) for cell in cells)
    assert gap is not None
    assert one is not None
    assert two is not None
    by_rates, by_errors = interval_of(Difference(one, two), None, 0.95), interval_of(Estimate(gap[1], -1.0, 1.0), gap[0], 0.95)
    assert by_rates is not None
    assert by_errors is not None

    assert (by_rates.low, by_rates.high) == pytest.approx((by_errors.low, by_errors.high), abs=0.005)


@pytest.mark.parametrize(("positives", "negatives"), [([1, 2], [1]), ([1, -1], [1, 1])], ids=["lengths", "negative"])
def test_impossible_counts_are_refused(positives: list[int], negatives: list[int]) -> None:
    """Raise rather than return a number about nothing."""
    with pytest.raises(ValueError, match="same scores"):
        area(positives, negatives)

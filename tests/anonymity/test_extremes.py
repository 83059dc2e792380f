"""Which extreme numbers have company?"""

from __future__ import annotations

import pytest

from audit.anonymity.tails import Tail, far, singled_out


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([], Tail(0), id="nothing-beyond-the-fence"),
        pytest.param([(100.0, 1)], Tail(1), id="one-person"),
        pytest.param([(100.0, 5)], Tail(0), id="top-coded"),
        pytest.param([(100.0, 1), (95.0, 2), (91.0, 2)], Tail(0), id="company-within-a-tenth"),
        pytest.param([(100.0, 1), (95.0, 2), (89.0, 9)], Tail(3), id="company-just-out-of-reach"),
        pytest.param([(100.0, 1), (60.0, 4), (30.0, 2)], Tail(7), id="steps-without-company"),
        pytest.param([(100.0, 1), (60.0, 50), (50.0, 1)], Tail(1), id="below-company-nobody-is-extreme"),
        pytest.param([(100.0, 1), (99.9, 1), (99.8, 1), (99.7, 1), (99.6, 1), (50.0, 1)], Tail(0), id="five-different-numbers"),
    ],
)
def test_an_extreme_number_needs_company(values: list[tuple[float, int]], expected: Tail) -> None:
    actual = singled_out(values, 0.0, 100)

    assert expected == actual


def test_ages_are_told_apart_by_the_year() -> None:
    """Without a reach the neighbour is another person: 96, 95 and 92 are alone, five people are 91."""
    actual = singled_out([(96.0, 1), (95.0, 2), (92.0, 4), (91.0, 5), (90.0, 1)], 40.0, 100, reach=0.0)

    assert Tail(7) == actual


def test_it_says_where_more_values_would_have_to_be_looked_at() -> None:
    actual = singled_out([(float(2**place), 1) for place in range(10, -1, -1)], 0.0, 4)

    assert Tail(4, more=True) == actual


@pytest.mark.parametrize(("quartiles", "expected"), [((28.0, 48.0), 108.0), ((0.0, 0.0), 0.0), ((-48.0, -28.0), 32.0)])
def test_the_fence_is_three_distances_out(quartiles: tuple[float, float], expected: float) -> None:
    assert expected == far(*quartiles)

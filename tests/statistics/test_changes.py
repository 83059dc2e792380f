"""The change of a measurement is Newcombe's for two rates, exact where nothing was sampled, and wider where rows are shared."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.measurement import Rate
from audit.statistics.changes import Change, Measured, change, dependent_change, independent_change
from audit.statistics.differences import newcombe
from audit.statistics.proportions import wilson

RATES = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def _rate(hits: int, of: int, level: float = 0.95) -> Measured:
    """Return a rate with its Wilson interval."""
    return Measured(hits / of, *wilson(hits, of, level), level)


@given(RATES, RATES, st.sampled_from([0.9, 0.95, 0.9997]))
def test_of_two_wilson_intervals_it_is_newcombes(then: tuple[int, int], now: tuple[int, int], level: float) -> None:
    """Method 10, but for the ends at -1 and 1, beyond which two rates cannot differ."""
    expected = newcombe(Rate(*now), Rate(*then), level)

    actual = independent_change(_rate(*then, level), _rate(*now, level))

    assert expected == pytest.approx((max(-1.0, actual.low), min(1.0, actual.high)), abs=1e-12)


@given(RATES, RATES)
def test_shared_rows_never_make_it_look_surer(then: tuple[int, int], now: tuple[int, int]) -> None:
    apart, together = independent_change(_rate(*then), _rate(*now)), dependent_change(_rate(*then), _rate(*now))

    assert together.low <= apart.low + 1e-12
    assert together.high >= apart.high - 1e-12
    assert apart.low - 1e-12 <= apart.value <= apart.high + 1e-12


@given(RATES, RATES)
def test_turned_round_it_is_turned_round(then: tuple[int, int], now: tuple[int, int]) -> None:
    there, back = independent_change(_rate(*then), _rate(*now)), independent_change(_rate(*now), _rate(*then))

    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)


EXACT, OTHER = Measured(5.0, 5.0, 5.0, 0.95), Measured(3.0, 3.0, 3.0, 0.95)
SAMPLED = Measured(0.5, 0.4, 0.7, 0.99)
OPEN = Measured(2.0, 1.5, inf, 0.95)
CASES = {
    "exact": (EXACT, OTHER, False, Change(-2.0, -2.0, -2.0, None)),
    "exact, the same rows": (EXACT, OTHER, True, Change(-2.0, -2.0, -2.0, None)),
    "one is exact": (OTHER, SAMPLED, False, Change(-2.5, -2.6, -2.3, 0.95)),
    "two samples": (
        SAMPLED,
        Measured(0.5, 0.47, 0.56, 0.95),
        False,
        Change(0.0, -((0.03**2 + 0.2**2) ** 0.5), (0.06**2 + 0.1**2) ** 0.5, 0.95),
    ),
    "the same rows": (SAMPLED, Measured(0.6, 0.5, 0.7, 0.95), True, Change(0.1, -0.2, 0.3, 0.94)),
    "an open end": (SAMPLED, OPEN, False, Change(1.5, 1.5 - (0.5**2 + 0.2**2) ** 0.5, inf, 0.95)),
    "an open end before": (OPEN, SAMPLED, True, Change(-1.5, -inf, -0.8, 0.94)),
}


@pytest.mark.parametrize(("then", "now", "same", "expected"), CASES.values(), ids=CASES)
def test_a_change(then: Measured, now: Measured, same: bool, expected: Change) -> None:
    actual = change(then, now, same_rows=same)

    assert (expected.value, expected.low, expected.high) == pytest.approx((actual.value, actual.low, actual.high))
    assert expected.level == pytest.approx(actual.level)

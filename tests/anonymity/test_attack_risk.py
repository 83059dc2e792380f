"""The normalised risk is that of Giomi et al. 2023, on numbers that were worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.anonymity.attacks.risk import Attack, Risk, Success, normalised, residual
from audit.core.measurement import Rate

TWO = 0.9544997361036416
"""The level whose critical value is 2: its square is 4, and 96 tries and 4 are 100."""


def test_it_is_what_a_person_works_out_with_a_pencil() -> None:
    """58 and 18 of 96 are drawn to (58 + 2) / 100 and (18 + 2) / 100: of .8 that could be won, .4 are won.

    Errors: 2 / 100 * sqrt(58 * 38 / 96 + 1) = .0978945 and 2 / 100 * sqrt(18 * 78 / 96 + 1) = .0790569; carried over
    hypot(.0978945 / .8, .0790569 * .4 / .64) = .1319673.
    """
    attack = Attack(Rate(58, 96), Rate(0, 96), Rate(18, 96))
    expected = (0.5, 0.3680327, 0.6319673)

    risk = attack.risk(TWO)

    assert risk is not None
    assert expected == pytest.approx((risk.value, risk.low, risk.high), abs=1e-6)


def test_the_advantage_is_over_the_guess() -> None:
    """The same numbers with the guess in the place of the control."""
    expected = Attack(Rate(58, 96), Rate(0, 96), Rate(18, 96)).risk(TWO)

    actual = Attack(Rate(58, 96), Rate(18, 96)).advantage(TWO)

    assert expected == actual


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(Attack(Rate(5, 9), Rate(0, 9)), id="nobody held out"),
        pytest.param(Attack(Rate(5, 9), Rate(0, 9), Rate(0, 0)), id="an empty control"),
        pytest.param(Attack(Rate(0, 0), Rate(0, 0), Rate(1, 9)), id="no try"),
    ],
)
def test_without_a_try_or_a_control_there_is_no_risk_to_speak_of(attack: Attack) -> None:
    """0/0 is no risk of 0."""
    assert attack.risk() is None


def test_a_control_that_is_attacked_better_gives_risk_zero() -> None:
    """What lies below zero is cut off; the residual keeps its sign."""
    attack, control = Success.of(Rate(10, 100)), Success.of(Rate(90, 100))

    value, _ = residual(attack, control)

    assert Risk(0.0, 0.0, 0.0) == normalised(attack, control)
    assert value < -1


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0.5, 0.9999))
def test_the_interval_holds_its_value_and_stays_possible(hits: int, control: int, level: float) -> None:
    """Even where the control is always hit, in which case anonymeter of the version 1.1 has no warning of use."""
    risk = Attack(Rate(hits, 400), Rate(0, 400), Rate(control, 400)).risk(level)

    assert risk is not None
    assert 0.0 <= risk.low <= risk.value <= risk.high <= 1.0


@given(st.integers(1, 200), st.integers(0, 200))
def test_equal_rates_hold_zero(of: int, hits: int) -> None:
    """An attack that does as well on others says nothing of the release."""
    rate = Rate(min(hits, of), of)

    risk = Attack(rate, rate, rate).risk()

    assert risk is not None
    assert (risk.value, risk.low) == pytest.approx((0.0, 0.0))

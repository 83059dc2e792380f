"""The rules about attacks against arithmetic done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from audit.anonymity.attacks.risk import Attack
from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.measurement import Measurement, Rate
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.observe.inference import Guessed, Inference
from audit.observe.linkage import Joined, Linkage
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level


def _measured(rule: str, view: Any) -> tuple[Ask, list[Measurement]]:
    """Return what a rule measures of a view."""
    ask = Ask(rule, checks()[rule].rule.limit, Severity.MEDIUM)
    return ask, list(checks()[rule].measure(view, ask))


def _verdict(rule: str, view: Any) -> Verdict:
    """Return what a rule comes to."""
    ask, measured = _measured(rule, view)
    (ruling,) = judge_family([Asked(ask, tuple(measured))], Severity.MEDIUM, interval_of, simultaneous_level)
    return ruling.verdict


def _linkage(*ways: tuple[int, int]) -> Linkage:
    """Return ways with so many rows and so many that match."""
    return Linkage("test", tuple(Joined("every shared column", 3, rows, 500, matched + 5, matched + 9, matched) for rows, matched in ways))


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param([(1_000, 10)], Verdict.PASS, id="ten of a thousand"),
        pytest.param([(1_000, 11)], Verdict.FAIL, id="eleven of a thousand"),
        pytest.param([(1_000, 0), (1_000, 500)], Verdict.FAIL, id="one way is enough"),
        pytest.param([], Verdict.UNSURE, id="nothing shared is no pass"),
        pytest.param([(0, 0)], Verdict.UNSURE, id="no rows are no pass"),
    ],
)
def test_one_row_in_a_hundred_may_be_linked(ways: list[tuple[int, int]], expected: Verdict) -> None:
    """An exact count: no interval."""
    assert expected == _verdict("linkable-files", _linkage(*ways))


def test_a_link_is_told_by_what_it_was_made_over() -> None:
    """The words count, and name no value."""
    _, (one,) = _measured("linkable-files", _linkage((1_000, 11)))
    expected = (
        "test::::every shared column",
        0.011,
        (
            "over 3 columns, beside 500 rows outside: values of 16 of 1,000 rows occur there, "
            "20 rows are alone in the data, and 11 of those meet exactly one row"
        ),
    )

    assert expected == (str(one.target), one.value, one.detail)


def _inference(hits: int, control: int, of: int = 1_000) -> Inference:
    """Return one column that was guessed so often, of people inside and outside."""
    return Inference("test", (Guessed("job", "model", 5_000, Attack(Rate(hits, of), Rate(200, 1_000), Rate(control, of))),))


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        pytest.param(_inference(900, 300), Verdict.FAIL, id="their own rows tell"),
        pytest.param(_inference(960, 955), Verdict.UNSURE, id="guessed of nearly everybody leaves little to tell it by"),
        pytest.param(_inference(300, 310), Verdict.PASS, id="guessed alike"),
        pytest.param(_inference(390, 310), Verdict.UNSURE, id="about the limit"),
        pytest.param(_inference(29, 0, of=29), Verdict.UNSURE, id="too few people"),
    ],
)
def test_the_whole_interval_of_the_risk_is_judged(view: Inference, expected: Verdict) -> None:
    """Risk of (.9 - .3) / .7 = .86, and so on."""
    assert expected == _verdict("inferable-attribute", view)


def test_the_risk_is_that_of_the_attack() -> None:
    """Value and interval are those that anonymeter would give, and the words say all three rates."""
    ask, (one,) = _measured("inferable-attribute", _inference(900, 300))
    risk = _inference(900, 300).columns[0].attack.risk(ask.confidence)
    interval = interval_of(one.counts, one.value, ask.confidence)

    assert risk is not None
    assert interval is not None
    assert one.value is not None
    assert (risk.value, risk.low, risk.high) == pytest.approx((one.value, interval.low, interval.high))
    assert one.detail == (
        "by a model: 90.0% guessed right of 1,000 people in the data, 30.0% at best of people who are not, 20.0% by always the same guess; "
        "from 5,000 rows of a sample"
    )

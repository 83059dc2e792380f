"""Numbers are printed with three significant digits, and never look equal to a limit they miss."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.render import numbers

SHOWN = [
    pytest.param(0.4485, None, "0.449", id="three digits"),
    pytest.param(1.0, None, "1.00", id="one"),
    pytest.param(0.0, None, "0", id="zero"),
    pytest.param(0.9996, None, "1.00", id="rounds up to one"),
    pytest.param(0.00001, None, "<0.0001", id="tiny"),
    pytest.param(-0.00001, None, "\u2212<0.0001", id="tiny and negative"),
    pytest.param(-0.25, None, "\u22120.250", id="negative"),
    pytest.param(12345.6, None, "12,346", id="thousands"),
    pytest.param(123.4, None, "123", id="hundreds"),
    pytest.param(None, None, "\u2013", id="no value"),
    pytest.param(0.7996, 0.8, "0.7996", id="does not read as the limit"),
    pytest.param(0.8, 0.8, "0.800", id="is the limit"),
    pytest.param(0.80000001, 0.8, "0.8000000", id="gives up at seven digits"),
]


@pytest.mark.parametrize(("value", "beside", "expected"), SHOWN)
def test_number(value: float | None, beside: float | None, expected: str) -> None:
    """A number is printed as the table says."""
    actual = numbers.number(value, beside)

    assert expected == actual


OTHERS = [
    pytest.param(numbers.number(5.0, whole=True), "5", id="whole"),
    pytest.param(numbers.count(1234567), "1,234,567", id="count"),
    pytest.param(numbers.count(-3), "\u22123", id="negative count"),
    pytest.param(numbers.count(None), "\u2013", id="no count"),
    pytest.param(numbers.counted(1, "row"), "1 row", id="one row"),
    pytest.param(numbers.counted(2, "is", "are"), "2 are", id="two are"),
    pytest.param(numbers.interval(0.1, 0.25), "0.100 to 0.250", id="interval"),
    pytest.param(numbers.interval(None, 0.25), "", id="no interval"),
    pytest.param(numbers.probability(0.00004), "p\u00a0<\u00a00.001", id="small p"),
    pytest.param(numbers.probability(0.0321), "p\u00a0=\u00a00.032", id="p"),
    pytest.param(numbers.probability(None), "", id="no p"),
    pytest.param(numbers.percent(0.01684), "1.68\u00a0%", id="percent"),
    pytest.param(numbers.percent(1.0), "100\u00a0%", id="all of it"),
    pytest.param(numbers.level(0.99943), "0.9994", id="level"),
    pytest.param(numbers.level(0.999999), "0.999999", id="level close to one"),
    pytest.param(numbers.level(None), "", id="no level"),
    pytest.param(numbers.plain("\u22120.5 \u2013"), "-0.5 -", id="plain"),
]


@pytest.mark.parametrize(("actual", "expected"), OTHERS)
def test_other_numbers(actual: str, expected: str) -> None:
    """Counts, intervals, levels and p-values are printed as the table says."""
    assert expected == actual


@given(st.floats(min_value=0.0001, max_value=1e6), st.booleans())
def test_three_digits_lose_less_than_one_percent(value: float, negative: bool) -> None:
    """What is printed reads back as nearly the same number."""
    signed = -value if negative else value

    actual = float(numbers.plain(numbers.significant(signed)).replace(",", ""))

    assert math.isclose(signed, actual, rel_tol=0.0051)

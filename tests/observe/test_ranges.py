"""Ranges: rounded outwards, without outliers, withheld where few rows would set an edge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact
from audit.observe.profile import PROFILE
from audit.observe.ranges import RANGES, Ranges, _outwards, _said
from audit.observe.scene import Settings
from tests.observe import scenes

PERSONAL = Fact.of("personal", "test", ("column", "entity"), ("n",), [(("x", ""), (1,))])


def _range(values: Any, personal: Fact = PERSONAL, wanted: Settings | None = None) -> tuple[str, str] | None:
    """Return the range of one column that is called x."""
    data = values if isinstance(values, pa.Table) else pa.table({"x": values})
    with scenes.scene(data, wanted) as one:
        profile = PROFILE.make(one, {})
        assert profile is not None
        fact = RANGES.make(one, {"profile": profile, "personal": personal})
    view = Ranges.of(scenes.facts_of(fact), "test") if fact else None
    assert view is not None
    return view.bounds.get("x")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    low=st.one_of(st.floats(-1e290, 1e290), st.integers(-10_000, 10_000).map(float)),
    span=st.one_of(st.just(0.0), st.floats(0, 1e290)),
)
def test_bounds_are_rounded_outwards(low: float, span: float) -> None:
    """The bounds hold the quantiles, and have two digits."""
    high = low + span
    if 0 < max(abs(low), abs(high)) < 1e-300:
        return
    floor, ceiling, scale = _outwards(low, high, "number")

    grain = 1e-9 * max(abs(floor), abs(ceiling))
    assert floor <= low * 10**scale + grain
    assert high * 10**scale <= ceiling + grain
    assert all(len(str(abs(bound)).rstrip("0")) <= 3 for bound in (floor, ceiling))


def test_outliers_and_exact_values_stay_hidden() -> None:
    """1st to 99th percentile: one odd row at each end sets no edge."""
    values = [-9999.0, *np.linspace(103.7, 888.8, 1998).tolist(), 123456.0]

    actual = _range(values)

    assert actual == ("110", "890")


def test_the_tails_hold_at_least_min_cell_rows() -> None:
    """With 100 rows the edges are the 10th from each end, not the 1st."""
    actual = [_range(list(range(1, 101)), wanted=Settings(min_cell=cell)) for cell in (1, 10, 30)]

    assert actual == [("1", "100"), ("10", "91"), ("30", "71")]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([1.5] * 20, id="too-few-rows"),
        pytest.param([1.5] * 19 + [None] * 500, id="too-few-present"),
        pytest.param(["a"] * 500, id="text"),
        pytest.param([True, False] * 250, id="boolean"),
        pytest.param([5e-324, 0.0] * 250, id="next-to-nothing"),
        pytest.param([1.7e308, 1.0] * 250, id="next-to-infinite"),
    ],
)
def test_no_range_is_said(values: list[Any]) -> None:
    """Withheld, or nothing that a reader could be told; never an error."""
    actual = _range(values)

    assert actual is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([0.0] * 500, ("0", "0"), id="zero"),
        pytest.param([7] * 500, ("7.0", "7.0"), id="one-value"),
        pytest.param([float("inf"), 1.0, float("-inf")] * 250, ("1.0", "1.0"), id="infinite-is-missing"),
        pytest.param([0.123, 0.456] * 250, ("0.12", "0.46"), id="shares"),
        pytest.param([-0.127, -0.121] * 250, ("-0.13", "-0.12"), id="negative"),
        pytest.param([1_234_567, 7_654_321] * 250, ("1200000", "7700000"), id="millions"),
        pytest.param([1.2e250, 9.9e250] * 250, (f"{12 * 10**249 / 1:.0f}", f"{99 * 10**249 / 1:.0f}"), id="huge"),
    ],
)
def test_a_range_has_two_digits(values: list[Any], expected: tuple[str, str]) -> None:
    """Of the larger end."""
    actual = _range(values)

    assert expected == actual


def test_a_date_is_said_by_its_year() -> None:
    """No day of anybody."""
    days = pd.to_datetime("1990-05-01") + pd.to_timedelta(np.arange(500) * 10, unit="D")

    actual = _range(pa.Table.from_pandas(pd.DataFrame({"x": days})))

    assert actual == ("1990", "2003")


def test_a_personal_column_has_no_range() -> None:
    """A row with an entity is a finding; a row without only says how much was read."""
    keys = ("column", "entity", "category")
    found = Fact.of("personal", "test", keys, ("n",), [(("x", "", ""), (1,)), (("x", "AGE", "quasi"), (1,))])
    seen = Fact.of("personal", "test", keys, ("n",), [(("x", "", ""), (1,)), (("x", "PHONE_NUMBER", "dismissed"), (1,))])

    actual = (_range(list(range(500)), found), _range(list(range(500)), seen), _range(list(range(500))))

    assert actual == (None, ("0", "490"), ("0", "490"))


def test_what_people_own_has_a_range_and_what_they_earn_has_none() -> None:
    """On the way that the product takes: an income is found to be about people, a number of loans is not."""
    people = scenes.people(600)
    facts = scenes.observed(people.assign(loans=people["income"]), **scenes.FLAGS)
    view = Ranges.of(facts, "test")

    assert view is not None
    assert "loans" in view.bounds
    assert "income" not in view.bounds
    assert Ranges.of(scenes.facts_of(), "test") is None


@pytest.mark.parametrize(("bound", "scale", "expected"), [(12, 2, "0.12"), (700, 0, "700"), (-13, 1, "-1.3")])
def test_a_bound_is_said_as_people_write_it(bound: int, scale: int, expected: str) -> None:
    """The integer and its scale are one number."""
    actual = _said(bound, scale)

    assert expected == actual

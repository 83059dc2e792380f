"""Ladders are trees: every step makes the one before coarser, and the last leaves nothing."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.hierarchy import Hierarchy
from audit.observe.ladders import MOST_STEPS, ladder_of

VALUES = {
    "integer": st.lists(st.integers(-(10**6), 10**6), unique=True, max_size=60),
    "number": st.lists(st.floats(-1e6, 1e6, allow_nan=False), unique=True, max_size=60),
    "date": st.lists(st.dates(date(1900, 1, 1), date(2030, 1, 1)), unique=True, max_size=40),
    "text": st.lists(st.one_of(st.text("ab1", max_size=4), st.from_regex(r"[0-9]{5}", fullmatch=True)), unique=True, max_size=40),
    "boolean": st.lists(st.booleans(), unique=True, max_size=2),
}


def _ladder(values: list[Any], kind: str, times: int = 1) -> Hierarchy:
    """Return the ladder of values that occur equally often."""
    codes = np.repeat(np.arange(len(values), dtype=np.int64), times)
    return ladder_of(values, codes, kind)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(VALUES)), gap=st.booleans())
def test_each_step_makes_the_one_before_coarser(data: st.DataObject, kind: str, gap: bool) -> None:
    """What is together stays together; every step loses something, the last everything."""
    values = data.draw(VALUES[kind]) + ([None] if gap else [])
    ladder = _ladder(values, kind)
    steps = [mapped.tolist() for mapped in ladder.maps]

    for finer, coarser in itertools.pairwise(steps):
        parents = {}
        assert all(parents.setdefault(one, other) == other for one, other in zip(finer, coarser, strict=True))
    sizes = [len(set(step)) for step in steps]

    assert list(range(len(values))) == steps[0]
    assert set(steps[-1]) <= {0}
    assert sizes[:-1] == sorted(set(sizes[:-1]), reverse=True)
    assert len(ladder.steps) == len(ladder.maps) == len(ladder.shares)
    assert (ladder.steps[0], ladder.steps[-1]) == ("as given", "*")


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(VALUES)))
def test_shares_grow_from_one_value_to_all(data: st.DataObject, kind: str) -> None:
    """One leaf as given, all of them at the end, never fewer on the way."""
    values = data.draw(VALUES[kind])
    ladder = _ladder(values, kind)
    shares = np.array([*ladder.shares])

    assert (np.diff(shares, axis=0) >= 0).all()
    assert shares[0].tolist() == [1 / max(1, len(values))] * len(values)
    assert shares[-1].tolist() == [1.0] * len(values)


def test_a_gap_is_never_a_band() -> None:
    """Missing stays apart from every value until nothing is left."""
    ladder = _ladder([*range(100), None], "integer")

    actual = [list(step).count(step[-1]) for step in ladder.maps]

    assert actual == [1] * (len(ladder.maps) - 1) + [101]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        pytest.param(list(range(18, 90)), "integer", ("as given", "bands of 5", "bands of 10", "bands of 20", "*"), id="ages"),
        pytest.param([0.1 * place for place in range(10)], "number", ("as given", "*"), id="tenths-are-few"),
        pytest.param(
            list(range(0, 10**7, 10**5)),
            "integer",
            ("as given", "bands of 500000", "bands of 1000000", "bands of 2000000", "*"),
            id="large-widths-without-exponents",
        ),
        pytest.param(
            [0.01 * place for place in range(100)],
            "number",
            ("as given", "bands of 0.05", "bands of 0.1", "bands of 0.2", "*"),
            id="small-widths",
        ),
        pytest.param([f"{place:05d}" for place in range(10_115, 10_140)], "text", ("as given", "first 4 characters", "*"), id="postcodes"),
        pytest.param(["x"], "text", ("as given", "*"), id="one-value"),
        pytest.param([], "integer", ("as given", "*"), id="no-value"),
        pytest.param([None], "integer", ("as given", "*"), id="only-a-gap"),
        pytest.param([5, 5.0], "number", ("as given", "*"), id="no-span"),
        pytest.param([True, False], "boolean", ("as given", "*"), id="flags"),
    ],
)
def test_a_column_gets_the_steps_of_its_kind(values: list[Any], kind: str, expected: tuple[str, ...]) -> None:
    """Numbers become bands, codes prefixes; a step that changes nothing is left out."""
    actual = _ladder(values, kind).steps

    assert expected == actual


def test_dates_go_to_month_quarter_year_and_decade() -> None:
    """Forty years of days."""
    days = [date(1985, 1, 1) + timedelta(days=13 * place) for place in range(1100)]

    actual = _ladder(days, "date").steps

    assert actual == ("as given", "month", "quarter", "year", "decade", "*")


def test_text_keeps_its_common_values() -> None:
    """At least one row in twenty; the others go together."""
    values = ["often", "seldom", "rarely", "also often"]
    codes = np.repeat(np.arange(4), [50, 2, 2, 46])
    ladder = ladder_of(values, codes, "text")

    actual = ladder.maps[1].tolist()

    assert len(ladder.steps) == 3
    assert actual[1] == actual[2]
    assert len({actual[0], actual[1], actual[3]}) == 3


def test_bands_are_few() -> None:
    """At most four between the column as given and nothing."""
    actual = len(_ladder(list(range(100_000)), "integer").steps)

    assert actual <= MOST_STEPS + 2

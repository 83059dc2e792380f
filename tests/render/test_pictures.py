"""Every picture is drawn to scale and survives numbers that do not fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.limit import Limit
from audit.render.charts import charts
from audit.render.charts.canvas import Scale, nice
from audit.render.charts.interval import Mark, axis, draw, draw_axis

FINITE = st.floats(min_value=-1e9, max_value=1e9)


def test_charts_are_found_by_folder() -> None:
    """Each module with a CHART is a chart."""
    assert sorted(charts()) == ["frontier", "groups", "interval", "scores", "sizes", "tradeoff"]


@given(FINITE, FINITE)
def test_scale_stays_on_the_canvas(low: float, value: float) -> None:
    """No value is drawn outside of the axis."""
    scale = Scale(low, low + 1 + abs(low), 8, 242)

    assert 8 <= scale.at(value) <= 242


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_steps_are_round_and_not_smaller(size: float) -> None:
    """A step is 1, 2, 2.5 or 5 times a power of ten."""
    step = nice(size)

    assert size <= step * (1 + 1e-9) <= 2.6 * size * (1 + 1e-9)


@given(st.sampled_from([">=", "<="]), st.floats(min_value=0, max_value=100), FINITE, FINITE, FINITE)
def test_any_measurement_can_be_drawn(sense: str, bound: float, value: float, low: float, high: float) -> None:
    """Whatever the numbers, all coordinates are finite and on the canvas."""
    limit = Limit.parse(f"{sense} {bound:f}")
    mark = Mark(value, min(low, high), max(low, high), "fail")
    scale = axis((mark,), limit)

    picture = draw(mark, limit, scale, "t") + draw_axis(limit, scale)

    assert not re.search(r"nan|inf|e[+-]\d", re.sub(r"<title>.*?</title>|<text.*?</text>", "", picture))
    assert 2 <= len(scale.ticks()) <= 12


def test_a_value_beyond_the_axis_is_an_arrow() -> None:
    """An outlier stops at the edge and points outwards."""
    mark = Mark(5000.0, 4000.0, 6000.0, "pass")

    picture = draw(mark, Limit.at_least(30), axis((mark,), Limit.at_least(30)), "t")

    assert "<circle" not in picture
    assert 'class="point"' in picture


@pytest.mark.parametrize(("low", "high", "expected"), [(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0)), (0.0, 7.0, (0.0, 2.0, 4.0, 6.0))])
def test_ticks(low: float, high: float, expected: tuple[float, ...]) -> None:
    """Ticks are round numbers."""
    assert expected == Scale(low, high, 0, 1).ticks()


def test_words_are_escaped() -> None:
    """A title with markup stays text."""
    mark = Mark(None, None, None, "unsure")

    picture = draw(mark, Limit.at_most(0.1), axis((mark,), Limit.at_most(0.1)), "<b>&")

    assert "<title>&lt;b&gt;&amp;</title>" in picture

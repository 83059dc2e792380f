"""Do intervals beyond 95 % end where both the score and the likelihood ratio refute?"""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.measurement import Rate
from audit.statistics.crossing import crossing
from audit.statistics.differences import newcombe
from audit.statistics.likelihood import allows_difference, deviance, difference_deviance, difference_span, rate_span, ratio_span
from audit.statistics.normal import critical
from audit.statistics.proportions import wilson
from audit.statistics.ratios import ratio


@st.composite
def rates(draw: st.DrawFn) -> Rate:
    """Draw hits out of rows, whole or effective, with the ends often met."""
    of = draw(st.sampled_from([1, 2, 7, 30, 100, 10_000, 10_000_000]))
    whole = st.one_of(st.integers(0, of), st.sampled_from([0, of]))
    return Rate(draw(st.one_of(whole, st.floats(0.5, of - 0.5))), of)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95])
def test_up_to_95_percent_the_published_intervals_stand(level: float) -> None:
    """Change nothing there."""
    a, b = Rate(1, 30), Rate(20, 90)

    assert rate_span(a, level) == wilson(1, 30, level)
    assert difference_span(a, b, level) == newcombe(a, b, level)
    assert ratio_span(a, b, level) == ratio(a, b, level)


def test_one_hit_in_thirty_is_not_refuted_by_a_rarer_truth() -> None:
    """Reach down to what is almost Clopper and Pearson's limit, not to Wilson's ten times higher one."""
    level = 1 - 0.05 / 300
    exact = 1 - (1 - (1 - level) / 2) ** (1 / 30)

    assert wilson(1, 30, level)[0] > 500 * exact
    assert exact < rate_span(Rate(1, 30), level)[0] < 10 * exact


@given(rates(), st.sampled_from([0.96, 0.999, 1 - 1e-7]))
def test_a_moved_end_of_a_rate_is_where_the_deviance_is_critical(rate: Rate, level: float) -> None:
    """Move an end out exactly to there, to four steps of a float (next to 1 the deviance leaps between two of them), or leave it."""
    before, after, z = wilson(rate.hits, rate.of, level), rate_span(rate, level), critical(level)

    assert after[0] <= before[0] <= before[1] <= after[1]
    for old, new, outwards in zip(before, after, (-1.0, 1.0), strict=True):
        step = 4.0 * outwards * math.ulp(new)
        inside, outside = (math.sqrt(deviance(rate, min(1.0, max(0.0, place)))) for place in (new - step, new + step))
        assert old == new or (inside <= 1.01 * z and 0.99 * z <= outside)


@given(rates(), rates(), st.floats(-0.99, 0.99))
@settings(deadline=None)
def test_the_best_pair_of_rates_is_found(group: Rate, reference: Rate, difference: float) -> None:
    """Fit no worse than any pair on a fine grid."""
    low, high = max(0.0, -difference), min(1.0, 1.0 - difference)
    places = [low + (high - low) * step / 400 for step in range(401)]
    grid = min(deviance(group, min(1.0, max(0.0, place + difference))) + deviance(reference, place) for place in places)

    assert difference_deviance(group, reference, difference) <= grid + 1e-6 * max(1.0, min(grid, 1e300))


@given(rates(), rates(), st.sampled_from([0.96, 0.999, 1 - 1e-7]))
@settings(deadline=None)
def test_ends_of_a_difference_are_the_outer_ones(group: Rate, reference: Rate, level: float) -> None:
    """Never lie inside Newcombe's, and allow what lies just inside where they moved."""
    before, after = newcombe(group, reference, level), difference_span(group, reference, level)

    assert after[0] <= before[0] <= before[1] <= after[1]
    for old, new in zip(before, after, strict=True):
        assert old == new or allows_difference(group, reference, new + (old - new) * 0.01, level)


def test_effective_rows_are_taken_as_they_are() -> None:
    """Lie between the whole numbers around them."""
    low, high = (rate_span(Rate(hits, 40), 0.999) for hits in (4, 5))
    between = rate_span(Rate(4.5, 40), 0.999)

    assert low[0] < between[0] < high[0]
    assert low[1] < between[1] < high[1]


@pytest.mark.parametrize(
    ("inside", "most", "expected"),
    [pytest.param(0.0, 10.0, 3.0, id="up"), pytest.param(5.0, -10.0, 3.0, id="down"), pytest.param(0.0, 2.0, 2.0, id="never")],
)
def test_a_crossing_is_found_on_either_side(inside: float, most: float, expected: float) -> None:
    """Walk out, then close in; infinite values are beyond."""
    side = 1.0 if most > inside else -1.0

    def excess(place: float) -> float:
        gap = side * (place - 3.0)
        return math.inf if gap > 4.0 else gap**3

    assert crossing(excess, inside, most, 0.3) == pytest.approx(expected, abs=1e-4)

"""How many rows would be needed, and do they give what they promise?"""

from __future__ import annotations

import math

import pytest

from audit.core.limit import Limit
from audit.core.measurement import (
    AbsoluteDifference,
    Counts,
    Difference,
    Estimate,
    Exact,
    PairedDifference,
    Rate,
    Ratio,
    Spread,
    SpreadRatio,
)
from audit.statistics.needed import rows_for_difference, rows_for_ratio, rows_needed
from audit.statistics.ratios import ratio


def test_bounding_a_spread_costs_less_than_showing_it() -> None:
    """Hold the end that bounds a spread to the level itself, the end that shows one to that of all pairs."""
    many = tuple(Rate(hits, 100) for hits in (20, 25, 26, 30))
    plain = rows_needed(Difference(Rate(30, 100), Rate(20, 100)), Limit.at_most(0.2), 0.95)
    shown = rows_needed(Difference(Rate(30, 100), Rate(20, 100), 4), Limit.at_most(0.05), 0.95)

    assert rows_needed(Spread(many), Limit.at_most(0.2), 0.95) == plain
    assert rows_needed(Spread(many), Limit.at_most(0.05), 0.95) == shown


def test_rows_for_difference_agrees_with_the_reference() -> None:
    """Compare with p = .3, gap .05 -> 1319 in reference/fairness.md."""
    assert rows_for_difference(0.3, 0.3, 0.05, 0.95) == 1319


@pytest.mark.parametrize(
    ("counts", "limit"),
    [
        pytest.param(Rate(20, 100), Limit.at_most(0.25), id="rate"),
        pytest.param(Rate(0, 0), Limit.at_most(0.25), id="rate-of-nothing"),
        pytest.param(Difference(Rate(20, 100), Rate(22, 100)), Limit.at_most(0.1), id="difference"),
        pytest.param(AbsoluteDifference(Rate(20, 100), Rate(40, 100)), Limit.at_most(0.1), id="distance"),
        pytest.param(Ratio(Rate(20, 100), Rate(22, 100)), Limit.at_least(0.8), id="ratio"),
        pytest.param(PairedDifference(9, 3, 100), Limit.at_least(0.0), id="paired"),
        pytest.param(Ratio(Rate(20, 100), Rate(22, 100), 6), Limit.at_least(0.8), id="ratio-to-the-best"),
        pytest.param(Spread((Rate(20, 100), Rate(40, 100), Rate(30, 100))), Limit.at_most(0.1), id="spread"),
        pytest.param(SpreadRatio((Rate(20, 100), Rate(40, 100), Rate(30, 100))), Limit.at_least(0.8), id="spread-ratio"),
    ],
)
def test_rows_needed_grow_with_the_level(counts: Counts, limit: Limit) -> None:
    """Ask for more rows where the interval must hold more surely."""
    few, many = rows_needed(counts, limit, 0.95), rows_needed(counts, limit, 0.999)

    assert few is not None
    assert many is not None
    assert 0 < few < many


@pytest.mark.parametrize(
    ("counts", "limit"),
    [
        pytest.param(Exact(), Limit.at_least(5), id="exact"),
        pytest.param(Rate(25, 100), Limit.at_most(0.25), id="on-the-limit"),
        pytest.param(PairedDifference(0, 0, 0), Limit.at_least(0.1), id="nothing-seen"),
        pytest.param(Ratio(Rate(1, 10), Rate(2, 10)), Limit.at_least(0.0), id="limit-zero"),
        pytest.param(Spread((Rate(1, 10),)), Limit.at_most(0.1), id="one-group"),
        pytest.param(Estimate(0.05), Limit.at_most(0.1), id="estimate-without-its-rows"),
    ],
)
def test_no_number_of_rows_would_do(counts: Counts, limit: Limit) -> None:
    """Say so where the estimate lies on the limit or nothing is sampled."""
    assert rows_needed(counts, limit, 0.95) is None


def test_rows_for_an_estimate_follow_its_error() -> None:
    """Need as many rows as shrink the error to the gap's part: a quarter of the error, sixteen times the rows."""
    once = rows_needed(Estimate(0.02), Limit.at_most(0.1), 0.95, value=0.05, rows=500)
    coarse = rows_needed(Estimate(0.08), Limit.at_most(0.1), 0.95, value=0.05, rows=500)

    assert once == math.ceil(500 * (2.8015853 * 0.02 / 0.05) ** 2)
    assert coarse == pytest.approx(16 * once, abs=16)


def test_a_picked_reference_needs_more_rows() -> None:
    """Pay for the pairs that were looked at."""
    named = rows_needed(Ratio(Rate(20, 100), Rate(22, 100)), Limit.at_least(0.8), 0.95)
    picked = rows_needed(Ratio(Rate(20, 100), Rate(22, 100), 10), Limit.at_least(0.8), 0.95)

    assert named is not None
    assert picked is not None
    assert 1.5 < picked / named < 2.5


def test_rows_for_ratio_give_the_promised_power() -> None:
    """Enumerate: about 80 % of samples of that size clear the limit."""
    from scipy.stats import binom

    rows = rows_for_ratio(0.5, 0.5, 0.8, 0.95)
    assert rows is not None
    weights = binom.pmf(range(rows + 1), rows, 0.5)
    likely = [hits for hits in range(rows + 1) if weights[hits] > 1e-5]
    power = sum(weights[a] * weights[b] for a in likely for b in likely if ratio(Rate(a, rows), Rate(b, rows), 0.95)[0] >= 0.8)

    assert power == pytest.approx(0.80, abs=0.04)

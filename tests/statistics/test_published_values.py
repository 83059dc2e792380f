"""Do the formulas give the numbers that their authors and others have printed?"""

from __future__ import annotations

import math

import pytest

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
from audit.statistics.differences import newcombe, paired
from audit.statistics.interval import interval_of
from audit.statistics.normal import critical
from audit.statistics.proportions import wilson
from audit.statistics.ratios import katz, koopman, ratio
from audit.statistics.significance import fisher_p, two_proportion_p
from audit.statistics.simultaneous import simultaneous_level


@pytest.mark.parametrize(
    ("hits", "of", "expected"),
    [
        pytest.param(81, 263, (0.2553, 0.3662), id="newcombe-1998-81-of-263"),
        pytest.param(15, 148, (0.0624, 0.1605), id="newcombe-1998-15-of-148"),
        pytest.param(0, 20, (0.0, 0.1611), id="newcombe-1998-none-of-20"),
        pytest.param(1, 29, (0.0061, 0.1718), id="newcombe-1998-1-of-29"),
        pytest.param(0, 0, (0.0, 1.0), id="nothing-seen"),
    ],
)
def test_wilson_gives_the_published_interval(hits: int, of: int, expected: tuple[float, float]) -> None:
    """Compare with Newcombe 1998, Stat Med 17:857, table I."""
    actual = wilson(hits, of, 0.95)

    assert expected == tuple(round(end, 4) for end in actual)


@pytest.mark.parametrize(
    ("group", "reference", "expected"),
    [
        pytest.param(Rate(56, 70), Rate(48, 80), (0.0524, 0.3339), id="a"),
        pytest.param(Rate(9, 10), Rate(3, 10), (0.1705, 0.8090), id="b"),
        pytest.param(Rate(6, 7), Rate(2, 7), (0.0582, 0.8062), id="c"),
        pytest.param(Rate(5, 56), Rate(0, 29), (-0.0381, 0.1926), id="d"),
        pytest.param(Rate(0, 10), Rate(0, 20), (-0.1611, 0.2775), id="e"),
        pytest.param(Rate(0, 10), Rate(0, 10), (-0.2775, 0.2775), id="f"),
        pytest.param(Rate(10, 10), Rate(0, 20), (0.6791, 1.0), id="g"),
        pytest.param(Rate(10, 10), Rate(0, 10), (0.6075, 1.0), id="h"),
    ],
)
def test_newcombe_gives_the_published_interval(group: Rate, reference: Rate, expected: tuple[float, float]) -> None:
    """Compare with Newcombe 1998, Stat Med 17:873, table II, method 10."""
    actual = newcombe(group, reference, 0.95)

    assert expected == tuple(round(end, 4) for end in actual)


def test_katz_gives_the_published_interval() -> None:
    """Compare with Fagerland, Lydersen and Laake 2017, as tested in the R package contingencytables."""
    actual = katz(Rate(7, 34), Rate(1, 34), 0.95)

    assert tuple(round(end, 4) for end in actual) == (0.9096, 53.8695)


@pytest.mark.parametrize(
    ("group", "reference", "expected"),
    [
        pytest.param(Rate(36, 40), Rate(16, 80), (2.94, 7.15), id="koopman-1984"),
        pytest.param(Rate(7, 34), Rate(1, 34), (1.22, 42.58), id="fagerland-2017"),
        pytest.param(Rate(0, 10), Rate(0, 20), (0.0, math.inf), id="nobody-anywhere"),
        pytest.param(Rate(5, 0 + 10), Rate(0, 20), (2.93, math.inf), id="reference-never-hit"),
        pytest.param(Rate(0, 0), Rate(4, 20), (0.0, math.inf), id="group-without-rows"),
    ],
)
def test_koopman_gives_the_published_interval(group: Rate, reference: Rate, expected: tuple[float, float]) -> None:
    """Compare with Koopman 1984 and with contingencytables; 0/0 bounds nothing."""
    actual = koopman(group, reference, 0.95)

    assert expected == tuple(round(end, 2) for end in actual)


def test_paired_gives_the_published_interval() -> None:
    """Compare with Tango's interval of Cavo et al. 2012, as tested in the R package contingencytables."""
    actual = paired(6, 16, 161, 0.95)

    assert tuple(round(end, 4) for end in actual) == (-0.1240, -0.0054)


def test_ratio_takes_koopman_where_a_cell_is_small() -> None:
    """Change the method at five, hits and misses alike."""
    few = ratio(Rate(4, 100), Rate(30, 100), 0.95)
    nearly_all = ratio(Rate(50, 100), Rate(97, 100), 0.95)
    enough = ratio(Rate(5, 100), Rate(30, 100), 0.95)
    expected = (
        koopman(Rate(4, 100), Rate(30, 100), 0.95),
        koopman(Rate(50, 100), Rate(97, 100), 0.95),
        katz(Rate(5, 100), Rate(30, 100), 0.95),
    )

    assert expected == (few, nearly_all, enough)


def test_significance_of_the_compas_gap() -> None:
    """Compare with the p of 805/1795 against 349/1488 in reference/fairness.md."""
    p = two_proportion_p(Rate(805, 1795), Rate(349, 1488))

    assert p is not None
    assert f"{p:.1e}" == "2.1e-37"


@pytest.mark.parametrize(
    ("group", "reference"),
    [
        pytest.param(Rate(8, 20), Rate(1, 25), id="uneven"),
        pytest.param(Rate(0, 5), Rate(5, 5), id="opposite"),
        pytest.param(Rate(3, 3), Rate(3, 3), id="all"),
        pytest.param(Rate(0, 4), Rate(0, 9), id="none"),
        pytest.param(Rate(805, 1795), Rate(349, 1488), id="far-tail"),
        pytest.param(Rate(44_850, 100_000), Rate(44_000, 100_000), id="large"),
        pytest.param(Rate(1, 1000), Rate(5, 7), id="lopsided"),
    ],
)
def test_fisher_agrees_with_scipy(group: Rate, reference: Rate) -> None:
    """Cross-check with an independent implementation."""
    from scipy.stats import fisher_exact

    table = [[group.hits, group.of - group.hits], [reference.hits, reference.of - reference.hits]]
    expected = float(fisher_exact(table)[1])
    actual = fisher_p(group, reference)

    assert actual == pytest.approx(expected, rel=1e-6)


def test_fishers_test_wants_whole_rows() -> None:
    """Give no p for effective rows; the z-test takes them."""
    half, other = Rate(10.5, 40.0), Rate(20.0, 50.0)

    assert fisher_p(half, other) is None
    assert two_proportion_p(half, other) is not None
    assert fisher_p(Rate(10.0, 40.0), other) == fisher_p(Rate(10, 40), Rate(20, 50))


def test_p_is_nothing_where_it_is_undefined() -> None:
    """Give no p for empty groups, nor for a z-test without variance; underflow is zero."""
    empty = (two_proportion_p(Rate(0, 0), Rate(1, 2)), fisher_p(Rate(0, 0), Rate(1, 2)))
    constant = (two_proportion_p(Rate(0, 5), Rate(0, 9)), two_proportion_p(Rate(5, 5), Rate(9, 9)))

    assert empty == (None, None)
    assert constant == (None, None)
    assert fisher_p(Rate(0, 100_000), Rate(100_000, 100_000)) == 0.0


@pytest.mark.parametrize(
    ("counts", "value", "expected"),
    [
        pytest.param(Exact(), 3.0, (3.0, 3.0), id="exact"),
        pytest.param(Rate(81, 263), 0.308, (0.2553, 0.3662), id="rate"),
        pytest.param(Difference(Rate(56, 70), Rate(48, 80)), 0.2, (0.0524, 0.3339), id="difference"),
        pytest.param(AbsoluteDifference(Rate(48, 80), Rate(56, 70)), 0.2, (0.0524, 0.3339), id="distance"),
        pytest.param(AbsoluteDifference(Rate(0, 10), Rate(0, 20)), 0.0, (0.0, 0.2775), id="distance-around-zero"),
        pytest.param(Ratio(Rate(7, 34), Rate(1, 34)), 7.0, (1.2209, 42.5757), id="ratio"),
        pytest.param(PairedDifference(6, 16, 161), -0.0621, (-0.1240, -0.0054), id="paired"),
        pytest.param(Estimate(0.05), 0.7, (0.602, 0.798), id="estimate"),
        pytest.param(Estimate(0.05, 0.0, 0.75), 0.7, (0.602, 0.75), id="estimate-clipped"),
        pytest.param(Estimate(math.inf, -1.0, 1.0), 0.7, (-1.0, 1.0), id="estimate-without-an-error"),
        pytest.param(Estimate(math.nan, -1.0, 1.0), 0.7, (-1.0, 1.0), id="estimate-with-no-number-as-error"),
        pytest.param(Spread((Rate(48, 80), Rate(56, 70))), 0.2, (0.0524, 0.3339), id="spread-of-two"),
        pytest.param(Spread((Rate(0, 10), Rate(0, 20))), 0.0, (0.0, 0.2775), id="spread-of-two-alike"),
        pytest.param(SpreadRatio((Rate(36, 40), Rate(16, 80))), 0.2222, (0.1398, 0.3402), id="spread-ratio-of-two"),
        pytest.param(Rate(0, 0), None, (0.0, 1.0), id="rate-of-nothing"),
        pytest.param(PairedDifference(0, 0, 0), None, (-1.0, 1.0), id="paired-of-nothing"),
    ],
)
def test_interval_of_takes_the_method_of_the_counts(counts: Counts, value: float | None, expected: tuple[float, float]) -> None:
    """Dispatch on the kind of counts."""
    actual = interval_of(counts, value, 0.95)

    assert actual is not None
    assert (*expected, 0.95) == (round(actual.low, 4), round(actual.high, 4), actual.level)


def test_interval_of_nothing_is_none() -> None:
    """Give no interval to an exact count, nor to an estimate, without a value."""
    assert interval_of(Exact(), None, 0.95) is None
    assert interval_of(Estimate(0.1), None, 0.95) is None


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        pytest.param(0, 0.95, id="none"),
        pytest.param(1, 0.95, id="one"),
        pytest.param(10, 0.995, id="ten"),
        pytest.param(100, 0.9995, id="hundred"),
    ],
)
def test_simultaneous_level(family: int, expected: float) -> None:
    """Share the error between the members of a family."""
    assert simultaneous_level(0.95, family) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("hits", "of", "level"),
    [
        pytest.param(3, 2, 0.95, id="more-hits-than-rows"),
        pytest.param(-1, 2, 0.95, id="negative"),
        pytest.param(1, 2, 1.0, id="certainty"),
        pytest.param(1, 2, 0.0, id="no-level"),
    ],
)
def test_impossible_counts_are_refused(hits: int, of: int, level: float) -> None:
    """Raise rather than return a number about nothing."""
    with pytest.raises(ValueError, match=r"hits must|level lies"):
        wilson(hits, of, level)


def test_other_impossible_input_is_refused() -> None:
    """Raise for negative pairs and impossible families."""
    with pytest.raises(ValueError, match="not negative"):
        paired(-1, 2, 5, 0.95)
    with pytest.raises(ValueError, match="family"):
        simultaneous_level(0.95, -1)
    with pytest.raises(ValueError, match="family"):
        simultaneous_level(1.0, 3)


def test_critical_values() -> None:
    """Keep the digits of levels close to one."""
    assert critical(0.95) == pytest.approx(1.959963984540054, abs=1e-12)
    assert critical(1 - 1e-12) == pytest.approx(7.13, abs=0.01)

"""Do intervals hold the truth as often as they say? By enumeration where that is possible, else by seeded draws."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from enumeration import (
    RATES,
    deviance,
    difference_missed,
    likely,
    rate_missed,
    ratio_missed,
)
from scipy.stats import multinomial
from simulation import (
    TABLES,
    Design,
    area_coverage,
    balanced,
    clustered_coverage,
    composite_coverage,
    designs,
    extremes,
    f1,
    mean_coverage,
    weighted_coverage,
)

from audit.core.measurement import Difference, Rate, Ratio
from audit.statistics.differences import paired
from audit.statistics.interval import interval_of
from audit.statistics.likelihood import deviance as one_deviance
from audit.statistics.normal import critical
from audit.statistics.resample import Statistic

Span = tuple[float, float]
LEAST, USUAL, SHARE, MEAN = 0.89, 0.925, 0.95, (0.94, 0.975)
ROWS = (10, 20, 50, 100, 300, 1000)
LEVELS = [
    pytest.param(1 - 0.05 / 30, id="one-of-30"),
    pytest.param(1 - 0.05 / 300, id="one-of-300"),
    pytest.param(1 - 0.05 / 30_000, id="one-of-30000"),
]
PAIRED_TRUTHS = ((0.01, 0.01), (0.02, 0.05), (0.1, 0.02), (0.1, 0.1), (0.3, 0.3), (0.4, 0.1), (0.05, 0.001))


def rates(level: float) -> list[tuple[float, float]]:
    """Return the misses of many rates at many numbers of rows."""
    rows = sorted({*range(10, 60), *np.geomspace(60, 1000, 12).astype(int).tolist()})
    return [rate_missed(of, float(rate), level) for of in rows for rate in np.arange(2, 51) / 100]


def pairs(missed: Callable[..., tuple[float, float]], level: float) -> list[tuple[float, float]]:
    """Return the misses of pairs of rates in groups of equal and unequal size."""
    return [missed((n, m), (p, q), level) for n, m in combinations_with_replacement(ROWS, 2) for p, q in product(RATES, repeat=2)]


KINDS = [
    pytest.param(rates, id="rates"),
    pytest.param(lambda level: pairs(difference_missed, level), id="differences"),
    pytest.param(lambda level: pairs(ratio_missed, level), id="ratios"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_at_95_percent_hold_the_truth_nearly_as_often(kind: Callable[[float], list[tuple[float, float]]]) -> None:
    """Enumerate 10 to 1000 rows and rates from .02 to .5; 0/0 is (0, inf), and not left out."""
    cover = np.array([1 - below - above for below, above in kind(0.95)])

    assert cover.min() >= LEAST
    assert np.mean(cover >= USUAL) >= SHARE
    assert MEAN[0] <= cover.mean() <= MEAN[1]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_coverage_does_not_collapse_at_simultaneous_levels(kind: Callable[[float], list[tuple[float, float]]], level: float) -> None:
    """Miss no more than allowed on average, and at most four times as often in the worst design of ten rows."""
    misses = np.array([below + above for below, above in kind(level)]) / (1 - level)

    assert misses.mean() <= 1
    assert misses.max() <= 4


def test_the_score_intervals_alone_would_collapse() -> None:
    """Show why the likelihood ratio is asked too: with 30 rows and many tests Wilson's interval misses far too often."""
    level, rate = 1 - 0.05 / 300, 0.02
    hits, weights = likely(30, rate, level)
    z = critical(level)
    score = np.abs(hits / 30 - rate) > z * math.sqrt(rate * (1 - rate) / 30)
    both = score & (deviance(hits, 30, rate) > z * z)

    assert weights[score].sum() > 15 * (1 - level)
    assert weights[both].sum() <= 2 * (1 - level)


@pytest.mark.parametrize("level", [0.95, 0.999, 1 - 1e-5])
@pytest.mark.parametrize(("rows", "rate"), [((12, 9), (0.1, 0.4)), ((10, 25), (0.02, 0.5)), ((14, 14), (0.3, 0.3))], ids=str)
def test_the_enumeration_asks_what_the_intervals_answer(rows: tuple[int, int], rate: tuple[float, float], level: float) -> None:
    """Weigh the ends that the product gives for every outcome, and find the same misses."""
    misses = np.zeros((3, 2))
    for a, b in product(range(rows[0] + 1), range(rows[1] + 1)):
        one, two = Rate(a, rows[0]), Rate(b, rows[1])
        weight = math.comb(rows[0], a) * rate[0] ** a * (1 - rate[0]) ** (rows[0] - a)
        weight *= math.comb(rows[1], b) * rate[1] ** b * (1 - rate[1]) ** (rows[1] - b)
        truths = (rate[0], rate[0] - rate[1], rate[0] / rate[1])
        for place, (counts, truth) in enumerate(zip((one, Difference(one, two), Ratio(one, two)), truths, strict=True)):
            span = interval_of(counts, None, level)
            assert span is not None
            misses[place] += weight * (span.low > truth + 1e-9), weight * (span.high < truth - 1e-9)
    expected = (rate_missed(rows[0], rate[0], level), difference_missed(rows, rate, level), ratio_missed(rows, rate, level))

    assert misses == pytest.approx(np.array(expected), abs=2e-4 * (1 - level))


def test_the_deviance_of_the_enumeration_is_the_products() -> None:
    """Write the same formula twice, once for many counts at once."""
    hits = np.arange(21.0)

    assert deviance(hits, 20, 0.3) == pytest.approx([one_deviance(Rate(a, 20), 0.3) for a in hits])


@pytest.mark.parametrize("design", [pytest.param(design, id=design.name) for design in designs((2, 3, 5, 10))][::4])
def test_extremes_are_held_by_simultaneous_intervals(design: Design) -> None:
    """Draw groups: the gap, the smallest over the largest, and all comparisons with the best seen."""
    draws = 400 if len(design.rows) < 10 else 250
    found = extremes(design, draws, seed=7)
    slack = 2 * math.sqrt(0.05 * 0.95 / draws)

    assert min(found.gap, found.ratio, found.best_difference, found.best_ratio, found.best_of_all) >= 0.95 - slack
    assert max(found.width, found.best_width) <= 1.8


@pytest.mark.parametrize("sizes", [(10, 10), (10, 100), (50, 50), (30, 300)], ids=str)
@pytest.mark.parametrize("truth", [0.5, 0.75, 0.95])
def test_areas_as_effective_rates_hold_the_truth(sizes: tuple[int, int], truth: float) -> None:
    """Draw normal scores of two classes."""
    assert area_coverage(*sizes, truth, 500, seed=5) >= USUAL


@pytest.mark.parametrize(("rows", "spread"), [(50, 0.5), (50, 1.0), (500, 1.0)])
@pytest.mark.parametrize("truth", [0.05, 0.2, 0.5])
def test_weighted_rates_hold_the_truth(rows: int, spread: float, truth: float) -> None:
    """Draw lognormal weights."""
    assert weighted_coverage(rows, truth, spread, 1000, seed=1) >= USUAL


@pytest.mark.parametrize("persons", [20, 50, 200])
@pytest.mark.parametrize("truth", [0.05, 0.2, 0.5])
def test_rates_over_repeated_persons_hold_the_truth(persons: int, truth: float) -> None:
    """Draw one to eight rows per person with an intra-class correlation of .3."""
    assert clustered_coverage(persons, truth, 0.3, 1000, seed=2) >= USUAL


@pytest.mark.parametrize("statistic", [f1, balanced])
@pytest.mark.parametrize("shares", TABLES, ids=str)
def test_bootstrapped_shares_hold_the_truth(statistic: Statistic, shares: tuple[float, ...]) -> None:
    """Draw tables of 100 rows; with five positives among them no interval is good, and this one not bad."""
    assert composite_coverage(statistic, 100, shares, 300, seed=4) >= 0.9


@pytest.mark.parametrize("rows", [30, 300])
def test_means_hold_the_truth(rows: int) -> None:
    """Draw residuals with a skewness of .6."""
    assert mean_coverage(rows, 10.0, 2000, seed=3) >= USUAL


def agresti_min(first: int, second: int, of: int, level: float) -> Span:
    """Return the rival interval of a paired difference (Agresti and Min 2005)."""
    b, c, n = first + 0.5, second + 0.5, of + 2
    half = critical(level) * math.sqrt(b + c - (b - c) ** 2 / n) / n
    return (b - c) / n - half, (b - c) / n + half


def paired_missed(method: Callable[[int, int, int, float], Span], of: int, level: float) -> list[float]:
    """Return how often the interval misses the truth, as a multiple of 1 - level."""
    cells = [(b, c) for b, c in product(range(of + 1), repeat=2) if b + c <= of]
    spans = np.array([method(b, c, of, level) for b, c in cells])
    table = np.array([(b, c, of - b - c) for b, c in cells])
    found = []
    for p, q in PAIRED_TRUTHS:
        weight = multinomial.pmf(table, of, (p, q, 1 - p - q))
        out = (spans[:, 0] > p - q + 1e-12) | (spans[:, 1] < p - q - 1e-12)
        found.append(float(weight[out].sum()) / (1 - level))
    return found


def test_tango_keeps_a_simultaneous_level_where_agresti_and_min_do_not() -> None:
    """Show why the score interval was chosen for paired rates."""
    chosen = [*paired_missed(paired, 30, 0.95), *paired_missed(paired, 30, 0.999)]
    rival = paired_missed(agresti_min, 30, 0.999)

    assert max(chosen) <= 1.1
    assert max(rival) > 2.0

"""Do intervals hold the truth as often as they say? By exact enumeration, no simulation."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import binom, multinomial

from audit.core.measurement import Rate
from audit.statistics.differences import newcombe, paired
from audit.statistics.normal import critical
from audit.statistics.proportions import wilson
from audit.statistics.ratios import ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

Span = tuple[float, float]
Two = Callable[[Rate, Rate, float], Span]
TRUTHS = ((0.05, 0.05), (0.05, 0.1), (0.1, 0.1), (0.2, 0.25), (0.3, 0.5), (0.5, 0.5), (0.8, 0.9))
PAIRED_TRUTHS = ((0.01, 0.01), (0.02, 0.05), (0.1, 0.02), (0.1, 0.1), (0.3, 0.3), (0.4, 0.1), (0.05, 0.001))


def pmf(of: int, rate: float) -> NDArray[np.float64]:
    """Return the binomial probabilities of 0 to `of` hits."""
    return np.asarray(binom.pmf(range(of + 1), of, rate), dtype=np.float64)


def missed(method: Two, rows: int, other: int, level: float, truth: Callable[[float, float], float]) -> list[float]:
    """Return how often the interval misses the truth, per pair of true rates, as a multiple of 1 - level."""
    grid = [[method(Rate(a, rows), Rate(b, other), level) for b in range(other + 1)] for a in range(rows + 1)]
    spans = np.array(grid)
    found = []
    for p, q in TRUTHS:
        weight = np.outer(pmf(rows, p), pmf(other, q))
        out = (spans[..., 0] > truth(p, q)) | (spans[..., 1] < truth(p, q))
        found.append(float(weight[out].sum()) / (1 - level))
    return found


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


@pytest.mark.parametrize(
    ("of", "level", "mean", "worst"),
    [
        pytest.param(30, 0.95, 1.05, 1.7, id="30-rows-95"),
        pytest.param(100, 0.95, 1.05, 1.7, id="100-rows-95"),
        pytest.param(100, 0.999, 1.4, 4.5, id="100-rows-999"),
        pytest.param(1000, 0.999, 1.1, 1.7, id="1000-rows-999"),
    ],
)
def test_wilson_misses_about_as_often_as_it_says(of: int, level: float, mean: float, worst: float) -> None:
    """Enumerate true rates from .01 to .5; the dips at high levels and few rows are known and bounded."""
    spans = np.array([wilson(hits, of, level) for hits in range(of + 1)])
    shares = []
    for rate in np.linspace(0.01, 0.5, 99):
        out = (spans[:, 0] > rate) | (spans[:, 1] < rate)
        shares.append(float(pmf(of, rate)[out].sum()) / (1 - level))

    assert np.mean(shares) <= mean
    assert max(shares) <= worst


@pytest.mark.parametrize(
    ("rows", "other", "level", "worst"),
    [
        pytest.param(30, 30, 0.95, 1.15, id="30-30-95"),
        pytest.param(30, 100, 0.95, 1.15, id="30-100-95"),
        pytest.param(30, 30, 0.999, 1.5, id="30-30-999"),
        pytest.param(30, 100, 0.999, 1.5, id="30-100-999"),
    ],
)
def test_newcombe_misses_about_as_often_as_it_says(rows: int, other: int, level: float, worst: float) -> None:
    """Enumerate two groups of unequal size."""
    shares = missed(newcombe, rows, other, level, lambda p, q: p - q)

    assert np.mean(shares) <= 1.0
    assert max(shares) <= worst


@pytest.mark.parametrize(
    ("rows", "other", "level", "worst"),
    [
        pytest.param(30, 30, 0.95, 1.2, id="30-30-95"),
        pytest.param(30, 60, 0.95, 1.2, id="30-60-95"),
        pytest.param(30, 30, 0.999, 1.2, id="30-30-999"),
        pytest.param(30, 60, 0.999, 3.2, id="30-60-999"),
    ],
)
def test_ratio_misses_about_as_often_as_it_says(rows: int, other: int, level: float, worst: float) -> None:
    """Enumerate both methods of the ratio as they are mixed."""
    shares = missed(ratio, rows, other, level, lambda p, q: p / q)

    assert max(shares) <= worst


def test_tango_keeps_a_simultaneous_level_where_agresti_and_min_do_not() -> None:
    """Show why the score interval was chosen for paired rates."""
    chosen = [*paired_missed(paired, 30, 0.95), *paired_missed(paired, 30, 0.999)]
    rival = paired_missed(agresti_min, 30, 0.999)

    assert max(chosen) <= 1.1
    assert max(rival) > 2.0

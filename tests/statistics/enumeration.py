"""How often does an interval miss? Every outcome that matters, weighed by its probability; no simulation.

Asks of each outcome whether the truth would be refuted, which needs no search for the interval's ends;
`test_coverage.py` holds this against the ends that the product gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import xlogy
from scipy.stats import binom

from audit.statistics.likelihood import BEYOND
from audit.statistics.normal import critical

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Truths = NDArray[np.bool_]

ROWS = (10, 20, 30, 50, 100, 200, 500, 1000)
RATES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
SLACK = 1e-9


def likely(of: int, rate: float, level: float) -> tuple[Numbers, Numbers]:
    """Return the numbers of hits that matter at a level, with their probabilities."""
    tail = (1.0 - level) * 1e-4
    first, last = binom.ppf([tail, 1.0 - tail], of, rate)
    hits = np.arange(max(0, int(first) - 1), min(of, int(last) + 1) + 1, dtype=np.float64)
    return hits, np.asarray(binom.pmf(hits, of, rate), dtype=np.float64)


def wilson_ends(hits: Numbers, of: int, z: float) -> tuple[Numbers, Numbers]:
    """Return Wilson's ends for many numbers of hits."""
    rate, scale = hits / of, 1.0 + z * z / of
    middle = (rate + z * z / (2 * of)) / scale
    half = z * np.sqrt(rate * (1.0 - rate) / of + z * z / (4.0 * of * of)) / scale
    return np.where(hits == 0, 0.0, middle - half), np.where(hits == of, 1.0, middle + half)


def deviance(hits: Numbers, of: int, rate: Numbers | float) -> Numbers:
    """Return twice the log-likelihood ratio of the rate seen to another one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = xlogy(hits, hits / of) + xlogy(of - hits, 1.0 - hits / of)
        return np.asarray(2.0 * (seen - xlogy(hits, rate) - xlogy(of - hits, 1.0 - np.asarray(rate))))


def rate_missed(of: int, rate: float, level: float) -> tuple[float, float]:
    """Return how likely the true rate lies below the interval's low, and above its high."""
    z = critical(level)
    hits, weights = likely(of, rate, level)
    low, high = wilson_ends(hits, of, z)
    refuted = np.ones(hits.shape, dtype=bool) if level <= BEYOND else deviance(hits, of, rate) > z * z
    return float(weights[refuted & (low > rate + SLACK)].sum()), float(weights[refuted & (high < rate - SLACK)].sum())


def difference_missed(rows: tuple[int, int], rates: tuple[float, float], level: float) -> tuple[float, float]:
    """Return how likely the true difference lies below the interval's low, and above its high."""
    (of, other_of), (rate, other_rate), z = rows, rates, critical(level)
    (a, some), (b, others) = likely(of, rate, level), likely(other_of, other_rate, level)
    (low, high), (other_low, other_high) = wilson_ends(a, of, z), wilson_ends(b, other_of, z)
    p, q, truth = (a / of)[:, None], (b / other_of)[None], rate - other_rate
    below = p - q - np.hypot(p - low[:, None], other_high[None] - q) > truth + SLACK
    above = p - q + np.hypot(high[:, None] - p, q - other_low[None]) < truth - SLACK
    weights = np.outer(some, others)
    if level > BEYOND:
        weights = np.where(below | above, weights, 0.0)
        at, to = np.nonzero(weights)
        weights[at, to] *= _difference_refuted(a[at], b[to], rows, truth, z)
    return float(weights[below].sum()), float(weights[above].sum())


def _difference_refuted(a: Numbers, b: Numbers, rows: tuple[int, int], truth: float, z: float) -> Truths:
    """Return where the likelihood ratio refutes a difference: the best pair of rates is searched by halves."""
    of, other_of = rows
    low = np.full(np.broadcast_shapes(a.shape, b.shape), max(0.0, -truth))
    high = np.full(low.shape, min(1.0, 1.0 - truth))
    for _ in range(45):
        middle = (low + high) / 2.0
        rising = _slope(a, of, middle + truth) + _slope(b, other_of, middle) > 0.0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    fit = (low + high) / 2.0
    best = deviance(a, of, np.clip(fit + truth, 0.0, 1.0)) + deviance(b, other_of, fit)
    return np.asarray(best > z * z)


def _slope(hits: Numbers, of: int, rate: Numbers) -> Numbers:
    """Return the slope of the log-likelihood."""
    rate = np.clip(rate, 1e-300, 1.0 - 1e-16)
    return np.asarray(hits / rate - (of - hits) / (1.0 - rate))


def ratio_missed(rows: tuple[int, int], rates: tuple[float, float], level: float, few: float = 5) -> tuple[float, float]:
    """Return how likely the true ratio lies below the interval's low, and above its high; 0/0 misses nothing."""
    (of, other_of), (rate, other_rate), z = rows, rates, critical(level)
    (a, some), (b, others) = likely(of, rate, level), likely(other_of, other_rate, level)
    a, b, truth = a[:, None], b[None], rate / other_rate
    fit = _fitted(a, b, rows, truth)
    least = np.minimum(np.minimum(a, of - a), np.minimum(b, other_of - b))
    refuted = np.where(least >= few, _katz_refuted(a, b, rows, truth, z), _koopman_refuted(a, b, rows, fit, z))
    if level > BEYOND:
        refuted &= deviance(a, of, fit[0]) + deviance(b, other_of, fit[1]) > z * z
    refuted &= a + b > 0
    weights, above = np.outer(some, others), a * other_of * other_rate > b * of * rate
    return float(weights[refuted & above].sum()), float(weights[refuted & ~above].sum())


def _fitted(a: Numbers, b: Numbers, rows: tuple[int, int], truth: float) -> tuple[Numbers, Numbers]:
    """Return the two rates that fit best with a ratio."""
    of, other_of = rows
    linear = truth * (of + b) + a + other_of
    rate = 2.0 * truth * (a + b) / (linear + np.sqrt(np.maximum(0.0, linear**2 - 4.0 * truth * (of + other_of) * (a + b))))
    return np.minimum(1.0, rate), np.minimum(1.0, rate / truth)


def _koopman_refuted(a: Numbers, b: Numbers, rows: tuple[int, int], fit: tuple[Numbers, Numbers], z: float) -> Truths:
    """Return where the score statistic refutes a ratio."""
    total = np.zeros(np.broadcast_shapes(a.shape, b.shape))
    for hits, of, rate in ((a, rows[0], fit[0]), (b, rows[1], fit[1])):
        gap, variance = hits - of * rate, of * rate * (1.0 - rate)
        certain = np.where(np.abs(gap) > SLACK * of, np.inf, 0.0)
        total = total + np.where(variance > 0.0, gap**2 / np.where(variance > 0.0, variance, 1.0), certain)
    return np.asarray(total > z * z + SLACK)


def _katz_refuted(a: Numbers, b: Numbers, rows: tuple[int, int], truth: float, z: float) -> Truths:
    """Return where the log interval does not hold a ratio; of no use where nothing was hit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(1.0 / a - 1.0 / rows[0] + 1.0 / b - 1.0 / rows[1])
        return np.asarray(np.abs(np.log(a / rows[0]) - np.log(b / rows[1]) - np.log(truth)) > z * error)

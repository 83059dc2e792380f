"""How often does an interval hold the truth, where outcomes are too many to enumerate? Seeded draws of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm

from audit.core.measurement import Difference, Rate, Ratio
from audit.statistics.areas import area_rate
from audit.statistics.effective import clustered_rate, effective_rate, equivalent_rate
from audit.statistics.interval import interval_of
from audit.statistics.likelihood import difference_span
from audit.statistics.means import mean_of
from audit.statistics.normal import critical
from audit.statistics.proportions import wilson
from audit.statistics.resample import Statistic, standard_error
from audit.statistics.spread import spread_of, spread_ratio_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SLACK = 1e-12


@dataclass(frozen=True)
class Design:
    """Groups with their rows and true rates."""

    name: str
    rows: tuple[int, ...]
    rates: tuple[float, ...]


@dataclass(frozen=True)
class Extremes:
    """How often intervals about extremes hold the truth, and how wide they are beside the widest pair's at 95 %."""

    gap: float
    ratio: float
    best_difference: float
    best_ratio: float
    """All comparisons with the best group seen at once, against the true rate of that group."""
    best_of_all: float
    """The worst covered group's ratio to the truly best group."""
    width: float
    best_width: float
    """The widest interval of a gap, and of a difference to the best seen, as a multiple of the widest pair's at 95 %."""


def designs(sizes: Sequence[int] = (2, 3, 5, 10, 20)) -> Iterator[Design]:
    """Yield equal and unequal groups with equal rates, evenly spread ones, one low and one high."""
    for k in sizes:
        for what, rows in (("100 rows", [100] * k), ("1000 rows", [1000] * k), ("50 to 2000 rows", np.geomspace(50, 2000, k))):
            plans = {"all .1": [0.1] * k, "all .3": [0.3] * k, ".25 to .35": list(np.linspace(0.25, 0.35, k))}
            plans |= {"one at .2, others .3": [0.2] + [0.3] * (k - 1), "one at .4, others .3": [0.3] * (k - 1) + [0.4]}
            for shape, rates in plans.items():
                yield Design(f"{k} groups of {what}, {shape}", tuple(int(n) for n in rows), tuple(float(p) for p in rates))


def extremes(design: Design, draws: int, seed: int = 0, level: float = 0.95) -> Extremes:
    """Return the coverage of everything that looks for extremes, over so many drawn data sets."""
    truth = np.array(design.rates)
    hits = np.random.default_rng(seed).binomial(design.rows, truth, size=(draws, truth.size))
    held = np.zeros((draws, 4))
    worst, widths, best_widths = np.zeros(truth.size), [], []
    for place, row in enumerate(hits.tolist()):
        rates = [Rate(a, n) for a, n in zip(row, design.rows, strict=True)]
        gap, ratio = spread_of(rates, level), spread_ratio_of(rates, level)
        best = max(range(truth.size), key=lambda g: (row[g] / design.rows[g], -g))
        others = [g for g in range(truth.size) if g != best]
        against = [_against_best(rates[g], rates[best], truth.size, level) for g in others]
        held[place] = (
            _holds(gap, truth.max() - truth.min()),
            _holds(ratio, truth.min() / truth.max()),
            all(_holds(one, truth[g] - truth[best]) for g, (one, _) in zip(others, against, strict=True)),
            all(_holds(two, truth[g] / truth[best]) for g, (_, two) in zip(others, against, strict=True)),
        )
        worst[others] += [not _holds(two, truth[g] / truth.max()) for g, (_, two) in zip(others, against, strict=True)]
        widest = max(high - low for a in rates for b in rates if a is not b for low, high in [difference_span(a, b, 0.95)])
        widths.append((gap[1] - gap[0]) / widest)
        best_widths.append(max(one[1] - one[0] for one, _ in against) / widest)
    gaps = held.mean(axis=0).tolist()
    return Extremes(*gaps, 1.0 - float(worst.max()) / draws, max(widths), max(best_widths))


def _against_best(group: Rate, best: Rate, among: int, level: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the intervals of the difference and of the ratio to the best group seen."""
    one, two = interval_of(Difference(group, best, among), None, level), interval_of(Ratio(group, best, among), None, level)
    return ((one.low, one.high) if one else (-1.0, 1.0)), ((two.low, two.high) if two else (0.0, inf))


def _holds(span: tuple[float, float], truth: float) -> bool:
    """Tell whether an interval holds the truth."""
    return span[0] - SLACK <= truth <= span[1] + SLACK


def area_coverage(positives: int, negatives: int, truth: float, draws: int, seed: int = 0, level: float = 0.95) -> float:
    """Return how often the interval of an area holds the truth: normal scores, one class shifted."""
    draw, shift, held = np.random.default_rng(seed), float(norm.ppf(truth)) * 2.0**0.5, 0
    for _ in range(draws):
        scores = np.concatenate([draw.normal(shift, 1.0, positives), draw.normal(0.0, 1.0, negatives)])
        order = np.argsort(scores)
        rate = area_rate((order < positives).astype(int).tolist(), (order >= positives).astype(int).tolist())
        interval = interval_of(rate, None, level) if rate else None
        held += interval is not None and _holds((interval.low, interval.high), truth)
    return held / draws


def weighted_coverage(rows: int, truth: float, spread: float, draws: int, seed: int = 0, level: float = 0.95) -> float:
    """Return how often the interval of a weighted rate holds the truth: lognormal weights, independent of the outcome."""
    draw, held = np.random.default_rng(seed), 0
    for _ in range(draws):
        weights, hit = draw.lognormal(0.0, spread, rows), draw.random(rows) < truth
        sums = [float((weights[side] ** power).sum()) for side in (hit, ~hit) for power in (1, 2)]
        held += _holds(wilson_of(effective_rate(*sums), level), truth)
    return held / draws


def clustered_coverage(persons: int, truth: float, alike: float, draws: int, seed: int = 0, level: float = 0.95) -> float:
    """Return how often the interval of a rate over repeated persons holds the truth.

    One to eight rows each; beta-binomial with intra-class correlation `alike`.
    """
    draw, held = np.random.default_rng(seed), 0
    for _ in range(draws):
        m = draw.integers(1, 9, persons)
        own = draw.beta(truth * (1 - alike) / alike, (1 - truth) * (1 - alike) / alike, persons)
        h = draw.binomial(m, own)
        rate = clustered_rate(persons, *(float(s) for s in (h.sum(), m.sum(), (h * h).sum(), (h * m).sum(), (m * m).sum())))
        held += _holds(wilson_of(rate, level), truth)
    return held / draws


def wilson_of(rate: Rate, level: float) -> tuple[float, float]:
    """Return the interval that the product gives a rate."""
    interval = interval_of(rate, None, level)
    return (interval.low, interval.high) if interval else wilson(0, 0, level)


def composite_coverage(statistic: Statistic, rows: int, cells: Sequence[float], draws: int, seed: int = 0, level: float = 0.95) -> float:
    """Return how often the interval of a number of a whole table, with its bootstrapped error, holds the truth."""
    shares, held, seen = np.array(cells), 0, 0
    truth = float(statistic(shares[None])[0])
    for at, table in enumerate(np.random.default_rng(seed).multinomial(rows, shares, size=draws)):
        value = float(statistic(table[None])[0])
        if np.isfinite(value):
            held += _holds(wilson_of(equivalent_rate(value, standard_error(table, statistic, 1000, at)), level), truth)
            seen += 1
    return held / seen


def f1(tables: Numbers) -> Numbers:
    """Return F1 of tables of (tp, fp, fn, tn)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * tables[:, 0] / (2 * tables[:, 0] + tables[:, 1] + tables[:, 2]))


def balanced(tables: Numbers) -> Numbers:
    """Return balanced accuracy of tables of (tp, fp, fn, tn)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((tables[:, 0] / (tables[:, 0] + tables[:, 2]) + tables[:, 3] / (tables[:, 1] + tables[:, 3])) / 2)


TABLES = ((0.21, 0.14, 0.09, 0.56), (0.07, 0.09, 0.03, 0.81), (0.285, 0.021, 0.015, 0.679), (0.025, 0.0475, 0.025, 0.9025))
"""Shares of tp, fp, fn and tn: a base rate of .3, .1, .3 and .05."""


def mean_coverage(rows: int, shape: float, draws: int, seed: int = 0, level: float = 0.95) -> float:
    """Return how often the interval of a mean holds the truth: gamma residuals, skewed the more the smaller the shape."""
    draw, held, z = np.random.default_rng(seed), 0, critical(level)
    for y in draw.gamma(shape, 1.0, (draws, rows)):
        known = mean_of(rows, float(y.sum()), float((y * y).sum()))
        held += known is not None and abs(known[0] - shape) <= z * known[1]
    return held / draws

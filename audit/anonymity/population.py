"""How many rows that are alone here are alone in the population they were drawn from?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

WORST_FIT = 0.05
"""Share of rows that the model may put into classes of another size than they are in; beyond it no number is given."""
FEWEST_ROWS = 100
"""Fewer rows say nothing of a population."""
ASSUMED = (
    "the rows are a simple random sample of the population, of the share that was declared",
    "every row is another person",
    "an outsider's values of these columns agree with those recorded here",
    "sizes of classes follow Pitman's sampling formula",
)
"""What the number rests on."""
_BINS = ((1, 1), (2, 2), (3, 4), (5, 9), (10, 49))
_POWERS = (-7.0, 30.0)
_EDGE, _NEAR, _STEP = 1e-4, 1e-7, 1e-3
_NORMAL, _FAR = 1.959964, 500.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Pitman's model of the sizes of classes, fitted to a sample.

    `unique` is the share of the sample's rows that are expected to be alone in the population, between `low` and `high` at 95 %;
    `misfit` is the share of rows that the model puts into classes of another size than they are in (1, 2, 3-4, 5-9, 10-49, more).
    """

    alpha: float
    theta: float
    unique: float
    low: float
    high: float
    misfit: float


def fitted(sizes: Mapping[int, int], fraction: float) -> Fit | None:
    """Return the model fitted to classes by size (size -> classes); None where a sample says too little to fit one.

    Pitman's sampling formula by maximum likelihood (Pitman 1996; Hoshino 2001, Journal of Official Statistics 17).
    `fraction` is the share of the population that the rows are, above 0 and at most 1.
    """
    rows, classes = sum(size * number for size, number in sizes.items()), sum(sizes.values())
    alone = sizes.get(1, 0)
    if rows < FEWEST_ROWS or not 0 < alone < rows or classes < 2:
        return None
    model = _Model(sizes, rows, classes)
    found = model.likeliest()
    if found is None:
        return None
    alpha, theta = found
    population = max(rows, round(rows / fraction))
    unique = _unique(population, alpha, theta)
    low, high = _interval(model, (log(alpha / (1 - alpha)), log(theta)), population)
    return Fit(alpha, theta, unique, low, high, _misfit(sizes, rows, alpha, theta))


@dataclass(frozen=True, slots=True)
class _Model:
    """Pitman's sampling formula for classes by size."""

    sizes: Mapping[int, int]
    rows: int
    classes: int

    def likeliest(self) -> tuple[float, float] | None:
        """Return alpha in (0, 1) and theta > 0 of the largest likelihood; None where it lies at an end of what is looked at."""

        def best(alpha: float) -> tuple[float, float]:
            power = _highest(lambda one: self.growing(alpha, exp(one)), *_POWERS)
            return self.growing(alpha, exp(power)) + self.grown(alpha), power

        alpha = _highest(lambda one: best(one)[0], _EDGE, 1 - _EDGE)
        _, power = best(alpha)
        inside = 2 * _EDGE < alpha < 1 - 2 * _EDGE and _POWERS[0] + _EDGE < power < _POWERS[1] - _EDGE
        return (alpha, exp(power)) if inside else None

    def growing(self, alpha: float, theta: float) -> float:
        """Return the logarithm of the chance of so many classes, but for what theta does not change."""
        new = (self.classes - 1) * log(alpha) + lgamma(theta / alpha + self.classes) - lgamma(theta / alpha + 1)
        return new - lgamma(theta + self.rows) + lgamma(theta + 1)

    def grown(self, alpha: float) -> float:
        """Return the logarithm of the chance of their sizes."""
        return sum(number * (lgamma(size - alpha) - lgamma(1 - alpha)) for size, number in self.sizes.items() if size > 1)

    def likelihood(self, odds: float, power: float) -> float:
        """Return the logarithm of the likelihood at log odds of alpha and the logarithm of theta."""
        alpha = 1 / (1 + exp(-odds))
        return self.growing(alpha, exp(power)) + self.grown(alpha)


def _interval(model: _Model, point: tuple[float, float], population: int) -> tuple[float, float]:
    """Return a 95 % interval of the share that is alone: the observed information, and the delta method on its log odds."""

    def odds(one: float, power: float) -> float:
        share = min(max(_unique(population, 1 / (1 + exp(-one)), exp(power)), 1e-12), 1 - 1e-12)
        return log(share / (1 - share))

    bend = _bend(model.likelihood, point)
    spread = bend[0] * bend[2] - bend[1] ** 2
    if bend[0] >= 0 or spread <= 0:
        return 0.0, 1.0
    slope = [(odds(point[0] + _STEP, point[1]) - odds(point[0] - _STEP, point[1])) / (2 * _STEP)]
    slope += [(odds(point[0], point[1] + _STEP) - odds(point[0], point[1] - _STEP)) / (2 * _STEP)]
    # The inverse of minus the second derivatives, between the slopes.
    variance = -(slope[0] ** 2 * bend[2] - 2 * slope[0] * slope[1] * bend[1] + slope[1] ** 2 * bend[0]) / spread
    reach, middle = _NORMAL * sqrt(max(0.0, variance)), odds(*point)
    return 1 / (1 + exp(min(_FAR, reach - middle))), 1 / (1 + exp(max(-_FAR, -reach - middle)))


def _bend(of: Callable[[float, float], float], point: tuple[float, float]) -> tuple[float, float, float]:
    """Return the second derivatives of a function of two numbers: twice by the first, by both, twice by the second."""
    one, other = point
    here, step = of(one, other), _STEP
    first = (of(one + step, other) - 2 * here + of(one - step, other)) / step**2
    second = (of(one, other + step) - 2 * here + of(one, other - step)) / step**2
    corners = of(one + step, other + step) - of(one + step, other - step) - of(one - step, other + step) + of(one - step, other - step)
    return first, corners / (4 * step**2), second


def _unique(population: int, alpha: float, theta: float) -> float:
    """Return the share of a population that is expected to be alone in it."""
    return min(1.0, _expected(1, population, alpha, theta) / population)


def _highest(of: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one peak is highest, by golden section."""
    ratio = (sqrt(5) - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = of(left), of(right)
    while high - low > _NEAR:
        if at_left >= at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = of(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = of(right)
    return (low + high) / 2


def _expected(size: int, rows: int, alpha: float, theta: float) -> float:
    """Return the expected number of classes of a size among so many rows (Yamato and Sibuya 2000)."""
    if size > rows:
        return 0.0
    ways = lgamma(rows + 1) - lgamma(size + 1) - lgamma(rows - size + 1)
    grown = lgamma(size - alpha) - lgamma(1 - alpha)
    others = lgamma(theta + alpha + rows - size) - lgamma(theta + alpha)
    return exp(ways + grown + others - (lgamma(theta + rows) - lgamma(theta + 1)))


def _misfit(sizes: Mapping[int, int], rows: int, alpha: float, theta: float) -> float:
    """Return the share of rows that are in classes of another size than the model expects, half of all differences."""
    seen, wanted = [], []
    for low, high in _BINS:
        seen.append(sum(size * sizes.get(size, 0) for size in range(low, high + 1)) / rows)
        wanted.append(sum(size * _expected(size, rows, alpha, theta) for size in range(low, high + 1)) / rows)
    seen.append(1 - sum(seen))
    wanted.append(1 - sum(wanted))
    return sum(abs(one - other) for one, other in zip(seen, wanted, strict=True)) / 2

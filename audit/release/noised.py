"""Which noise makes counts differentially private, and what does it cost? OpenDP draws it and proves the cost; the only door to it.

Nothing is seeded: OpenDP draws from the operating system, and the same counts are never noised the same way twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput
from audit.release.counting import PRIVATE_COUNTS

if TYPE_CHECKING:
    from types import ModuleType

_MOST_THRESHOLD = 2**40
_BITS, _ROUNDING = 53, 40


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A measurement of OpenDP: its name and scale, and the privacy that OpenDP says that it has for `most` rows of one unit.

    `threshold`: a combination with a noisy count below it is left out; None where every combination is written.
    """

    name: str
    library: str
    scale: float
    epsilon: float
    delta: float
    threshold: int | None
    measurement: Any

    def within(self, level: float = 0.95) -> int:
        """Return the smallest t so that the noise is at most t either way with this probability.

        The noise X has P(X = x) = (1 - a) / (1 + a) * a**abs(x) with a = exp(-1 / scale) (Ghosh, Roughgarden and Sundararajan
        2012), so that P(abs(X) > t) = 2 * a**(t + 1) / (1 + a).
        """
        a = math.exp(-1 / self.scale)
        return max(0, math.ceil(-self.scale * math.log((1 - level) * (1 + a) / 2)) - 1)


def discrete_laplace(epsilon: float, most: int) -> Mechanism:
    """Return noise for counts of combinations that are all public, of which one unit changes `most` rows."""
    dp = _opendp()
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l1_distance(T="i64")

    def made(scale: float) -> Any:
        """Return the measurement with a scale."""
        return dp.m.make_laplace(*space, scale=scale)

    scale = _scale(most, epsilon, lambda one: float(made(one).map(most)))
    held = made(scale)
    return Mechanism("discrete Laplace (make_laplace)", _library(), scale, float(held.map(most)), 0.0, None, held)


def thresholded(epsilon: float, delta: float, most: int) -> Mechanism:
    """Return noise for counts of the combinations that are there; those below a threshold are left out.

    One unit changes `most` rows, in as many combinations or all in one. The threshold is the smallest whole number whose delta is
    within the one asked for. OpenDP (0.16, its issue 2922) writes counts equal to the threshold, and says the delta of those above it:
    the delta that holds is what it says of a threshold lower by one.
    """
    dp = _opendp()
    space = dp.map_domain(dp.atom_domain(T="i64"), dp.atom_domain(T="i64")), dp.l01inf_distance(dp.absolute_distance(T="i64"))
    apart = (most, most, most)

    def made(scale: float, threshold: int) -> Any:
        """Return the measurement with a scale and a threshold."""
        return dp.m.make_laplace_threshold(*space, scale=scale, threshold=threshold)

    scale = _scale(most, epsilon, lambda one: float(made(one, _MOST_THRESHOLD).map(apart)[0]))
    threshold = _smallest(lambda one: float(made(scale, one - 1).map(apart)[1]) <= delta, most)
    held = made(scale, threshold)
    cost, slip = made(scale, threshold - 1).map(apart)
    return Mechanism(
        "discrete Laplace with a threshold (make_laplace_threshold)", _library(), scale, float(cost), float(slip), threshold, held
    )


def noisy(mechanism: Mechanism, counts: Mapping[tuple[str | None, ...], int], *, clipped: bool) -> dict[tuple[str | None, ...], int]:
    """Return the counts with noise, in their order; with `clipped`, 0 in place of what is below it (which costs no privacy)."""
    cells = list(counts)
    drawn = _drawn(mechanism, list(counts.values()))
    return {cells[place]: max(0, count) if clipped else count for place, count in sorted(drawn.items())}


def _drawn(mechanism: Mechanism, counts: Sequence[int]) -> dict[int, int]:
    """Return the noisy counts by place; some are missing where there is a threshold."""
    if mechanism.threshold is None:
        return dict(enumerate(map(int, mechanism.measurement(list(counts)))))
    return {int(place): int(count) for place, count in mechanism.measurement(dict(enumerate(counts))).items()}


def _scale(most: int, epsilon: float, cost: Callable[[float], float]) -> float:
    """Return a scale at or just above most / epsilon whose cost, rounded up by OpenDP, is within epsilon.

    Raises BadInput where the cost is more than rounding above it: then OpenDP counts otherwise than this was written for.
    """
    for place in range(-_BITS, -_ROUNDING):
        scale = most / epsilon * (1 + (0.0 if place == -_BITS else 2.0**place))
        if cost(scale) <= epsilon:
            return scale
    what = f"{_library()} says that this noise costs more epsilon than its law gives"
    raise BadInput.one(PRIVATE_COUNTS.name, what, "Nothing was spent. Use OpenDP 0.16, and report this")


def _smallest(fits: Callable[[int], bool], low: int) -> int:
    """Return the smallest whole number above `low` that fits, where every larger one fits too."""
    high = low + 1
    while not fits(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _library() -> str:
    """Return the library with its version."""
    return f"OpenDP {version('opendp')}"


def _opendp() -> ModuleType:
    """Return OpenDP with what it calls `contrib` on: its mechanisms with a written proof that is not through its own vetting."""
    try:
        import opendp.prelude as dp
    except ImportError:
        what = "the noise is drawn by OpenDP, which is not installed"
        raise BadInput.one(PRIVATE_COUNTS.name, what, "Run: pip install 'equigate[dp]'") from None
    dp.enable_features("contrib")
    return dp

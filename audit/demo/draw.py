"""How is chance drawn, so that the same seed gives the same data on every machine?"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
_UNIFORMS = 12


class Draw:
    """Chance from one seed, by the one generator call whose sequence Python promises to keep.

    No logarithm and no cosine: they differ in the last bit between C libraries.
    """

    def __init__(self, seed: int) -> None:
        """Start the sequence."""
        self._next = random.Random(seed).random  # noqa: S311 - an invented data set, no secret

    def share(self, of: float) -> bool:
        """Return true in a share (0 to 1) of the cases."""
        return self._next() < of

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def bell(self, middle: float, width: float) -> float:
        """Return a number that is near enough to normal: twelve uniforms added up."""
        return middle + width * (sum(self._next() for _ in range(_UNIFORMS)) - _UNIFORMS / 2)

    def one(self, options: Sequence[T]) -> T:
        """Return one of the options, all alike."""
        return options[self.whole(0, len(options) - 1)]

    def weighted(self, options: Mapping[T, float]) -> T:
        """Return one of the options by their weights."""
        left = self._next() * sum(options.values())
        for option, weight in options.items():
            left -= weight
            if left < 0:
                return option
        return list(options)[-1]

"""Where does a value begin to be refuted?"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

_ROUNDS = 200
_CLOSE = 1e-12


def crossing(excess: Callable[[float], float], inside: float, most: float, step: float) -> float:
    """Return where `excess` turns positive between `inside`, where it is not, and `most`; `most` if it never does.

    `excess` is how far a statistic lies beyond its critical value: it rises away from `inside` and may
    be infinite. `step` is a first guess of the distance, whose sign is taken from `most`.
    """
    reach = step if most > inside else -step
    near, far = inside, inside
    below, above = excess(inside), 0.0
    while above <= 0.0:
        near, below = far, (above if far != inside else below)
        far = min(most, far + reach) if reach > 0.0 else max(most, far + reach)
        above = excess(far)
        if above <= 0.0 and far == most:
            return most
        reach *= 2.0
    return _between(excess, near, far, below, above)


def _between(excess: Callable[[float], float], near: float, far: float, below: float, above: float) -> float:
    """Return the crossing between two places: false position (Illinois), by halves where that is slow or the far side infinite."""
    moved, last = 0, 4.0 * abs(far - near)
    for turn in range(_ROUNDS):
        halve = not isfinite(above) or (turn % 3 == 2 and abs(far - near) > last / 2.0)
        last = abs(far - near) if turn % 3 == 2 else last
        place = near + (0.5 if halve else below / (below - above)) * (far - near)
        value = excess(place)
        if place in {near, far} or abs(value) <= _CLOSE:
            return place
        # The side that stays counts half, unless the step was a half anyway.
        if value > 0.0:
            far, above, below = place, value, (below / 2.0 if moved > 0 and not halve else below)
        else:
            near, below, above = place, value, (above / 2.0 if moved < 0 and not halve else above)
        moved = 0 if halve else (1 if value > 0.0 else -1)
    return far

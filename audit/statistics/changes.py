"""How far did a measurement move between two runs, and how sure is that?"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its interval and the level of it; ends may be infinite, and equal the value where nothing was sampled."""

    value: float
    low: float
    high: float
    level: float

    @property
    def exact(self) -> bool:
        """Tell whether nothing was sampled."""
        return self.low == self.value == self.high


@dataclass(frozen=True, slots=True)
class Change:
    """Now minus then, where it lies, and at which level (None where nothing was sampled)."""

    value: float
    low: float
    high: float
    level: float | None


def independent_change(then: Measured, now: Measured) -> Change:
    """Return now minus then for two separate samples, at the lower of the two levels.

    The square-and-add of each one's distance to its own interval, so that skewed intervals give a skewed one.
    Source: Zou and Donner 2008, Stat Med 27:1693 [not verified]; of two Wilson intervals it is Newcombe's method 10.
    """
    moved = now.value - then.value
    down = hypot(_reach(now.value, now.low), _reach(then.value, then.high))
    up = hypot(_reach(now.value, now.high), _reach(then.value, then.low))
    return Change(moved, moved - down, moved + up, min(then.level, now.level))


def dependent_change(then: Measured, now: Measured) -> Change:
    """Return now minus then for measurements that may depend on each other in any way: from end to end.

    Both intervals hold together at least at the sum of their levels minus one (Bonferroni), and then so does this one.
    """
    level = max(0.0, then.level + now.level - 1.0)
    return Change(now.value - then.value, now.low - then.high, now.high - then.low, level)


def change(then: Measured, now: Measured, *, same_rows: bool) -> Change:
    """Return now minus then: exact where neither was sampled, from end to end on the same rows, else of two samples."""
    if then.exact and now.exact:
        moved = now.value - then.value
        return Change(moved, moved, moved, None)
    return dependent_change(then, now) if same_rows else independent_change(then, now)


def _reach(value: float, end: float) -> float:
    """Return how far an end of an interval lies from the value; without an end, infinitely far."""
    return inf if abs(end) == inf else abs(end - value)

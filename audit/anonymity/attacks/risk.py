"""How much of an attack's success is owed to the rows themselves, and not to what holds for everybody?"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

from audit.core.measurement import Rate
from audit.statistics.normal import critical

USUAL = 0.95


@dataclass(frozen=True, slots=True)
class Success:
    """A success rate drawn towards one half, and half the width of its Wilson interval."""

    value: float
    error: float

    @classmethod
    def of(cls, tries: Rate, level: float = USUAL) -> Success:
        """Return the rate of so many tries at a level; without a try anything is possible: one half, give or take as much.

        Source: Wilson 1927; section 3.3 of Giomi et al. 2023, PoPETs 2023(2), 312 (as in anonymeter 1.1) [paper not verified].
        """
        z2 = critical(level) ** 2
        scale = tries.of + z2
        wrong = tries.hits * (tries.of - tries.hits) / tries.of if tries.of else 0.0
        return cls((tries.hits + z2 / 2.0) / scale, sqrt(z2) / scale * sqrt(wrong + z2 / 4.0))


@dataclass(frozen=True, slots=True)
class Risk:
    """What an attack wins of what there was to win, 0 to 1, with the ends of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack on the rows of a release, the best guess without looking at a row, and the same attack on other people.

    `control` is None where nobody was held out: then nothing tells what the release gives away of its own people
    from what is true of everybody.
    """

    success: Rate
    guess: Rate
    control: Rate | None = None

    def risk(self, level: float = USUAL) -> Risk | None:
        """Return the normalised risk against people who are not in the release; None without them, or without a try."""
        return None if self.control is None or not self.control.of else self._over(self.control, level)

    def advantage(self, level: float = USUAL) -> Risk | None:
        """Return the same against the best guess that looks at no row; None without a try."""
        return self._over(self.guess, level) if self.guess.of else None

    def _over(self, other: Rate, level: float) -> Risk | None:
        """Return the normalised risk over another rate; None without a try."""
        return normalised(Success.of(self.success, level), Success.of(other, level)) if self.success.of else None


def normalised(attack: Success, control: Success) -> Risk:
    """Return (attack - control) / (1 - control), and the interval that follows from both errors, all within [0, 1].

    Both errors are carried over to first order, as if independent. An attack that works better on other people has risk 0.
    Source: Giomi et al. 2023, "A unified framework for quantifying privacy risk in synthetic data"; anonymeter 1.1.
    """
    value, error = residual(attack, control)
    return Risk(_inside(value), _inside(value - error), _inside(value + error))


def residual(attack: Success, control: Success) -> tuple[float, float]:
    """Return (attack - control) / (1 - control) and its error: below 0 where the attack works better on other people."""
    left = 1.0 - control.value
    error = hypot(attack.error / left, control.error * (1.0 - attack.value) / left**2)
    return (attack.value - control.value) / left, error


def _inside(value: float) -> float:
    """Return the nearest number from 0 to 1."""
    return min(1.0, max(0.0, value))

"""How likely is somebody found again, by whom? Three intruders over the sizes of classes.

Prosecutor, journalist and marketer: El Emam and Dankar (2008); the names are those of ARX and of EMA's policy 0070.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scenario:
    """Risks between 0 and 1 of one intruder: of the row worst off, on average over rows, and how many rows lie above a line."""

    name: str
    highest: float
    mean: float
    rows: int
    threshold: float
    rows_above: int

    @property
    def share_above(self) -> float:
        """Return the share of rows above the line."""
        return self.rows_above / self.rows


def prosecutor(held: Mapping[int, int], threshold: float) -> Scenario | None:
    """Return the risk by somebody who knows that a person is in the data: 1 / size of the class.

    `held` are rows by the size of their class (rows, or persons where rows have subjects). None without rows.
    """
    return _scenario("prosecutor", held, threshold)


def journalist(held: Mapping[int, int], threshold: float) -> Scenario | None:
    """Return the risk by somebody who only knows that a person is in the population: 1 / size of the class there.

    `held` are rows of the data by the size of their class in the population.
    """
    return _scenario("journalist", held, threshold)


def marketer(held: Mapping[int, int], threshold: float) -> Scenario | None:
    """Return the share of rows that somebody matches rightly who matches all of them: the mean risk, of every row.

    `held` as for the prosecutor or, where there is a population, the journalist.
    """
    mean = _mean(held)
    rows = sum(held.values())
    return Scenario("marketer", mean, mean, rows, threshold, rows if mean > threshold else 0) if rows else None


def _scenario(name: str, held: Mapping[int, int], threshold: float) -> Scenario | None:
    """Return the risks of classes, None without rows."""
    rows = sum(held.values())
    if not rows:
        return None
    # 1 / size > threshold, without the rounding of a division.
    above = sum(number for size, number in held.items() if threshold * size < 1)
    return Scenario(name, 1 / min(held), _mean(held), rows, threshold, above)


def _mean(held: Mapping[int, int]) -> float:
    """Return the mean of 1 / size over rows."""
    rows = sum(held.values())
    return sum(number / size for size, number in sorted(held.items())) / rows if rows else 0.0

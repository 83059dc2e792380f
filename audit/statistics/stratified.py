"""How do two groups compare within strata, all strata taken together?"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple


class Stratum(NamedTuple):
    """Hits and rows of a group and of its reference, in one stratum."""

    hits: float
    of: float
    reference_hits: float
    reference_of: float


class Pooled(NamedTuple):
    """The common ratio with the standard error of its logarithm, and the common difference with its own; None where undefined."""

    ratio: float | None
    error_of_log: float | None
    difference: float | None
    error: float | None


def mantel_haenszel(tables: Iterable[tuple[float, float, float, float]]) -> Pooled:
    """Return the Mantel-Haenszel ratio and difference of two groups' rates over strata.

    `tables` are (hits, of, reference_hits, reference_of) per stratum; a stratum in which one of the two
    has no rows compares nothing and is left out. The ratio is None where the reference is never hit,
    its logarithm's error where the group is not hit; both differences without any stratum left. Where
    everybody or nobody is hit the variance would be 0: half a hit and half a miss are added to it.
    Raises ValueError for impossible counts.
    Source: Mantel and Haenszel 1959; variances of Greenland and Robins 1985, Biometrics 41:55 [not
    verified]; a published value is in the tests.
    """
    strata = [Stratum(*table) for table in tables]
    if any(not 0 <= s.hits <= s.of or not 0 <= s.reference_hits <= s.reference_of for s in strata):
        message = "hits must lie between 0 and the number of rows"
        raise ValueError(message)
    strata = [s for s in strata if s.of and s.reference_of]
    if not strata:
        return Pooled(None, None, None, None)
    return Pooled(*_ratio(strata), *_difference(strata))


def _ratio(strata: list[Stratum]) -> tuple[float | None, float | None]:
    """Return the common ratio and the standard error of its logarithm."""
    ours, theirs = _crossed(strata)
    if not theirs:
        return None, None
    if not ours:
        return 0.0, None
    return ours / theirs, _log_error(strata) or _log_error([_softened(s) for s in strata])


def _difference(strata: list[Stratum]) -> tuple[float, float]:
    """Return the common difference and its standard error."""
    ours, theirs = _crossed(strata)
    return (ours - theirs) / _weight(strata), _error(strata) or _error([_softened(s) for s in strata])


def _crossed(strata: list[Stratum]) -> tuple[float, float]:
    """Return the hits of each side times the other's share of the rows, over all strata."""
    ours = sum(s.hits * s.reference_of / (s.of + s.reference_of) for s in strata)
    return ours, sum(s.reference_hits * s.of / (s.of + s.reference_of) for s in strata)


def _weight(strata: list[Stratum]) -> float:
    """Return the Mantel-Haenszel weight of all strata."""
    return sum(s.of * s.reference_of / (s.of + s.reference_of) for s in strata)


def _log_error(strata: list[Stratum]) -> float:
    """Return the standard error of the ratio's logarithm; both sides have hits."""
    ours, theirs = _crossed(strata)
    return sqrt(max(0.0, sum(_log_spread(s) for s in strata)) / (ours * theirs))


def _error(strata: list[Stratum]) -> float:
    """Return the standard error of the difference."""
    return sqrt(sum(_spread(s) for s in strata)) / _weight(strata)


def _log_spread(s: Stratum) -> float:
    """Return a stratum's part of the variance of the logarithm."""
    rows, hits = s.of + s.reference_of, s.hits + s.reference_hits
    return (hits * s.of * s.reference_of - s.hits * s.reference_hits * rows) / rows**2


def _spread(s: Stratum) -> float:
    """Return a stratum's part of the variance of the difference."""
    ours, theirs = s.hits * (s.of - s.hits), s.reference_hits * (s.reference_of - s.reference_hits)
    return (ours * s.reference_of**3 + theirs * s.of**3) / (s.of * s.reference_of * (s.of + s.reference_of) ** 2)


def _softened(s: Stratum) -> Stratum:
    """Return a stratum with half a hit and half a miss more on each side."""
    return Stratum(s.hits + 0.5, s.of + 1.0, s.reference_hits + 0.5, s.reference_of + 1.0)

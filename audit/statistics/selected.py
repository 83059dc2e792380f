"""At which level must each pair of groups stand, where groups were picked by looking at their rates?"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import erf, erfc, exp, expm1, log, log1p, nextafter, pi, sqrt
from typing import TypeAlias

from audit.core.measurement import AbsoluteDifference, Difference, Rate, Ratio
from audit.statistics.crossing import crossing
from audit.statistics.normal import critical
from audit.statistics.proportions import Span

Compared: TypeAlias = Difference | AbsoluteDifference | Ratio

_STEP = 0.125
_FIRST, _LAST = -16.0, 10.0
_NEAREST = nextafter(1.0, 0.0)
_DENSITY = _STEP / sqrt(2.0 * pi)


@lru_cache(maxsize=4096)
def pairwise_level(level: float, groups: int) -> float:
    """Return the level of each pairwise interval at which all pairs among `groups` hold together at `level`.

    An interval of a pair that was picked by looking at all pairs (the best group seen, the extremes)
    is then covered by the pairs it was picked from. Two groups or fewer: nothing was picked, the level
    itself. With unequal groups it keeps more than its level, never less (Hayter 1984 [not verified]).
    Raises ValueError for a level outside (0, 1).
    Source: Tukey's studentised range with known variances; the survival function of the range of
    independent normals is integrated here and checked against SciPy in the tests.
    """
    needed = critical(level)
    if groups <= 2:
        return level
    missed = log(erfc(needed / sqrt(2.0)))
    reach = crossing(lambda z: missed - log(range_exceeds(z * sqrt(2.0), groups)), needed, needed + 10.0, 0.5)
    return min(erf(reach / sqrt(2.0)), _NEAREST)


def against_picked(span: Callable[[Rate, Rate, float], Span], counts: Compared, level: float) -> Span:
    """Return the interval of a comparison with the group that was picked for its rate among `among`, the group itself included.

    All comparisons with the picked group then hold together at `level`. Say the highest rate was picked: it
    is partly the luckiest. So it is likely too high beside any other group, and the end beyond which the
    group would be closer to it, or above, stands at the level of all pairs. On the other side luck is on ours: what was
    seen of the picked group errs upwards at least as much as what was seen of the truly best, so that
    end misses only where one of `among` - 1 comparisons with one fixed group does, and Bonferroni's level
    for these is enough. With a picked lowest rate the ends change places; with equal rates both stand
    at the level of all pairs. Simulated in the tests.
    """
    group, reference, among = counts.group, counts.reference, counts.among
    if among <= 2:
        return span(group, reference, level)
    apart, fixed = pairwise_level(level, among), 1.0 - (1.0 - level) / (among - 1)
    gap = group.hits * reference.of - reference.hits * group.of
    low, high = span(group, reference, apart)
    near = span(group, reference, fixed)
    return (near[0] if gap < 0.0 else low), (near[1] if gap > 0.0 else high)


def range_exceeds(width: float, groups: int) -> float:
    """Return how likely the range of `groups` independent standard normals is wider than `width`.

    k times the integral of phi(x) (S(x)^(k-1) - (S(x) - S(x + width))^(k-1)), x being the smallest of
    them: the complement is taken inside, so that probabilities far below 1e-16 keep their digits.
    The trapezoidal rule is exact to rounding for such a function.
    """
    others, total = groups - 1, 0.0
    for place in range(int((_LAST - _FIRST) / _STEP) + 1):
        x = _FIRST + place * _STEP
        above = erfc(x / sqrt(2.0)) / 2.0
        beyond = erfc((x + width) / sqrt(2.0)) / 2.0
        if beyond >= above:
            continue
        total -= exp(-x * x / 2.0) * above**others * expm1(others * log1p(-beyond / above))
    return min(1.0, groups * total * _DENSITY)

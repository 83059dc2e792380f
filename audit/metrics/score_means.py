"""Do a group's scores say what happens to it, and how far are they from another group's?"""

from __future__ import annotations

from dataclasses import replace
from math import inf, sqrt
from typing import TYPE_CHECKING

from audit.core.measurement import Estimate, Exact
from audit.core.metric import Value
from audit.metrics.compared import POOLED, pooled
from audit.observe.places import BINS
from audit.observe.scored import Scored
from audit.observe.scores import Scores
from audit.statistics.means import mean_of
from audit.statistics.normal import two_sided
from audit.statistics.resample import replicates, standard_error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GAP, ECE, BRIER = "calibration_gap", "expected_calibration_error", "brier_score_loss"
SMD, KS, WASSERSTEIN = "standardized_mean_difference", "ks_statistic", "wasserstein_distance"
ECE_BINS = 10
_CELLS = 20
"""Into so many parts are two groups' scores cut to see how much a distance would change with other rows."""
_HALF_BIN = f"scores in {BINS:,} bins: a mean is within {0.5 / BINS:.1g} of that of the scores themselves"


def calibration(scores: Scores, attribute: str, group: Scored) -> tuple[Value, Value, Value]:
    """Return the calibration gap, the expected calibration error and the Brier score of a group's labelled rows.

    The errors of the means rest on two more rows with the event and two without (Agresti and Coull 1998 [not
    verified]): a group in which nothing ever happened is not known to the last digit.
    """
    rows = group.labelled
    blanks = [Value(name, attribute, group.name, None, Exact(), rows) for name in (GAP, ECE, BRIER)]
    why = scores.unreadable or ("" if scores.shares else "not estimable: some scores lie outside 0 to 1, they are no probabilities")
    why = why or ("" if rows else f"not estimable: no row has both label and score (n={group.rows:,})")
    if why:
        gap, ece, brier = (replace(one, reason=why) for one in blanks)
        return gap, ece, brier
    values, note = scores.distinct, _HALF_BIN if scores.binned else ""
    centre = float(values @ (group.event + group.other)) / rows
    errors = _mean(values - 1, values, group, (centre - 1, centre))
    squares = _mean((values - 1) ** 2, values**2, group, ((centre - 1) ** 2, centre**2))
    value, error = _ece(values, group)
    return (
        replace(blanks[0], value=errors[0], counts=Estimate(errors[1], -1.0, 1.0), p=_p(*errors), detail=note),
        replace(blanks[1], value=value, counts=Estimate(error, 0.0, 1.0), detail=f"{ECE_BINS} bins of equal width"),
        replace(blanks[2], value=squares[0], counts=Estimate(squares[1], 0.0, 1.0), detail=note),
    )


def _mean(event: NDArray[np.float64], other: NDArray[np.float64], group: Scored, more: tuple[float, float]) -> tuple[float, float]:
    """Return the mean of a number per row that differs by what happened, and its error with two more rows of each kind."""
    n = group.labelled
    y = float(event @ group.event + other @ group.other)
    y2 = float(event**2 @ group.event + other**2 @ group.other)
    widened = mean_of(n + 4, y + 2 * sum(more), y2 + 2 * sum(one * one for one in more))
    return y / n, widened[1] if widened else 0.0


def _ece(values: NDArray[np.float64], group: Scored) -> tuple[float, float]:
    """Return the mean distance of score and event rate over bins of equal width, and its error."""
    import numpy as np

    place = np.searchsorted(np.arange(1, ECE_BINS) / ECE_BINS, values, side="right")
    counts = np.array([np.bincount(place, one, ECE_BINS) for one in (group.event, group.other)])
    sums = np.array([np.bincount(place, one * values, ECE_BINS) for one in (group.event, group.other)])
    means = sums / np.maximum(counts, 1)

    def distance(tables: NDArray[np.int64]) -> NDArray[np.float64]:
        both = tables.reshape(-1, 2, ECE_BINS)
        found: NDArray[np.float64] = np.abs((both * means).sum(axis=1) - both[:, 0]).sum(axis=1) / tables.sum(axis=1)
        return found

    seen = np.rint(counts).astype(np.int64).reshape(-1)
    return float(distance(seen[None, :])[0]), standard_error(seen, distance)


def mean_difference(scores: Scores, attribute: str, group: Scored, base: Scored, everybody: Scored) -> Value:
    """Return a group's mean score minus the reference group's, in standard deviations of all scores.

    Its error is that of the linearised ratio (delta method): the standard deviation is estimated too, from the same
    rows. n / (n - 3) widens it for small groups, as Student's distribution does.
    """
    blank = _blank(SMD, attribute, group, base)
    values, n = scores.distinct, everybody.rows
    why = _unusable(scores, attribute, group) or ("not estimable: all scores are equal" if len(values) == 1 else "")
    if why:
        return replace(blank, reason=why)
    away = values - float(values @ everybody.all) / n
    spread = sqrt(float(away**2 @ everybody.all) / (n - 1))
    standard = away / spread
    mine, theirs = (float(standard @ one.all) / one.rows for one in (group, base))
    value = mine - theirs
    # What one row more at each score moves: the standard deviation, and its own group's mean.
    shared = -value / (2 * n) * (standard**2 - 1)
    rest = float(shared**2 @ (everybody.all - group.all - base.all))
    parts = (_moved(group, shared + (standard - mine) / group.rows), _moved(base, shared - (standard - theirs) / base.rows))
    error = sqrt(rest + sum(parts))
    return replace(blank, value=value, counts=Estimate(error), p=_p(value, error), detail=_HALF_BIN if scores.binned else "")


def _moved(group: Scored, step: NDArray[np.float64]) -> float:
    """Return the variance that a group's rows bring."""
    return float(step**2 @ group.all) * group.rows / (group.rows - 3) if group.rows > 3 else inf


def distances(scores: Scores, attribute: str, group: Scored, base: Scored) -> tuple[Value, Value]:
    """Return the largest and the summed distance of two groups' distributions of scores.

    Both are at least 0, and larger than the true distance on average where rows are few.
    """
    import numpy as np

    blanks = _blank(KS, attribute, group, base), _blank(WASSERSTEIN, attribute, group, base)
    why = _unusable(scores, attribute, group)
    if why:
        return replace(blanks[0], reason=why), replace(blanks[1], reason=why)
    values, note = scores.distinct, _HALF_BIN if scores.binned else ""
    gaps = np.abs(np.cumsum(group.all) / group.rows - np.cumsum(base.all) / base.rows)
    errors = _distance_errors(values, group, base)
    return (
        replace(blanks[0], value=float(gaps.max()), counts=Estimate(errors[0], 0.0, 1.0), detail=note),
        replace(blanks[1], value=float(gaps[:-1] @ np.diff(values)), counts=Estimate(errors[1], 0.0), detail=note),
    )


def _distance_errors(values: NDArray[np.float64], group: Scored, base: Scored) -> tuple[float, float]:
    """Return the bootstrap errors of both distances, from the same drawn tables, of scores in equally many parts."""
    import numpy as np

    both = np.array([group.all, base.all])
    total = both.sum(axis=0)
    parts = np.minimum((np.cumsum(total) - total / 2) * _CELLS // total.sum(), _CELLS - 1).astype(np.int64)
    cells = np.array([np.bincount(parts, one, _CELLS) for one in both]).astype(np.int64)
    middles = np.bincount(parts, total * values, _CELLS) / np.maximum(cells.sum(axis=0), 1)
    used = cells.sum(axis=0) > 0
    drawn = replicates(cells[:, used].reshape(-1)).reshape(-1, 2, int(used.sum()))
    shares = np.cumsum(drawn, axis=2) / np.maximum(drawn.sum(axis=2, keepdims=True), 1)
    gaps = np.abs(shares[:, 0] - shares[:, 1])
    return float(gaps.max(axis=1).std(ddof=1)), float((gaps[:, :-1] @ np.diff(middles[used])).std(ddof=1))


def _blank(name: str, attribute: str, group: Scored, base: Scored) -> Value:
    """Return a comparison without its number."""
    return Value(name, attribute, group.name, None, Exact(), group.rows, against=base.name, over=(base.name,))


def _unusable(scores: Scores, attribute: str, group: Scored) -> str:
    """Return why a group's scores cannot be compared, or nothing."""
    return scores.unreadable or (POOLED if pooled(attribute, group.name) else "")


def _p(value: float, error: float) -> float | None:
    """Return the two-sided p of a value that would be 0; None without a usable error."""
    return two_sided(value / error) if 0 < error < float("inf") else None

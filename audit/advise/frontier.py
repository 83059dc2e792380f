"""Which thresholds of a score, one for everybody or one per group, keep a limit at the least cost in accuracy?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, TypeAlias

from audit.core.limit import Limit
from audit.metrics.decisions import KINDS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Cells: TypeAlias = "Mapping[str, Ints]"

STEPS = 512
"""A score is cut at the edges of so many equal steps, or above all of them."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of a rate: at least `limit` times the highest group's, or at most `limit` away from the reference's."""

    rate: str
    ratio: bool
    limit: float

    @classmethod
    def of(cls, metric: str, limit: Limit) -> Goal | None:
        """Return the goal that a rule's metric stands for; None where thresholds decide nothing about it."""
        rate, _, kind = metric.rpartition("_")
        known = rate in KINDS and (kind, limit.sense) in {("ratio", ">="), ("difference", "<=")}
        return cls(rate, kind == "ratio", limit.value) if known else None

    def allows(self, group: Floats, reference: Floats) -> Bools:
        """Tell at which thresholds of the reference (down) and of a group (across) the goal is met; 0/0 meets none."""
        import numpy as np

        with np.errstate(invalid="ignore"):
            if self.ratio:
                met: Bools = (group >= self.limit * reference - 1e-12) & (group <= reference) & (reference > 0)
                return met
            near: Bools = np.abs(group - reference) <= self.limit + 1e-12
            return near


@dataclass(frozen=True, slots=True)
class Frontier:
    """What every group's decisions would be at every threshold: its counts, one number per edge.

    A row with a score of at least the edge is predicted to have the event.
    """

    edges: Floats
    cells: tuple[Cells, ...]

    @classmethod
    def of(cls, codes: Ints, groups: int, actual: Ints, scores: Floats, *, favours_event: bool) -> Frontier:
        """Count the rows that have a score; codes are those of the groups, -1 for rows that none of them holds."""
        import numpy as np

        edges = edges_of(scores)
        here = (codes >= 0) & ~np.isnan(scores)
        places = np.searchsorted(edges, scores[here], side="right") - 1
        kinds = (codes[here] * 3 + actual[here] + 1) * len(edges) + places
        counts = np.bincount(kinds, minlength=groups * 3 * len(edges)).reshape(groups, 3, len(edges))
        above = counts[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
        return cls(edges, tuple(_cells(above[group], counts[group].sum(axis=1), favours_event=favours_event) for group in range(groups)))

    def rates(self, rate: str) -> list[Floats]:
        """Return each group's rate at every edge, NaN where it has no denominator."""
        import numpy as np

        kind = KINDS[rate]
        with np.errstate(invalid="ignore", divide="ignore"):
            return [_sum(one, kind.hits) / _sum(one, kind.of) for one in self.cells]

    def right(self) -> list[Ints]:
        """Return how many rows of each group are decided as labelled, at every edge."""
        return [one["tp"] + one["tn"] for one in self.cells]

    def per_group(self, goals: Sequence[Goal], reference: int) -> tuple[float, ...] | None:
        """Return each group's threshold with the most rows right among those that meet the goals; None if none does.

        Given the reference's threshold the groups do not depend on each other, so nothing better is left out. A ratio
        is held against the highest rate, so every group is tried as that one.
        """
        tops = range(len(self.cells)) if any(goal.ratio for goal in goals) else (reference,)
        found = [plan for top in tops if (plan := self._against(goals, top)) is not None]
        return max(found, key=lambda plan: plan[0])[1] if found else None

    def _against(self, goals: Sequence[Goal], top: int) -> tuple[int, tuple[float, ...]] | None:
        """Return the rows right and the thresholds of the best plan with one group as the reference."""
        import numpy as np

        right = self.right()
        total, picked = right[top].astype(np.int64), [np.arange(len(self.edges))] * len(right)
        for group in range(len(right)):
            if group != top:
                gained = np.where(self._allowed(goals, group, top), right[group][None, :], -1)
                picked[group] = gained.argmax(axis=1)
                best = gained.max(axis=1)
                total = np.where((best < 0) | (total < 0), -1, total + best)
        at = int(total.argmax())
        return (int(total[at]), tuple(float(self.edges[one[at]]) for one in picked)) if total[at] >= 0 else None

    def _allowed(self, goals: Sequence[Goal], group: int, top: int) -> Bools:
        """Tell at which pairs of thresholds all goals are met."""
        import numpy as np

        met = np.ones((len(self.edges), len(self.edges)), dtype=bool)
        for goal in goals:
            rates = self.rates(goal.rate)
            met &= goal.allows(rates[group][None, :], rates[top][:, None])
        return met

    def for_all(self, goals: Sequence[Goal], reference: int) -> float | None:
        """Return the one threshold with the most rows right among those that meet the goals; None if none does."""
        import numpy as np

        met = np.ones(len(self.edges), dtype=bool)
        for goal in goals:
            rates = np.stack(self.rates(goal.rate))
            top = rates.max(axis=0) if goal.ratio else rates[reference]
            met &= np.all([goal.allows(one, top) for one in rates], axis=0)
        right = np.where(met, sum(self.right()), -1)
        at = int(right.argmax())
        return float(self.edges[at]) if right[at] >= 0 else None


def edges_of(scores: Floats) -> Floats:
    """Return where scores are cut: steps over 0 to 1, or over their range rounded outwards, and above everything.

    No edge is a score of the data.
    """
    import numpy as np

    known = scores[~np.isnan(scores)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if low < 0 or high > 1:
        low, high = _outwards(low, high)
    else:
        low, high = 0.0, 1.0
    return np.append(np.linspace(low, high, STEPS + 1), np.inf)


def _outwards(low: float, high: float) -> tuple[float, float]:
    """Return a range rounded outwards to two digits of its width."""
    unit = 10.0 ** (floor(log10(high - low)) - 1) if high > low else 1.0
    return floor(low / unit) * unit, (ceil(high / unit) + (high == low)) * unit


def _sum(cells: Cells, names: Sequence[str]) -> Floats:
    """Return some of the counts added up, at every edge."""
    import numpy as np

    total: Floats = np.sum([cells[name] for name in names], axis=0, dtype=np.float64)
    return total


def _cells(above: Ints, totals: Ints, *, favours_event: bool) -> Cells:
    """Return one group's counts at every edge, of rows at or above it by unknown, no and yes."""
    unknown, fp, tp = above
    fn, tn = totals[2] - tp, totals[1] - fp
    predicted, rows = unknown + fp + tp, totals.sum()
    selected = predicted if favours_event else rows - predicted
    return {"tp": tp, "fp": fp, "fn": fn, "tn": tn, "selected": selected, "rows": rows + 0 * tp}


def targets(limit: Limit, steps: int = 8) -> Iterator[Limit]:
    """Yield the limit, then stricter and stricter ones: what is chosen on some rows has to hold on others."""
    for step in range(steps):
        share = step / steps
        yield Limit(limit.sense, limit.value + (1 - limit.value) * share if limit.sense == ">=" else limit.value * (1 - share))


def looser(limit: Limit, now: float, steps: int = 4) -> Iterator[Limit]:
    """Yield limits between where the decisions are now and the limit: the way there."""
    for step in range(1, steps):
        yield Limit(limit.sense, now + (limit.value - now) * step / steps)

"""How are thresholds chosen on one half of the rows, and measured on the other?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from audit.advise.decided import Decided
from audit.advise.decision_plan import about_decisions
from audit.advise.frontier import Frontier, Goal, looser, targets
from audit.advise.technique import Case, Trial
from audit.advise.tradeoff import point, surely, worst
from audit.core.advice import CannotTry, Point
from audit.core.limit import Limit
from audit.metrics.compared import pooled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Best: TypeAlias = "Callable[[Frontier, Sequence[Goal], int], tuple[float, ...] | None]"


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows thresholds are chosen on and those they are measured on, the groups that get one, and what is asked."""

    case: Case
    choose: Decided
    measure: Decided
    groups: tuple[str, ...]
    frontier: Frontier
    goals: tuple[Goal, ...]
    reference: int

    @classmethod
    def of(cls, trial: Trial, case: Case) -> Cut | None:
        """Return the halves; None where no threshold changes what failed; raises CannotTry where there is nothing to cut."""
        import numpy as np

        found = {finding.measurement.metric: Goal.of(finding.measurement.metric, finding.limit) for finding in case.findings}
        goals = tuple(goal for goal in found.values() if goal is not None)
        rows = trial.bench.decided
        if len(goals) < len(found) or not about_decisions(trial, case):
            return None
        if np.isnan(rows.scores).all():
            raise CannotTry(f"{trial.bench.name}: without scores there is no threshold to move")
        choose, measure = trial.bench.kept(("halves", case.attribute), lambda: rows.halves(case.attribute))
        groups = _large(choose, case)
        against = case.finding.measurement.against
        if len(groups) < 2 or against not in groups:
            raise CannotTry(f"{trial.bench.name}, {case.attribute}: half of the rows are too few to choose thresholds on")
        return cls(case, choose, measure, groups, _frontier(choose, case.attribute, groups), goals, groups.index(against))

    def asked(self, limit: Limit) -> tuple[Goal, ...]:
        """Return the goals with another limit."""
        return tuple(replace(goal, limit=limit.value) for goal in self.goals)

    def decide(self, rows: Decided, thresholds: Sequence[float]) -> Decided:
        """Return rows as thresholds decide about them; who has no score, or is in a group without one, is decided as before."""
        import numpy as np

        codes = _codes(rows, self.case.attribute, self.groups)
        edges = np.array([*thresholds, np.nan])[codes]
        cut = (codes >= 0) & ~np.isnan(rows.scores)
        return rows.other(np.where(cut, rows.scores >= edges, rows.predicted).astype(np.int64))

    def choice(self, trial: Trial, best: Best) -> tuple[float, ...]:
        """Return the thresholds for the limit, or for the least stricter one whose whole interval keeps it where it was chosen.

        Raises CannotTry where no thresholds keep the limit even there.
        """
        case, rules = self.case, trial.bench.rules
        plans = [plan for limit in targets(case.finding.limit) if (plan := best(self.frontier, self.asked(limit), self.reference))]
        if not plans:
            raise CannotTry(f"{trial.bench.name}, {case.attribute}: no such thresholds keep the limit of {case.ask.rule}")
        for plan in plans:
            seen = rules.of_rows(self.decide(self.choose, plan), case.attribute, only=case.ask.rule)
            if surely(seen, case.ask.confidence):
                return plan
        return plans[0]

    def curve(self, trial: Trial, plans: Iterable[tuple[str, tuple[float, ...] | None]], chosen: tuple[float, ...]) -> tuple[Point, ...]:
        """Return plans as points, measured on the other half; each once."""
        points: dict[tuple[float, ...], Point] = {}
        for name, plan in plans:
            if plan is not None and plan not in points:
                made = point(self.case, trial.bench.rules, self.decide(self.measure, plan), name, chosen=plan == chosen)
                points |= {plan: made} if made else {}
        return tuple(points.values())

    def wanted(self, trial: Trial) -> Iterator[Limit]:
        """Yield limits on the way from the decisions as they are to the limit, then stricter ones."""
        limit, metric = self.case.finding.limit, self.case.finding.measurement.metric
        now = worst(trial.bench.rules.of_rows(self.choose, self.case.attribute, only=self.case.ask.rule), metric)
        if now is not None and now.measurement.value is not None and not now.allowed:
            yield from looser(limit, now.measurement.value)
        yield from targets(limit)


def printed(edge: float) -> float | None:
    """Return a threshold as it is written down; None where no score reaches it."""
    return round(edge, 6) if isfinite(edge) else None


def from_score(edge: float) -> str:
    """Return whom a threshold lets through, in words."""
    return f"from a score of {edge:.4g} on" if isfinite(edge) else "for nobody: no score is high enough"


def _large(rows: Decided, case: Case) -> tuple[str, ...]:
    """Return the groups that are judged, and so get a threshold."""
    found = rows.of(case.attribute)
    return tuple(name for name in found.names if not pooled(case.attribute, name) and found.of(name).sum() >= case.ask.min_group)


def _codes(rows: Decided, attribute: str, groups: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the place of each row's group among these, -1 for another one."""
    import numpy as np

    found = rows.of(attribute)
    places = np.array([groups.index(name) if name in groups else -1 for name in found.names], dtype=np.int64)
    return places[found.codes]


def _frontier(rows: Decided, attribute: str, groups: Sequence[str]) -> Frontier:
    """Return the counts of every group at every threshold."""
    codes = _codes(rows, attribute, groups)
    return Frontier.of(codes, len(groups), rows.actual, rows.scores, favours_event=rows.favours_event)

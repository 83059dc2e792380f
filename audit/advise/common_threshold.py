"""Move the one threshold that holds for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.advise.cut import Cut, from_score, printed
from audit.advise.decision_plan import Plan, advised
from audit.advise.frontier import Frontier, Goal
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk

POINTS = 24


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the one threshold that keeps the limit at the least cost."""
    cut = Cut.of(trial, case)
    if cut is None:
        return
    chosen = cut.choice(trial, _best)
    step = (len(cut.frontier.edges) - 1) // POINTS
    some = [float(edge) for edge in cut.frontier.edges[step:-1:step]]
    plans = [(f"{edge:.3g}", (edge,) * len(cut.groups)) for edge in sorted({*some, chosen[0]})]
    plan = Plan(
        TECHNIQUE.name,
        (case.attribute,),
        f"Predict the event {from_score(chosen[0])}, for everybody alike.",
        cut.measure,
        cut.decide(cut.measure, chosen),
        {"threshold": printed(chosen[0]), "steps": len(cut.frontier.edges) - 2, "seed": trial.scene.settings.seed},
        chosen_on=cut.choose.rows,
        curve=cut.curve(trial, plans, chosen),
    )
    yield advised(trial, case, plan)


def _best(frontier: Frontier, goals: Sequence[Goal], reference: int) -> tuple[float, ...] | None:
    """Return the same threshold for every group."""
    edge = frontier.for_all(goals, reference)
    return None if edge is None else (edge,) * len(frontier.cells)


TECHNIQUE = Technique("common_threshold", frozenset({Risk.UNEQUAL}), _propose)

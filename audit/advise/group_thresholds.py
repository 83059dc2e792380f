"""Give every group a threshold of its own; in many fields the law forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.advise.cut import Cut, printed
from audit.advise.decision_plan import Plan, advised
from audit.advise.frontier import Frontier, Goal
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.law.cut_offs import EQUAL_TREATMENT, TITLE_VII_703_L

STOP = (
    "STOP before using it: in the United States, different cut-offs by race, colour, religion, sex or national origin in "
    "employment tests are unlawful (Title VII s. 703(l), 42 USC 2000e-2(l) [section text not verified]); in the European Union, "
    "deciding by a protected characteristic is direct discrimination unless a law allows it. Ask counsel first."
)


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the thresholds that keep the limit at the least cost, and the frontier they lie on."""
    cut = Cut.of(trial, case)
    if cut is None:
        return
    chosen = cut.choice(trial, _best)
    plans = [(f"{limit.sense} {limit.value:.3g}", _best(cut.frontier, cut.asked(limit), cut.reference)) for limit in cut.wanted(trial)]
    plan = Plan(
        TECHNIQUE.name,
        (case.attribute,),
        f"Decide each group of {case.attribute} at a threshold of its own. {STOP}",
        cut.measure,
        cut.decide(cut.measure, chosen),
        {
            "steps": len(cut.frontier.edges) - 2,
            "seed": trial.scene.settings.seed,
            "rest": "groups too small to be judged keep their decisions; without a threshold, the event is predicted for nobody",
        },
        law=(TITLE_VII_703_L, EQUAL_TREATMENT),
        chosen_on=cut.choose.rows,
        groups={name: {"threshold": printed(edge)} for name, edge in zip(cut.groups, chosen, strict=True)},
        curve=cut.curve(trial, plans, chosen),
    )
    yield advised(trial, case, plan)


def _best(frontier: Frontier, goals: Sequence[Goal], reference: int) -> tuple[float, ...] | None:
    """Return a threshold for every group."""
    return frontier.per_group(goals, reference)


TECHNIQUE = Technique("group_thresholds", frozenset({Risk.UNEQUAL}), _propose)

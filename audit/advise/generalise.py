"""Make quasi-identifiers coarser until few rows stay alone, and suppress those: by a plan that was searched, applied and trained on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audit.advise.demanded import ABOUT_CLASSES, MOST_LOST, MOST_OF_A_GROUP
from audit.advise.effect import effect
from audit.advise.release_plans import Released
from audit.advise.releases import effect_of, plan_steps
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice, CannotTry, Release
from audit.core.values import Json
from audit.core.words import Risk
from audit.law import eu


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the plan that keeps all that rules about classes ask, and loses few rows of every group."""
    if case.check.rule.metric not in ABOUT_CLASSES or not trial.codes.columns or not trial.codes.rows:
        return
    done = trial.released
    one, k = done.chosen, done.demand.k
    before = effect(trial.classes, dict.fromkeys(trial.codes.columns, 0), k, trial.scene.settings.min_cell, suppress=False)
    yield Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=trial.codes.dataset,
        columns=tuple(one.steps),
        parameters=_parameters(done),
        does=_does(done),
        effect=effect_of(one, before),
        solves=_solves(done, one),
        law=str(eu.WP216),
        steps=plan_steps(one, done.demand, Path(trial.scene.settings.hierarchies).name),
        release=one,
        others=done.others,
    )
    if done.untried:
        raise CannotTry(done.untried)


def _parameters(done: Released) -> dict[str, Json]:
    """Return the settings of the plan and of its search."""
    one, demand = done.chosen, done.demand
    return {
        "levels": dict(one.levels),
        "steps": dict(one.steps),
        "k": demand.k,
        **({"l": dict(demand.l)} if demand.l else {}),
        **({"t": dict(demand.t)} if demand.t else {}),
        "max_suppression": MOST_LOST,
        "max_group_suppression": MOST_OF_A_GROUP,
        "loss": round(one.loss, 6),
    }


def _does(done: Released) -> str:
    """Return what the plan does, and how it was found."""
    one, demand = done.chosen, done.demand
    words = "; ".join(f"{name}: {step}" if step != "*" else f"{name}: removed" for name, step in one.steps.items())
    asked = [f"below {demand.k}", *(f"with fewer than {value} values of {name}" for name, value in demand.l.items())]
    asked += [f"further than {value:g} from all rows in {name}" for name, value in demand.t.items()]
    first = f"Make columns coarser ({words}), then leave" if words else "Leave"
    if one.objective == "accuracy":
        found = f"the best for the model of {done.tried} plans that were trained on"
    else:
        found = "proved to have the least loss" if one.optimal else "the least loss of the plans that were looked at"
    return f"{first} out rows still in classes {' or '.join(asked)}; {found}."


def _solves(done: Released, one: Release) -> bool:
    """Tell whether the rows that stay hold what is demanded, measured again."""
    demand = done.demand
    diverse = all(one.l.get(name, 0) >= least for name, least in demand.l.items())
    close = all(one.t.get(name, 1.0) <= most + 1e-9 for name, most in demand.t.items())
    return one.k is not None and one.k >= demand.k and diverse and close


TECHNIQUE = Technique("generalise", frozenset({Risk.SINGLING_OUT, Risk.INFERENCE}), _propose)
"""Serves what is asked of classes: singling out by k, inference by l and t."""

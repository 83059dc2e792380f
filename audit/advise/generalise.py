"""Make quasi-identifiers coarser until few rows stay alone, and suppress those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from audit.advise.effect import Classes, effect
from audit.advise.technique import Case, Technique, Trial
from audit.anonymity.coded import Coded
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.law import eu

MOST_LOST = 0.05
MOST_WORK = 5_000_000
"""Every plan is tried as long as plans times distinct rows stay below this; then steps are taken one by one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A step of the ladder for each column, and the rows that would have to be suppressed."""

    levels: Mapping[str, int]
    alone: int
    loss: float


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the plan with the least loss that suppresses at most one row in twenty."""
    codes, k = trial.codes, case.ask.limit.value
    classes = trial.classes
    lattice = prod(len(codes.hierarchies[name].steps) for name in codes.columns)
    complete = lattice * len(classes.rows) <= MOST_WORK
    plan = _best(classes, k) if complete else _descend(classes, k)
    done = effect(classes, plan.levels, k, trial.scene.settings.min_cell, suppress=True)
    steps = {name: codes.hierarchies[name].steps[level] for name, level in plan.levels.items() if level}
    words = "; ".join(f"{name}: {step}" if step != "*" else f"{name}: removed" for name, step in steps.items())
    tried = f"the plan with the least loss of all {lattice:,}" if complete else "found step by step, not proved to be the best"
    yield Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=codes.dataset,
        columns=tuple(steps),
        parameters={
            "levels": dict(plan.levels),
            "steps": dict(steps),
            "k": int(k),
            "max_suppression": MOST_LOST,
            "loss": round(plan.loss, 6),
        },
        does=f"Make columns coarser ({words}), then leave out rows still in classes below {k:g}; {tried}.",
        effect=done,
        solves=done.k_after is not None and done.k_after >= k,
        law=str(eu.WP216),
    )


def _plan(classes: Classes, levels: Mapping[str, int], k: float) -> Plan:
    """Measure one plan; a suppressed row has lost everything."""
    codes, alone = classes.codes, classes.alone(levels, k)
    gone = alone / max(1, codes.rows)
    detail = sum(_gone(codes, name, level) for name, level in levels.items()) / max(1, len(levels))
    return Plan(levels, alone, detail * (1 - gone) + gone)


def _best(classes: Classes, k: float) -> Plan:
    """Try every plan; if none suppresses few enough rows, the one that suppresses fewest."""
    codes, names = classes.codes, list(classes.columns)
    every = product(*(range(len(codes.hierarchies[name].steps)) for name in names))
    plans = [_plan(classes, dict(zip(names, levels, strict=True)), k) for levels in every]
    few = [plan for plan in plans if plan.alone <= MOST_LOST * codes.rows]
    return min(few, key=lambda plan: plan.loss) if few else min(plans, key=lambda plan: (plan.alone, plan.loss))


def _descend(classes: Classes, k: float) -> Plan:
    """Take, one after the other, the step that saves most rows for the detail it costs."""
    codes, plan = classes.codes, _plan(classes, dict.fromkeys(classes.columns, 0), k)
    while plan.alone > MOST_LOST * codes.rows:
        tried = [_plan(classes, levels, k) for levels in _next(codes, plan.levels)]
        if not tried:
            break
        here = plan
        plan = max(tried, key=lambda one: (here.alone - one.alone) / max(1e-9, _detail(codes, one) - _detail(codes, here)))
    return plan


def _detail(codes: Coded, plan: Plan) -> float:
    """Return the detail that a plan's columns lose, without suppression."""
    return sum(_gone(codes, name, level) for name, level in plan.levels.items())


def _gone(codes: Coded, name: str, level: int) -> float:
    """Return the share of a column's detail that is gone at a level, averaged over rows."""
    found = codes.hierarchies[name]
    if found.leaves <= 1 or not codes.rows:
        return 0.0
    return float(((found.shares[level] * found.leaves - 1) / (found.leaves - 1))[codes.columns[name]].mean())


def _next(codes: Coded, levels: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Yield the levels after one more step of each column."""
    for name, level in levels.items():
        if level + 1 < len(codes.hierarchies[name].steps):
            yield {**levels, name: level + 1}


TECHNIQUE = Technique("generalise", frozenset({Risk.SINGLING_OUT}), _propose)

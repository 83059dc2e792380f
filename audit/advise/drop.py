"""Leave a column out."""

from __future__ import annotations

from collections.abc import Iterator

from audit.advise.demanded import K
from audit.advise.effect import effect
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice, Effect
from audit.core.plan import Step
from audit.core.words import Risk
from audit.law import eu
from audit.observe.codes import present


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the column of the finding, or the quasi-identifier without which fewest rows stay alone."""
    column, roles = case.finding.measurement.target.column, trial.scene.roles
    if column and column in {roles.label, roles.prediction, roles.score}:
        return
    if column:
        # A finding can be about several columns under one name; which of them leaves is not for this technique to say.
        if column in trial.scene.source.names():
            yield _advice(trial, case, column, _without(trial, case, column), solves=True)
        return
    if case.check.rule.metric != K:
        return
    tried = [(_without(trial, case, name), name) for name in trial.codes.columns]
    done, name = min(tried, key=lambda pair: (pair[0].below_limit_after or 0, pair[1]))
    yield _advice(trial, case, name, done, solves=done.k_after is not None and done.k_after >= case.ask.limit.value)


def _without(trial: Trial, case: Case, column: str) -> Effect:
    """Measure the dataset again without a column."""
    rows, changed = trial.scene.source.rows, present(trial.scene.source, column)
    if column not in trial.scene.roles.quasi_identifiers:
        return Effect(None, None, None, None, rows, 0, changed)
    codes = trial.codes
    levels = {name: len(codes.hierarchies[name].steps) - 1 if name == column else 0 for name in codes.columns}
    k = case.ask.limit.value if case.check.rule.metric == K else 0
    return effect(trial.classes, levels, k, trial.scene.settings.min_cell, suppress=False)


def _advice(trial: Trial, case: Case, column: str, done: Effect, *, solves: bool) -> Advice:
    """Return the advice to leave one column out."""
    return Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=trial.scene.source.name,
        columns=(column,),
        parameters={},
        does=f"Leave {column} out: what is not there cannot be misused.",
        effect=done,
        solves=solves,
        law=str(eu.GDPR_5_1_C),
        steps=(Step("drop", (column,), law=str(eu.GDPR_5_1_C)),),
    )


TECHNIQUE = Technique("drop", frozenset({Risk.DIRECT, Risk.SPECIAL, Risk.SINGLING_OUT, Risk.INFERENCE}), _propose)

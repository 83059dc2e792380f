"""Suppress the rows that stay alone."""

from __future__ import annotations

from collections.abc import Iterator

from audit.advise.demanded import K
from audit.advise.effect import effect
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.plan import Step
from audit.core.words import Risk
from audit.law import eu


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the plan that leaves every column as it is and gives up the rows in small classes."""
    codes, k = trial.codes, case.ask.limit.value
    if case.check.rule.metric != K:
        return
    done = effect(trial.classes, dict.fromkeys(codes.columns, 0), k, trial.scene.settings.min_cell, suppress=True)
    lost = f"{done.lost:,} of {done.rows:,} rows are left out"
    yield Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=codes.dataset,
        columns=tuple(codes.columns),
        parameters={"k": int(k)},
        does=f"Leave out every row whose class has fewer than {k:g} rows; the columns stay as they are.",
        effect=done,
        solves=done.k_after is not None and done.k_after >= k,
        law=str(eu.WP216),
        steps=(Step("suppress_rows", tuple(codes.columns), {"k": int(k)}, str(eu.WP216), lost),),
    )


TECHNIQUE = Technique("suppress", frozenset({Risk.SINGLING_OUT}), _propose)

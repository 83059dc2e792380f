"""Train the model again without the protected column that it reads."""

from __future__ import annotations

from collections.abc import Iterator

from audit.advise.decision_plan import Plan, about_decisions, advised
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.load.retraining import retrained
from audit.observe.flips import Flips
from audit.observe.outcomes import JOIN
from audit.observe.sampled import features_of


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the model without the protected columns of the finding, if it reads them."""
    bench, given = trial.bench, features_of(trial.scene) if trial.scene.model else ()
    columns = tuple(part for part in case.attribute.split(JOIN) if part in given)
    # A decision cannot change with a column that the model is not given.
    settled = Flips in case.check.reads
    if not columns or not (settled or about_decisions(trial, case)):
        return
    model, lesson = bench.model, bench.taught.lesson
    after = bench.others((TECHNIQUE.name, *columns), lambda: retrained(model, lesson, without=columns))
    words = " and ".join(columns)
    plan = Plan(
        TECHNIQUE.name,
        columns,
        f"Train the model again without {words}. Other columns may still tell it: read what stands in for {words}.",
        bench.decided,
        after,
        {"rows": bench.taught.rows.rows, "seed": lesson.seed},
        surely=settled,
    )
    yield advised(trial, case, plan)


TECHNIQUE = Technique("drop_attribute", frozenset({Risk.UNEQUAL}), _propose)

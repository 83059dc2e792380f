"""Train the model's last step again under a constraint of fairlearn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.advise.bench import Bench
from audit.advise.decided import Decided
from audit.advise.decision_plan import Plan, about_decisions, advised
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice, CannotTry
from audit.core.limit import Limit
from audit.core.words import Risk
from audit.load.foreign import Foreign
from audit.load.retraining import last_step, one_thread

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_TAUGHT = 6_000
"""Rows to train on: the constraint trains the model dozens of times."""
MOST_STEPS = 8
LOWEST, HIGHEST = 0.005, 0.05
CONSTRAINTS = {
    "selection_rate": "DemographicParity",
    "true_positive_rate": "TruePositiveRateParity",
    "false_positive_rate": "EqualizedOdds",
    "false_negative_rate": "EqualizedOdds",
    "accuracy": "ErrorRateParity",
}


@dataclass(frozen=True, slots=True)
class Constrained:
    """The audited rows as a constrained model decides about them, the rows it learnt from, and how far chance decides."""

    after: Decided
    taught: int
    differ: int


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the model trained under the constraint that the failed metric asks for."""
    if not about_decisions(trial, case):
        return
    bench, metric = trial.bench, case.finding.measurement.metric
    events, kind = float((bench.taught.rows.actual == 1).mean()), CONSTRAINTS.get(metric.rpartition("_")[0])
    if kind is None:
        raise CannotTry(f"{bench.name}: fairlearn has no constraint on what {metric} compares")
    bound = _bound(case.finding.limit, events)
    key = (TECHNIQUE.name, kind, case.attribute, f"{bound}")
    done: Constrained = bench.kept(key, lambda: _constrained(bench, case.attribute, kind, bound), trains=True)
    seed, rows = bench.taught.lesson.seed, done.after.rows
    chance = (
        f"It decides by chance: with another seed, {done.differ:,} of {rows:,} decisions ({done.differ / rows:.2%}) are others. "
        f"Decisions are those of seed {seed}, its score is the expected decision."
    )
    plan = Plan(
        TECHNIQUE.name,
        (case.attribute,),
        f"Train the last step again under fairlearn's ExponentiatedGradient with {kind} over {case.attribute} (Agarwal et al. 2018). "
        "The result is several models of which each decision draws one.",
        bench.decided,
        done.after,
        {
            "constraint": kind, "difference_bound": bound, "max_iter": MOST_STEPS, "rows": done.taught, "seed": seed,
            "second_seed": seed + 1, "decisions_that_differ_between_the_two": done.differ,
        },
        says=(chance,),
    )  # fmt: skip
    yield advised(trial, case, plan)


def _bound(limit: Limit, events: float) -> float:
    """Return how far a group's rate may lie from everybody's while it is trained.

    Two groups may lie on different sides, and what holds in training has to hold on other rows: so half of what the
    limit leaves. A ratio r of two rates around `events` leaves them (1 - r) / (1 + r) of it on each side.
    """
    if limit.sense == ">=":
        aim = (1 + min(limit.value, 1.0)) / 2
        distance = events * (1 - aim) / (1 + aim)
    else:
        distance = limit.value / 4
    return round(min(max(distance, LOWEST), HIGHEST), 4)


def _constrained(bench: Bench, attribute: str, kind: str, bound: float) -> Constrained:
    """Train under a constraint and decide about the audited rows, with the seed and with the next one."""
    import numpy as np
    from fairlearn import reductions

    taught, seed = bench.taught, bench.taught.lesson.seed
    # The rows are in an order of chance: the first ones are a sample.
    some = taught.rows.only(np.arange(taught.rows.rows) < MOST_TAUGHT)
    step = last_step(bench.model, taught.lesson)
    audited = step.into(bench.decided.batch)
    given = step.into(some.batch)
    with Foreign("model", "training it under a constraint raised an error", "Try another estimator"), one_thread():
        model: Any = reductions.ExponentiatedGradient(
            step.estimator, getattr(reductions, kind)(difference_bound=bound), eps=bound, max_iter=MOST_STEPS, nu=1e-3
        )
        model.fit(given, some.actual, sensitive_features=some.of(attribute).codes)
        draws = [np.asarray(model.predict(audited, random_state=one)).astype(np.int64) for one in (seed, seed + 1)]
        expected = _expected(model, audited)
    return Constrained(bench.decided.other(draws[0], expected), some.rows, int((draws[0] != draws[1]).sum()))


def _expected(model: Any, rows: Floats) -> Floats:
    """Return the chance that each row is decided as the event: its models' answers by their weights."""
    import numpy as np

    used = [(weight, model.predictors_[place]) for place, weight in model.weights_.items() if weight > 0]
    answers: Floats = np.sum([weight * np.asarray(one.predict(rows), dtype=np.float64) for weight, one in used], axis=0)
    return answers


TECHNIQUE = Technique("constrain", frozenset({Risk.UNEQUAL}), _propose)

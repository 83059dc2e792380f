"""Train the model again with weights that make group and label independent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from audit.advise.bench import Taught
from audit.advise.decision_plan import Plan, about_decisions, advised
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.load.retraining import retrained
from audit.metrics.compared import pooled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the model trained again with weights per group and label."""
    bench, attribute = trial.bench, case.attribute
    if not about_decisions(trial, case):
        return
    taught, model = bench.taught, bench.model
    codes = taught.rows.of(attribute).codes
    weights = reweighing(codes, taught.rows.actual)
    after = bench.others((TECHNIQUE.name, attribute), lambda: retrained(model, taught.lesson, weights=weights))
    plan = Plan(
        TECHNIQUE.name,
        (attribute,),
        f"Train the model again with weights that make {attribute} and the label independent (Kamiran and Calders 2012): what "
        "is rarer in a group than group and label alone would have it counts more. No cut-off differs between groups.",
        bench.decided,
        after,
        {"weight": "P(group) P(label) / P(group, label)", "rows": taught.rows.rows, "seed": taught.lesson.seed},
        groups=_weights(taught, attribute, weights),
    )
    yield advised(trial, case, plan)


def reweighing(groups: Ints, events: Ints) -> Floats:
    """Return one weight per row, of codes from 0 and events 0 or 1: P(group) P(event) / P(group, event).

    With them, every group has the label rate of everybody, and the weights add up to the rows.
    Source: Kamiran and Calders 2012, Knowledge and Information Systems 33:1 [not verified]; the weights that AIF360
    prints are in the tests.
    """
    import numpy as np

    cells = np.bincount(groups * 2 + events, minlength=2 * (int(groups.max(initial=0)) + 1)).reshape(-1, 2)
    expected = cells.sum(axis=1, keepdims=True) * cells.sum(axis=0, keepdims=True) / len(groups)
    weights: Floats = (expected / np.maximum(cells, 1))[groups, events]
    return weights


def _weights(taught: Taught, attribute: str, weights: Floats) -> Mapping[str, Mapping[str, float]]:
    """Return what a row of each group weighs, with the event and without; nothing of cells too small to be shown."""
    found, least = taught.rows.of(attribute), taught.rows.scene.settings.min_cell
    told: dict[str, dict[str, float]] = {}
    for name in found.names:
        cells = [weights[found.of(name) & (taught.rows.actual == event)] for event in (1, 0)]
        if not pooled(attribute, name) and min(map(len, cells)) >= least:
            told[name] = {"weight_with_event": round(float(cells[0][0]), 3), "weight_without": round(float(cells[1][0]), 3)}
    return told


TECHNIQUE = Technique("reweigh", frozenset({Risk.UNEQUAL}), _propose)

"""How does a plan about decisions become advice?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit.advise.decided import Decided
from audit.advise.technique import Case, Trial
from audit.advise.tradeoff import solves, tradeoff, with_groups
from audit.core.advice import Advice, Effect, Point
from audit.core.rule import Citation
from audit.core.values import Json
from audit.law import eu


@dataclass(frozen=True, slots=True)
class Plan:
    """Decisions before and after on the same rows, and the words about them.

    `chosen_on` is how many other rows the plan was chosen on; `surely` tells that it meets the limit whatever is
    measured, as a model does that no longer reads what the finding is about.
    """

    technique: str
    columns: tuple[str, ...]
    does: str
    before: Decided
    after: Decided
    parameters: Mapping[str, Json] = field(default_factory=dict)
    law: tuple[Citation, ...] = (eu.AI_ACT_10_2_G,)
    chosen_on: int = 0
    groups: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    curve: Sequence[Point] = ()
    says: tuple[str, ...] = ()
    surely: bool = False


def advised(trial: Trial, case: Case, plan: Plan) -> Advice:
    """Measure everything before and after, and return the advice."""
    rules = trial.bench.rules
    found = with_groups(tradeoff(case, rules, plan.before, plan.after, chosen_on=plan.chosen_on), plan.groups, plan.curve, *plan.says)
    return Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=plan.technique,
        dataset=trial.scene.source.name,
        columns=plan.columns,
        parameters=plan.parameters,
        does=plan.does,
        effect=Effect(None, None, None, None, plan.after.rows, 0, 0),
        solves=plan.surely or solves(case, rules, plan.after, found),
        law="; ".join(str(one) for one in plan.law),
        tradeoff=found,
    )


def about_decisions(trial: Trial, case: Case) -> bool:
    """Tell whether the failed metric is one that other decisions or scores would change: of labels alone, it is not."""
    told: bool = trial.bench.kept(("about decisions", case.ask.rule, case.attribute), lambda: _told(trial, case))
    return told


def _told(trial: Trial, case: Case) -> bool:
    """Tell whether a metric is measured of these rows, and changes where everything is decided the other way round."""
    import numpy as np

    rows, rules, metric = trial.bench.decided, trial.bench.rules, case.finding.measurement.metric
    turned = trial.bench.kept(("turned",), lambda: rows.other(np.where(rows.predicted < 0, -1, 1 - rows.predicted), 1 - rows.scores))
    values = [
        [one.measurement.value for one in rules.of_rows(some, case.attribute, only=case.ask.rule) if one.measurement.metric == metric]
        for some in (rows, turned)
    ]
    return values[0] != values[1]

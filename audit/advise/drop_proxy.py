"""Train the model again without the features that stand in for a protected attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.advise.decision_plan import Plan, about_decisions, advised
from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice
from audit.core.words import Risk
from audit.load.retraining import retrained
from audit.observe.outcomes import JOIN
from audit.observe.proxies import Proxies, Proxy
from audit.observe.sampled import features_of

TELLING = 0.80
"""Area from which on a feature is left out, where the policy sets no limit for it."""
NAMED = 4
"""So many features are named in a sentence; all are listed."""


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the model without the features that tell the finding's groups from the rest."""
    bench, settled = trial.bench, Proxies in case.check.reads
    if trial.scene.model is None or not (settled or about_decisions(trial, case)):
        return
    limit = next((ask.limit.value for name, ask in bench.rules.asks.items() if Proxies in bench.rules.checks[name].reads), TELLING)
    found = _proxies(trial, case, limit)
    columns = tuple(dict.fromkeys(one.feature for one in found))
    if not columns:
        return
    model, lesson = bench.model, bench.taught.lesson
    after = bench.others((TECHNIQUE.name, *columns), lambda: retrained(model, lesson, without=columns))
    named = ", ".join(columns[:NAMED]) + (f" and {len(columns) - NAMED} more" if len(columns) > NAMED else "")
    verb = "tells" if len(columns) == 1 else "tell"
    plan = Plan(
        TECHNIQUE.name,
        columns,
        f"Train the model again without {named}, which {verb} {case.attribute} with an area of {limit:g} or more. What is left may "
        "still tell it together.",
        bench.decided,
        after,
        {"area": limit, "rows": bench.taught.rows.rows, "seed": lesson.seed},
        surely=settled,
    )
    yield advised(trial, case, plan)


def _proxies(trial: Trial, case: Case, limit: float) -> Sequence[Proxy]:
    """Return the features that tell a group of the attribute this well, the surest first; never a protected column."""
    view = Proxies.of(trial.facts, trial.scene.source.name)
    given, protected = features_of(trial.scene), trial.scene.roles.attributes
    parts = case.attribute.split(JOIN)
    single = [one for one in view.found if one.attribute in parts and one.feature in given and one.feature not in protected] if view else []
    telling = [one for one in single if one.auc is not None and one.auc >= limit]
    return sorted(telling, key=lambda one: (-(one.auc or 0.0), one.feature))


TECHNIQUE = Technique("drop_proxy", frozenset({Risk.UNEQUAL}), _propose)

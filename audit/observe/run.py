"""Makes every fact of every dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.core.values import Json
from audit.observe.artefact import artefact
from audit.observe.declared import check_declared
from audit.observe.outcomes import NAME as OUTCOMES
from audit.observe.outcomes import decides
from audit.observe.registry import RowWork, SetWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Scene
from audit.observe.watch import watched

_DECIDED = (OUTCOMES, "classes", "residuals", "scores")
"""Facts of a sample where one was drawn, whatever is predicted."""


def observe(scenes: Sequence[Scene], about: Mapping[str, Json]) -> Facts:
    """Return the facts of all scenes; raises BadInput if the data is not what was declared."""
    facts: list[Fact] = []
    samples: dict[str, Json] = {}
    for scene in scenes:
        check_declared(scene.source, scene.roles, scene.settings, decided=decides(scene), place=scene.place)
        _check_model(scene)
        made = list(_facts(scene))
        samples[scene.source.name] = _sample(scene, made)
        facts += made
    model = next((scene.model for scene in scenes if scene.model), None)
    return Facts((*facts, artefact(model)) if model else tuple(facts), {**about, "sample": samples})


def _facts(scene: Scene) -> Iterator[Fact]:
    """Yield every fact of one scene: rows are read once for all that is counted per batch."""
    every = makers()
    before: dict[str, Fact] = {}
    for fact_of_rows in counted(scene, [one for one in every if isinstance(one, RowWork) and one.applies(scene)]):
        before[fact_of_rows.name] = fact_of_rows
        yield fact_of_rows
    whole = [one for one in every if isinstance(one, SetWork)]
    for maker in whole:
        with nullcontext() if maker.tells else watched(scene, f"{scene.source.name}: {maker.name}"):
            fact = maker.make(scene, before)
        if fact is not None:
            before[maker.name] = fact
            yield fact


def _sample(scene: Scene, facts: Sequence[Fact]) -> Json:
    """Return how many rows decisions were counted on and how they were drawn, None if on all of them."""
    wanted = scene.settings.sample
    decided = next((fact for fact in facts if fact.name in _DECIDED), None)
    rows = sum(numbers[0] for numbers in decided.rows.values()) if decided else scene.source.rows
    if wanted is None or max(rows, wanted) >= scene.source.rows:
        return None
    strata = list(scene.roles.attributes)
    return {"rows": rows, "of": scene.source.rows, "asked": wanted, "seed": scene.settings.seed, "strata": strata}


def samples_of(facts: Facts) -> dict[str, dict[str, Any]]:
    """Return how the decisions of a dataset were sampled, of those that were."""
    samples = cast("Mapping[str, dict[str, Any] | None]", facts.about.get("sample") or {})
    return {name: one for name, one in samples.items() if one}


def _check_model(scene: Scene) -> None:
    """Refuse a model that cannot be asked about this data."""
    if scene.model is None:
        return
    predictor = scene.model.predictor
    predictor.check(scene.source.names())
    known = {scene.roles.positive, scene.roles.favourable} - {None}
    if predictor.classes is not None and not known <= set(predictor.classes):
        what = f"the model does not know the value {min(str(value) for value in known - set(predictor.classes))!r}"
        raise BadInput.one("model", what, f"It predicts {len(predictor.classes)} classes: is it the model for this label?")

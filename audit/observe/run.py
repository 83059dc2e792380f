"""Makes every fact of every dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.core.values import Json
from audit.observe.artefact import artefact
from audit.observe.declared import check_declared
from audit.observe.outcomes import decides
from audit.observe.registry import RowWork, SetWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Scene
from audit.observe.watch import watched


def observe(scenes: Sequence[Scene], about: Mapping[str, Json]) -> Facts:
    """Return the facts of all scenes; raises BadInput if the data is not what was declared."""
    facts: list[Fact] = []
    for scene in scenes:
        check_declared(scene.source, scene.roles, scene.settings, decided=decides(scene), place=scene.place)
        _check_model(scene)
        facts += _facts(scene)
    model = next((scene.model for scene in scenes if scene.model), None)
    return Facts((*facts, artefact(model)) if model else tuple(facts), about)


def _facts(scene: Scene) -> Iterator[Fact]:
    """Yield every fact of one scene: rows are read once for all that is counted per batch."""
    every = makers()
    yield from counted(scene, [one for one in every if isinstance(one, RowWork) and one.applies(scene)])
    before: dict[str, Fact] = {}
    whole = [one for one in every if isinstance(one, SetWork)]
    for maker in whole:
        with nullcontext() if maker.tells else watched(scene, f"{scene.source.name}: {maker.name}"):
            fact = maker.make(scene, before)
        if fact is not None:
            before[maker.name] = fact
            yield fact


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

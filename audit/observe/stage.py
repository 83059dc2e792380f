"""Opens the datasets and the model of a subject for observation."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from audit.core.errors import BadInput, Problem
from audit.core.roles import Roles
from audit.core.values import Json
from audit.load.canonical import canonical
from audit.load.models import Model, load_model, model_in_hand
from audit.load.opener import Opener
from audit.load.source import Source
from audit.load.subject import Dataset, Subject
from audit.load.subject_types import NOT_AUDITED
from audit.observe.personal.headers import personal_names
from audit.observe.personal.names_in_text import check_model
from audit.observe.scene import Progress, Scene, Settings, silent
from audit.observe.wanted import personal_json


@dataclass(frozen=True, slots=True)
class InHand:
    """Frames by dataset role, and a fitted estimator, that are in memory already."""

    frames: Mapping[str, Any] = field(default_factory=dict)
    estimator: Any = None


@dataclass(frozen=True, slots=True)
class Means:
    """What the embedded engine may use (None: half the machine's memory, all its cores), and who hears of progress."""

    memory: str | None = None
    threads: int | None = None
    progress: Progress = silent


@contextmanager
def staged(subject: Subject, in_hand: InHand, settings: Settings, means: Means) -> Iterator[tuple[Scene, ...]]:
    """Open everything, yield one scene per dataset, and close it again; raises BadInput."""
    files = {dataset.role: dataset for dataset in subject.datasets}
    datasets = tuple(({role: Dataset(role, "") for role in in_hand.frames} | files).values())
    if not datasets:
        raise BadInput.one(subject.origin, "no dataset is declared", "Name one: equigate check --data FILE")
    if settings.personal.nlp:
        check_model(settings.personal.nlp, subject.place("personal.nlp"))
    with Opener.start(subject.folder, means.memory, means.threads) as opener:
        model = _model(subject, in_hand)
        alone = all(dataset.role in NOT_AUDITED for dataset in datasets)
        scenes = []
        for place, dataset in enumerate(datasets):
            means.progress(f"{dataset.role}: load", place, len(datasets))
            source = _source(opener, subject, dataset, in_hand, settings)
            judged = alone or dataset.role not in NOT_AUDITED
            roles = _roles(subject, dataset, source, judged=judged)
            place_of, workers = _place(subject, dataset), means.threads or os.cpu_count() or 1
            scenes.append(Scene(source, roles, settings, model if judged else None, means.progress, place_of, workers))
        yield tuple(replace(one, beside=tuple(other.source for other in scenes if other is not one)) for one in scenes)


def _place(subject: Subject, dataset: Dataset) -> Callable[[str], str]:
    """Return what says where a key was set; a dataset's own label is set beside its path."""
    own = f"data.{dataset.role}.label"
    return lambda key: subject.place(own if key == "roles.label" and own in subject.places else key)


def _model(subject: Subject, in_hand: InHand) -> Model | None:
    """Return the model that was declared or handed over."""
    roles, spec = subject.roles, subject.model
    if (spec is not None or in_hand.estimator is not None) and roles.prediction:
        step = "Audit one at a time: leave out the model, or --prediction"
        what = "a model and a stored prediction are declared, and only one can be judged"
        raise BadInput.one(subject.place("roles.prediction"), what, step)
    if roles.task == "ranking" and (spec is not None or in_hand.estimator is not None):
        step = "Store the model's scores in the data and name them: --score COL"
        raise BadInput.one(subject.place("model"), "task ranking reads stored scores and asks no model", step)
    event, numbers = roles.positive or roles.favourable, roles.task == "regression"
    withheld = {name for name in (roles.label, roles.prediction, roles.score, *(d.label for d in subject.datasets)) if name}
    if in_hand.estimator is not None:
        return model_in_hand(in_hand.estimator, event, withheld, numbers=numbers)
    if spec is None:
        return None
    path = subject.resolve(spec.path) if spec.path else None
    return load_model(
        path,
        trust=spec.trust,
        trusted=spec.trusted,
        predict_with=spec.predict_with,
        positive=event,
        withheld=withheld,
        numbers=numbers,
    )


def _source(opener: Opener, subject: Subject, dataset: Dataset, in_hand: InHand, settings: Settings) -> Source:
    """Open one dataset; column names that are themselves personal data are replaced or refused."""
    source = opener.source(dataset, in_hand.frames.get(dataset.role))
    personal = personal_names(source.names(), settings.locales)
    if personal & subject.roles.declared():
        raise BadInput.one(dataset.role, "a column with a declared role has a name that is personal data", "Rename the column")
    return source.renamed({name: f"column_{place}" for place, name in enumerate(source.names(), 1) if name in personal})


def _roles(subject: Subject, dataset: Dataset, source: Source, *, judged: bool) -> Roles:
    """Return the roles as they hold in one dataset: its own label, and no predictions where nobody is judged."""
    roles = subject.roles
    event = roles.positive or roles.favourable
    benefit = roles.favourable or roles.positive
    roles = replace(
        roles,
        label=dataset.label or roles.label,
        positive=canonical(event) if event is not None else None,
        favourable=canonical(benefit) if benefit is not None else None,
        prediction=roles.prediction if judged else None,
        score=roles.score if judged else None,
    )
    return roles if judged else _present(roles, source)


def _present(roles: Roles, source: Source) -> Roles:
    """Keep only the roles that a dataset nobody is judged on has columns for."""
    names = set(source.names())
    return replace(
        roles,
        label=roles.label if roles.label in names else None,
        protected=tuple(item for item in roles.protected if item.column in names),
        quasi_identifiers=roles.quasi_identifiers if set(roles.quasi_identifiers) <= names else (),
        strata=tuple(name for name in roles.strata if name in names),
        sensitive=tuple(name for name in roles.sensitive if name in names),
        weight=roles.weight if roles.weight in names else None,
        subject_id=roles.subject_id if roles.subject_id in names else None,
        event_date=roles.event_date if roles.event_date in names else None,
    )


def described(subject: Subject, scenes: Sequence[Scene]) -> dict[str, Json]:
    """Return what the facts are about; raises BadInput if a note names a column that is nowhere."""
    _check_notes(subject, scenes)
    judged = [scene for scene in scenes if scene.source.name not in NOT_AUDITED]
    roles = (judged or scenes)[0].roles
    model = next((scene.model for scene in scenes if scene.model), None)
    return {
        "restricted": True,
        "retain_until": subject.declared.get("retain_until"),
        "subject": {
            "name": subject.name,
            "population": subject.population,
            "locales": list(subject.locales),
            "declared": dict(subject.declared),
        },
        "population": subject.population,
        "seed": subject.seed,
        "min_cell": scenes[0].settings.min_cell,
        "roles": roles_json(roles),
        "columns": {name: asdict(note) for name, note in subject.columns.items()},
        "personal": personal_json(subject, scenes[0].settings),
        "as_of": scenes[0].settings.as_of,
        "datasets": [_dataset_json(scene.source) for scene in scenes],
        "model": _model_json(model),
    }


def _dataset_json(source: Source) -> Json:
    """Return what is said of a dataset: its part, never the name of its file."""
    return {
        "name": source.name,
        "rows": source.rows,
        "columns": len(source.columns),
        "sha256": source.fingerprint,
        "notes": list(source.notes),
    }


def roles_json(roles: Roles) -> Json:
    """Return the roles as the evidence prints them."""
    return {
        "label": roles.label,
        "prediction": roles.prediction,
        "score": roles.score,
        "protected": [{"column": item.column, "bands": list(item.bands)} for item in roles.protected],
        "strata": list(roles.strata),
        "quasi_identifiers": list(roles.quasi_identifiers),
        "sensitive": list(roles.sensitive),
        "weight": roles.weight,
        "subject_id": roles.subject_id,
        "event_date": roles.event_date,
        "positive": roles.positive,
        "favourable": roles.favourable,
        "reference": dict(roles.reference),
        "task": roles.task,
    }


def _model_json(model: Model | None) -> Json:
    """Return what is known of the model without running it."""
    if model is None:
        return None
    return {
        "format": model.format,
        "sha256": model.sha256,
        "estimator": model.estimator,
        "types": list(model.types),
        "trusted": list(model.trusted),
        "notes": list(model.notes),
    }


def _check_notes(subject: Subject, scenes: Sequence[Scene]) -> None:
    """Refuse a note about a column that no dataset has."""
    known = {name for scene in scenes for name in scene.source.names()}
    unknown = [name for name in subject.columns if name not in known]
    if unknown:
        raise BadInput([Problem(subject.place(f"columns.{name}"), f"there is no column {name!r}") for name in unknown])

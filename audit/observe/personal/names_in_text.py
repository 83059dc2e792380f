"""Which people, places and organisations does the user's own language model see in texts? Nothing is ever downloaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from audit.core.errors import BadInput
from audit.observe.personal.free_text import Spans, tally
from audit.observe.personal.presidio_door import silence

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpEngine

ENTITIES = ("LOCATION", "NRP", "ORGANIZATION", "PERSON")
"""Presidio's names for what is counted; dates and numbers have recognisers of their own."""
GLINER, TRANSFORMERS = "gliner:", "transformers:"
_PACKAGES = {GLINER: "gliner", TRANSFORMERS: "transformers"}
_LANGUAGE = "en"
_BATCH = 64
_LONGEST = 10_000
"""Characters of one text that are read: a language model's memory grows with a text's length."""
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")
Finder: TypeAlias = Callable[[Sequence[str]], Iterator[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Names:
    """How many texts were read, and how many of them hold each entity, how often; no text is kept."""

    read: int = 0
    found: Mapping[str, Spans] = field(default_factory=dict)


def names_in(values: Sequence[str], model: str) -> Names:
    """Count the values that hold a name; raises BadInput if the model is not installed or cannot be loaded."""
    find = find_names(model)
    with silence(), _offline():
        return Names(len(values), tally(find([value[:_LONGEST] for value in values])))


@cache
def find_names(model: str) -> Finder:
    """Return what lists the entities of each text of a batch; raises BadInput if the model cannot be used."""
    check_model(model)
    with silence(), _offline():
        try:
            return _gliner(model.removeprefix(GLINER)) if model.startswith(GLINER) else _engine(model)
        except (OSError, ValueError, TypeError, KeyError, ImportError, AttributeError, RuntimeError) as error:
            step = "Try it in Python first: spacy.load(...); it must fit the versions that are installed"
            raise BadInput.one("personal.nlp", f"the language model cannot be loaded ({type(error).__name__})", step) from None


def check_model(model: str, where: str = "personal.nlp") -> None:
    """Raise BadInput unless the model is here: Presidio would download one that is not."""
    kind = next((prefix for prefix in _PACKAGES if model.startswith(prefix)), "")
    if not kind:
        _check_spacy(model, where)
        return
    if find_spec(_PACKAGES[kind]) is None:
        raise BadInput.one(where, f"{model!r} needs the package {_PACKAGES[kind]!r}, which is not installed", "Install it")
    if not Path(model.removeprefix(kind)).is_dir():
        step = f"Download the model yourself and name its folder: {kind}FOLDER"
        raise BadInput.one(where, f"{model!r} names no folder, and nothing is downloaded", step)


def _check_spacy(model: str, where: str) -> None:
    """Raise BadInput unless a spaCy model of this name or at this path is here."""
    folder = Path(model)
    if folder.is_dir():
        if not (folder / "config.cfg").is_file():
            raise BadInput.one(where, f"{model!r} is no spaCy model: it has no config.cfg", "Name the folder that spaCy wrote")
        return
    if model not in installed_models():
        if len(folder.parts) > 1:
            raise BadInput.one(where, f"there is no folder {model!r}", "Name the folder that spaCy wrote, or an installed model")
        known = ", ".join(installed_models())
        step = f"Installed: {known}" if known else f"Install it yourself (python -m spacy download {model}), or leave the key out"
        raise BadInput.one(where, f"the language model {model!r} is not installed, and nothing is downloaded", step)


def installed_models() -> tuple[str, ...]:
    """Return the spaCy models that are installed as packages; spaCy itself is not imported."""
    return tuple(sorted({point.name for point in entry_points(group="spacy_models")}))


def _engine(model: str) -> Finder:
    """Return what asks Presidio's engine for spaCy or transformers."""
    engine = _spacy_engine(model) if not model.startswith(TRANSFORMERS) else _transformers_engine(model.removeprefix(TRANSFORMERS))

    def find(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for _, said in engine.process_batch(list(texts), _LANGUAGE, batch_size=_BATCH):
            yield _wanted(span.label_ for span in said.entities)

    return find


def _spacy_engine(model: str) -> NlpEngine:
    """Return Presidio's spaCy engine with a model that is here."""
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    engine = SpacyNlpEngine(models=[{"lang_code": _LANGUAGE, "model_name": model}])
    engine.load()
    return engine


def _transformers_engine(folder: str) -> NlpEngine:
    """Return Presidio's transformers engine; spaCy only cuts the text into words, so an empty model is enough."""
    import spacy
    from presidio_analyzer.nlp_engine import TransformersNlpEngine

    with TemporaryDirectory() as place:
        spacy.blank(_LANGUAGE).to_disk(place)
        names = {"spacy": place, "transformers": folder}
        engine = TransformersNlpEngine(models=[{"lang_code": _LANGUAGE, "model_name": names}])
        engine.load()
    return engine


def _gliner(folder: str) -> Finder:
    """Return what asks Presidio's GLiNER recogniser."""
    from presidio_analyzer.predefined_recognizers import GLiNERRecognizer

    mapping = {"person": "PERSON", "location": "LOCATION", "organization": "ORGANIZATION", "nationality or religion": "NRP"}
    recogniser = GLiNERRecognizer(model_name=folder, entity_mapping=mapping, local_files_only=True)
    recogniser.load()

    def find(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for text in texts:
            yield _wanted(one.entity_type for one in recogniser.analyze(text, list(ENTITIES)))

    return find


def _wanted(labels: Iterable[str]) -> tuple[str, ...]:
    """Keep the names of people, places, organisations and groups."""
    return tuple(label for label in labels if label in ENTITIES)


@contextmanager
def _offline() -> Iterator[None]:
    """Tell the libraries of language models to ask no server, and put back what was there."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(dict.fromkeys(_OFFLINE, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

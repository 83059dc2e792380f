"""Reads and writes facts: what leaves the place where the data lives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact, Facts
from audit.core.roles import Roles
from audit.core.values import canonical, digest
from audit.load.address import address_of
from audit.load.canonical import canonical as canonical_text
from audit.load.source import fingerprint_of
from audit.load.subject import Subject
from audit.observe.run import samples_of
from audit.observe.scene import Settings
from audit.observe.stage import roles_json
from audit.observe.wanted import personal_json

SCHEMA_VERSION = "1.0"
_STEP = "Write them again with: equigate observe -o FACTS"
_STEP_SETTINGS = f"{_STEP}, under the same settings, or leave the setting out here"


def facts_text(facts: Facts) -> str:
    """Return the canonical text of facts: restricted, because small counts are in it."""
    return canonical({"schema_version": SCHEMA_VERSION, "about": facts.about, "facts": [one.to_json() for one in facts.tables]})


def read_facts(path: Path) -> Facts:
    """Read facts; raises BadInput if the file is none of ours."""
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput.one(str(path), "there is no such facts file", _STEP) from None
    except (OSError, ValueError) as error:
        raise BadInput.one(str(path), f"not a facts file ({type(error).__name__})", _STEP) from None
    try:
        if str(document["schema_version"]).partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise BadInput.one(str(path), "the facts are of another version", _STEP)
        return Facts(tuple(Fact.from_json(one) for one in document["facts"]), _about(document["about"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput.one(str(path), f"not a facts file ({type(error).__name__})", _STEP) from None


def matching(facts: Facts, subject: Subject, path: Path) -> Facts:
    """Return the facts if they are of this subject: its data, its model and what it declares; raises BadInput.

    Files that are not here (CI has no personal data) cannot be compared; those that are, must agree.
    """
    found = [*_other_data(facts, subject), *_other_model(facts, subject), *_other_roles(facts, subject), *_other_sample(facts, subject)]
    problems = [Problem(str(path), what, _STEP) for what in found]
    problems += [Problem(str(path), what, _STEP_SETTINGS) for what in _other_settings(facts, subject)]
    if problems:
        raise BadInput(problems)
    return facts


def _other_data(facts: Facts, subject: Subject) -> Iterator[str]:
    """Yield what is wrong with the datasets."""
    about: Any = facts.about
    hashes = {one["name"]: one["sha256"] for one in about["datasets"]}
    for dataset in subject.datasets:
        if dataset.role not in hashes:
            yield f"the facts know no dataset {dataset.role!r}"
            continue
        if address_of(dataset.role, dataset.path):
            continue
        file = subject.resolve(dataset.path)
        if file.exists() and fingerprint_of(dataset.role, file) != hashes[dataset.role]:
            yield f"the facts are of other data than the subject's {dataset.role!r}"


def _other_model(facts: Facts, subject: Subject) -> Iterator[str]:
    """Yield what is wrong with the model."""
    spec, model = subject.model, cast("dict[str, str | None] | None", facts.about["model"])
    if spec is not None and model is None:
        yield "the subject declares a model, the facts were made without one"
    file = subject.resolve(spec.path) if spec is not None and spec.path else None
    if model is not None and file is not None and file.is_file() and model["sha256"] not in {None, digest(file.read_bytes())}:
        yield "the facts are of another model than the subject's"


def _other_roles(facts: Facts, subject: Subject) -> Iterator[str]:
    """Yield what the subject declares otherwise than the facts were made with; what it leaves open is no difference."""
    about: Any = facts.about
    wanted: Any = roles_json(subject.roles)
    wanted |= {part: canonical_text(wanted[part]) for part in ("positive", "favourable") if wanted[part]}
    own_labels = {dataset.label for dataset in subject.datasets if dataset.label}
    for part, value in wanted.items():
        same = value == about["roles"][part] or (part == "label" and about["roles"]["label"] in own_labels)
        if value and not same:
            yield f"the facts were made with another {part.replace('_', ' ')} than the subject declares"
    if subject.datasets and subject.population != about["population"]:
        yield f"the facts are about a population of {about['population']!r}, the subject says {subject.population!r}"
    notes = {name: asdict(note) for name, note in subject.columns.items()}
    if subject.datasets and _said(notes) != _said(about["columns"]):
        yield "the facts were made with other notes on columns than the subject has"
    if subject.datasets and _personal(personal_json(subject, Settings())) != _personal(about.get("personal")):
        yield "the facts were made with other words on personal data than the subject has"


def _said(notes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what notes say; facts of before a key was known say nothing by it."""
    return {name: {part: text for part, text in note.items() if text} for name, note in notes.items()}


def _personal(value: Any) -> dict[str, Any]:
    """Return what a subject says about personal data, without what the command line says; facts of before say nothing."""
    said = value or {}
    none: dict[str, Any] = {"allow": [], "deny": [], "recognisers": False, "nlp": False}
    return {part: said.get(part, empty) for part, empty in none.items()}


def _other_sample(facts: Facts, subject: Subject) -> Iterator[str]:
    """Yield what is wrong if another sample is asked for than the facts were counted on; without a wish nothing is."""
    about: Any = facts.about
    asked = {one["asked"] for one in samples_of(facts).values()}
    whole = not asked and all(one["rows"] <= (subject.sample or 0) for one in about["datasets"])
    if subject.sample is not None and not whole and asked != {subject.sample}:
        yield f"the facts were not counted on a sample of {subject.sample:,} rows"


def _other_settings(facts: Facts, subject: Subject) -> Iterator[str]:
    """Yield what is asked for otherwise than the facts were made: countries, the day of ages, the seed; none named is no wish."""
    about: Any = facts.about
    if subject.locales and set(subject.locales) != set(_locales(about)):
        made, asked = (", ".join(map(repr, sorted(set(found)))) or "none" for found in (_locales(about), subject.locales))
        yield f"the facts were made with other locales than the subject declares: {made}, not {asked}"
    if subject.as_of and subject.as_of != about.get("as_of"):
        yield f"the facts count ages from the day {about.get('as_of')!r}, --as-of says {subject.as_of!r}"
    if subject.seed != Subject("").seed and subject.seed != about["seed"]:
        yield f"the facts were made with the seed {about['seed']!r}, the subject or --seed says {subject.seed!r}"


def _about(value: Any) -> dict[str, Any]:
    """Return what facts are about; raises KeyError, TypeError or AttributeError if what judging needs is missing."""
    none: Any = roles_json(Roles())
    roles: dict[str, Any] = {**none, **value["roles"]}
    hashes = {str(one["name"]): one["sha256"] for one in value["datasets"]}
    checked = (value["population"], value["model"], value["subject"]["name"], value["min_cell"], value["seed"], hashes, _locales(value))
    samples = {str(name): one and _sample(one) for name, one in value.get("sample", {}).items()}
    return (
        {**value, "roles": roles, "columns": dict(value["columns"]), "personal": dict(value.get("personal") or {}), "sample": samples}
        if checked
        else {}
    )


def _locales(about: Any) -> list[str]:
    """Return the countries that facts were made with; raises TypeError or AttributeError if they are none."""
    return [str(one) for one in about["subject"].get("locales") or ()]


def _sample(value: Any) -> dict[str, Any]:
    """Return a sample of decisions; raises KeyError, TypeError or ValueError if a part is missing or none of its kind."""
    return {**{part: int(value[part]) for part in ("rows", "of", "asked", "seed")}, "strata": [str(name) for name in value["strata"]]}

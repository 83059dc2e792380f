"""Reads and writes facts: what leaves the place where the data lives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact, Facts
from audit.core.values import canonical, digest
from audit.load.subject import Subject

SCHEMA_VERSION = "1.0"
_STEP = "Write them again with: equigate observe -o FACTS"


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
    """Return the facts if they are of this subject's data and model; raises BadInput otherwise.

    Files that are not here (CI has no personal data) cannot be compared; those that are, must agree.
    """
    about: Any = facts.about
    problems = []
    hashes = {one["name"]: one["sha256"] for one in about["datasets"]}
    for dataset in subject.datasets:
        if dataset.role not in hashes:
            problems.append(Problem(str(path), f"the facts know no dataset {dataset.role!r}", _STEP))
        elif (file := subject.resolve(dataset.path)).is_file() and digest(file.read_bytes()) != hashes[dataset.role]:
            problems.append(Problem(str(path), f"the facts are of other data than the subject's {dataset.role!r}", _STEP))
    spec, model = subject.model, about["model"]
    if spec is not None and model is None:
        problems.append(Problem(str(path), "the subject declares a model, the facts were made without one", _STEP))
    binary = subject.resolve(spec.path) if spec is not None and spec.path else None
    if model is not None and binary is not None and binary.is_file() and model["sha256"] not in {None, digest(binary.read_bytes())}:
        problems.append(Problem(str(path), "the facts are of another model than the subject's", _STEP))
    if problems:
        raise BadInput(problems)
    return facts


def _about(value: Any) -> dict[str, Any]:
    """Return what facts are about; raises KeyError if something that judging needs is missing."""
    for key in ("roles", "population", "datasets", "model", "subject"):
        value[key]
    return dict(value)

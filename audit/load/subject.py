"""What does the team want audited? The subject file, with every mistake in it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from audit.core.errors import BadInput, Problem
from audit.core.roles import Roles
from audit.load import personal_form
from audit.load import subject_form as form
from audit.load.documents import ordered, places, read_document
from audit.load.flag_types import Flags
from audit.load.flags import override
from audit.load.own_recognisers import unknown_entities
from audit.load.roles_rules import clashes, completed, foreign_outcome, outcome_columns
from audit.load.shape import Filled, Log
from audit.load.subject_types import ROLES_OF_DATA, ColumnNote, Dataset, ModelSpec, Subject

__all__ = ["ROLES_OF_DATA", "ColumnNote", "Dataset", "Flags", "ModelSpec", "Subject", "override", "read_subject"]


def read_subject(path: Path, name: str | None = None, entities: Collection[str] = ()) -> Subject:
    """Read a subject file; `name` is how messages call it. Raises BadInput with every mistake.

    `entities` are those that come along, which a column may be said to hold (none: any name is accepted).
    """
    document = read_document(path, name)
    log = Log(list(document.problems))
    filled = form.SUBJECT.read(document.root, "", log)
    if filled is None:
        raise BadInput(log.problems)
    where = {key: str(place) for key, place in places(document.root).items()}
    roles = replace(_roles(filled.get(form.ROLES)), task=filled.get(form.TASK))
    subject = replace(_subject(filled), roles=roles, folder=path.parent, origin=document.name, places=where)
    problems = [*log.problems, *clashes(roles, subject.place), *_foreign(filled, subject)]
    problems += unknown_entities(subject, entities) if entities else ()
    if problems:
        raise BadInput(ordered(problems))
    return replace(subject, roles=completed(roles))


def _subject(filled: Filled) -> Subject:
    """Return the subject without its roles."""
    data: Mapping[str, Dataset] = filled.get(form.DATA)
    return Subject(
        name=filled.get(form.NAME),
        datasets=tuple(replace(item, role=role) for role, item in data.items()),
        model=filled.get(form.MODEL),
        population=filled.get(form.POPULATION),
        locales=filled.get(form.LOCALES),
        personal=filled.get(personal_form.PERSONAL),
        columns=filled.get(form.COLUMNS),
        declared=filled.get(form.DECLARED),
        attacks=filled.get(form.ATTACKS),
        policies=filled.get(form.POLICIES),
        seed=filled.get(form.SEED),
        hierarchies=filled.get(form.HIERARCHIES),
        sampling_fraction=filled.get(form.SAMPLING),
    )


def _roles(filled: Filled | None) -> Roles:
    """Return the roles as written, nothing standing in for anything yet."""
    if filled is None:
        return Roles()
    positive, favourable = filled.get(form.POSITIVE), filled.get(form.FAVOURABLE)
    return Roles(
        label=filled.get(form.LABEL),
        prediction=filled.get(form.PREDICTION),
        score=filled.get(form.SCORE),
        protected=filled.get(form.PROTECTED),
        strata=filled.get(form.STRATA),
        quasi_identifiers=filled.get(form.QUASI),
        sensitive=filled.get(form.SENSITIVE),
        weight=filled.get(form.WEIGHT),
        subject_id=filled.get(form.SUBJECT_ID),
        event_date=filled.get(form.EVENT_DATE),
        positive=None if positive is None else positive.value,
        favourable=None if favourable is None else favourable.value,
        reference=filled.get(form.REFERENCE),
    )


def _foreign(filled: Filled, subject: Subject) -> Iterator[Problem]:
    """Yield positive and favourable values written for a column that holds no outcome."""
    roles = filled.get(form.ROLES)
    if roles is None:
        return
    known = outcome_columns(subject.roles, (item.label for item in subject.datasets))
    for field in (form.POSITIVE, form.FAVOURABLE):
        outcome = roles.get(field)
        if outcome is not None:
            problem = foreign_outcome(field.name, outcome.column, known, str(roles.at(field)))
            yield from () if problem is None else (problem,)

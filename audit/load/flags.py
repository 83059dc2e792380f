"""What do the flags of the command line change in a subject? They win over its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Unpack

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.roles import TASKS, Protected, Roles
from audit.load.documents import shown
from audit.load.draft import Draft, each, from_folder, listed
from audit.load.flag_types import Flags
from audit.load.roles_rules import clashes, completed, outcome_columns
from audit.load.settings_flags import settle
from audit.load.subject_form import FUNCTION, FUNCTION_SAYS, HASH, HASH_SAYS
from audit.load.subject_types import ROLES_OF_DATA, Dataset, ModelSpec, Subject

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
UNNAMED = "subject"
"""A subject without a file has no name: a file name may name a person."""
_PARTS = frozenset({"label", "prediction", "score", "subject_id", "weight", "protected", "quasi_identifiers", "sensitive"})


def override(subject: Subject | None, **flags: Unpack[Flags]) -> Subject:
    """Return the subject with the flags applied; raises BadInput with every mistake at once."""
    draft = Draft(Subject(name="", origin="command line") if subject is None else subject)
    _data(draft, each(flags.get("data")), flags.get("label"))
    _model(draft, flags)
    _roles(draft, flags)
    settle(draft, flags)
    if not draft.subject.datasets and flags.get("need_data", True):
        step = "Name a file with --data FILE, or write a subject with: equigate init FILE"
        draft.problems.append(Problem("--data", "no data was named", step))
    draft.problems.extend(clashes(draft.subject.roles, draft.place))
    if draft.problems:
        raise BadInput(dict.fromkeys(draft.problems))
    changed = replace(draft.subject, places=_places(draft))
    return replace(changed, name=changed.name or UNNAMED, roles=completed(changed.roles))


def _places(draft: Draft) -> dict[str, str]:
    """Return where everything was set; what a flag replaced is no longer in the file."""
    replaced = tuple(f"{key}." for key in draft.places)
    kept = {key: place for key, place in draft.subject.places.items() if not key.startswith(replaced)}
    return kept | draft.places


def _data(draft: Draft, entries: tuple[str, ...], label: str | None) -> None:
    """Put the files of the flags in place of those with the same role."""
    datasets = {item.role: replace(item, label=None) if label else item for item in draft.subject.datasets}
    given: set[str] = set()
    for entry in entries:
        role, equals, path = entry.partition("=")
        if not (equals and re.fullmatch(r"[A-Za-z_]+", role)):
            role, path = "test", entry
        if role not in ROLES_OF_DATA:
            step = f"{did_you_mean(role, ROLES_OF_DATA)} A file whose name has a '=' needs ./ before it"
            draft.problems.append(Problem("--data", f"unknown role {shown(role)}", step))
        elif role in given:
            draft.problems.append(Problem("--data", f"role {role!r} is given twice", "Give each file its own role"))
        elif not path:
            draft.problems.append(Problem("--data", f"role {role!r} has no file", "Write ROLE=FILE"))
        else:
            before = datasets.get(role)
            kept = None if before is None else before.label
            datasets[role] = Dataset(role, from_folder(path, draft.subject.folder), kept)
            draft.places[f"data.{role}"] = "--data"
        given.add(role)
    draft.subject = replace(draft.subject, datasets=tuple(datasets.values()))


def _model(draft: Draft, flags: Flags) -> None:
    """Put the flags about the model in place."""
    path, trust, function = flags.get("model"), flags.get("trust"), flags.get("predict_with")
    if trust and not re.search(HASH, trust):
        draft.problems.append(Problem("--trust", f"must be {HASH_SAYS}", "Copy it from the message that asked for it"))
    if function and not re.search(FUNCTION, function):
        draft.problems.append(Problem("--predict-with", f"must be {FUNCTION_SAYS}", "Write MODULE:FUNCTION"))
    spec = draft.subject.model or ModelSpec()
    if path:
        spec = replace(spec, path=from_folder(path, draft.subject.folder))
        draft.places["model.path"] = "--model"
    spec = replace(
        spec,
        trust=trust or spec.trust,
        trusted=listed(flags.get("trusted")) or spec.trusted,
        predict_with=function or spec.predict_with,
    )
    if (spec.trust or spec.trusted) and not (spec.path or spec.predict_with):
        draft.problems.append(Problem("--trust", "there is no model to trust", "Name it with --model FILE"))
    draft.subject = replace(draft.subject, model=None if spec == ModelSpec() else spec)


def _roles(draft: Draft, flags: Flags) -> None:
    """Put the flags about columns in place."""
    roles = draft.subject.roles
    roles = replace(
        roles,
        label=flags.get("label") or roles.label,
        prediction=flags.get("prediction") or roles.prediction,
        score=flags.get("score") or roles.score,
        subject_id=flags.get("subject_id") or roles.subject_id,
        weight=flags.get("weight") or roles.weight,
    )
    given_columns = [_protected(text) for text in listed(flags.get("protected"))]
    names = [item.column for item in given_columns]
    if names:
        bands = {item.column: item for item in roles.protected}
        protected = tuple(item if item.bands else bands.get(item.column, item) for item in given_columns)
        roles = replace(roles, protected=protected)
        # The file's reference groups of columns that are no longer protected are not a mistake.
        kept = {key: group for key, group in roles.reference.items() if set(key.split(" & ")) <= set(names)}
        roles = replace(roles, reference=kept)
    quasi = listed(flags.get("quasi_identifiers"))
    sensitive = listed(flags.get("sensitive"))
    roles = replace(roles, quasi_identifiers=quasi or roles.quasi_identifiers, sensitive=sensitive or roles.sensitive)
    given = [part for part, value in flags.items() if part in _PARTS and value]
    draft.places |= {f"roles.{part}": f"--{part.replace('_', '-')}" for part in given}
    reference = dict(_references(draft, each(flags.get("reference"))))
    roles = replace(roles, reference={**roles.reference, **reference})
    draft.subject = replace(draft.subject, roles=_outcomes(draft, _task(draft, roles, flags.get("task")), flags))


def _task(draft: Draft, roles: Roles, given: str | None) -> Roles:
    """Return the roles with the task that is named."""
    task = next((one for one in TASKS if one == given), roles.task)
    if given and given != task:
        draft.problems.append(Problem("--task", f"there is no task {shown(given)}", did_you_mean(given, TASKS)))
    draft.places |= {"task": "--task"} if given else {}
    return replace(roles, task=task)


def _protected(text: str) -> Protected:
    """Return a protected column; `age:18:25:45:65` cuts its numbers into bands."""
    match = re.fullmatch(rf"(.+?)((?::{_NUMBER})+)", text)
    if match is None:
        return Protected(text)
    edges = tuple(sorted({float(edge) for edge in match[2].split(":")[1:]}))
    return Protected(match[1], edges)


def _references(draft: Draft, entries: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield column and reference group."""
    for entry in entries:
        column, equals, group = entry.partition("=")
        if not (equals and column and group):
            draft.problems.append(Problem("--reference", f"{shown(entry)} is not COL=VALUE", "Write --reference sex=Male"))
            continue
        draft.places[f"roles.reference.{column}"] = "--reference"
        yield column, group


def _outcomes(draft: Draft, roles: Roles, flags: Flags) -> Roles:
    """Return the roles with the positive and favourable values; one that was only standing in goes."""
    known = outcome_columns(roles, (item.label for item in draft.subject.datasets))
    positive = _outcome(draft, "positive", each(flags.get("positive")), known)
    favourable = _outcome(draft, "favourable", each(flags.get("favourable")), known)
    written = draft.subject.places
    if positive is not None and "roles.favourable" not in written:
        roles = replace(roles, favourable=None)
    if favourable is not None and "roles.positive" not in written:
        roles = replace(roles, positive=None)
    return replace(
        roles,
        positive=roles.positive if positive is None else positive,
        favourable=roles.favourable if favourable is None else favourable,
    )


def _outcome(draft: Draft, part: str, entries: tuple[str, ...], known: tuple[str, ...]) -> str | None:
    """Return the value of `[COL=]VALUE`; a value may hold a '=' itself, as `>=50` does."""
    values: set[str] = set()
    for entry in entries:
        column, equals, value = entry.partition("=")
        if equals and column not in known and get_close_matches(column, known, n=1):
            what = f"{shown(column)} is not a column with outcomes"
            draft.problems.append(Problem(f"--{part}", what, did_you_mean(column, known)))
        values.add(value if equals and column in known else entry)
    if len(values) > 1 or "" in values:
        what = "has no value" if "" in values else "is given twice with different values"
        draft.problems.append(Problem(f"--{part}", what, f"Write --{part} VALUE once"))
    draft.places |= {f"roles.{part}": f"--{part}"} if values else {}
    return min(values, default=None)

"""Do the roles of a subject fit together, whether they came from its file or from flags?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from audit.core.errors import Problem, did_you_mean
from audit.core.roles import Roles
from audit.load.documents import shown

_SINGLE = ("label", "prediction", "score", "weight", "subject_id", "event_date")


def clashes(roles: Roles, place: Callable[[str], str]) -> Iterator[Problem]:
    """Yield every contradiction between roles; `place` says where a dotted key was set."""
    yield from _two_parts(roles, place)
    yield from _protected(roles, place)
    yield from _reference(roles, place)
    yield from _task(roles, place)


def _task(roles: Roles, place: Callable[[str], str]) -> Iterator[Problem]:
    """Yield what a task has no use for: it would be left out in silence."""
    outcome = next((part for part in ("favourable", "positive") if getattr(roles, part) is not None), None)
    if roles.task == "regression" and outcome:
        what = f"task regression predicts a number, and no number is {outcome}"
        yield Problem(place(f"roles.{outcome}"), what, "Leave it out, or audit the decisions that are made with the number")
    if roles.task == "regression" and roles.score:
        yield Problem(place("roles.score"), "task regression has no score", "Name the predicted number with --prediction COL")
    if roles.task == "multiclass" and None not in (roles.positive, roles.favourable) and roles.positive != roles.favourable:
        what = "task multiclass holds one class against the rest, and two are named as positive and favourable"
        yield Problem(place("roles.positive"), what, "Leave out 'positive'")
    if roles.task == "ranking" and roles.prediction:
        yield Problem(place("roles.prediction"), "task ranking is by score, not by prediction", "Name the column with --score COL")
    if roles.task != "binary" and roles.weight:
        what = f"row weights are counted for yes-or-no decisions, not for task {roles.task}"
        yield Problem(place("roles.weight"), what, "Leave the weight out: every row counts once")


def _two_parts(roles: Roles, place: Callable[[str], str]) -> Iterator[Problem]:
    """Yield columns that were given two parts of which a column can play only one."""
    seen: dict[str, str] = {}
    for part in _SINGLE:
        column = getattr(roles, part)
        if column is None:
            continue
        if column in seen:
            what = f"column {shown(column)} cannot be {seen[column]} and {part} at once"
            yield Problem(place(f"roles.{part}"), what, "Name another column or leave one out")
        seen.setdefault(column, part)


def _protected(roles: Roles, place: Callable[[str], str]) -> Iterator[Problem]:
    """Yield protected columns that come twice or are also the outcome."""
    outcome = {roles.label, roles.prediction, roles.score}
    for column, times in Counter(roles.attributes).items():
        where = place(f"roles.protected.{column}")
        if times > 1:
            yield Problem(where, f"column {shown(column)} is protected twice", "Keep one of them")
        if column in outcome:
            what = f"column {shown(column)} cannot be protected and the outcome at once"
            yield Problem(where, what, "Protected columns describe people, not decisions")


def _reference(roles: Roles, place: Callable[[str], str]) -> Iterator[Problem]:
    """Yield reference groups of columns that are not protected, and groups that are no band."""
    bands = {item.column: item.labels() for item in roles.protected}
    for attribute, group in roles.reference.items():
        where = place(f"roles.reference.{attribute}")
        unknown = [part for part in attribute.split(" & ") if part not in bands]
        if unknown:
            what = f"reference group of {shown(unknown[0])}, which is not a protected column"
            yield Problem(where, what, did_you_mean(unknown[0], bands) or "Add it to 'protected'")
        elif bands.get(attribute) and group not in bands[attribute]:
            what = f"reference group {shown(group)} is not a band of {shown(attribute)}"
            yield Problem(where, what, f"Known: {', '.join(bands[attribute])}")


def outcome_columns(roles: Roles, labels: Iterable[str | None]) -> tuple[str, ...]:
    """Return the columns that hold outcomes: label, prediction, and labels of single datasets."""
    every = (roles.label, roles.prediction, *labels)
    return tuple(dict.fromkeys(name for name in every if name is not None))


def foreign_outcome(what: str, column: str, known: tuple[str, ...], where: str) -> Problem | None:
    """Return the problem of a positive or favourable value of a column that holds no outcome."""
    if not column or not known or column in known:
        return None
    return Problem(where, f"{what} value of {shown(column)}, which holds no outcome", did_you_mean(column, known))


def completed(roles: Roles) -> Roles:
    """Return the roles with `positive` and `favourable` standing in for each other."""
    return replace(
        roles,
        positive=roles.favourable if roles.positive is None else roles.positive,
        favourable=roles.positive if roles.favourable is None else roles.favourable,
    )

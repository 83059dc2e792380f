"""Does the dataset hold what the subject declares of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.roles import Roles
from audit.load.canonical import canonical
from audit.observe.counts import counts_of
from audit.observe.outcomes import JOIN
from audit.observe.scene import Settings, nowhere
from audit.observe.tally import UNKNOWN

if TYPE_CHECKING:
    from audit.load.source import Source

Place: TypeAlias = Callable[[str], str]
MOST_LABELS = 20
MOST_GROUPS = 100


def check_declared(source: Source, roles: Roles, settings: Settings, *, decided: bool, place: Place = nowhere) -> None:
    """Compare roles with the data; raises BadInput with every mistake at once.

    `decided` tells whether a prediction, a score or a model is declared, so that somebody is judged.
    `place` says where a dotted key of the subject was set.
    """
    problems = list(_absent(source, roles, place))
    if problems:
        raise BadInput(problems)
    problems += _groups(source, roles)
    problems += _references(source, roles, settings) if decided else ()
    problems += _labels(source, roles, settings, decided=decided)
    problems += _benefit(source, roles, place) if decided and not (roles.label or roles.prediction) else ()
    if problems:
        raise BadInput(problems)


def _absent(source: Source, roles: Roles, place: Place) -> Iterator[Problem]:
    """Yield a problem per declared column that the data does not have, where it was declared."""
    absent = roles.declared() - set(source.names())
    for key, column in roles.places():
        if column in absent:
            where = place(key) or source.name
            yield Problem(where, f"there is no column {column!r} in {source.name}", did_you_mean(column, source.names()))


def _groups(source: Source, roles: Roles) -> Iterator[Problem]:
    """Yield a problem per protected column that makes no groups."""
    counts = counts_of(source, roles.attributes)
    for item in roles.protected:
        present, distinct = counts[item.column]
        kind = next(column.kind for column in source.columns if column.name == item.column)
        if JOIN in item.column:
            step = f"Rename it: {JOIN.strip()!r} between blanks stands between the parts of an intersection"
            yield Problem(source.name, f"the protected column {item.column!r} cannot be told from an intersection", step)
        elif present == 0:
            yield Problem(source.name, f"the protected column {item.column!r} holds no value at all", "Declare another, or fill it")
        elif item.bands and kind not in {"integer", "number"}:
            yield Problem(source.name, f"the protected column {item.column!r} has bands but holds {kind}", "Leave out its bands")
        elif not item.bands and distinct > MOST_GROUPS:
            step = f"Give bands: protected: [{{column: {item.column}, bands: [18, 25, 45, 65]}}]"
            yield Problem(source.name, f"the protected column {item.column!r} has {distinct:,} different values", step)


def _references(source: Source, roles: Roles, settings: Settings) -> Iterator[Problem]:
    """Yield a problem per reference group that nobody belongs to; another group must not stand in for it unseen."""
    whole = {item.column for item in roles.protected if not item.bands}
    for attribute, group in roles.reference.items():
        parts = list(zip(attribute.split(JOIN), group.split(JOIN), strict=False))
        for column, name in parts if set(attribute.split(JOIN)) <= whole else ():
            values = values_of(source, column, MOST_GROUPS)
            if values is not None and name not in {*values, UNKNOWN}:
                what = f"the reference group {name!r} does not occur in {column!r}"
                yield Problem(source.name, what, _seen(values, settings))


def _labels(source: Source, roles: Roles, settings: Settings, *, decided: bool) -> Iterator[Problem]:
    """Yield what is wrong with the label and the prediction."""
    known: dict[str, int] | None = None
    for column, part in ((roles.label, "label"), (roles.prediction, "prediction")):
        if column is None:
            continue
        values = values_of(source, column)
        if not values:
            yield _unusable(source, column, part, values)
            continue
        yield from _decision(source, column, part, values, roles, settings, decided=decided)
        if known is not None and set(values) - set(known) - {roles.positive, roles.favourable}:
            yield Problem(source.name, f"{column!r} predicts values that the label {roles.label!r} does not have", _seen(known, settings))
        known = values
    yield from _score(source, roles)


def _unusable(source: Source, column: str, part: str, values: Mapping[str, int] | None) -> Problem:
    """Return what keeps a column from being a label or a prediction at all."""
    if values is None:
        return Problem(source.name, f"the {part} {column!r} has more than {MOST_LABELS} values", "equigate judges yes-or-no decisions")
    return Problem(source.name, f"the {part} {column!r} holds no value at all", "Declare another column, or fill it")


def _decision(
    source: Source,
    column: str,
    part: str,
    values: Mapping[str, int],
    roles: Roles,
    settings: Settings,
    *,
    decided: bool,
) -> Iterator[Problem]:
    """Yield what keeps a column from being a yes-or-no decision."""
    chosen = {value for value in (roles.positive, roles.favourable) if value is not None}
    if part == "label" and len(values) == 1:
        step = "A model cannot be judged on it: add rows of the other class"
        yield Problem(source.name, f"the label {column!r} has one class only", step)
    elif not chosen and decided:
        step = f"Say which value benefits the person: --favourable VALUE. {_seen(values, settings)}"
        yield Problem(source.name, f"no favourable value of {column!r} is declared", step)
    elif part == "label" and chosen - set(values):
        what = f"the declared value {min(chosen - set(values))!r} does not occur in {column!r}"
        yield Problem(source.name, what, _seen(values, settings))
    elif len(set(values) | chosen) > 2:
        step = f"Keep two values, or predict one against the rest. {_seen(values, settings)}"
        yield Problem(source.name, f"{column!r} has {len(set(values) | chosen)} values, a decision has two", step)


def _benefit(source: Source, roles: Roles, place: Place) -> Iterator[Problem]:
    """Yield a problem if nothing says which answer of a model, or which end of a score, benefits the person."""
    if roles.positive is None and roles.favourable is None:
        ends = "--favourable 1 if a high score benefits, --favourable 0 if a low one does"
        step = f"Say which value benefits the person: {ends if roles.score else '--favourable VALUE'}"
        yield Problem(place("roles.score") or source.name, "no favourable value is declared", step)


def _seen(values: Mapping[str, int], settings: Settings) -> str:
    """Return the values that enough rows share to be named."""
    named = [repr(value) for value, rows in sorted(values.items()) if rows >= settings.min_cell]
    return f"Values seen: {', '.join(named)}" if named else ""


def values_of(source: Source, column: str, most: int = MOST_LABELS) -> dict[str, int] | None:
    """Return rows per value, or None if there are too many values, by default for a decision."""
    import narwhals as nw

    if counts_of(source, (column,))[column][1] > most:
        return None
    text = source.col(column).cast(nw.String).alias("__value")
    counted = source.frame().select(text).group_by("__value").agg(nw.len().cast(nw.Int64).alias("__n"))
    table = counted.collect("pyarrow").to_native().to_pylist()
    return {canonical(row["__value"]): row["__n"] for row in table if row["__value"] is not None}


def _score(source: Source, roles: Roles) -> Iterator[Problem]:
    """Yield a problem if a score is no number, or cannot be cut at one half."""
    if not roles.score:
        return
    column = next(column for column in source.columns if column.name == roles.score)
    if column.kind not in {"integer", "number"}:
        yield Problem(source.name, f"the score {roles.score!r} is not a number", "Declare it as the prediction instead")
        return
    bounds = source.frame().select(source.col(roles.score).min().alias("low"), source.col(roles.score).max().alias("high"))
    row = bounds.collect("pyarrow").to_native().to_pylist()[0]
    if row["low"] is None:
        yield Problem(source.name, f"the score {roles.score!r} holds no value at all", "Declare another column, or fill it")
    elif not roles.prediction and not 0 <= row["low"] <= row["high"] <= 1:
        step = "Add the prediction column: --prediction COL"
        yield Problem(source.name, f"the score {roles.score!r} is not a probability, so it decides nothing by itself", step)

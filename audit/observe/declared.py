"""Does the dataset hold what the subject declares of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.roles import Roles
from audit.load.canonical import canonical
from audit.observe.classes import MOST_CLASSES
from audit.observe.counts import counts_of
from audit.observe.outcomes import JOIN
from audit.observe.scene import Settings, nowhere
from audit.observe.strata import strata_problems
from audit.observe.tally import UNKNOWN
from audit.observe.weights import weight_problems

if TYPE_CHECKING:
    from audit.load.source import Source

Place: TypeAlias = Callable[[str], str]
MOST_LABELS = 20
MOST_GROUPS = 100
LARGEST = 1e90
"""Beyond it, squares leave what a double can hold."""
NUMERIC = frozenset({"integer", "number"})


def check_declared(source: Source, roles: Roles, settings: Settings, *, decided: bool, place: Place = nowhere) -> None:
    """Compare roles with the data; raises BadInput with every mistake at once.

    `decided` tells whether a prediction, a score or a model is declared, so that somebody is judged.
    `place` says where a dotted key of the subject was set.
    """
    problems = list(_absent(source, roles, place))
    if problems:
        raise BadInput(problems)
    problems += _groups(source, roles)
    problems += [*weight_problems(source, roles, place), *strata_problems(source, roles, place)]
    problems += _references(source, roles, settings) if decided else ()
    problems += _outcomes(source, roles, settings, decided=decided, place=place)
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
        elif item.bands and kind not in NUMERIC:
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


def _outcomes(source: Source, roles: Roles, settings: Settings, *, decided: bool, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with label, prediction and score, as the task needs them."""
    if roles.task == "regression":
        yield from _numbers(source, roles, decided=decided, place=place)
    elif roles.task == "multiclass":
        yield from _several(source, roles, settings, decided=decided, place=place)
    else:
        yield from _labels(source, roles, settings, decided=decided)
        if decided and not (roles.label or roles.prediction) and roles.task == "binary":
            yield from _benefit(source, roles, place)


def _numbers(source: Source, roles: Roles, *, decided: bool, place: Place) -> Iterator[Problem]:
    """Yield what keeps columns from being a true and a predicted number."""
    if decided and roles.label is None:
        what = "task regression compares predicted numbers with true ones, and no label is declared"
        yield Problem(place("task") or source.name, what, "Name the true number: --label COL")
    for column, part in ((roles.label, "label"), (roles.prediction, "prediction")):
        kind = next((one.kind for one in source.columns if one.name == column), "")
        if column is None:
            continue
        if kind not in NUMERIC:
            step = "Leave out task: regression, or name a column of numbers"
            yield Problem(source.name, f"the {part} {column!r} holds {kind}, task regression needs a number", step)
            continue
        low, high = ends_of(source, column)
        if low is None or high is None:
            yield Problem(source.name, f"the {part} {column!r} holds no value at all", "Declare another column, or fill it")
        elif not max(-low, high) < LARGEST:
            step = "Mark them as missing, or use another unit"
            yield Problem(source.name, f"the {part} {column!r} holds numbers beyond {LARGEST:g}, too large to be added up", step)
        elif part == "label" and low == high:
            yield Problem(source.name, f"the label {column!r} is the same number in every row", "A model cannot be judged on it")


def _several(source: Source, roles: Roles, settings: Settings, *, decided: bool, place: Place) -> Iterator[Problem]:
    """Yield what keeps columns from being a true and a predicted class."""
    if decided and roles.score and not roles.prediction:
        what = f"the score {roles.score!r} alone names none of several classes"
        yield Problem(place("roles.score") or source.name, what, "Name the predicted class: --prediction COL")
    else:
        yield from _score(source, roles)
    if roles.label:
        yield from _classes(source, roles.label, "label", roles, settings)
    if roles.prediction:
        yield from _classes(source, roles.prediction, "prediction", roles, settings)


def _classes(source: Source, column: str, part: str, roles: Roles, settings: Settings) -> Iterator[Problem]:
    """Yield what keeps a column from holding one of several classes."""
    values = values_of(source, column, MOST_CLASSES)
    if _fractions(source, column):
        step = "Name the column with the predicted class, or say task: regression (--task regression)"
        yield Problem(source.name, f"the {part} {column!r} holds numbers with fractions, not classes", step)
    elif values is None:
        step = "Group them, or say task: regression (--task regression) where they are numbers"
        yield Problem(source.name, f"the {part} {column!r} has more than {MOST_CLASSES} classes", step)
    elif not values:
        yield _unusable(source, column, part, values)
    elif part == "label" and len(values) == 1:
        yield _alone(source, column)
    elif part == "label" and roles.favourable is not None and roles.favourable not in values:
        yield Problem(source.name, f"the declared value {roles.favourable!r} does not occur in {column!r}", _seen(values, settings))


def _alone(source: Source, column: str) -> Problem:
    """Return the problem of a label with one class."""
    return Problem(source.name, f"the label {column!r} has one class only", "A model cannot be judged on it: add rows of the other class")


def _fractions(source: Source, column: str) -> bool:
    """Tell whether some number of a column is not whole."""
    import narwhals as nw

    if next(one.kind for one in source.columns if one.name == column) != "number":
        return False
    value = source.col(column)
    odd = nw.when(value != value.floor()).then(1).otherwise(0).sum().alias("odd")
    return bool(source.frame().select(odd).collect("pyarrow").to_native().to_pylist()[0]["odd"])


def _probable(source: Source, column: str) -> bool:
    """Tell whether a column of predictions holds probabilities: fractions between 0 and 1."""
    if not _fractions(source, column):
        return False
    low, high = ends_of(source, column)
    return low is not None and high is not None and 0 <= low <= high <= 1


def _probabilities(source: Source, column: str) -> Problem:
    """Return the problem of probabilities that were given for decisions."""
    step = f"Declare it as the score: --score {column}, or name the column with the decision made from it"
    return Problem(source.name, f"the prediction {column!r} holds probabilities, not decisions", step)


def _labels(source: Source, roles: Roles, settings: Settings, *, decided: bool) -> Iterator[Problem]:
    """Yield what is wrong with the label and the prediction of a yes-or-no decision."""
    known: dict[str, int] | None = None
    for column, part in ((roles.label, "label"), (roles.prediction, "prediction")):
        if column is None:
            continue
        if part == "prediction" and _probable(source, column):
            yield _probabilities(source, column)
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
        kind = next(one.kind for one in source.columns if one.name == column)
        task = "regression (--task regression)" if kind in NUMERIC else "multiclass (--task multiclass)"
        step = f"A yes-or-no decision has two. If this is what is predicted, say task: {task}"
        return Problem(source.name, f"the {part} {column!r} has more than {MOST_LABELS} values", step)
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
        yield _alone(source, column)
    elif not chosen and decided:
        step = f"Say which value benefits the person: --favourable VALUE. {_seen(values, settings)}"
        yield Problem(source.name, f"no favourable value of {column!r} is declared", step)
    elif part == "label" and chosen - set(values):
        what = f"the declared value {min(chosen - set(values))!r} does not occur in {column!r}"
        yield Problem(source.name, what, _seen(values, settings))
    elif len(set(values) | chosen) > 2:
        step = f"Keep two values, or say task: multiclass (--task multiclass). {_seen(values, settings)}"
        yield Problem(source.name, f"{column!r} has {len(set(values) | chosen)} values, a decision has two", step)


def _benefit(source: Source, roles: Roles, place: Place) -> Iterator[Problem]:
    """Yield a problem if nothing says which answer of a model, or which end of a score, benefits the person."""
    if roles.positive is None and roles.favourable is None:
        ends = "--favourable 1 if a high score benefits, --favourable 0 if a low one does"
        step = f"Say which value benefits the person: {ends if roles.score else '--favourable VALUE'}"
        yield Problem(place("roles.score") or source.name, "no favourable value is declared", step)


def ends_of(source: Source, column: str) -> tuple[float | None, float | None]:
    """Return the smallest and the largest value of a column of numbers; None where there is none."""
    ends = source.frame().select(source.col(column).min().alias("low"), source.col(column).max().alias("high"))
    row = ends.collect("pyarrow").to_native().to_pylist()[0]
    return row["low"], row["high"]


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
    if column.kind not in NUMERIC:
        yield Problem(source.name, f"the score {roles.score!r} is not a number", "Declare it as the prediction instead")
        return
    low, high = ends_of(source, roles.score)
    if low is None or high is None:
        yield Problem(source.name, f"the score {roles.score!r} holds no value at all", "Declare another column, or fill it")
    elif roles.task == "binary" and not roles.prediction and not 0 <= low <= high <= 1:
        step = "Add the prediction column: --prediction COL"
        yield Problem(source.name, f"the score {roles.score!r} is not a probability, so it decides nothing by itself", step)

"""Is a step of a plan one that can be taken: its technique, its columns, its parameters?"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from audit.core.errors import Problem, did_you_mean
from audit.core.plan import Step
from audit.core.values import Json
from audit.transform.registry import Parameter, transformations


def checked(step: Step, columns: Collection[str], where: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with a step, given the columns that are left when it is taken."""
    found = transformations().get(step.technique)
    if found is None:
        return (Problem(where, f"unknown technique {step.technique!r}", did_you_mean(step.technique, transformations())),)
    return held_to(step, found.parameters, columns, where)


def held_to(step: Step, parameters: Sequence[Parameter], columns: Collection[str], where: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with the columns and parameters of a step whose technique is known."""
    return tuple(_problems(step, parameters, columns, where))


def _problems(step: Step, parameters: Sequence[Parameter], columns: Collection[str], where: str) -> Iterator[Problem]:
    """Yield what is wrong with columns and parameters."""
    if not step.columns:
        yield Problem(where, f"{step.technique} names no columns", "Write columns: [NAME, ...]")
    if len(set(step.columns)) != len(step.columns):
        yield Problem(where, "a column is named twice", "Name each column once")
    yield from (_no_column(name, columns, where) for name in step.columns if name not in columns)
    names = [parameter.name for parameter in parameters]
    for name in step.parameters:
        if name not in names:
            yield Problem(where, f"{step.technique} has no parameter {name!r}", did_you_mean(name, names))
    for parameter in parameters:
        if parameter.name not in step.parameters:
            if parameter.required:
                yield Problem(where, f"{step.technique} needs {parameter.name!r}: {parameter.says}")
            continue
        yield from _of(parameter, step.parameters[parameter.name], columns, where)


def _no_column(name: str, columns: Collection[str], where: str) -> Problem:
    """Return the problem of a name that is no column."""
    return Problem(where, f"no column {name!r}", did_you_mean(name, columns))


def _of(parameter: Parameter, value: Json, columns: Collection[str], where: str) -> Iterator[Problem]:
    """Yield what is wrong with one parameter: its kind, its range, its words, the columns it names."""
    expected, fits = _KINDS[parameter.kind]
    if not fits(value):
        yield Problem(where, f"{parameter.name!r} is {expected}", parameter.says)
        return
    if parameter.kind in _BY_COLUMN or parameter.kind == "column":
        named = [value] if isinstance(value, str) else list(value) if isinstance(value, Mapping) else []
        yield from (_no_column(str(name), columns, where) for name in named if name not in columns)
    for one in _parts(value):
        if not _inside(parameter, one):
            yield Problem(where, f"{parameter.name!r} is {_range(parameter)}", parameter.says)
            return


def _parts(value: Any) -> tuple[Any, ...]:
    """Return the single values of a parameter."""
    if isinstance(value, Mapping):
        return tuple(value.values())
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _inside(parameter: Parameter, one: Any) -> bool:
    """Tell whether a number lies in its range, or a text is one of the words."""
    if isinstance(one, str):
        return not parameter.words or one in parameter.words
    if isinstance(one, bool) or not isinstance(one, int | float):
        return True
    low = -math.inf if parameter.low is None else parameter.low
    return low <= one <= (math.inf if parameter.high is None else parameter.high)


def _range(parameter: Parameter) -> str:
    """Return what a value may be, in words."""
    if parameter.words:
        return f"one of {', '.join(parameter.words)}"
    least = "" if parameter.low is None else f"at least {parameter.low:g}"
    most = "" if parameter.high is None else f"at most {parameter.high:g}"
    return " and ".join(part for part in (least, most) if part)


def _whole(value: Any) -> bool:
    """Tell whether something is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    """Tell whether something is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: Any) -> bool:
    """Tell whether something is a text that says something."""
    return isinstance(value, str) and bool(value)


def _list(value: Any) -> bool:
    """Tell whether something is a list of texts."""
    return isinstance(value, Sequence) and not isinstance(value, str) and bool(value) and all(map(_text, value))


def _table(each: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return the test for a table from names to what another test takes."""
    return lambda value: isinstance(value, Mapping) and bool(value) and all(_text(key) and each(one) for key, one in value.items())


_BY_COLUMN = frozenset({"texts by column", "lists by column", "wholes", "numbers"})
_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "whole": ("a whole number", _whole),
    "number": ("a number", _number),
    "text": ("a text", _text),
    "flag": ("true or false", lambda value: isinstance(value, bool)),
    "names": ("a list of texts", _list),
    "column": ("the name of a column", _text),
    "texts by column": ("a table from columns to texts", _table(_text)),
    "lists by column": ("a table from columns to lists of texts", _table(_list)),
    "wholes": ("a table from columns to whole numbers", _table(_whole)),
    "numbers": ("a table from columns to numbers", _table(_number)),
    "key": ("a key by name, {env: NAME} or {file: PATH}", lambda value: _table(_text)(value) and len(value) == 1),
}

"""Which flags may an environment variable set? `EQUIGATE_` and the flag: `EQUIGATE_FAIL_ON` is `--fail-on`.

Only what belongs to a machine or a pipeline: nothing that says what the data means, and none of the flags that excuse.
A flag that is written wins; a variable that is used is said; one that is nearly a known name is a mistake.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from difflib import get_close_matches
from typing import Annotated, Any, get_args

from typer.models import OptionInfo

from audit.core.errors import BadInput, Problem

PREFIX = "EQUIGATE_"
EVERYWHERE = {
    "as_of": "--as-of", "locales": "--locales", "memory": "--memory", "policies": "--policy",
    "sample": "--sample", "seed": "--seed", "threads": "--threads",
}  # fmt: skip
"""Arguments of every command that has them, and their flags."""
GATE = {
    "fail_on": "--fail-on", "output": "--output", "print_as": "--format", "reuse": "--reuse",
    "strict": "--strict",
}  # fmt: skip
"""Arguments of `check` alone: elsewhere they mean something else."""
_OTHERS = ("CACHE", "DATABASE_PASSWORD", "DATABASE_USER", "KEY_PASSWORD")
"""Variables that are no flags."""
_SHORT = {"--format": "-f", "--output": "-o"}
_CLOSE = 0.7


def taken(command: str) -> Mapping[str, str]:
    """Return the arguments of a command that a variable may set, and their flags; what evidence is held against, no variable says."""
    if command == "verify":
        return {key: EVERYWHERE[key] for key in ("memory", "threads")}
    return {**EVERYWHERE, **(GATE if command == "check" else {})}


def variable(flag: str) -> str:
    """Return the variable of a flag."""
    return PREFIX + flag.removeprefix("--").replace("-", "_").upper()


def with_variables(name: str, command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the options of a command their variables; its help shows them."""
    flags = taken(name)
    seen = inspect.signature(command)
    changed = [one.replace(annotation=_told(one.annotation, flags[key])) if key in flags else one for key, one in seen.parameters.items()]
    vars(command)["__signature__"] = seen.replace(parameters=changed)
    return command


def _told(hint: Any, flag: str) -> Any:
    """Return the annotation of an option with its variable; a copy, because commands share options and not variables."""
    kind, *notes = get_args(hint)
    told = [copy(note) if isinstance(note, OptionInfo) else note for note in notes]
    for note in told:
        if isinstance(note, OptionInfo):
            note.envvar = variable(flag)
    return Annotated[kind, *told]


def used(words: Sequence[str], flags: Iterable[str], environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Yield a sentence for every variable that stands in for a flag that was not written; raises BadInput for a misspelt one."""
    known = {*(variable(flag).removeprefix(PREFIX) for flag in (*EVERYWHERE.values(), *GATE.values())), *_OTHERS}
    given = sorted(name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX))
    odd = {name: get_close_matches(name, known, n=1, cutoff=_CLOSE) for name in given if name not in known}
    wrong = [Problem(PREFIX + name, "no flag has this variable", f"Did you mean {PREFIX}{near[0]}?") for name, near in odd.items() if near]
    if wrong:
        raise BadInput(wrong)
    for flag in sorted(flags):
        said = environment.get(variable(flag))
        if said and not _written(words, flag):
            yield f"using {variable(flag)}={said[:80]!r} for {flag}"


def _written(words: Sequence[str], flag: str) -> bool:
    """Tell whether a flag stands on the command line."""
    short = _SHORT.get(flag)
    return any(word == flag or word.startswith(f"{flag}=") or (short is not None and word.startswith(short)) for word in words)

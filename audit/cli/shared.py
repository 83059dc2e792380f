"""The flags that describe a subject: one list, given to every command that takes one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

import typer

if TYPE_CHECKING:
    from audit.load.subject import Flags, Subject

Text: TypeAlias = "str | None"
Texts: TypeAlias = "list[str] | None"
Command: TypeAlias = Callable[..., None]


def _flag(kind: Any, name: str, metavar: str, help_text: str, least: int | None = None) -> Any:
    """Return the annotation of one flag; `least` is the smallest number it takes."""
    return Annotated[kind, typer.Option(name, metavar=metavar, help=help_text, min=least, show_default=False)]


_ONE, _MANY, _NUMBER = str | None, list[str] | None, int | None
SUBJECT_FLAGS: Mapping[str, Any] = {
    "data": _flag(_MANY, "--data", "[ROLE=]FILE", "A dataset; repeat with train=, test=, reference=, current=."),
    "model": _flag(_ONE, "--model", "FILE", "The trained model, a skops file."),
    "predict_with": _flag(_ONE, "--predict-with", "MODULE:FUNCTION", "Your own function from a DataFrame to predictions."),
    "trust": _flag(_ONE, "--trust", "sha256:...", "The hash of a pickle or joblib file you trust."),
    "trusted": _flag(_MANY, "--trusted", "TYPE", "A type that the skops file may hold; repeat."),
    "task": _flag(_ONE, "--task", "NAME", "What is predicted: binary (default), multiclass, regression or ranking."),
    "label": _flag(_ONE, "--label", "COL", "The true outcome."),
    "prediction": _flag(_ONE, "--prediction", "COL", "The stored decision."),
    "score": _flag(_ONE, "--score", "COL", "The stored score."),
    "positive": _flag(_MANY, "--positive", "[COL=]VALUE", "The event whose errors are counted."),
    "favourable": _flag(_MANY, "--favourable", "[COL=]VALUE", "The outcome that benefits the person."),
    "protected": _flag(_ONE, "--protected", "COL,COL[:EDGE:...]", "The protected columns; age:18:25:45:65 makes bands."),
    "reference": _flag(_MANY, "--reference", "COL=VALUE", "The group that others are held against; repeat."),
    "quasi_identifiers": _flag(_ONE, "--quasi-identifiers", "COL,COL", "What an outsider can know of a person."),
    "sensitive": _flag(_ONE, "--sensitive", "COL,COL", "What nobody should be able to infer of a person."),
    "hierarchies": _flag(_ONE, "--hierarchies", "FOLDER", "Files COLUMN.csv that say how values are made coarser."),
    "sampling_fraction": _flag(float | None, "--sampling-fraction", "X", "The share of the population that the data holds."),
    "subject_id": _flag(_ONE, "--subject-id", "COL", "The column that says which rows are one person's."),
    "weight": _flag(_ONE, "--weight", "COL", "The weight of a row."),
    "policies": _flag(_MANY, "--policy", "NAME|PATH", "The policy; repeat. None: release."),
    "locales": _flag(_ONE, "--locales", "DE,FR", "Countries whose identifiers are looked for."),
    "seed": _flag(_NUMBER, "--seed", "N", "The key of every sample."),
    "as_of": _flag(_ONE, "--as-of", "DATE", "The day from which ages are counted (2026-11-20); none: today."),
    "sample": _flag(_NUMBER, "--sample", "N", "Judge decisions on N rows, drawn by group; all else reads every row.", 1),
}
"""What `audit.load.subject.Flags` holds, as Typer options."""


def takes_subject(command: Command) -> Command:
    """Give a command every subject flag; it gets them together as its `flags`."""
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "flags"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in SUBJECT_FLAGS.items()
    ]

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        flags = {name: kwargs.pop(name) for name in SUBJECT_FLAGS}
        command(*args, flags=flags, **kwargs)

    hints = {name: kind for name, kind in command.__annotations__.items() if name != "flags"}
    own = [one.replace(annotation=hints.get(one.name, one.annotation)) for one in own]
    last = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own[1:]]
    # The subject and what describes it come first in the help, what is done with it last.
    vars(run)["__signature__"] = inspect.Signature([*own[:1], *shared, *last])
    run.__annotations__ = {**hints, **SUBJECT_FLAGS}
    return run


def subjects_from(files: list[Path] | None, flags: Mapping[str, Any], *, need_data: bool = True) -> tuple[Subject, ...]:
    """Return the subjects that files and flags mean; raises BadInput."""
    from audit.cli.subjects import subjects_of

    return subjects_of(files, **cast("Flags", {**flags, "need_data": need_data}))

"""Finds the command, runs it, and turns its end into an exit code with a reason."""

from __future__ import annotations

import contextlib
import gc
import importlib
import pkgutil
import signal
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, TextIO

import typer

import audit.cli as package
from audit.cli.ended import Ended
from audit.cli.environment import taken, used, with_variables
from audit.core.errors import EquigateError
from audit.run_record import version_of

BAD_INPUT = 2
INTERRUPTED = 130
_OBJECTS = 100_000
VERBOSE = frozenset({"-v", "--verbose"})


def build(only: str = "") -> typer.Typer:
    """Return the application with every command in this folder, or with one: the rest need not be loaded to run it."""
    app = typer.Typer(
        name="equigate",
        help="May this dataset and this model be released under this policy?",
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in [only] if _command_of(only) is not None else sorted(_commands()):
        module, command = importlib.import_module(f"{package.__name__}.{name}"), _command_of(name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=module.NAME, help=module.HELP)
        elif command is not None:
            app.command(module.NAME, help=module.HELP)(with_variables(module.NAME, command))
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the last line on stderr says why it is what it is."""
    # What is made while starting stays: looking for garbage in it would take a tenth of a short command's time.
    gc.set_threshold(_OBJECTS)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        # A pipeline that is cancelled ends as Ctrl-C does, with nothing half-written left behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Where it stands does not matter: a user adds it at the end of the line that failed.
    words = [word for word in given if word not in VERBOSE]
    try:
        code, reason = _interruptible(words)
    except KeyboardInterrupt:
        code, reason = INTERRUPTED, "interrupted; outputs that were there before are untouched"
    except EquigateError as error:
        for problem in error.problems:
            _say(str(problem), sys.stderr)
        code, reason = BAD_INPUT, "nothing was audited" if type(error).__name__ == "BadInput" else "an output is missing"
    except Exception as error:  # noqa: BLE001 - the last line of defence; the message of a library may quote data
        code, reason = BAD_INPUT, f"internal error {type(error).__name__}; run again with -v for its place, and report it"
        if len(words) < len(given):
            _frames(error)
    if reason:
        _say(f"exit {code}: {reason}", sys.stderr)
    return code


def _interruptible(words: Sequence[str]) -> tuple[int, str]:
    """Run the application; where DuckDB was at work, Ctrl-C comes as an error of its own, and is made what it is."""
    try:
        return _run(words)
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise


def _run(words: Sequence[str]) -> tuple[int, str]:
    """Run the application and return exit code and reason."""
    name = words[0] if words else ""
    _say_variables(name, words)
    try:
        result = build(name)(list(words), standalone_mode=False)
    except Ended as end:
        return end.code, end.reason
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if callable(show):
            show()
        return BAD_INPUT, "wrong arguments"
    except typer.Abort:
        raise KeyboardInterrupt from None
    if result == INTERRUPTED:
        raise KeyboardInterrupt
    return (result, "") if isinstance(result, int) else (0, "")


def _say_variables(name: str, words: Sequence[str]) -> None:
    """Say on stderr which variables of the environment stand in for flags of a command; raises BadInput for a misspelt one."""
    command = _command_of(name)
    asked = {"-h", "--help"}.isdisjoint(words) and not isinstance(command, typer.Typer)
    flags = [flag for one, flag in taken(name).items() if one in getattr(command, "__annotations__", {})] if asked else []
    for line in used(words, flags):
        _say(line, sys.stderr)


def _command_of(name: str) -> Any:
    """Return the command of a module in this folder, None where it is none."""
    return getattr(importlib.import_module(f"{package.__name__}.{name}"), "COMMAND", None) if name in _commands() else None


@cache
def _commands() -> frozenset[str]:
    """Return the names of the modules beside this one."""
    return frozenset(info.name for info in pkgutil.iter_modules(package.__path__))


def _version(shown: bool) -> None:  # noqa: FBT001 - typer calls it
    """Print the version and stop."""
    if shown:
        _say(f"equigate {version_of('equigate')}", sys.stdout)
        raise typer.Exit


def _root(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print types and places of internal errors.")] = False,
) -> None:
    """May this dataset and this model be released under this policy?"""


def _frames(error: Exception) -> None:
    """Print types and places of an error, never its message."""
    for frame in traceback.extract_tb(error.__traceback__):
        _say(f"  {frame.filename}:{frame.lineno} {frame.name}", sys.stderr)
    _say(f"  {type(error).__module__}.{type(error).__name__}", sys.stderr)


def _say(text: str, stream: TextIO) -> None:
    """Print a line in which nothing is a command to a terminal or a build host; a reader that went away is no error."""
    from audit.render.clean import unheeded

    with contextlib.suppress(BrokenPipeError):
        print(unheeded(text), file=stream, flush=True)

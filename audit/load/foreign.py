"""What happens when code that is not ours, a model's or a user's, goes wrong?"""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from types import TracebackType
from typing import Self

from audit.core.errors import BadInput, EquigateError


class Foreign:
    """Runs code that is not ours: silent, and any error of it becomes a BadInput with only the error's type.

    A model can raise anything, quote rows in its message, print, or end the process with exit code 0,
    which a gate would read as a pass. `seen` holds the warnings it gave.
    """

    def __init__(self, where: str, what: str, step: str) -> None:
        """Say where it runs, what goes wrong if it raises, and what to do then."""
        self.where, self.what, self.step = where, what, step
        self.seen: list[warnings.WarningMessage] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Start to swallow what the code prints and to keep what it warns of."""
        self._open.enter_context(_descriptors_closed())
        self._open.enter_context(redirect_stdout(io.StringIO()))
        self._open.enter_context(redirect_stderr(io.StringIO()))
        self.seen = self._open.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Turn an error into a BadInput; our own errors and an interruption go through."""
        self._open.close()
        if kind is None or isinstance(error, EquigateError) or not isinstance(error, Exception | SystemExit):
            return
        if isinstance(error, ModuleNotFoundError) and error.name:
            step = f"Install the package of {error.name.split('.')[0]!r} beside equigate"
            raise BadInput.one(self.where, f"{self.what} (no module named {error.name!r})", step) from None
        raise BadInput.one(self.where, f"{self.what} ({kind.__name__})", self.step) from None


@contextmanager
def _descriptors_closed() -> Iterator[None]:
    """Send what is written past Python, by a compiled library or a child process, to nowhere.

    Does nothing where standard output is no file, as in some notebooks.
    """
    kept: list[tuple[int, int]] = []
    _flush()
    try:
        with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
            for descriptor in (1, 2):
                kept.append((descriptor, os.dup(descriptor)))
                os.dup2(nowhere.fileno(), descriptor)
        yield
    finally:
        _flush()
        for descriptor, copy in kept:
            os.dup2(copy, descriptor)
            os.close(copy)


def _flush() -> None:
    """Write out what Python holds back for standard output and error."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()

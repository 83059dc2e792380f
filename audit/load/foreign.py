"""What happens when code that is not ours, a model's or a user's, goes wrong?"""

from __future__ import annotations

import io
import warnings
from contextlib import ExitStack, redirect_stderr, redirect_stdout
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

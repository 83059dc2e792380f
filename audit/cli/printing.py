"""Prints evidence to stdout in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable

from audit.core.errors import BadInput, did_you_mean
from audit.core.evidence import Evidence
from audit.render.registry import formats


def printer_of(name: str) -> Callable[[Evidence], None]:
    """Return what prints evidence; raises BadInput for a format that is no text."""
    known = {one.name: one for one in formats().values() if not one.binary}
    if name not in known:
        raise BadInput.one("--format", f"{name!r} cannot be printed", did_you_mean(name, known))

    def print_it(evidence: Evidence) -> None:
        sys.stdout.write(known[name].render(evidence).decode("utf-8"))
        sys.stdout.flush()

    return print_it

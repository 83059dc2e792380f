"""Prints evidence to stdout in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from audit.core.errors import BadInput, did_you_mean
from audit.core.evidence import Evidence
from audit.render.registry import formats

Printer: TypeAlias = Callable[[Sequence[Evidence]], None]


def printer_of(name: str, subjects: int = 1) -> Printer:
    """Return what prints the evidence of so many subjects as one document; raises BadInput for a format that has none."""
    known = {one.name: one for one in formats().values() if not one.binary}
    if name not in known:
        raise BadInput.one("--format", f"{name!r} cannot be printed", did_you_mean(name, known))
    together = known[name].together
    if subjects > 1 and together is None:
        step = f"Write a file each, such as -o {name}=report{known[name].suffix}, or print {', '.join(_joined())}"
        raise BadInput.one("--format", f"{name} of {subjects} subjects is not one document", step)

    def print_them(made: Sequence[Evidence]) -> None:
        data = together(made) if together and len(made) > 1 else known[name].render(made[0])
        # As bytes, so that no terminal's encoding and no system's line ends make them others than those of the file.
        sys.stdout.buffer.write(data)
        sys.stdout.flush()

    return print_them


def _joined() -> list[str]:
    """Return the formats that hold several subjects in one document."""
    return [one.name for one in formats().values() if one.together and not one.binary]

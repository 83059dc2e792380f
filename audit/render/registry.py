"""Which formats are there? Every module of this folder with a `FORMAT`; a new file is a new format."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit import render
from audit.core.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in `-o NAME=PATH`, the ending of its files, and the function that writes it.

    `together` writes one document of several subjects; a format without one has a document for each only.
    """

    name: str
    suffix: str
    render: Callable[[Evidence], bytes]
    binary: bool
    together: Callable[[Sequence[Evidence]], bytes] | None = None


def formats() -> dict[str, Format]:
    """Return every format by name, in alphabetical order; raises ValueError if two have one name."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(render.__path__, f"{render.__name__}."):
        entry = getattr(importlib.import_module(module.name), "FORMAT", None)
        if not isinstance(entry, Format):
            continue
        if entry.name in found:
            message = f"two formats are called {entry.name}"
            raise ValueError(message)
        found[entry.name] = entry
    return dict(sorted(found.items()))

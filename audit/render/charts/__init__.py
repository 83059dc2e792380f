"""Which pictures are there? Hand-made SVG: every module of this folder with a `CHART` function.

Each picture says in `<title>` what it shows, with its numbers where they are few, and stands beside a
table with the same numbers. Colour comes from classes in `templates/chart.css`; WeasyPrint reads no outer style inside an
SVG, so on paper that sheet is written into each picture.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable


def charts() -> dict[str, Callable[..., str]]:
    """Return every drawing function by the name of its module."""
    found: dict[str, Callable[..., str]] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        draw = getattr(importlib.import_module(module.name), "CHART", None)
        if callable(draw):
            found[module.name.rpartition(".")[2]] = draw
    return found

"""Which sources does the product cite, and where are they written down?"""

from __future__ import annotations

import importlib
import pkgutil

from audit.core.rule import Citation


def all_citations() -> dict[str, Citation]:
    """Return every citation by `module.CONSTANT`, found by walking this folder."""
    found: dict[str, Citation] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, Citation):
                found[f"{info.name}.{name}"] = value
    return found

"""Which kinds of personal data are known?"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import audit.observe.recognisers as package
from audit.observe.personal.recogniser import Recogniser


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """Return every recogniser in the folder, those whose match is proof first, then by entity."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found: list[Recogniser] = [module.RECOGNISER for module in modules]
    return tuple(sorted(found, key=lambda one: (not one.decisive, one.entity)))


def recogniser_of(entity: str) -> Recogniser | None:
    """Return the recogniser of an entity, or None if there is none of that name."""
    return next((one for one in recognisers() if one.entity == entity), None)

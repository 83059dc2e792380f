"""Finds every rule: one file is one question."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Protocol, TypeAlias

from audit.core.fact import Facts
from audit.core.measurement import Measurement
from audit.core.rule import Rule

GROUP = "equigate.checks"
Measure: TypeAlias = Callable[..., Iterable[Measurement]]


class View(Protocol):
    """How a rule reads one fact of one dataset."""

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Any | None:
        """Return the view, or None where the fact was not made."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the facts it reads and the function that measures."""

    rule: Rule
    reads: tuple[type[View], ...]
    measure: Measure


def check(rule: Rule, reads: tuple[type[View], ...]) -> Callable[[Measure], Check]:
    """Bind a measuring function to its rule."""
    return lambda measure: Check(rule, reads, measure)


def checks() -> dict[str, Check]:
    """Return every check by rule name: ours, and those of packages named by entry points.

    Raises ValueError if two checks share a name.
    """
    found: dict[str, Check] = {}
    for root in _roots():
        for module in _modules(root):
            for one in vars(module).values():
                if not isinstance(one, Check) or found.get(one.rule.name) is one:
                    continue
                if one.rule.name in found:
                    message = f"two rules are called {one.rule.name}"
                    raise ValueError(message)
                found[one.rule.name] = one
    return dict(sorted(found.items()))


def _roots() -> Iterator[ModuleType]:
    """Yield the packages to walk: this one, then third parties' by entry point."""
    yield importlib.import_module("audit.checks")
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        yield importlib.import_module(entry.value)


def _modules(root: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules of a package and of the packages in it."""
    for info in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        if not info.ispkg and info.name != __name__:
            yield importlib.import_module(info.name)

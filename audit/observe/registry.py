"""Finds every fact: one file makes one fact."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import audit.observe as package
from audit.core.fact import Fact
from audit.observe.scene import Counting, Scene

if TYPE_CHECKING:
    import narwhals as nw


@dataclass(frozen=True, slots=True)
class SetWork:
    """A fact of the whole table, made by expressions on the engine that holds it; it has no merge.

    `make` gets the facts made before it by name; it returns None where the fact does not apply.
    `tells` says that it reports its own progress.
    """

    name: str
    make: Callable[[Scene, Mapping[str, Fact]], Fact | None]
    after: tuple[str, ...] = ()
    tells: bool = False


@dataclass(frozen=True, slots=True)
class RowWork:
    """A fact that is counted per batch and added up: any batch size gives the same counts.

    `count` turns a tally frame (groups, label, prediction, score) into a complete fact, wherever the
    rows are; `close` pools what is rare after everything has been added. `settle` makes a sum coarser that
    has become too large: in whichever order parts are added and settled, the last one settled is the same.
    """

    name: str
    count: Callable[[nw.LazyFrame[Any], Counting], Fact]
    close: Callable[[Fact, Scene], Fact]
    applies: Callable[[Scene], bool]
    settle: Callable[[Fact], Fact] | None = None


def makers() -> tuple[SetWork | RowWork, ...]:
    """Return every fact maker in this folder, those that others read first."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg)
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found = {one.name: one for module in modules for one in vars(module).values() if isinstance(one, SetWork | RowWork)}
    ordered: dict[str, SetWork | RowWork] = {}
    while len(ordered) < len(found):
        ready = [one for one in found.values() if one.name not in ordered and _ready(one, ordered)]
        if not ready:
            message = "facts wait for each other"
            raise ValueError(message)
        ordered.update((one.name, one) for one in ready)
    return tuple(ordered.values())


def row_works(names: Sequence[str]) -> tuple[RowWork, ...]:
    """Return the makers of these facts that are counted per batch, in a worker that only got their names."""
    return tuple(one for one in makers() if isinstance(one, RowWork) and one.name in names)


def _ready(one: SetWork | RowWork, done: Mapping[str, object]) -> bool:
    """Tell whether everything a maker reads has been made."""
    return isinstance(one, RowWork) or all(name in done for name in one.after)

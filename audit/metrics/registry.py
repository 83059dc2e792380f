"""Finds every metric: one file holds one family of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import audit.metrics as package
from audit.core.fact import Facts
from audit.core.metric import Metric, Value
from audit.metrics.compared import Compared


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that are made of the same facts.

    `measure` gets all facts, the name of a dataset, and with whom groups are compared; it yields nothing where
    its facts were not made.
    """

    name: str
    metrics: tuple[Metric, ...]
    measure: Callable[[Facts, str, Compared], Iterator[Value]]


def families() -> dict[str, Family]:
    """Return every family in this folder by name; raises ValueError if a metric has two homes."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found = {one.name: one for module in modules for one in vars(module).values() if isinstance(one, Family)}
    known = [metric.name for family in found.values() for metric in family.metrics]
    if len(known) > len(set(known)):
        message = f"two metrics are called {max(set(known), key=known.count)}"
        raise ValueError(message)
    return dict(sorted(found.items()))


def metrics() -> dict[str, Metric]:
    """Return the words of every metric by name."""
    return {metric.name: metric for family in families().values() for metric in family.metrics}


def measured(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield every number of every family that a dataset has the facts for."""
    for family in families().values():
        yield from family.measure(facts, dataset, compared)

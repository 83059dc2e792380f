"""Finds every technique, and what a technique gets to work with."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import audit.advise as package
from audit.advise.bench import Bench
from audit.advise.effect import Classes
from audit.advise.effort import BRIEF, Effort
from audit.advise.release_plans import Released, released
from audit.anonymity.coded import Coded
from audit.checks.registry import Check
from audit.core.advice import Advice, CannotTry
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.finding import Finding
from audit.core.words import Risk
from audit.observe.codes import encode
from audit.observe.scene import Scene

_NO_ASKS: Mapping[str, Ask] = MappingProxyType({})
MOST_ROWS = 1_000_000
"""Plans are tried in memory: more rows are not tried on, and the report says so."""


class Trial:
    """One dataset's rows as codes, to try things on; they are read once, and only if somebody asks."""

    def __init__(
        self, scene: Scene, facts: Facts, bench: Bench | None = None, asks: Mapping[str, Ask] = _NO_ASKS, effort: Effort = BRIEF
    ) -> None:
        """Keep the scene, what plans about decisions are tried with, and what is asked of each metric; nothing is read yet."""
        self.scene, self.facts, self.asks, self.effort = scene, facts, asks, effort
        self._bench = bench

    @property
    def bench(self) -> Bench:
        """Return what plans about decisions are tried with; raises CannotTry where nobody gave it."""
        if self._bench is None:
            raise CannotTry(f"{self.scene.source.name}: plans about decisions are not tried on it")
        return self._bench

    @cached_property
    def codes(self) -> Coded:
        """Return the rows as integers; raises CannotTry where they may not leave their place, or are too many."""
        source = self.scene.source
        if source.table.home == "database":
            raise CannotTry(f"{source.name}: plans are tried on rows, and no row leaves the database")
        if source.rows > MOST_ROWS:
            raise CannotTry(f"{source.name}: plans are tried on up to {MOST_ROWS:,} rows, and this has {source.rows:,}")
        return encode(self.scene)

    @cached_property
    def released(self) -> Released:
        """Return the ways to release the dataset, searched and tried once, whichever rule asks; raises CannotTry."""
        return released(self.scene, self.codes, self.asks, self.effort)

    @cached_property
    def classes(self) -> Classes:
        """Return the distinct rows, which every plan is tried on."""
        return Classes.of(self.codes)


@dataclass(frozen=True, slots=True)
class Case:
    """A finding that asks for advice, with its rule's risk and settings.

    Where one plan serves all failed groups of an `attribute`, a protected column or an intersection of some, `finding`
    is the worst and `findings` are all of them.
    """

    finding: Finding
    check: Check
    ask: Ask
    findings: tuple[Finding, ...] = ()
    attribute: str = ""

    @property
    def risk(self) -> Risk:
        """Return the risk that a technique has to serve."""
        return self.check.rule.risk


@dataclass(frozen=True, slots=True)
class Technique:
    """A way to lessen risks; `propose` yields advice whose effect was measured."""

    name: str
    risks: frozenset[Risk]
    propose: Callable[[Trial, Case], Iterator[Advice]]


def techniques() -> Mapping[str, Technique]:
    """Return every technique in this folder by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return {one.name: one for module in modules for one in vars(module).values() if isinstance(one, Technique)}

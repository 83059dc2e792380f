"""How many conditions does it take until a row stands alone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from audit.anonymity.attacks.points import Points
from audit.anonymity.attacks.risk import Attack
from audit.anonymity.attacks.singling_out import about, met, shuffled, some_columns
from audit.core.fact import Fact, Facts, Keys
from audit.core.measurement import Rate
from audit.observe.attacked import MOST_ATTACKED, UNAUTHORISED, attackable, halves
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

NAME = "singling_out"
KEYS = ("conditions",)
MEASURES = ("rows", "attacks", "hits", "guesses", "control_hits")
"""Rows of the half that is attacked, predicates, and how many of them one row alone meets: of the half they were made of,
with values of any rows, and of as many other people."""
WIDTHS = (1, 2, 3, 4)
"""Conditions in a predicate; all quasi-identifiers are tried as well."""


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Say of some people what an outsider can know of them, on a few quasi-identifiers, and count how often that is one row."""
    if not attackable(scene) or not scene.roles.quasi_identifiers:
        return None
    with watched(scene, f"{scene.source.name}: {NAME}"):
        dealt = halves(scene)
        rows = list(_attacked(*dealt.even(), scene.settings.seed)) if dealt else []
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows) if rows else None


SINGLING_OUT = SetWork(NAME, _make, tells=True)


def _attacked(released: Points, others: Points, seed: int) -> Iterator[tuple[Keys, tuple[int, ...]]]:
    """Yield, by number of conditions, how many predicates single out."""
    import numpy as np

    draw = np.random.default_rng(seed)
    targets = np.arange(min(released.rows, MOST_ATTACKED))
    for width in sorted({min(width, released.width) for width in (*WIDTHS, released.width)}):
        predicates = about(released, targets, some_columns(len(targets), released, width, draw))
        asked = ((predicates, released), (shuffled(predicates, released, draw), released), (predicates, others))
        hits = [int(np.count_nonzero(met(what, where) == 1)) for what, where in asked]
        yield (width,), (released.rows, len(targets), *hits)


@dataclass(frozen=True, slots=True)
class SinglingOut:
    """How often predicates of so many conditions were met by one row alone, of `rows` rows of a sample."""

    absent = f"{UNAUTHORISED}, no quasi-identifiers are declared, or the data is in a database"

    dataset: str
    rows: int
    attacks: Mapping[int, Attack]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> SinglingOut | None:
        """Return the view, or None where nothing was attacked."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        attacks = {
            cast("int", width): Attack(Rate(hits, of), Rate(guesses, of), Rate(control, of))
            for (width,), (_, of, hits, guesses, control) in fact.rows.items()
        }
        return cls(dataset, max(numbers[0] for numbers in fact.rows.values()), attacks)

"""If two outsiders know a half each of what there is to know of a person, do the rows bring the halves together?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.anonymity.attacks.linkability import linked, sides_of
from audit.anonymity.attacks.points import Points
from audit.anonymity.attacks.risk import Attack
from audit.core.fact import Fact, Facts
from audit.core.measurement import Rate
from audit.observe.attacked import MOST_ATTACKED, UNAUTHORISED, Halves, attackable, halves
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

NAME = "relinking"
KEYS = ("columns",)
MEASURES = ("rows", "attacks", "links", "guesses", "controls", "control_links")
"""Rows of the half that is attacked, people, and expected links in millionths: theirs, those of a blind pick, of other people."""
_MILLION = 1_000_000


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Deal the quasi-identifiers to two outsiders and count whose halves they link through the rows."""
    if not attackable(scene) or len(scene.roles.quasi_identifiers) < 2:
        return None
    with watched(scene, f"{scene.source.name}: {NAME}"):
        dealt = halves(scene)
        row = _attacked(dealt) if dealt else None
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, [((len(scene.roles.quasi_identifiers),), row)]) if row else None


RELINKING = SetWork(NAME, _make, tells=True)


def _attacked(dealt: Halves) -> tuple[int, ...]:
    """Return the measures."""
    import numpy as np

    released: Points = dealt.points.take(dealt.released)
    sides = sides_of([len(np.unique(released.codes[:, place])) for place in range(released.width)])
    targets, others = (dealt.points.take(rows[:MOST_ATTACKED]) for rows in (dealt.released, dealt.others))
    links, control = (round(_MILLION * linked(people, released, sides)) for people in (targets, others))
    return released.rows, targets.rows, links, round(_MILLION * targets.rows / released.rows), others.rows, control


@dataclass(frozen=True, slots=True)
class Relinking:
    """How many people had two halves of `columns` quasi-identifiers linked, through `rows` rows of a sample."""

    absent = f"{UNAUTHORISED}, fewer than two quasi-identifiers are declared, or the data is in a database"

    dataset: str
    columns: int
    rows: int
    attack: Attack

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Relinking | None:
        """Return the view, or None where nothing was attacked."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        ((columns,), (rows, attacks, links, guesses, controls, others)) = next(iter(fact.rows.items()))
        attack = Attack(Rate(links / _MILLION, attacks), Rate(guesses / _MILLION, attacks), Rate(others / _MILLION, controls))
        return cls(dataset, int(columns or 0), rows, attack)

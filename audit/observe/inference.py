"""Can a sensitive column be guessed from the quasi-identifiers, better of the people in the data than of others?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.anonymity.attacks.inference import METHODS, Known, inferred
from audit.anonymity.attacks.risk import Attack
from audit.anonymity.attacks.scale import Scale
from audit.core.fact import Fact, Facts, Keys
from audit.core.measurement import Rate
from audit.observe.attacked import MOST_ATTACKED, UNAUTHORISED, Halves, attackable, halves
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

NAME = "inference"
KEYS = ("column", "method")
MEASURES = ("rows", "attacks", "hits", "guesses", "controls", "control_hits")
"""Rows of the half that is attacked, people, right guesses of theirs, right ones of a guess that is always the same, and
other people with the right guesses of theirs."""


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Guess every sensitive column from the quasi-identifiers by one half of the rows, of that half and of the other."""
    if not attackable(scene) or not scene.roles.sensitive:
        return None
    with watched(scene, f"{scene.source.name}: {NAME}"):
        dealt = halves(scene, scene.roles.sensitive)
        rows = list(_attacked(dealt, scene.settings.seed)) if dealt else []
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows) if rows else None


INFERENCE = SetWork(NAME, _make, tells=True)


def _attacked(dealt: Halves, seed: int) -> Iterator[tuple[Keys, tuple[int, ...]]]:
    """Yield the measures of every sensitive column that is not all there is to know."""
    for secret, column in dealt.secrets.items():
        places = [place for place, name in enumerate(dealt.names) if name != secret]
        if not places:
            continue
        everybody = Known(dealt.points.columns(places), column.codes)
        released = everybody.take(dealt.released)
        targets, others = (everybody.take(rows[:MOST_ATTACKED]) for rows in (dealt.released, dealt.others))
        scale = Scale.of(column.codes, column.size, ordered=column.numbers is not None)
        found = inferred(scale, released, targets, others, seed)
        if found is None or found.attack.control is None:
            continue
        attack, control = found.attack, found.attack.control
        counts = (attack.success.of, attack.success.hits, attack.guess.hits, control.of, control.hits)
        yield (secret, found.method), (released.points.rows, *(int(count) for count in counts))


@dataclass(frozen=True, slots=True)
class Guessed:
    """How often a column was guessed, from `rows` rows of a sample; `method` was the better of two ways."""

    column: str
    method: str
    rows: int
    attack: Attack

    def says(self) -> str:
        """Return who guessed."""
        return "the nearest rows" if self.method == METHODS[0] else "a model"


@dataclass(frozen=True, slots=True)
class Inference:
    """How often each sensitive column was guessed from the quasi-identifiers."""

    absent = f"{UNAUTHORISED}, no sensitive column or no quasi-identifiers are declared, or the data is in a database"

    dataset: str
    columns: tuple[Guessed, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Inference | None:
        """Return the view, or None where nothing was attacked."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        return cls(dataset, tuple(_guessed(str(column), str(method), numbers) for (column, method), numbers in fact.rows.items()))


def _guessed(column: str, method: str, numbers: tuple[int, ...]) -> Guessed:
    """Return what was counted of one column."""
    rows, attacks, hits, guesses, controls, others = numbers
    return Guessed(column, method, rows, Attack(Rate(hits, attacks), Rate(guesses, attacks), Rate(others, controls)))

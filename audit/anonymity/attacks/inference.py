"""Can a secret be guessed from what is known of a person, better of people in a release than of others?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from audit.anonymity.attacks.points import Points, nearest
from audit.anonymity.attacks.risk import Attack
from audit.anonymity.attacks.scale import Scale
from audit.core.measurement import Rate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

Method: TypeAlias = Literal["nearest", "model"]
Guesser: TypeAlias = "Callable[[Points], Ints]"
METHODS: tuple[Method, ...] = ("nearest", "model")
TREES, LEAF = 40, 3
MOST_TRAINED = 20_000
"""Rows a model is fitted on."""
CHOOSE = 4
"""One in so many people is used to choose the better way, and then counts no more."""


@dataclass(frozen=True, slots=True)
class Known:
    """People of whom something is known, and their secret: a code per row."""

    points: Points
    secret: Ints

    def take(self, rows: Ints) -> Known:
        """Return some of them."""
        return Known(self.points.take(rows), self.secret[rows])


@dataclass(frozen=True, slots=True)
class Inferred:
    """The way of guessing that was the better one, and how often it was right."""

    method: Method
    attack: Attack


def inferred(scale: Scale, released: Known, targets: Known, control: Known | None, seed: int) -> Inferred | None:
    """Guess the secret of targets and of a control from the released rows; None with too few targets or nothing to guess.

    Tried are the nearest released rows and a forest. One person in four chooses which, of the targets and of the control
    apart: what can be guessed of others is guessed of them as well as anybody can. The others count. The baseline is the
    guess that fits most released rows.
    """
    import numpy as np

    if targets.points.rows < CHOOSE or not (scale.classes[released.secret] >= 0).any():
        return None
    ways: dict[Method, Guesser] = {"nearest": _nearest(scale, released), "model": _forest(scale, released, seed)}
    method, success, rest = _best(scale, ways, targets)
    usual = np.full(rest.points.rows, scale.best(scale.counted(released.secret)[None, :])[0])
    other = _best(scale, ways, control)[1] if control is not None and control.points.rows >= CHOOSE else None
    return Inferred(method, Attack(success, _rate(scale, usual, rest), other))


def _best(scale: Scale, ways: Mapping[Method, Guesser], people: Known) -> tuple[Method, Rate, Known]:
    """Return the way that some people chose, how often it is right of the others, and those."""
    import numpy as np

    chooses = np.arange(people.points.rows) % CHOOSE == 0
    few, rest = (people.take(np.flatnonzero(rows)) for rows in (chooses, ~chooses))
    right = {method: int(scale.right(guess(few.points), few.secret).sum()) for method, guess in ways.items()}
    method = max(METHODS, key=lambda one: right[one])
    return method, _rate(scale, ways[method](rest.points), rest), rest


def _rate(scale: Scale, guesses: Ints, people: Known) -> Rate:
    """Return how often guesses are right."""
    return Rate(int(scale.right(guesses, people.secret).sum()), people.points.rows)


def _nearest(scale: Scale, released: Known) -> Guesser:
    """Return what guesses by the secrets of the nearest released rows, each of those that tie with one vote."""
    import numpy as np

    places, place = released.points.distinct()
    named = scale.classes[released.secret]
    votes = np.zeros((places.rows, len(scale.wins)), np.float32)
    np.add.at(votes, (place[named >= 0], named[named >= 0]), 1.0)
    usual = scale.counted(released.secret) / max(1, released.points.rows) / 2.0

    def guess(points: Points) -> Ints:
        # Where the nearest tie, the commoner secret: less than half a vote for all of them together.
        found = [scale.best((mask.astype(np.float32) @ votes).astype(np.float64) + usual) for _, mask in nearest(points, places)]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    return guess


def _forest(scale: Scale, released: Known, seed: int) -> Guesser:
    """Return what guesses by a forest of trees over the codes (Breiman 2001)."""
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    named = scale.classes[released.secret]
    rows = np.flatnonzero(named >= 0)
    rows = np.sort(np.random.default_rng(seed).permutation(rows)[:MOST_TRAINED])
    forest = RandomForestClassifier(TREES, min_samples_leaf=LEAF, random_state=seed % 2**32, n_jobs=1)
    forest.fit(released.points.codes[rows], named[rows])

    def guess(points: Points) -> Ints:
        votes = np.zeros((points.rows, len(scale.wins)))
        if points.rows:
            votes[:, np.asarray(forest.classes_, dtype=np.int64)] = np.round(forest.predict_proba(points.codes), 9)
        return scale.best(votes)

    return guess

"""When is a guess of a secret right, and what would be guessed from how often values occur?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

MOST_NAMED = 20
"""Values of an ordered secret from which it is a number: up to here it has to be named exactly."""
TOLERANCE = 0.05
"""Of all rows, how many may lie between a number and its guess."""
CLASSES = 40
"""Values, or slices of a number, that are told apart when guessing: the commonest, or of about as many rows each."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What can be guessed of a secret, and when a guess is right.

    `classes` is the class of each code, -1 for values too rare to be guessed; `wins[guess, truth]` is what the guess of a
    class is worth, 1 where it is right. `places` are, for a number, the shares of rows below each code (half of its own counted), and
    `middles` those of the classes: a guess is right within TOLERANCE of the truth. That is an absolute distance: neither
    the sign of a number nor its size makes a guess right, as they do where the distance is taken over the guess.
    """

    classes: Ints
    wins: Floats
    places: Floats | None = None
    middles: Floats | None = None

    @classmethod
    def of(cls, codes: Ints, size: int, *, ordered: bool) -> Scale:
        """Return the scale of a secret from the codes of the people attacked."""
        import numpy as np

        rows = np.bincount(codes, minlength=size)
        if ordered and size > MOST_NAMED:
            return _of_number(rows)
        order = np.argsort(-rows, kind="stable")
        classes = np.full(size, -1, np.int64)
        classes[order[:CLASSES]] = np.arange(min(size, CLASSES))
        return cls(classes, np.eye(min(size, CLASSES)))

    def right(self, guesses: Ints, truth: Ints) -> Bools:
        """Tell which guessed classes are right for the true codes."""
        import numpy as np

        if self.places is None or self.middles is None:
            return np.asarray(self.classes[truth] == guesses)
        return np.asarray(np.abs(self.middles[guesses] - self.places[truth]) <= TOLERANCE)

    def counted(self, codes: Ints) -> Floats:
        """Return how many rows each class has."""
        import numpy as np

        named = self.classes[codes]
        return np.bincount(named[named >= 0], minlength=len(self.wins)).astype(np.float64)

    def best(self, votes: Floats) -> Ints:
        """Return the class that is most often right by the votes, shape (guesses, classes); the first of those that tie."""
        import numpy as np

        return np.asarray(np.argmax(votes @ self.wins.T, axis=1), dtype=np.int64)


def _of_number(rows: Ints) -> Scale:
    """Return the scale of a number from the rows of each code, ascending."""
    import numpy as np

    total = max(1, int(rows.sum()))
    places = (np.cumsum(rows) - rows / 2.0) / total
    slices = np.minimum(CLASSES - 1, places * CLASSES).astype(np.int64)
    _, classes = np.unique(slices, return_inverse=True)
    classes = classes.reshape(-1)
    weight = np.bincount(classes, weights=rows)
    middles = np.bincount(classes, weights=places * rows) / np.maximum(weight, 1.0)
    # Of guesses that win alike the one in the middle: it is right for more of what a slice stands for.
    apart = np.abs(middles[:, None] - middles[None, :])
    wins = np.where(apart <= TOLERANCE, 1.0 - apart / TOLERANCE / 4.0, 0.0)
    return Scale(classes, wins, places, middles)

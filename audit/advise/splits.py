"""Which rows is a model trained on, and on which others is it judged, several times over?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]

TESTED = 0.3
"""The share of the rows in hand that one split tests on."""


@dataclass(frozen=True, slots=True)
class Split:
    """Rows to train on and other rows to test on, as masks of shape (rows,)."""

    taught: Bools
    tested: Bools


@dataclass(frozen=True, slots=True)
class Splits:
    """Splits to choose a plan on, and splits to judge it on: no row that a choice saw is ever judged.

    One half of the rows is for choosing: trained and tested on. Of the other half each judging split tests on some,
    and trains on all rows that it does not test on. `tested` and `left` are the rows of that half that one split
    tests on, and does not.
    """

    choose: tuple[Split, ...]
    judge: tuple[Split, ...]
    tested: int
    left: int


def split_up(rows: int, seed: int, choose: int, judge: int) -> Splits:
    """Return so many random splits of rows, the same for the same seed."""
    import numpy as np

    draw = np.random.default_rng([seed, rows])
    order = draw.permutation(rows)
    seen, unseen = order[: rows // 2], order[rows // 2 :]
    first, second = int(TESTED * len(seen)), int(TESTED * len(unseen))
    chosen = tuple(_split(rows, seen, draw.permutation(seen)[:first]) for _ in range(choose))
    judged = tuple(_split(rows, order, draw.permutation(unseen)[:second]) for _ in range(judge))
    return Splits(chosen, judged, second, len(unseen) - second)


def _split(rows: int, among: npt.NDArray[np.int64], tested: npt.NDArray[np.int64]) -> Split:
    """Return masks of the rows that are tested on, and of the others among some."""
    import numpy as np

    test, taught = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool)
    test[tested] = True
    taught[among] = True
    return Split(taught & ~test, test)

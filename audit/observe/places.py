"""Which integer stands for a score, which bin is it in, and to how many digits is it known?"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 1.7976931348623157e308
"""The largest finite score."""
EXACT, BIN = "exact", "bin"
"""The two scales a place is on: of a score, and of a bin."""
BINS = 4_096
"""Fixed edges over 0 to 1, a power of two: every engine cuts a score into the same bin."""
BELOW, ABOVE = -1, BINS
"""The bins of scores that lie outside 0 to 1."""
_MAGNITUDE = (1 << 63) - 1


def place_of(score: float) -> int:
    """Return the integer that stands for a finite score: its IEEE 754 bits, in the order of the scores, 0 for -0.0."""
    bits: int = struct.unpack("<q", struct.pack("<d", score))[0]
    return bits if bits >= 0 else -(bits & _MAGNITUDE)


def score_of(place: int) -> float:
    """Return the score that an integer stands for."""
    score: float = struct.unpack("<d", struct.pack("<q", abs(place)))[0]
    return score if place >= 0 else -score


def bin_of(score: float) -> int:
    """Return the bin of a score: 0 to 4,095 from 0 to 1, -1 below, 4,096 above."""
    return BELOW if score < 0 else ABOVE if score > 1 else min(int(score * BINS), BINS - 1)


def cut(score: nw.Expr) -> nw.Expr:
    """Return the bin of a score; multiplying by a power of two is exact, whatever does it."""
    import narwhals as nw

    inside = (score.clip(0, 1) * BINS).floor().clip(0, BINS - 1).cast(nw.Int64)
    below = nw.when(score < 0).then(nw.lit(BELOW)).otherwise(inside)
    return nw.when(score > 1).then(nw.lit(ABOVE)).otherwise(below).cast(nw.Int64)


def steady(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a model's scores to nine digits.

    Linear algebra differs in its last bits with the number of rows that are asked about at once: without
    this, every batch size would give other distinct scores, and other ties. A number written with nine
    digits stays what it is.
    """
    import numpy as np

    usable = np.isfinite(scores) & (scores != 0)
    size = np.floor(np.log10(np.abs(np.where(usable, scores, 1.0))))
    # Powers of ten up to 22 are exact, and so the quotient is the number nearest to nine digits.
    power = 10.0 ** np.clip(8.0 - size, -250.0, 300.0)
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = np.rint(scores * power) / power
    return np.where(usable & np.isfinite(rounded), rounded, scores)

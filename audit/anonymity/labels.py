"""Which rows are alike in several columns of integers?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

MOST_LABELS = 2**62


def labels(columns: Sequence[tuple[Ints, int]], rows: int) -> tuple[Ints, int]:
    """Return one number per row that is the same where all columns are, and a number above the largest.

    Each column is a code per row (shape (rows,)) and a number above its largest code. The labels are not
    dense, yet never far above the number of rows, so that counts waste no room.
    """
    import numpy as np

    label, width = np.zeros(rows, dtype=np.int64), 1
    for column, size in columns:
        if width * size > MOST_LABELS:
            label, width = dense(label)
        label, width = label * size + column, width * size
    return (label, width) if width <= 4 * rows + 1 else dense(label)


def dense(label: Ints) -> tuple[Ints, int]:
    """Return labels from 0 without gaps, in the order of the old ones, and how many there are."""
    import numpy as np

    seen, place = np.unique(label, return_inverse=True)
    return place.reshape(-1), len(seen)

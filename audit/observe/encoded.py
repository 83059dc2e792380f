"""How do columns of any kind become integers that a sample's rows can be compared by?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

HALVINGS = 6
BINS = 2**HALVINGS
"""Bins of numbers: two halves, each halved again, and so on."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One column of some rows: a code per row, ascending with its values, and a bin per code.

    What is missing is one value, the last, in a bin of its own, the one after all others. `numbers` are the rows'
    numbers (NaN where there is none), None for a column of categories, whose values are all in one bin.
    """

    codes: Ints
    bins: Ints
    numbers: Floats | None

    @property
    def size(self) -> int:
        """Return the number of distinct values, the missing one included."""
        return len(self.bins)

    def only(self, rows: Ints | npt.NDArray[np.bool_]) -> Encoded:
        """Return the column in some of the rows, under the same codes."""
        return Encoded(self.codes[rows], self.bins, None if self.numbers is None else self.numbers[rows])

    def commonest(self, most: int) -> Ints:
        """Return the rows' codes from 0: one for each of the commonest values, the last for all others together."""
        import numpy as np

        rows = np.bincount(self.codes, minlength=self.size)
        order = np.argsort(-rows, kind="stable")
        place = np.empty(self.size, np.int64)
        place[order] = np.minimum(np.arange(self.size), most - 1)
        return place[self.codes]


def encoded(column: pa.Array) -> Encoded:
    """Return the codes of a column; days and times are numbers, texts and truth values are categories."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    column = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    dictionary = column.dictionary_encode(null_encoding="encode")
    order = pc.sort_indices(dictionary.dictionary).to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    codes = place[np.asarray(dictionary.indices, dtype=np.int64)]
    if pa.types.is_boolean(column.type) or pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return Encoded(codes, np.zeros(len(order), np.int64), None)
    return Encoded(codes, _bins(codes, len(order), gaps=int(column.null_count > 0)), _numbers(column))


def _bins(codes: Ints, size: int, *, gaps: int) -> Ints:
    """Return the bin of every value: about as many rows in each, the missing value alone in the last."""
    import numpy as np

    rows = np.bincount(codes, minlength=size)[: size - gaps]
    middle = np.cumsum(rows) - rows / 2.0
    bins = np.minimum(BINS - 1, middle * BINS / max(1, int(rows.sum()))).astype(np.int64)
    return np.append(bins, np.full(gaps, BINS))


def _numbers(column: pa.Array) -> Floats:
    """Return numbers, days or times as floats, NaN where there is nothing."""
    import numpy as np
    import pyarrow as pa

    whole = column.cast(pa.timestamp("us", tz=getattr(column.type, "tz", None))) if pa.types.is_temporal(column.type) else column
    plain = whole.cast(pa.int64()) if pa.types.is_temporal(whole.type) else whole
    return np.asarray(plain.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False), dtype=np.float64)

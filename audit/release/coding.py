"""Which rows have the same value? Columns that come in batches become integers, with bounded memory per batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Column:
    """A code per row, shape (rows,), ascending with the values, a missing one last; `values` are the distinct ones in that order."""

    codes: Ints
    values: tuple[Any, ...]

    @property
    def size(self) -> int:
        """Return a number above the largest code."""
        return len(self.values)

    def at(self, rows: Ints) -> Column:
        """Return the column of some rows, by their positions."""
        return Column(self.codes[rows], self.values)


@dataclass(slots=True)
class _Coder:
    """Codes one column, in the order in which values are met."""

    met: dict[Any, int] = field(default_factory=dict)
    parts: list[Ints] = field(default_factory=list)

    def add(self, column: pa.Array) -> None:
        """Code the values of a batch."""
        import numpy as np

        encoded = column.dictionary_encode(null_encoding="encode")
        places = [self.met.setdefault(value, len(self.met)) for value in encoded.dictionary.to_pylist()]
        self.parts.append(np.array(places, dtype=np.int64)[encoded.indices.to_numpy()].astype(np.int32))

    def column(self) -> Column:
        """Return the codes in the order of the values."""
        import numpy as np

        known = sorted(value for value in self.met if value is not None)
        values = (*known, *([None] if None in self.met else []))
        place = np.empty(len(values), dtype=np.int64)
        place[[self.met[value] for value in values]] = np.arange(len(values))
        codes = np.concatenate(self.parts) if self.parts else np.zeros(0, dtype=np.int64)
        return Column(place[codes], values)


def coded(batches: Iterable[pa.RecordBatch], names: Sequence[str]) -> dict[str, Column]:
    """Return columns of batches as integers; the rows are in the order of the batches."""
    coders = {name: _Coder() for name in names}
    for batch in batches:
        for name, coder in coders.items():
            coder.add(batch.column(name))
    return {name: coder.column() for name, coder in coders.items()}


def pairs(columns: Iterable[Column]) -> list[tuple[Ints, int]]:
    """Return columns as labels take them: codes, and a number above the largest."""
    return [(column.codes, column.size) for column in columns]

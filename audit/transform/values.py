"""What do the rows that a step is given hold: values and how often, classes, whole columns?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.anonymity.labels import labels
from audit.core.plan import Step
from audit.transform.registry import ROW, Reading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

_NUMBERS = frozenset({"integer", "number"})


def numeric(step: Step, reading: Reading) -> None:
    """Raise BadInput for the first column of a step that holds no numbers."""
    odd = next((name for name in step.columns if reading.kind(name) not in _NUMBERS), None)
    if odd is not None:
        raise reading.bad(f"column {odd!r} holds no numbers", "Name columns of kind integer or number")


def counted(reading: Reading, name: str) -> dict[Any, int]:
    """Return every distinct value of a column with its rows, None for missing ones."""
    sizes: Counter[Any] = Counter()
    for batch in reading.batches([name]):
        encoded = batch.column(name).dictionary_encode(null_encoding="encode").value_counts()
        for value, size in zip(encoded.field(0).to_pylist(), encoded.field(1).to_pylist(), strict=True):
            sizes[value] += size
    return dict(sizes)


def coded(reading: Reading, names: Sequence[str]) -> tuple[Ints, list[tuple[Ints, list[Any]]]]:
    """Return the positions of the rows, and for each column a code per row (shape (rows,)) with its distinct values.

    Codes ascend with the values; a missing value is a code of its own, the last.
    """
    import numpy as np

    rows: list[Ints] = []
    chunks: list[list[Any]] = [[] for _ in names]
    for batch in reading.batches(names):
        rows.append(batch.column(ROW).to_numpy())
        for name, found in zip(names, chunks, strict=True):
            found.append(batch.column(name).dictionary_encode())
    return (np.concatenate(rows) if rows else np.zeros(0, np.int64)), [_dictionary(found) for found in chunks]


def _dictionary(chunks: Sequence[Any]) -> tuple[Ints, list[Any]]:
    """Return codes and distinct values of a column that was encoded batch by batch: its values are never held twice."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if not chunks:
        return np.zeros(0, np.int64), []
    encoded = pa.chunked_array(chunks).unify_dictionaries().combine_chunks()
    order = pc.sort_indices(encoded.dictionary)
    place = np.full(len(order) + 1, len(order), np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    values = encoded.dictionary.take(order).to_pylist()
    codes: Ints = place[encoded.indices.fill_null(len(order)).to_numpy()]
    return codes, [*values, None] if encoded.null_count else values


def class_sizes(codes: Sequence[tuple[Ints, int]], rows: int, subjects: Ints | None = None) -> Ints:
    """Return for each row how many rows, or distinct persons where `subjects` says whose row it is, are alike in all columns."""
    import numpy as np

    label, width = labels(codes, rows)
    if subjects is None:
        return np.bincount(label, minlength=width)[label].astype(np.int64)
    _, people = np.unique(subjects, return_inverse=True)
    pairs, _ = labels([(label, width), (people.reshape(-1).astype(np.int64), len(subjects) + 1)], rows)
    _, first = np.unique(pairs, return_index=True)
    sizes: Ints = np.bincount(label[first], minlength=width)[label].astype(np.int64)
    return sizes


@dataclass(frozen=True, slots=True)
class InClasses:
    """Which rows of the source are in large classes (shape (rows of the source,)), of how many, and how many are not."""

    kept: Bools
    rows: int
    lost: int


def in_classes(reading: Reading, names: Sequence[str], persons: Sequence[str], k: int) -> InClasses:
    """Find the rows with at least k rows in their class over some columns; `persons` names the column of persons, who then count."""
    import numpy as np

    rows, codes = coded(reading, [*names, *persons])
    classes = [(column, len(values) + 1) for column, values in codes[: len(names)]]
    sizes = class_sizes(classes, len(rows), *(column for column, _ in codes[len(names) :]))
    kept = np.zeros(reading.rows, dtype=np.bool_)
    kept[rows[sizes >= k]] = True
    return InClasses(kept, len(rows), len(rows) - int(kept.sum()))

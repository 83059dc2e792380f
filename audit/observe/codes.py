"""Turns quasi-identifiers into integer codes with ladders of coarser codes, for plans to be tried on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.observe.ladders import Ladder, ladder_of
from audit.observe.tally import RARE, group_name, stored

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from audit.load.source import Source
    from audit.observe.scene import Scene

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Groups:
    """One protected attribute: a code per row, and the name of each code (rare ones pooled)."""

    attribute: str
    codes: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The rows of a dataset as integers. Values stay behind; only names of ladder steps come along."""

    dataset: str
    rows: int
    columns: Mapping[str, Ints]
    ladders: Mapping[str, Ladder]
    groups: tuple[Groups, ...]


def encode(scene: Scene) -> Codes:
    """Return the codes of all quasi-identifiers and protected groups; missing is a code of its own."""
    import pyarrow as pa

    columns: dict[str, Ints] = {}
    ladders: dict[str, Ladder] = {}
    for name in scene.roles.quasi_identifiers:
        chunks = [batch.column(0) for batch in scene.source.batches([name])]
        values, codes = _dictionary(pa.chunked_array(chunks or [pa.array([], pa.string())]))
        columns[name] = codes
        kind = next(column.kind for column in scene.source.columns if column.name == name)
        ladders[name] = ladder_of(values, codes, kind)
    return Codes(scene.source.name, scene.source.rows, columns, ladders, _groups(scene))


def _dictionary(chunks: Any) -> tuple[list[Any], Ints]:
    """Return distinct values and a code per row."""
    import numpy as np

    encoded = chunks.dictionary_encode(null_encoding="encode").unify_dictionaries()
    values = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    parts = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
    return values, np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)


def _groups(scene: Scene) -> tuple[Groups, ...]:
    """Return the protected groups as codes, with rare ones pooled."""
    import numpy as np

    if not scene.roles.protected:
        return ()
    table = stored(scene).collect("pyarrow").to_native()
    made = []
    for place, item in enumerate(scene.roles.protected):
        values, codes = _dictionary(table.column(group_name(place)))
        sizes = np.bincount(codes, minlength=len(values))
        names = [str(value) if size >= scene.settings.min_cell else RARE for value, size in zip(values, sizes, strict=True)]
        made.append(_pooled(item.column, names, codes))
    return tuple(made)


def _pooled(attribute: str, names: Sequence[str], codes: Ints) -> Groups:
    """Give one code to each distinct name."""
    import numpy as np

    order = sorted(set(names))
    place = np.array([order.index(name) for name in names], dtype=np.int64)
    return Groups(attribute, place[codes], tuple(order))


def present(source: Source, column: str) -> int:
    """Return how many values of a column are not missing."""
    import narwhals as nw

    row = source.frame().select(nw.col(column).count().cast(nw.Int64).alias("__n")).collect("pyarrow").to_native().to_pylist()[0]
    return int(row["__n"])

"""Which rows are in hand where counts are not enough, and which columns and groups do they have?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.core.roles import Protected
from audit.load.canonical import canonical
from audit.observe.engines.sample import drawn
from audit.observe.scene import Scene
from audit.observe.tally import RARE, UNKNOWN

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The protected groups of rows: a code per row, a name per code.

    Who is unknown has a group of that name; groups of fewer than `min_cell` rows are one.
    """

    attribute: str
    codes: Ints
    names: tuple[str, ...]

    def known(self) -> tuple[str, ...]:
        """Return the groups that can be spoken of one by one."""
        return tuple(name for name in self.names if name not in {RARE, UNKNOWN})

    def of(self, name: str) -> npt.NDArray[np.bool_]:
        """Return which rows are in a group."""
        rows: npt.NDArray[np.bool_] = self.codes == (self.names.index(name) if name in self.names else -1)
        return rows


def in_hand(scene: Scene, columns: Sequence[str], most: int) -> pa.RecordBatch | None:
    """Draw at most about `most` rows, every group by its share, and sort them by their values; None without a row.

    Rows that are the same can change places: neither files nor engines nor the order of columns have a say.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not scene.source.rows or not columns:
        return None
    wanted = min(most, scene.settings.sample or most)
    sample = drawn(replace(scene, settings=replace(scene.settings, sample=wanted)))
    table = pa.Table.from_batches(list(sample.source.batches(tuple(dict.fromkeys(columns)))))
    places = sorted(range(table.num_columns), key=table.column_names.__getitem__)
    working = table.rename_columns([f"c{place}" for place in range(table.num_columns)])
    order = pc.sort_indices(working, sort_keys=[(f"c{place}", "ascending") for place in places])
    return table.take(order).combine_chunks().to_batches()[0]


def features_of(scene: Scene) -> tuple[str, ...]:
    """Return the columns the model is given: those it was fitted on, or all it is shown.

    Without a model, those it could be given: columns that are no outcome, no protected attribute, no weight, no key.
    """
    roles, names = scene.roles, scene.source.names()
    no_input = {roles.label, roles.prediction, roles.score, roles.weight, roles.subject_id}
    if scene.model is None:
        return tuple(name for name in names if name not in no_input and name not in roles.attributes)
    predictor = scene.model.predictor
    return predictor.features or tuple(name for name in names if name not in predictor.withheld and name not in no_input)


def decided_by_class(scene: Scene) -> bool:
    """Tell whether rows can be brought here and their decisions be equal or not: a predicted number or an order cannot."""
    return scene.roles.task in {"binary", "multiclass"} and scene.source.table.home != "database"


def grouped(batch: pa.RecordBatch, item: Protected, min_cell: int) -> Grouped:
    """Return the groups of the rows in one protected column, named as they are where decisions are counted."""
    import numpy as np
    import pyarrow as pa

    column = pa.array(batch.column(item.column))
    encoded = column.dictionary_encode(null_encoding="encode")
    raw = np.asarray(encoded.indices, dtype=np.int64)
    labels = item.labels()
    named = [group_of(value, item, labels) for value in encoded.dictionary.to_pylist()]
    rows: dict[str, int] = {}
    for name, count in zip(named, np.bincount(raw, minlength=len(named)).tolist(), strict=True):
        rows[name] = rows.get(name, 0) + count
    shown = [name if name == UNKNOWN or rows[name] >= min_cell else RARE for name in named]
    names = tuple(sorted(set(shown)))
    return Grouped(item.column, np.array([names.index(name) for name in shown], dtype=np.int64)[raw], names)


def group_of(value: object, item: Protected, labels: Sequence[str]) -> str:
    """Return the name of the group that a value stands for: its text, or the band of a number."""
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN is not itself
        return UNKNOWN
    if isinstance(value, int | float) and item.bands:
        return labels[sum(value >= edge for edge in item.bands)]
    return canonical(value)

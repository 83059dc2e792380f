"""Turns quasi-identifiers into integer codes with ladders of coarser codes, for plans to be tried on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.anonymity.coded import Coded, Groups, Sensitive
from audit.anonymity.hierarchy import Hierarchy
from audit.load.hierarchies import Tree, hierarchies
from audit.observe.ladders import file_ladder, ladder_of
from audit.observe.tally import RARE, UNKNOWN, group_name, groups, working_roles, written

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from audit.load.source import Source
    from audit.observe.scene import Scene

    Ints = npt.NDArray[np.int64]

_SUBJECT = "__subject"


def encode(scene: Scene) -> Coded:
    """Return the codes of all quasi-identifiers, sensitive columns, protected groups and persons; missing is a code of its own."""
    columns: dict[str, Ints] = {}
    ladders: dict[str, Hierarchy] = {}
    trees = trees_of(scene)
    table = _read(scene)
    for place, name in enumerate(scene.roles.quasi_identifiers):
        values, codes = _dictionary(table.column(f"__key_{place}"))
        columns[name] = codes
        ladders[name] = _ladder(name, values, codes, _kind(scene, name), trees.get(name))
    sensitive = {name: _sensitive(scene, table, place) for place, name in enumerate(scene.roles.sensitive)}
    subjects = _dictionary(table.column(_SUBJECT))[1] if scene.roles.subject_id else None
    return Coded(scene.source.name, scene.source.rows, columns, ladders, _groups(scene, table), sensitive, subjects)


def trees_of(scene: Scene) -> dict[str, Tree]:
    """Return the hierarchy files of the quasi-identifiers, where the subject names a folder; raises BadInput."""
    return hierarchies(scene.settings.hierarchies, scene.roles.quasi_identifiers) if scene.settings.hierarchies else {}


def _ladder(name: str, values: Sequence[Any], codes: Ints, kind: str, tree: Tree | None) -> Hierarchy:
    """Return the ladder of a column: its file's, else ours for its kind. Raises BadInput for values that the file lacks."""
    if tree is None:
        return ladder_of(values, codes, kind)
    tree.check(name, values)
    return file_ladder(values, tree.levels)


def _kind(scene: Scene, name: str) -> str:
    """Return the kind of a column."""
    return next(column.kind for column in scene.source.columns if column.name == name)


def _sensitive(scene: Scene, table: Any, place: int) -> Sensitive:
    """Return a sensitive column as codes; numbers and days have an order."""
    values, codes = _dictionary(table.column(f"__sensitive_{place}"))
    return Sensitive(codes, len(values), _kind(scene, scene.roles.sensitive[place]) in {"integer", "number", "date", "timestamp"})


def _read(scene: Scene) -> Any:
    """Return keys and groups of all rows by one query: two would not have to bring the rows in one order."""
    keys = {f"__key_{place}": name for place, name in enumerate(scene.roles.quasi_identifiers)}
    keys |= {f"__sensitive_{place}": name for place, name in enumerate(scene.roles.sensitive)}
    keys |= {_SUBJECT: scene.roles.subject_id} if scene.roles.subject_id else {}
    people = {group_name(place): item.column for place, item in enumerate(scene.roles.protected)}
    if not keys and not people:
        return {}
    columns = [scene.source.col(column).alias(name) for name, column in (keys | people).items()]
    frame = scene.source.frame().select(*columns).select(*keys, *groups(working_roles(scene.roles)))
    return frame.collect("pyarrow").to_native()


def _dictionary(chunks: Any) -> tuple[list[Any], Ints]:
    """Return distinct values in their order, nothing last, and a code per row: whatever order the rows come in."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = chunks.combine_chunks() if isinstance(chunks, pa.ChunkedArray) else chunks
    encoded = whole.dictionary_encode(null_encoding="encode")
    order = pc.sort_indices(encoded.dictionary)
    place = np.empty(len(order), np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    return encoded.dictionary.take(order).to_pylist(), place[encoded.indices.to_numpy()]


def _groups(scene: Scene, table: Any) -> tuple[Groups, ...]:
    """Return the protected groups as codes, with rare ones pooled."""
    import numpy as np

    made = []
    for place, item in enumerate(scene.roles.protected):
        values, codes = _dictionary(table.column(group_name(place)))
        sizes: Counter[str] = Counter()
        named = [str(written(value)) for value in values]
        for name, rows in zip(named, np.bincount(codes, minlength=len(values)).tolist(), strict=True):
            sizes[name] += rows
        # As in the facts: who is unknown is not pooled, so that a group has one size wherever it is named.
        kept = {name for name, rows in sizes.items() if rows >= scene.settings.min_cell or name == UNKNOWN}
        made.append(_pooled(item.column, [name if name in kept else RARE for name in named], codes))
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

    row = source.frame().select(source.col(column).count().cast(nw.Int64).alias("__n")).collect("pyarrow").to_native().to_pylist()[0]
    return int(row["__n"])

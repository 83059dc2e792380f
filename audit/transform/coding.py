"""How do the rows that a step is given become the integers that plans are searched and measured on?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.anonymity.coded import Coded, Sensitive
from audit.anonymity.hierarchy import Hierarchy
from audit.load.hierarchies import Tree
from audit.observe.ladders import file_ladder, flat_ladder, ladder_of
from audit.transform.registry import Reading
from audit.transform.values import coded

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_ORDERED = frozenset({"integer", "number", "date", "timestamp"})


@dataclass(frozen=True, slots=True)
class Known:
    """Rows as integers: their positions in the source (shape (rows,)), and the distinct values of each column by code."""

    rows: Ints
    coded: Coded
    values: Mapping[str, Sequence[Any]]


def known(reading: Reading, names: Sequence[str], sensitive: Sequence[str], trees: Mapping[str, Tree] | None = None) -> Known:
    """Return columns, sensitive columns and persons as integers; with `trees`, columns get ladders (a file's, or those of their kind).

    Without, a column has two levels: as it is, and `*`. Raises BadInput for names that are no columns, for values that a file lacks,
    and where the column of persons was dropped before.
    """
    kinds = {name: reading.kind(name) for name in (*names, *sensitive)}
    persons = person_columns(reading)
    rows, columns = coded(reading, [*names, *sensitive, *persons])
    own = dict(zip(names, columns, strict=False))
    ladders = {name: _ladder(name, codes, values, kinds[name], trees) for name, (codes, values) in own.items()}
    guarded = {
        name: Sensitive(codes, len(values), kinds[name] in _ORDERED)
        for name, (codes, values) in zip(sensitive, columns[len(names) :], strict=False)
    }
    subjects = columns[-1][0] if persons else None
    codes_only = {name: codes for name, (codes, _) in own.items()}
    found = Coded(reading.where, len(rows), codes_only, ladders, (), guarded, subjects)
    return Known(rows, found, {name: values for name, (_, values) in own.items()})


def person_columns(reading: Reading) -> list[str]:
    """Return the column of persons, if the plan names one; raises BadInput where it was dropped before."""
    if reading.subject_id is None:
        return []
    if reading.subject_id not in {column.name for column in reading.columns}:
        raise reading.bad(f"persons cannot be counted: {reading.subject_id!r} was dropped before", "Take this step before dropping it")
    return [reading.subject_id]


def _ladder(name: str, codes: Ints, values: Sequence[Any], kind: str, trees: Mapping[str, Tree] | None) -> Hierarchy:
    """Return the ladder of a column."""
    if trees is None:
        return flat_ladder(len(values))
    if name not in trees:
        return ladder_of(values, codes, kind)
    trees[name].check(name, values)
    return file_ladder(values, trees[name].levels)

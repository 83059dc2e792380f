"""How do the rows of a dataset become distinct rows that can be brought to any node of the lattice?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.anonymity.coded import Coded, Sensitive
from audit.anonymity.conditions import Conditions, Kept
from audit.anonymity.demand import Demand
from audit.anonymity.labels import dense, labels
from audit.anonymity.parts import Part, grouped
from audit.anonymity.table import Rows, Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


def rows_of(coded: Coded, demand: Demand, whole: Coded | None = None) -> tuple[Rows, Conditions]:
    """Return the distinct rows, and the conditions on them; raises ValueError for a sensitive column that is not there.

    Where the rows are only some of a dataset, `whole` is all of it: what t is the distance from.
    """
    import numpy as np

    missing = sorted(set(demand.sensitive) - set(coded.sensitive))
    if missing:
        message = f"no sensitive column is called {', '.join(missing)}"
        raise ValueError(message)
    coded, names = _one_row_each(coded), tuple(coded.columns)
    order = _halves([int(coded.columns[name].max(initial=0)) + 1 for name in names])
    made = [Part.of([names[at] for at in half], [coded.hierarchies[names[at]] for at in half],
                    [coded.columns[names[at]] for at in half], coded.rows) for half in order]  # fmt: skip
    extra, extras = _extra(coded, demand)
    (left, lefts), (right, rights) = made
    label, width = labels([(lefts, left.size), (rights, right.size), (extra, extras)], coded.rows)
    found = grouped(label, width)
    base = Table(
        (0,) * len(names),
        lefts[found.first],
        rights[found.first],
        extra[found.first],
        np.bincount(found.place, minlength=found.size).astype(np.float64),
        _members(coded, found.place, found.size),
    )
    rows = Rows(names, tuple(coded.hierarchies[name].height for name in names), (left, right), order, base, found.place, coded.rows, extras)
    return rows, _conditions(coded, demand, (extra, extras), whole or coded)


def _one_row_each(coded: Coded) -> Coded:
    """Forget whose row each is if nobody has two: persons are rows then."""
    import numpy as np

    if coded.subjects is None or (coded.rows and np.bincount(coded.subjects).max() > 1):
        return coded
    return replace(coded, subjects=None)


def _halves(sizes: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Put columns into two parts with about equally many combinations of values, the largest first."""
    halves: tuple[list[int], list[int]] = ([], [])
    widths = [1.0, 1.0]
    for place in sorted(range(len(sizes)), key=lambda place: (-sizes[place], place)):
        side = 0 if widths[0] <= widths[1] else 1
        halves[side].append(place)
        widths[side] *= max(2, sizes[place])
    return tuple(sorted(halves[0])), tuple(sorted(halves[1]))


def _extra(coded: Coded, demand: Demand) -> tuple[Ints, int]:
    """Return one number per row for its sensitive values and its person, as far as something is asked of them."""
    asked = [(coded.sensitive[name].codes, coded.sensitive[name].size) for name in _counted(coded, demand)]
    if coded.subjects is not None:
        asked.append((coded.subjects, int(coded.subjects.max(initial=0)) + 1))
    label, width = labels(asked, coded.rows)
    return dense(label) if width > 1 else (label, 1)


def _counted(coded: Coded, demand: Demand) -> tuple[str, ...]:
    """Return the sensitive columns that matter: all of them as soon as something is asked of one."""
    return tuple(coded.sensitive) if demand.sensitive else ()


def _members(coded: Coded, place: Ints, size: int) -> npt.NDArray[np.float64]:
    """Return for each distinct row how many rows of each protected group it stands for."""
    import numpy as np

    columns = [np.bincount(place[group.codes == code], minlength=size) for group in coded.groups for code in range(len(group.names))]
    return np.stack(columns, axis=1).astype(np.float64) if columns else np.zeros((size, 0))


def _conditions(coded: Coded, demand: Demand, combined: tuple[Ints, int], whole: Coded) -> Conditions:
    """Return the demands on sensitive columns and persons, by combination of them."""
    import numpy as np

    extra, extras = combined
    first = np.zeros(extras if coded.rows else 0, dtype=np.int64)
    first[extra[::-1]] = np.arange(coded.rows - 1, -1, -1)
    counted = _counted(coded, demand)
    columns = {}
    for name in demand.sensitive:
        column = coded.sensitive[name]
        others = [(coded.sensitive[other].codes[first], coded.sensitive[other].size) for other in counted if other != name]
        finer = dense(labels(others, len(first))[0]) if others else (None, 1)
        columns[name] = Kept(*_occurring(column.codes[first], whole.sensitive[name]), column.ordered, *finer)
    persons = None if coded.subjects is None else coded.subjects[first]
    return Conditions(demand, columns, persons, 1 if persons is None else int(persons.max(initial=0)) + 1)


def _occurring(codes: Ints, whole: Sensitive) -> tuple[Ints, Ints]:
    """Return values numbered among those that occur at all, and how many rows of the whole have each."""
    import numpy as np

    totals = np.bincount(whole.codes, minlength=whole.size)
    return (np.cumsum(totals > 0) - 1)[codes], totals[totals > 0]

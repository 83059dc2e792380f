"""What does a plan do to k, to the rows, and to the rows of each protected group?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.coded import Coded
from audit.anonymity.labels import labels
from audit.core.advice import Effect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Classes:
    """The distinct rows of a dataset over its quasi-identifiers: how often each occurs, and which one each row is.

    Where rows say whose they are, rows of different persons are distinct too, and a class is as large as it has persons.
    """

    codes: Coded
    columns: Mapping[str, Ints]
    rows: Ints
    place: npt.NDArray[np.int32]
    persons: Ints | None = None

    @classmethod
    def of(cls, codes: Coded) -> Classes:
        """Return each distinct row once; all that plans need of the rows is worked out here."""
        import numpy as np

        told = [] if codes.subjects is None else [codes.subjects]
        label = labels([(column, int(column.max(initial=0)) + 1) for column in (*codes.columns.values(), *told)], codes.rows)[0]
        _, first, place, counts = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
        columns = {name: column[first] for name, column in codes.columns.items()}
        persons = None if codes.subjects is None else codes.subjects[first]
        return cls(codes, columns, counts, place.astype(np.int32), persons)

    def sizes(self, levels: Mapping[str, int]) -> Ints:
        """Return for each distinct row how many rows, or persons, share its class, with each column at its step."""
        import numpy as np

        coarse = [self.codes.hierarchies[name].maps[level][self.columns[name]] for name, level in levels.items()]
        label, width = labels([(column, int(column.max(initial=0)) + 1) for column in coarse], len(self.rows))
        if self.persons is not None:
            size = int(self.persons.max(initial=0)) + 1
            _, first = np.unique(labels([(label, width), (self.persons, size)], len(label))[0], return_index=True)
            found: Ints = np.bincount(label[first], minlength=width)[label]
            return found
        counted: Ints = np.bincount(label, weights=self.rows).astype(np.int64)[label]
        return counted

    def below(self, sizes: Ints, k: float) -> int:
        """Return the rows whose class has fewer than k."""
        return int(self.rows[sizes < k].sum())

    def alone(self, levels: Mapping[str, int], k: float) -> int:
        """Return the rows in classes below k with each column at its step."""
        return self.below(self.sizes(levels), k)


def effect(classes: Classes, levels: Mapping[str, int], k: float, min_cell: int, *, suppress: bool) -> Effect:
    """Return what happens when columns go to these steps and, if asked, rows in small classes are suppressed."""
    codes, after = classes.codes, classes.sizes(levels)
    before = classes.sizes(dict.fromkeys(levels, 0))
    lost = after < k if suppress else after < 0
    kept = after[~lost]
    changed = sum(level > 0 for level in levels.values())
    gone = lost[classes.place]
    return Effect(
        k_before=int(before.min()) if len(after) else None,
        k_after=int(kept.min()) if len(kept) else None,
        below_limit_before=classes.below(before, k),
        below_limit_after=0 if suppress else classes.below(after, k),
        rows=codes.rows,
        lost=int(classes.rows[lost].sum()),
        values_changed=changed * codes.rows,
        lost_by_group={group.attribute: _lost(group.codes, group.names, gone, min_cell) for group in codes.groups},
    )


def _lost(groups: Ints, names: tuple[str, ...], lost: npt.NDArray[np.bool_], min_cell: int) -> dict[str, float | None]:
    """Return the share of each group's rows that is lost; None where the group is too small to show."""
    import numpy as np

    rows = np.bincount(groups, minlength=len(names))
    gone = np.bincount(groups[lost], minlength=len(names))
    return {
        name: float(f"{number / total:.3g}") if total >= min_cell else None
        for name, total, number in zip(names, rows.tolist(), gone.tolist(), strict=True)
    }

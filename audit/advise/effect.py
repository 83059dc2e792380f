"""What does a plan do to k, to the rows, and to the rows of each protected group?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.core.advice import Effect
from audit.observe.codes import Codes

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


def sizes(codes: Codes, levels: Mapping[str, int]) -> Ints:
    """Return for every row the size of its class, with each column at its step of the ladder."""
    import numpy as np

    coarse = [codes.ladders[name].maps[level][codes.columns[name]] for name, level in levels.items()]
    label = _label([(column, int(column.max(initial=0)) + 1) for column in coarse], codes.rows)
    counted: Ints = np.bincount(label)[label]
    return counted


@dataclass(frozen=True, slots=True)
class Classes:
    """The distinct rows of a dataset over its quasi-identifiers, with how often each occurs."""

    columns: Mapping[str, Ints]
    rows: Ints

    @classmethod
    def of(cls, codes: Codes) -> Classes:
        """Return each distinct row once."""
        import numpy as np

        label = _label([(column, int(column.max(initial=0)) + 1) for column in codes.columns.values()], codes.rows)
        _, first, counts = np.unique(label, return_index=True, return_counts=True)
        return cls({name: column[first] for name, column in codes.columns.items()}, counts)

    def alone(self, codes: Codes, levels: Mapping[str, int], k: float) -> int:
        """Return the rows in classes below k with each column at its step."""
        import numpy as np

        coarse = [codes.ladders[name].maps[level][self.columns[name]] for name, level in levels.items()]
        label = _label([(column, int(column.max(initial=0)) + 1) for column in coarse], len(self.rows))
        sizes = np.bincount(label, weights=self.rows).astype(np.int64)
        return int(sizes[sizes < k].sum())


def _label(columns: Sequence[tuple[Ints, int]], rows: int) -> Ints:
    """Return one number per row that is the same where all columns are the same."""
    import numpy as np

    label = np.zeros(rows, dtype=np.int64)
    for column, width in columns:
        # Numbered anew after each column, so that the product of two numbers never overflows.
        _, label = np.unique(label * width + column, return_inverse=True)
    return label


def effect(codes: Codes, levels: Mapping[str, int], k: float, min_cell: int, *, suppress: bool) -> Effect:
    """Return what happens when columns go to these steps and, if asked, rows in small classes are suppressed."""
    before = sizes(codes, dict.fromkeys(codes.columns, 0))
    after = sizes(codes, levels)
    lost = after < k if suppress else after < 0
    kept = after[~lost]
    changed = sum(level > 0 for level in levels.values())
    return Effect(
        k_before=int(before.min()) if len(before) else None,
        k_after=int(kept.min()) if len(kept) else None,
        below_limit_before=int((before < k).sum()),
        below_limit_after=int((kept < k).sum()),
        rows=codes.rows,
        lost=int(lost.sum()),
        values_changed=changed * codes.rows,
        lost_by_group={group.attribute: _lost(group.codes, group.names, lost, min_cell) for group in codes.groups},
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

"""What does one plan do to the rows?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.lattice import Lattice, Tried
from audit.anonymity.lost_groups import by_group

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happens when each column goes to its level and the classes that break the demand are suppressed.

    `levels` from 0, as given, to `*`. `loss` is the objective's number: 0 as given, 1 where nothing is left (rows per class for
    `average_class_size`). `k` is the smallest class that is kept, in persons where those count; None if none is. `lost_by_group`:
    attribute -> group -> rows lost, rows.
    """

    levels: Mapping[str, int]
    suppressed: int
    rows: int
    loss: float
    feasible: bool
    k: int | None
    classes: int
    lost_by_group: Mapping[str, Mapping[str, tuple[int, int]]]


def outcome_of(lattice: Lattice, tried: Tried) -> Outcome:
    """Return a node that was tried, in the words of the dataset."""
    return Outcome(
        dict(zip(lattice.rows.names, tried.node, strict=True)),
        tried.suppressed,
        lattice.rows.rows,
        tried.value,
        tried.feasible,
        tried.k,
        tried.classes,
        by_group(lattice.members, tried.lost_by_member),
    )


def measured(coded: Coded, levels: Mapping[str, int], demand: Demand, objective: str = "loss") -> Outcome:
    """Return what a plan does; raises KeyError where a quasi-identifier has no level, ValueError for names that are not there."""
    lattice = Lattice.of(coded, demand, objective)
    return outcome_of(lattice, lattice.tried(lattice.rows.base, tuple(levels[name] for name in lattice.rows.names)))


def kept_rows(coded: Coded, levels: Mapping[str, int], demand: Demand) -> Bools:
    """Return for each row whether its class holds the demand, shape (rows,)."""
    lattice = Lattice.of(coded, demand, groups=False)
    fallen = lattice.fallen(lattice.rows.base, tuple(levels[name] for name in lattice.rows.names))
    kept: Bools = ~fallen.lost[lattice.rows.place]
    return kept

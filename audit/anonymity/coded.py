"""What does a plan about anonymity get to see of the rows? Integers, and the names of steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.anonymity.hierarchy import Hierarchy

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A column nobody should be able to infer: a code per row, how many codes there are, and whether they have an order.

    A missing value is a code of its own, the last. With an order, codes ascend with the values.
    """

    codes: Ints
    size: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """One protected attribute: a code per row, and the name of each code (rare ones pooled)."""

    attribute: str
    codes: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows of a dataset as integers, shape (rows,) each. Values stay behind.

    `columns` are the quasi-identifiers, ascending codes per value, a missing value last. `subjects` says whose
    row each is, None where every row is another person.
    """

    dataset: str
    rows: int
    columns: Mapping[str, Ints]
    hierarchies: Mapping[str, Hierarchy]
    groups: tuple[Groups, ...] = ()
    sensitive: Mapping[str, Sensitive] = field(default_factory=dict)
    subjects: Ints | None = None

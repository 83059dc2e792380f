"""Which number is a plan chosen by, and what is the least it can be in a part of the lattice?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.anonymity.costs import Costs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counted:
    """What objectives see of the rows at a node: all, lost, the classes that are kept and the sum of the squares of their rows.

    For a bound, `classes` is the most there can be and `squares` the least. `hidden` is the bits that being lost hides of
    lost rows, over the bits of all rows.
    """

    rows: int
    lost: int
    classes: int
    squares: float
    hidden: float


class Objective:
    """A number to make small: a total of one term per column and a rest.

    Terms grow with the level and with the rows lost, the rest with the rows lost. So the terms at the lowest of some nodes, with
    the rows that are lost at the highest, bound all nodes between: as given here, Iyengar's loss, its geometric mean.
    """

    in_bits = False
    by_classes = False

    def terms(self, costs: Costs, lost: Floats) -> Floats:
        """Return the term of every level of every column, given how much more the lost rows cost at it."""
        import numpy as np

        terms: Floats = np.log1p(self.raised(costs, lost)) / max(1, len(costs.starts))
        return terms

    def raised(self, costs: Costs, lost: Floats) -> Floats:
        """Return how far all rows are from as given (0) to nothing left (1), at every level of every column."""
        raised: Floats = (costs.totals + lost - costs.least) / costs.span
        return raised

    def rest(self, seen: Counted) -> float:
        """Return what is no column's."""
        return 0.0

    def value(self, total: float) -> float:
        """Return the number from the total."""
        return math.expm1(total)


class Granularity(Objective):
    """The arithmetic mean of the same losses: one less granularity."""

    def terms(self, costs: Costs, lost: Floats) -> Floats:
        """Return the loss of every level over the number of columns."""
        return self.raised(costs, lost) / max(1, len(costs.starts))

    def value(self, total: float) -> float:
        """Return the mean."""
        return total


class Entropy(Objective):
    """Non-uniform entropy: the bits hidden by levels, and those that lost rows hide from each other, over all bits there are.

    Source: ARX's non-monotonic variant, whose score is this times a constant.
    """

    in_bits = True

    def terms(self, costs: Costs, lost: Floats) -> Floats:
        """Return the bits each level hides; what lost rows hide is the rest."""
        total = float(sum(costs.most[start] for start in costs.starts)) or 1.0
        return costs.totals / total

    def rest(self, seen: Counted) -> float:
        """Return the bits hidden by losing rows."""
        return seen.hidden

    def value(self, total: float) -> float:
        """Return the share of bits."""
        return total


class _ByClasses(Objective):
    """What depends on the classes only, not on the columns."""

    by_classes = True

    def terms(self, costs: Costs, lost: Floats) -> Floats:
        """Return nothing for any column."""
        import numpy as np

        return np.zeros(len(costs.totals))

    def value(self, total: float) -> float:
        """Return the rest."""
        return total


class AverageClassSize(_ByClasses):
    """Rows over classes; lost rows are one class."""

    def rest(self, seen: Counted) -> float:
        """Return rows per class."""
        return seen.rows / max(1, seen.classes + (seen.lost > 0))


class Discernibility(_ByClasses):
    """How many rows each row looks like, over all rows squared; a lost row looks like all.

    Source: Bayardo and Agrawal 2005, ICDE.
    """

    def rest(self, seen: Counted) -> float:
        """Return the mean share of rows that a row looks like."""
        return (seen.squares + float(seen.rows) * seen.lost) / max(1.0, float(seen.rows) ** 2)


OBJECTIVES: Mapping[str, Objective] = {
    "loss": Objective(),
    "granularity": Granularity(),
    "entropy": Entropy(),
    "average_class_size": AverageClassSize(),
    "discernibility": Discernibility(),
}

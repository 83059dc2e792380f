"""How much surer of one sensitive value does a class make who looks at it?

delta-disclosure privacy: Brickell and Shmatikov (2008); beta-likeness: Cao and Karras (2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def ratios(table: Crosstab) -> Floats:
    """Return q / p of each pair of class and value: its share in the class over that in the table. Shape (pairs,)."""
    return (table.counts / table.sizes[table.places]) / (table.totals / table.rows)[table.values]


def gains(table: Crosstab) -> Floats:
    """Return the largest (q - p) / p of each class: basic beta-likeness. Shape (classes,)."""
    import numpy as np

    return np.maximum.reduceat(ratios(table), table.starts) - 1 if len(table.sizes) else np.zeros(0)


def disclosures(table: Crosstab) -> Floats:
    """Return the largest |ln(q / p)| of each class, over the values that it holds. Shape (classes,).

    A value that a class lacks has no logarithm: strictly, such a class has no delta at all.
    """
    import numpy as np

    return np.maximum.reduceat(np.abs(np.log(ratios(table))), table.starts) if len(table.sizes) else np.zeros(0)


def enhanced(table: Crosstab) -> float | None:
    """Return the smallest beta of enhanced beta-likeness, None where no beta is: a gain is above -ln p of its value."""
    import numpy as np

    found = ratios(table) - 1
    shares = (table.totals / table.rows)[table.values]
    return float(found.max(initial=0.0)) if bool(np.all(found <= -np.log(shares))) else None

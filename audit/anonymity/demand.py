"""What does a plan have to reach?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Demand:
    """What every class that is kept has to hold, and what may be lost for it.

    `k`: rows of a class, or distinct persons where the rows say whose they are. Per sensitive column: `l` distinct values,
    `entropy_l` (entropy of at least its logarithm), `recursive` (c, l: the commonest value occurs less than c times as
    often as the l-th commonest and all rarer ones together), `t` (distance from all rows, ordered where the column is).
    With several sensitive columns each is also held within the classes that the others add.
    A class that breaks any of it is suppressed whole.

    Shares of rows that may be suppressed, 0 to 1: `max_suppression` of all; `max_group_suppression` of every protected group
    with at least `min_group` rows; `max_suppression_ratio` is how many times the share of the other rows of the attribute a
    group may lose, held once it loses 1 %. `decide_on` "interval": what is held of a group is the lower end of the interval at
    95 %, so that chance in few rows forbids nothing; "point": the share as counted.
    """

    k: int = 1
    l: Mapping[str, int] = field(default_factory=dict)  # noqa: E741 - the field's own name
    entropy_l: Mapping[str, float] = field(default_factory=dict)
    recursive: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    t: Mapping[str, float] = field(default_factory=dict)
    max_suppression: float = 0.05
    max_group_suppression: float | None = None
    max_suppression_ratio: float | None = None
    min_group: int = 30
    decide_on: Literal["interval", "point"] = "interval"

    @property
    def sensitive(self) -> tuple[str, ...]:
        """Return the sensitive columns something is asked of, by name."""
        return tuple(sorted({*self.l, *self.entropy_l, *self.recursive, *self.t}))

    @property
    def about_groups(self) -> bool:
        """Return whether anything is asked about protected groups."""
        return self.max_group_suppression is not None or self.max_suppression_ratio is not None

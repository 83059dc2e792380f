"""A measurement: one number about one target, with what its uncertainty follows from."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from audit.core.target import Target


@dataclass(frozen=True, slots=True)
class Exact:
    """No sampling error: a class size, a missing file, a share of all rows."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `of` rows; its value is hits / of.

    Whole numbers of rows, or effective ones: as many independent rows of equal weight as would say as much.
    """

    hits: float
    of: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One rate minus another, of two separate groups.

    `among` is the number of groups the reference was picked from for its rate; 2 if it was not.
    """

    group: Rate
    reference: Rate
    among: int = 2


@dataclass(frozen=True, slots=True)
class AbsoluteDifference:
    """The distance of two rates, of two separate groups, whichever is larger.

    `among` is the number of groups the reference was picked from for its rate; 2 if it was not.
    """

    group: Rate
    reference: Rate
    among: int = 2


@dataclass(frozen=True, slots=True)
class Ratio:
    """One rate over another, of two separate groups.

    `among` is the number of groups the reference was picked from for its rate; 2 if it was not.
    """

    group: Rate
    reference: Rate
    among: int = 2


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """Two rates on the same rows: `only_first` and `only_second` are the rows where just one hits."""

    only_first: int
    only_second: int
    of: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The largest of several groups' rates minus the smallest."""

    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class SpreadRatio:
    """The smallest of several groups' rates over the largest."""

    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its standard error; what is possible lies between `low` and `high`.

    With `log`, the error is that of the value's logarithm.
    """

    error: float
    low: float = -inf
    high: float = inf
    log: bool = False


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest of several numbers, each with what its interval follows from."""

    parts: tuple[tuple[float, Counts], ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest of several numbers, each with what its interval follows from."""

    parts: tuple[tuple[float, Counts], ...]


Counts: TypeAlias = (
    "Exact | Rate | Difference | AbsoluteDifference | Ratio | PairedDifference | Spread | SpreadRatio | Estimate | Largest | Smallest"
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value, or None with the reason; `rows` are the rows of its own denominator.

    `metric` is the field's name of what was measured (`selection_rate_ratio`); `counts` is what
    the interval is computed from; `small` marks a group below the minimum, which is listed and
    never contributes to a pass. `against` is the group it is held against, if any. `detail` is a
    sentence for the reader; it carries no value of the data.
    """

    target: Target
    metric: str
    value: float | None
    counts: Counts
    rows: int
    reason: str = ""
    detail: str = ""
    p: float | None = None
    small: bool = False
    against: str = ""

    @classmethod
    def undefined(cls, target: Target, metric: str, rows: int, why: str, *, small: bool = False) -> Measurement:
        """Return a measurement without a value: 0/0 is not an answer."""
        return cls(target, metric, None, Exact(), rows, reason=why, small=small)

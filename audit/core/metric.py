"""A metric and its words, and one number of it."""

from __future__ import annotations

from dataclasses import dataclass

from audit.core.measurement import Counts


@dataclass(frozen=True, slots=True)
class Metric:
    """What is computed, by which formula, which way its sign points, and what other tools call it.

    `formula` uses the counts of a group g: n rows, TP FP FN TN, r the reference group. `elsewhere` pairs a
    tool with its name for the same number. `source` is the paper or clause the formula comes from.
    """

    name: str
    family: str
    says: str
    formula: str
    sign: str
    elsewhere: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One number of one group, not judged; None with the reason where it cannot be computed.

    `attribute` is empty for everybody, `group` for a number about the attribute as a whole. `rows` are the rows
    of its own denominator. `against` is the reference group, `by` the stratum. `over` names the other groups
    whose rows went into it (`*`: all of the attribute), so that small ones can be withheld.
    """

    metric: str
    attribute: str
    group: str
    value: float | None
    counts: Counts
    rows: int
    reason: str = ""
    against: str = ""
    by: str | None = None
    p: float | None = None
    detail: str = ""
    over: tuple[str, ...] = ()

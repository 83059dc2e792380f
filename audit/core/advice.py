"""Advice: a technique, tried on the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.core.values import Json
from audit.core.words import Risk


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed when a technique was applied: k, rows, rows lost, rows lost by protected group.

    `lost_by_group` maps `attribute`, then group, to the share of the group's rows that are gone
    (None where the group is too small to be shown).
    """

    k_before: int | None
    k_after: int | None
    below_limit_before: int | None
    below_limit_after: int | None
    rows: int
    lost: int
    values_changed: int
    lost_by_group: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trade:
    """One number before and after a plan, on the same rows, with its intervals; None where it is not estimable.

    `group` is held against `against`, both empty for a number about everybody. `limit` is that of the rule that
    asks for the number, empty where none does; `within` tells whether the value afterwards keeps it. `worse` tells
    that the plan moves it away from what is wanted, by half a thousandth or more. `rows` are the rows of its own denominator afterwards.
    """

    metric: str
    rule: str
    attribute: str
    group: str
    against: str
    before: float | None
    before_low: float | None
    before_high: float | None
    after: float | None
    after_low: float | None
    after_high: float | None
    rows: int
    limit: str = ""
    within: bool | None = None
    worse: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One plan of many on a curve: its setting, its accuracy, and the failed metric of the worst group with its interval."""

    parameter: str
    accuracy: float
    value: float
    low: float
    high: float
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """What a plan against unequal treatment does to everything that is measured.

    `metric` of `attribute` failed its `limit`. `rows` is how many rows it was measured on, `chosen_on` how many other
    rows it was chosen on (0: nothing was chosen by looking). `changed` counts decisions that differ from those of the
    model as it is, `constant` is the accuracy of always giving the commoner answer. `groups` holds what each group
    gets (`threshold`, or weights), `says` sentences without a number about a group.
    """

    metric: str
    attribute: str
    limit: str
    level: float
    rows: int
    chosen_on: int
    changed: int
    constant: float
    trades: tuple[Trade, ...]
    curve: tuple[Point, ...] = ()
    groups: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    says: tuple[str, ...] = ()

    @property
    def cost(self) -> float:
        """Return the accuracy that is lost."""
        return next(((one.before or 0.0) - (one.after or 0.0) for one in self.trades if one.metric == "accuracy" and not one.group), 0.0)


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be done about a risk, what it would cost, and which law it serves.

    `effect` says what a plan does to rows; `tradeoff` what it does to decisions, None where it is not about them.
    """

    rule: str
    risk: Risk
    technique: str
    dataset: str
    columns: tuple[str, ...]
    parameters: Mapping[str, Json]
    does: str
    effect: Effect
    solves: bool
    law: str
    tradeoff: Tradeoff | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """The plans that were tried, and why none was tried where the rows could not be read for it."""

    advice: tuple[Advice, ...] = ()
    untried: tuple[str, ...] = ()


class CannotTry(Exception):  # noqa: N818 - a state with a reason, not a failure
    """Say why plans cannot be tried on a dataset."""

"""Advice: a technique, tried on the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.core.plan import Step
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
class Held:
    """One number of a model trained on the released rows, beside that of a model trained on the rows as they are.

    `before` and `after` are means over `splits` random splits into training and test rows; `low` and `high` are the
    ends of the interval of `after - before` (corrected resampled t). `attribute` is empty for a number about everybody,
    `group` for a number about all groups of one. None where no split could tell. With 0 splits nothing was trained: `before`
    and `after` are those of the decisions as they are, on all rows and on those that are released, without an interval.
    """

    metric: str
    attribute: str
    group: str
    before: float | None
    after: float | None
    low: float | None
    high: float | None
    splits: int


@dataclass(frozen=True, slots=True)
class Attacked:
    """An attack on the rows as they are, and on a release of them: its normalised risk, 0 to 1, against people held out.

    `column` is what is guessed, empty where nothing is. `low` and `high` are the ends of the interval of `after`; None where
    there was nobody to attack. `tries` is how many people or predicates the release was attacked with.
    """

    attack: str
    column: str
    before: float | None
    after: float | None
    low: float | None
    high: float | None
    tries: int


@dataclass(frozen=True, slots=True)
class Release:
    """One way to release a dataset: every quasi-identifier at one level, and the rows of small classes left out.

    `levels` maps a column to its level (0 raw), `steps` to the name of that level. `optimal` tells that no plan has a
    lower `objective`, proven over `nodes` nodes of the lattice; False: the best of what was looked at. `k`, `l` and `t`
    are measured on the rows that stay (None and left out: nothing stays). `lost_by_group` maps `attribute`, then group,
    to the share of its rows that are lost; `worst` is the group above the least size that loses most. `leaves` are
    protected columns of which nothing is left: every value is `*`. `attacks` are those that were authorised and run, on the
    chosen release only.
    """

    quasi_identifiers: tuple[str, ...]
    levels: Mapping[str, int]
    steps: Mapping[str, str]
    objective: str
    loss: float
    optimal: bool
    nodes: int
    k: int | None
    rows: int
    lost: int
    l: Mapping[str, int] = field(default_factory=dict)  # noqa: E741 - the field's own name
    t: Mapping[str, float] = field(default_factory=dict)
    lost_by_group: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    worst: tuple[str, str, float] | None = None
    leaves: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    attacks: tuple[Attacked, ...] = ()
    chosen: bool = False
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be done about a risk, what it would cost, and which law it serves.

    `effect` says what a plan does to rows; `tradeoff` what it does to decisions, None where it is not about them.
    `steps` are what would be done to the data, as a plan file lists them. `release` is the way to release it that is
    chosen among `others`, which none of the others beats in everything.
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
    steps: tuple[Step, ...] = ()
    release: Release | None = None
    others: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """The plans that were tried, and why none was tried where the rows could not be read for it."""

    advice: tuple[Advice, ...] = ()
    untried: tuple[str, ...] = ()


class CannotTry(Exception):  # noqa: N818 - a state with a reason, not a failure
    """Say why plans cannot be tried on a dataset."""

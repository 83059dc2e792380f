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
class Advice:
    """What could be done about a risk, what it would cost, and which law it serves."""

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


@dataclass(frozen=True, slots=True)
class Tried:
    """The plans that were tried, and why none was tried where the rows could not be read for it."""

    advice: tuple[Advice, ...] = ()
    untried: tuple[str, ...] = ()


class CannotTry(Exception):  # noqa: N818 - a state with a reason, not a failure
    """Say why plans cannot be tried on a dataset."""

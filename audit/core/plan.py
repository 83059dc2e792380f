"""A plan: what is done to a dataset before it is released, and what that promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.core.values import Json


@dataclass(frozen=True, slots=True)
class Step:
    """One transformation of some columns. `law` and `measured` are comments for the reader: they decide nothing.

    `parameters` hold no value of the data: names of steps, numbers, names of files and of keys, and the categories that whoever
    wrote the plan declares public.
    """

    technique: str
    columns: tuple[str, ...]
    parameters: Mapping[str, Json] = field(default_factory=dict)
    law: str = ""
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the released file has to keep when it is measured again; None and empty: nothing is promised.

    `k` over `quasi_identifiers`; `l` distinct values and distance `t` per sensitive column; shares of rows lost, of
    all and of the protected group that loses most (of groups with at least `min_group` rows). `max_epsilon` and `max_delta`
    bound what all private counts of a ledger spend together, this release among them.
    """

    quasi_identifiers: tuple[str, ...] = ()
    k: int | None = None
    l: Mapping[str, int] = field(default_factory=dict)  # noqa: E741 - the field's own name
    t: Mapping[str, float] = field(default_factory=dict)
    max_suppression: float | None = None
    max_group_suppression: float | None = None
    protected: tuple[str, ...] = ()
    min_group: int = 30
    no_personal_data: bool = True
    max_epsilon: float | None = None
    max_delta: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order in which they are taken, and the promise."""

    name: str
    steps: tuple[Step, ...]
    promise: Promise = field(default_factory=Promise)
    subject_id: str | None = None

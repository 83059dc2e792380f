"""What does a policy's own test state, and what does it expect?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.core.ask import Population
from audit.core.target import Target
from audit.core.words import Overall
from audit.load.documents import Spot


@dataclass(frozen=True, slots=True)
class Counted:
    """`hits` of `of` rows; `among` is the number of groups it was picked from for its rate, 2 if it was not picked."""

    hits: int
    of: int
    among: int = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """One number that a test states as measured, and the verdict it expects of it (None: none is expected).

    A value with or without an interval, or counts; `rows` and `share` say how large its group is. `breaks` stands for a rule that
    could not run. `waiver` is the id of the waiver that is expected to apply.
    """

    rule: str
    target: Target
    place: Spot
    value: float | None = None
    interval: tuple[float, float] | None = None
    counted: Counted | None = None
    reference: Counted | None = None
    rows: int | None = None
    share: float | None = None
    breaks: bool = False
    verdict: str | None = None
    waiver: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding that a test expects from facts, found by rule and target."""

    rule: str
    target: Target
    place: Spot
    verdict: str | None = None
    waiver: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One test: numbers stated by hand or a file of facts, and what they are expected to come to.

    `others` is the verdict that every other rule of the policy gets, None for rules that are not in scope. `day` is the day on which
    waivers are looked at, None for today. `rules` are the verdicts expected of whole rules, each with
    its line; `not_checked` for those out of scope.
    """

    name: str
    place: Spot
    stated: tuple[Stated, ...] = ()
    facts: str = ""
    others: str | None = None
    day: date | None = None
    population: Population = "sample"
    overall: Overall | None = None
    rules: tuple[tuple[str, str, Spot], ...] = ()
    findings: tuple[Looked, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyTests:
    """The tests in one file, the policies they test, and the folder that paths in it start from."""

    called: str
    folder: Path
    policies: Mapping[str, Spot]
    cases: tuple[Case, ...]

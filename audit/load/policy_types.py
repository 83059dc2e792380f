"""What does an organisation demand: a gate, rules with their settings, waivers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from audit.core.ask import DecideOn
from audit.core.limit import Limit
from audit.core.words import Severity

OnUnsure = Literal["warn", "not_assured", "fail"]
OnNotRun = Literal["not_assured", "fail"]
OnUnused = Literal["warn", "not_assured"]


@dataclass(frozen=True, slots=True)
class Gate:
    """When the gate closes, the smallest numbers of rows that are judged and shown, and how long findings may be excused.

    `on_unsure` is one word, or a word for every severity. Days are counted from the day of a waiver or an adoption to its last one.
    """

    fail_on: Severity = Severity.HIGH
    on_unsure: OnUnsure | Mapping[str, OnUnsure] = "warn"
    on_not_run: OnNotRun = "not_assured"
    min_rules: int = 1
    min_group: int = 30
    min_cell: int = 10
    confidence: float = 0.95
    decide_on: DecideOn = "interval"
    max_waiver_days: int = 365
    max_baseline_days: int = 365
    due_days: int = 30
    on_unused: OnUnused = "warn"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a policy sets for one rule; None where it leaves the rule's or the gate's own value.

    `source`, `status` and the days from `start` to `until` on which the source is in force belong to the
    number: a document that changes the limit without naming a source takes the inherited ones away.
    Groups with less than `min_share` of all rows are listed and not judged. `origin` is the line that set
    the limit, else the rule.
    """

    limit: Limit | None = None
    by: tuple[str, ...] = ()
    severity: Severity | None = None
    source: str = ""
    status: str = ""
    columns: Mapping[str, Limit] = field(default_factory=dict)
    required: bool = False
    confidence: float | None = None
    min_group: int | None = None
    decide_on: DecideOn | None = None
    reference: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    start: date | None = None
    until: date | None = None
    last_verified: date | None = None
    min_share: float | None = None
    min_share_reason: str = ""
    waivable: bool = True


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody accepted, for a reason and until the end of a day (UTC)."""

    id: str
    rule: str
    target: str
    reason: str
    owner: str
    approved_by: str
    ticket: str
    created: date
    expires: date
    origin: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The resolved policy. `policies` are all documents it came from, in the order applied.

    `disabled` maps rules that were switched off to the line that did it, so that a report can say
    so. `origins` maps dotted keys (`gate.fail_on`, `rules.small-cells.limit`) to `file:line`.
    `sha256` is over the resolved content, without origins. `techniques` are what may be done to data before it is
    released, None where no document says so; `not_checked` is what the sources ask and no file can show.
    """

    name: str
    revision: str
    policies: tuple[str, ...]
    gate: Gate
    rules: Mapping[str, RuleSetting]
    waivers: tuple[Waiver, ...]
    origins: Mapping[str, str]
    sha256: str
    disabled: Mapping[str, str] = field(default_factory=dict)
    techniques: tuple[str, ...] | None = None
    not_checked: tuple[str, ...] = ()

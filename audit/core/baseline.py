"""A baseline: the findings that a project adopted, so that only new or worse ones close the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audit.core.words import Verdict

BASELINE = "equigate-baseline.json"
"""The file that is used where it lies beside a subject."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One adopted finding, as it was shown when it was adopted.

    `value` and `limit` are what the evidence showed then; a value on the worse side of `value` is not covered, and neither is
    `fail` where `unsure` was adopted. `adopted` and `until` are days (UTC); after `until` the finding counts again.
    """

    fingerprint: str
    rule: str
    target: str
    metric: str
    verdict: Verdict
    value: float | None
    limit: str
    owner: str
    adopted: date
    until: date


@dataclass(frozen=True, slots=True)
class Baseline:
    """Adopted findings, sorted by rule, target and metric, each fingerprint once; `called` is the file as messages name it."""

    entries: tuple[Entry, ...]
    called: str = ""

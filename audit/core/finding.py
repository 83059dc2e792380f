"""A finding: a measurement, judged."""

from __future__ import annotations

from dataclasses import dataclass

from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.values import digest
from audit.core.words import Severity, Verdict


def fingerprint_of(rule: str, target: str, metric: str) -> str:
    """Return the 16 hexadecimal digits that stand for a finding, whatever it measured."""
    return digest(f"{rule}\n{target}\n{metric}").removeprefix("sha256:")[:16]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies, at a level; low equals high where nothing was sampled."""

    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One judged measurement; what waivers and a baseline do about it is settled on the evidence and changes no verdict."""

    rule: str
    severity: Severity
    measurement: Measurement
    limit: Limit
    verdict: Verdict
    reason: str = ""
    interval: Interval | None = None

    @property
    def fingerprint(self) -> str:
        """Return the identity of the finding: rule, target and metric, never a value or a place."""
        return fingerprint_of(self.rule, str(self.measurement.target), self.measurement.metric)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule came to: its verdict over all its findings, and why."""

    rule: str
    verdict: Verdict
    reason: str
    findings: tuple[Finding, ...]

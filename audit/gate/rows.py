"""What the gate settles on: findings and rules as the evidence shows them, rounded and withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.core.target import Target
from audit.core.words import Severity, Verdict

WITHHELD = "withheld"
"""How the reason of a finding begins whose numbers may not be shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the evidence shows it; `withheld` where it was judged and its value may not be shown."""

    rule: str
    family: str
    target: Target
    metric: str
    fingerprint: str
    severity: Severity
    verdict: Verdict
    value: float | None
    limit: str
    small: bool
    withheld: bool

    @property
    def judged(self) -> bool:
        """Tell whether a value was judged: of a group that is large enough, shown or withheld.

        What is withheld and unsure may never have had a value, so it does not count.
        """
        return not self.small and (self.value is not None or (self.withheld and self.verdict is not Verdict.UNSURE))

    @property
    def open(self) -> bool:
        """Tell whether there is something to excuse: it was judged and fails, or cannot be told."""
        return not self.small and self.verdict in {Verdict.FAIL, Verdict.UNSURE}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What one rule came to before anything was excused."""

    rule: str
    severity: Severity
    verdict: Verdict
    reason: str


def rows_of(findings: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Return the findings of the evidence as rows; raises KeyError or ValueError if parts are missing."""
    families = {rule["rule"]: str(rule["family"]) for rule in rules}
    return tuple(_rows(findings, families))


def ruled_of(rules: Sequence[Mapping[str, Any]]) -> tuple[Ruled, ...]:
    """Return the rules of the evidence with what each came to."""
    return tuple(Ruled(one["rule"], Severity(one["severity"]), Verdict(one["verdict"]), one["reason"]) for one in rules)


def _rows(findings: Sequence[Mapping[str, Any]], families: Mapping[str, str]) -> Iterator[Row]:
    """Yield one row per finding."""
    for one in findings:
        value = one["value"]
        yield Row(
            rule=one["rule"],
            family=families[one["rule"]],
            target=Target(one["dataset"], one["attribute"], one["group"]),
            metric=one["metric"],
            fingerprint=one["fingerprint"],
            severity=Severity(one["severity"]),
            verdict=Verdict(one["verdict"]),
            value=None if value is None else float(value),
            limit=one["limit"],
            small=bool(one["small"]),
            withheld=value is None and str(one["reason"]).startswith(WITHHELD),
        )

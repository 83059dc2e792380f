"""The words of a verdict, in the order of their weight."""

from __future__ import annotations

from enum import StrEnum

NOT_ASKED = "the policy does not ask for it"
"""Why a rule was not checked that is in no policy."""


class Verdict(StrEnum):
    """What the evidence says of one measurement or one rule."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNSURE = "unsure"
    NOT_RUN = "not_run"


class Overall(StrEnum):
    """What the gate says of one subject."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    NOT_ASSURED = "NOT ASSURED"


class Severity(StrEnum):
    """How much a failure matters; compare with `at_least`."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for critical to 4 for info."""
        return list(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """Tell whether this matters as much as another or more."""
        return self.rank <= other.rank


class Risk(StrEnum):
    """What can go wrong for a person. Rules and techniques name a risk, never each other."""

    SINGLING_OUT = "singling out"
    LINKABILITY = "linkability"
    INFERENCE = "inference"
    DIRECT = "direct identification"
    SPECIAL = "special category"
    UNEQUAL = "unequal treatment"
    QUALITY = "poor quality"
    UNTRUSTED = "untrusted model"


class Status(StrEnum):
    """Who stands behind a number."""

    LAW = "law"
    GUIDANCE = "guidance"
    CONVENTION = "convention"
    OURS = "ours"

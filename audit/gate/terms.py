"""What does the policy's gate ask for?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.core.words import Severity
from audit.load.policy_types import OnNotRun, OnUnsure, OnUnused


@dataclass(frozen=True, slots=True)
class Terms:
    """What the gate asks for; `on_unsure` is one word, or a word per severity (`warn` where none is named)."""

    fail_on: Severity
    on_unsure: OnUnsure | Mapping[str, OnUnsure]
    on_not_run: OnNotRun
    min_rules: int
    due_days: int = 30
    on_unused: OnUnused = "warn"
    max_baseline_days: int = 365

    @classmethod
    def of(cls, gate: Mapping[str, Any]) -> Terms:
        """Return the terms as the evidence shows them; raises KeyError or ValueError if parts are missing."""
        return cls(
            Severity(gate["fail_on"]), gate["on_unsure"], gate["on_not_run"], int(gate["min_rules"]),
            int(gate["due_days"]), gate["on_unused"], int(gate["max_baseline_days"]),
        )  # fmt: skip

    def unsure_at(self, severity: Severity) -> OnUnsure:
        """Return what an unsure rule of a severity does to the gate."""
        return self.on_unsure if isinstance(self.on_unsure, str) else self.on_unsure.get(severity, "warn")

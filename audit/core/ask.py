"""What a policy sets for one rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from audit.core.limit import Limit
from audit.core.words import Severity

DecideOn = Literal["interval", "point"]
Population = Literal["sample", "all"]


@dataclass(frozen=True, slots=True)
class Ask:
    """The settings one rule is measured and judged with.

    `by` lists attributes and intersections (`sex & race`), empty for all protected columns and
    their full intersection. `reference` maps an attribute to its reference group. `columns` holds
    limits of single columns. Groups with fewer than `min_group` rows, or less than `min_share` of all
    rows, are listed and not judged. `origin` is the policy line that set it.
    """

    rule: str
    limit: Limit
    severity: Severity
    by: tuple[str, ...] = ()
    reference: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 0.95
    min_group: int = 30
    min_share: float = 0.0
    decide_on: DecideOn = "interval"
    population: Population = "sample"
    columns: Mapping[str, Limit] = field(default_factory=dict)
    required: bool = False
    source: str = ""
    status: str = ""
    origin: str = ""

    def limit_for(self, column: str) -> Limit:
        """Return the limit of one column."""
        return self.columns.get(column, self.limit)

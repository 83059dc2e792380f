"""Which group is each rate held against? The one its rule says, else the one it left out, or the claims name."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

# The rate that is shown, and the metric in which a rule holds the groups against their reference.
JUDGED = {
    "selection_rate": "selection_rate_ratio",
    "false_positive_rate": "false_positive_rate_difference",
    "false_negative_rate": "false_negative_rate_difference",
}


@dataclass(frozen=True, slots=True)
class References:
    """The reference group of each rate of one attribute; `shared` is the one they agree on, else empty."""

    by_metric: Mapping[str, str]
    shared: str

    @classmethod
    def of(cls, claims: Mapping[str, Any], dataset: str, attribute: str) -> References:
        """Return the reference groups of one attribute of one dataset.

        Rules may choose differently: the highest rate for selection, the largest group for errors.
        """
        named = _named(claims["roles"]["reference"], attribute)
        groups = {row["group"] for row in claims["metrics"] if (row["dataset"], row["attribute"]) == (dataset, attribute)}
        found: dict[str, str] = {}
        for metric, judged in JUDGED.items():
            place = (judged, dataset, attribute)
            rows = [row for row in claims["findings"] if (row["metric"], row["dataset"], row["attribute"]) == place]
            # A reference that is itself held against another group comes last.
            said = next((row["against"] for row in rows if row["against"]), "")
            left = {said} if said else _left_out(groups, {row["group"] for row in rows})
            if left:
                found[metric] = named if named in left else left.pop() if len(left) == 1 else ""
        names = set(found.values()) or {named}
        return cls(found, names.pop() if len(names) == 1 else "")

    def words(self, group: str) -> str:
        """Return `reference group`, `reference for selection rate`, or nothing."""
        if group and group == self.shared:
            return "reference group"
        names = [metric.replace("_", " ") for metric, name in self.by_metric.items() if name == group]
        return f"reference for {', '.join(names)}" if names else ""


def _left_out(groups: AbstractSet[str], own: AbstractSet[str]) -> set[str]:
    """Return the groups a rule did not measure: a reference group is not a measurement of itself."""
    return set(groups - own) if own & groups else set()


def _named(references: Mapping[str, str], attribute: str) -> str:
    """Return the reference group the claims name, that of an intersection also by its parts."""
    parts = [references.get(part, "") for part in attribute.split(" & ")]
    return references.get(attribute, "") or (" & ".join(parts) if all(parts) else "")

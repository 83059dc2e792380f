"""Which metrics are explained beside the numbers? On screen all in the evidence, on paper those that are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.render.groups import Attribute

Row = Mapping[str, Any]


def explained(claims: Mapping[str, Any], attributes: Sequence[Attribute], *, paper: bool) -> tuple[Row, ...]:
    """Return the words of the metrics; on paper only of those in a table of this report or in a finding."""
    rows = claims["metric_words"]
    if not paper:
        return tuple(rows)
    printed = {name for one in attributes for name in one.metrics} | {row["metric"] for row in claims["findings"]}
    return tuple(row for row in rows if row["metric"] in printed)

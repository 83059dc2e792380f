"""What does every metric in the evidence mean? Its words travel with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from audit.core.values import Json
from audit.metrics.registry import metrics
from audit.metrics.words import reading


def metric_words(*claims: Sequence[Json]) -> Iterator[Json]:
    """Yield formula, sign, what is counted, and the names elsewhere of the metrics that claims use, family by family."""
    names = {cast("dict[str, Json]", row)["metric"] for rows in claims for row in rows}
    for one in metrics().values():
        if one.name in names:
            yield {
                "metric": one.name,
                "family": one.family,
                "says": one.says,
                "formula": one.formula,
                "sign": one.sign,
                "counts": reading(one),
                "elsewhere": [f"{tool}: {name}" for tool, name in one.elsewhere],
                "source": one.source,
            }

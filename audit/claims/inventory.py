"""Columns and scores in the grain of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from audit.claims.small_cells import Shown
from audit.core.fact import Facts
from audit.core.values import Json
from audit.observe.profile import ColumnCounts, Profile
from audit.observe.ranges import Ranges
from audit.observe.scores import Scores

SCORE_BINS = 20
USUAL_CELL = 10
"""The fewest people shown where there are no decisions, so that no policy sets another number for groups."""


def profile_claims(facts: Facts, shown: Mapping[str, Shown] = MappingProxyType({})) -> Iterator[Json]:
    """Yield the counts and the coarse range of every column.

    Missing values of a protected column are its group `unknown`: they are shown to the same grain.
    """
    for dataset in facts.datasets():
        profile, ranges = Profile.of(facts, dataset), Ranges.of(facts, dataset)
        for column in profile.columns if profile else ():
            low, high = ranges.bounds.get(column.name, (None, None)) if ranges else (None, None)
            missing = _missing(column, facts.about["roles"], shown.get(dataset))
            yield {
                "dataset": dataset,
                "column": column.name,
                "kind": column.kind,
                "rows": column.rows,
                "missing": missing,
                "missing_share": missing / column.rows if column.rows and missing is not None else None,
                "distinct": column.distinct,
                "low": low,
                "high": high,
            }


def _missing(column: ColumnCounts, roles: Json, grain: Shown | None) -> int | None:
    """Return how many values are missing; None for too few people, or for what would give others away."""
    if grain is not None:
        return grain.missing(column.name, column.missing)
    protected = cast("dict[str, list[dict[str, Json]]]", roles).get("protected", [])
    small = any(item["column"] == column.name for item in protected) and 0 < column.missing < USUAL_CELL
    return None if small else column.missing


def score_claims(facts: Facts, shown: Mapping[str, Shown]) -> Iterator[Json]:
    """Yield a score histogram per group that may be shown; small bins are withheld."""
    for dataset in facts.datasets():
        scores = Scores.of(facts, dataset)
        if scores is None or dataset not in shown:
            continue
        for attribute in scores.attributes:
            for group, bins in scores.histogram(attribute, SCORE_BINS).items():
                rows, _ = shown[dataset].count(attribute, group, sum(bins), "count")
                if rows is not None:
                    yield _histogram(dataset, attribute, group, rows, _withheld(bins, shown[dataset].min_cell))


def _histogram(dataset: str, attribute: str, group: str, rows: int, bins: Sequence[int | None]) -> Json:
    """Return one histogram."""
    return {"dataset": dataset, "attribute": attribute, "group": group, "rows": rows, "bins": list(bins)}


def _withheld(bins: Sequence[int], min_cell: int) -> list[int | None]:
    """Return the bins rounded to tens, without small ones: a picture needs no more, and no rest can be computed."""
    return [None if 0 < n < min_cell else round(n, -1) for n in bins]

"""Every number that was measured of groups, to the grain that may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from audit.claims.small_cells import Shown, withheld
from audit.core.fact import Facts
from audit.core.metric import Value
from audit.core.values import Json, finite
from audit.load.policy import Policy
from audit.metrics.compared import Compared
from audit.metrics.registry import families
from audit.observe.run import samples_of
from audit.statistics.interval import interval_of


def metric_claims(facts: Facts, policy: Policy, shown: Mapping[str, Shown], by: Sequence[str] = ()) -> Iterator[Json]:
    """Yield the numbers of everybody, every group and every intersection, each with its own interval.

    `by` names intersections that a rule looks at besides the usual ones. All decisions leave no doubt: without
    a sample of them there is no interval.
    """
    compared = _compared(facts, policy, by)
    for dataset in facts.datasets():
        drawn = dataset in samples_of(facts)
        level = policy.gate.confidence if drawn or facts.about["population"] != "all" else None
        for family in families().values():
            for value in family.measure(facts, dataset, compared):
                row = _row(value, shown.get(dataset), level)
                yield {"dataset": dataset, "family": family.name, **row, "level": policy.gate.confidence, "sampled": drawn}


def _compared(facts: Facts, policy: Policy, by: Sequence[str]) -> Compared:
    """Return with whom groups are compared: whom the subject names, at the policy's minimum."""
    roles = cast("Mapping[str, Mapping[str, str]]", facts.about["roles"])
    return Compared(dict(roles["reference"]), policy.gate.min_group, tuple(by))


def _row(value: Value, grain: Shown | None, level: float | None) -> dict[str, Json]:
    """Return one number with its interval; nothing of it where its rows, or its reference's, are withheld."""
    rows, rows_text = _counted(value, grain)
    hidden = rows is None or (grain is not None and any(grain.hides(value.attribute, group) for group in value.over))
    some = level is not None and value.value is not None and not hidden
    interval = interval_of(value.counts, value.value, level) if some and level is not None else None
    numbers = {
        "value": None if hidden else value.value,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "p": None if hidden else value.p,
    }
    return {
        "metric": value.metric,
        "attribute": value.attribute,
        "group": value.group,
        "by": value.by,
        **{name: finite(grain.value(value.attribute, number) if grain else number) for name, number in numbers.items()},
        "rows": rows,
        "rows_text": rows_text,
        "reason": withheld(rows_text) if hidden else value.reason,
        "against": value.against,
        "detail": value.detail,
    }


def _counted(value: Value, grain: Shown | None) -> tuple[int | None, str]:
    """Return the rows behind a number and their text, to the grain that may be shown."""
    if grain is None:
        return value.rows, f"{value.rows:,}"
    return grain.count(value.attribute, value.group, value.rows, value.metric)

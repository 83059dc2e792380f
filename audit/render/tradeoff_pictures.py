"""Where do the plans for one failed rule lie, between the accuracy they cost and the metric they mend?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.core.limit import Limit
from audit.render.charts.tradeoff import Spot, Track, draw
from audit.render.findings import metric_name
from audit.render.numbers import DASH, interval, number

Row = Mapping[str, Any]

FRONTIER = "group_thresholds"
FAMILIES = {FRONTIER: "first", "common_threshold": "second"}
"""Techniques that are a family of plans, with the kind of line that stands for them."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The failed metric of the worst group, and accuracy, with their intervals as they are printed."""

    value: str
    interval: str
    accuracy: str
    accuracy_interval: str


def failed_after(plan: Row) -> Row | None:
    """Return the failed metric of the group that is worst afterwards, None where other decisions do not change it."""
    return _worst(plan, "after")


def overall(plan: Row, metric: str) -> Row | None:
    """Return a number about everybody, None where it is not estimable."""
    rows = [row for row in plan["tradeoff"]["trades"] if row["metric"] == metric and not row["attribute"]]
    return next((row for row in rows if row["after"] is not None and row["before"] is not None), None)


def numbers_of(plan: Row, when: str = "after") -> Numbers:
    """Return what a plan comes to, or what the model was `before`."""
    failed, right = _worst(plan, when), overall(plan, "accuracy")
    ends = [interval(row[f"{when}_low"], row[f"{when}_high"]) if row else "" for row in (failed, right)]
    return Numbers(number(failed[when]) if failed else DASH, ends[0], number(right[when]) if right else DASH, ends[1])


def as_it_is(plans: Sequence[Row]) -> Row:
    """Return the plan that says most of the model as it is: measured on as many rows as there are."""
    return max(plans, key=lambda one: one["tradeoff"]["rows"])


def picture(plans: Sequence[Row], style: str) -> str:
    """Return all plans as points beside the model as it is; nothing where the metric is not about decisions."""
    found, now = plans[0]["tradeoff"], _spot(as_it_is(plans), "before")
    spots = [spot for plan in plans if (spot := _spot(plan, "after")) is not None]
    if not spots or now is None:
        return ""
    tracks = [Track(_way(plan), FAMILIES[plan["technique"]]) for plan in plans if plan["technique"] in FAMILIES]
    metric = f"{metric_name(found['metric'])} of the worst group by {found['attribute']}"
    title = f"Accuracy and {metric}, for every plan; the numbers are below."
    return draw([*spots, now], tracks, metric, Limit.parse(found["limit"]), title, style)


def points(plans: Sequence[Row]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the numbers of every line in the picture."""
    for plan in plans:
        for point in plan["tradeoff"]["curve"]:
            shown = "dot" if point["chosen"] else "line"
            value, ends = number(point["value"]), interval(point["low"], point["high"])
            yield metric_name(plan["technique"]), point["parameter"], number(point["accuracy"]), f"{value} ({ends})", shown


def _worst(plan: Row, when: str) -> Row | None:
    """Return the failed metric of the worst group, before or after."""
    found = plan["tradeoff"]
    rows = [row for row in found["trades"] if (row["rule"], row["metric"]) == (plan["rule"], found["metric"]) and row[when] is not None]
    return min(rows, key=lambda row: row[when] if found["limit"].startswith(">=") else -row[when], default=None)


def _spot(plan: Row, when: str) -> Spot | None:
    """Return a plan, or the model before it, as a point."""
    failed, right = _worst(plan, when), overall(plan, "accuracy")
    if failed is None or right is None:
        return None
    if when == "before":
        return Spot("as it is", right[when], failed[when], "now")
    return Spot(metric_name(plan["technique"]), right[when], failed[when], "pass" if plan["solves"] else "fail")


def _way(plan: Row) -> tuple[tuple[float, float], ...]:
    """Return the plans of a family in the order of their setting; those along a frontier from one end of it to the other."""
    points = [(point["value"], point["accuracy"]) for point in plan["tradeoff"]["curve"]]
    found = [(value, accuracy) for value, accuracy in points if value is not None and accuracy is not None]
    return tuple(sorted(found) if plan["technique"] == FRONTIER else found)

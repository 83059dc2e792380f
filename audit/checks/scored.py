"""How does a rule judge a number about a group's scores?"""

from __future__ import annotations

from dataclasses import replace

from audit.core.ask import Ask
from audit.core.measurement import AbsoluteDifference, Difference, Estimate, Measurement
from audit.core.metric import Value
from audit.core.target import Target
from audit.metrics.compared import pooled
from audit.observe.scored import Scored


def size_of(value: Value) -> Value:
    """Return the size of a number with the interval of a size: which way it points is left out."""
    if value.value is None:
        return value
    counts = value.counts
    if isinstance(counts, Difference):
        counts = AbsoluteDifference(counts.group, counts.reference, counts.among)
    if isinstance(counts, Estimate):
        counts = replace(counts, low=0.0)
    return replace(value, value=abs(value.value), counts=counts)


def judged(target: Target, value: Value, group: Scored, enough: int, everybody: Scored, ask: Ask) -> Measurement:
    """Return a number as a measurement; a group with too few rows of the kind that counts is listed, not judged."""
    thin = group.rows < ask.min_share * everybody.rows
    small = thin or enough < ask.min_group or pooled(target.column, group.name)
    reason = f"less than {ask.min_share:.3g} of all rows: listed, not judged" if thin and not value.reason else value.reason
    said = [f"against {value.against}" if value.against else "", value.detail]
    return Measurement(
        Target(target.dataset, target.column, group.name),
        value.metric,
        value.value,
        value.counts,
        value.rows,
        reason=reason,
        detail="; ".join(part for part in said if part),
        p=value.p,
        small=small,
        against=value.against,
    )

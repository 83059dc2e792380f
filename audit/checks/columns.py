"""What does a rule say of a column whose distinct values were looked at one by one?"""

from __future__ import annotations

from audit.core.measurement import Exact, Measurement
from audit.core.target import Target
from audit.observe.fine_values import Fine
from audit.observe.identifiers import Identifiers


def looked(identifiers: Identifiers, one: Fine, metric: str, told: str, open_: str) -> Measurement:
    """Return 1 for a column with values that tell too much (`told`), 0 for one without, open where some were not judged."""
    target = Target(identifiers.dataset, one.column)
    if one.examined == 0:
        return Measurement.undefined(target, metric, 0, "no row holds a value")
    ground = identifiers.allowed(one.column, "personal")
    if ground is not None:
        return Measurement(target, metric, 0.0, Exact(), one.examined, detail=f"declared as allowed, not verified: {ground}")
    if one.finer:
        detail = f"{one.finer:,} of {one.examined:,} distinct values looked at {told}"
        return Measurement(target, metric, 1.0, Exact(), one.examined, detail=detail)
    if one.unknown or not one.whole:
        part = f"{one.examined:,} of {one.distinct:,} distinct values were looked at, and none of them tells too much"
        return Measurement.undefined(target, metric, one.examined, open_ if one.unknown else part)
    detail = f"none of {one.examined:,} distinct values {told}"
    return Measurement(target, metric, 0.0, Exact(), one.examined, detail=detail)


def nowhere(identifiers: Identifiers, metric: str, kind: str) -> Measurement:
    """Return 0 for a dataset in which no column of a kind was found, with what that does not exclude."""
    target, read = Target(identifiers.dataset), sum(examined > 0 for examined, _ in identifiers.read.values())
    if read == 0:
        return Measurement.undefined(target, metric, 0, "no column holds a value")
    detail = f"no {kind} found by kind, name or value in {len(identifiers.read)} columns; free text was not read for it"
    return Measurement(target, metric, 0.0, Exact(), read, detail=detail)

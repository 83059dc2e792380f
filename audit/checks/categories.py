"""Which columns hold a category of personal data, and what is said where none does?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.core.measurement import Exact, Measurement
from audit.core.target import Target
from audit.observe.identifiers import Identifier, Identifiers

NOT_EXCLUDED = "not excluded: what can be inferred from other columns, proxies that stand in for it, and what free text tells"


def columns_of(identifiers: Identifiers, *categories: str) -> dict[str, Identifier]:
    """Return the surest finding of every column that holds one of these categories."""
    return {one.column: one for one in reversed(identifiers.found) if one.category in categories}


def looked_at(one: Identifier) -> int:
    """Return the distinct values that a finding rests on; where the subject said it, the rows that it was said of."""
    return one.examined or one.cells


def none_found(identifiers: Identifiers, metric: str, kind: str) -> Iterator[Measurement]:
    """Yield 0 for a dataset in which no column of a kind was found, always with what that does not exclude."""
    target, read = Target(identifiers.dataset), sum(examined > 0 for examined, _ in identifiers.read.values())
    if read == 0:
        yield Measurement.undefined(target, metric, 0, "no column holds a value")
        return
    detail = f"no {kind} found by name or value in {len(identifiers.read)} columns; {NOT_EXCLUDED}"
    yield Measurement(target, metric, 0.0, Exact(), read, detail=detail)

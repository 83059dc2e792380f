"""Does every column of a special category have a declared ground?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.categories import columns_of, looked_at, none_found
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.identifiers import Identifiers

METRIC = "undeclared_special_columns"

RULE = Rule(
    name="special-category",
    asks="Is there a declared ground for every column about health, origin, belief, union membership, genes or orientation?",
    why="Such data may be processed only on a ground that the law names, and auditing it for bias is processing too.",
    blind="It knows such columns mostly by their name. Other columns can stand in for them (a place for an origin), free "
    "text can tell them, and a declared ground is printed, not verified.",
    step="Declare the ground in the subject (columns: {NAME: {special: allowed, ground: ...}}), or leave the column out.",
    limit=Limit.at_most(0),
    limit_source=ours.NO_SPECIAL_COLUMN,
    related_law=(eu.GDPR_9, eu.AI_ACT_10_5, eu.AI_ACT_4A),
    risk=Risk.SPECIAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers,))
def special_category(identifiers: Identifiers, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column without a ground and 0 for one with it; 0 for the dataset if there is none."""
    found = columns_of(identifiers, "special")
    for column, one in found.items():
        ground = identifiers.allowed(column, "special")
        detail = f"declared, not verified: {ground}" if ground else f"{one.entity}: {one.why}"
        yield Measurement(Target(identifiers.dataset, column), METRIC, 0.0 if ground else 1.0, Exact(), looked_at(one), detail=detail)
    if not found:
        yield from none_found(identifiers, METRIC, "special category")

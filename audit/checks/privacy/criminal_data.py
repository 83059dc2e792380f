"""Does every column about convictions or offences have a declared law?"""

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
from audit.observe.grounds import Grounds
from audit.observe.identifiers import Identifiers

METRIC = "undeclared_criminal_columns"

RULE = Rule(
    name="criminal-data",
    asks="Is there a declared ground for every column about convictions, charges or offences?",
    why="Only an authority, or somebody whom a law allows it, may process such data: consent or an interest of one's own is "
    "not enough. Suspicions and proceedings count as well.",
    blind="It knows such columns mostly by their name and by words for offences. A score trained on arrests, a gap in a "
    "career or a note can tell the same, and a declared ground is printed, not verified.",
    step="Declare the law in the subject (audit: {art10_law: ...}, or columns: {NAME: {special: allowed, ground: ...}}), or "
    "leave the column out.",
    limit=Limit.at_most(0),
    limit_source=ours.NO_CRIMINAL_COLUMN,
    related_law=(eu.GDPR_10,),
    risk=Risk.SPECIAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, Grounds))
def criminal_data(identifiers: Identifiers, grounds: Grounds, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column without a ground or a law and 0 for one with it; 0 for the dataset if there is none."""
    found = columns_of(identifiers, "criminal")
    for column, one in found.items():
        ground = identifiers.allowed(column, "special") or grounds.law
        detail = f"declared, not verified: {ground}" if ground else f"{one.entity}: {one.why}"
        yield Measurement(Target(identifiers.dataset, column), METRIC, 0.0 if ground else 1.0, Exact(), looked_at(one), detail=detail)
    if not found:
        yield from none_found(identifiers, METRIC, "column about offences")

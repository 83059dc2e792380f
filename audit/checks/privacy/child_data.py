"""Does the data show who is a child?"""

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
from audit.observe.identifiers import Identifier, Identifiers
from audit.observe.minors import AGE, BORN, OF_AGE, Minors

METRIC = "undeclared_child_columns"
_NOT_COUNTED = "the ages in it were not counted: it holds no numbers or dates that could be read, or no day to count from was set"

RULE = Rule(
    name="child-data",
    asks="Is there a declared ground for every column that is about children, or shows that people are under 18?",
    why="Children can seldom judge what is done with their data, and the law protects them more: their consent may need a "
    "parent's, and their interests weigh heavier than the controller's.",
    blind="It counts ages and birth dates that are numbers and dates, and takes ages for years. Bands, codes and school "
    "years are known by name only, and a child in a column of adults' data leaves no trace.",
    step="Find out whether children were meant to be there. Declare the ground in the subject (columns: {NAME: {personal: "
    "allowed, ground: ...}}), or leave their rows out.",
    limit=Limit.at_most(0),
    limit_source=ours.NO_CHILD_COLUMN,
    related_law=(eu.GDPR_RECITAL_38, eu.GDPR_6_1),
    risk=Risk.SPECIAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, Minors))
def child_data(identifiers: Identifiers, minors: Minors, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column that shows children without a ground, else 0; 0 for the dataset if no column could."""
    ages = {one.column: one for one in reversed(identifiers.found) if one.entity in {AGE, BORN}}
    found = ages | columns_of(identifiers, "child")
    for one in found.values():
        yield _column(identifiers, minors, one)
    if not found:
        yield from none_found(identifiers, METRIC, "column about children and no age")


def _column(identifiers: Identifiers, minors: Minors, one: Identifier) -> Measurement:
    """Return one column: about children by its kind, or by the ages in it."""
    target = Target(identifiers.dataset, one.column)
    about = one.category == "child"
    if not about and one.column not in minors.counts:
        return Measurement.undefined(target, METRIC, looked_at(one), _NOT_COUNTED)
    under, present = (0, looked_at(one)) if about else minors.counts[one.column]
    if present == 0:
        return Measurement.undefined(target, METRIC, 0, "no row holds a value")
    ground = identifiers.allowed(one.column, "personal") or identifiers.allowed(one.column, "special")
    detail = f"{one.entity}: {one.why}" if about else _said(minors, one)
    if ground:
        detail = f"declared, not verified: {ground}"
    value = float((about or under > 0) and not ground)
    return Measurement(target, METRIC, value, Exact(), present, detail=detail)


def _said(minors: Minors, one: Identifier) -> str:
    """Return how many rows are under 18, on which day."""
    day = f" on {minors.as_of}" if one.entity == BORN else ""
    return f"{minors.said(one.column)} rows with a value are under {OF_AGE}{day}"

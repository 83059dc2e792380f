"""Does what an outsider can know of people make a sensitive value much likelier than it is for everybody?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import anonymity_lines, eu
from audit.observe.diversity import Diversity, SensitiveColumn

RULE = Rule(
    name="skewed-cells",
    asks="Are sensitive values spread in every class nearly as in the whole table: by a distance of at most 0.50?",
    why="A class can hold several values and still give one away, if nearly all its rows have it. t-closeness (Li and others 2007) is the "
    "largest distance between the spread in a class and in the table: the equal distance, or for numbers and days the ordered one, "
    "where a neighbouring value is nearer.",
    blind="Small classes are far from the table by chance alone, so that t and k fail together. The table itself is taken as known to "
    "everybody. It knows only declared columns, and counts rows, not persons.",
    step="See the plans that were tried: generalise until classes look like the table, suppress those that do not, or leave the "
    "sensitive column out.",
    limit=Limit.at_most(0.5),
    limit_source=anonymity_lines.HALF_WAY,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216),
    risk=Risk.INFERENCE,
    severity=Severity.MEDIUM,
    metric="t_closeness",
    family="privacy",
)
BOUND = "only the equal distance was counted here, and the ordered one is never above it"
UNKNOWN = "the values have an order, and the ordered distance needs rows that are not read here"


@check(RULE, reads=(Diversity,))
def skewed_cells(diversity: Diversity, ask: Ask) -> Iterator[Measurement]:
    """Yield t, exactly, per sensitive column: the worst class, in the worse kind of classes, gaps read the worse way."""
    for column in diversity.columns:
        yield _measured(diversity.dataset, column, ask)


def _measured(dataset: str, column: SensitiveColumn, ask: Ask) -> Measurement:
    """Return t of one column; where the ordered distance is not known, the equal one can pass it and never fail it."""
    target, limit = Target(dataset, column.name), ask.limit_for(column.name)
    known, equal = column.worst(column.closeness), column.worst("t_equal")
    found = known or equal
    if found is None or (known is None and not limit.allows(found[0])):
        return Measurement.undefined(target, RULE.metric, column.rows, UNKNOWN)
    value, reading = found
    says = [f"the class that is furthest, over the {reading.within}, missing values read as {reading.reading}"]
    says += ([] if known else [BOUND]) + ([] if column.ordered else [_beyond(column, limit.value)])
    return Measurement(target, RULE.metric, value, Exact(), column.rows, detail="; ".join(says))


def _beyond(column: SensitiveColumn, limit: float) -> str:
    """Say how many rows lie beyond the limit, to the hundredth."""
    return f"{column.rows_beyond(limit):,} of {column.rows:,} rows are in classes beyond {limit:g}"

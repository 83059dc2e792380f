"""Do people who share what an outsider can know differ in what is sensitive?"""

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
from audit.observe.diversity import Diversity

RULE = Rule(
    name="uniform-cells",
    asks="Do rows with the same quasi-identifiers hold at least 2 values of every sensitive column?",
    why="Where all rows of a class share one sensitive value, nobody needs to find a person's row: to know the class is to know the "
    "value. l-diversity (Machanavajjhala and others 2007) counts the values of the class with the fewest. Each column is also "
    "counted in the classes that the other sensitive columns add, for an outsider may know one of them.",
    blind="Two values can mean the same, and one of them can hold nearly all rows: read skewed-cells beside it. It knows only declared "
    "columns, and counts rows, not persons.",
    step="See the plans that were tried: generalise until classes mix, suppress the rows of uniform classes, or leave the sensitive "
    "column out.",
    limit=Limit.at_least(2),
    limit_source=anonymity_lines.TWO_VALUES,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216),
    risk=Risk.INFERENCE,
    severity=Severity.MEDIUM,
    metric="distinct_l_diversity",
    family="privacy",
)


@check(RULE, reads=(Diversity,))
def uniform_cells(diversity: Diversity, ask: Ask) -> Iterator[Measurement]:
    """Yield the fewest values in a class, exactly, per sensitive column, in the worse kind of classes."""
    for column in diversity.columns:
        target = Target(diversity.dataset, column.name)
        worst = column.worst(RULE.metric)
        if worst is None:
            yield Measurement.undefined(target, RULE.metric, column.rows, "no class was counted")
            continue
        value, reading = worst
        limit = ask.limit_for(column.name).value
        below = column.rows_below(limit)
        detail = f"{below:,} of {column.rows:,} rows are in classes with fewer than {limit:g} values, over the {reading.within}"
        yield Measurement(target, RULE.metric, value, Exact(), column.rows, detail=detail)

"""Does an extreme number give a person away?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu
from audit.law.anonymity_lines import NO_EXTREME_ALONE
from audit.observe.tails import Extreme, Tails

METRIC = "rows_singled_out_by_extremes"

RULE = Rule(
    name="untreated-outlier",
    asks="Is no row nearly alone with an extreme number?",
    why="The oldest person, the largest income, the mother of nine: who has an extreme value is known for it, and one column suffices "
    "to find the row. Outliers also survive where rows are only made coarse in other columns.",
    blind="Extreme is what lies three distances between the quartiles beyond them, or is an age above 89; near is what lies within a tenth "
    "of the distance from the median. An unusual value inside the fences is not seen, nor an unusual text, nor dates.",
    step="Put the largest values together (top coding: 90 and over, or everything above the 99.5th percentile), the smallest likewise.",
    limit=Limit.at_most(0),
    limit_source=NO_EXTREME_ALONE,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216),
    risk=Risk.SINGLING_OUT,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Tails,))
def untreated_outlier(tails: Tails, ask: Ask) -> Iterator[Measurement]:
    """Yield, for every column of numbers, the rows that are nearly alone at either end."""
    for column in tails.columns():
        ends = tails.of_column(column)
        target, rows = Target(tails.dataset, column), max(end.rows for end in ends)
        if not rows:
            yield Measurement.undefined(target, METRIC, 0, "no row has a number")
            continue
        alone = sum(end.alone for end in ends)
        yield Measurement(target, METRIC, float(alone), Exact(), rows, detail="; ".join(_said(end) for end in ends if end.alone))


def _said(end: Extreme) -> str:
    """Return what one end holds, without a value."""
    least = "at least " if end.more else ""
    where = "ages above 89 shared by fewer than 5 rows" if end.years else f"the {end.end} end has fewer than 5 rows near them"
    return f"{least}{end.alone:,} of {end.rows:,} rows: {where}"

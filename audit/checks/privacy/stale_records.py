"""Is any row older than it may be kept?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.row_ages import MOST_MONTHS, RowAges

METRIC = "oldest_row_months"

RULE = Rule(
    name="stale-records",
    asks="Is every row at most 36 months old?",
    why="Personal data is kept no longer than its purpose needs. Old rows also teach a model what no longer holds.",
    blind="The age is that of the declared event date, not of the purpose; rows without a date, backups and other copies are "
    "not seen. Where the oldest rows are few, their age is only told to the year.",
    step="Delete the old rows, or cut what identifies people from them; set the period that your purpose needs "
    '(stale-records: {limit: "<= 24"}, in months).',
    limit=Limit.at_most(36),
    limit_source=ours.RETENTION,
    related_law=(eu.GDPR_5_1_E,),
    risk=Risk.QUALITY,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(RowAges,))
def stale_records(ages: RowAges, ask: Ask) -> Iterator[Measurement]:
    """Yield the months that no row is older than, with the rows that are older than the limit."""
    target, limit = Target(ages.dataset, ages.column), ask.limit_for(ages.column).value
    if ages.dated == 0:
        yield Measurement.undefined(target, METRIC, 0, "no row has a date that can be read")
        return
    if limit > MOST_MONTHS:
        yield Measurement.undefined(target, METRIC, ages.dated, f"ages are counted up to {MOST_MONTHS} months")
        return
    least, most = ages.older_than(limit)
    oldest = MOST_MONTHS + 1 if ages.oldest is None else ages.oldest
    if least == 0 < most and oldest > limit:
        why = f"the oldest rows are too few to be told apart by month: some may be older than {limit:g} months, none is older than {oldest}"
        yield Measurement.undefined(target, METRIC, ages.dated, why)
        return
    yield Measurement(target, METRIC, float(oldest), Exact(), ages.dated, detail=_said(ages, limit, least, most))


def _said(ages: RowAges, limit: float, least: int, most: int) -> str:
    """Return how many rows are too old, as far as it can be told, and how many have no date."""
    if most == 0:
        many = "none"
    elif least == most:
        many = f"{most:,}"
    else:
        many = f"between {least:,} and {most:,}" if least > 1 else f"up to {most:,}"
    undated = f"; {ages.undated:,} rows have no date" if ages.undated else ""
    return f"{many} of {ages.dated:,} rows are older than {limit:g} months{undated}"

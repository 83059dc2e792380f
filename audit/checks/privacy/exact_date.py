"""Does a date about a person tell more than the year?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.columns import looked, nowhere
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.words import Risk, Severity
from audit.law import eu, health_us
from audit.observe.fine_values import DATE, FineValues
from audit.observe.identifiers import Identifiers

METRIC = "exact_date_columns"

RULE = Rule(
    name="exact-date",
    asks="Is every date about a person told to the year at most?",
    why="The day of a birth, an admission or a death stands in other files too: registers, newspapers, claims. Two or three such days "
    "find one person among millions.",
    blind="It takes every column of dates for dates about people, unless the subject says otherwise; dates inside free text, and numbers "
    "that are days without saying so, are not seen. A column in which every day is the first of January is taken for years.",
    step="Keep the year (generalise: year), or an interval between two dates; declare dates that are about things "
    "(columns: {NAME: {personal: none, reason: ...}}).",
    limit=Limit.at_most(0),
    limit_source=health_us.HIPAA_DATES,
    related_law=(health_us.HIPAA_IDENTIFIERS, eu.GDPR_RECITAL_26),
    risk=Risk.LINKABILITY,
    severity=Severity.HIGH,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, FineValues))
def exact_date(identifiers: Identifiers, values: FineValues, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column with a date finer than a year, else 0; 0 for the dataset if it has no dates."""
    for one in values.columns[DATE]:
        yield looked(identifiers, one, METRIC, "tell more than a year", "not every value could be read")
    if not values.columns[DATE]:
        yield nowhere(identifiers, METRIC, "column of dates")

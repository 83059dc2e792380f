"""Are the few people over 89 told apart?"""

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
from audit.observe.fine_values import OLD, FineValues
from audit.observe.identifiers import Identifiers

METRIC = "old_age_columns"

RULE = Rule(
    name="old-age",
    asks="Are all ages over 89 in one category of 90 and more?",
    why="Few people grow so old, and each of them is known in town: an exact age above 89 can be as good as a name.",
    blind="It knows ages and birth dates by column name and value; from a year of birth it takes the age that is reached within the "
    "year. Ages that follow from other columns, and numbers above 130, are not seen.",
    step="Put all ages over 89 into one category, 90 and older (top_bottom), and the years of birth that tell them too.",
    limit=Limit.at_most(0),
    limit_source=health_us.HIPAA_DATES,
    related_law=(health_us.HIPAA_IDENTIFIERS, eu.GDPR_RECITAL_26),
    risk=Risk.LINKABILITY,
    severity=Severity.HIGH,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, FineValues))
def old_age(identifiers: Identifiers, values: FineValues, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column that tells ages over 89 apart, else 0; 0 for the dataset if it has no ages."""
    for one in values.columns[OLD]:
        yield looked(identifiers, one, METRIC, "tell an age over 89", "some values are no age that can be read")
    if not values.columns[OLD]:
        yield nowhere(identifiers, METRIC, "column of ages or birth dates")

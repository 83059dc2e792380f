"""Is nobody alone, or nearly alone, in what an outsider can know?"""

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
from audit.observe.cells import Cells

RULE = Rule(
    name="small-cells",
    asks="Does every combination of quasi-identifiers occur in at least 5 rows?",
    why="Who knows a few facts about a person (age, sex, place) can find the row of a person who is alone with them. "
    "k-anonymity (Samarati and Sweeney 1998) is the size of the smallest such class.",
    blind="It knows only the declared quasi-identifiers, and a large class can still share one sensitive value. "
    "No law sets a number for k.",
    step="See the plans that were tried: generalise the column that splits most, or suppress the few rows that stay alone.",
    limit=Limit.at_least(5),
    limit_source=ours.SMALL_CELLS,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216, eu.GDPR_32),
    risk=Risk.SINGLING_OUT,
    severity=Severity.HIGH,
    metric="k",
    family="privacy",
)


@check(RULE, reads=(Cells,))
def small_cells(cells: Cells, ask: Ask) -> Iterator[Measurement]:
    """Yield k, exactly, with the number of rows below the limit."""
    below = cells.rows_below(ask.limit.value)
    unit = " persons" if cells.by_person else ""
    where = ", ".join(cells.quasi_identifiers)
    detail = f"{below:,} of {cells.rows:,} rows are in classes below {ask.limit.value:g}{unit}, over {where}"
    yield Measurement(Target(cells.dataset), "k", float(cells.k), Exact(), cells.rows, detail=detail)

"""Do a few things that an outsider can know suffice to single many people out?"""

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
from audit.law.anonymity_lines import FEW_NEARLY_ALONE
from audit.observe.combinations import LARGEST_PROPOSED, Combination, Combinations

METRIC = "rows_nearly_alone"
MOST = 20
"""Combinations that are listed: the worst of those that fail."""

RULE = Rule(
    name="unique-combination",
    asks="Does no combination of four columns or fewer put more than 20 % of the rows into classes of fewer than 5?",
    why="Nobody has to know everything about a person: an age, a school and an occupation can be enough. The smallest "
    "combinations that expose many rows say which columns to make coarser first, where k over all columns only says that someone is alone.",
    blind="It looks at up to four of the columns that are declared or, where none are, at up to three of those that are proposed; a few "
    "rows that are alone stay below the limit and are small-cells' business. Who is alone here need not be alone in the population.",
    step="Make a column that most of these combinations share coarser, or leave it out; declare what an outsider can know.",
    limit=Limit.at_most(0.20),
    limit_source=FEW_NEARLY_ALONE,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216, eu.GDPR_25),
    risk=Risk.SINGLING_OUT,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Combinations,))
def unique_combination(found: Combinations, ask: Ask) -> Iterator[Measurement]:
    """Yield the smallest combinations beyond the limit; where there are none, the most exposing one of each size.

    A combination exposes at least as many rows as any part of it: where all columns together keep the limit, every
    combination does, whether it was looked at or not.
    """
    target = Target(found.dataset)
    if found.whole is None or not found.rows:
        why = "there are too many different rows to look at combinations" if found.too_many else "there are no rows"
        yield Measurement.undefined(target, METRIC, found.rows, why)
        return
    looked_at = (*found.risky, *found.worst)
    beyond = [one for one in looked_at if not ask.limit.allows(one.share_below)]
    for one in beyond[:MOST]:
        yield _measured(found, one, f"the worst {MOST} of {len(beyond)} such combinations" if len(beyond) > MOST else "")
    if beyond:
        return
    for size in sorted({one.columns for one in looked_at}):
        yield _measured(found, max((one for one in looked_at if one.columns == size), key=lambda one: one.below), "the worst of its size")
    if not ask.limit.allows(found.whole.share_below) and (reason := _unknown(found)):
        yield Measurement.undefined(target, METRIC, found.rows, reason)


def _unknown(found: Combinations) -> str:
    """Return which combinations nobody looked at, or nothing."""
    if found.unfinished:
        more = f"{found.left:,} combinations of {found.unfinished} columns"
        return f"{more}{', and larger ones,' if found.unfinished < 4 else ''} were not looked at: the work allowed was used up"
    if not found.declared and len(found.parts) > LARGEST_PROPOSED:
        return "of columns that are only proposed, combinations of four are not looked at: declare the quasi-identifiers"
    return "combinations that hold one with 20 % of the rows nearly alone were not looked at" if found.risky else ""


def _measured(found: Combinations, one: Combination, more: str) -> Measurement:
    """Return the share of rows that one combination leaves nearly alone."""
    detail = f"{one.below:,} of {one.rows:,} rows are in classes of fewer than 5, {one.unique:,} in classes of one"
    detail += f"; {more}" if more else ""
    detail += "" if found.declared else "; the columns are proposed: no quasi-identifier is declared"
    return Measurement(Target(found.dataset, one.name), METRIC, one.share_below, Exact(), one.rows, detail=detail)

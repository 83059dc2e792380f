"""Can rows be joined, one to one, with a file that an outsider may hold?"""

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
from audit.observe.linkage import Joined, Linkage

METRIC = "linked_share"

RULE = Rule(
    name="linkable-files",
    asks="Is at most one row in a hundred alone with exactly one row of a file that an outsider may hold?",
    why="Whoever holds a list with names and a few columns of the data joins the two: a row that shares its values with nobody "
    "else in the data, and with exactly one on the list, gets a name (Sweeney 1997 did so with a list of voters).",
    blind="A match can be a coincidence, and values that are written otherwise are missed. It knows one outside file, the one "
    "declared as `public`; others exist. Rows are counted, not persons.",
    step="Drop or generalise the columns that both files have, or give each recipient keys of its own instead of a shared one.",
    limit=Limit.at_most(0.01),
    limit_source=anonymity_lines.FEW_LINKED,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216),
    risk=Risk.LINKABILITY,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Linkage,))
def linkable_files(linkage: Linkage, ask: Ask) -> Iterator[Measurement]:
    """Yield, exactly, the share of rows that match one to one, by what they are compared over."""
    if not linkage.ways:
        yield Measurement.undefined(Target(linkage.dataset), METRIC, 0, "the two files share no column that can be compared")
    for one in linkage.ways:
        target = Target(linkage.dataset, "", one.by)
        if not one.rows:
            yield Measurement.undefined(target, METRIC, 0, "there is no row")
        else:
            yield Measurement(target, METRIC, one.matched / one.rows, Exact(), one.rows, detail=_said(one))


def _said(one: Joined) -> str:
    """Return what was counted in words."""
    return (
        f"over {one.columns} column{'s' if one.columns > 1 else ''}, beside {one.outside:,} rows outside: values of "
        f"{one.contained:,} of {one.rows:,} rows occur there, {one.alone:,} rows are alone in the data, and {one.matched:,} of "
        "those meet exactly one row"
    )

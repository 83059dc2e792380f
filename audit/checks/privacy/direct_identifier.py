"""Is there anything in the data that names a person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.identifiers import Identifier, Identifiers
from audit.observe.personal.catalogue import recogniser_of

METRIC = "identifier_share"

RULE = Rule(
    name="direct-identifier",
    asks="Is every column free of values that name or reach a person?",
    why="A name, an e-mail address or an account number says at once whose row it is. A model seldom needs it, "
    "and every copy of the data carries it along.",
    blind="Recognisers miss rare names, unusual formats and other languages. Every cell is swept for what a pattern or a "
    "check digit can tell, and where not all candidates were judged the interval says how many may still be there; names "
    "are found where a column is made of them. Nothing found is not the same as nothing there.",
    step="Leave the column out, or replace it by a keyed pseudonym; redact free text.",
    limit=Limit.at_most(0),
    limit_source=ours.IDENTIFIER_SHARE,
    related_law=(eu.GDPR_4_1, eu.GDPR_5_1_C, eu.GDPR_25),
    risk=Risk.DIRECT,
    severity=Severity.CRITICAL,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers,))
def direct_identifier(identifiers: Identifiers, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of distinct values, per column, that are or hold its surest direct identifier."""
    for column, (examined, distinct) in identifiers.read.items():
        target = Target(identifiers.dataset, column)
        if examined == 0:
            continue
        ground = identifiers.allowed(column, "personal")
        if ground is not None:
            yield Measurement(target, METRIC, 0.0, Exact(), examined, detail=f"declared as allowed: {ground}")
            continue
        found = [one for one in identifiers.found if one.column == column and one.names_a_person]
        if found:
            yield _found(target, max(found, key=lambda one: (one.share, one.score)))
        elif column in identifiers.named:
            yield Measurement.undefined(target, METRIC, examined, _look(identifiers.named[column]))
        else:
            rest = [one for one in identifiers.dismissed if one.column == column]
            yield _none(target, rest, examined, distinct)


def _found(target: Target, one: Identifier) -> Measurement:
    """Return a column with an identifier: what was seen is there, however little was read."""
    return Measurement(target, METRIC, one.share, Exact(), one.examined, detail=f"{one.entity}: {one.why}")


def _look(entity: str) -> str:
    """Return why a column is left open whose name says what no value in it looks like."""
    one = recogniser_of(entity)
    return f"the column name says {one.says if one else entity}, and its values do not have that form: look at it"


def _none(target: Target, dismissed: Sequence[Identifier], examined: int, distinct: int) -> Measurement:
    """Return a column where nothing was found: certain of what a check decides, if every cell that could be it was judged.

    Every cell was swept for candidates; names and addresses are a matter of the column as a whole.
    """
    open_ = [one for one in dismissed if _decides(one) and one.examined < one.candidates and one.touched_high > 0]
    read = f"every cell swept, {examined:,} of {distinct:,} distinct values read closely"
    if not open_:
        return Measurement(target, METRIC, 0.0, Exact(), examined, detail=f"nothing found: {read}")
    least = min(open_, key=lambda one: one.examined)
    detail = f"nothing found: {read}; {least.examined:,} of {least.candidates:,} cells that could be {least.entity} were judged"
    return Measurement(target, METRIC, 0.0, Rate(0, least.examined), least.examined, detail=detail)


def _decides(one: Identifier) -> bool:
    """Tell whether a match would prove a direct identifier, whatever its column is called."""
    known = recogniser_of(one.entity)
    return known is not None and known.decisive and known.category == "direct"

"""Does what the law forbids by default have the grounds that the law names?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.categories import columns_of, looked_at, none_found
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.law.articles import basis_in, condition_in
from audit.observe.grounds import Grounds
from audit.observe.identifiers import Identifier, Identifiers

METRIC = "columns_without_ground"

RULE = Rule(
    name="undeclared-ground",
    asks="Are a basis in Art. 6(1) and a condition of Art. 9(2) declared for special categories, and a law for data on offences?",
    why="Both are needed at once: an exception in Art. 9(2) lifts the prohibition, and the processing still needs a basis in "
    "Art. 6(1). Data on offences needs a law that allows it.",
    blind="It reads which point is named. Whether the point applies, and whether the law named says so, is for a lawyer; and "
    "it only knows the columns that were found.",
    step="Write them into the subject (audit: {legal_basis: 6(1)(c), art9_condition: 9(2)(g), art10_law: ...}, or the ground "
    "of a single column), or leave the column out.",
    limit=Limit.at_most(0),
    limit_source=ours.NO_UNGROUNDED_COLUMN,
    related_law=(eu.GDPR_6_1, eu.GDPR_9, eu.GDPR_10),
    risk=Risk.SPECIAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers, Grounds))
def undeclared_ground(identifiers: Identifiers, grounds: Grounds, ask: Ask) -> Iterator[Measurement]:
    """Yield 1 for a column that lacks a ground, 0 for one that has all, none where a ground names no point of the law."""
    found = columns_of(identifiers, "special", "criminal")
    for column, one in found.items():
        ground = identifiers.allowed(column, "special") or ""
        target = Target(identifiers.dataset, column)
        yield _offence(target, one, ground or grounds.law) if one.category == "criminal" else _special(target, one, ground, grounds)
    if not found:
        yield from none_found(identifiers, METRIC, "special category and no column about offences")


def _offence(target: Target, one: Identifier, law: str) -> Measurement:
    """Return a column about offences: any law that is named counts, none can be recognised."""
    detail = f"declared, not verified: {law}" if law else f"{one.entity}: no law is declared (audit: art10_law)"
    return Measurement(target, METRIC, 0.0 if law else 1.0, Exact(), looked_at(one), detail=detail)


def _special(target: Target, one: Identifier, ground: str, grounds: Grounds) -> Measurement:
    """Return a column of a special category; its own ground comes before what is declared for the whole audit."""
    basis, condition = basis_in(ground) or basis_in(grounds.basis), condition_in(ground) or condition_in(grounds.condition)
    parts = (
        ("basis in Art. 6(1)", "audit: legal_basis", basis, grounds.basis),
        ("condition of Art. 9(2)", "audit: art9_condition", condition, ground or grounds.condition),
    )
    absent = [f"no {what} is declared ({key})" for what, key, read, said in parts if not (read or said)]
    if absent:
        return Measurement(target, METRIC, 1.0, Exact(), looked_at(one), detail=f"{one.entity}: {', '.join(absent)}")
    unread = [f"what is declared names no {what}: {said}" for what, _, read, said in parts if not read]
    if unread:
        return Measurement.undefined(target, METRIC, looked_at(one), "; ".join(unread))
    named = " and ".join(str(read) for _, _, read, _ in parts)
    return Measurement(target, METRIC, 0.0, Exact(), looked_at(one), detail=f"declared, not verified: {named}")

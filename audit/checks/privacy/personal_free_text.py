"""Do texts that people wrote freely hold personal data?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Counts, Exact, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.identifiers import Identifier, Identifiers

METRIC = "touched_share"
_NOT_LOOKED_FOR = "names, places and organisations in sentences are looked for with a language model only"

RULE = Rule(
    name="personal-free-text",
    asks="Is every column of free text free of what names or reaches a person?",
    why="People write into notes what no column was made for: a second address, a neighbour's number. It is copied along "
    "unseen, and a model that reads text can learn and repeat it.",
    blind="Names, places and organisations in sentences are looked for only where a language model is installed, and what is "
    "told in other words (the only midwife of a village) is not found at all.",
    step="Leave the text out or redact it, and ask for what is needed in columns of its own.",
    limit=Limit.at_most(0),
    limit_source=ours.TEXT_SHARE,
    related_law=(eu.GDPR_4_1, eu.GDPR_5_1_C),
    risk=Risk.DIRECT,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Identifiers,))
def personal_free_text(identifiers: Identifiers, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of rows that the most frequent entity touches, of every column of texts; 0 for the dataset without one."""
    found: dict[str, list[Identifier]] = {}
    for one in identifiers.found:
        if one.category == "freetext":
            found.setdefault(one.column, []).append(one)
    for column, entities in found.items():
        yield _column(identifiers, column, entities)
    if not found:
        yield _none(identifiers)


def _column(identifiers: Identifiers, column: str, entities: Sequence[Identifier]) -> Measurement:
    """Return one column of texts."""
    target, most = Target(identifiers.dataset, column), max(entities, key=lambda one: one.touched)
    if most.cells == 0:
        return Measurement.undefined(target, METRIC, 0, "the rows it touches were not counted")
    ground = identifiers.allowed(column, "personal")
    if ground:
        return Measurement(target, METRIC, 0.0, Exact(), most.cells, detail=f"declared as allowed: {ground}")
    detail = "; ".join(f"{one.entity} in {_rows(one)} of {one.cells:,} texts" for one in entities)
    return Measurement(target, METRIC, most.touched / most.cells, _counts(most), most.cells, detail=detail)


def _counts(one: Identifier) -> Counts:
    """Return what the interval follows from: texts that could hold it were judged up to a cap.

    As many texts as were judged stand for all of them, larger by the texts that cannot hold it: the interval is
    a little wider than that of the judged ones alone.
    """
    if one.touched_low == one.touched_high or not one.touched:
        return Exact()
    return Rate(one.confirmed, max(one.confirmed, round(one.confirmed * one.cells / one.touched)))


def _rows(one: Identifier) -> str:
    """Return in how many rows it is, or between which numbers that lies."""
    certain = one.touched_low == one.touched_high
    return f"{one.touched:,}" if certain else f"about {one.touched:,} ({one.touched_low:,} to {one.touched_high:,})"


def _none(identifiers: Identifiers) -> Measurement:
    """Return 0 for a dataset without personal data in texts, with what was not looked for."""
    target, read = Target(identifiers.dataset), sum(examined > 0 for examined, _ in identifiers.read.values())
    if read == 0:
        return Measurement.undefined(target, METRIC, 0, "no column holds a value")
    return Measurement(target, METRIC, 0.0, Exact(), read, detail=f"nothing found in texts of {read} columns; {_NOT_LOOKED_FOR}")

"""Which personal data does one text hold, and where?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from audit.observe.personal.column import of_values
from audit.observe.personal.evidence import judges_of
from audit.observe.personal.judge import Judge
from audit.observe.personal.presidio_door import Span, silence
from audit.observe.personal.readers import Value

if TYPE_CHECKING:
    from audit.observe.scene import Settings


_SAID = 3


class Place(NamedTuple):
    """Where in a text an entity is, and how sure that is (0 to 1)."""

    entity: str
    start: int
    end: int
    score: float


def spans_in(text: str, settings: Settings) -> tuple[Place, ...]:
    """Return what a text holds, in its order; of matches that overlap the surest, then the longest."""
    column = of_values("", "text", [text], settings)
    value = Value.of(text)
    offset = len(text) - len(text.lstrip())
    with silence():
        found = [place for judge in _judges(settings) for place in _found(judge, value, frozenset(column.swept.candidates))]
    chosen: list[tuple[int, Place]] = []
    for rank, place in sorted(set(found), key=lambda one: (-one[0], -one[1].score, one[1].start - one[1].end, one[1].entity)):
        if all(_apart(place, other) or (rank, place.score, place[1:3]) == (above, other.score, other[1:3]) for above, other in chosen):
            chosen.append((rank, place))
    return tuple(sorted((one._replace(start=one.start + offset, end=one.end + offset) for _, one in chosen), key=lambda one: one.start))


@lru_cache(maxsize=4)
def _judges(settings: Settings) -> tuple[Judge, ...]:
    """Return what reads a text without a column name."""
    return tuple(judges_of(of_values("", "text", (), settings), settings.locales, settings.personal))


def _found(judge: Judge, value: Value, candidates: frozenset[str]) -> Iterator[tuple[int, Place]]:
    """Yield the matches of one recogniser, those that are proof marked."""
    for reader in judge.checks if judge.could_count(value) else ():
        if reader.probe in candidates:
            for span, seen in judge.counted(value, reader):
                rank = _rank(judge, span, value.text)
                if rank == _SAID or not (judge.one.needs_header or judge.one.category == "thing"):
                    yield rank, Place(judge.one.entity, span.start, span.end, seen.score)


def _apart(one: Place, other: Place) -> bool:
    """Tell whether two matches share no character."""
    return one.end <= other.start or other.end <= one.start


def _rank(judge: Judge, span: Span, text: str) -> int:
    """Return 3 where words before a match say what it is, 2 for proof that is more than digits, 1 for proof, else 0."""
    if judge.is_said(span, text):
        return _SAID
    return (1 + (not text[span.start : span.end].isdecimal())) if judge.one.decisive else 0

"""How many values of a column hold which kind of personal data?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.header_words import Support, support
from audit.observe.personal.presidio_door import Span, silence
from audit.observe.personal.readers import COVERS, Phone, Reader, Value, compiled, readers
from audit.observe.personal.recogniser import Recogniser

THRESHOLD = 0.4
"""Presidio's own limit for a match that its context rule has lifted."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one entity: values matched, values covered, and the sum of the best scores in thousandths.

    `matched` counts values that are the entity (`full`) and sentences or checked matches that hold one.
    """

    entity: str
    matched: int
    full: int
    score_sum_permille: int


class Best(NamedTuple):
    """The best match of one entity in one value; a match of the whole value beats a better one inside it."""

    full: bool
    score: float


class Judge(NamedTuple):
    """One recogniser, ready to read the values of one column."""

    one: Recogniser
    readers: tuple[Reader, ...]
    supported: bool

    def best(self, value: Value) -> Best | None:
        """Return the best match that counts, or None."""
        found: Best | None = None
        # Unsupported, a match must have a sure form: a value without one anywhere need not be read.
        for reader in self.readers if self.supported or self._has_sure_form(value.text) else ():
            for span in reader.read(value) if reader.passes(value) else ():
                seen = self.weigh(span, value)
                found = seen if found is None or (seen is not None and seen > found) else found
            if found is not None and isinstance(reader, Phone) and reader.settles(value, full=found.full):
                break
        return found

    def _has_sure_form(self, text: str) -> bool:
        """Tell whether a match of sure form could be anywhere in a text."""
        return not self.one.sure_form or compiled(self.one.sure_form).search(text) is not None

    def weigh(self, span: Span, value: Value) -> Best | None:
        """Return the match if it counts: sure enough, of a sure form or supported, whole or in a sentence."""
        text = value.text[span.start : span.end]
        full = span.end - span.start >= COVERS * len(value.text)
        counts = span.score >= THRESHOLD or span.shape
        sure = self.supported or not self.one.sure_form or compiled(self.one.sure_form).fullmatch(text) is not None
        inside = (value.prose or (self.one.decisive and span.score >= 1.0)) and _stands_alone(span, value.text)
        return Best(full, span.score) if counts and sure and (full or inside) else None


def _stands_alone(span: Span, text: str) -> bool:
    """Tell whether a match is not a piece of a longer word or number."""
    return not (text[: span.start][-1:].isalnum() or text[span.end :][:1].isalnum())


def judge_values(values: Sequence[str], header: str, locales: tuple[str, ...], kind: str = "text") -> tuple[Hits, ...]:
    """Count the distinct values of one column that hold each entity, entities in alphabetical order.

    `header` is the column's name; its whole words are context. `locales` are country codes (none: all).
    `kind` is the declared type of the column: `text`, `integer`, `number`, `boolean`, `date` or `timestamp`.
    A value that is wholly an entity whose match is proof holds nothing else.
    """
    judges = tuple(_judges(header, locales, kind))
    counts: dict[str, list[int]] = {}
    with silence():
        for raw in values if judges else ():
            for entity, best in _entities(Value.of(raw), judges):
                row = counts.setdefault(entity, [0, 0, 0])
                row[0] += 1
                row[1] += best.full
                row[2] += round(best.score * 1000)
    return tuple(Hits(entity, *counts[entity]) for entity in sorted(counts))


def looks(header: str, locales: tuple[str, ...], kind: str, digits: int | None = None) -> bool:
    """Tell whether anything is looked for in a column of this name and type.

    `digits` is the most digits a number of the column has, None where that is not known: what
    needs more of them cannot be there.
    """
    return any(digits is None or judge.one.gate.digits <= digits for judge in _judges(header, locales, kind))


def _entities(value: Value, judges: Iterable[Judge]) -> Iterator[tuple[str, Best]]:
    """Yield what a value holds; the judges whose match is proof come first."""
    if not value.text:
        return
    for judge in judges:
        best = judge.best(value)
        if best is None:
            continue
        yield judge.one.entity, best
        if judge.one.decisive and best.full and best.score >= THRESHOLD:
            return


def _judges(header: str, locales: tuple[str, ...], kind: str) -> Iterator[Judge]:
    """Yield the recognisers that can say something about a column of this name and type."""
    for one in recognisers():
        said = support(one, header)
        if said is Support.AGAINST or kind not in one.kinds or not one.serves(locales):
            continue
        supported = said > Support.NONE
        if supported or not (one.needs_header or (kind != "text" and not one.numeric_ok)):
            yield Judge(one, readers(one, header, locales), supported)

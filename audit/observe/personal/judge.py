"""Does a value hold an entity, given the name of its column and the words around it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from audit.observe.personal.header_words import Support, support
from audit.observe.personal.presidio_door import Span
from audit.observe.personal.readers import COVERS, Checked, Own, Pattern, Phone, Value, compiled
from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.subject_words import Custom, Denied

Check: TypeAlias = Pattern | Phone | Checked | Custom | Denied
THRESHOLD = 0.4
"""Presidio's own limit for a match that its context rule has lifted."""
_CONTEXT = 0.35
"""What Presidio's context rule adds to a score."""
_NEAR, _WORDS = 60, 6


class Best(NamedTuple):
    """The best match of one entity in one value; a match of the whole value beats a better one inside it."""

    full: bool
    score: float


class Judge(NamedTuple):
    """One recogniser, ready to read the values of one column: by checking, by a pattern of ours, by a shape."""

    one: Recogniser
    said: Support
    checks: tuple[Check, ...]
    forms: tuple[Own, ...] = ()
    shapes: tuple[Own, ...] = ()
    allow: frozenset[str] = frozenset()

    def best(self, value: Value, by: Sequence[Check | Own]) -> Best | None:
        """Return the best match that counts, or None."""
        found: Best | None = None
        for reader in by if self.could_count(value) else ():
            for _, seen in self.counted(value, reader):
                found = seen if found is None or seen > found else found
            if found is not None and isinstance(reader, Phone) and reader.settles(value, full=found.full):
                break
        return found

    def could_count(self, value: Value) -> bool:
        """Tell whether a match could count: unsupported, it must have a sure form, or words before it that say what it is."""
        form = self.one.sure_form
        return self.said > Support.NONE or value.prose or not form or compiled(form).search(value.text) is not None

    def counted(self, value: Value, reader: Check | Own) -> Iterator[tuple[Span, Best]]:
        """Yield the matches of one reader that count."""
        for span in reader.read(value) if reader.passes(value) else ():
            seen = self.weigh(span, value)
            if seen is not None:
                yield span, seen

    def weigh(self, span: Span, value: Value) -> Best | None:
        """Return the match if it counts: sure enough, of a sure form or supported, whole or in a sentence."""
        text = value.text[span.start : span.end]
        full = span.end - span.start >= COVERS * len(value.text)
        score, sure = span.score, self._is_sure(text, sentence=value.prose and not full)
        if not full and value.prose and (not sure or score < THRESHOLD) and self.is_said(span, value.text):
            # As Presidio does with a context word in the text.
            sure, score = True, min(1.0, max(score + _CONTEXT, THRESHOLD))
        inside = (value.prose or (self.one.decisive and score >= 1.0)) and _stands_alone(span, value.text)
        counts = sure and (score >= THRESHOLD or span.shape) and (full or inside)
        return Best(full, score) if counts and text not in self.allow else None

    def is_said(self, span: Span, text: str) -> bool:
        """Tell whether words before a match say what it is."""
        return support(self.one, _before(span, text)) > Support.NONE

    def _is_sure(self, text: str, *, sentence: bool) -> bool:
        """Tell whether a match has a form that counts without support."""
        forms = (self.one.sure_form, self.one.text_form if sentence else "")
        return self.said > Support.NONE or not forms[0] or any(form and compiled(form).fullmatch(text) for form in forms)


def _before(span: Span, text: str) -> str:
    """Return the words shortly before a match, in its sentence."""
    return " ".join(text[: span.start][-_NEAR:].rpartition(". ")[2].split()[-_WORDS:])


def _stands_alone(span: Span, text: str) -> bool:
    """Tell whether a match is not a piece of a longer word or number."""
    return not (text[: span.start][-1:].isalnum() or text[span.end :][:1].isalnum())


def accepts(judge: Judge, text: str, by: Sequence[Check | Own]) -> bool:
    """Tell whether a text would be called the entity."""
    best = judge.best(Value.of(text), by)
    return best is not None and best.full

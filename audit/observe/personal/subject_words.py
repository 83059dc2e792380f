"""What does a subject add to what is looked for: its own Presidio recognisers, and texts that are an entity?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.custom import custom
from audit.observe.personal.presidio_door import Span, spans
from audit.observe.personal.readers import Value
from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.sieve.probes import DENIED

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from audit.observe.scene import Personal


@dataclass(frozen=True, slots=True)
class Custom:
    """One of the subject's own recognisers."""

    probe: str
    recogniser: EntityRecognizer

    def passes(self, value: Value) -> bool:
        """Let every value through: the sweep has chosen them."""
        return True

    def read(self, value: Value) -> Iterator[Span]:
        """Yield what Presidio finds."""
        yield from spans(self.recogniser, value.text)


@dataclass(frozen=True, slots=True)
class Denied:
    """Texts that the subject says are an entity: whole words, in any case, and sure."""

    probe: str
    regex: re.Pattern[str]

    def passes(self, value: Value) -> bool:
        """Let every value through: the sweep has chosen them."""
        return True

    def read(self, value: Value) -> Iterator[Span]:
        """Yield every occurrence."""
        for match in self.regex.finditer(value.text):
            yield Span(match.start(), match.end(), 1.0)


def own_readers(personal: Personal) -> Iterator[tuple[Recogniser, Custom | Denied]]:
    """Yield what the subject brings along, each with the kind it looks for; raises BadInput for a file that cannot be read."""
    for name, one in custom(personal.recognisers).items() if personal.recognisers else ():
        yield _kind(one.supported_entities[0]), Custom(name, one)
    for entity, texts in personal.deny:
        if texts:
            listed = "|".join(map(re.escape, texts))
            yield _kind(entity), Denied(f"{DENIED}{entity}", re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE))


def _kind(entity: str) -> Recogniser:
    """Return the kind of an entity: one that we do not know names a person until the subject says otherwise."""
    known = recogniser_of(entity)
    says = known.says if known else f"what the subject calls {entity}"
    category = known.category if known else "direct"
    kinds = ("text", "integer")
    return Recogniser(entity=entity, category=category, says=says, examples=(), counter_examples=(), kinds=kinds, numeric_ok=True)

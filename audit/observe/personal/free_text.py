"""Which columns are sentences, and in how many of their rows is something personal?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.observe.personal.readers import Value
from audit.statistics.proportions import wilson

LEVEL = 0.95
_HALF = 0.5
_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Touched:
    """In how many rows something is: the estimate, and between which numbers it lies at a confidence level."""

    rows: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Spans:
    """How often an entity occurs in texts, and in how many of them."""

    texts: int
    spans: int


def is_free_text(values: Iterable[str]) -> bool:
    """Tell whether at least half of the distinct values that are not blank are sentences.

    A sentence is prose with at least four words: a full name or a street with its number has fewer.
    """
    filled = [value for value in values if value.strip()]
    sentences = sum(Value.of(value).prose and len(_WORD.findall(value)) >= _WORDS for value in filled)
    return bool(filled) and sentences >= _HALF * len(filled)


def touched(candidates: int, distinct: int, judged: int, confirmed: int, level: float = LEVEL) -> Touched:
    """Return in how many rows an entity is, when `confirmed` of the `judged` distinct candidates are it.

    `candidates` counts rows, exactly, `distinct` their distinct values; the judged ones are a random draw of those
    (keyed hashes). What was judged is known: the interval never contradicts it, and where all were judged with one
    verdict it is a point. Between them Wilson's interval holds if a value's verdict does not depend on how often the
    value occurs. Raises ValueError unless confirmed <= judged <= distinct <= candidates.
    """
    if not 0 <= confirmed <= judged <= distinct <= candidates:
        message = "confirmed, judged, distinct and candidates must rise"
        raise ValueError(message)
    if judged == 0:
        return Touched(0, 0, candidates)
    if judged == distinct and confirmed in {0, judged}:
        return Touched(rows := candidates if confirmed else 0, rows, rows)
    low, high = wilson(confirmed, judged, level)
    if judged == distinct == candidates:
        return Touched(confirmed, confirmed, confirmed)
    least, most = confirmed, candidates - (judged - confirmed)
    share = confirmed / judged
    return Touched(*(min(max(round(candidates * part), least), most) for part in (share, low, high)))


def missed_at_most(judged: int, level: float = LEVEL) -> float:
    """Return the share of the candidates of which none was judged true that may still be it: `1 - (1 - level)^(1 / judged)`.

    The exact upper bound for no hit in a random draw (Clopper and Pearson 1934, one-sided); 1 where nothing was judged.
    """
    return 1.0 - (1.0 - level) ** (1.0 / judged) if judged else 1.0


def tally(found: Iterable[Sequence[str]]) -> dict[str, Spans]:
    """Count texts and spans per entity; `found` lists the entities of each text, one for every span."""
    texts: dict[str, int] = {}
    spans: dict[str, int] = {}
    for entities in found:
        for entity in entities:
            spans[entity] = spans.get(entity, 0) + 1
        for entity in set(entities):
            texts[entity] = texts.get(entity, 0) + 1
    return {entity: Spans(texts[entity], spans[entity]) for entity in sorted(texts)}

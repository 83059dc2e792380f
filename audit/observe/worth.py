"""How many independent rows of equal weight would say as much as the rows of a group?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audit.core.fact import Fact, Key
from audit.core.measurement import Rate

CELLS = ("rows", "selected", "tp", "fp", "fn", "tn")
"""What is counted of a group; weights and their squares are added up in the same cells."""
RATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "selection_rate": (("selected",), ("rows",)),
    "accuracy": (("tp", "tn"), ("tp", "fp", "fn", "tn")),
    "true_positive_rate": (("tp",), ("tp", "fn")),
    "false_positive_rate": (("fp",), ("fp", "tn")),
    "precision": (("tp",), ("tp", "fp")),
    "negative_predictive_value": (("tn",), ("fn", "tn")),
    "base_rate": (("tp", "fn"), ("tp", "fp", "fn", "tn")),
}
"""The cells that hit and the cells of the denominator; a rate's complement has the same denominator."""
PERSONS = "persons"
PERSON_KEYS = ("attribute", "group", "rate")
PERSON_MEASURES = ("rows", "persons", "hits", "of", "hits2", "of2", "aa", "an", "nn")
EVERYBODY: tuple[str, str] = ("", "")
Effects = Mapping[tuple[Key, Key], Mapping[Key, float]]


def effects_of(fact: Fact | None) -> Effects:
    """Return the design effects of repeated persons, by attribute and group, by rate; those of everybody have no name."""
    found: dict[tuple[Key, Key], dict[Key, float]] = {}
    for (attribute, group, rate), numbers in fact.rows.items() if fact else ():
        found.setdefault((attribute, group), {})[rate] = design_effect(numbers)
    return found


def design_effect(numbers: Sequence[int]) -> float:
    """Return how many times the variance of a rate is as large as if every row were another person's; at least 1.

    `numbers` are rows, persons, sums of weights over hits and over all rows, of squared weights over both, and over
    persons of a^2, a n and n^2, where a person has the weight a in hits and n in all. The variance over persons is
    held against that of the same weights if every row were another person's. It is 1 where nobody repeats.
    """
    # Statistics are loaded where there is something to compute.
    from audit.statistics.effective import clustered_rate, effective_rate

    rows, persons, hits, of, hits2, of2, aa, an, nn = numbers
    alone = effective_rate(hits, hits2, of - hits, of2 - hits2).of if of else 0.0
    if persons >= rows or not alone:
        return 1.0
    # In units in which all weights add up to the rows that they are worth.
    unit = alone / of
    return max(1.0, alone / clustered_rate(persons, unit * hits, alone, unit**2 * aa, unit**2 * an, unit**2 * nn).of)


def worth(totals: Sequence[int], effects: Mapping[Key, float]) -> dict[str, Rate]:
    """Return a group's rates as hits of effective rows; nothing where each row counts as one.

    `totals` are the cells' rows, then, where rows carry weights, the cells' weights and their squares in millionths.
    """
    size = len(CELLS)
    if len(totals) == size and all(effect == 1 for effect in effects.values()):
        return {}
    sums = {cell: [totals[start + place] for start in range(0, len(totals), size)] for place, cell in enumerate(CELLS)}
    return {rate: _shared(_rate(sums, *parts), effects.get(rate, 1.0)) for rate, parts in RATES.items()}


def _rate(sums: Mapping[str, Sequence[int]], hits: Sequence[str], of: Sequence[str]) -> Rate:
    """Return one rate, of weighted rows as effective ones."""
    from audit.statistics.effective import effective_rate

    hit, every = ([sum(column) for column in zip(*(sums[cell] for cell in cells), strict=True)] for cells in (hits, of))
    if len(every) == 1:
        return Rate(hit[0], every[0])
    (_, hits_w, hits_w2), (_, of_w, of_w2) = hit, every
    return effective_rate(hits_w / 1e6, hits_w2 / 1e6, (of_w - hits_w) / 1e6, (of_w2 - hits_w2) / 1e6)


def _shared(rate: Rate, effect: float) -> Rate:
    """Return what is left of a rate's rows where persons repeat."""
    return rate if effect == 1 else Rate(rate.hits / effect, rate.of / effect)

"""Why is a column called personal? One sentence, made from counts and never from values."""

from __future__ import annotations

from typing import Protocol

from audit.observe.personal.catalogue import recogniser_of


class Counts(Protocol):
    """What the sentence is made from: one entity of one column, with the counts of the fact."""

    @property
    def entity(self) -> str:
        """Return its entity."""
        ...

    @property
    def category(self) -> str:
        """Return its category."""
        ...

    @property
    def basis(self) -> str:
        """Return what the verdict rests on."""
        ...

    @property
    def examined(self) -> int:
        """Return how many values were looked at."""
        ...

    @property
    def distinct(self) -> int:
        """Return how many there are."""
        ...

    @property
    def matched(self) -> int:
        """Return how many are it or hold it."""
        ...

    @property
    def full(self) -> int:
        """Return how many are it."""
        ...

    @property
    def cells(self) -> int:
        """Return the rows that are not missing."""
        ...

    @property
    def candidates(self) -> int:
        """Return the rows that could hold it."""
        ...

    @property
    def chance(self) -> float:
        """Return the share of made-up digits that would pass."""
        ...


_BASIS = {
    "pattern": "{full} of {of} are {says} by their form",
    "header": "the column name says {says}, and {full} of {read} have a form that fits; no checksum or pattern confirms it",
    "both": "the column name says {says}, and {full} of {of} are",
    "name": "the column name says {says}, and its values do not confirm it",
    "declared": "the subject says that it holds {says}",
    "none": "{candidates} of {cells} cells could be {says}; {full} of {of} are, which says nothing of the column",
}
_UNJUDGED = "{candidates} of {cells} cells have a form in which {says} are written, which says nothing without a column name for it"
_CONTROLLED = frozenset({"pattern", "both", "none"})


def explain(one: Counts) -> str:
    """Return why a column was given an entity, from the counts a fact carries."""
    known = recogniser_of(one.entity)
    says = known.says if known is not None else one.entity
    read = f"{one.examined:,} distinct values" + ("" if one.examined >= one.distinct else f" read (of {one.distinct:,})")
    of = f"{one.examined:,} judged (of {one.candidates:,} cells that could be)" if one.candidates else read
    if one.category == "freetext":
        text = f"{one.matched:,} of {of} hold {says} among other text"
    else:
        words = {
            "full": f"{one.full:,}",
            "of": of,
            "says": says,
            "candidates": f"{one.candidates:,}",
            "cells": f"{one.cells:,}",
            "read": read,
        }
        text = (_UNJUDGED if one.basis == "none" and not one.examined else _BASIS.get(one.basis, _BASIS["pattern"])).format(**words)
    if one.basis == "none" and 0 < one.examined < one.candidates and not one.matched:
        from audit.observe.personal.free_text import missed_at_most

        text += f"; of those not judged at most {missed_at_most(one.examined):.1%} can be"
    if one.chance and one.basis in _CONTROLLED and one.category != "freetext":
        text += f"; of made-up digits {one.chance:.0%} would pass"
    return f"{text[:1].upper()}{text[1:]}."

"""Which columns were found to hold personal data, which matches were not accepted, and what was not checked?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, cast

from audit.core.fact import Facts
from audit.core.values import Json
from audit.law.personal_kinds import kinds_of
from audit.observe.identifiers import Identifier, Identifiers
from audit.observe.personal.catalogue import recogniser_of

_SPECIAL = frozenset({"special", "criminal", "child"})
_IN_TEXT = {"LOCATION": "places", "NRP": "nationalities, religions or political groups", "ORGANIZATION": "organisations"}


def column_claims(facts: Facts) -> Iterator[Json]:
    """Yield what each column was found to hold."""
    for dataset in facts.datasets():
        view = Identifiers.of(facts, dataset)
        yield from (_column(dataset, one) for one in (view.found if view else ()))


def dismissed_claims(facts: Facts) -> Iterator[Json]:
    """Yield the matches of Presidio that the verdict on their column does not accept, and why."""
    for dataset in facts.datasets():
        view = Identifiers.of(facts, dataset)
        yield from (_column(dataset, one) for one in (view.dismissed if view else ()))


def _column(dataset: str, one: Identifier) -> Json:
    """Return one entity of one column."""
    return {
        "dataset": dataset,
        "column": one.column,
        "entity": one.entity,
        "what": words_for(one.entity),
        "category": one.category,
        "score": one.score,
        "share": one.share,
        "shape": one.shape,
        "law": [asdict(kind) for kind in kinds_of(one.entity, one.category)],
        "examined": one.examined,
        "distinct": one.distinct,
        "hits": one.matched,
        "cells": one.cells,
        "candidates": one.candidates,
        "judged": one.judged,
        "confirmed": one.confirmed,
        "rows_touched": one.touched,
        "rows_low": one.touched_low,
        "rows_high": one.touched_high,
        "why": one.why,
    }


def words_for(entity: str) -> str:
    """Return what an entity is, in words; one that a user defined is called by its name."""
    one = recogniser_of(entity)
    return one.says if one else _IN_TEXT.get(entity, entity.replace("_", " ").lower())


def personal_not_checked(facts: Facts) -> list[str]:
    """Return in sentences what the search for personal data leaves open; facts of before say less about how it was done."""
    how = cast("Mapping[str, Any]", facts.about.get("personal") or {})
    views = [view for dataset in facts.datasets() if (view := Identifiers.of(facts, dataset))]
    if not views:
        return []
    found = [one for view in views for one in view.found]
    special = any(one.category in _SPECIAL for one in found)
    open_ = [] if how.get("nlp") else [NO_MODEL]
    if locales := how.get("locales"):
        open_.append(f"National numbers of other countries than {', '.join(locales)} were not looked for.")
    cap = how.get("judged_cap")
    if cap and any(cap <= one.judged < min(one.distinct, one.candidates) for one in found):
        open_.append(CAPPED.format(cap=f"{cap:,}"))
    open_.append(f"{'' if special else 'No special category was found by name or value. '}{INFERRED}")
    return open_


NO_MODEL = (
    "Names in free text were not checked: no language model is named for it (personal: {nlp: MODEL} in the subject; "
    "equigate doctor lists those installed)."
)
CAPPED = (
    "In columns with many candidates at most {cap} distinct ones of each kind were judged, drawn by a keyed hash; "
    "the counts of candidates are exact."
)
INFERRED = (
    "What can be inferred about health, origin, belief or orientation, columns that stand in for them (a place for an origin), "
    "and what free text tells, are not excluded."
)

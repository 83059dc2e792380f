"""How far can somebody be found again, in the grain of the evidence: classes, what few columns expose, and what is proposed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.claims.three_tests import three_tests
from audit.core.fact import Facts
from audit.core.values import Json
from audit.load.subject_types import BESIDE, NOT_AUDITED
from audit.observe.cells import Cells
from audit.observe.combinations import Combination, Combinations
from audit.observe.quasi_identifiers import Proposal

SIZE_BINS = ((1, 1), (2, 4), (5, 9), (10, 49), (50, 99), (100, None))
USUAL_K = 5.0
MOST_COMBINATIONS = 12
"""Combinations that are listed; the others are counted."""


def released(facts: Facts) -> list[str]:
    """Return the datasets that somebody could be found in: not those that are only held against them."""
    return [name for name in facts.datasets() if name not in BESIDE]


def risk_claim(facts: Facts, limit: float = USUAL_K) -> Json:
    """Return the equivalence classes of the dataset with the smallest one; among equals, of one that is judged."""
    views = [view for dataset in released(facts) if (view := Cells.of(facts, dataset))]
    if not views:
        return {}
    worst = min(views, key=lambda view: (view.k, view.dataset in NOT_AUDITED))
    return {
        "dataset": worst.dataset,
        "quasi_identifiers": list(worst.quasi_identifiers),
        "k": worst.k,
        "k_text": f"{worst.k:,}",
        "rows": worst.rows,
        "classes": worst.classes,
        "unique": worst.rows_below(2),
        "below_limit": worst.rows_below(limit),
        "limit": limit,
        "by_person": worst.by_person,
        "sizes": [_size(worst, low, high) for low, high in SIZE_BINS],
        "tests": list(three_tests(facts, worst, limit)),
    }


def _size(cells: Cells, low: int, high: int | None) -> Json:
    """Return the classes and rows in one bin of sizes."""
    sizes = {size: number for size, number in cells.sizes.items() if low <= size and (high is None or size <= high)}
    rows = sum(cells.held.get(size, size * number) for size, number in sizes.items())
    return {"low": low, "high": high, "classes": sum(sizes.values()), "rows": rows}


def exposure_claim(facts: Facts) -> Json:
    """Return which few columns leave most rows nearly alone, of the first dataset where that was looked at."""
    views = [view for dataset in released(facts) if (view := Combinations.of(facts, dataset))]
    if not views:
        return {}
    found = next((view for view in views if view.dataset not in NOT_AUDITED), views[0])
    shown = [*found.risky[:MOST_COMBINATIONS], *(found.worst if not found.risky else ()), *([found.whole] if found.whole else [])]
    return {
        "dataset": found.dataset,
        "declared": found.declared,
        "rows": found.rows,
        "combinations": [_combination(one, whole=one is found.whole) for one in shown],
        "more": max(0, len(found.risky) - MOST_COMBINATIONS),
        "parts": _parts(found),
        "orders": found.orders,
        "alike": list(found.alike),
        "evaluated": found.evaluated,
        "unfinished": found.unfinished,
        "left": found.left,
        "too_many": found.too_many,
    }


def _combination(one: Combination, *, whole: bool) -> Json:
    """Return some columns together."""
    return {
        "columns": one.name,
        "number": one.columns,
        "unique": one.unique,
        "share_unique": one.share_unique,
        "share_below": one.share_below,
        "whole": whole,
    }


def _parts(found: Combinations) -> Sequence[Json]:
    """Return what each column brings, the largest first."""
    ordered = sorted(found.parts.items(), key=lambda item: (-item[1][0], item[0]))
    return [{"column": name, "share": share, "error": error} for name, (share, error) in ordered]


def proposed_claims(facts: Facts) -> Iterator[Json]:
    """Yield what an outsider can be expected to know and nobody declared, with the reason, of every dataset."""
    for dataset in released(facts):
        view = Proposal.of(facts, dataset)
        for one in view.undeclared if view else ():
            yield {"dataset": dataset, "column": one.column, "entity": one.entity, "why": one.why}

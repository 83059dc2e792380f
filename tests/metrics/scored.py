"""Scores for tests: rows by hand, as facts and as the view on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.core.fact import Fact, Facts
from audit.core.metric import Value
from audit.metrics.compared import Compared
from audit.metrics.ranking import FAMILY as RANKING
from audit.metrics.scores import FAMILY as SCORES
from audit.observe.places import BIN, BINS, EXACT, bin_of, place_of
from audit.observe.scores import Scores
from tests.observe import scenes

FAIRNESS = Path(__file__).resolve().parents[2] / "../shared/data/fairness"


def frame_of(name: str) -> pd.DataFrame:
    """Return a public dataset, or skip where it is not there."""
    path = FAIRNESS / name
    if not path.exists():
        pytest.skip(f"needs {name} in shared/data/fairness")
    return pd.read_csv(path)


def facts_of(rows: Sequence[tuple[Any, ...]], *attributes: str, binned: bool = False, **about: Any) -> Facts:
    """Return facts of rows of (groups, actual, score); the favourable outcome is the event unless `about` says otherwise."""
    placed = [((*row[:-1], BIN, bin_of(row[-1])) if binned else (*row[:-1], EXACT, place_of(row[-1])), (1,)) for row in rows]
    return scenes.facts_of(Fact.of("scores", "test", (*attributes, "actual", "scale", "place"), ("n",), placed), min_cell=10, **about)


def roles(**changes: Any) -> dict[str, Any]:
    """Return what hand-made facts say of roles, with changes."""
    return {"positive": "1", "favourable": "1", "reference": {}, "quasi_identifiers": [], **changes}


def view_of(rows: Sequence[tuple[Any, ...]], *attributes: str, binned: bool = False) -> Scores:
    """Return the view on such rows."""
    view = Scores.of(facts_of(rows, *attributes, binned=binned), "test")
    assert view is not None
    return view


def values(facts: Facts, min_group: int = 1, **named: str) -> Iterator[Value]:
    """Yield every number about scores and ranks."""
    compared = Compared(named, min_group)
    yield from SCORES.measure(facts, "test", compared)
    yield from RANKING.measure(facts, "test", compared)


def by_group(facts: Facts, metric: str, attribute: str = "sex", **words: Any) -> dict[str, Value]:
    """Return one metric's values by group."""
    return {one.group: one for one in values(facts, **words) if (one.metric, one.attribute) == (metric, attribute)}


__all__ = ["BINS", "by_group", "facts_of", "frame_of", "roles", "values", "view_of"]

"""Weights that make group and label independent: those that AIF360 prints for the German credit data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.advise.reweigh import reweighing

GERMAN = Path(__file__).resolve().parents[2] / "../shared/data/fairness/german.csv"
ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def german() -> tuple[np.ndarray, np.ndarray]:
    """Return privileged (25 years and older) and favourable (credit 1) of the tutorial's 700 training rows."""
    if not GERMAN.exists():
        pytest.skip("the German credit data is not here")
    some = pd.read_csv(GERMAN).iloc[np.random.RandomState(0).permutation(1000)[:700]]  # the tutorial's own draw
    return (some["age"] >= 25).to_numpy().astype(np.int64), (some["credit"] == 1).to_numpy().astype(np.int64)


def _gap(groups: np.ndarray, events: np.ndarray, weights: np.ndarray) -> float:
    """Return the weighted share of events of group 0 minus that of group 1."""
    first, second = (np.average(events[groups == one], weights=weights[groups == one]) for one in (0, 1))
    return float(first - second)


def test_the_tutorial_s_numbers(german: tuple[np.ndarray, np.ndarray]) -> None:
    """Mean difference before and after, and the four weights, to the printed digits."""
    groups, events = german
    weights = reweighing(groups, events)
    cells = {(group, event): round(float(weights[(groups == group) & (events == event)][0]), 6) for group in (0, 1) for event in (0, 1)}

    assert round(_gap(groups, events, np.ones(700)), 6) == -0.169905
    expected = {(0, 1): 1.255556, (0, 0): 0.678, (1, 1): 0.962295, (1, 0): 1.100625}
    assert expected == cells
    assert f"{abs(_gap(groups, events, weights)):.6f}" == "0.000000"


@given(ROWS)
def test_every_group_gets_everybody_s_rate(rows: list[tuple[int, int]]) -> None:
    """Where every group has rows of both kinds, weighted rates are equal and the weights add up to the rows."""
    groups, events = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    weights = reweighing(groups, events)
    whole = all(set(events[groups == group]) == {0, 1} for group in set(groups))
    rates = [np.average(events[groups == group], weights=weights[groups == group]) for group in sorted(set(groups))]

    assert (weights >= 0).all()
    assert not whole or np.allclose(rates, events.mean())
    assert not whole or np.isclose(weights.sum(), len(rows))

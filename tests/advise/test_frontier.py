"""The frontier leaves out nothing better: every pair of thresholds, tried one by one, says the same."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.advise.frontier import Frontier, Goal, edges_of, looser, targets
from audit.core.limit import Limit

RATIO, ERRORS = (Goal("selection_rate", True, 0.8),), (Goal("false_positive_rate", False, 0.1), Goal("false_negative_rate", False, 0.1))
PEOPLE = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 8)), min_size=6, max_size=40)


def _frontier(people: list[tuple[int, int, int]]) -> Frontier:
    """Return the frontier of three groups with nine scores, cut at few edges so that all can be tried."""
    groups, actual, scores = (np.array(column) for column in zip(*people, strict=True))
    whole = Frontier.of(groups, 3, actual, scores / 8, favours_event=True)
    few = [*range(0, 513, 64), 513]
    return Frontier(whole.edges[few], tuple({name: cells[few] for name, cells in one.items()} for one in whole.cells))


def _right(frontier: Frontier, places: tuple[int, ...]) -> int:
    """Return the rows decided as labelled."""
    return sum(int(cells["tp"][place] + cells["tn"][place]) for cells, place in zip(frontier.cells, places, strict=True))


def _kept(frontier: Frontier, places: tuple[int, ...], goals: tuple[Goal, ...]) -> bool:
    """Tell from the definition whether all groups meet the goals."""
    for goal in goals:
        rates = [rates[place] for rates, place in zip(frontier.rates(goal.rate), places, strict=True)]
        if goal.ratio and not (max(rates) > 0 and min(rates) >= goal.limit * max(rates) - 1e-12):
            return False
        if not goal.ratio and not all(abs(rate - rates[0]) <= goal.limit + 1e-12 for rate in rates):
            return False
    return True


@pytest.mark.parametrize("goals", [RATIO, ERRORS], ids=["four fifths", "equalized odds"])
@settings(max_examples=40, deadline=None)
@given(people=PEOPLE)
def test_nothing_better_is_left_out(goals: tuple[Goal, ...], people: list[tuple[int, int, int]]) -> None:
    """Of all thresholds of three groups that meet the goals, the plan has the most rows right; None only if none does."""
    people = [*people, *((group, actual, 4) for group in range(3) for actual in (0, 1))]
    frontier = _frontier(people)
    every = [places for places in product(range(len(frontier.edges)), repeat=3) if _kept(frontier, places, goals)]
    expected = max((_right(frontier, places) for places in every), default=None)

    plan = frontier.per_group(goals, 0)

    actual = None if plan is None else _right(frontier, tuple(int(np.searchsorted(frontier.edges, edge)) for edge in plan))
    assert expected == actual


@settings(max_examples=40, deadline=None)
@given(people=PEOPLE)
def test_one_threshold_is_a_plan_of_equal_ones(people: list[tuple[int, int, int]]) -> None:
    """It meets the goals and is best among equal thresholds."""
    people = [*people, *((group, actual, 4) for group in range(3) for actual in (0, 1))]
    frontier = _frontier(people)
    every = [(place,) * 3 for place in range(len(frontier.edges)) if _kept(frontier, (place,) * 3, RATIO)]
    expected = max((_right(frontier, places) for places in every), default=None)

    edge = frontier.for_all(RATIO, 0)

    actual = None if edge is None else _right(frontier, (int(np.searchsorted(frontier.edges, edge)),) * 3)
    assert expected == actual


def test_counts_are_those_of_the_definition() -> None:
    """At or above the edge is the event; who has no score, or no group, is not counted; a row without a label is selected."""
    groups, actual = np.array([0, 0, 0, 1, -1, 0]), np.array([1, 0, -1, 1, 1, 1])
    scores = np.array([0.5, 0.5, 0.7, 0.2, 0.9, np.nan])
    frontier = Frontier.of(groups, 2, actual, scores, favours_event=True)
    here, above = int(np.searchsorted(frontier.edges, 0.5)), len(frontier.edges) - 1

    assert {name: int(cells[here]) for name, cells in frontier.cells[0].items()} == {
        "tp": 1,
        "fp": 1,
        "fn": 0,
        "tn": 0,
        "selected": 3,
        "rows": 3,
    }
    assert {name: int(cells[above]) for name, cells in frontier.cells[0].items()} == {
        "tp": 0,
        "fp": 0,
        "fn": 1,
        "tn": 1,
        "selected": 0,
        "rows": 3,
    }


def test_favourable_can_be_what_is_not_the_event() -> None:
    """In a score of risk, who lies below the threshold is selected."""
    frontier = Frontier.of(np.array([0, 0]), 1, np.array([1, 0]), np.array([0.9, 0.1]), favours_event=False)

    assert [int(frontier.cells[0]["selected"][place]) for place in (0, 256, 513)] == [0, 1, 2]


@pytest.mark.parametrize("scores", [[0.12345, 0.98765], [1.0, 10.0], [-3.217, 4.4321], [5.0, 5.0], [np.nan]], ids=str)
def test_no_edge_is_a_score_of_the_data(scores: list[float]) -> None:
    """Edges are round ends and equal steps between, whatever the scale; the last is above everything."""
    edges = edges_of(np.array(scores))
    known = [score for score in scores if not np.isnan(score)]

    assert len(edges) == 514
    assert np.isinf(edges[-1])
    assert all(edges[0] <= score <= edges[-2] for score in known)
    assert np.allclose(np.diff(edges[:-1]), (edges[-2] - edges[0]) / 512)
    assert all(round(float(end), 1) == pytest.approx(float(end)) for end in (edges[0], edges[-2]))


@pytest.mark.parametrize(
    ("metric", "limit", "expected"),
    [
        ("selection_rate_ratio", ">= 0.8", Goal("selection_rate", True, 0.8)),
        ("false_positive_rate_difference", "<= 0.1", Goal("false_positive_rate", False, 0.1)),
        ("selection_rate_ratio", "<= 1.2", None),
        ("calibration_gap", "<= 0.05", None),
        ("flip_rate", "<= 0.01", None),
    ],
)
def test_what_thresholds_decide(metric: str, limit: str, expected: Goal | None) -> None:
    """Gaps of rates, in the sense of the rule; nothing else."""
    assert expected == Goal.of(metric, Limit.parse(limit))


@pytest.mark.parametrize("text", [">= 0.8", "<= 0.1"])
def test_targets_start_at_the_limit_and_grow_stricter(text: str) -> None:
    """The way there is looser, and ends before the limit."""
    limit = Limit.parse(text)
    found, before = list(targets(limit)), list(looser(limit, 0.3))

    assert found[0] == limit
    assert all(later.stricter_than(one) for one, later in pairwise(found))
    assert all(limit.stricter_than(one) for one in before)

"""Rows that are recoded one by one end in classes that hold the demand, and as few as possible are lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import _holds, demands, tables

from audit.anonymity.coded import Coded
from audit.anonymity.demand import Demand
from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.outcome import measured
from audit.anonymity.recoding import recode, some

FLAT = Hierarchy(("as given", "*"), (np.arange(4), np.zeros(4, dtype=np.int64)), (np.full(4, 0.25), np.ones(4)), 4)


def _classes(coded: Coded, levels: np.ndarray, lost: np.ndarray) -> list[list[int]]:
    """Return the rows of each class, as the values would be written."""
    found: dict[tuple[tuple[int, int], ...], list[int]] = {}
    ladders = list(coded.hierarchies.values())
    for row in np.flatnonzero(~lost).tolist():
        key = tuple(
            (int(levels[row, place]), int(ladder.maps[levels[row, place]][codes[row]]))
            for place, (ladder, codes) in enumerate(zip(ladders, coded.columns.values(), strict=True))
        )
        found.setdefault(key, []).append(row)
    return list(found.values())


def _to_the_end(ladder: Hierarchy) -> Hierarchy:
    """Return the hierarchy with `*` at its end."""
    whole = np.zeros(len(ladder.maps[0]), dtype=np.int64)
    return Hierarchy((*ladder.steps, "*"), (*ladder.maps, whole), (*ladder.shares, np.ones(len(whole))), ladder.leaves)


@settings(max_examples=120, deadline=None)
@given(coded=tables(), demand=demands())
def test_every_class_holds_the_demand(coded: Coded, demand: Demand) -> None:
    made = recode(coded, demand)
    classes = _classes(coded, made.levels, made.lost)

    assert all(_holds(coded, demand, rows) for rows in classes)
    assert made.classes == len(classes)
    assert made.starred == 0 or made.starred >= demand.k


@settings(max_examples=60, deadline=None)
@given(coded=tables(sensitive=False, subjects=False), k=st.integers(1, 4))
def test_fewer_than_k_rows_are_lost_to_k_alone(coded: Coded, k: int) -> None:
    """And only where the smallest class is too large to give up what it shows for so few."""
    coded = replace(coded, hierarchies={name: _to_the_end(ladder) for name, ladder in coded.hierarchies.items()})
    made = recode(coded, Demand(k))
    sizes = [len(rows) for rows in _classes(coded, made.levels, made.lost)]

    assert made.suppressed < k
    assert made.suppressed == 0 or min(sizes, default=2 * k + 1) > 2 * k


@settings(max_examples=60, deadline=None)
@given(coded=tables(sensitive=False, subjects=False), draw=st.data())
def test_it_starts_from_the_plan_it_is_given(coded: Coded, draw: st.DataObject) -> None:
    levels = {name: draw.draw(st.integers(0, ladder.height)) for name, ladder in coded.hierarchies.items()}
    plan, made = measured(coded, levels, Demand(2)), recode(coded, Demand(2), levels)
    at_plan = (made.levels == np.array(list(levels.values()))).all(axis=1) & ~made.lost

    assert int(at_plan.sum()) >= coded.rows - plan.suppressed - 4 or plan.suppressed == coded.rows
    assert made.loss <= plan.loss + 1e-9 or made.starred > 0


@settings(max_examples=40, deadline=None)
@given(coded=tables(), demand=demands(), draw=st.data())
def test_the_order_of_rows_decides_nothing(coded: Coded, demand: Demand, draw: st.DataObject) -> None:
    order = np.array(draw.draw(st.permutations(range(coded.rows))), dtype=np.int64)
    one, other = recode(coded, demand), recode(some(coded, order), demand)

    assert one.levels[order].tolist() == other.levels.tolist()
    assert one.lost[order].tolist() == other.lost.tolist()


def test_fewer_than_k_rows_that_are_left_take_the_class_that_shows_least_with_them() -> None:
    """Ten rows of one value, six of another, two that are alone: starring two would show them."""
    codes = np.array([0] * 10 + [1] * 6 + [2, 3], dtype=np.int64)
    coded = Coded("data", 18, {"q": codes}, {"q": FLAT})
    made = recode(coded, Demand(5))

    assert (made.suppressed, made.starred, made.k) == (0, 8, 8)
    assert made.levels[:, 0].tolist() == [0] * 10 + [1] * 8


def test_what_no_class_can_hold_is_lost() -> None:
    coded = Coded("data", 3, {"q": np.array([0, 0, 1], dtype=np.int64)}, {"q": FLAT})
    made = recode(replace(coded), Demand(4))

    assert (made.suppressed, made.k, made.classes, made.loss) == (3, None, 0, 1.0)

"""The search finds what trying every plan row by row finds, whatever is demanded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import demands, every_plan, one_demand, tables

from audit.anonymity.coded import Coded, Groups
from audit.anonymity.demand import Demand
from audit.anonymity.frontier import frontier, pareto, plans
from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.objectives import OBJECTIVES
from audit.anonymity.outcome import Outcome, kept_rows, measured
from audit.anonymity.recoding import some
from audit.anonymity.search import optimum

FLAT = Hierarchy(("as given", "*"), (np.arange(2), np.zeros(2, dtype=np.int64)), (np.full(2, 0.5), np.ones(2)), 2)


@settings(max_examples=150, deadline=None)
@given(coded=tables(), demand=st.one_of(demands(), one_demand()), objective=st.sampled_from(sorted(OBJECTIVES)))
def test_the_optimum_is_the_least_of_all_plans(coded: Coded, demand: Demand, objective: str) -> None:
    fitting = [plan.values[objective] for plan in every_plan(coded, demand) if plan.feasible]
    found = optimum(coded, demand, objective)

    assert found.feasible == bool(fitting)
    assert found.optimal
    assert found.outcome.loss == pytest.approx(min(fitting), abs=1e-9) if fitting else True


@settings(max_examples=80, deadline=None)
@given(coded=tables(), demand=demands(), objective=st.sampled_from(sorted(OBJECTIVES)))
def test_every_plan_is_measured_as_row_by_row(coded: Coded, demand: Demand, objective: str) -> None:
    expected = {plan.levels: plan for plan in every_plan(coded, demand) if plan.feasible}
    actual = {tuple(plan.levels.values()): plan for plan in frontier(coded, demand, objective)}

    assert sorted(expected) == sorted(actual)
    for levels, plan in expected.items():
        made = actual[levels]
        assert (made.k, made.classes, made.suppressed) == (plan.k, plan.classes, plan.kept.count(False))
        assert made.loss == pytest.approx(plan.values[objective], abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(coded=tables(), demand=demands(), draw=st.data())
def test_one_plan_keeps_the_rows_whose_class_holds(coded: Coded, demand: Demand, draw: st.DataObject) -> None:
    plan = draw.draw(st.sampled_from(list(every_plan(coded, demand))))
    levels = dict(zip(coded.columns, plan.levels, strict=True))
    made = measured(coded, levels, demand)
    codes = coded.groups[0].codes

    assert kept_rows(coded, levels, demand).tolist() == list(plan.kept)
    assert (made.feasible, made.rows) == (plan.feasible, coded.rows)
    assert list(made.lost_by_group["g"].values()) == [
        (int((~np.array(plan.kept) & (codes == code)).sum()), int((codes == code).sum())) for code in range(len(coded.groups[0].names))
    ]


@settings(max_examples=60, deadline=None)
@given(coded=tables(), demand=demands(), draw=st.data())
def test_the_order_of_rows_decides_nothing(coded: Coded, demand: Demand, draw: st.DataObject) -> None:
    order = np.array(draw.draw(st.permutations(range(coded.rows))), dtype=np.int64)

    assert optimum(coded, demand) == optimum(some(coded, order), demand)


@settings(max_examples=40, deadline=None)
@given(coded=tables(sensitive=False), demand=demands(sensitive=False), most=st.integers(1, 5))
def test_a_search_cut_short_claims_no_optimum(coded: Coded, demand: Demand, most: int) -> None:
    whole, short = optimum(coded, demand), optimum(coded, demand, max_nodes=most)

    assert short.nodes <= most + 1
    assert not short.optimal or short.outcome.loss == pytest.approx(whole.outcome.loss)


def _coded(*columns: list[int]) -> Coded:
    """Return rows with columns of two values."""
    named = {f"q{place}": np.array(codes, dtype=np.int64) for place, codes in enumerate(columns)}
    return Coded("data", len(columns[0]) if columns else 0, named, dict.fromkeys(named, FLAT))


def test_a_demand_nobody_can_hold_is_said_so() -> None:
    found = optimum(_coded([0, 1, 0]), Demand(k=4, max_suppression=0.5))

    assert (found.feasible, found.outcome.suppressed, found.outcome.k) == (False, 3, None)


def test_everything_may_be_suppressed_if_the_demand_says_so() -> None:
    found = optimum(_coded([0, 1, 0]), Demand(k=4, max_suppression=1.0))

    assert (found.feasible, found.outcome.suppressed) == (True, 3)
    assert found.outcome.loss == pytest.approx(1.0)


@pytest.mark.parametrize("coded", [_coded(), _coded([])], ids=["no columns", "no rows"])
def test_nothing_to_generalise_costs_nothing(coded: Coded) -> None:
    found = optimum(coded, Demand(k=5, max_suppression=0.0))

    assert (found.feasible, found.optimal, found.outcome.loss, found.outcome.classes) == (True, True, 0.0, 0)


def test_wide_tables_are_searched_without_listing_their_plans() -> None:
    """Sixteen columns make 65,536 plans; few have to be tried."""
    chance = np.random.default_rng(3)
    shared = chance.integers(0, 2, 400)
    found = optimum(
        _coded(*(np.where(chance.random(400) < 0.02, 1 - shared, shared).tolist() for _ in range(16))), Demand(5, max_suppression=0.5)
    )

    assert found.optimal
    assert found.nodes < 4000


@pytest.mark.parametrize(
    ("demand", "objective"), [(Demand(l={"x": 2}), "loss"), (Demand(), "beauty")], ids=["no such column", "no such objective"]
)
def test_names_that_are_not_there_are_refused(demand: Demand, objective: str) -> None:
    with pytest.raises(ValueError, match="is called"):
        optimum(_coded([0, 1]), demand, objective)


def test_progress_counts_plans_tried_of_all_there_are() -> None:
    seen: list[tuple[int, int]] = []
    found = optimum(_coded([0, 1, 1], [0, 0, 1]), Demand(2), progress=lambda done, total: seen.append((done, total)))

    assert seen == [(place + 1, 4) for place in range(found.nodes)]


def test_a_frontier_that_is_too_large_is_refused() -> None:
    coded = _coded([0, 1], [0, 1])

    assert plans(coded) == 4
    with pytest.raises(ValueError, match="4 plans are more than 3"):
        frontier(coded, Demand(), most_nodes=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_the_front_is_what_nothing_beats(points: list[tuple[int, int]]) -> None:
    outcomes = [Outcome({"place": place}, first, 9, float(second), True, 2, 1, {}) for place, (first, second) in enumerate(points)]
    front = pareto(outcomes, (lambda one: one.loss, lambda one: one.suppressed))
    beaten = {
        (first, second) for first, second in points if any(a <= first and b <= second and (a, b) != (first, second) for a, b in points)
    }

    assert {(one.suppressed, int(one.loss)) for one in front} == set(points) - beaten
    assert len(front) == len(set(points) - beaten)
    assert list(front) == [one for one in outcomes if one in front]


@pytest.mark.parametrize(
    ("demand", "levels"),
    [
        (Demand(30, max_suppression=0.1), (0, 0)),
        (Demand(30, max_suppression=0.1, max_group_suppression=0.2), (0, 1)),
        (Demand(30, max_suppression=0.1, max_suppression_ratio=1.25), (0, 1)),
        (Demand(30, max_suppression=0.1, max_group_suppression=0.4), (0, 0)),
        (Demand(30, max_suppression=0.1, max_group_suppression=0.4, decide_on="point"), (0, 1)),
        (Demand(30, max_suppression=0.1, max_group_suppression=0.2, min_group=60), (0, 0)),
    ],
    ids=["nothing asked", "a fifth", "1.25 times the others", "inside the interval", "as counted", "too few to hold"],
)
def test_a_plan_that_loses_one_group_is_passed_over(demand: Demand, levels: tuple[int, int]) -> None:
    """Of 300 rows 23 share a value that only the smaller group of 50 has: 46 % of it, with an interval from 33 % on."""
    group = np.array([0] * 250 + [1] * 50, dtype=np.int64)
    coded = replace(_coded([0] * 277 + [0] * 23, [0] * 277 + [1] * 23), groups=(Groups("g", group, ("many", "few")),))

    assert tuple(optimum(coded, demand).outcome.levels.values()) == levels

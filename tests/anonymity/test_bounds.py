"""What a node says of the nodes below it is true of them: the proof of every optimum."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import demands, one_demand, tables

from audit.anonymity.coded import Coded, Groups, Sensitive
from audit.anonymity.demand import Demand
from audit.anonymity.hierarchy import Hierarchy
from audit.anonymity.lattice import Lattice
from audit.anonymity.objectives import OBJECTIVES
from audit.anonymity.outcome import kept_rows, measured
from audit.anonymity.search import optimum
from audit.anonymity.table import Node


def _pairs(coded: Coded, draw: st.DataObject) -> tuple[Node, Node]:
    """Draw a node and one below it."""
    upper = tuple(draw.draw(st.integers(0, ladder.height)) for ladder in coded.hierarchies.values())
    return tuple(draw.draw(st.integers(0, level)) for level in upper), upper


MIXED = st.one_of(demands(), one_demand(), one_demand())


@settings(max_examples=250, deadline=None)
@given(coded=tables(least=6), demand=MIXED, draw=st.data())
def test_what_a_node_forces_is_lost_at_every_node_below(coded: Coded, demand: Demand, draw: st.DataObject) -> None:
    lattice = Lattice.of(coded, demand)
    lower, upper = _pairs(coded, draw)
    above, below = (lattice.fallen(lattice.rows.base, node) for node in (upper, lower))

    assert not (above.forced & ~below.lost).any()
    assert not (above.forced & ~above.lost).any()


@settings(max_examples=300, deadline=None)
@given(coded=tables(least=6), demand=MIXED, draw=st.data(), objective=st.sampled_from(sorted(OBJECTIVES)))
def test_no_node_below_has_less_than_the_bound(coded: Coded, demand: Demand, draw: st.DataObject, objective: str) -> None:
    """Nor does one hold the demand where the node above says that none can."""
    lattice = Lattice.of(coded, demand, objective)
    lower, upper = _pairs(coded, draw)
    above, below = (lattice.tried(lattice.rows.base, node) for node in (upper, lower))

    assert lattice.bound(above, lower) <= below.value + 1e-9
    assert not (above.hopeless and below.feasible)


@settings(max_examples=100, deadline=None)
@given(coded=tables(), demand=demands(), draw=st.data())
def test_a_node_is_the_same_from_any_table_below_it(coded: Coded, demand: Demand, draw: st.DataObject) -> None:
    """Rolled up once or twice, as given or not."""
    lattice = Lattice.of(coded, demand)
    lower, upper = _pairs(coded, draw)
    direct = lattice.tried(lattice.rows.base, upper)
    rolled = lattice.tried(lattice.rows.rolled_up(lattice.rows.base, lower), upper)

    assert (direct.suppressed, direct.classes, direct.k, direct.feasible, direct.hopeless) == (
        rolled.suppressed,
        rolled.classes,
        rolled.k,
        rolled.feasible,
        rolled.hopeless,
    )
    assert direct.lost_by_member.tolist() == rolled.lost_by_member.tolist()
    assert abs(direct.value - rolled.value) < 1e-9


def _line(codes: list[int], level: list[int], **values: list[int]) -> Coded:
    """Return rows with one column, whose values one level puts together, and sensitive columns of two values."""
    maps = (np.arange(len(level)), np.array(level), np.zeros(len(level), dtype=np.int64))
    ladder = Hierarchy(("as given", "together", "*"), maps, tuple(np.bincount(coarse)[coarse] / len(level) for coarse in maps), len(level))
    sensitive = {name: Sensitive(np.array(column), 2) for name, column in values.items()}
    group = Groups("g", np.zeros(len(codes), dtype=np.int64), ("everybody",))
    return Coded("data", len(codes), {"q": np.array(codes)}, {"q": ladder}, (group,), sensitive)


def test_a_part_can_be_closer_than_its_class() -> None:
    """Two values together have three and one of four rows; the first alone has one of each, as all rows have."""
    coded = _line([0, 0, 1, 1, 2, 2], [0, 0, 1], s=[0, 1, 0, 0, 1, 1])
    demand = Demand(t={"s": 0.2}, max_suppression=0.7, max_group_suppression=0.7, min_group=1, decide_on="point")
    lattice = Lattice.of(coded, demand)
    above = lattice.fallen(lattice.rows.base, (1,))

    assert above.lost.all()
    assert kept_rows(coded, {"q": 0}, demand).tolist() == [True, True, False, False, False, False]
    assert not above.forced.all()
    assert (measured(coded, {"q": 1}, demand).feasible, measured(coded, {"q": 0}, demand).feasible) == (False, True)
    assert not lattice.tried(lattice.rows.base, (1,)).hopeless


def test_a_class_within_another_is_as_large_as_its_own_column_asks() -> None:
    """One column needs three rows to be as all are, the other, always the same, needs one."""
    coded = _line([0, 0, 0], [0], s=[0, 0, 0], u=[0, 0, 1])
    found = optimum(coded, Demand(t={"s": 0.1, "u": 0.1}, max_suppression=0.0))

    assert (found.feasible, found.outcome.suppressed) == (True, 0)


def test_lost_rows_are_one_more_class() -> None:
    """Five rows make two classes of two and the lost one: no bound may count two."""
    lattice = Lattice.of(_line([0, 0, 1, 1, 2], [0, 0, 1]), Demand(2, max_suppression=1.0), "average_class_size")
    above, below = (lattice.tried(lattice.rows.base, node) for node in ((2,), (0,)))

    assert lattice.bound(above, (0,)) <= below.value == 5 / 3

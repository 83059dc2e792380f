"""Shapley's shares against their definition, and the numbers known of Adult."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.shapley import _OVERHEAD, parts
from audit.anonymity.uniqueness import Rows
from tests.anonymity import adult

NAMES = ("a", "b", "c")
FEW = st.lists(st.tuples(*[st.integers(0, 2)] * 3, st.integers(0, 4)), min_size=1, max_size=30)


def _alone(frame: pd.DataFrame, columns: list[str], *, persons: bool) -> float:
    """Return the share of rows whose class holds one person, by grouping."""
    groups = frame.groupby(columns)["person"] if columns else frame.assign(__all=0).groupby("__all")["person"]
    sizes = groups.nunique() if persons else groups.size()
    return float(groups.size()[sizes == 1].sum()) / len(frame)


@settings(max_examples=15, deadline=None)
@given(table=FEW, persons=st.booleans())
def test_shares_are_means_over_all_orders(table: list[tuple[int, ...]], persons: bool) -> None:
    """The definition itself: what a column adds when it becomes known, over every order."""
    frame = pd.DataFrame(table, columns=[*NAMES, "person"])
    expected = dict.fromkeys(NAMES, 0.0)
    orders = list(permutations(NAMES))
    for order in orders:
        for place, name in enumerate(order):
            gain = _alone(frame, list(order[: place + 1]), persons=persons) - _alone(frame, list(order[:place]), persons=persons)
            expected[name] += gain / len(orders)
    person = adult.codes(frame, ("person",))["person"] if persons else None

    found = parts(Rows.of(adult.codes(frame, NAMES), len(frame), person))

    assert found is not None
    assert pytest.approx(expected) == found.shares
    assert (0, {0.0}) == (found.orders, set(found.errors.values()))


def test_adult_has_the_known_shares() -> None:
    """Nine demographic columns: .537 of the rows are alone, and that is what the shares add up to."""
    table = adult.frame()
    expected = {"age": 0.153, "education": 0.092, "occupation": 0.089, "workclass": 0.048, "sex": 0.018}

    found = parts(Rows.of(adult.codes(table, adult.DEMOGRAPHIC), len(table)))

    assert found is not None
    assert expected == {name: round(found.shares[name], 3) for name in expected}
    assert round(sum(found.shares.values()), 3) == 0.537


def test_drawn_orders_come_close_and_say_how_close() -> None:
    """A tenth of the work: every share within four standard errors of the exact one, and the sum is exact."""
    table = adult.frame().head(4_000)
    rows = Rows.of(adult.codes(table, adult.DEMOGRAPHIC), len(table))
    exact = parts(rows)
    assert exact is not None

    found = parts(rows, 3, (len(rows.weights) + _OVERHEAD) * 9 * 20)

    assert found is not None
    assert found.orders == 40
    assert all(abs(found.shares[name] - share) < 4 * found.errors[name] for name, share in exact.shares.items())
    assert sum(found.shares.values()) == pytest.approx(sum(exact.shares.values()))


def test_too_little_work_gives_no_shares() -> None:
    rows = Rows.of({name: np.arange(2_000) for name in NAMES}, 2_000)

    actual = parts(rows, most_work=20_000)

    assert actual is None


def test_the_same_seed_gives_the_same_shares_whatever_the_order_of_columns() -> None:
    draw = np.random.default_rng(8)
    columns = {f"c{place}": draw.integers(0, 3, 300) for place in range(13)}
    shuffled = draw.permutation(300)

    one = parts(Rows.of(columns, 300), 5)
    other = parts(Rows.of({name: columns[name][shuffled] for name in reversed(columns)}, 300), 5)

    assert one is not None
    assert one.orders == 200
    assert one == other


@pytest.mark.parametrize(("values", "expected"), [([0], 0.0), ([0, 0], 0.0), ([0, 1], 1.0), ([0, 1, 1], 1 / 3)])
def test_a_single_column_brings_what_is_alone_in_it(values: list[int], expected: float) -> None:
    """One row is alone before anything is known: no column brings that."""
    found = parts(Rows.of({"a": np.array(values, dtype=np.int64)}, len(values)))

    assert found is not None
    assert found.shares["a"] == pytest.approx(expected)

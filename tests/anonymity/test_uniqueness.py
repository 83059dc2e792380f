"""Minimal risky combinations against pandas and brute force, and the numbers known of Adult."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.uniqueness import CROWD, Exposed, Rows, cost, exposed, same_split, search
from tests.anonymity import adult

FEW = st.lists(st.tuples(*[st.integers(0, 2)] * 4, st.integers(0, 5)), min_size=1, max_size=60)
NAMES = ("a", "b", "c", "d")


def _rows(table: list[tuple[int, ...]], *, persons: bool = False) -> tuple[Rows, pd.DataFrame]:
    """Return rows as codes and as a frame."""
    frame = pd.DataFrame(table, columns=[*NAMES, "person"])
    columns = adult.codes(frame, NAMES)
    return Rows.of(columns, len(frame), adult.codes(frame, ("person",))["person"] if persons else None), frame


def _by_pandas(frame: pd.DataFrame, columns: tuple[str, ...], *, persons: bool) -> Exposed:
    """Return the same by grouping."""
    groups = frame.groupby(list(columns))["person"]
    sizes, held = groups.nunique() if persons else groups.size(), groups.size()
    return Exposed(columns, len(sizes), int(held[sizes == 1].sum()), int(held[sizes < CROWD].sum()))


@settings(max_examples=25, deadline=None)
@given(table=FEW, persons=st.booleans(), some=st.sets(st.sampled_from(NAMES), min_size=1))
def test_classes_are_those_of_pandas(table: list[tuple[int, ...]], persons: bool, some: set[str]) -> None:
    rows, frame = _rows(table, persons=persons)
    columns = tuple(sorted(some))

    actual = exposed(rows, columns)

    assert _by_pandas(frame, columns, persons=persons) == actual
    assert rows.total == len(frame)


@settings(max_examples=25, deadline=None)
@given(table=FEW, persons=st.booleans(), share=st.sampled_from([0.1, 0.2, 0.5, 1.0]))
def test_minimal_combinations_are_those_of_brute_force(table: list[tuple[int, ...]], persons: bool, share: float) -> None:
    """All that expose enough rows and have no smaller one inside, at every size; the worst of those that do not."""
    rows, frame = _rows(table, persons=persons)
    every = [frozenset(some) for size in range(1, 5) for some in combinations(NAMES, size)]
    below = {some: _by_pandas(frame, tuple(sorted(some)), persons=persons).below for some in every}
    risky = {some for some in every if below[some] >= share * len(frame)}
    expected = {some for some in risky if not any(other < some for other in risky)}

    found = search(rows, share=share)

    assert expected == {frozenset(one.columns) for one in found.minimal}
    assert all(below[frozenset(one.columns)] == one.below for one in (*found.minimal, *found.worst, found.whole))
    sizes = {len(some) for some in every if some not in risky and not any(other < some for other in risky)}
    assert sizes == {len(one.columns) for one in found.worst}


def test_adult_has_14_minimal_sets_of_249_looked_at() -> None:
    """Nine demographic columns: the first is age, education and occupation with 22 % of the rows; all of them leave 53.7 % alone."""
    table = adult.frame()

    found = search(Rows.of(adult.codes(table, adult.DEMOGRAPHIC), len(table)))

    first = found.minimal[0]
    assert (found.evaluated, len(found.minimal), found.unfinished) == (249, 14, 0)
    assert ({"age", "education", "occupation"}, 0.22) == (set(first.columns), round(first.below / len(table), 2))
    assert round(found.whole.unique / len(table), 3) == 0.537


def test_all_of_adult_has_54_minimal_sets_of_1407() -> None:
    table = adult.frame()

    found = search(Rows.of(adult.codes(table, tuple(table.columns)), len(table)))

    assert (found.evaluated, len(found.minimal)) == (1407, 54)


def test_education_and_its_number_split_alike() -> None:
    table = adult.frame()

    actual = [group for group in same_split(adult.codes(table, tuple(table.columns))) if len(group) > 1]

    assert actual == [("education", "education-num")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param([0, 1, 2], [2, 0, 1], True, id="renamed"),
        pytest.param([0, 0, 1], [1, 1, 0], True, id="repeated"),
        pytest.param([0, 1, 1], [0, 0, 1], False, id="other-rows"),
        pytest.param([0, 1, 2], [0, 1, 1], False, id="coarser"),
        pytest.param([], [], True, id="no-rows"),
    ],
)
def test_columns_are_one_where_each_value_has_one_partner(one: list[int], other: list[int], alike: bool) -> None:
    actual = same_split({"a": np.array(one, dtype=np.int64), "b": np.array(other, dtype=np.int64)})

    assert ((("a", "b"),) if alike else (("a",), ("b",))) == actual


def test_what_is_left_is_named_where_the_work_is_used_up() -> None:
    """Six columns, work for eight combinations: all single ones and two pairs, those of the columns that split most."""
    draw = np.random.default_rng(4)
    columns = {f"c{size}": draw.integers(0, size, 5_000) for size in range(2, 8)}
    rows = Rows.of(columns, 5_000)

    found = search(rows, most_work=8 * cost(rows))

    assert (found.evaluated, found.unfinished, found.left) == (8, 2, 13)
    assert found.worst[1].columns in {("c7", "c6"), ("c7", "c5")}


def test_the_order_of_rows_and_the_numbers_of_values_do_not_matter() -> None:
    draw = np.random.default_rng(5)
    columns = {name: draw.integers(0, 6, 400) for name in NAMES}
    order, names = draw.permutation(400), draw.permutation(6)

    again = {name: names[codes[order]] for name, codes in reversed(columns.items())}

    assert search(Rows.of(columns, 400)) == search(Rows.of(again, 400))


def test_large_products_of_values_still_tell_rows_apart() -> None:
    """Fourteen columns of 40 values: more combinations than a number has room for."""
    draw = np.random.default_rng(6)
    table = pd.DataFrame({f"c{place}": draw.integers(0, 40, 500) for place in range(14)})
    table = pd.concat([table, table.head(30)])
    rows = Rows.of(adult.codes(table, tuple(table.columns)), len(table))

    actual = exposed(rows, tuple(table.columns))

    assert (actual.classes, actual.unique, actual.below) == (500, 470, 530)


def test_no_rows_are_no_risk() -> None:
    rows = Rows.of({"a": np.zeros(0, dtype=np.int64)}, 0)

    actual = search(rows)

    assert (actual.rows, actual.minimal, actual.whole.below) == (0, (), 0)

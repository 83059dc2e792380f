"""Candidates of each class where some codes could be anything, against comparing every row with every other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.coded import Sensitive
from audit.anonymity.measures import measures, tabulated
from audit.anonymity.wildcards import Open, candidates

STAR = 3
ROWS = st.lists(st.tuples(st.integers(0, STAR), st.integers(0, STAR), st.integers(0, STAR), st.integers(0, 2)), min_size=1, max_size=25)


def opened(rows: Sequence[tuple[int, ...]]) -> tuple[list[Open], Sensitive]:
    """Return rows as columns; the last code of a quasi-identifier could be anything."""
    *keys, sensitive = (np.array(column) for column in zip(*rows, strict=True))
    return [Open(key, np.arange(STAR + 1) == STAR) for key in keys], Sensitive(sensitive, 3)


def by_hand(rows: Sequence[tuple[int, ...]]) -> list[Counter[int]]:
    """Return the values of all rows that agree with each class, classes in the order of their codes."""
    agree = lambda one, other: all(a == b or STAR in {a, b} for a, b in zip(one[:-1], other[:-1], strict=True))  # noqa: E731
    return [Counter(row[-1] for row in rows if agree(key, row)) for key in sorted({(*row[:-1], 0) for row in rows})]


@settings(max_examples=120, deadline=None)
@given(rows=ROWS)
def test_candidates_are_all_rows_that_agree(rows: list[tuple[int, ...]]) -> None:
    """Three columns, any pattern of wildcards."""
    columns, sensitive = opened(rows)
    table = candidates(columns, sensitive, len(rows))
    assert table is not None
    seen = sorted({row[-1] for row in rows})
    found = [Counter() for _ in table.sizes]
    for place, value, count in zip(table.places, table.values, table.counts, strict=True):
        found[place][seen[value]] += int(count)

    assert by_hand(rows) == found
    assert [sum(one.values()) for one in found] == table.sizes.tolist()
    assert len(rows) == table.rows


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_a_class_never_has_fewer_candidates_or_values_than_as_a_class_of_values(rows: list[tuple[int, ...]]) -> None:
    """So k and distinct l are the worse as values, and the view needs no more than that."""
    columns, sensitive = opened(rows)
    table = candidates(columns, sensitive, len(rows))
    assert table is not None
    as_values = measures([(one.codes, STAR + 1) for one in columns], sensitive, len(rows))

    as_wildcards = tabulated(table)

    assert (as_wildcards.k or 0) >= (as_values.k or 0)
    assert (as_wildcards.distinct_l_diversity or 0) >= (as_values.distinct_l_diversity or 0)


def test_a_gap_can_make_a_class_more_lopsided_than_its_own_rows() -> None:
    """Half and half in a class of two; eight rows without a key all have one value, and could belong to it."""
    columns, sensitive = opened([(0, 0, 0, 0), (0, 0, 0, 1), *[(STAR, 0, 0, 1)] * 8, *[(1, 0, 0, 0)] * 9, (1, 0, 0, 1)])
    table = candidates(columns, sensitive, 20)
    assert table is not None

    first = [int(table.counts[table.places == 0][value]) for value in (0, 1)]

    assert first == [1, 9]


def test_without_wildcards_candidates_are_the_class() -> None:
    """The same numbers by either way."""
    columns, sensitive = opened([(0, 1, 2, 0), (0, 1, 2, 1), (1, 1, 2, 2)])
    table = candidates(columns, sensitive, 3)
    assert table is not None

    assert measures([(one.codes, STAR + 1) for one in columns], sensitive, 3) == tabulated(table)


def test_too_much_work_is_left() -> None:
    """Nothing is better than a machine that stands still."""
    columns, sensitive = opened([(0, 1, 2, 0), (STAR, 1, 2, 1), (1, 1, 2, 2)])

    assert candidates(columns, sensitive, 3, most=3) is None

"""Equivalence classes against pandas, missing values included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.observe.cells import CELLS, Cells
from audit.observe.profile import PROFILE
from audit.observe.scene import Scene
from tests.observe import scenes

ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from("ab")),
        st.one_of(st.none(), st.integers(0, 2)),
        st.one_of(st.none(), st.sampled_from([0.5, 1.5, float("nan")])),
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine counts the classes of every table."""
    table = pa.table({"a": ["a"], "b": [1], "c": [0.5]})
    with scenes.scene(table, quasi_identifiers="a,b,c") as one:
        yield one


def _cells(stage: Scene, table: object) -> Cells | None:
    """Return the classes of a table over its three columns."""
    one = scenes.again(stage, table)
    profile = PROFILE.make(one, {})
    assert profile is not None
    fact = CELLS.make(one, {"profile": profile})
    return Cells.of(scenes.facts_of(fact, roles={"quasi_identifiers": ["a", "b", "c"]}), "test") if fact else None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_classes_are_those_of_pandas(stage: Scene, rows: list[tuple[object, ...]]) -> None:
    """`groupby(dropna=False)`: a missing value is a value of its own, NaN the same one."""
    table = pa.table({
        "a": pa.array([row[0] for row in rows], pa.string()),
        "b": pa.array([row[1] for row in rows], pa.int64()),
        "c": pa.array([row[2] for row in rows], pa.float64()),
    })  # fmt: skip
    sizes = table.to_pandas().groupby(["a", "b", "c"], dropna=False).size()
    view = _cells(stage, table)
    assert view is not None

    assert dict(Counter(sizes.tolist())) == view.sizes
    assert (int(sizes.min()), len(rows), len(sizes)) == (view.k, view.rows, view.classes)
    assert int(sizes[sizes < 5].sum()) == view.rows_below(5)


def test_people_have_the_k_of_pandas() -> None:
    """On the way that the product takes."""
    frame = scenes.people(500)
    facts = scenes.observed(frame, **scenes.FLAGS)
    view = Cells.of(facts, "test")
    sizes = frame.groupby(["age", "zip"], dropna=False).size()

    assert view is not None
    assert (int(sizes.min()), len(sizes), ("age", "zip")) == (view.k, view.classes, view.quasi_identifiers)


def test_without_quasi_identifiers_there_are_no_classes() -> None:
    """Nothing declared, nothing counted."""
    with scenes.scene(scenes.people(20)) as one:
        actual = CELLS.make(one, {})

    assert actual is None
    assert Cells.of(scenes.facts_of(), "test") is None


@pytest.mark.parametrize(("k", "expected"), [(1, 0), (2, 3), (4.5, 11), (500, 18)])
def test_rows_below_a_limit_are_those_of_smaller_classes(k: float, expected: int) -> None:
    """The limit itself is large enough."""
    view = Cells("test", ("a",), {1: 3, 4: 2, 7: 1})

    actual = view.rows_below(k)

    assert expected == actual


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(st.sampled_from(["a", None]), st.sampled_from([None, 1, 2, 3])), min_size=1, max_size=30))
def test_persons_are_counted_once_in_each_class(persons: Scene, rows: list[tuple[str | None, int | None]]) -> None:
    """Rows that say no person are one person's; a person in two classes is exposed in both."""
    key, person = (pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), (pa.string(), pa.int64()), strict=True))
    one = scenes.again(persons, pa.table({"key": key, "person": person}))
    fact = CELLS.make(one, {})
    assert fact is not None
    view = Cells.of(scenes.facts_of(fact, roles={"quasi_identifiers": ["key"], "subject_id": "person"}), "test")
    assert view is not None
    held = {name: {number for other, number in rows if other == name} for name in {name for name, _ in rows}}

    assert dict(Counter(len(people) for people in held.values())) == view.sizes
    assert (len(rows), True) == (view.rows, view.by_person)
    assert sum(1 for name, _ in rows if len(held[name]) < 2) == view.rows_below(2)


@pytest.fixture(scope="module")
def persons() -> Iterator[Scene]:
    """Yield a scene whose rows are those of persons."""
    with scenes.scene(pa.table({"key": ["a"], "person": [1]}), quasi_identifiers="key", subject_id="person") as one:
        yield one

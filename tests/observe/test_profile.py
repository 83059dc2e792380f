"""The profile against pandas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.observe.profile import PROFILE, Profile
from audit.observe.scene import Scene
from tests.observe import scenes

VALUES = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(["a", "b", " ", "ü"])),
        st.one_of(st.none(), st.integers(-3, 3)),
        st.one_of(st.none(), st.sampled_from([0.5, -0.0, 0.0, float("nan")])),
        st.one_of(st.none(), st.booleans()),
    ),
    min_size=1,
    max_size=25,
)
KINDS = (pa.string(), pa.int64(), pa.float64(), pa.bool_())


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine profiles every table."""
    with scenes.scene(pa.table({"a": [1]})) as one:
        yield one


def _profile(stage: Scene, data: object) -> Profile:
    """Return the profile of a table."""
    fact = PROFILE.make(scenes.again(stage, data), {})
    assert fact is not None
    view = Profile.of(scenes.facts_of(fact), "test")
    assert view is not None
    return view


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=VALUES)
def test_rows_gaps_and_distinct_values_are_those_of_pandas(stage: Scene, rows: list[tuple[object, ...]]) -> None:
    """NaN is a gap; a gap is no distinct value."""
    table = pa.table(
        {name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in enumerate(zip("abcd", KINDS, strict=True))}
    )
    series = [pd.Series([row[place] for row in rows], dtype=object) for place in range(4)]
    expected = [(name, len(rows), int(one.isna().sum()), one.dropna().nunique()) for name, one in zip("abcd", series, strict=True)]

    actual = [(column.name, column.rows, column.missing, column.distinct) for column in _profile(stage, table).columns]

    assert expected == actual


def test_columns_come_by_name_and_say_their_kind(stage: Scene) -> None:
    """Whatever order the file has them in: evidence of the same data is the same."""
    frame = pd.DataFrame({f"c{place}": np.arange(3) for place in range(12)}).assign(
        text=["x", "y", None], flag=[True, False, True], day=pd.to_datetime(["2026-01-01", None, "2026-01-02"]), share=[0.5, 1.5, None]
    )

    actual = [(column.name, column.kind) for column in _profile(stage, frame).columns]

    assert sorted(actual) == actual
    assert [kind for name, kind in actual if name.startswith("c")] == ["integer"] * 12
    assert actual[12:] == [("day", "timestamp"), ("flag", "boolean"), ("share", "number"), ("text", "text")]


def test_a_dataset_that_was_not_profiled_has_no_view() -> None:
    """Absent, not empty."""
    assert Profile.of(scenes.facts_of(), "test") is None

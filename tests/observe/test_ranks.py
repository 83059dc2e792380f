"""Ranks found by ever narrower bins are those of all values in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from audit.observe import ranges
from audit.observe.engines import ranks
from audit.observe.engines.ranks import quantiles
from audit.observe.identifiers import PERSONAL
from audit.observe.profile import PROFILE
from audit.observe.ranges import RANGES
from audit.observe.scene import Scene
from tests.observe import scenes

SHARES = (0.01, 0.1, 0.5, 0.99)
EXTREME = [0.0, -0.0, 5e-324, -5e-324, 1e-300, 1.7e308, -1.7e308, 1.0, 1.0000000000000002, 1e15]
VALUES = st.lists(st.one_of(st.none(), st.sampled_from(EXTREME), st.integers(-50, 50).map(float), st.floats(-1e6, 1e6)), max_size=60)


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine holds every column."""
    with scenes.scene(pa.table({"x": [1.5]})) as one:
        yield one


@pytest.fixture(params=[2, 7, ranks.BINS])
def bins(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Cut into a few bins, so that it takes many rounds, or into as many as usual."""
    monkeypatch.setattr(ranks, "BINS", request.param)
    return int(request.param)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(values=VALUES)
@example(values=[1.7e308, -1.7e308, 0.0, 5e-324])
@example(values=[0.0, 5e-324, 1e-323])
@example(values=[None, None])
def test_quantiles_are_those_of_sorted_values(stage: Scene, bins: int, values: list[float | None]) -> None:
    """Interpolated between the two nearest; without values there is none."""
    table = pa.table({"x": pa.array([*values, None], pa.float64())})
    frame: Any = scenes.again(stage, table).source.frame() if any(value is not None for value in values) else _nothing(stage)
    known = sorted(value for value in values if value is not None)
    expected = [float(_quantile(known, share)) if known else None for share in SHARES]

    actual = quantiles(frame, "x", SHARES)

    assert bins > 1
    assert (pytest.approx(expected, rel=1e-12, abs=0.0) if known else expected) == actual


def _nothing(stage: Scene) -> nw.LazyFrame[Any]:
    """Return a column without any value."""
    return stage.source.frame().select(nw.lit(None, dtype=nw.Float64).alias("x"))


def _quantile(known: list[float], share: float) -> float:
    """Return a quantile of sorted numbers by its definition."""
    place = share * (len(known) - 1)
    low = known[int(place)]
    rest = place - int(place)
    return low if rest == 0 else low + (known[int(place) + 1] - low) * rest


def test_ranges_are_the_same_where_values_do_not_fit_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, whole numbers, years: all at once, one by one, or by ranks."""
    draw = np.random.default_rng(5)
    data = pa.table({
        "amount": np.round(np.exp(draw.normal(9, 2, 3_000)), 2),
        "whole": draw.integers(-5_000, 100_000, 3_000),
        "day": pa.array(draw.integers(0, 20_000, 3_000).astype("int32"), pa.int32()).cast(pa.date32()),
        "gaps": pa.array([None if place % 3 else float(place) for place in range(3_000)], pa.float64()),
    })  # fmt: skip
    with scenes.scene(data) as one:
        profile = PROFILE.make(one, {})
        assert profile is not None
        personal = PERSONAL.make(one, {"profile": profile})
        assert personal is not None
        made = []
        for share in (1e9, 32 * 3_000 / one.source.table.memory * 1.5, 0.0):
            monkeypatch.setattr(ranges, "SHARE", share)
            made.append(RANGES.make(one, {"profile": profile, "personal": personal}))

    assert made[0] is not None
    assert {"amount", "whole", "gaps"} <= {str(keys[0]) for keys in made[0].rows}
    assert [made[0]] * 3 == made

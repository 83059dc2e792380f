"""Are perturbed rows found again exactly as often as they can be, and do they earn no k?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from audit.core.plan import Plan
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.release.coding import coded
from audit.release.measured import Rows
from audit.release.perturbed import Linked, linked


def _linked(before: pd.DataFrame, after: pd.DataFrame, perturbed: list[str], exact: list[str] | None = None) -> Linked:
    """Link frames of the same people."""
    with Opener.start(Path()) as opener:
        source, released = (opener.source(Dataset(role, ""), frame) for role, frame in (("test", before), ("train", after)))
        rows = Rows(source, released, np.arange(len(before)), Plan("p", ()))
        found = linked(rows, perturbed, coded(released.batches(exact), exact) if exact else {})
    assert found is not None
    return found


def test_unchanged_values_are_all_found() -> None:
    """Every row is its own nearest."""
    frame = pd.DataFrame({"x": np.arange(50.0), "when": pd.date_range("2020-01-01", periods=50)})
    actual = _linked(frame, frame, ["x", "when"])

    assert actual == Linked(("x", "when"), 50, 50.0, 1 / 50)


def test_equal_originals_share_the_credit() -> None:
    """Four people of one value: whoever is pointed at is right one time in four."""
    frame = pd.DataFrame({"x": [1.0] * 4 + [9.0] * 2})
    actual = _linked(frame, frame, ["x"])

    assert actual.linked == pytest.approx(2.0)


def test_within_equal_values_of_other_columns() -> None:
    """By hand: in group a, 1 and 2 changed places and are not found; in group b both are, though 1 is nearer to others."""
    before = pd.DataFrame({"g": ["a", "a", "b", "b"], "x": [1.0, 2.0, 1.0, 9.0]})
    actual = _linked(before, before.assign(x=[2.0, 1.0, 2.0, 6.0]), ["x"], ["g"])

    assert (actual.linked, actual.chance) == (2.0, 0.5)


def test_noise_alone_is_chance() -> None:
    """What has nothing to do with the original finds it as often as guessing: 1 of 2,000 expected, 8 never."""
    draw = np.random.default_rng(7)
    before = pd.DataFrame({"x": draw.normal(size=2_000)})
    actual = _linked(before, before.assign(x=draw.normal(size=2_000)), ["x"])

    assert actual.linked <= 8

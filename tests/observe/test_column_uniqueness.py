"""Uniqueness of single columns against pandas, by both ways of counting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from audit.observe import uniqueness
from audit.observe.uniqueness import Alone, Uniqueness
from tests.anonymity import adult
from tests.observe import outsiders


def _mixed(rows: int = 300) -> pd.DataFrame:
    """Return columns of every kind, with gaps."""
    draw = np.random.default_rng(9)
    return pd.DataFrame({
        "number": np.where(draw.random(rows) < 0.1, np.nan, np.round(draw.normal(0, 9, rows))),
        "nought": draw.choice([0.0, -0.0, 1.5], rows),
        "day": pd.Timestamp("2026-01-01") + pd.to_timedelta(draw.integers(0, 90, rows), unit="D"),
        "flag": draw.random(rows) < 0.01,
        "text": draw.choice(["a", "b", "c", None], rows, p=[0.6, 0.38, 0.01, 0.01]),
        "key": [f"k{place}" for place in range(rows)],
        "half": [f"k{place}" if place > 2 else None for place in range(rows)],
        "empty": pd.array([None] * rows, dtype="str"),
    })  # fmt: skip


def _expected(frame: pd.DataFrame) -> dict[str, Alone]:
    """Return the same by counting values."""
    found = {}
    for name in frame:
        sizes = frame[name].value_counts(dropna=False)
        found[str(name)] = Alone(len(frame), len(sizes), int((sizes == 1).sum()), int(sizes[sizes < 5].sum()))
    return found


@pytest.mark.parametrize("in_hand", [100_000, 0], ids=["in-hand", "where-they-are"])
def test_every_column_is_counted_as_pandas_does(monkeypatch: pytest.MonkeyPatch, in_hand: int) -> None:
    monkeypatch.setattr(uniqueness, "MOST_IN_HAND", in_hand)
    frame = _mixed()

    view = Uniqueness.of(outsiders.made("uniqueness", frame), "test")

    assert view is not None
    assert _expected(frame) == view.columns


def test_adult_is_as_known() -> None:
    """A sampling weight is the most exposing column of all, age and sex by themselves expose nobody."""
    view = Uniqueness.of(outsiders.made("uniqueness", adult.frame()[["fnlwgt", "age", "race", "sex"]]), "test")

    assert view is not None
    weight, age = view.columns["fnlwgt"], view.columns["age"]
    assert (weight.classes, round(weight.unique / weight.rows, 3), round(weight.share_below, 3)) == (21_648, 0.471, 0.902)
    assert (age.classes, round(age.share_below, 4)) == (73, 0.0002)
    assert (view.columns["race"].below, view.columns["sex"].below) == (0, 0)

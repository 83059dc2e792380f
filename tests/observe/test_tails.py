"""Extreme numbers of a dataset, counted in hand and where they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.observe import tails
from audit.observe.tails import Extreme, Tails
from tests.anonymity import adult
from tests.observe import outsiders

ROWS = 2_000
WAYS = pytest.mark.parametrize("in_hand", [100_000, 0], ids=["in-hand", "where-they-are"])


def _with(column: str, *extremes: float, **more: Any) -> pd.DataFrame:
    """Return people with a column of usual numbers and some extreme ones."""
    draw = np.random.default_rng(2)
    numbers = draw.normal(50, 8, ROWS).round(1)
    numbers[: len(extremes)] = extremes
    return pd.DataFrame({column: numbers, "sex": draw.choice(["F", "M"], ROWS), **more})


def _alone(data: pd.DataFrame, column: str, **flags: Any) -> tuple[int, int] | None:
    """Return the rows that are nearly alone at the low and the high end of a column, None where it has no ends."""
    view = Tails.of(outsiders.made("ages" if "age" in data else "tails", data, **flags), "test")
    ends = {one.end: one.alone for one in view.of_column(column)} if view else {}
    return (ends["low"], ends["high"]) if ends else None


@WAYS
@pytest.mark.parametrize(
    ("extremes", "expected"),
    [
        pytest.param((), (0, 0), id="usual-numbers"),
        pytest.param((400.0,), (0, 1), id="one"),
        pytest.param((-400.0, -200.0, 400.0), (2, 1), id="both-ends"),
        pytest.param((400.0,) * 5, (0, 0), id="top-coded"),
        pytest.param((400.0, 399.0, 398.0, 397.0, 396.0), (0, 0), id="near-each-other"),
        pytest.param((800.0, 400.0, 399.0, 398.0, 397.0, 396.0), (0, 1), id="one-above-company"),
        pytest.param((np.inf, -np.inf), (0, 0), id="infinite"),
    ],
)
def test_rows_with_little_company_are_counted(
    monkeypatch: pytest.MonkeyPatch, in_hand: int, extremes: tuple[float, ...], expected: tuple[int, int]
) -> None:
    monkeypatch.setattr(tails, "MOST_IN_HAND", in_hand)

    assert expected == _alone(_with("amount", *extremes), "amount")


@WAYS
def test_exact_ages_above_89_need_company(monkeypatch: pytest.MonkeyPatch, in_hand: int) -> None:
    """Well inside the outer fence, and still told apart: a 101- and two 93-year-olds; five people are 92."""
    monkeypatch.setattr(tails, "MOST_IN_HAND", in_hand)
    draw = np.random.default_rng(2)
    ages = draw.integers(18, 88, ROWS)
    ages[:9] = [101, 93, 93, 92, 92, 92, 92, 92, 91]
    coded = np.minimum(ages, 90)

    assert _alone(pd.DataFrame({"age": ages, "sex": ["F", "M"] * (ROWS // 2)}), "age") == (0, 3)
    assert _alone(pd.DataFrame({"age": coded, "sex": ["F", "M"] * (ROWS // 2)}), "age") == (0, 0)


@pytest.mark.parametrize(
    "flags",
    [{"weight": "amount"}, {"score": "amount", "label": "sex", "favourable": "F"}, {"subject_id": "amount"}],
    ids=["weight", "score", "person"],
)
def test_what_no_outsider_knows_has_no_ends(flags: dict[str, str]) -> None:
    data = _with("amount", 400.0).assign(amount=lambda table: table["amount"] / 1000)

    assert _alone(data, "amount", **flags) is None


def test_a_column_of_two_values_has_no_ends() -> None:
    assert _alone(_with("amount").assign(amount=[1.0] + [0.0] * (ROWS - 1)), "amount") is None


def test_many_extremes_are_at_least_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tails, "MOST_VALUES", 3)
    view = Tails.of(outsiders.made("tails", _with("amount", *(10.0**power for power in range(4, 11)))), "test")

    assert view is not None
    assert Extreme("amount", "high", ROWS, 3, more=True, years=False) == view.of_column("amount")[0]


def test_adult_is_top_coded_in_all_but_one_column() -> None:
    """Ages end at 90 and gains at 99,999 with company; three people stand out by their loss."""
    view = Tails.of(outsiders.made("tails", adult.frame().drop(columns="fnlwgt")), "test")

    assert view is not None
    assert {(one.column, one.end): one.alone for one in view.ends if one.alone} == {("capital-loss", "high"): 3}

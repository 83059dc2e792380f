"""Ranks: who is at the top, ties shared in proportion, against the definition row by row."""

from __future__ import annotations

from math import log, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.metrics.ranking import in_top
from tests.metrics.scored import by_group, facts_of, frame_of

QUICK = settings(max_examples=60, deadline=None)
SEXES = st.lists(st.sampled_from("FFM"), min_size=15, max_size=60).filter(lambda sexes: len(set(sexes)) == 2)


def _list(sexes: list[str]) -> list[tuple[str, None, float]]:
    """Return people in this order, every score another."""
    return [(sex, None, 1 - place / 100) for place, sex in enumerate(sexes)]


def _ndkl(sexes: list[str]) -> float:
    """Return the definition of Geyik et al., position by position."""
    whole = {sex: sexes.count(sex) / len(sexes) for sex in set(sexes)}
    total = weight = 0.0
    for place in range(1, len(sexes) + 1):
        top = {sex: sexes[:place].count(sex) / place for sex in whole}
        total += sum(share * log(share / whole[sex]) for sex, share in top.items() if share) / log2(place + 1)
        weight += 1 / log2(place + 1)
    return total / weight


@QUICK
@given(sexes=SEXES)
def test_ndkl_without_ties_is_the_definition(sexes: list[str]) -> None:
    """Every position is a cut point."""
    actual = by_group(facts_of(_list(sexes), "sex"), "ndkl")[""].value

    assert actual == pytest.approx(_ndkl(sexes), abs=1e-12)


@QUICK
@given(sexes=SEXES)
def test_skew_without_ties_is_the_log_of_two_shares(sexes: list[str]) -> None:
    """A group that is not at the top has a reason instead."""
    expected = {sex: sexes[:10].count(sex) / 10 / (sexes.count(sex) / len(sexes)) for sex in ("F", "M")}

    found = by_group(facts_of(_list(sexes), "sex"), "skew@10")

    assert {sex: one.value for sex, one in found.items()} == {
        sex: pytest.approx(log(one)) if one else None for sex, one in expected.items()
    }
    assert {one.reason for one in found.values() if one.value is None} <= {"not estimable: nobody of the group is among the 10 highest"}


def test_ties_for_the_last_places_are_shared() -> None:
    """Six are above; of the eight tied for four places, two are women."""
    women, everybody = np.array([5, 2, 3]), np.array([20, 8, 6])

    actual = in_top(10, women, everybody)

    assert actual == pytest.approx(3 + 4 * 2 / 8)


@QUICK
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=9), st.integers(1, 40))
def test_the_top_is_full(cells: list[tuple[int, int]], top: int) -> None:
    """All groups together fill the places, as far as there are rows."""
    women, men = (np.array([cell[place] for cell in cells]) for place in (0, 1))
    everybody = women + men

    actual = in_top(top, women, everybody) + in_top(top, men, everybody)

    assert actual == pytest.approx(min(top, int(everybody.sum())))


def test_cuts_longer_than_the_list_are_left_out() -> None:
    """Fifty people have a top 10 and no top 100."""
    found = facts_of(_list(["F", "M"] * 25), "sex")

    actual = [bool(by_group(found, f"skew@{top}")) for top in (10, 100, 1000)]

    assert actual == [True, False, False]


def test_one_group_has_no_rank() -> None:
    """Nothing to compare."""
    one = by_group(facts_of(_list(["F"] * 20), "sex"), "ndkl")[""]

    assert (one.value, one.reason) == (None, "only one group: nothing to compare")


def test_an_order_by_chance_is_about_as_far_as_it_says() -> None:
    """The mean over shuffled lists is what the detail gives for an order that ignores the groups."""
    draw, sexes = np.random.default_rng(1), ["F"] * 60 + ["M"] * 40
    found = [by_group(facts_of(_list(draw.permutation(sexes).tolist()), "sex"), "ndkl")[""] for _ in range(60)]
    said = float(found[0].detail.rpartition(" ")[2])

    actual = float(np.mean([one.value or 0.0 for one in found]))

    assert actual == pytest.approx(said, rel=0.3)


def test_the_top_of_compas() -> None:
    """Ties at the decile 10: the share among them is the share at the top."""
    frame = frame_of("compas-two-years.csv")
    rows = [(age, None, float(score)) for age, score in zip(frame.age_cat, frame.decile_score, strict=True)]
    tens = frame[frame.decile_score == 10]
    expected = {age: log((tens.age_cat == age).mean() / (frame.age_cat == age).mean()) for age in frame.age_cat.unique()}

    found = by_group(facts_of(rows, "age"), "skew@100", "age")

    assert len(tens) > 100
    assert {age: one.value for age, one in found.items()} == pytest.approx(expected)

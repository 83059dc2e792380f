"""Comparisons at equal strata: published disparities of COMPAS, Mantel-Haenszel by hand, and what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Fact, Facts
from audit.core.measurement import Estimate, Exact, Rate
from audit.core.metric import Value
from audit.metrics.compared import Compared
from audit.metrics.strata import DIFFERENCE, DISPARITY, FAMILY, LABEL_DISPARITY, RATE, RATIO
from audit.observe.outcomes import OUTCOMES
from audit.observe.rows import counted
from audit.observe.scene import Settings
from audit.observe.stage import described
from audit.observe.strata import STRATA
from tests.observe import scenes

COMPAS = Path(__file__).resolve().parents[2] / "../shared/data/fairness/compas-two-years.csv"
Line = tuple[str, str, int, int]


def _observed(frame: pd.DataFrame, wanted: Settings | None = None, **flags: Any) -> Facts:
    """Return decisions within strata of a frame."""
    with scenes.scene(frame, wanted or Settings(), **flags) as one:
        flags.pop("model", None)
        return Facts(tuple(counted(one, [OUTCOMES, STRATA])), described(scenes.subject(**flags), [one]))


def _facts(lines: Sequence[Line], **about: Any) -> Facts:
    """Return decisions from (group, stratum, rejected, accepted), without labels."""
    cells = [((group, stratum, None, chosen), (n,)) for group, stratum, *both in lines for chosen, n in enumerate(both) if n]
    strata = Fact.of("strata", "test", ("sex", "level", "actual", "predicted"), ("n",), cells)
    folded = [((keys[0], *keys[2:]), n) for keys, n in cells]
    outcomes = Fact.of("outcomes", "test", ("sex", "actual", "predicted"), ("n",), folded)
    roles = {"positive": "1", "favourable": "1", "prediction": "predicted", "strata": ["level"], "reference": {}}
    return scenes.facts_of(outcomes, strata, roles=roles, **about)


def _values(facts: Facts, *metrics: str, compared: Compared | None = None) -> dict[tuple[str, str], Value]:
    """Return values of a metric by group and stratum column."""
    found = FAMILY.measure(facts, "test", compared or Compared())
    return {(one.group, one.by or ""): one for one in found if one.metric in metrics}


# ------------------------------------------------------------------------------------- disparity


@pytest.fixture(scope="module")
def compas() -> Facts:
    """Return African-American and Caucasian defendants of COMPAS; a low score, and no second arrest, are favourable."""
    if not COMPAS.exists():
        pytest.skip("../shared/data is not here")
    frame = pd.read_csv(COMPAS)
    frame = frame[frame["race"].isin(["African-American", "Caucasian"])]
    frame = frame.assign(low=(frame["score_text"] == "Low").astype(int), spared=1 - frame["two_year_recid"])
    assert len(frame) == 6150
    return _observed(frame, label="spared", prediction="low", favourable="1", protected="race", strata="age_cat")


@pytest.mark.parametrize(("metric", "expected"), [(DISPARITY, 0.199735), (LABEL_DISPARITY, 0.090069)], ids=["CDDPL", "CDDL"])
def test_disparities_are_those_of_clarify(metric: str, expected: float, compas: Facts) -> None:
    """The CDDPL and CDDL of smclarify on the same rows, six digits; the other group has the same with the other sign."""
    values = _values(compas, metric)

    assert values["African-American", "age_cat"].value == pytest.approx(expected, abs=5e-7)
    assert values["Caucasian", "age_cat"].value == pytest.approx(-expected, abs=5e-7)
    assert values["Caucasian", "age_cat"].over == ("*",)


def test_the_error_is_that_of_resampled_rows(compas: Facts) -> None:
    """Drawing rows again and again, and computing the disparity of each draw."""
    fact = compas.find("strata", "test")
    assert fact is not None
    lines = [(keys[0], keys[1], keys[-1], n) for keys, (n,) in fact.rows.items()]
    rows = pd.DataFrame(lines, columns=["race", "age", "low", "n"])
    counts = rows["n"].to_numpy()
    draw, found = np.random.default_rng(1), []
    for _ in range(600):
        sample = rows.assign(n=np.bincount(draw.choice(len(rows), counts.sum(), p=counts / counts.sum()), minlength=len(rows)))
        total = 0.0
        for _, part in sample.groupby("age"):
            both = part.pivot_table("n", "low", "race", aggfunc="sum")
            shares = both["African-American"] / both.sum(axis=1)
            total += part["n"].sum() * (shares[0] - shares[1])
        found.append(total / counts.sum())
    (counts_of,) = [one.counts for (group, _), one in _values(compas, DISPARITY).items() if group == "African-American"]

    assert isinstance(counts_of, Estimate)
    assert counts_of.error == pytest.approx(np.std(found, ddof=1), rel=0.1)


def test_a_stratum_that_compares_nothing_is_left_out() -> None:
    """Where nobody is rejected no share of the rejected exists; its rows are named."""
    values = _values(_facts([("F", "a", 30, 10), ("M", "a", 20, 40), ("F", "b", 0, 50), ("M", "b", 0, 7)]), DISPARITY)
    expected = 30 / 50 - 10 / 50

    one = values["F", "level"]

    assert one.value == pytest.approx(expected)
    assert one.rows == 90
    assert one.detail == "57 rows are in strata where nobody is accepted or nobody rejected"


def test_where_nobody_is_rejected_there_is_no_disparity() -> None:
    """0/0 is no 0."""
    one = _values(_facts([("F", "a", 0, 10), ("M", "a", 0, 40)]), DISPARITY)["F", "level"]

    assert one.value is None
    assert isinstance(one.counts, Exact)
    assert one.reason == "not estimable: in no stratum is somebody accepted and somebody else rejected (n=10)"


def test_one_group_has_nobody_to_be_compared_with() -> None:
    """No number at all."""
    assert _values(_facts([("F", "a", 5, 10)]), DISPARITY, RATIO) == {}


def test_alike_within_strata_is_no_disparity() -> None:
    """Simpson: all of the difference between the groups is one of strata."""
    lines = [("F", "hard", 80, 20), ("M", "hard", 8, 2), ("F", "easy", 2, 8), ("M", "easy", 20, 80)]
    facts = _facts(lines)
    compared = Compared(named={"sex": "M"}, min_group=10)

    assert _values(facts, DISPARITY)["F", "level"].value == pytest.approx(0)
    assert _values(facts, RATIO, compared=compared)["F", "level"].value == pytest.approx(1)
    assert _values(facts, DIFFERENCE, compared=compared)["F", "level"].value == pytest.approx(0)


# ------------------------------------------------------------------------------- Mantel-Haenszel


def test_common_ratio_and_difference_are_by_hand() -> None:
    """Two strata, both formulas written out."""
    lines = [("F", "a", 60, 40), ("M", "a", 40, 60), ("F", "b", 30, 20), ("M", "b", 20, 80)]
    compared = Compared(named={"sex": "M"})
    ratio = (40 * 100 / 200 + 20 * 100 / 150) / (60 * 100 / 200 + 80 * 50 / 150)
    difference = ((40 * 100 - 60 * 100) / 200 + (20 * 100 - 80 * 50) / 150) / (100 * 100 / 200 + 50 * 100 / 150)

    facts = _facts(lines)
    both = [_values(facts, metric, compared=compared)["F", "level"] for metric in (RATIO, DIFFERENCE)]

    assert [one.value for one in both] == pytest.approx([ratio, difference])
    assert {(one.against, one.rows, one.over) for one in both} == {("M", 150, ("M",))}
    assert all(isinstance(one.counts, Estimate) and 0 < one.counts.error < 0.2 for one in both)


def test_the_largest_group_is_the_reference() -> None:
    """Nothing about its rate picks it."""
    lines = [("F", "a", 60, 40), ("M", "a", 40, 61), ("X", "a", 1, 33)]

    assert {one.against for one in _values(_facts(lines), RATIO).values()} == {"M"}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        pytest.param([("F", "a", 20, 20), ("M", "b", 20, 30)], "not estimable: no stratum has rows of both groups (n=40)", id="apart"),
        pytest.param([("F", "a", 20, 20), ("M", "a", 50, 0)], "not estimable: nobody of the reference is selected (n=40)", id="nobody"),
    ],
)
def test_a_ratio_that_is_none_says_why(lines: list[Line], why: str) -> None:
    """Groups that never meet in a stratum, and a reference nobody of which is selected."""
    one = _values(_facts(lines), RATIO, compared=Compared(named={"sex": "M"}))["F", "level"]

    assert (one.value, one.reason) == (None, why)


# ------------------------------------------------------------------------- weights and persons


def test_weights_and_persons_are_in_every_number() -> None:
    """Weighted shares, effective rows in the common ratio, a wider error."""
    frame = scenes.people(1_200).assign(level=["x", "y"] * 600)
    draw = np.random.default_rng(1)
    frame = frame.assign(weight=draw.lognormal(0, 1, 1_200)).dropna(subset=["sex"])
    flags = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex", "strata": "level"}
    plain, weighted = _observed(frame, **flags), _observed(frame, **flags, weight="weight")
    part = frame.assign(w=frame["weight"])
    total = 0.0
    for _, some in part.groupby("level"):
        sums = some.pivot_table("w", "predicted", "sex", aggfunc="sum")
        shares = sums["F"] / sums.sum(axis=1)
        total += some["w"].sum() * (shares[0] - shares[1])
    expected = total / part["w"].sum()

    errors = {}
    for name, facts in (("plain", plain), ("weighted", weighted)):
        one = _values(facts, DISPARITY)["F", "level"]
        common = _values(facts, RATIO, compared=Compared(named={"sex": "M"}))["F", "level"]
        assert isinstance(one.counts, Estimate)
        assert isinstance(common.counts, Estimate)
        errors[name] = one.counts.error, common.counts.error

    assert _values(weighted, DISPARITY)["F", "level"].value == pytest.approx(expected, abs=1e-5)
    assert all(wide > 1.3 * narrow for wide, narrow in zip(errors["weighted"], errors["plain"], strict=True))


# ------------------------------------------------------------------------------ what may be shown


def _rates(lines: Sequence[Line], least: int) -> dict[str, int]:
    """Return the rows of one group's selection rates by stratum."""
    values = _values(_facts(lines, min_cell=least), RATE)
    return {by: one.rows for (group, by), one in values.items() if group == "F"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([50, 40, 30], {"a": 50, "b": 40, "c": 30}, id="all-large"),
        pytest.param([50, 40, 3], {"a": 50, "rare group 1": 43}, id="one-small-takes-the-next"),
        pytest.param([50, 6, 5], {"a": 50, "rare group 1": 11}, id="two-small-are-enough"),
        pytest.param([50, 4, 5], {"rare group 1": 59}, id="two-small-are-not"),
        pytest.param([4, 3, 2], {"rare group 1": 9}, id="all-small"),
    ],
)
def test_small_strata_of_a_group_are_shown_together(rows: list[int], expected: dict[str, int]) -> None:
    """No stratum below the minimum can be worked out from the others and from the group's own rows."""
    lines = [("F", name, number // 2, number - number // 2) for name, number in zip("abc", rows, strict=True)]

    actual = _rates([*lines, ("M", "a", 30, 30)], 10)

    assert {f"level = {name}": number for name, number in expected.items()} == actual


def test_a_rate_in_a_stratum_is_hits_over_rows() -> None:
    """With the stratum beside it."""
    one = _values(_facts([("F", "a", 30, 10), ("M", "a", 20, 40)]), RATE)["F", "level = a"]

    assert (one.value, one.counts, one.against) == (0.25, Rate(10, 40), "")


def test_without_strata_there_is_nothing() -> None:
    """Nobody declared any."""
    facts = scenes.facts_of(scenes.outcome_fact(("sex",), scenes.cells("F", 5, 5, 5, 5)))

    assert list(FAMILY.measure(facts, "test", Compared())) == []

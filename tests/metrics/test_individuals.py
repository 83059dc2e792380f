"""Are the numbers about single people those of AIF360 and of arithmetic by hand?"""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact, Facts
from audit.core.measurement import Estimate, Exact, Rate
from audit.core.metric import Value
from audit.core.values import Json
from audit.metrics.compared import ALONE, Compared
from audit.metrics.individuals import FAMILY, UNREAD
from audit.metrics.proxies import FAMILY as PROXIES
from audit.observe import consistency, flips, proxies
from tests.observe import scenes

CELL = st.integers(0, 60)


def _values(facts: Facts) -> dict[tuple[str, str, str, str], Value]:
    """Return every number by metric, attribute, group and whom it is against."""
    return {(one.metric, one.attribute, one.group, one.against): one for one in FAMILY.measure(facts, "test", Compared())}


def _decided(cells: tuple[int, int, int, int], *, favourable: str = "1") -> Facts:
    """Return facts of one group with so many tp, fp, fn, tn of the event 1."""
    roles: dict[str, Json] = {"positive": "1", "favourable": favourable, "reference": {}, "quasi_identifiers": []}
    return scenes.facts_of(scenes.outcome_fact(("sex",), scenes.cells("F", *cells)), roles=roles)


def test_compas_has_the_entropy_that_aif360_gives(shared_data: Path) -> None:
    """African-Americans and Caucasians, a low score is favourable, a new arrest the event: 6,150 rows, to six digits."""
    frame = pd.read_csv(shared_data / "fairness" / "compas-two-years.csv")
    frame = frame[frame.race.isin(["African-American", "Caucasian"])].assign(predicted=lambda one: (one.score_text != "Low").astype(int))
    observed = scenes.observed(
        frame[["race", "two_year_recid", "predicted"]],
        label="two_year_recid", prediction="predicted", positive="1", favourable="0", protected="race",
    )  # fmt: skip
    expected = {"generalized_entropy_index": 0.183703, "theil_index": 0.256381}

    values = _values(observed)

    assert {name: round(values[name, "", "", ""].value or 0, 6) for name in expected} == expected
    assert values["theil_index", "", "", ""].rows == 6150


@settings(max_examples=50, deadline=None)
@given(tp=CELL, fp=CELL, fn=CELL, tn=CELL, favourable=st.sampled_from(["0", "1"]))
def test_entropies_are_those_of_the_rows(tp: int, fp: int, fn: int, tn: int, favourable: str) -> None:
    """The definition on benefits row by row; without rows, or without a benefit, there is a reason and no number."""
    over, under = (fp, fn) if favourable == "1" else (fn, fp)
    benefits = np.repeat([1.0, 2.0, 0.0, 1.0], [tp, over, under, tn])
    mean = benefits.mean() if len(benefits) else 0.0
    shares = benefits / mean if mean else benefits
    logs = [share * log(share) if share else 0.0 for share in shares]
    expected = (float(((shares**2) - 1).mean() / 2), float(np.mean(logs))) if mean else (None, None)

    values = _values(_decided((tp, fp, fn, tn), favourable=favourable))
    found = [values[name, "", "", ""] for name in ("generalized_entropy_index", "theil_index")]

    assert [one.value for one in found] == [None if number is None else pytest.approx(number, abs=1e-12) for number in expected]
    assert [bool(one.reason) for one in found] == [number is None for number in expected]


@pytest.mark.parametrize("name", ["generalized_entropy_index", "theil_index"])
def test_the_standard_error_is_that_of_drawing_again(name: str) -> None:
    """500 rows: the influence function agrees with the spread of 400 draws, which is itself known to a thirtieth."""
    draw, cells = np.random.default_rng(1), (150, 60, 90, 200)
    drawn = draw.multinomial(500, np.array(cells) / 500, size=400).tolist()
    spread = [_values(_decided((tp, fp, fn, tn)))[name, "", "", ""].value for tp, fp, fn, tn in drawn]
    value = _values(_decided(cells))[name, "", "", ""]

    assert isinstance(value.counts, Estimate)
    assert value.counts.error == pytest.approx(float(np.std([one for one in spread if one is not None])), rel=0.12)


def test_no_error_in_the_sample_is_not_certainty() -> None:
    """Benefits are equal, and the interval has a width."""
    value = _values(_decided((20, 0, 0, 20)))["generalized_entropy_index", "sex", "F", ""]

    assert value.value == 0.0
    assert isinstance(value.counts, Estimate)
    assert 0 < value.counts.error < 1 / sqrt(40)


def _flips(*rows: tuple[tuple[str, str, str, str], tuple[int, int, int, int]]) -> Facts:
    """Return facts of a model that was asked again."""
    return scenes.facts_of(Fact.of("flips", "test", flips.KEYS, flips.MEASURES, rows))


@pytest.mark.parametrize(
    ("given", "numbers", "expected"),
    [
        pytest.param(("sex", "F", "M", "given"), (200, 5, 4, 1), (0.025, Rate(5, 200), "M", ""), id="a-pair"),
        pytest.param(("sex", "F", "*", "shown"), (200, 0, 0, 0), (0.0, Rate(0, 200), "any other group", ""), id="any-other"),
        pytest.param(("sex", "", "", "not given"), (900, 0, 0, 0), (0.0, Exact(), "", ""), id="not-read"),
        pytest.param(("sex", "", "", "not given"), (0, 0, 0, 0), (None, Exact(), "", "no row"), id="no-row"),
        pytest.param(("sex", "", "", "alone"), (90, 0, 0, 0), (None, Exact(), "", ALONE), id="one-group"),
        pytest.param(
            ("sex", "F", "M", "refused"), (1200, 0, 0, 0),
            (None, Exact(), "M", "not estimable: the model raised an error when it was asked with the attribute changed (n=1,200)"), id="refused",
        ),
    ],
)  # fmt: skip
def test_a_flip_rate_says_what_was_asked(given: Any, numbers: Any, expected: tuple[Any, ...]) -> None:
    (value,) = _values(_flips((given, numbers))).values()

    assert (value.value, value.counts, value.against, value.reason) == expected
    assert (value.detail == UNREAD) == (given[3] == "not given")


def test_consistency_is_a_share_of_rows() -> None:
    fact = Fact.of(
        "consistency", "test", consistency.KEYS, consistency.MEASURES, [(("", ""), (6, 2_800_000)), (("sex", "F"), (3, 1_000_000))]
    )

    values = _values(scenes.facts_of(fact))

    assert values["consistency_score", "", "", ""].value == pytest.approx(2.8 / 6)
    assert values["consistency_score", "sex", "F", ""].counts == Rate(1.0, 3)


def test_an_area_says_which_feature_it_is_of() -> None:
    rows = [
        (("sex", "F", "title"), (100, 40, 910_000, 20_000)),
        (("sex", "F", "*"), (80, 30, 950_000, 10_000)),
        (("race", "a", "title"), (100, 100, 0, 0)),
    ]
    facts = scenes.facts_of(Fact.of("proxies", "test", proxies.KEYS, proxies.MEASURES, rows))

    found = {(one.metric, one.attribute): one for one in PROXIES.measure(facts, "test", Compared())}

    assert (found["attribute_auc", "sex"].value, found["attribute_auc", "sex"].by) == (0.91, "title")
    assert found["attribute_auc_all", "sex"].counts == Estimate(0.01, 0.0, 1.0)
    assert found["attribute_auc", "race"].reason == "not estimable: no row of another group (n=100)"


def test_without_facts_there_is_nothing() -> None:
    assert [list(family.measure(scenes.facts_of(), "test", Compared())) for family in (FAMILY, PROXIES)] == [[], []]

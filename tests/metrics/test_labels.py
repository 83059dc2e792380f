"""Label bias before any model: Clarify's numbers on COMPAS, and every way in which they have no value."""

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
from audit.core.measurement import AbsoluteDifference, Difference
from audit.core.metric import Value
from audit.metrics.compared import Compared
from audit.metrics.labels import FAMILY, LABEL_GAP
from audit.observe.label_margins import FavourableLabels, LabelMargins, group_sizes
from audit.statistics.interval import interval_of
from tests.observe import scenes

COMPAS = Path(__file__).resolve().parents[2] / "../shared/data/fairness/compas-two-years.csv"
DISTANCES = ("kl_divergence", "js_divergence", "lp_norm", "total_variation_distance", "ks_of_labels")


def _values(facts: Facts, compared: Compared | None = None) -> dict[tuple[str, str], Value]:
    """Return the values of single attributes by metric and group."""
    found = FAMILY.measure(facts, "test", compared or Compared(min_group=10))
    return {(one.metric, one.group): one for one in found if one.attribute == "race"}


def _facts(rows: dict[str, tuple[int, int]], **changes: Any) -> Facts:
    """Return facts of groups with so many favourable and other labels, and no prediction."""
    table = [((group, label, None), n) for group, pair in rows.items() for label, n in zip((1, 0), pair, strict=True) if n]
    return scenes.facts_of(scenes.outcome_fact(("race",), table), **changes)


@pytest.fixture(scope="module")
def compas() -> Facts:
    """Return the facts of African-American and Caucasian defendants; no arrest is favourable."""
    if not COMPAS.exists():
        pytest.skip("the shared data is not here")
    frame = pd.read_csv(COMPAS, usecols=["race", "two_year_recid"])
    frame = frame[frame.race.isin(["African-American", "Caucasian"])]
    return scenes.observed(frame, label="two_year_recid", favourable="0", positive="1", protected="race", reference=["race=Caucasian"])


CLARIFY = {
    "class_imbalance": -0.201951,
    LABEL_GAP: 0.120697,
    "kl_divergence": 0.029311,
    "js_divergence": 0.007365,
    "lp_norm": 0.170691,
    "total_variation_distance": 0.120697,
    "ks_of_labels": 0.120697,
}


@pytest.mark.parametrize(("metric", "expected"), CLARIFY.items(), ids=CLARIFY)
def test_compas_as_clarify_has_it(metric: str, expected: float, compas: Facts) -> None:
    """African-American against Caucasian, n = 6150, to the printed digits; the interval is around it."""
    value = _values(compas, Compared({"race": "Caucasian"}))[metric, "African-American"]
    interval = interval_of(value.counts, value.value, 0.95)

    assert value.value == pytest.approx(expected, abs=5e-7)
    assert value.against == "Caucasian"
    assert interval is not None
    assert interval.low < expected < interval.high


def test_the_sign_of_dpl_is_reference_minus_group() -> None:
    """The group has fewer favourable labels: above 0, with the interval of the same difference."""
    value = _values(_facts({"a": (20, 80), "b": (60, 140)}))[LABEL_GAP, "a"]

    assert value.value == pytest.approx(0.1)
    assert value.counts == Difference(_rate(60, 200), _rate(20, 100))


def _rate(hits: float, of: float) -> Any:
    """Return a rate of floats."""
    from audit.core.measurement import Rate

    return Rate(float(hits), float(of))


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_formulas_are_those_of_the_textbook(cells: list[int]) -> None:
    """Each distance from the two shares, as it is written."""
    (a1, a0, b1, b0) = cells
    values = _values(_facts({"a": (a1, a0), "b": (b1, b0)}), Compared({"race": "b"}, 1))
    p, q = np.array([b0, b1]) / (b0 + b1), np.array([a0, a1]) / (a0 + a1)
    gap, middle = abs(p[1] - q[1]), (p + q) / 2
    kl, js = (p * np.log(p / q)).sum(), ((p * np.log(p / middle)).sum() + (q * np.log(q / middle)).sum()) / 2
    expected = [kl, js, gap * sqrt(2), gap, gap]

    actual = [values[name, "a"].value for name in DISTANCES]

    assert actual == pytest.approx(expected, abs=1e-12)


def test_a_label_constant_in_one_group_has_no_divergence() -> None:
    """Nobody in `a` has the favourable label: KL would be infinite; the other distances have values."""
    values = _values(_facts({"a": (0, 50), "b": (60, 140)}))

    assert values["kl_divergence", "a"].value is None
    assert values["kl_divergence", "a"].reason == "not estimable: a label of b never occurs in a (n=50)"
    assert values[LABEL_GAP, "a"].value == pytest.approx(0.3)
    assert values["js_divergence", "a"].value is not None


def test_a_group_without_labels_is_named() -> None:
    """Rows without a label count for nobody."""
    table = [(("a", None, 1), 40), (("b", 1, 1), 60), (("b", 0, 1), 60)]
    values = _values(scenes.facts_of(scenes.outcome_fact(("race",), table)))

    assert values["label_rate", "a"].reason == "not estimable: no labels (n=0)"
    assert values[LABEL_GAP, "a"].reason == "not estimable: no labels in a"
    assert values["class_imbalance", "a"].value == 1.0


def test_equal_groups_are_alike_in_everything() -> None:
    """0 with an interval that holds 0; bounded by what two distributions can have."""
    values = _values(_facts({"a": (50, 50), "b": (200, 200)}))
    intervals = {name: interval_of(values[name, "a"].counts, values[name, "a"].value, 0.95) for name in DISTANCES}

    assert [values[name, "a"].value for name in DISTANCES] == pytest.approx([0.0] * 5, abs=1e-12)
    assert all(one is not None and one.low == 0.0 < one.high for one in intervals.values())
    assert isinstance(values["total_variation_distance", "a"].counts, AbsoluteDifference)


def test_opposite_groups_are_as_far_apart_as_can_be() -> None:
    """Jensen-Shannon reaches ln 2, the Euclidean norm sqrt 2."""
    values = _values(_facts({"a": (0, 50), "b": (100, 0)}))

    assert values["js_divergence", "a"].value == pytest.approx(log(2))
    assert values["lp_norm", "a"].value == pytest.approx(sqrt(2))


def test_several_classes_have_distances_but_no_dpl() -> None:
    """Without a favourable class nothing benefits; the distributions can be compared."""
    frame = pd.DataFrame({"race": ["a"] * 60 + ["b"] * 90, "kind": ["x", "y", "z"] * 20 + ["x", "x", "y"] * 30})
    facts = scenes.observed(frame, label="kind", protected="race", task="multiclass")
    values = _values(facts)

    assert values["total_variation_distance", "a"].value == pytest.approx(1 / 3)
    assert values["ks_of_labels", "a"].value == pytest.approx(1 / 3)
    assert (LABEL_GAP, "a") not in values
    assert FavourableLabels.of(facts, "test") is None
    assert LabelMargins.of(facts, "test") is not None


def test_weights_count() -> None:
    """A row of weight 3 is three votes, and its group worth fewer rows than it has."""
    frame = pd.DataFrame({"race": ["a"] * 40 + ["b"] * 80, "y": [1, 0] * 60, "w": [3.0, 1.0] * 20 + [1.0] * 80})
    facts = scenes.observed(frame, label="y", favourable="1", protected="race", weight="w")
    value = _values(facts)["label_rate", "a"]

    assert value.value == pytest.approx(0.75, abs=1e-6)
    assert value.rows == 40
    assert getattr(value.counts, "of", 0.0) == pytest.approx(80**2 / (20 * 9 + 20 * 1), rel=1e-5)


def test_without_labels_or_favourable_value_there_is_nothing() -> None:
    """No value of the label benefits anybody: not every label is `other`."""
    unsaid = _facts({"a": (20, 80)}, roles={"positive": None, "favourable": None, "reference": {}})
    nobody = scenes.facts_of(scenes.outcome_fact(("race",), [(("a", None, 1), 50)]))

    assert [list(FAMILY.measure(facts, "test", Compared())) for facts in (unsaid, nobody, scenes.facts_of())] == [[], [], []]


def test_sizes_stand_in_for_decisions() -> None:
    """What may be shown of a dataset with labels only, or with classes, follows from its groups' sizes."""
    labels = group_sizes(_facts({"a": (3, 80), "b": (60, 140)}), "test")
    classes = group_sizes(
        scenes.facts_of(Fact.of("classes", "test", ("race", "actual", "predicted"), ("n",), [(("a", "x", "y"), (7,))])), "test"
    )
    assert labels is not None
    assert classes is not None

    actual = [(group.rows, group.tp, group.tn) for view in (labels, classes) for _, groups in view.by() for group in groups]

    assert actual == [(83, 3, 80), (200, 60, 140), (7, 0, 0)]

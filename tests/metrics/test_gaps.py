"""Comparisons equal fairlearn's on the rows to 1e-12; what is undefined says why, and is never 0, 1 or NaN."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from fairlearn import metrics as fair
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.measurement import Ratio
from audit.core.metric import Value
from audit.metrics.compared import Compared
from audit.metrics.gaps import FAMILY
from audit.statistics.interval import interval_of
from tests.observe import scenes

COUNT = st.integers(1, 400)
GROUPS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=2)


def _values(groups: dict[str, tuple[int, int, int, int]], **compared: Any) -> dict[tuple[str, str], Value]:
    """Return every comparison of hand-made groups by metric and group."""
    rows = [cell for name, counts in groups.items() for cell in scenes.cells(name, *counts)]
    facts = scenes.facts_of(scenes.outcome_fact(("sex",), rows))
    return {(one.metric, one.group): one for one in FAMILY.measure(facts, "test", Compared(**{"min_group": 1, **compared}))}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups=GROUPS)
def test_extremes_are_those_of_fairlearn_on_the_rows(groups: dict[str, tuple[int, int, int, int]]) -> None:
    """Six numbers of fairlearn, from the rows themselves."""
    rows = [(name, y, p) for name, counts in groups.items() for (y, p), n in zip(((1, 1), (0, 1), (1, 0), (0, 0)), counts, strict=True)
            for _ in range(n)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["sex", "y", "p"])
    names = ("demographic_parity", "equal_opportunity", "equalized_odds")
    judges = {f"{name}_{kind}": getattr(fair, f"{name}_{kind}") for name in names for kind in ("difference", "ratio")}
    expected = {name: judge(frame["y"], frame["p"], sensitive_features=frame["sex"]) for name, judge in judges.items()}

    values = _values(groups)
    actual = {name: values[name, ""].value for name in judges}

    assert actual == {name: pytest.approx(number, abs=1e-12) for name, number in expected.items()}


def test_differences_and_ratios_are_those_of_a_metric_frame() -> None:
    """To a named reference group: what `by_group` says of the one minus, and over, what it says of the other."""
    groups = {"a": (30, 20, 10, 40), "b": (12, 9, 30, 17), "c": (5, 50, 3, 60)}
    rows = [(name, y, p) for name, counts in groups.items() for (y, p), n in zip(((1, 1), (0, 1), (1, 0), (0, 0)), counts, strict=True)
            for _ in range(n)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["sex", "y", "p"])
    judges = {name: getattr(fair, name) for name in ("selection_rate", "true_positive_rate", "false_positive_rate")}
    by_group = fair.MetricFrame(metrics=judges, y_true=frame["y"], y_pred=frame["p"], sensitive_features=frame["sex"]).by_group
    values = _values(groups, named={"sex": "b"})

    for name in judges:
        for group in ("a", "c"):
            gap, ratio = values[f"{name}_difference", group], values[f"{name}_ratio", group]
            assert gap.value == pytest.approx(by_group.loc[group, name] - by_group.loc["b", name], abs=1e-12)
            assert ratio.value == pytest.approx(by_group.loc[group, name] / by_group.loc["b", name], abs=1e-12)
            assert {gap.against, ratio.against} == {"b"}


PERFECT = {"a": (50, 0, 0, 50), "b": (0, 0, 0, 60)}


@pytest.mark.parametrize(
    ("metric", "group", "reason"),
    [
        pytest.param("equal_opportunity_difference", "", "b: not estimable: no positives (n=60)", id="equal-opportunity"),
        pytest.param("equal_opportunity_ratio", "", "b: not estimable: no positives (n=60)", id="equal-opportunity-ratio"),
        pytest.param("equalized_odds_difference", "", "b: not estimable: no positives (n=60)", id="equalized-odds"),
        pytest.param("equalized_odds_ratio", "", "b: not estimable: no positives (n=60)", id="equalized-odds-ratio"),
        pytest.param("true_positive_rate_difference", "b", "not estimable: no positives (n=60)", id="difference"),
        pytest.param("average_odds_difference", "b", "not estimable: no positives (n=60)", id="average-odds"),
    ],
)
def test_a_perfect_model_with_a_group_without_positives_is_not_estimable(metric: str, group: str, reason: str) -> None:
    """One tool calls it the worst possible, another perfect: it is neither."""
    one = _values(PERFECT, named={"sex": "a"})[metric, group]

    assert (one.value, one.reason) == (None, reason)


@pytest.mark.parametrize(
    ("groups", "metric", "group", "reason"),
    [
        pytest.param({"a": (5, 5, 5, 5)}, "demographic_parity_difference", "", "only one group: nothing to compare", id="one-group"),
        pytest.param(
            {"a": (0, 0, 9, 9), "b": (0, 0, 8, 8)},
            "demographic_parity_ratio",
            "",
            "not estimable: every group's selection rate is 0",
            id="nobody-selected",
        ),
        pytest.param(
            {"a": (0, 0, 9, 90), "b": (4, 0, 8, 8)},
            "precision_difference",
            "",
            "no known group, or not the named reference, has 1 rows",
            id="reference-0/0",
        ),
        pytest.param(
            {"a": (4, 0, 8, 8), "b": (0, 0, 9, 90)}, "precision_ratio", "b", "not estimable: nobody is predicted positive (n=99)", id="0/0"
        ),
    ],
)
def test_what_cannot_be_computed_says_why(groups: Any, metric: str, group: str, reason: str) -> None:
    """A reason, and no number."""
    one = _values(groups, named={"sex": "a"} if metric.startswith("precision") else {})[metric, group]

    assert (one.value, one.reason) == (None, reason)


def test_a_reference_rate_of_zero_has_no_ratio() -> None:
    """The gap is there, the ratio would be infinite."""
    values = _values({"a": (0, 0, 20, 20), "b": (5, 5, 10, 10)}, named={"sex": "a"})

    assert values["selection_rate_difference", "b"].value == pytest.approx(1 / 3)
    assert (values["selection_rate_ratio", "b"].value, values["selection_rate_ratio", "b"].reason) == (
        None,
        "the rate of a, the reference, is 0",
    )


def test_the_best_group_seen_costs_width() -> None:
    """Held against a named group the interval is that of the pair; against the best of four it is wider."""
    groups = {name: (60, 60 + 5 * place, 90, 90) for place, name in enumerate("abcd")}
    named = _values(groups, named={"sex": "d"})["selection_rate_ratio", "a"]
    picked = _values(groups)["selection_rate_ratio", "a"]
    spans = [interval_of(one.counts, one.value, 0.95) for one in (named, picked)]

    assert isinstance(named.counts, Ratio)
    assert isinstance(picked.counts, Ratio)
    assert (named.value, named.counts.among, picked.counts.among) == (picked.value, 2, 4)
    assert spans[0] is not None
    assert spans[1] is not None
    assert spans[1].low < spans[0].low
    assert spans[1].high > spans[0].high


def test_signed_gaps_that_cancel_are_said_to() -> None:
    """The average odds difference is 0 here and the equalized odds difference is not."""
    values = _values({"a": (50, 30, 50, 70), "b": (70, 10, 30, 90)}, named={"sex": "a"})

    assert values["average_odds_difference", "b"].value == pytest.approx(0.0, abs=1e-12)
    assert values["equalized_odds_difference", ""].value == pytest.approx(0.2)
    words = {metric.name: metric.sign for metric in FAMILY.metrics}
    assert words["average_odds_difference"] == "0 does not mean equal odds: the two gaps can cancel"


def test_every_value_has_words_and_no_value_is_a_nan() -> None:
    """The family yields what it says it has."""
    values = _values({"a": (50, 30, 50, 70), "b": (70, 10, 30, 90), "c": (0, 0, 0, 40)})
    names = {metric.name for metric in FAMILY.metrics}

    assert {metric for metric, _ in values} == names
    assert all(one.value is None or np.isfinite(one.value) for one in values.values())
    assert all((one.value is None) == bool(one.reason) for one in values.values())

"""fairlearn's rates over counts equal the counts: hits over rows, and nothing for 0/0."""

from __future__ import annotations

import pandas as pd
import pytest
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score

from audit.core.fact import Keys
from audit.core.measurement import Exact
from audit.metrics.decisions import group_rates, rate_of
from audit.observe.outcomes import decisions
from tests.observe import scenes

COUNT = st.one_of(st.just(0), st.integers(0, 5), st.integers(0, 100_000))
GROUPS = st.dictionaries(st.sampled_from(["10", "9", "a", "A & b", "unknown"]), st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups=GROUPS, unlabelled=st.integers(0, 40))
def test_every_rate_is_its_hits_over_its_rows(groups: dict[str, tuple[int, int, int, int]], unlabelled: int) -> None:
    """To 1e-12, groups with one class included; 0/0 is None."""
    rows: list[tuple[Keys, int]] = [cell for name, counts in groups.items() for cell in scenes.cells(name, *counts)]
    rows.append((("a", None, 1), unlabelled))
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex",), rows)), "test")
    assert view is not None
    known = {("", ""): view.everybody(), **{(name, group.name): group for name, many in view.by() for group in many}}

    for rate in group_rates(view):
        counts = rate_of(rate.metric, known[rate.attribute, rate.group])
        expected = counts.hits / counts.of if counts.of else None
        assert rate.counts == (counts if counts.of else Exact())
        assert bool(rate.reason) == (expected is None)
        assert rate.value == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_rates_equal_fairlearn_on_the_rows() -> None:
    """Feeding counts as weights is feeding the rows."""
    frame = scenes.people(400)
    facts = scenes.observed(frame, **scenes.FLAGS)
    view = decisions(facts, "test")
    assert view is not None
    judges = {
        "selection_rate": selection_rate,
        "accuracy": accuracy_score,
        "false_positive_rate": false_positive_rate,
        "false_negative_rate": false_negative_rate,
    }
    sex = frame["sex"].astype(object).where(frame["sex"].notna(), "unknown")
    features = pd.DataFrame({"sex": sex, "race": frame["race"]})
    rare = frame["race"].value_counts().loc[lambda counts: counts < 10].index
    features["race"] = features["race"].where(~features["race"].isin(rare), "rare group 1")
    for attributes in (["sex"], ["race"], ["sex", "race"]):
        frames = MetricFrame(metrics=judges, y_true=frame["label"], y_pred=frame["predicted"], sensitive_features=features[attributes])
        name = " & ".join(attributes)
        actual = {(r.group, r.metric): r.value for r in group_rates(view) if r.attribute == name}
        for group, row in frames.by_group.iterrows():
            text = " & ".join(group) if isinstance(group, tuple) else str(group)
            for metric in judges:
                value = actual.get((text, metric))
                if value is not None:
                    assert value == pytest.approx(row[metric], abs=1e-12)
        assert len(actual) >= len(attributes) * 2 * len(judges)


def test_without_labels_only_selection_is_a_rate() -> None:
    """No label, no error."""
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex",), [(("F", None, 1), 5), (("M", None, 0), 5)])), "test")
    assert view is not None

    actual = {rate.metric for rate in group_rates(view)}

    assert actual == {"selection_rate"}


def test_a_group_of_one_class_keeps_what_it_has() -> None:
    """Only negatives: a false positive rate, no true positive rate, as fairlearn alone would not say."""
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex",), scenes.cells("F", 0, 3, 0, 9))), "test")
    assert view is not None

    actual = {rate.metric: rate.value for rate in group_rates(view) if rate.group == "F"}

    assert tuple(actual[name] for name in ("false_positive_rate", "true_negative_rate", "true_positive_rate", "false_negative_rate")) == (
        0.25,
        0.75,
        None,
        None,
    )
    assert actual["precision"] == 0.0


def test_many_intersections_are_divided_to_the_same_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fairlearn says of each intersection, the counts say to 1e-12; groups nobody is in are left out."""
    rows: list[tuple[Keys, int]] = [
        ((f"s{place % 6}", f"r{place % 7}", place % 2, place // 2 % 2), 1 + place * 37 % 91) for place in range(84)
    ]
    rows.append((("s0", "nobody", 1, None), 5))
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex", "race"), rows)), "test")
    assert view is not None
    expected = {(r.metric, r.attribute, r.group): (r.value, r.counts) for r in group_rates(view)}
    monkeypatch.setattr("audit.metrics.decisions.MOST_JUDGED", 3)

    actual = {(r.metric, r.attribute, r.group): (r.value, r.counts) for r in group_rates(view)}

    assert list(expected) == list(actual)
    assert [counts for _, counts in expected.values()] == [counts for _, counts in actual.values()]
    assert [value for value, _ in actual.values()] == [
        None if value is None else pytest.approx(value, abs=1e-12) for value, _ in expected.values()
    ]
    assert not any("nobody" in group for _, attribute, group in actual if "&" in attribute)


def test_fairlearn_is_not_asked_for_thousands_of_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two attributes of 60 values: 121 places are judged, 3,600 are divided."""
    rows: list[tuple[Keys, int]] = [((f"s{a}", f"r{b}", 1, (a + b) % 2), 3) for a in range(60) for b in range(60)]
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex", "race"), rows)), "test")
    assert view is not None
    asked: list[int] = []

    def frame(_: object, groups: list[object], __: object) -> dict[tuple[str, int], float]:
        asked.append(len(groups))
        return {}

    monkeypatch.setattr("audit.metrics.judges._frame", frame)

    found = [rate for rate in group_rates(view) if rate.metric == "selection_rate"]

    assert (len(found), asked) == (3721, [121, 121])

"""Weighted rows: what fairlearn says of them, effective rows, and the same whole numbers however rows are cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.claims.design import unapplied
from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.metrics.decisions import KINDS, group_rates, rate_of
from audit.observe.engines.job import Job
from audit.observe.outcomes import OUTCOMES, Labels, Outcomes, decisions
from audit.observe.rows import counted
from audit.observe.scene import Scale, Settings
from audit.observe.stage import described
from audit.observe.strata import STRATA
from audit.observe.weights import MILLION, scale_of, weight_problems
from tests.observe import scenes

if TYPE_CHECKING:
    import pandas as pd

FLAGS: Mapping[str, Any] = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex,race", "weight": "weight"}
WITHIN = 1e-6
"""Weights are kept in millionths of the mean."""


def _people(rows: int = 3_000, seed: int = 3) -> pd.DataFrame:
    """Return people whose weights differ by more than a thousand times."""
    weight = np.random.default_rng(seed).lognormal(0, 1.2, rows)
    return scenes.people(rows, seed).assign(weight=weight)


def _facts(data: Any, wanted: Settings | None = None, **changes: Any) -> Facts:
    """Return the decisions of a table."""
    flags = {**FLAGS, **changes}
    with scenes.scene(data, wanted or Settings(min_cell=0), **flags) as one:
        flags.pop("model", None)
        return Facts(tuple(counted(one, [OUTCOMES])), described(scenes.subject(**flags), [one]))


def _view(facts: Facts) -> Outcomes:
    """Return the decisions of everybody."""
    view = decisions(facts, "test")
    assert view is not None
    return view


def _rates(facts: Facts) -> dict[tuple[str, str, str], float | None]:
    """Return every rate of every group."""
    return {(one.metric, one.attribute, one.group): one.value for one in group_rates(_view(facts))}


# ---------------------------------------------------------------------------------- the oracle


def test_weighted_rates_are_those_of_fairlearn() -> None:
    """MetricFrame with the rows and their weights, for every group and intersection; 1e-6, because weights are in millionths."""
    from fairlearn import metrics as fair
    from sklearn.metrics import accuracy_score, precision_score

    frame = _people().fillna({"sex": "unknown"})
    judges: dict[str, Any] = {
        "selection_rate": fair.selection_rate, "true_positive_rate": fair.true_positive_rate,
        "false_positive_rate": fair.false_positive_rate, "true_negative_rate": fair.true_negative_rate,
        "false_negative_rate": fair.false_negative_rate, "accuracy": accuracy_score, "precision": precision_score,
    }  # fmt: skip
    expected: dict[tuple[str, str, str], float] = {}
    for names in (["sex"], ["race"], ["sex", "race"]):
        weights = {name: {"sample_weight": frame["weight"]} for name in judges}
        by = fair.MetricFrame(
            metrics=judges, y_true=frame["label"], y_pred=frame["predicted"], sensitive_features=frame[names], sample_params=weights
        ).by_group
        for group, row in by.iterrows():
            expected |= {(name, " & ".join(names), group if isinstance(group, str) else " & ".join(group)): row[name] for name in judges}

    found = _rates(_facts(frame))
    actual = {key: found[key] for key in expected}

    assert actual == pytest.approx(expected, abs=WITHIN)
    assert max(abs(actual[key] - value) for key, value in expected.items()) < WITHIN / 10


@pytest.mark.parametrize("unit", [1.0, 1 / 3, 1e-7, 2.0**40, 190_000.0], ids=str)
def test_equal_weights_change_nothing(unit: float) -> None:
    """Whatever the weight, if all rows have it: rates and effective rows are the counted ones."""
    frame = _people(600).assign(weight=unit)
    plain = _view(_facts(frame, weight=None))
    expected = [(name, group.name, rate_of(metric, group)) for name, groups in plain.by() for group in groups for metric in KINDS]

    weighted = [(name, group) for name, groups in _view(_facts(frame)).by() for group in groups]
    actual = [(name, group.name, rate_of(metric, group)) for name, group in weighted for metric in KINDS]

    assert [(one[:2], one[2].hits, one[2].of) for one in expected] == [
        (one[:2], pytest.approx(one[2].hits, abs=1e-6), pytest.approx(one[2].of, abs=1e-6)) for one in actual
    ]
    assert all(group.weight(cell) == getattr(group, cell) for _, group in weighted for cell in ("rows", "selected", "tp"))


def test_effective_rows_are_those_of_the_linearised_variance() -> None:
    """The share p (1 - p) over the design-based variance of a weighted share, at most Kish's number, by hand; rows stay rows."""
    frame = _people()
    part = frame[frame["sex"] == "F"]
    share = np.average(part["predicted"], weights=part["weight"])
    variance = (part["weight"] ** 2 * (part["predicted"] - share) ** 2).sum() / part["weight"].sum() ** 2
    expected = min(share * (1 - share) / variance, part["weight"].sum() ** 2 / (part["weight"] ** 2).sum())

    group = next(group for name, groups in _view(_facts(frame)).by() if name == "sex" for group in groups if group.name == "F")
    actual = rate_of("selection_rate", group)

    assert actual.of == pytest.approx(expected, rel=1e-5)
    assert actual.hits / actual.of == pytest.approx(share, abs=WITHIN)
    assert group.rows == len(part) > 2 * actual.of


def test_a_weight_has_no_unit() -> None:
    """Ounces or pounds: the fact is the same to the last integer for powers of two, to a millionth otherwise."""
    frame = _people(800)
    expected = _facts(frame).tables[0]

    doubled = _facts(frame.assign(weight=frame["weight"] * 2**17)).tables[0]
    other = _facts(frame.assign(weight=frame["weight"] * 0.3)).tables[0]

    assert expected == doubled
    assert set(expected.rows) == set(other.rows)
    for keys, numbers in expected.rows.items():
        assert numbers == pytest.approx(other.rows[keys], abs=2)
    assert sum(one[1] for one in expected.rows.values()) == pytest.approx(800 * MILLION, abs=len(expected.rows))


# --------------------------------------------------------------------------- the same everywhere


class _Model:
    """A model that decides by a column."""

    classes_ = np.array([0, 1])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the stored decision."""
        return (frame["chance"].to_numpy() >= 0.5).astype(int)


@pytest.mark.parametrize("size", [7, 64, 1_000])
def test_asking_a_model_in_batches_weighs_the_same(size: int) -> None:
    """Any batch size, and answers that are stored, to the last integer."""
    frame = _people(300)
    expected = _facts(frame).tables[0]
    asked = frame.drop(columns=["predicted", "score"]).assign(chance=frame["score"])

    actual = _facts(asked, Settings(min_cell=0, batch_rows=size), model=_Model(), prediction=None).tables[0]

    assert expected == actual


def test_a_process_beside_this_one_gets_the_scale() -> None:
    """It would round weights in its own way."""
    from audit.load.models import Recipe

    with scenes.scene(_people(50), **FLAGS) as one:
        counting = replace(one.counting, scale=Scale(12, -3))
    job = Job(Recipe("m.skops", None, (), None, None, ()), None, counting, ("outcomes",), ())

    actual = Job.from_json(job.to_json())

    assert actual.counting.scale == Scale(12, -3)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weights=st.lists(st.one_of(st.floats(0, 1e100), st.floats(0, 10), st.just(1e100)), min_size=1, max_size=20))
def test_no_weights_are_too_large_for_a_sum(weights: list[float]) -> None:
    """Rounded weights and their squares add up to less than 2^62 over all rows, in whole numbers that a float holds."""
    rows, largest = len(weights), max(*weights, 1e-100)
    scale = scale_of(rows, largest)

    once = [int(np.floor(one * 2.0**scale.weight + 0.5)) for one in weights]
    twice = [int(np.floor(one * one * 2.0**scale.square + 0.5)) for one in weights]

    assert max(sum(once), sum(twice)) < 2**62
    assert max(*once, *twice, 0) <= 2**50
    assert scale.weight + np.log2(largest) >= 48


@pytest.mark.parametrize("rows", [1, 10**3, 10**7, 10**9])
def test_many_rows_leave_room_for_their_sum(rows: int) -> None:
    """The scale of ten million rows is coarser, by as much as their number."""
    scale = scale_of(rows, 1_484_705.0)

    assert rows * (1_484_705.0 * 2.0**scale.weight + 1) < 2**62
    assert rows * (1_484_705.0**2 * 2.0**scale.square + 1) < 2**62
    assert scale.weight >= 10


# --------------------------------------------------------------------------------- bad weights


BAD: dict[str, tuple[list[Any], str]] = {
    "text": (["1", "x"], "holds text, no numbers"),
    "booleans": ([True, False], "holds boolean, no numbers"),
    "missing": ([1.0, None], "is missing or no finite number in 30 rows"),
    "not-a-number": ([1.0, float("nan")], "is missing or no finite number in 30 rows"),
    "negative": ([1.0, -0.5], "is negative in 30 rows"),
    "minus-infinite": ([1.0, -inf], "in 30 rows"),
    "infinite": ([1.0, inf], "in 30 rows"),
    "huge": ([1, 10.0**101], "is larger than 1e100 in 30 rows"),
    "all-zero": ([0, 0], "is zero in every row"),
    "all-missing": ([None, float("nan")], "is missing or no finite number in 60 rows"),
}


@pytest.mark.parametrize(("values", "says"), BAD.values(), ids=BAD)
def test_a_weight_nobody_can_apply_is_refused(values: list[Any], says: str) -> None:
    """One problem that says what is wrong, in how many rows, and what to do."""
    frame = pa.table(
        {"weight": pa.array(values * 30, from_pandas=False), "sex": ["F", "M"] * 30, "label": [0, 1] * 30, "predicted": [0, 1] * 30}
    )
    with pytest.raises(BadInput) as caught:
        _facts(frame, protected="sex")

    (problem,) = caught.value.problems
    assert says in problem.what
    assert "'weight'" in problem.what
    assert problem.where == "--weight"
    assert problem.step.startswith("Give every row a number from 0 upwards")


def test_zero_and_large_weights_are_weights() -> None:
    """A row of no weight is no part of a rate; census weights of six digits and a few heavy rows are no problem."""
    frame = _people(400)
    frame["weight"] = np.where(frame["predicted"] == 1, 0, np.random.default_rng(1).integers(12_285, 1_484_705, 400))

    actual = {one.value for one in group_rates(_view(_facts(frame))) if one.metric == "selection_rate"}

    assert actual - {None} == {0.0}


def test_a_subject_without_weights_has_none() -> None:
    """There is nothing to check, and facts stay as they were."""
    with scenes.scene(_people(30), **{**FLAGS, "weight": None}) as one:
        problems = list(weight_problems(one.source, one.roles))

    assert problems == []
    assert _facts(_people(30), weight=None).tables[0].measures == ("n",)


# ------------------------------------------------------------------------------------- readers


def test_labels_and_samples_count_rows() -> None:
    """Weights are no rows: class balance and samples are about rows."""
    frame = _people(500)
    facts = scenes.observed(frame, Settings(min_cell=0, sample=200), **FLAGS)
    fact = facts.find("outcomes", "test")
    assert fact is not None
    rows = sum(numbers[0] for numbers in fact.rows.values())
    sample: Any = facts.about["sample"]

    assert sample["test"]["rows"] == rows
    assert 200 <= rows < 230
    labels = Labels.of(facts, "test")
    assert labels is not None
    assert labels.event + labels.other == rows


def test_what_weights_are_not_applied_to_is_said() -> None:
    """A reader must not take every number for a weighted one."""
    said = dict(unapplied(_facts(_people(60))))

    assert set(said) == {"weight"}
    assert "decisions and strata" in said["weight"]
    assert dict(unapplied(_facts(_people(60), weight=None))) == {}


def test_strata_are_weighted_too() -> None:
    """The same weights within strata: they add up to those of the decisions."""
    flags = {**FLAGS, "strata": "zip"}
    with scenes.scene(_people(400), Settings(min_cell=0), **flags) as one:
        outcomes, strata = counted(one, [OUTCOMES, STRATA])

    def folded(fact: Fact) -> Mapping[Any, Any]:
        return Fact.of("", "", (), fact.measures, [((*keys[:2], *keys[-2:]), numbers) for keys, numbers in fact.rows.items()]).rows

    expected, actual = folded(outcomes), folded(strata)
    assert set(expected) == set(actual)
    for keys, numbers in expected.items():
        assert numbers == pytest.approx(actual[keys], abs=40)

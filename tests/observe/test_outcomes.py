"""Decisions against pandas' crosstab, in every group and intersection; bands; pooled groups."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.core.fact import Facts
from audit.core.roles import Protected
from audit.observe.outcomes import Decisions, Labelled, Labels, Outcomes, decisions
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from audit.observe.stage import described
from tests.observe import scenes

ROW = [one for one in makers() if isinstance(one, RowWork)]
COUNTED = [one for one in ROW if one.name == "outcomes"]
FLAGS = {"label": "label", "prediction": "predicted", "positive": "1", "favourable": "0", "protected": "sex,race"}
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(["F", "M", None]), st.sampled_from(["a", "b", None]), st.sampled_from([0, 1, None]), st.sampled_from([0, 1, None])
    ),
    min_size=1,
    max_size=60,
)


def _facts(data: Any, wanted: Settings | None = None, **flags: Any) -> Facts:
    """Return the outcomes of a table, without any other fact."""
    with scenes.scene(data, wanted or Settings(min_cell=0), **flags) as one:
        return Facts(tuple(counted(one, COUNTED)), described(scenes.subject(**flags), [one]))


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine counts the decisions of every table."""
    table = pa.table({"sex": ["F"], "race": ["a"], "age": [1], "label": [1], "predicted": [1]})
    with scenes.scene(table, Settings(min_cell=0), **FLAGS) as one:
        yield one


def _counts(one: Scene) -> Facts:
    """Return the outcomes of a scene, without any other fact."""
    return Facts(tuple(counted(one, COUNTED)), described(scenes.subject(**FLAGS), [one]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=DECISIONS)
def test_groups_are_those_of_a_crosstab(stage: Scene, rows: list[tuple[Any, ...]]) -> None:
    """Every count of every group and intersection; missing groups are `unknown`, missing predictions no decision."""
    columns = [[row[place] for row in rows] for place in range(4)]
    table = pa.table({
        "sex": pa.array(columns[0], pa.string()), "race": pa.array(columns[1], pa.string()),
        "label": pa.array(columns[2], pa.int64()), "predicted": pa.array(columns[3], pa.int64()),
    })  # fmt: skip
    view = decisions(_counts(scenes.again(stage, table)), "test")
    frame = pd.DataFrame(dict(zip(("sex", "race", "label", "predicted"), columns, strict=True)), dtype=object)
    frame[["sex", "race"]] = frame[["sex", "race"]].where(frame[["sex", "race"]].notna(), "unknown")
    if frame["predicted"].isna().all():
        assert view is None
        return
    assert view is not None
    expected = {}
    for names in ([], ["sex"], ["race"], ["sex", "race"]):
        for group, part in frame.groupby(names) if names else [((), frame)]:
            decided = part[part["predicted"].notna()]
            cells = {
                pair: int(((decided["label"] == pair[0]) & (decided["predicted"] == pair[1])).sum())
                for pair in itertools.product((0, 1), repeat=2)
            }
            counts = (len(decided), int((decided["predicted"] == 0).sum()), cells[1, 1], cells[0, 1], cells[1, 0], cells[0, 0])
            expected[" & ".join(names), " & ".join(group)] = counts

    every = [("", view.everybody()), *((name, group) for name, groups in view.by() for group in groups)]
    actual = {(name, one.name): (one.rows, one.selected, one.tp, one.fp, one.fn, one.tn) for name, one in every}

    assert expected == actual


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ages=st.lists(st.one_of(st.none(), st.integers(0, 100), st.sampled_from([18, 25, 65])), min_size=1, max_size=40))
def test_bands_are_those_of_pandas_cut(stage: Scene, ages: list[int | None]) -> None:
    """Closed below, open above; a missing number is unknown."""
    item = Protected("age", (18, 25, 65))
    table = pa.table({"age": pa.array(ages, pa.int64()), "label": [1] * len(ages), "predicted": [1] * len(ages)})
    one = scenes.again(stage, table)
    (fact,) = counted(replace(one, roles=replace(one.roles, protected=(item,))), COUNTED)
    edges = [-1e9, 18, 25, 65, 1e9]
    cut = pd.cut(pd.Series(ages, dtype=float), edges, right=False, labels=item.labels()).astype(object)
    expected = cut.where(cut.notna(), "unknown").value_counts().to_dict()

    actual = {keys[0]: n for keys, (n,) in fact.rows.items()}

    assert expected == actual


def test_rare_groups_are_pooled_by_name_and_unknown_is_not() -> None:
    """Nine rows of `x` and eight of `y` are one pool; a few unknown stay unknown."""
    sex = ["F"] * 30 + ["x"] * 9 + ["y"] * 8 + [None] * 3
    table = pa.table({"sex": sex, "label": [0, 1] * 25, "predicted": [1] * 50})
    flags = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex"}

    fact = _facts(table, Settings(min_cell=10), **flags).tables[0]
    rows = {name: sum(n for keys, (n,) in fact.rows.items() if keys[0] == name) for name in sorted({str(keys[0]) for keys in fact.rows})}

    assert rows == {"F": 30, "rare group 1": 17, "unknown": 3}


def test_an_intersection_of_pooled_groups_adds_up() -> None:
    """Pooling happens by column, over all rows."""
    rows = [((sex, "a", 1, 1), 6) for sex in "xy"] + [(("F", "a", 1, 1), 50)]
    fact = scenes.outcome_fact(("sex", "race"), rows)
    with scenes.scene(pa.table({"sex": ["F"], "race": ["a"], "label": [1]}), protected="sex,race", label="label", favourable="1") as one:
        closed = COUNTED[0].close(
            fact.of(fact.name, fact.dataset, fact.keys, fact.measures, [((*k[:2], "1", "1"), n) for k, n in fact.rows.items()]), one
        )

    actual = {keys[:2]: n[0] for keys, n in closed.rows.items()}

    assert actual == {("F", "a"): 50, ("rare group 1", "a"): 12}


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [([0.2, 0.5, 0.7, None], [(0, 1), (1, 2), (None, 1)]), ([0.0, 0.499999, 1.0, None], [(0, 2), (1, 1), (None, 1)])],
    ids=["half-is-the-event", "below-is-not"],
)
def test_a_score_decides_from_one_half(predicted: list[float | None], expected: list[tuple[int | None, int]]) -> None:
    """Without a prediction column the score is cut; a missing score decides nothing."""
    table = pa.table({"label": [1, 1, 0, 0], "score": predicted})
    fact = _facts(table, label="label", score="score", positive="1", favourable="0").tables[0]
    counts: dict[Any, int] = {}
    for keys, (n,) in fact.rows.items():
        counts[keys[-1]] = counts.get(keys[-1], 0) + n

    assert dict(expected) == counts


@pytest.mark.parametrize(
    ("labels", "positive"),
    [
        pytest.param(["yes", "no"], "yes", id="text"),
        pytest.param([True, False], "true", id="boolean"),
        pytest.param([1.0, 0.0], "1", id="decimal"),
        pytest.param([1, 0], "1", id="integer"),
    ],
)
def test_values_are_told_apart_however_they_are_written(labels: list[Any], positive: str) -> None:
    """1, 1.0 and true mean what the subject says they mean."""
    table = pa.table({"label": labels * 20, "predicted": labels * 20, "sex": ["F", "M"] * 20})
    view = Outcomes.of(_facts(table, label="label", prediction="predicted", favourable=positive, protected="sex"), "test")
    assert view is not None

    assert [(group.name, group.tp, group.tn) for _, groups in view.by() for group in groups] == [("F", 20, 0), ("M", 0, 20)]


VIEWS = (Outcomes, Labelled, Decisions, Labels)


@pytest.mark.parametrize(
    ("rows", "attributes", "expected"),
    [
        pytest.param([(("F", 1, 1), 5)], ("sex",), (True, True, True, True), id="everything"),
        pytest.param([((1, 1), 5)], (), (False, False, True, True), id="no-protected-column"),
        pytest.param([(("F", None, 1), 5)], ("sex",), (True, False, False, False), id="no-label"),
        pytest.param([(("F", 1, None), 5)], ("sex",), (False, False, False, True), id="no-prediction"),
        pytest.param([], ("sex",), (False, False, False, False), id="no-rows"),
    ],
)
def test_a_view_is_there_where_its_columns_are(rows: Any, attributes: tuple[str, ...], expected: tuple[bool, ...]) -> None:
    """A rule reads only what was declared and is there."""
    facts = scenes.facts_of(scenes.outcome_fact(attributes, rows))

    actual = tuple(view.of(facts, "test") is not None for view in VIEWS)

    assert expected == actual


def test_labels_are_counted_with_and_without_a_prediction() -> None:
    """Events, others, unknown."""
    view = Labels.of(scenes.facts_of(scenes.outcome_fact((), [((1, None), 3), ((1, 1), 4), ((0, 0), 5), ((None, 1), 6)])), "test")

    assert view == Labels("test", 7, 5, 6)


def test_a_missing_dataset_has_no_view() -> None:
    """Facts of another dataset are not this one's."""
    facts = scenes.facts_of(scenes.outcome_fact((), [((1, 1), 3)]))

    assert [view.of(facts, "train") for view in VIEWS] == [None] * 4


def test_a_model_is_not_asked_twice_about_training_data() -> None:
    """Where a test set is there, the training set has labels and no decisions."""
    frame = scenes.people(60)
    flags = {"label": "label", "prediction": "predicted", "favourable": "1", "protected": "sex"}
    from audit.observe.run import observe
    from audit.observe.stage import InHand, staged

    about = scenes.subject(**flags)
    with staged(about, InHand({"train": frame.drop(columns="sex"), "test": frame}), Settings(), scenes.MEANS) as both:
        facts = observe(both, described(about, both))

    assert (decisions(facts, "train"), decisions(facts, "test") is not None) == (None, True)
    assert Labels.of(facts, "train") is not None


def test_no_dataset_is_bad_input() -> None:
    """Nothing to look at."""
    from audit.observe.stage import InHand, staged

    with pytest.raises(BadInput, match="no dataset is declared"), staged(scenes.subject(), InHand(), Settings(), scenes.MEANS):
        pass

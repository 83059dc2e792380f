"""Decisions within strata against pandas' crosstab; rare values are one, missing ones are unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts
from audit.observe.declared import check_declared
from audit.observe.outcomes import OUTCOMES
from audit.observe.rows import counted
from audit.observe.scene import Settings
from audit.observe.stage import described
from audit.observe.strata import STRATA, Strata
from tests.observe import scenes

FLAGS: Mapping[str, Any] = {"label": "label", "prediction": "predicted", "favourable": "0", "positive": "1", "protected": "sex,race"}


def _people(rows: int = 500) -> pd.DataFrame:
    """Return people of some levels, some of whom have none."""
    draw = np.random.default_rng(4)
    level = pd.Series(draw.choice([1.0, 2.0, 2.5], rows)).mask(draw.random(rows) < 0.1)
    return scenes.people(rows).assign(level=level, branch=draw.choice(["x & y", "z"], rows))


def _facts(frame: Any, wanted: Settings | None = None, **changes: Any) -> Facts:
    """Return decisions, and decisions within strata."""
    flags = {**FLAGS, "strata": "level,branch", **changes}
    with scenes.scene(frame, wanted or Settings(min_cell=0), **flags) as one:
        return Facts(tuple(counted(one, [OUTCOMES, STRATA])), described(scenes.subject(**flags), [one]))


def _view(facts: Facts) -> Strata:
    """Return the view."""
    view = Strata.of(facts, "test")
    assert view is not None
    return view


def test_lines_are_those_of_a_crosstab() -> None:
    """Groups, both columns of strata, label, prediction; a whole number is written without a point."""
    frame = _people()
    text = frame.assign(sex=frame["sex"].fillna("unknown"), level=frame["level"].map({1.0: "1", 2.0: "2", 2.5: "2.5"}).fillna("unknown"))
    expected = text.groupby(["sex", "race", "level", "branch", "label", "predicted"]).size().to_dict()

    fact = _facts(frame).tables[1]

    assert fact.keys == ("sex", "race", "level", "branch", "actual", "predicted")
    assert expected == {keys: n for keys, (n,) in fact.rows.items()}


@pytest.mark.parametrize("columns", [("level",), ("branch",), ("level", "branch")], ids="+".join)
def test_groups_within_strata_add_up_to_all(columns: tuple[str, ...]) -> None:
    """Every count of every group, over the strata of one column or of both."""
    view = _view(_facts(_people()))
    assert view.decided is not None
    expected = {
        group.name: (group.rows, group.selected, group.tp, group.fn) for _, some in view.decided.cells(["sex & race"]) for group in some
    }

    actual: dict[str, tuple[int, ...]] = dict.fromkeys(expected, (0, 0, 0, 0))
    names = []
    for name, outcomes in view.within(columns):
        names.append(name)
        for _, some in outcomes.cells(["sex & race"]):
            for group in some:
                sums = zip(actual[group.name], (group.rows, group.selected, group.tp, group.fn), strict=True)
                actual[group.name] = tuple(a + b for a, b in sums)

    assert expected == actual
    assert len(names) == len(set(names)) == {1: 4, 2: 8}.get(len(columns), 0) - 2 * (columns == ("branch",))


def test_each_column_is_held_fixed_alone_and_all_together() -> None:
    """Two columns are three questions, one is one."""
    view = _view(_facts(_people()))

    assert view.sets() == (("level",), ("branch",), ("level", "branch"))
    assert [view.named(one) for one in view.sets()] == ["level", "branch", "level & branch"]
    assert _view(_facts(_people(), strata="level")).sets() == (("level",),)
    assert "x && y" in " ".join(name for name, _ in view.within(("level", "branch")))


def test_labels_are_decisions_that_are_always_right() -> None:
    """A label counts whether or not there is a prediction beside it."""
    frame = _people()
    frame["predicted"] = frame["predicted"].astype("Int64").mask(np.arange(len(frame)) % 2 == 0)
    view = _view(_facts(frame))
    everybody = [outcomes.everybody() for _, outcomes in view.within(("branch",), labels=True)]

    assert sum(one.rows for one in everybody) == len(frame)
    assert sum(one.selected for one in everybody) == (frame["label"] == 0).sum()
    assert sum(outcomes.everybody().rows for _, outcomes in view.within(("branch",))) == frame["predicted"].notna().sum()


def test_labels_without_decisions_have_strata() -> None:
    """Before any model there are labels."""
    view = _view(_facts(_people(), prediction=None))

    assert view.decided is None
    assert list(view.within(("level",))) == []
    assert len(list(view.within(("level",), labels=True))) == 4


def test_rare_values_are_one_stratum() -> None:
    """Values that few rows share have no name, in strata as in groups; unknown keeps its own."""
    frame = _people(300)
    frame["level"] = pd.Series(["a"] * 285 + ["secret1"] * 5 + ["secret2"] * 6 + [None] * 4)

    fact = _facts(frame, Settings(min_cell=10)).tables[1]
    rows = pd.Series({keys: n for keys, (n,) in fact.rows.items()}).groupby(level=2).sum().to_dict()

    assert rows == {"a": 285, "rare group 1": 11, "unknown": 4}


def test_parts_add_up_as_the_whole() -> None:
    """Counts of any parts, in any order."""
    table = pa.Table.from_pandas(_people(), preserve_index=False)
    flags = {**FLAGS, "strata": "level,branch"}
    parts: list[Fact] = []
    for start in (0, 123, 321):
        with scenes.scene(table.slice(start, {0: 123, 123: 198, 321: 179}[start]), Settings(min_cell=0), **flags) as one:
            parts += counted(one, [STRATA])

    assert _facts(table).tables[1] == parts[2].merge(parts[0]).merge(parts[1])


BAD = {
    "no-value": ("empty", "holds no value at all"),
    "too-many": ("income", "has 500 different values"),
    "a-name-like-several": ("a & b", "cannot be told from several"),
    "no-column": ("levle", "there is no column 'levle' in test"),
}


@pytest.mark.parametrize(("column", "says"), BAD.values(), ids=BAD)
def test_a_column_that_makes_no_strata_is_refused(column: str, says: str) -> None:
    """Nobody is alike in it, or nothing is there."""
    frame = _people().assign(empty=None, income=range(500)).assign(**{"a & b": "x"})
    frame["empty"] = pd.array([None] * 500, dtype="str")
    with scenes.scene(frame, **{**FLAGS, "strata": column}) as one, pytest.raises(BadInput, match=says) as caught:
        check_declared(one.source, one.roles, Settings(), decided=True)

    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].step


def test_without_strata_or_groups_there_is_no_fact() -> None:
    """Nothing to hold fixed, or nobody to compare."""
    scene_flags = [{"strata": ""}, {"protected": ""}, {"label": None, "prediction": None}]
    found = []
    for changes in scene_flags:
        with scenes.scene(_people(), **{**FLAGS, "strata": "level", **changes}) as one:
            found.append(STRATA.applies(one))

    assert found == [False, False, False]
    assert Strata.of(scenes.facts_of(), "test") is None

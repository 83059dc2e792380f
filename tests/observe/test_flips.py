"""Do flips count what a model owes to the protected attribute, and nothing else?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Fact
from audit.load.models import Model, model_in_hand
from audit.load.predictor import Predictor
from audit.observe import flips
from audit.observe.flips import FLIPS, Flips
from audit.observe.scene import Settings
from tests.observe import scenes

ROWS = 400
FRAME = pd.DataFrame({
    "sex": ["F", "M"] * (ROWS // 2),
    "race": [("a", "b", "c", "c")[place // 2 % 4] for place in range(ROWS)],
    "age": [20 + place % 50 for place in range(ROWS)],
    "income": np.arange(ROWS) * 10.0,
    "label": [0, 1] * (ROWS // 2),
})  # fmt: skip
ROLES = {"label": "label", "favourable": "1", "protected": "sex,race"}


def _asking(features: tuple[str, ...] | None, decides: Callable[[pd.DataFrame], Any], withheld: tuple[str, ...] = ("label",)) -> Model:
    """Return a model that reads these columns, or is shown the whole table."""
    predictor = Predictor("f", features, None, lambda frame: (np.asarray(decides(frame)).astype(int), None), None, frozenset(withheld))
    return Model("function", None, "f", (), (), predictor)


def _fact(model: Model | None, frame: Any = FRAME, wanted: Settings | None = None, **flags: Any) -> Fact | None:
    """Return the fact of a model."""
    with scenes.scene(frame, wanted or Settings(), **{**ROLES, **flags}) as one:
        return FLIPS.make(replace(one, model=model), {})


def _rows(model: Model, frame: Any = FRAME, wanted: Settings | None = None, **flags: Any) -> dict[Any, Any]:
    """Return the rows of the fact."""
    fact = _fact(model, frame, wanted, **flags)
    assert fact is not None
    return dict(fact.rows)


def test_a_model_of_the_attribute_flips_everybody_and_says_which_way() -> None:
    """Men are selected: every woman would gain as a man, every man would lose as a woman."""
    rows = _rows(_asking(("sex", "income"), lambda frame: frame["sex"] == "M"), protected="sex")

    assert rows == {
        ("sex", "F", "M", "given"): (200, 200, 200, 0),
        ("sex", "F", "*", "given"): (200, 200, 200, 0),
        ("sex", "M", "F", "given"): (200, 200, 0, 200),
        ("sex", "M", "*", "given"): (200, 200, 0, 200),
    }


def test_a_model_that_is_given_the_attribute_and_does_not_use_it_flips_nobody() -> None:
    rows = _rows(_asking(("sex", "income"), lambda frame: frame["income"] > 1000), protected="sex")

    assert set(rows.values()) == {(200, 0, 0, 0)}


def test_a_model_that_is_not_given_the_attribute_does_not_read_it() -> None:
    """Nothing is asked; the rows are all of the data."""
    rows = _rows(_asking(("income",), lambda frame: frame["income"] > 1000))

    assert rows == {("sex", "", "", "not given"): (ROWS, 0, 0, 0), ("race", "", "", "not given"): (ROWS, 0, 0, 0)}


@pytest.mark.parametrize(("withheld", "given"), [(("label",), "shown"), (("label", "sex"), "not given")])
def test_a_function_is_shown_what_is_not_withheld(withheld: tuple[str, ...], given: str) -> None:
    rows = _rows(_asking(None, lambda frame: frame["income"] > 1000, withheld), protected="sex")

    assert {keys[3] for keys in rows} == {given}


def test_any_other_group_counts_a_person_once() -> None:
    """Only group a is selected: b as a gains, b as c does not; a loses as either."""
    rows = _rows(_asking(("race",), lambda frame: frame["race"] == "a"), protected="race")

    assert rows["race", "b", "*", "given"] == (100, 100, 100, 0)
    assert (rows["race", "b", "a", "given"], rows["race", "b", "c", "given"]) == ((100, 100, 100, 0), (100, 0, 0, 0))
    assert rows["race", "a", "*", "given"] == (100, 100, 0, 100)


def test_a_number_is_moved_to_the_median_of_the_other_band() -> None:
    """Ages 45 to 69, each in 8 of 200 rows: the median of the band is 57; the model draws its line at 57."""
    rows = _rows(_asking(("age",), lambda frame: frame["age"] >= 57), protected="age:45")
    younger, older = ("age", "<45", ">=45", "given"), ("age", ">=45", "<45", "given")

    assert rows[younger] == (200, 200, 200, 0)
    assert rows[older] == (200, 8 * 13, 0, 8 * 13)


def test_unknown_and_rare_groups_are_left_alone() -> None:
    frame = FRAME.assign(sex=FRAME.sex.mask(FRAME.index % 10 == 0))
    frame.loc[1:3, "sex"] = "X"
    rows = _rows(_asking(("sex",), lambda one: one["sex"].eq("M").fillna(value=False)), frame, protected="sex")

    assert {keys[1] for keys in rows} == {"F", "M"}
    assert sum(rows["sex", name, "*", "given"][0] for name in "FM") == int(frame.sex.isin(["F", "M"]).sum())


def test_one_group_has_no_other() -> None:
    rows = _rows(_asking(("sex",), lambda frame: frame["sex"] == "M"), FRAME.assign(sex="F"), protected="sex")

    assert rows == {("sex", "", "", "alone"): (ROWS, 0, 0, 0)}


def test_a_model_may_refuse_rows_that_nobody_ever_was() -> None:
    """What it refuses is counted as refused, and so is any other group where one of them is."""

    def decides(frame: pd.DataFrame) -> Any:
        if (frame["race"] == "a").all():
            raise ValueError
        return frame["race"] == "b"

    rows = _rows(_asking(("race",), decides), protected="race")

    assert rows["race", "b", "a", "refused"] == (100, 0, 0, 0)
    assert rows["race", "b", "c", "given"] == (100, 100, 0, 100)
    assert rows["race", "b", "*", "refused"] == (100, 0, 0, 0)
    assert rows["race", "a", "*", "given"][1] == 100


def test_it_works_on_a_fitted_pipeline_with_truth_values() -> None:
    """A column of truth values keeps its kind; the model of a real library sees what it was fitted on."""
    from sklearn.tree import DecisionTreeClassifier

    frame = pd.DataFrame({"member": FRAME.sex == "M", "income": FRAME.income, "label": (FRAME.sex == "M").astype(int)})
    fitted = DecisionTreeClassifier(random_state=0).fit(frame[["member", "income"]], frame["label"])
    rows = _rows(model_in_hand(fitted, "1"), frame, protected="member")

    assert rows["member", "false", "true", "given"] == (200, 200, 200, 0)


def test_order_and_batches_have_no_say() -> None:
    model = _asking(("sex", "age"), lambda frame: (frame["sex"] == "M") & (frame["age"] > 30))
    expected = _fact(model, protected="sex,age:45")

    actual = _fact(model, FRAME.sample(frac=1, random_state=2), Settings(batch_rows=7), protected="sex,age:45")

    assert expected == actual


def test_a_sample_is_asked_where_there_are_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flips, "MOST_ROWS", 100)
    rows = _rows(_asking(("sex",), lambda frame: frame["sex"] == "M"), protected="sex")

    assert sum(numbers[0] for keys, numbers in rows.items() if keys[2] == "*") == 100


@pytest.mark.parametrize("flags", [{"protected": None}, {"task": "regression", "favourable": None}], ids=["nobody-protected", "numbers"])
def test_nothing_is_asked_where_there_is_nothing_to_ask(flags: dict[str, Any]) -> None:
    assert _fact(_asking(("sex",), lambda frame: frame["sex"] == "M"), **flags) is None


def test_nothing_is_asked_without_a_model() -> None:
    assert _fact(None) is None


def test_the_view_reads_what_the_fact_says() -> None:
    fact = _fact(_asking(("sex",), lambda frame: frame["sex"] == "M"))
    assert fact is not None
    view = Flips.of(scenes.facts_of(fact), "test")
    assert view is not None

    actual = [(one.attribute, one.group, one.to, one.given, one.flipped) for one in view.found if one.to in {"*", ""}]

    assert view.attributes == ("race", "sex")
    assert actual == [("race", "", "", "not given", 0), ("sex", "F", "*", "given", 200), ("sex", "M", "*", "given", 200)]

"""Several classes: scikit-learn's and fairlearn's numbers, and the class that nobody has or nobody is predicted to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics as judges

from audit.core.fact import Facts
from audit.core.measurement import Rate, Spread
from audit.core.metric import Value
from audit.metrics.classes import FAMILY, POOLED_CLASS
from audit.metrics.compared import Compared
from audit.observe.classes import NAME, OTHER_RARE, RARE_CLASS, Classes
from audit.observe.outcomes import Outcomes
from audit.observe.scene import Settings
from audit.statistics.interval import interval_of
from tests.observe import scenes

FLAGS: dict[str, Any] = {"label": "y", "prediction": "p", "protected": "sex", "task": "multiclass"}


def _flowers(rows: int = 600, seed: int = 1) -> pd.DataFrame:
    """Return rows of three classes, most of them predicted right, and a class that only the model knows."""
    draw = np.random.default_rng(seed)
    y = draw.choice(["setosa", "versicolor", "virginica"], rows, p=[0.5, 0.3, 0.2])
    p = np.where(draw.random(rows) < 0.7, y, draw.choice(["setosa", "versicolor", "virginica", "weed"], rows))
    return pd.DataFrame({"sex": draw.choice(["F", "M"], rows), "y": y, "p": p})


def _values(facts: Facts, **compared: Any) -> dict[tuple[str, str, str | None], Value]:
    """Return every number by metric, group and class."""
    return {(one.metric, one.group, one.by): one for one in FAMILY.measure(facts, "test", Compared(**compared))}


@pytest.fixture(scope="module")
def flowers() -> dict[tuple[str, str, str | None], Value]:
    """Measure the flowers once."""
    return _values(scenes.observed(_flowers(), **FLAGS))


ONE_CLASS: dict[str, Any] = {
    "class_recall": lambda y, p, name: judges.recall_score(y == name, p == name),
    "class_precision": lambda y, p, name: judges.precision_score(y == name, p == name),
    "class_false_positive_rate": lambda y, p, name: float(((p == name) & (y != name)).sum() / (y != name).sum()),
    "class_selection_rate": lambda y, p, name: float((p[y.index] == name).mean()),
}


@pytest.mark.parametrize("metric", ONE_CLASS)
@pytest.mark.parametrize("name", ["setosa", "versicolor", "virginica"])
def test_one_class_against_the_rest(name: str, metric: str, flowers: dict[tuple[str, str, str | None], Value]) -> None:
    """Of everybody and of each group, to the bit; the class stands in `by`."""
    frame = _flowers()
    for group, rows in (("", frame), *frame.groupby("sex")):
        expected = ONE_CLASS[metric](rows.y, rows.p, name)

        assert flowers[metric, group, f"class = {name}"].value == pytest.approx(expected, abs=1e-12), group


MEANS = {
    "recall_macro": judges.balanced_accuracy_score,
    "f1_macro": lambda y, p: judges.f1_score(y, p, average="macro"),
    "multiclass_accuracy": judges.accuracy_score,
}


@pytest.mark.filterwarnings("ignore:y_pred contains classes")
@pytest.mark.parametrize("metric", MEANS)
def test_means_over_classes_are_those_of_scikit_learn(metric: str, flowers: dict[tuple[str, str, str | None], Value]) -> None:
    """With an interval around them."""
    frame = _flowers()
    for group, rows in (("", frame), *frame.groupby("sex")):
        value = flowers[metric, group, None]
        interval = interval_of(value.counts, value.value, 0.95)

        assert value.value == pytest.approx(MEANS[metric](rows.y, rows.p), abs=1e-12)
        assert interval is not None
        assert interval.low < (value.value or 0.0) < interval.high


def test_a_class_that_only_the_model_knows_has_no_recall(flowers: dict[tuple[str, str, str | None], Value]) -> None:
    """Its precision is 0, which is a number; its recall is none, and the gap of it stays open."""
    by = "class = weed"

    assert flowers["class_recall", "", by].reason == "not estimable: no row of the class (n=600)"
    assert flowers["class_precision", "", by].value == 0.0
    assert flowers["class_recall_difference", "", by].reason == "not estimable: F: no row of the class"


def test_a_class_that_nobody_is_predicted_to_be_has_no_precision() -> None:
    """Its recall is 0, which is a number."""
    frame = _flowers().assign(p=lambda one: one.p.where(one.p != "virginica", "setosa"))
    values = _values(scenes.observed(frame, **FLAGS))

    assert values["class_precision", "", "class = virginica"].reason == "not estimable: nobody is predicted to be it (n=600)"
    assert values["class_recall", "", "class = virginica"].value == 0.0


def test_gaps_are_the_largest_minus_the_smallest(flowers: dict[tuple[str, str, str | None], Value]) -> None:
    """With the counts of all groups, for a simultaneous interval."""
    by = "class = setosa"
    rates = [flowers["class_recall", group, by] for group in ("F", "M")]
    gap = flowers["class_recall_difference", "", by]

    assert gap.value == pytest.approx(abs((rates[0].value or 0) - (rates[1].value or 0)))
    assert gap.counts == Spread(tuple(one.counts for one in rates if isinstance(one.counts, Rate)))


def test_rare_classes_are_pooled_and_never_look_right() -> None:
    """Two rare classes taken for each other are one name, and stay wrong."""
    frame = pd.DataFrame({"sex": ["F"] * 104, "y": ["a", "b"] * 50 + ["c", "c", "d", "d"], "p": ["a", "b"] * 50 + ["c", "d", "c", "d"]})
    facts = scenes.observed(frame, **FLAGS)
    fact = facts.find(NAME, "test")
    assert fact is not None
    rare = {keys[1:]: numbers[0] for keys, numbers in fact.rows.items() if keys[1] not in {"a", "b"}}
    values = _values(facts)

    assert rare == {(RARE_CLASS, RARE_CLASS): 2, (RARE_CLASS, OTHER_RARE): 2}
    assert values["multiclass_accuracy", "", None].value == pytest.approx(102 / 104)
    assert values["recall_macro", "", None].reason == POOLED_CLASS
    assert values["class_recall", "", f"class = {RARE_CLASS}"].detail == POOLED_CLASS


def test_a_favourable_class_is_also_judged_against_the_rest() -> None:
    """The decisions fact of that class: selection and errors as of any decision; without one there is none."""
    frame = _flowers()
    view = Outcomes.of(scenes.observed(frame, favourable="setosa", **FLAGS), "test")
    plain = scenes.observed(frame, **FLAGS)
    assert view is not None

    groups = {group.name: (group.selected, group.tp) for group in next(view.by(("sex",)))[1]}
    expected = {
        name: (int((rows.p == "setosa").sum()), int(((rows.p == "setosa") & (rows.y == "setosa")).sum()))
        for name, rows in frame.groupby("sex")
    }

    assert expected == groups
    assert plain.find("outcomes", "test") is None
    assert Classes.of(plain, "test") is not None


def test_a_classifier_of_several_classes_can_be_asked() -> None:
    """The same fact as of its stored answers."""
    from sklearn.tree import DecisionTreeClassifier

    frame = _flowers().assign(z=lambda one: np.arange(len(one)) % 17)
    model = DecisionTreeClassifier(max_depth=3, random_state=0).fit(frame[["z"]], frame["y"])
    stored = scenes.observed(frame.assign(p=model.predict(frame[["z"]])), **FLAGS)

    asked = scenes.observed(frame.drop(columns="p"), Settings(batch_rows=53), model=model, **{**FLAGS, "prediction": None})

    assert stored.find(NAME, "test") == asked.find(NAME, "test")

"""Four tasks: what each needs of the data, what it has no use for, and which facts it makes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.errors import BadInput
from tests.observe import scenes

ROWS = 120
DRAW = np.random.default_rng(5)
FRAME = pd.DataFrame({
    "sex": ["F", "M"] * (ROWS // 2),
    "kind": ["a", "b", "c"] * (ROWS // 3),
    "said": ["a", "c", "b"] * (ROWS // 3),
    "amount": DRAW.normal(100, 20, ROWS),
    "guess": DRAW.normal(100, 20, ROWS),
    "yes": [0, 1] * (ROWS // 2),
    "chance": DRAW.random(ROWS),
    "logit": DRAW.normal(0, 3, ROWS),
    "same": [7.0] * ROWS,
    "one": ["a"] * ROWS,
    "endless": [1e300] + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0] * 17,
    "nothing": pd.array([None] * ROWS, dtype="Float64"),
    "weight": [1.0, 2.0] * (ROWS // 2),
    "many": [f"c{place}" for place in range(ROWS)],
})  # fmt: skip
MULTI = {"task": "multiclass", "label": "kind", "prediction": "said", "protected": "sex"}
NUMBER = {"task": "regression", "label": "amount", "prediction": "guess", "protected": "sex"}
RANK = {"task": "ranking", "score": "logit", "protected": "sex"}
COUNTED = ("outcomes", "classes", "residuals", "scores")

MAKES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "several classes": (MULTI, {"classes"}),
    "a favourable class": ({**MULTI, "favourable": "a"}, {"classes", "outcomes"}),
    "classes without predictions": ({**MULTI, "prediction": None}, {"classes"}),
    "numbers": (NUMBER, {"residuals"}),
    "a label of numbers alone": ({**NUMBER, "prediction": None}, set()),
    "a ranking": (RANK, {"scores"}),
    "a ranking with a label": ({**RANK, "label": "yes", "favourable": "1"}, {"scores"}),
}


@pytest.mark.parametrize(("flags", "expected"), MAKES.values(), ids=MAKES)
def test_each_task_makes_its_facts(flags: dict[str, Any], expected: set[str]) -> None:
    """And no decisions where nobody decides; the task stands beside the roles."""
    facts = scenes.observed(FRAME.drop(columns=["nothing", "endless"]), **flags)
    roles: Any = facts.about["roles"]

    assert {fact.name for fact in facts.tables if fact.rows and fact.name in COUNTED} == expected
    assert roles["task"] == flags["task"]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no such task": ({**MULTI, "task": "multclass"}, "--task: there is no task 'multclass'. Did you mean 'multiclass'?"),
    "numbers of text": ({**NUMBER, "label": "kind"}, "the label 'kind' holds text, task regression needs a number"),
    "predicted text": ({**NUMBER, "prediction": "said"}, "the prediction 'said' holds text, task regression needs a number"),
    "no number at all": ({**NUMBER, "label": "nothing"}, "the label 'nothing' holds no value at all"),
    "endless numbers": (
        {**NUMBER, "prediction": "endless"},
        "the prediction 'endless' holds numbers beyond 1e+90, too large to be added up",
    ),
    "one number": ({**NUMBER, "label": "same"}, "the label 'same' is the same number in every row"),
    "numbers without a label": ({**NUMBER, "label": None}, "task regression compares predicted numbers with true ones"),
    "a favourable number": (
        {**NUMBER, "favourable": "100"},
        "--favourable: task regression predicts a number, and no number is favourable",
    ),
    "numbers with a score": ({**NUMBER, "score": "chance"}, "--score: task regression has no score"),
    "weighted numbers": (
        {**NUMBER, "weight": "weight"},
        "--weight: row weights are counted for yes-or-no decisions, not for task regression",
    ),
    "one class": ({**MULTI, "label": "one"}, "the label 'one' has one class only"),
    "too many classes": ({**MULTI, "label": "many"}, "the label 'many' has more than 100 classes"),
    "classes with fractions": ({**MULTI, "prediction": "chance"}, "the prediction 'chance' holds numbers with fractions, not classes"),
    "a class that nobody has": ({**MULTI, "favourable": "z"}, "the declared value 'z' does not occur in 'kind'"),
    "two classes against the rest": ({**MULTI, "favourable": "a", "positive": "b"}, "one class against the rest, and two are named"),
    "a score names no class": ({**MULTI, "prediction": None, "score": "chance"}, "the score 'chance' alone names none of several classes"),
    "a predicted order": ({**RANK, "prediction": "yes"}, "--prediction: task ranking is by score, not by prediction"),
    "an order of text": ({**RANK, "score": "kind"}, "the score 'kind' is not a number"),
    "an order of three labels": ({**RANK, "label": "kind", "favourable": "a"}, "'kind' has 3 values, a decision has two"),
}


@pytest.mark.parametrize(("flags", "said"), BAD.values(), ids=BAD)
def test_what_a_task_has_no_use_for_is_refused(flags: dict[str, Any], said: str) -> None:
    """One clear problem, and a step."""
    with pytest.raises(BadInput) as caught:
        scenes.observed(FRAME, **flags)

    assert [said in str(problem) for problem in caught.value.problems] == [True], str(caught.value)
    assert all(problem.step for problem in caught.value.problems)


class _Answers:
    """A model in hand that gives the same answers whatever it is asked."""

    def __init__(self, answers: Any, classes: Any = None) -> None:
        """Keep the answers, and the classes where it has some."""
        self.answers = answers
        self.feature_names_in_ = np.array(["chance"])
        if classes is not None:
            self.classes_ = np.array(classes)

    def predict(self, frame: pd.DataFrame) -> Any:
        """Return them."""
        return np.resize(np.asarray(self.answers), len(frame))


ASKED = {
    "a classifier of numbers": (_Answers([1, 0], [0, 1]), NUMBER, "the model gives classes, not numbers. Leave out task: regression"),
    "texts for numbers": (_Answers(["a", "b"]), NUMBER, "the model gives classes, not numbers. Leave out task: regression"),
    "a number that is none": (_Answers([1.0, np.nan]), NUMBER, "the model gives no finite number for some rows"),
    "an endless number": (_Answers([1.0, np.inf]), NUMBER, "the model gives no finite number for some rows"),
    "numbers for a decision": (
        _Answers([0.3, 0.9]), {"label": "yes", "favourable": "1", "protected": "sex"}, "the model gives numbers, not classes. Say --task regression"
    ),
    "a model of an order": (_Answers([0.3, 0.9]), {"task": "ranking", "protected": "sex"}, "task ranking reads stored scores and asks no model"),
}  # fmt: skip


@pytest.mark.parametrize(("model", "flags", "said"), ASKED.values(), ids=ASKED)
def test_a_model_of_another_task_is_refused(model: _Answers, flags: dict[str, Any], said: str) -> None:
    """It says which task it may be."""
    roles = {name: value for name, value in flags.items() if name != "prediction"}

    with pytest.raises(BadInput, match=said):
        scenes.observed(FRAME, model=model, **roles)


def test_a_number_that_hardly_moves_does_not_change() -> None:
    """Every number moves a little when any input is shuffled: only what moves by a tenth of their deviation counts as changed."""
    from audit.observe.importance import _changed

    numbers, texts = np.array([0.0, 10.0, 20.0], dtype=object), np.array(["a", "b"], dtype=object)

    assert _changed(numbers, np.array([0.5, 10.0, 25.0], dtype=object)) == 1
    assert _changed(texts, np.array(["a", "c"], dtype=object)) == 1


def test_a_function_may_give_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """A list of integers is as good as an array."""
    (tmp_path / "pricing.py").write_text("def price(frame):\n    return [100 for _ in range(len(frame))]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    flags = {**NUMBER, "prediction": None, "predict_with": "pricing:price"}

    facts = scenes.observed(FRAME[["sex", "amount"]], **flags)

    assert facts.find("residuals", "test") is not None

"""Labels, predictions and groups that other tools read wrongly without a word: each is read right here, or refused with a step."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from audit.core.errors import BadInput
from audit.metrics.compared import Compared
from audit.metrics.registry import families
from audit.observe.outcomes import Outcomes
from tests.observe import scenes

HALF = 60
SEX = ["F"] * HALF + ["M"] * HALF
Y = [1, 0, 0] * 20 + [1, 1, 0] * 20
P = [1, 0, 1] * 20 + [1, 0, 0] * 20
EXPECTED = {"F": (40, 20, 20, 0, 20), "M": (20, 20, 0, 20, 20)}
"""Selected, and the four cells TP FP FN TN, of each group: whatever the two labels are called."""


def _frame(one: Any, zero: Any) -> pd.DataFrame:
    """Return the same decisions under other names."""
    names = {1: one, 0: zero}
    return pd.DataFrame({"sex": SEX, "y": [names[value] for value in Y], "p": [names[value] for value in P]})


def _counts(frame: pd.DataFrame, favourable: str, **flags: Any) -> dict[str, tuple[int, ...]]:
    """Return what is counted of each group."""
    roles = {"label": "y", "prediction": "p", "favourable": favourable, "protected": "sex", **flags}
    view = Outcomes.of(scenes.observed(frame, **roles), "test")
    assert view is not None
    return {group.name: (group.selected, group.tp, group.fp, group.fn, group.tn) for group in next(view.by(("sex",)))[1]}


READ = {
    "texts with a sign": (_frame(">50K", "<=50K"), ">50K"),
    "one and two": (_frame(1, 2), "1"),
    "one and two, two benefits": (_frame(2, 1), "2"),
    "booleans": (_frame(True, False), "true"),
    "booleans as Python writes them": (_frame(True, False), "True"),
    "texts of booleans": (_frame("True", "False"), "true"),
    "floats": (_frame(1.0, 0.0), "1"),
    "minus one": (_frame(1, -1), "1"),
    "yes and no": (_frame("yes", "no"), "yes"),
    "an empty text": (_frame("x", "-"), "x"),
}


@pytest.mark.parametrize(("frame", "favourable"), READ.values(), ids=READ)
def test_whatever_the_labels_are_called(frame: pd.DataFrame, favourable: str) -> None:
    """Fairlearn reads '>50K' as never selected, and 2 as not selected where 1 is the other label."""
    assert _counts(frame, favourable) == EXPECTED


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA], ids=["None", "NaN", "NA"])
def test_a_missing_group_is_visible(missing: Any) -> None:
    """Whoever has no group is one, by the name `unknown`."""
    frame = _frame(1, 0).assign(sex=pd.Series(SEX, dtype="object").where(pd.Series(SEX) != "F", missing))

    assert _counts(frame, "1") == {"unknown": EXPECTED["F"], "M": EXPECTED["M"]}


PROBABLE = {
    "many probabilities": [place / 120 for place in range(120)],
    "two probabilities": [0.25, 0.75] * 60,
    "mostly whole": [0.0, 1.0] * 59 + [0.5, 1.0],
}


@pytest.mark.parametrize("predicted", PROBABLE.values(), ids=PROBABLE)
def test_probabilities_are_no_predictions(predicted: list[float]) -> None:
    """Fairlearn says 0.0: perfectly equal. Here the step names the flag."""
    frame = _frame(1, 0).assign(p=predicted)

    with pytest.raises(BadInput, match=r"the prediction 'p' holds probabilities, not decisions. Declare it as the score: --score p"):
        _counts(frame, "1")


REFUSED: dict[str, tuple[pd.DataFrame, dict[str, Any], str]] = {
    "one class only": (_frame(1, 1), {}, "the label 'y' has one class only"),
    "booleans beside numbers": (_frame(1, 0).assign(p=_frame(True, False).p), {}, "'p' predicts values that the label 'y' does not have"),
    "three classes": (_frame(1, 0).assign(y=[0, 1, 2] * 40), {}, "say task: multiclass"),
    "many numbers": (_frame(1, 0).assign(y=range(120)), {}, "say task: regression"),
    "many texts": (_frame(1, 0).assign(y=[f"c{n}" for n in range(120)]), {}, "say task: multiclass"),
}


@pytest.mark.parametrize(("frame", "flags", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(frame: pd.DataFrame, flags: dict[str, Any], said: str) -> None:
    """With the task that it may be."""
    with pytest.raises(BadInput, match=said):
        _counts(frame, "1", **flags)


def test_a_perfect_classifier_with_a_group_without_positives_is_not_estimable() -> None:
    """Fairlearn says 1.0 (worst), AIF360 0.0 (best): there is nothing to compare."""
    frame = pd.DataFrame({"sex": SEX, "y": [0] * HALF + [1, 0] * 30, "p": [0] * HALF + [1, 0] * 30})
    facts = scenes.observed(frame, label="y", prediction="p", favourable="1", protected="sex")
    compared = Compared(min_group=10)
    values = {(one.metric, one.group): one for family in families().values() for one in family.measure(facts, "test", compared)}
    odds = ("equal_opportunity_difference", "equalized_odds_difference", "true_positive_rate_difference")

    assert [values[name, "" if "equal" in name else "F"].value for name in odds] == [None] * 3
    assert "no positives (n=60)" in values["true_positive_rate", "F"].reason
    assert values["false_positive_rate", "F"].value == 0.0
    assert values["label_rate", "F"].value == 0.0

"""What a subject declares and the data does not hold: every mistake at once, without a value of the data."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from audit.core.errors import BadInput
from audit.core.roles import Protected, Roles
from audit.observe.counts import counts_of
from audit.observe.declared import check_declared, values_of
from audit.observe.outcomes import Outcomes
from audit.observe.scene import Settings
from tests.observe import scenes

ROWS = 60
FRAME = pd.DataFrame({
    "sex": ["F", "M"] * 30,
    "R & D": ["a", "b"] * 30,
    "empty": pd.array([None] * ROWS, dtype="str"),
    "name": [f"secret{place}" for place in range(ROWS)],
    "age": range(ROWS),
    "id": [f"{place}" for place in range(1000, 1000 + ROWS)],
    "label": [0, 1] * 30,
    "flag": [True, False] * 30,
    "one": [1] * ROWS,
    "three": [0, 1, 2] * 20,
    "rare": ["yes"] * 30 + ["no"] * 29 + ["secret"],
    "predicted": [0, 1] * 30,
    "other": ["lo", "hi"] * 30,
    "score": [0.25, 0.75] * 30,
    "logit": [-3.5, 2.5] * 30,
    "nothing": pd.array([None] * ROWS, dtype="Float64"),
})  # fmt: skip
WIDE = pd.DataFrame({"code": [f"c{place}" for place in range(101)] * 2, "label": [0, 1] * 101})
GOOD = Roles(label="label", prediction="predicted", positive="1", favourable="1", protected=(Protected("sex"),))


def _problems(roles: Roles, *, decided: bool = True, frame: pd.DataFrame = FRAME) -> list[str]:
    """Return what is wrong, as the user reads it."""
    with scenes.scene(frame) as one:
        try:
            check_declared(one.source, roles, Settings(), decided=decided)
        except BadInput as error:
            return [str(problem) for problem in error.problems]
    return []


MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "no-such-column": ({"protected": (Protected("sexx"),)}, "there is no column 'sexx' in test. Did you mean 'sex'?"),
    "empty-group": ({"protected": (Protected("empty"),)}, "the protected column 'empty' holds no value at all"),
    "a-name-like-an-intersection": ({"protected": (Protected("R & D"),)}, "'R & D' cannot be told from an intersection. Rename it"),
    "bands-of-text": ({"protected": (Protected("sex", (1, 2)),)}, "the protected column 'sex' has bands but holds text"),
    "empty-label": ({"label": "empty"}, "the label 'empty' holds no value at all"),
    "empty-prediction": ({"prediction": "empty"}, "the prediction 'empty' holds no value at all"),
    "one-class": ({"label": "one"}, "the label 'one' has one class only"),
    "too-many-labels": ({"label": "name"}, "the label 'name' has more than 20 values"),
    "three-labels": ({"label": "three"}, "'three' has 3 values, a decision has two"),
    "unknown-favourable": ({"favourable": "2", "positive": "2"}, "the declared value '2' does not occur in 'label'"),
    "other-predictions": ({"prediction": "other"}, "'other' predicts values that the label 'label' does not have"),
    "three-predictions": ({"prediction": "three"}, "'three' has 3 values, a decision has two"),
    "no-favourable": ({"favourable": None, "positive": None}, "no favourable value of 'label' is declared"),
    "text-score": ({"score": "sex"}, "the score 'sex' is not a number"),
    "empty-score": ({"score": "nothing"}, "the score 'nothing' holds no value at all"),
    "logit-alone": ({"score": "logit", "prediction": None}, "the score 'logit' is not a probability, so it decides nothing by itself"),
}


@pytest.mark.parametrize(("change", "said"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_said(change: dict[str, Any], said: str) -> None:
    """One mistake in otherwise good roles."""
    from dataclasses import replace

    found = _problems(replace(GOOD, **change))

    assert any(said in problem for problem in found), found
    assert all(problem.startswith("test: ") for problem in found)


GOODS: dict[str, dict[str, Any]] = {
    "as-declared": {},
    "no-label": {"label": None},
    "no-prediction": {"prediction": None},
    "a-score-beside-a-prediction-may-be-anything": {"score": "logit"},
    "a-probability-alone": {"score": "score", "prediction": None},
    "two-settings": {"positive": "1", "favourable": "0"},
    "flags": {"label": "flag", "prediction": "flag", "positive": "true", "favourable": "true"},
    "bands": {"protected": (Protected("age", (18, 25)),)},
}


@pytest.mark.parametrize("change", GOODS.values(), ids=GOODS)
def test_good_roles_are_accepted(change: dict[str, Any]) -> None:
    """Nothing to say."""
    from dataclasses import replace

    actual = _problems(replace(GOOD, **change))

    assert actual == []


def test_a_label_alone_needs_no_favourable_value() -> None:
    """Nobody is judged, so nobody benefits."""
    actual = _problems(Roles(label="label"), decided=False)

    assert actual == []


def test_every_mistake_is_said_at_once() -> None:
    """Groups, label and score in one go."""
    roles = Roles(label="one", prediction="three", score="sex", positive="1", favourable="1", protected=(Protected("empty"),))

    actual = _problems(roles)

    assert len(actual) >= 4


def test_too_many_groups_ask_for_bands() -> None:
    """101 codes are no groups."""
    (found,) = _problems(Roles(label="label", protected=(Protected("code"),)), decided=False, frame=WIDE)

    assert "has 101 different values. Give bands: protected: [{column: code" in found


def test_no_rare_value_is_quoted() -> None:
    """Values seen are named from `min_cell` rows on; those of a wide column never."""
    roles = Roles(label="rare", prediction="name", positive="yes", favourable="maybe")

    actual = " ".join(_problems(roles))

    assert "'no', 'yes'" in actual
    assert "secret" not in actual


def test_values_and_counts_are_those_of_the_column() -> None:
    """Written alike: 1 for 1.0, true for True; None where there are too many."""
    with scenes.scene(FRAME) as one:
        values = [values_of(one.source, name) for name in ("label", "flag", "empty", "name")]
        counts = counts_of(one.source, ("sex", "empty"))
        nothing = counts_of(one.source, ())

    assert values == [{"0": 30, "1": 30}, {"true": 30, "false": 30}, {}, None]
    assert (counts, nothing) == ({"sex": (60, 2), "empty": (0, 0)}, {})


def test_a_prediction_without_any_value_is_refused_end_to_end() -> None:
    """It once led to a pass: nobody was judged, and nobody said so."""
    frame = FRAME[["sex", "label"]].assign(predicted=pd.array([None] * ROWS, dtype="Int64"))

    with pytest.raises(BadInput, match="the prediction 'predicted' holds no value at all"):
        scenes.observed(frame, label="label", prediction="predicted", favourable="1", protected="sex")


ALONE = {"score": "score", "protected": "sex"}


@pytest.mark.parametrize(("favourable", "selected"), [("1", {"F": 0, "M": 30}), ("0", {"F": 30, "M": 0})])
def test_a_score_alone_benefits_at_the_end_that_is_named(favourable: str, selected: dict[str, int]) -> None:
    """F has 0.25 throughout, M 0.75: a high score benefits, or a low one."""
    view = Outcomes.of(scenes.observed(FRAME[["sex", "score"]], favourable=favourable, **ALONE), "test")
    assert view is not None

    actual = {group.name: group.selected for group in next(view.by(("sex",)))[1]}

    assert actual == selected


@pytest.mark.parametrize(
    ("favourable", "said"),
    [
        (None, "--score: no favourable value is declared. Say which value benefits the person: --favourable 1 if a high score benefits"),
        ("yes", "a score alone decides 1 or 0, the declared value is neither"),
    ],
    ids=["none", "word"],
)
def test_a_score_alone_needs_1_or_0(favourable: str | None, said: str) -> None:
    """None == None once made a high score the favourable one."""
    with pytest.raises(BadInput, match=said):
        scenes.observed(FRAME[["sex", "score"]], favourable=favourable, **ALONE)


def test_a_score_predicts_the_event_of_a_label_in_other_words() -> None:
    """`hi` is the event: from one half upwards it is predicted."""
    frame = FRAME[["sex", "score", "other"]]
    view = Outcomes.of(scenes.observed(frame, label="other", favourable="hi", **ALONE), "test")
    assert view is not None

    actual = {group.name: (group.selected, group.tp, group.tn) for group in next(view.by(("sex",)))[1]}

    assert actual == {"F": (0, 0, 30), "M": (30, 30, 0)}


def test_a_model_without_a_label_needs_a_favourable_value() -> None:
    """Its answers alone do not say who benefits."""
    from sklearn.linear_model import LogisticRegression

    frame = FRAME[["sex", "score", "label"]]
    model = LogisticRegression().fit(frame[["score"]], frame["label"])

    with pytest.raises(BadInput, match=r"no favourable value is declared.+person: --favourable VALUE"):
        scenes.observed(frame[["sex", "score"]], model=model, protected="sex")

"""How is a fitted scikit-learn estimator asked?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput
from audit.load.canonical import canonical
from audit.load.encoders import fitted_kinds
from audit.load.predictor import Answers, Predictor

if TYPE_CHECKING:
    import pandas as pd

UNNAMED = "The model was fitted without column names: it is given the columns in the order of the data."


def estimator_predictor(estimator: object, where: str, positive: str | None, withheld: Iterable[str]) -> Predictor:
    """Return the predictor of a fitted estimator; raises BadInput if it cannot predict the positive class.

    Scores are the `predict_proba` of the positive class, None without one: a decision function has
    no scale that two models share.
    """
    if not callable(getattr(estimator, "predict", None)):
        what = f"a {type_name(estimator)} has no predict"
        raise BadInput.one(where, what, "Save the fitted model itself, or give --predict-with MODULE:FUNCTION")
    classes = _classes(estimator, where)
    names = getattr(estimator, "feature_names_in_", None)
    features = None if names is None else tuple(str(name) for name in names)
    width = None if features else getattr(estimator, "n_features_in_", None)
    place = _place(classes, positive, where)

    def asking(frame: pd.DataFrame) -> Answers:
        return _ask(estimator, frame if features or width is None else frame.to_numpy(), place)

    kinds = fitted_kinds(estimator) if features else {}
    return Predictor(where, features, classes, asking, width, frozenset(withheld), kinds)


def type_name(thing: object) -> str:
    """Return the dotted name of a thing's type."""
    return f"{type(thing).__module__}.{type(thing).__qualname__}"


def _classes(estimator: object, where: str) -> tuple[str, ...] | None:
    """Return the texts of the classes, None if the estimator does not say; raises BadInput for several labels."""
    found = getattr(estimator, "classes_", None)
    if found is None:
        return None
    if isinstance(found, list) and any(hasattr(part, "__len__") and not isinstance(part, str) for part in found):
        raise BadInput.one(where, "the model predicts several labels at once", "Audit one label at a time")
    return tuple(canonical(one) for one in found)


def _place(classes: tuple[str, ...] | None, positive: str | None, where: str) -> int | None:
    """Return the place of the positive class; raises BadInput if the model does not know it."""
    if positive is None or classes is None:
        return None
    wanted = canonical(positive)
    if wanted not in classes:
        what = f"the model knows {len(classes)} classes, and {positive!r} is none of them"
        raise BadInput.one(where, what, "Set roles.positive to a class of the model, as model.classes_ shows it")
    return classes.index(wanted)


def _ask(estimator: Any, data: Any, place: int | None) -> Answers:
    """Return predictions and scores; a plain Pipeline transforms the rows once for both."""
    from sklearn.pipeline import Pipeline

    if place is None or not hasattr(estimator, "predict_proba"):
        return estimator.predict(data), None
    if type(estimator) is Pipeline and len(estimator) > 1 and callable(getattr(estimator[-1], "predict", None)):
        data, estimator = estimator[:-1].transform(data), estimator[-1]
    return estimator.predict(data), estimator.predict_proba(data)[:, place]

"""How is a model trained once more, with other weights or without some columns? The only place where an estimator is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.core.errors import BadInput
from audit.load.canonical import canonical
from audit.load.estimators import estimator_predictor, type_name
from audit.load.foreign import Foreign
from audit.load.models import Model
from audit.load.predictor import Predictor

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

    Floats = npt.NDArray[np.float64]
    Into: TypeAlias = "Callable[[pa.RecordBatch], Floats]"

MOST_CELLS = 20_000_000
"""A constraint is put around the last step, whose input has to be a full table: more numbers than this are not kept."""
_WHERE = "model"
_STEP = "Its message is not shown, it may quote the data: fit it on a few rows of your own to see it"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a model is trained on: rows, the class of each as text, the class whose score is wanted, and the seed of chance."""

    batch: pa.RecordBatch
    labels: Sequence[str]
    positive: str | None
    seed: int


@dataclass(frozen=True, slots=True)
class LastStep:
    """The last step of a pipeline, not fitted yet, and the fitted steps before it, which turn rows into its input."""

    estimator: Any
    into: Into


def retrained(model: Model, lesson: Lesson, *, weights: Floats | None = None, without: Iterable[str] = ()) -> Predictor:
    """Return a copy of a model trained on a lesson; raises BadInput where it cannot be copied or trained.

    `weights` has one number per row. Columns in `without` are not shown, neither now nor when it predicts. Where
    the estimator draws by chance without a seed, it gets that of the lesson; one thread, so that the same comes again.
    """
    left_out = frozenset(without)
    estimator = _fresh(model, lesson.seed)
    _leave_out(estimator, left_out)
    frame = model.predictor.shown(lesson.batch)
    frame = frame.drop(columns=[name for name in frame.columns if name in left_out])
    if not len(frame.columns):
        raise BadInput.one(_WHERE, "no column would be left to train on")
    data = frame if model.predictor.features else frame.to_numpy()
    classes = classes_of(model, lesson.labels)
    with Foreign(_WHERE, "training it again raised an error", _STEP), one_thread():
        estimator.fit(data, classes, **_weighted(estimator, weights))
    return estimator_predictor(estimator, _WHERE, lesson.positive, model.predictor.withheld | left_out)


def refitted(model: Model, frame: pd.DataFrame, classes: npt.NDArray[Any], seed: int) -> Callable[[pd.DataFrame], npt.NDArray[Any]]:
    """Return what predicts classes after a copy of a model was trained on a frame of its features; raises BadInput.

    `classes` are those of `classes_of`, one per row. For many trainings on the same rows: nothing is read or converted again.
    """
    estimator = _fresh(model, seed)
    named = bool(model.predictor.features)
    with Foreign(_WHERE, "training it again raised an error", _STEP), one_thread():
        estimator.fit(frame if named else frame.to_numpy(), classes)

    def predict(rows: pd.DataFrame) -> npt.NDArray[Any]:
        with Foreign(_WHERE, "it raised an error while predicting, trained again", _STEP), one_thread():
            found: npt.NDArray[Any] = estimator.predict(rows if named else rows.to_numpy())
        return found

    return predict


def last_step(model: Model, lesson: Lesson) -> LastStep:
    """Return what a constraint can be put around; raises BadInput where it cannot be copied or takes no weights."""
    from sklearn.pipeline import Pipeline

    whole, fresh = _estimator(model), _fresh(model, lesson.seed)
    steps = isinstance(whole, Pipeline) and len(whole) > 1
    estimator: Any = fresh[-1] if steps else fresh
    _weight_name(estimator)

    def into(batch: pa.RecordBatch) -> Floats:
        frame = model.predictor.shown(batch)
        with Foreign(_WHERE, "its first steps raised an error", _STEP), one_thread():
            return _full(whole[:-1].transform(frame) if steps else frame.to_numpy())

    return LastStep(estimator, into)


def classes_of(model: Model, labels: Sequence[str]) -> npt.NDArray[Any]:
    """Return labels as the classes the model answers with; raises BadInput for a label that is none of them."""
    import numpy as np

    known = np.asarray(getattr(_estimator(model), "classes_", ()))
    places = {canonical(one): place for place, one in enumerate(known)}
    strange = {label for label in labels if label not in places}
    if strange:
        raise BadInput.one(_WHERE, f"values in the training labels that the model does not know: {len(strange)}")
    return known[[places[label] for label in labels]]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let linear algebra use one thread: the same sums come again, and small tables are done many times faster."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def _estimator(model: Model) -> Any:
    """Return the fitted estimator, of a search the best one; raises BadInput for a function."""
    if model.fitted is None:
        raise BadInput.one(_WHERE, "it is a function, and only an estimator can be trained again")
    return getattr(model.fitted, "best_estimator_", model.fitted)


def _fresh(model: Model, seed: int) -> Any:
    """Return an unfitted copy that draws by this seed where it would draw by none."""
    from sklearn.base import clone

    whole = _estimator(model)
    with Foreign(_WHERE, f"a {type_name(whole)} cannot be copied", "Give a scikit-learn estimator"):
        copy = clone(whole)
        chance = {name: seed for name, value in copy.get_params().items() if _draws(name) and value is None}
        return copy.set_params(**chance)


def _draws(name: str) -> bool:
    """Tell whether a parameter is the seed of an estimator or of a part of it."""
    return name == "random_state" or name.endswith("__random_state")


def _leave_out(estimator: Any, columns: frozenset[str]) -> None:
    """Take columns out of every transformer that names its own; raises BadInput where they are chosen by place."""
    from sklearn.compose import ColumnTransformer

    for part in (estimator, *estimator.get_params().values()) if columns else ():
        if isinstance(part, ColumnTransformer):
            part.transformers = [(name, inner, _kept(chosen, columns)) for name, inner, chosen in part.transformers]


def _kept(chosen: Any, columns: frozenset[str]) -> Any:
    """Return the chosen columns without some."""
    if callable(chosen):
        return chosen
    named = [chosen] if isinstance(chosen, str) else chosen
    if isinstance(named, slice) or not all(isinstance(one, str) for one in named):
        raise BadInput.one(_WHERE, "it chooses its columns by place, so none can be left out")
    return chosen if not columns & set(named) else [one for one in named if one not in columns]


def _weighted(estimator: Any, weights: Floats | None) -> dict[str, Floats]:
    """Return the weights as the estimator's fit takes them."""
    return {} if weights is None else {_weight_name(estimator): weights}


def _weight_name(estimator: Any) -> str:
    """Return what fit calls the weights; raises BadInput where it takes none."""
    from sklearn.pipeline import Pipeline
    from sklearn.utils.validation import has_fit_parameter

    if isinstance(estimator, Pipeline):
        name, last = estimator.steps[-1]
        return f"{name}__{_weight_name(last)}"
    if not has_fit_parameter(estimator, "sample_weight"):
        raise BadInput.one(_WHERE, f"a {type_name(estimator)} takes no weights")
    return "sample_weight"


def _full(table: Any) -> Floats:
    """Return a table, sparse or not, with every number in it; raises BadInput where they are too many."""
    import numpy as np

    if table.shape[0] * table.shape[1] > MOST_CELLS:
        raise BadInput.one(_WHERE, f"its last step is given more than {MOST_CELLS:,} numbers")
    full: Floats = np.asarray(table.toarray() if hasattr(table, "toarray") else table, dtype=np.float64)
    return full

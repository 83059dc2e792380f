"""What does a model say of a batch of rows?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.core.errors import BadInput, did_you_mean
from audit.load.canonical import canonical
from audit.load.encoders import Kind, fitted_like
from audit.load.foreign import Foreign
from audit.load.names import looks_personal
from audit.load.pandas_door import to_pandas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

Answers: TypeAlias = "tuple[Any, Any]"
Asking: TypeAlias = "Callable[[pd.DataFrame], Answers]"

_SHOWN = 10
_QUIET = "Its message is not shown, it may quote the data: run the model on a few rows of your own to see it"


@dataclass(frozen=True, slots=True)
class Predictor:
    """A model that can be asked. `features` are the columns it was fitted on, in order, None if it does not say.

    `classes` are the texts it answers with, None if it does not say. `width` is the number of columns
    of a model that was fitted without names. `withheld` are columns that a model without names is
    not shown: the label, and what else the subject keeps from it. `kinds` are what its encoders learnt
    of columns. `asking` gives predictions and scores. `numbers` tells that its predictions are numbers to be
    measured, not classes.
    """

    where: str
    features: tuple[str, ...] | None
    classes: tuple[str, ...] | None
    asking: Asking
    width: int | None = None
    withheld: frozenset[str] = frozenset()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    numbers: bool = False

    def check(self, columns: Sequence[str]) -> None:
        """Raise BadInput if these columns are not enough to ask the model."""
        missing = [name for name in self.features or () if name not in columns]
        if missing:
            hint = did_you_mean(missing[0], columns)
            step = hint if hint.startswith("Did") else "Give the columns of the training data"
            public = [name for name in missing if not looks_personal(name)]
            hidden = "" if len(public) == len(missing) else f" ({len(missing) - len(public)} with a personal-looking name)"
            what = f"the data lacks {_columns(len(missing))} that the model was fitted on: {_listed(public)}{hidden}"
            raise BadInput.one(self.where, what, step)
        given = len(self._asked(columns))
        if self.width is not None and given != self.width:
            what = f"the model was fitted on {_columns(self.width)} without names, and the data offers {given}"
            raise BadInput.one(self.where, what, "Fit it on a DataFrame, so that it knows its columns")

    def predict(self, batch: pa.RecordBatch) -> tuple[pa.Array, NDArray[np.float64] | None]:
        """Return the class of every row as its text, and the score of the positive class (floats, or None).

        A model of numbers gives them as doubles, and no score.

        Columns may stand in any order; those that the model does not know are left out. Raises
        BadInput where columns are missing, the model raises, or its answer is no class per row.
        """
        import numpy as np
        import pyarrow as pa

        self.check(batch.schema.names)
        if batch.num_rows == 0:
            return pa.array([], pa.float64() if self.numbers else pa.string()), None
        frame = self.shown(batch)
        with Foreign(self.where, "the model raised an error while predicting", _QUIET):
            answers, scores = self.asking(frame)
            # Whatever array it is, of whatever library: reading it is still the model's code.
            answers = _array(answers)
            scores = None if scores is None else np.asarray(scores, dtype=np.float64)
        answers = self._one_per_row(answers, "predictions", batch.num_rows)
        if self.numbers:
            return self._measures(answers), None
        return self._labels(answers), None if scores is None else self._one_per_row(scores, "scores", batch.num_rows)

    def shown(self, batch: pa.RecordBatch) -> pd.DataFrame:
        """Return the rows as the model is shown them; raises BadInput where a column holds another kind of value."""
        return fitted_like(to_pandas(batch.select(self._asked(batch.schema.names))), self.kinds, self.where)

    def _asked(self, columns: Sequence[str]) -> list[str]:
        """Return the columns the model is shown."""
        return list(self.features) if self.features else [name for name in columns if name not in self.withheld]

    def _one_per_row(self, found: NDArray[Any], kind: str, rows: int) -> NDArray[Any]:
        """Return one value per row; raises BadInput for any other shape."""
        flat = found.reshape(-1) if found.ndim == 2 and found.shape[1] == 1 else found
        if flat.shape != (rows,):
            shape = " x ".join(str(size) for size in found.shape) or "no"
            what = f"the model gives {shape} {kind} for {rows} rows"
            raise BadInput.one(self.where, what, "It must give one class per row; a second array may hold scores")
        return flat

    def _labels(self, answers: NDArray[Any]) -> pa.StringArray:
        """Return the text of every answer; raises BadInput where there is none, or no class."""
        import pandas as pd
        import pyarrow as pa

        codes, kinds = pd.factorize(answers)
        if len(codes) and codes.min() < 0:
            raise BadInput.one(self.where, "the model gives no answer for some rows", "Let it answer every row")
        if self.classes is None and _measured(list(kinds)):
            what = "the model gives numbers, not classes"
            step = "Say --task regression, or turn them into decisions with --predict-with MODULE:FUNCTION"
            raise BadInput.one(self.where, what, step)
        return pa.array([canonical(kind) for kind in kinds], pa.string()).take(pa.array(codes))

    def _measures(self, answers: NDArray[Any]) -> pa.DoubleArray:
        """Return every answer as a double; raises BadInput where there is none, or no number."""
        import numpy as np
        import pyarrow as pa

        try:
            numbers = np.asarray(answers, dtype=None if answers.dtype != object else np.float64)
        except (TypeError, ValueError):
            numbers = answers
        if self.classes is not None or numbers.dtype.kind not in "iuf":
            raise BadInput.one(self.where, "the model gives classes, not numbers", "Leave out task: regression")
        if not np.isfinite(numbers).all():
            raise BadInput.one(self.where, "the model gives no finite number for some rows", "Let it answer every row")
        return pa.array(numbers.astype(np.float64))


def _array(answers: object) -> NDArray[Any]:
    """Return answers as an array; a plain list keeps the types of its items."""
    import numpy as np

    return np.array(answers, dtype=object) if isinstance(answers, list | tuple) else np.asarray(answers)


def _measured(kinds: Sequence[object]) -> bool:
    """Tell whether some answer is a number with a fraction."""
    return any(isinstance(kind, float) and not float(kind).is_integer() for kind in kinds)


def _listed(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _columns(count: int) -> str:
    """Return `1 column` or `3 columns`."""
    return f"{count} column" + ("" if count == 1 else "s")

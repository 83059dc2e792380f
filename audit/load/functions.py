"""How is a function of the user's own asked?"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput
from audit.load.foreign import Foreign
from audit.load.predictor import Answers, Predictor

if TYPE_CHECKING:
    import pandas as pd

_PAIR = 2
_STEP = "Its message is not shown, it may quote the data: import the module in Python to see it"


def function_predictor(name: str, withheld: Iterable[str]) -> Predictor:
    """Return the predictor of `module:function`, imported from the current folder; raises BadInput if there is none.

    The function gets a pandas DataFrame of all columns but those withheld, and returns one label per
    row (list, array, Series), or a pair of labels and scores (a tuple, or a frame of two columns).
    """
    where = f"predict_with {name}"
    function = _function(name, where)

    def asking(frame: pd.DataFrame) -> Answers:
        return _parts(function(frame))

    return Predictor(where, None, None, asking, None, frozenset(withheld))


def _function(name: str, where: str) -> Callable[[Any], Any]:
    """Import a module and return the function in it."""
    module, _, path = name.partition(":")
    if not module or not path:
        raise BadInput.one(where, "this is not MODULE:FUNCTION", "Write for example --predict-with scoring:predict")
    loaded = _module(module, where)
    try:
        found: object = reduce(getattr, path.split("."), loaded)
    except AttributeError:
        raise BadInput.one(where, f"module {module!r} has no {path!r}", f"Define {path} in it") from None
    if not callable(found):
        raise BadInput.one(where, f"{path!r} in module {module!r} cannot be called", "Name a function")
    return found


def _module(module: str, where: str) -> Any:
    """Import a module, from the current folder first; the folder stays importable for what it imports later."""
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    with Foreign(where, f"importing {module!r} raised an error", _STEP):
        return _import(module, where)


def _import(module: str, where: str) -> Any:
    """Import a module; raises BadInput if it does not exist."""
    importlib.invalidate_caches()
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise
        what = f"no module named {error.name!r} in the current folder or among the installed packages"
        raise BadInput.one(where, what, "Run equigate in the folder of the module") from None


def _parts(answer: Any) -> Answers:
    """Split what the function returned into labels and scores."""
    columns = getattr(answer, "columns", None)
    if columns is not None and len(columns) == _PAIR:
        return answer.iloc[:, 0], answer.iloc[:, 1]
    if isinstance(answer, tuple) and len(answer) == _PAIR and all(_many(part) for part in answer):
        return answer[0], answer[1]
    return answer, None


def _many(part: object) -> bool:
    """Tell whether a part of a pair is itself a list of values."""
    return hasattr(part, "__len__") and not isinstance(part, str | bytes)

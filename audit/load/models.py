"""Which model is audited, and may its file be read? The only place where model files are opened."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from audit.core.errors import BadInput, did_you_mean
from audit.core.values import digest
from audit.load.estimators import UNNAMED, estimator_predictor, type_name
from audit.load.foreign import Foreign
from audit.load.functions import function_predictor
from audit.load.pickles import Format, kind_of, refuse_untrusted
from audit.load.predictor import Predictor

# A dtype says how numbers are laid out; it holds no code and no place in memory.
HARMLESS = frozenset({"numpy.dtype"})
_DAMAGED = "the file is damaged, or was written by other versions than the installed ones"
_STEP = "Save the model again with the installed scikit-learn and skops"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is loaded: from a file, or as `module:function`, so that another process can load the same.

    `trust` is the `sha256:...` of a file that runs code when loaded; `trusted` are dotted names of
    types; `positive` is the class whose score is wanted; `withheld` are columns (the label) that a
    function, or a model without column names, is not shown. With a function the file is only hashed.
    `numbers` tells that predictions are numbers, not classes.
    """

    path: str | None
    trust: str | None = None
    trusted: tuple[str, ...] = ()
    predict_with: str | None = None
    positive: str | None = None
    withheld: tuple[str, ...] = ()
    numbers: bool = False

    def load(self, data: bytes | None = None) -> Model:
        """Return the model, of the bytes at hand or of the file; raises BadInput if it may not or cannot be loaded."""
        if data is None and self.path is not None:
            data = _read(Path(self.path))
        if self.predict_with is not None:
            predictor = replace(function_predictor(self.predict_with, self.withheld), numbers=self.numbers)
            return Model("function", None if data is None else digest(data), self.predict_with, (), (), predictor, recipe=self)
        if self.path is None or data is None:
            raise BadInput.one("model", "there is no model", "Give --model FILE or --predict-with MODULE:FUNCTION")
        opened = _open(data, self.path, self.trust, self.trusted)
        asked = estimator_predictor(opened.estimator, self.path, self.positive, self.withheld)
        predictor = replace(asked, numbers=self.numbers)
        notes = (*opened.notes, *_unnamed(predictor))
        name = type_name(opened.estimator)
        return Model(opened.format, digest(data), name, opened.types, opened.types, predictor, notes, self, opened.estimator)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be asked, and where it comes from.

    `sha256` is the hash of the very bytes that were loaded, None without a file. `types` are the types
    in a skops file that skops does not trust by itself; `trusted` those of them that the subject
    trusts. `notes` are sentences for the reader about the loading. `recipe` loads it once more, None
    for a fitted estimator, which only this process has. `fitted` is the estimator itself, None for a function.
    """

    format: Literal["skops", "joblib", "pickle", "function", "estimator"]
    sha256: str | None
    estimator: str
    types: tuple[str, ...]
    trusted: tuple[str, ...]
    predictor: Predictor
    notes: tuple[str, ...] = ()
    recipe: Recipe | None = None
    fitted: object = field(default=None, repr=False, compare=False)


def load_model(
    spec_path: Path | None,
    *,
    trust: str | None = None,
    trusted: Sequence[str] = (),
    predict_with: str | None = None,
    positive: str | None = None,
    withheld: Iterable[str] = (),
    numbers: bool = False,
) -> Model:
    """Return the model of a file or of `module:function`, as a `Recipe` says; raises BadInput if there is none."""
    path = None if spec_path is None else str(spec_path)
    return Recipe(path, trust, tuple(trusted), predict_with, positive, tuple(sorted(withheld)), numbers).load()


def model_in_hand(estimator: object, positive: str | None = None, withheld: Iterable[str] = (), *, numbers: bool = False) -> Model:
    """Return the model of a fitted estimator; raises BadInput if it cannot predict the positive class."""
    predictor = replace(estimator_predictor(estimator, "model", positive, withheld), numbers=numbers)
    return Model("estimator", None, type_name(estimator), (), (), predictor, _unnamed(predictor), fitted=estimator)


@dataclass(frozen=True, slots=True)
class _Opened:
    """What was in a model file."""

    format: Format
    estimator: object
    types: tuple[str, ...]
    notes: tuple[str, ...]


def _open(data: bytes, where: str, trust: str | None, trusted: Sequence[str]) -> _Opened:
    """Check and load the same bytes, so that the file cannot change in between."""
    kind = kind_of(data, where)
    refuse_untrusted(kind, digest(data), trust, where)
    types = _types(data, where) if kind == "skops" else ()
    _refuse_types(types, trusted, where)
    with Foreign(where, _DAMAGED, _STEP) as loading:
        estimator = _skops(data, types) if kind == "skops" else _joblib(data)
    return _Opened(kind, estimator, types, _versions(loading))


def _read(path: Path) -> bytes:
    """Return the bytes of a model file; raises BadInput if there is no such file."""
    if path.is_dir():
        raise BadInput.one(str(path), "this is a folder, not a model file", "Name the file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = did_you_mean(path.name, beside)
        step = hint if hint.startswith("Did") else "Check the path; it starts at the folder of the subject file"
        raise BadInput.one(str(path), "there is no such model file", step) from None
    except OSError as error:
        what = f"the model file cannot be read ({type(error).__name__})"
        raise BadInput.one(str(path), what, "Check its rights") from None


def _types(data: bytes, where: str) -> tuple[str, ...]:
    """Return the types in a skops file that skops does not trust by itself; nothing is built yet."""
    import skops.io

    with Foreign(where, _DAMAGED, _STEP):
        return tuple(sorted(set(skops.io.get_untrusted_types(data=data)) - HARMLESS))


def _refuse_types(types: Sequence[str], trusted: Sequence[str], where: str) -> None:
    """Raise BadInput naming every type that is not trusted, with the line that would trust them."""
    strange = [name for name in types if name not in trusted]
    if not strange:
        return
    what = f"the file holds types that are not trusted: {', '.join(strange)}"
    every = sorted({*types, *trusted})
    flags = " ".join(f"--trusted {name}" for name in every)
    step = f"If you know who made the file, add {flags}, or write under model: in the subject\n    trusted: [{', '.join(every)}]"
    raise BadInput.one(where, what + _risk(strange), step)


def _risk(strange: Sequence[str]) -> str:
    """Return what skops warns of in some of the types."""
    import skops.io.exceptions

    known = getattr(skops.io.exceptions, "UNTRUSTED_TYPE_REASONS", {})
    if not any(name in known for name in strange):
        return ""
    return " (scikit-learn does not check the tables of a tree: a forged one can crash the process or read its memory)"


def _skops(data: bytes, types: Sequence[str]) -> object:
    """Build the object in a skops file, of types that have been looked at before."""
    import skops.io

    loaded: object = skops.io.loads(data, trusted=[*types, *sorted(HARMLESS)])
    return loaded


def _joblib(data: bytes) -> object:
    """Run a joblib or pickle file that the subject trusts by its hash."""
    import joblib

    loaded: object = joblib.load(io.BytesIO(data))
    return loaded


def _versions(loading: Foreign) -> tuple[str, ...]:
    """Return a note where the file was written by another scikit-learn."""
    given = [one.message for one in loading.seen if type(one.message).__name__ == "InconsistentVersionWarning"]
    names = ("original_sklearn_version", "current_sklearn_version")
    pairs = {tuple(str(getattr(one, name, "unknown")) for name in names) for one in given}
    text = "The model was saved by scikit-learn {} and is read by {}: its predictions may differ."
    return tuple(text.format(*pair) for pair in sorted(pairs))


def _unnamed(predictor: Predictor) -> tuple[str, ...]:
    """Return a note where the model does not know its columns by name."""
    return (UNNAMED,) if predictor.features is None else ()

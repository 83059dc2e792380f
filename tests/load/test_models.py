"""Is a model file opened only where it may be, and does the model answer as it would by itself?"""

from __future__ import annotations

import hashlib
import pickle
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import skops.io
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import LinearSVC

from audit.core.errors import BadInput
from audit.load.models import Model, load_model, model_in_hand

TREE = "sklearn.tree._tree.Tree"


def rows(count: int = 120) -> pd.DataFrame:
    """Return seeded rows with gaps in both columns, and a column the model does not know."""
    draw = np.random.default_rng(7)
    frame = pd.DataFrame({"income": draw.normal(50, 9, count), "housing": draw.choice(["own", "rent"], count)})
    frame.loc[::7, "income"] = np.nan
    frame.loc[::11, "housing"] = np.nan
    frame["notes"] = "free text"
    return frame


def labels(frame: pd.DataFrame) -> pd.Series[str]:
    """Return a label that follows from the income."""
    return (frame["income"].fillna(50) > 50).map({True: "yes", False: "no"})


def fit(final: Any) -> Pipeline:
    """Fit a pipeline on the two columns it is meant to know."""
    frame = rows()
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    columns = (numbers, ["income"]), (OneHotEncoder(handle_unknown="ignore"), ["housing"])
    return make_pipeline(make_column_transformer(*columns, sparse_threshold=0), final).fit(frame[["housing", "income"]], labels(frame))


def arrow(frame: pd.DataFrame) -> pa.RecordBatch:
    """Return a frame as one batch."""
    return pa.RecordBatch.from_pandas(frame, preserve_index=False)


def sha256(path: Path) -> str:
    """Return the hash of a file, computed apart from the code under test."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def refusal(path: Path | None, **settings: Any) -> str:
    """Return the message with which a model is refused."""
    with pytest.raises(BadInput) as caught:
        load_model(path, **settings)
    return str(caught.value)


@pytest.fixture(scope="module")
def logistic() -> Pipeline:
    """Fit once."""
    return fit(LogisticRegression())


class Bomb:
    """Writes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        """Aim."""
        self.target = target

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Give pickle a call to make."""
        return Path.touch, (self.target,)


def save_skops(model: Any, path: Path) -> Path:
    """Save with skops."""
    skops.io.dump(model, path)
    return path


def save_joblib(model: Any, path: Path, compress: int | tuple[str, int] = 0) -> Path:
    """Save with joblib."""
    joblib.dump(model, path, compress=compress)
    return path


def save_pickle(model: Any, path: Path, protocol: int = 5) -> Path:
    """Save with pickle."""
    path.write_bytes(pickle.dumps(model, protocol=protocol))
    return path


SAVERS = [
    pytest.param(save_joblib, "joblib", id="joblib"),
    pytest.param(lambda m, p: save_joblib(m, p, 3), "joblib", id="joblib-zlib"),
    pytest.param(lambda m, p: save_joblib(m, p, ("gzip", 3)), "joblib", id="joblib-gzip"),
    pytest.param(lambda m, p: save_joblib(m, p, ("bz2", 3)), "joblib", id="joblib-bz2"),
    pytest.param(lambda m, p: save_joblib(m, p, ("xz", 3)), "joblib", id="joblib-xz"),
    pytest.param(lambda m, p: save_joblib(m, p, ("lzma", 3)), "joblib", id="joblib-lzma"),
    pytest.param(save_pickle, "pickle", id="pickle"),
    pytest.param(lambda m, p: save_pickle(m, p, 2), "pickle", id="pickle-2"),
    pytest.param(lambda m, p: save_pickle(m, p, 0), "pickle", id="pickle-0"),
]
Saver = Callable[[Any, Path], Path]


def test_a_skops_file_answers_like_the_model_itself(logistic: Pipeline, tmp_path: Path) -> None:
    """Give the same classes and the same scores, for any order of columns and any size of batch."""
    path = save_skops(logistic, tmp_path / "model.skops")
    frame = rows()
    model = load_model(path, positive="yes")
    parts = [model.predictor.predict(arrow(frame.iloc[at : at + 50])) for at in range(0, len(frame), 50)]
    classes = [one for part, _ in parts for one in part.to_pylist()]
    scores = np.concatenate([score for _, score in parts if score is not None])
    asked = frame[["housing", "income"]]

    assert list(logistic.predict(asked)) == classes
    assert np.array_equal(logistic.predict_proba(asked)[:, 1], scores)
    assert ("skops", sha256(path), (), ()) == (model.format, model.sha256, model.types, model.trusted)
    assert model.estimator == "sklearn.pipeline.Pipeline"
    assert (model.predictor.features, model.predictor.classes) == (("housing", "income"), ("no", "yes"))
    assert model.notes == ()


@pytest.mark.parametrize(
    ("final", "types"),
    [
        pytest.param(RandomForestClassifier(5, random_state=0), [TREE], id="random-forest"),
        pytest.param(
            HistGradientBoostingClassifier(max_iter=5, random_state=0),
            ["sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"],
            id="boosting",
        ),
    ],
)
def test_types_in_a_skops_file_need_trust(final: Any, types: list[str], tmp_path: Path) -> None:
    """Refuse and name every type, with the line that trusts them; load with exactly that line."""
    fitted = fit(final)
    path = save_skops(fitted, tmp_path / "model.skops")
    message = refusal(path)
    line = message.split("trusted: [")[1].split("]")[0].split(", ")
    model = load_model(path, trusted=line, positive="yes")
    frame = rows()
    classes, _ = model.predictor.predict(arrow(frame))

    assert all(name in message for name in types)
    assert "can crash the process" in message
    assert set(types) <= set(model.types)
    assert model.trusted == model.types
    assert list(fitted.predict(frame[["housing", "income"]])) == classes.to_pylist()


def test_trust_of_one_type_is_not_trust_of_another(tmp_path: Path) -> None:
    """Name only what is still missing, keep what was trusted in the line."""
    path = save_skops(fit(RandomForestClassifier(2, random_state=0)), tmp_path / "model.skops")
    message = refusal(path, trusted=["some.other.Type"])

    assert f"not trusted: {TREE} (" in message
    assert f"trusted: [{TREE}, some.other.Type]" in message or "some.other.Type" in message.split("trusted: [")[1]


@pytest.mark.parametrize(("save", "kind"), SAVERS)
def test_a_file_that_runs_code_is_refused_whatever_its_name(save: Saver, kind: str, logistic: Pipeline, tmp_path: Path) -> None:
    """Recognise it by its content; give the hash, what it would do, and the two ways on."""
    path = save(logistic, tmp_path / "innocent.skops")
    message = refusal(path)

    assert f"a {kind} file runs its maker's code when it is loaded" in message
    assert sha256(path) in message
    assert f"    trust: {sha256(path)}" in message
    assert "skops.io.dump(" in message


@pytest.mark.parametrize(("save", "kind"), SAVERS)
def test_a_file_that_runs_code_is_loaded_by_its_hash(save: Saver, kind: str, logistic: Pipeline, tmp_path: Path) -> None:
    """Load exactly the trusted bytes."""
    path = save(logistic, tmp_path / "model.bin")
    model = load_model(path, trust=sha256(path).upper().replace("SHA256", "sha256"), positive="yes")
    classes, _ = model.predictor.predict(arrow(rows()))

    assert (kind, sha256(path)) == (model.format, model.sha256)
    assert list(logistic.predict(rows()[["housing", "income"]])) == classes.to_pylist()


@pytest.mark.parametrize(("save", "kind"), SAVERS)
def test_a_malicious_file_does_nothing_without_trust(save: Saver, kind: str, tmp_path: Path) -> None:
    """Refuse before a single instruction of it runs; a wrong hash does not help."""
    target = tmp_path / "was-here"
    path = save({"array": np.arange(9), "bomb": Bomb(target)}, tmp_path / "model.pkl")
    messages = [refusal(path), refusal(path, trust=f"sha256:{'0' * 64}")]

    assert not target.exists()
    assert kind in messages[0]
    assert "trusts another file" in messages[1]
    # The payload is real: it does run where someone trusts it.
    refusal(path, trust=sha256(path))
    assert target.exists()


def test_the_conversion_in_the_message_works(logistic: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the two lines as printed, then load what they wrote."""
    monkeypatch.chdir(tmp_path)
    save_joblib(logistic, Path("model.joblib"))
    message = refusal(Path("model.joblib"))
    lines = [line.strip() for line in message.splitlines() if line.strip().startswith(("import", "skops.io"))]
    exec("\n".join(lines), {})  # noqa: S102 - the very lines a user would paste

    assert len(lines) == 2
    assert load_model(Path("model.skops")).format == "skops"


def test_trust_binds_a_skops_file_too(logistic: Pipeline, tmp_path: Path) -> None:
    """Refuse a skops file that is not the one the subject names."""
    path = save_skops(logistic, tmp_path / "model.skops")
    good = load_model(path, trust=sha256(path))

    assert good.format == "skops"
    assert "trusts another file" in refusal(path, trust=f"sha256:{'a' * 64}")


def empty(path: Path) -> Path:
    """Write nothing."""
    path.write_bytes(b"")
    return path


def cut(path: Path) -> Path:
    """Write the first half of a skops file."""
    save_skops(fit(LogisticRegression()), path)
    path.write_bytes(path.read_bytes()[:9000])
    return path


def hollow(path: Path) -> Path:
    """Write a zip file with a schema that is none."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("schema.json", "{}")
    return path


def other_zip(path: Path) -> Path:
    """Write a zip file that is something else."""
    np.savez(path.open("wb"), x=np.arange(3))
    return path


def text(path: Path) -> Path:
    """Write a text."""
    path.write_text("income,housing\n1,own\n")
    return path


def folder(path: Path) -> Path:
    """Make a folder."""
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(empty, "the file is empty", id="empty"),
        pytest.param(cut, "damaged", id="cut"),
        pytest.param(hollow, "damaged, or was written by other versions", id="hollow"),
        pytest.param(other_zip, "not a skops file", id="other-zip"),
        pytest.param(text, "no skops, joblib or pickle file", id="text"),
        pytest.param(folder, "a folder, not a model file", id="folder"),
        pytest.param(lambda path: path, "no such model file", id="missing"),
        pytest.param(lambda path: path / "x", "no such model file", id="missing-folder"),
    ],
)
def test_bad_files_end_in_one_clear_message(make: Callable[[Path], Path], says: str, tmp_path: Path) -> None:
    """Name the file, what is wrong, and a next step."""
    path = make(tmp_path / "model.skops")
    message = refusal(path)

    assert message.startswith(str(path))
    assert says in message
    assert len(message.split(". ")) >= 2


def test_a_mistyped_file_name_gets_a_hint(logistic: Pipeline, tmp_path: Path) -> None:
    """Point to the file that was probably meant."""
    save_skops(logistic, tmp_path / "credit.skops")

    assert "Did you mean 'credit.skops'?" in refusal(tmp_path / "credt.skops")


def test_a_damaged_trusted_pickle_is_one_message(logistic: Pipeline, tmp_path: Path) -> None:
    """Wrap what unpickling raises."""
    path = save_pickle(logistic, tmp_path / "model.pkl")
    path.write_bytes(path.read_bytes()[:400])

    assert "damaged" in refusal(path, trust=sha256(path))


def test_no_model_at_all() -> None:
    """Ask for one."""
    assert "Give --model FILE or --predict-with MODULE:FUNCTION" in refusal(None)


def test_an_old_model_is_loaded_with_a_note_and_without_a_warning(
    logistic: Pipeline, tmp_path: Path, recwarn: pytest.WarningsRecorder, capfd: pytest.CaptureFixture[str]
) -> None:
    """Tell of another scikit-learn version in the notes, print nothing."""
    raw = pickle.dumps(logistic)
    import sklearn

    version = sklearn.__version__
    old = "1" * len(version)
    path = tmp_path / "model.pkl"
    path.write_bytes(raw.replace(version.encode(), old.encode()))
    model = load_model(path, trust=sha256(path))
    expected = f"The model was saved by scikit-learn {old} and is read by {version}: its predictions may differ."

    assert (expected,) == model.notes
    assert not [warning for warning in recwarn if "version" in str(warning.message)]
    assert tuple(capfd.readouterr()) == ("", "")


@pytest.mark.parametrize(
    ("thing", "says"),
    [
        pytest.param({"weights": [1, 2]}, "a builtins.dict has no predict", id="no-predict"),
        pytest.param(StandardScaler(), "has no predict", id="a-transformer"),
        pytest.param(
            MultiOutputClassifier(LogisticRegression()).fit([[0.0], [1.0]], [[0, 1], [1, 0]]),
            "several labels at once",
            id="several-labels",
        ),
        pytest.param(LogisticRegression().fit([[0.0], [1.0]], ["no", "maybe"]), "2 classes, and 'yes' is none", id="other-labels"),
    ],
)
def test_what_cannot_be_audited_is_refused(thing: object, says: str) -> None:
    """Say so before any row is read."""
    with pytest.raises(BadInput, match=says):
        model_in_hand(thing, "yes")


def test_a_fitted_estimator_in_hand(logistic: Pipeline) -> None:
    """Take it as it is, without a file."""
    model = model_in_hand(logistic, "yes")
    expected = ("estimator", None, "sklearn.pipeline.Pipeline", (), ())

    assert expected == (model.format, model.sha256, model.estimator, model.types, model.trusted)


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        pytest.param([0, 1], ("0", "1"), id="integers"),
        pytest.param([0.0, 1.0], ("0", "1"), id="floats"),
        pytest.param([False, True], ("false", "true"), id="flags"),
        pytest.param(["no", "yes"], ("no", "yes"), id="texts"),
    ],
)
def test_classes_are_written_like_labels(classes: list[Any], expected: tuple[str, ...]) -> None:
    """Write classes and predictions in the one canonical text."""
    frame = pd.DataFrame({"x": [0.0, 1.0] * 10})
    model = model_in_hand(LogisticRegression().fit(frame, classes * 10), expected[1])
    predicted, scores = model.predictor.predict(arrow(frame))

    assert expected == model.predictor.classes
    assert list(expected) * 10 == predicted.to_pylist()
    assert scores is not None
    assert scores[1] > 0.5 > scores[0]


def test_without_probabilities_there_are_no_scores() -> None:
    """Give no decision function as if it were one."""
    frame = pd.DataFrame({"x": [0.0, 1.0] * 10})
    model = model_in_hand(LinearSVC().fit(frame, ["no", "yes"] * 10), "yes")
    predicted, scores = model.predictor.predict(arrow(frame))

    assert predicted.to_pylist() == ["no", "yes"] * 10
    assert scores is None


def test_without_a_positive_class_there_are_no_scores(logistic: Pipeline) -> None:
    """Leave the scores out rather than pick a class."""
    _, scores = model_in_hand(logistic).predictor.predict(arrow(rows()))

    assert scores is None


def test_no_rows_give_no_answers(logistic: Pipeline) -> None:
    """Answer an empty batch without asking the model."""
    assert model_in_hand(logistic, "yes").predictor.predict(arrow(rows().iloc[:0])) == (pa.array([], pa.string()), None)


def problem(model: Model, frame: pd.DataFrame) -> str:
    """Return the message with which a prediction ends."""
    with pytest.raises(BadInput) as caught:
        model.predictor.predict(arrow(frame))
    return str(caught.value)


def test_missing_columns_are_named(logistic: Pipeline) -> None:
    """Name them, with the column that was probably meant."""
    model = model_in_hand(logistic)
    one = problem(model, rows().rename(columns={"housing": "houseing"}))
    both = problem(model, rows()[["notes"]])

    assert "lacks 1 column that the model was fitted on: housing. Did you mean 'houseing'?" in one
    assert "lacks 2 columns that the model was fitted on: housing, income" in both


def test_a_model_without_column_names_counts_them() -> None:
    """Take the columns in order, without the label; refuse another number of them."""
    fitted = LogisticRegression().fit(np.array([[0.0, 5.0], [1.0, 5.0]] * 10), ["no", "yes"] * 10)
    model = model_in_hand(fitted, "yes", withheld=["label"])
    frame = pd.DataFrame({"a": [0.0, 1.0], "label": ["no", "yes"], "b": [5.0, 5.0]})
    predicted, _ = model.predictor.predict(arrow(frame))

    assert predicted.to_pylist() == ["no", "yes"]
    assert "without column names" in model.notes[0]
    assert "fitted on 2 columns without names, and the data offers 3" in problem(model, frame.assign(c=1.0))


class Failing(ClassifierMixin, BaseEstimator):
    """Raises, and quotes a value of the data in its message."""

    def __init__(self, error: type[BaseException] = ValueError) -> None:
        """Keep the kind of error."""
        self.error = error

    def predict(self, frame: pd.DataFrame) -> Any:
        """Raise."""
        print("printed secret-value")  # noqa: T201
        raise self.error(f"could not convert {frame.iloc[0, 0]!r}")


@pytest.mark.parametrize("error", [ValueError, SystemExit, type("OwnError", (Exception,), {})])
def test_a_model_that_raises_shows_only_the_type(error: type[BaseException], capfd: pytest.CaptureFixture[str]) -> None:
    """Keep its message to itself, and never let it end the process."""
    with pytest.raises(BadInput) as caught:
        model_in_hand(Failing(error)).predictor.predict(arrow(pd.DataFrame({"x": ["secret-value"]})))
    message = str(caught.value)

    assert f"raised an error while predicting ({error.__name__})" in message
    assert "secret-value" not in message
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "secret-value" not in "".join(capfd.readouterr())


def test_an_interruption_goes_through() -> None:
    """Let Ctrl-C end the audit."""
    with pytest.raises(KeyboardInterrupt):
        model_in_hand(Failing(KeyboardInterrupt)).predictor.predict(arrow(pd.DataFrame({"x": [1]})))


def test_numbers_are_no_classes() -> None:
    """Refuse a regression rather than count every number as a class."""
    frame = pd.DataFrame({"x": [0.0, 1.0, 2.0]})
    model = model_in_hand(LinearRegression().fit(frame, [0.0, 0.5, 0.9]))

    assert "gives numbers, not classes" in problem(model, frame)


FUNCTIONS = """
import numpy as np
import pandas as pd

def labels(frame):
    return ["yes" if value > 1 else "no" for value in frame["x"]]

def columns(frame):
    return [",".join(frame.columns)] * len(frame)

def series(frame):
    return pd.Series(labels(frame), index=frame.index[::-1])

def pair(frame):
    return labels(frame), frame["x"] / 10

def table(frame):
    return pd.DataFrame({"label": labels(frame), "score": frame["x"] / 10})

def one_column(frame):
    return pd.DataFrame({"label": labels(frame)})

def short(frame):
    return labels(frame)[1:]

def wide(frame):
    return np.zeros((len(frame), 3))

def short_scores(frame):
    return labels(frame), [0.5]

def gap(frame):
    return [None, *labels(frame)[1:]]

def nothing(frame):
    return None

def probabilities(frame):
    return [0.1, 0.2, 0.7]

def fails(frame):
    raise KeyError(str(frame["x"].iloc[0]))

class Scorer:
    predict = staticmethod(labels)

constant = 3
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a module of the user's own into the current folder, and forget it afterwards."""
    (tmp_path / "own_scoring.py").write_text(FUNCTIONS)
    (tmp_path / "own_broken.py").write_text("raise RuntimeError('secret-value')")
    (tmp_path / "own_needy.py").write_text("import package_that_is_not_there")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in [name for name in sys.modules if name.startswith("own_")]:
        monkeypatch.delitem(sys.modules, name)
    return "own_scoring"


FRAME = pd.DataFrame({"x": [1.0, 2.0, 3.0], "label": ["a", "b", "c"]})


@pytest.mark.parametrize(
    ("function", "scores"),
    [
        pytest.param("labels", None, id="list"),
        pytest.param("series", None, id="series"),
        pytest.param("one_column", None, id="frame-of-one-column"),
        pytest.param("Scorer.predict", None, id="method"),
        pytest.param("pair", [0.1, 0.2, 0.3], id="pair"),
        pytest.param("table", [0.1, 0.2, 0.3], id="frame-of-two-columns"),
    ],
)
def test_a_function_of_the_users_own(function: str, scores: list[float] | None, module: str) -> None:
    """Take labels, with or without scores, in the usual shapes."""
    model = load_model(None, predict_with=f"{module}:{function}")
    predicted, found = model.predictor.predict(arrow(FRAME))

    assert predicted.to_pylist() == ["no", "yes", "yes"]
    assert scores == (None if found is None else found.tolist())
    assert (model.format, model.sha256, model.estimator) == ("function", None, f"{module}:{function}")


def test_a_function_is_not_shown_what_is_withheld(module: str) -> None:
    """Keep the label from it; hash a file that is named beside it."""
    Path("weights.bin").write_bytes(b"weights")
    model = load_model(Path("weights.bin"), predict_with=f"{module}:columns", withheld=["label"])
    predicted, _ = model.predictor.predict(arrow(FRAME))

    assert predicted.to_pylist() == ["x", "x", "x"]
    assert sha256(Path("weights.bin")) == model.sha256


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("own_scoring", "not MODULE:FUNCTION", id="no-colon"),
        pytest.param("own_scoring:", "not MODULE:FUNCTION", id="no-function"),
        pytest.param("own_scorin:labels", "no module named 'own_scorin' in the current folder", id="no-module"),
        pytest.param("own_scoring.sub:labels", "no module named 'own_scoring.sub'", id="no-submodule"),
        pytest.param("own_scoring:label", "module 'own_scoring' has no 'label'", id="not-in-it"),
        pytest.param("own_scoring:constant", "cannot be called", id="not-callable"),
        pytest.param("own_broken:f", "importing 'own_broken' raised an error (RuntimeError)", id="broken"),
        pytest.param("own_needy:f", "(no module named 'package_that_is_not_there')", id="needs-another"),
    ],
)
@pytest.mark.usefixtures("module")
def test_a_function_that_cannot_be_found(name: str, says: str) -> None:
    """Tell which part of MODULE:FUNCTION is wrong, without the message of what it raised."""
    message = refusal(None, predict_with=name)

    assert says in message
    assert "secret-value" not in message


@pytest.mark.parametrize(
    ("function", "says"),
    [
        pytest.param("short", "gives 2 predictions for 3 rows", id="too-few"),
        pytest.param("wide", "gives 3 x 3 predictions for 3 rows", id="too-wide"),
        pytest.param("short_scores", "gives 1 scores for 3 rows", id="too-few-scores"),
        pytest.param("gap", "gives no answer for some rows", id="a-gap"),
        pytest.param("nothing", "gives no predictions for 3 rows", id="nothing"),
        pytest.param("probabilities", "gives numbers, not classes", id="probabilities"),
        pytest.param("fails", "while predicting (KeyError)", id="raises"),
    ],
)
def test_a_function_that_answers_wrongly(function: str, says: str, module: str) -> None:
    """Tell what came back, in numbers of rows."""
    model = load_model(None, predict_with=f"{module}:{function}")

    assert says in problem(model, FRAME)

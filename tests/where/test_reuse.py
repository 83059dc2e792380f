"""Are facts reused when nothing they depend on has changed, and only then?"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import joblib
import pandas as pd
import pytest
import skops.io
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from audit import reuse
from audit.core.fact import Facts
from audit.core.values import digest
from audit.load.subject import Subject, override, read_subject
from audit.observe.stage import InHand, Means, described, staged
from audit.observe.wanted import settings_of
from audit.reuse import KEPT, Reusing, key, tidy

if TYPE_CHECKING:
    from command_line import Ended

SUBJECT = """version: 1
name: loans
data: {test: {path: d.csv}}
roles: {label: hired, favourable: "yes", protected: [sex], prediction: guess}
audit: {controller: Example Bank, purpose: audit, retain_until: 2099-12-31}
"""
OWN_MODEL = """from sklearn.base import BaseEstimator, TransformerMixin

class Same(TransformerMixin, BaseEstimator):
    def fit(self, rows, labels=None):
        return self

    def transform(self, rows):
        return rows
"""
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIXED = ("--now", "2026-11-20T12:00:00Z", "--as-of", "2026-11-20")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache of this test, and write a subject with its data."""
    place = pd.Series(range(240))
    pd.DataFrame(
        {
            "sex": place.map(lambda n: "Female" if n % 2 else "Male"),
            "hired": place.map(lambda n: "yes" if n % 4 < 2 else "no"),
            "guess": place.map(lambda n: "yes" if n % 4 < 2 else "no"),
        }
    ).to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    monkeypatch.setenv("EQUIGATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(reuse, "observe", lambda _, about: Facts((), {**about, "sample": {}}))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache" / "facts"


def declared(**flags: Any) -> Subject:
    """Return the subject."""
    return override(read_subject(Path("equigate.yml")), as_of=flags.pop("as_of", "2026-11-20"), **flags)


def told(subject: Subject, min_cell: int = 10) -> tuple[str, str]:
    """Return what is said when facts are wanted, by its first word after `facts`, and the key they have."""
    said: list[str] = []
    with staged(subject, InHand(), settings_of(subject, NOW, min_cell=min_cell), Means(threads=1)) as scenes:
        about = described(subject, scenes)
        Reusing(subject, NOW, said.append)(scenes, about)
        return said[-1].split(" ")[1], key(subject, scenes, about)


def test_the_second_run_reuses_and_says_the_same(here: Callable[..., Ended], cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the same claims as counting does, to the byte."""
    monkeypatch.undo()
    monkeypatch.setenv("EQUIGATE_CACHE", str(cache.parent))
    monkeypatch.setattr(reuse, "_program", lambda: "this")
    runs = [here("check", "equigate.yml", "--format", "json", *FIXED, *more) for more in ((), ("--reuse",), ("--reuse",))]
    said = [next((line.split(" ")[1] for line in run.err.splitlines() if line.startswith("facts ")), "") for run in runs]
    claims = {json.dumps(json.loads(run.out)["claims"], sort_keys=True) for run in runs}

    assert said == ["", "kept", "reused"]
    assert len(claims) == 1


def test_kept_facts_are_for_this_user_alone(cache: Path) -> None:
    """Make folder and file private; keep nothing in a folder that others can read."""
    told(declared())
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (cache, *cache.iterdir())]
    cache.chmod(0o755)

    assert modes == [0o700, 0o600]
    assert told(declared())[0] == "are"


def test_kept_facts_that_others_could_have_written_are_not_used(cache: Path) -> None:
    """Count again where a file is not this user's alone, or is damaged."""
    said = [told(declared())[0], told(declared())[0]]
    kept = next(cache.iterdir())
    kept.chmod(0o666)
    said.append(told(declared())[0])
    kept.write_text(kept.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    said += [told(declared())[0], told(declared())[0]]

    assert said == ["kept", "reused", "kept", "kept", "reused"]


def rows(folder: Path) -> None:
    """Change one cell."""
    path = folder / "d.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Male,yes,yes", "Male,yes,no", 1), encoding="utf-8")


def says(before: str, after: str) -> Callable[[Path], None]:
    """Return what changes the subject."""

    def change(folder: Path) -> None:
        text = SUBJECT.replace(before, after)

        assert text != SUBJECT
        (folder / "equigate.yml").write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "flags"),
    [
        (rows, {}),
        (says("protected: [sex]", "protected: [sex], strata: [sex]"), {}),
        (says('favourable: "yes"', 'favourable: "no"'), {}),
        (says("path: d.csv", 'path: d.csv, delimiter: ","'), {}),
        (says("retain_until: 2099-12-31", "retain_until: 2098-12-31"), {}),
        (None, {"seed": 7}),
        (None, {"sample": 100}),
        (None, {"locales": "DE"}),
        (None, {"as_of": "2026-11-21"}),
        (None, {"min_cell": 20}),
    ],
    ids=["a cell", "role", "outcome", "reading", "retention", "seed", "sample", "locales", "day", "smallest cell"],
)
def test_whatever_facts_depend_on_has_them_counted_again(
    change: Callable[[Path], None] | None, flags: dict[str, Any], cache: Path, tmp_path: Path
) -> None:
    """Keep other facts beside those of before."""
    before = told(declared())
    cell = flags.pop("min_cell", 10)
    if change is not None:
        change(tmp_path)
    after = told(declared(**flags), cell)

    assert (before[0], after[0]) == ("kept", "kept")
    assert before[1] != after[1]


@pytest.mark.parametrize("part", ["_program", "version_of"])
def test_another_program_or_library_has_them_counted_again(part: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust no facts of another version."""
    told(declared())
    monkeypatch.setattr(reuse, part, lambda *_: "another")

    assert told(declared())[0] == "kept"


def test_the_program_is_what_lies_here() -> None:
    """Hash the sources, whatever version they call themselves."""
    assert reuse._program() == reuse._program()
    assert len(reuse._program()) == 64


def test_own_code_is_never_reused(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count where a function of the user's predicts."""
    (tmp_path / "own_guess.py").write_text("def guess(rows):\n    return ['yes'] * len(rows)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "equigate.yml").write_text(SUBJECT.replace(", prediction: guess", ""), encoding="utf-8")

    assert told(declared(predict_with="own_guess:guess"))[0] == "are"
    assert not cache.exists() or list(cache.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "own", "said"),
    [
        ("skops", False, ""),
        ("skops", True, "the model holds types of own_model"),
        ("joblib", True, "the types in a joblib file cannot be listed"),
        ("joblib", False, "the types in a joblib file cannot be listed"),
        ("pickle", False, "the types in a pickle file cannot be listed"),
    ],
)
def test_a_model_of_unhashed_code_is_never_reused(
    kind: str, own: bool, said: str, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Count where the class of the model, or of a part of it, may have changed while its file has not."""
    (tmp_path / "own_model.py").write_text(OWN_MODEL, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "own_model", raising=False)
    step = importlib.import_module("own_model").Same() if own else FunctionTransformer()
    model = make_pipeline(step, LogisticRegression()).fit([[0.0], [1.0]], ["no", "yes"])
    joblib.dump(model, tmp_path / "model.joblib")
    dumped = {"skops": skops.io.dumps, "joblib": lambda _: (tmp_path / "model.joblib").read_bytes(), "pickle": pickle.dumps}
    data = dumped[kind](model)
    (tmp_path / "model.bin").write_bytes(data)
    trust = "trusted: [own_model.Same]" if kind == "skops" else f"trust: {digest(data)}"
    subject = SUBJECT.replace(", prediction: guess", "") + f"model: {{path: model.bin, {trust}}}\n"
    (tmp_path / "equigate.yml").write_text(subject, encoding="utf-8")

    words = [told(declared())[0] for _ in range(2)]
    with staged(declared(), InHand(), settings_of(declared(), NOW), Means(threads=1)) as scenes:
        why = reuse.cannot(declared(), scenes)

    assert words == (["are", "are"] if said else ["kept", "reused"])
    assert why.partition(",")[0] == said


def test_an_empty_cache_variable_keeps_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say that there is no folder."""
    monkeypatch.setenv("EQUIGATE_CACHE", "")

    assert told(declared())[0] == "are"


@pytest.mark.parametrize(
    ("age", "until", "stays"),
    [(timedelta(days=1), "2099-12-31", True), (KEPT + timedelta(days=1), "2099-12-31", False), (timedelta(0), "2026-11-19", False)],
    ids=["young", "too old", "past its day"],
)
def test_what_is_kept_has_an_end(age: timedelta, until: str, stays: bool, cache: Path) -> None:
    """Delete facts after thirty days, or after the day that their subject sets."""
    told(declared())
    kept = next(cache.iterdir())
    kept.write_text(kept.read_text(encoding="utf-8").replace("2099-12-31", until), encoding="utf-8")
    made = (NOW - age).timestamp()
    os.utime(kept, (made, made))

    tidy(cache, NOW)

    assert kept.exists() == stays

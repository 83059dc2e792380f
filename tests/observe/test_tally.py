"""What is counted of a model's answers: the model's own, over the columns that are needed, under one name per group."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from audit.core.fact import Fact
from audit.load.source import Source
from audit.observe.codes import encode
from audit.observe.registry import RowWork, makers
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from tests.observe import scenes

WORKING = ("__prediction", "__score", "__label", "__group_0", "__Prediction", "__n", "__bin")
FLAGS = {"label": "label", "favourable": "1", "protected": "sex"}
COUNTED = [one for one in makers() if isinstance(one, RowWork) and one.name in {"outcomes", "scores"}]


class _Model:
    """A model that decides by one column."""

    classes_ = np.array([0, 1])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Select from one half upwards."""
        return (frame["chance"].to_numpy() >= 0.5).astype(int)

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the chance itself."""
        chance = frame["chance"].to_numpy()
        return np.column_stack([1 - chance, chance])


class _Knowing(_Model):
    """The same, and it names the column it was fitted on."""

    feature_names_in_ = np.array(["chance"], dtype=object)


def _people(rows: int = 60) -> pd.DataFrame:
    """Return rows that are half selected."""
    place = np.arange(rows)
    return pd.DataFrame({"sex": np.where(place % 3, "F", "M"), "label": place % 2, "chance": (place % 10) / 10})


def _facts(frame: pd.DataFrame, model: Any) -> dict[str, Fact]:
    """Return what is counted with the model asked."""
    with scenes.scene(frame, Settings(batch_rows=25), model=model, **FLAGS) as one:
        return {fact.name: fact for fact in counted(one, COUNTED)}


@pytest.mark.parametrize("name", WORKING)
@pytest.mark.parametrize("model", [_Model(), _Knowing()], ids=["names-no-columns", "names-its-columns"])
def test_no_column_of_the_data_stands_in_for_the_model(name: str, model: Any) -> None:
    """A column called like a working name changes nothing, as a column of no part in it."""
    expected = _facts(_people(), model)

    actual = _facts(_people().assign(**{name: "1"}), model)

    assert expected == actual
    assert {"outcomes", "scores"} == set(actual)


@pytest.mark.parametrize("name", WORKING)
def test_roles_may_be_called_like_working_names(name: str) -> None:
    """A protected column or a label of such a name is counted as any other."""
    expected = [fact.rows for fact in _facts(_people(), _Knowing()).values()]
    for role in ("sex", "label"):
        flags = {**FLAGS, "protected" if role == "sex" else "label": name}
        with scenes.scene(_people().rename(columns={role: name}), model=_Knowing(), **flags) as one:
            actual = [fact.rows for fact in counted(one, COUNTED)]

        assert expected == actual


@pytest.mark.parametrize("held", [0, 1_000, 10_000])
def test_rows_are_counted_once_however_many_wait(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are counted alone or together, and the last of them whatever they hold."""
    expected = _facts(_people(), _Model())
    monkeypatch.setattr("audit.observe.tally._HELD", held)

    actual = _facts(_people(), _Model())

    assert expected == actual
    assert sum(numbers[0] for numbers in actual["outcomes"].rows.values()) == 60


class _Noting(Source):
    """A dataset that notes which columns are read."""

    read: list[tuple[str, ...]] = []  # noqa: RUF012 - shared on purpose

    def batches(self, columns: Any, size: int = 65_536) -> Any:
        """Note the columns."""
        self.read.append(tuple(columns))
        return Source.batches(self, columns, size)


@pytest.mark.parametrize(
    ("model", "expected"),
    [(_Knowing(), {"chance", "sex", "label"}), (_Model(), {"chance", "sex", "label", "note"})],
    ids=["names-its-columns", "names-no-columns"],
)
def test_only_what_is_needed_is_read(model: Any, expected: set[str]) -> None:
    """A model that says what it needs is not read a wide table for."""
    with scenes.scene(_people().assign(note="x"), model=model, **FLAGS) as one:
        names = ("name", "columns", "rows", "fingerprint", "notes", "table")
        noting = _Noting(**{name: getattr(one.source, name) for name in names})
        facts = list(counted(replace(one, source=noting), COUNTED))

    assert [fact.name for fact in facts] == ["outcomes", "scores"]
    assert expected == set(_Noting.read[-1])


GROUPS: list[Any] = [
    pytest.param(pa.array([1.0, 2.0] * 30), {"1", "2"}, id="decimal"),
    pytest.param(pa.array(["1.0", "2.0"] * 30), {"1", "2"}, id="text"),
    pytest.param(pa.array([True, False] * 30), {"true", "false"}, id="boolean"),
    pytest.param(pa.array(["1.0", "1", "2", "2", "2"] * 12), {"1", "2"}, id="two spellings"),
    pytest.param(pa.array(["1.0"] * 6 + ["1"] * 6 + ["2"] * 48), {"1", "2"}, id="rare in each spelling"),
]


def _names(one: Scene) -> dict[str, set[str]]:
    """Return the names of the groups, by who tells them."""
    told = {fact.name: {str(keys[0]) for keys in fact.rows} for fact in counted(one, COUNTED)}
    return {**told, "codes": set(encode(one).groups[0].names)}


@pytest.mark.parametrize(("groups", "expected"), GROUPS)
def test_a_group_has_one_name_wherever_it_iscounted(groups: pa.Array, expected: set[str]) -> None:
    """Decisions, scores and codes call it alike, or a small cell of one is not found in the other."""
    table = pa.table({"sex": groups, "label": [0, 1] * 30, "predicted": [1, 0] * 30, "score": [0.5] * 60, "zip": ["a"] * 60})
    flags = {**FLAGS, "prediction": "predicted", "score": "score", "quasi_identifiers": "zip"}
    with scenes.scene(table, **flags) as one:
        actual = _names(one)

    assert {"outcomes": expected, "scores": expected, "codes": expected} == actual


class _Unsure(_Knowing):
    """A model that gives no score for some rows."""

    def predict_proba(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the chance, and nothing where it is highest."""
        chance = np.where(frame["chance"] > 0.85, np.nan, frame["chance"])
        return np.column_stack([1 - chance, chance])


def test_a_score_that_is_no_number_is_a_missing_one() -> None:
    """It is in no bin, as it would be in a stored column."""
    rows = _people()
    expected = int((rows["chance"] <= 0.85).sum())

    actual = sum(numbers[0] for numbers in _facts(rows, _Unsure())["scores"].rows.values())

    assert expected == actual
    assert expected < len(rows)

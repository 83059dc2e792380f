"""Sizes of classes in a population, against pandas; and who is held against whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.errors import BadInput
from audit.core.fact import Fact
from audit.observe.cells import CELLS
from audit.observe.journalist import JOURNALIST, Scenarios
from audit.observe.profile import PROFILE
from audit.observe.scene import Scene, Settings
from audit.observe.stage import InHand, staged
from tests.observe import scenes


def _town(rows: int = 900) -> pd.DataFrame:
    """Return everybody, with gaps."""
    draw = np.random.default_rng(5)
    return pd.DataFrame({
        "age": draw.integers(20, 26, rows),
        "zip": pd.array(draw.choice(["1", "2", "3", None], rows), dtype="str"),
        "person": np.arange(rows) // 2,
    })  # fmt: skip


@contextmanager
def _held(data: Any, population: Any, **flags: Any) -> Iterator[Scene]:
    """Yield the scene of the data with the population beside it."""
    subject = scenes.subject(**{"quasi_identifiers": "age,zip", **flags})
    with staged(subject, InHand({"test": data, "population": population}), Settings(), scenes.MEANS) as made:
        yield next(one for one in made if one.source.name == "test")


def _made(one: Scene) -> Fact | None:
    """Return the fact."""
    return JOURNALIST.make(one, {})


def test_classes_have_the_size_that_they_have_in_the_population() -> None:
    """Gaps agree with gaps, as in pandas with `dropna=False`."""
    town = _town()
    some = town.sample(120, random_state=1)
    sizes = town.groupby(["age", "zip"], dropna=False).size().rename("there").reset_index()
    expected = some.merge(sizes, on=["age", "zip"]).groupby("there").size().to_dict()

    with _held(some, town) as one:
        fact = _made(one)
    assert fact is not None

    assert {(size,): rows for size, rows in expected.items()} == {keys: numbers[1] for keys, numbers in fact.rows.items()}
    assert sum(numbers[2] for numbers in fact.rows.values()) == 0


def test_who_is_missing_from_the_population_is_counted() -> None:
    """A class that is larger in the data counts as large as it is there: the population lacks somebody."""
    town = pd.DataFrame({"age": [20, 20, 21], "zip": ["1", "1", "1"]})
    some = pd.DataFrame({"age": [20, 21, 21, 22], "zip": ["1", "1", "1", None]})

    with _held(some, town) as one:
        fact = _made(one)
    assert fact is not None

    assert dict(fact.rows) == {(1,): (1, 1, 1), (2,): (2, 3, 1)}


def test_persons_are_counted_once_on_both_sides() -> None:
    """Two rows each: half as many people as rows."""
    town = _town()
    persons = town.groupby(["age", "zip"], dropna=False)["person"].nunique()

    with _held(town, town, subject_id="person") as one:
        fact = _made(one)
    assert fact is not None

    assert set(persons) == {keys[0] for keys in fact.rows}


def test_whole_and_other_numbers_are_the_same_numbers() -> None:
    """20 is 20.0."""
    town = _town()

    with _held(town.head(50), town.astype({"age": float})) as one, _held(town.head(50), town) as other:
        assert _made(one) == _made(other)


def test_a_column_of_another_kind_is_a_mistake() -> None:
    """A text is never a number: nobody would be found."""
    town = _town()

    with _held(town.astype({"age": str}), town) as one, pytest.raises(BadInput, match="column 'age' is integer, and text in test"):
        _made(one)


@pytest.mark.parametrize("population", [_town().drop(columns="zip"), None], ids=["without a quasi-identifier", "none"])
def test_no_population_no_fact(population: pd.DataFrame | None) -> None:
    """The journalist's risk is not guessed from the data."""
    with scenes.scene(_town(), quasi_identifiers="age,zip") if population is None else _held(_town(), population) as one:
        assert _made(one) is None


def test_memory_changes_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides are cut into the same parts."""
    town = _town()
    with _held(town.head(300), town.astype({"age": float})) as one:
        expected = _made(one)
        monkeypatch.setattr(type(one.source.table), "memory", property(lambda _: 20_000))

        actual = _made(one)

    assert expected == actual
    assert expected is not None


def test_three_intruders_are_told_apart() -> None:
    """Prosecutor by classes of the data, journalist and marketer by those of the population."""
    town = pd.DataFrame({"age": [20] * 20 + [21] * 10, "zip": ["1"] * 30})
    with _held(town.iloc[[0, 1, 20, 21]], town) as one:
        profile = PROFILE.make(one, {})
        assert profile is not None
        made = [fact for fact in (CELLS.make(one, {"profile": profile}), _made(one)) if fact]
    view = Scenarios.of(scenes.facts_of(*made), "test")
    assert view is not None

    actual = {risk.name: (round(risk.highest, 9), round(risk.mean, 9), risk.rows_above) for risk in view.risks(0.09)}

    assert actual == {"prosecutor": (0.5, 0.5, 4), "journalist": (0.1, 0.075, 2), "marketer": (0.075, 0.075, 0)}


def test_without_a_population_there_is_no_journalist() -> None:
    """And the marketer counts classes of the data."""
    view = Scenarios.of(scenes.facts_of(Fact.of("cells", "test", ("size",), ("classes", "rows"), [((2,), (3, 6))])), "test")
    assert view is not None

    assert {risk.name: risk.mean for risk in view.risks(0.2)} == {"prosecutor": 0.5, "marketer": 0.5}
    assert Scenarios.of(scenes.facts_of(), "test") is None

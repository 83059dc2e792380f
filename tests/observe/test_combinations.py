"""What few columns expose, from a dataset to the view: declared columns, proposed ones, persons, and too many rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Facts
from audit.observe import combinations
from audit.observe.combinations import COMBINATIONS, Combinations
from audit.observe.scene import Settings
from tests.anonymity import adult
from tests.observe import outsiders, scenes

KNOWN = "age,sex,town"


def _people(rows: int = 400) -> pd.DataFrame:
    """Return people of few ages and towns, one of them unknown here and there."""
    draw = np.random.default_rng(3)
    town = draw.choice(["Ulm", "Bonn", "Kiel", None], rows, p=[0.5, 0.3, 0.15, 0.05])
    return pd.DataFrame({
        "age": draw.integers(20, 60, rows),
        "sex": draw.choice(["F", "M"], rows),
        "town": town,
        "town code": [None if one is None else len(one) for one in town],
        "person": np.arange(rows) // 4,
    })  # fmt: skip


def _view(data: pd.DataFrame, **flags: Any) -> Combinations | None:
    """Return the view of what is declared, else of what is proposed."""
    what = "combinations" if "quasi_identifiers" in flags else "proposed"
    return Combinations.of(outsiders.made(what, data, **flags), "test")


def test_it_is_what_pandas_counts() -> None:
    frame = _people()
    sizes = frame.groupby(["age", "sex", "town"], dropna=False).size()

    found = _view(frame, quasi_identifiers=KNOWN)

    assert found is not None
    assert found.whole is not None
    assert (found.rows, found.declared, found.too_many) == (400, True, 0)
    assert (len(sizes), int((sizes == 1).sum()), int(sizes[sizes < 5].sum())) == (
        found.whole.classes,
        found.whole.unique,
        found.whole.below,
    )
    assert set(found.parts) == {"age", "sex", "town"}
    assert sum(share for share, _ in found.parts.values()) == pytest.approx(found.whole.share_unique, abs=1e-5)


def test_columns_that_split_alike_are_one() -> None:
    frame = _people().assign(again=lambda table: table["town"].str.upper())

    found = _view(frame, quasi_identifiers=f"{KNOWN},again")

    assert found is not None
    assert found.alike == ("town & again",)
    assert set(found.parts) == {"age", "sex", "town"}


def test_with_persons_a_class_holds_people() -> None:
    """Four rows of each person that are alike: in rows nobody is alone, in persons half of a class of eight are two."""
    frame = _people()
    person = frame["person"].to_numpy()
    same = frame.assign(**{name: frame[name].to_numpy()[person * 4] for name in ("age", "sex", "town")})
    persons = same.drop_duplicates("person").groupby(["age", "sex", "town"], dropna=False).size()

    found = _view(same, quasi_identifiers=KNOWN, subject_id="person")

    assert found is not None
    assert found.whole is not None
    assert int(persons[persons < 5].sum()) * 4 == found.whole.below
    assert int((persons == 1).sum()) * 4 == found.whole.unique


def test_without_a_declaration_what_an_outsider_can_know_is_looked_at() -> None:
    found = _view(adult.frame().head(3_000))

    assert found is not None
    assert not found.declared
    assert {"age", "sex", "race", "occupation"} <= set(found.parts)
    assert "fnlwgt" not in found.parts
    assert max(one.columns for one in (*found.risky, *found.worst)) == 3


def test_nothing_known_is_nothing_to_look_at() -> None:
    found = _view(pd.DataFrame({"x": np.arange(50) / 7, "y": np.arange(50) % 3}))

    assert found is None


@pytest.mark.parametrize(("most", "classes"), [(399, True), (20, False)])
def test_beyond_the_rows_that_are_held_classes_are_counted_where_they_are(
    monkeypatch: pytest.MonkeyPatch, most: int, classes: bool
) -> None:
    """The same numbers from classes as from rows; where even these can be too many, it says so."""
    frame = _people().assign(age=lambda table: table["age"] // 20)
    expected = _view(frame, quasi_identifiers=KNOWN)
    monkeypatch.setattr(combinations, "MOST_ROWS", most)

    found = _view(frame, quasi_identifiers=KNOWN)

    assert found is not None
    assert (expected == found, found.too_many) == (classes, 0 if classes else 400)


def test_no_value_is_in_the_fact() -> None:
    with scenes.scene(_people(), Settings(), quasi_identifiers=KNOWN) as one:
        fact = COMBINATIONS.make(one, {})

    assert fact is not None
    assert not {"Ulm", "Bonn", "Kiel"} & {word for keys in fact.rows for key in keys for word in str(key).split()}


def test_an_unfinished_search_says_where_it_ended() -> None:
    row = combinations._row
    fact_rows = [row("evaluated", number=7, rows=10), row("unfinished", number=3), row("left", number=12)]
    facts = Facts((combinations.Fact.of("combinations", "test", combinations.KEYS, combinations.MEASURES, fact_rows),), scenes.about())

    found = Combinations.of(facts, "test")

    assert found is not None
    assert (found.evaluated, found.unfinished, found.left, found.rows) == (7, 3, 12, 10)

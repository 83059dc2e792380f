"""Repeated persons: sums over persons against pandas, whole persons in a sample, and nothing changed where nobody repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.claims.design import unapplied
from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Key
from audit.core.measurement import Rate
from audit.facts_file import facts_text
from audit.metrics.decisions import rate_of
from audit.observe.engines.whole_persons import whole_persons
from audit.observe.outcomes import OUTCOMES, Outcomes, decisions
from audit.observe.persons import PERSONS_WORK, REPEATED
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from audit.observe.stage import described
from audit.observe.worth import EVERYBODY, PERSONS, RATES, design_effect, effects_of
from tests.observe import scenes

FLAGS: Mapping[str, Any] = {
    "label": "label",
    "prediction": "predicted",
    "favourable": "1",
    "protected": "sex,race,age:30:60",
    "subject_id": "person",
}
TOKEN = "zqx"  # noqa: S105 - no password


def _people(rows: int = 900, persons: int = 250, seed: int = 5) -> pd.DataFrame:
    """Return rows of fewer persons, alike in what is decided; some rows are nobody's."""
    draw = np.random.default_rng(seed)
    person = draw.integers(0, persons, rows)
    liked = draw.random(persons)[person]
    frame = scenes.people(rows, seed).assign(predicted=(draw.random(rows) < liked).astype(int))
    return frame.assign(person=pd.Series([f"{TOKEN}{one}" for one in person]).mask(draw.random(rows) < 0.02))


def _make(one: Scene) -> tuple[Fact, Fact]:
    """Return the outcomes and the sums over persons of a scene."""
    (outcomes,) = counted(one, [OUTCOMES])
    fact = PERSONS_WORK.make(one, {outcomes.name: outcomes})
    assert fact is not None
    return outcomes, fact


def _facts(data: Any, wanted: Settings | None = None, **changes: Any) -> Facts:
    """Return the decisions of a table, with the sums over persons."""
    flags = {**FLAGS, **changes}
    with scenes.scene(data, wanted or Settings(min_cell=0), **flags) as one:
        flags.pop("model", None)
        return Facts(_make(one), described(scenes.subject(**flags), [one]))


def _fact(facts: Facts) -> Fact:
    """Return the sums over persons."""
    fact = facts.find(PERSONS, "test")
    assert fact is not None
    return fact


def _by_hand(frame: pd.DataFrame, weight: str | None) -> dict[tuple[Key, ...], tuple[int, ...]]:
    """Return the lines as pandas makes them: one cluster per person in each group."""
    rows = frame.dropna(subset=["person"]).fillna({"sex": "unknown"})
    rows = rows.assign(
        age=pd.cut(rows["age"], [-1, 30, 60, 999], right=False, labels=["<30", "30 to <60", ">=60"]).astype(str), everybody=""
    )
    label, predicted = rows["label"] == 1, rows["predicted"] == 1
    cells = {"rows": predicted | ~predicted, "selected": predicted}
    cells |= {"tp": label & predicted, "fp": ~label & predicted, "fn": label & ~predicted, "tn": ~label & ~predicted}
    mass = rows[weight].to_numpy() if weight else np.ones(len(rows), int)
    lines: dict[tuple[Key, ...], tuple[int, ...]] = {(*EVERYBODY, REPEATED): (len(rows), rows["person"].nunique(), 0, 0, 0, 0, 0, 0, 0)}
    for depth in range(4):
        for names in combinations(["sex", "race", "age"], depth):
            for rate, (hits, of) in RATES.items():
                hit, every = (np.logical_or.reduce([cells[cell] for cell in some]) for some in (hits, of))
                part = pd.DataFrame({"k": every * 1, "a": hit * mass, "n": every * mass, "a2": hit * mass**2, "n2": every * mass**2})
                part = part.assign(person=rows["person"].to_numpy(), **{name: rows[name].to_numpy() for name in (*names, "everybody")})
                for group, some in part[part["k"] > 0].groupby([*names, "everybody"]):
                    each = some.groupby("person")[["a", "n"]].sum()
                    sums = (len(some), len(each), *(some[one].sum() for one in ("a", "n", "a2", "n2")))
                    products = ((each["a"] ** 2).sum(), (each["a"] * each["n"]).sum(), (each["n"] ** 2).sum())
                    lines[" & ".join(names), " & ".join(group[:-1]), rate] = (*map(int, sums), *map(int, products))
    return lines


def test_sums_over_persons_are_those_of_pandas() -> None:
    """Everybody, three attributes, their intersections, seven rates: to the last integer."""
    frame = _people()

    actual = dict(_fact(_facts(frame)).rows)

    assert _by_hand(frame, None) == actual


def test_weighted_sums_over_persons_are_those_of_pandas() -> None:
    """Whole numbers as weights: only their unit is another one, and a design effect has none."""
    frame = _people().assign(weight=np.random.default_rng(2).integers(0, 9, 900))
    expected = {keys: design_effect(numbers) for keys, numbers in _by_hand(frame, "weight").items()}

    actual = {keys: design_effect(numbers) for keys, numbers in _fact(_facts(frame, weight="weight")).rows.items()}

    assert actual == pytest.approx(expected, rel=1e-9)
    assert max(actual.values()) > 1.3


def test_rare_groups_are_those_of_the_outcomes() -> None:
    """Two rare values are one group, also of a person who has both."""
    frame = _people().assign(race=lambda rows: rows["race"].replace({"c": "b"}))
    frame.loc[:3, "race"], frame.loc[4:8, "race"] = "x", "y"
    pooled = frame.assign(race=frame["race"].replace({"x": "rare group 1", "y": "rare group 1"}))

    assert _fact(_facts(pooled)).rows == _fact(_facts(frame, Settings(min_cell=10))).rows


def test_where_nobody_repeats_nothing_changes() -> None:
    """One row per person: a design effect of exactly 1, and groups without effective rows."""
    facts = _facts(_people().assign(person=range(900)))
    view = decisions(facts, "test")
    assert view is not None

    assert list(_fact(facts).rows) == [(*EVERYBODY, REPEATED)]
    assert {len(group.effective) for _, groups in view.by() for group in groups} == {0}
    assert list(unapplied(facts)) == []


def test_everything_written_twice_counts_once() -> None:
    """Two equal rows per person: half of the rows is what they are worth, in every rate of every group."""
    once = _people().drop(columns="person")
    frame = pd.concat([once.assign(person=range(900))] * 2)
    view = decisions(_facts(frame), "test")
    assert view is not None
    worth = [(group, rate, group.effective[rate]) for _, some in view.by() for group in some if group.rows > 60 for rate in RATES]

    for group, rate, found in worth:
        hits, rows = (sum(getattr(group, cell) for cell in cells) for cells in RATES[rate])
        persons = rows / 2
        assert 1 - 2 / persons <= found.of / persons <= 1 + 1e-9
        assert found.hits / found.of == pytest.approx(hits / rows)


def test_opposite_rows_of_a_person_are_taken_for_noise() -> None:
    """One accepted and one rejected row per person: the design effect would be 0, and is about 1."""
    numbers = (400, 200, 200, 400, 200, 400, 200, 400, 800)

    assert 1.0 <= design_effect(numbers) < 1.02


@pytest.mark.parametrize("hits", [0, 400], ids=["nobody", "everybody"])
def test_where_all_rows_agree_each_person_counts_once(hits: int) -> None:
    """200 persons with two rows each, all of them selected or none: nothing tells how alike their rows are."""
    numbers = (400, 200, hits, 400, hits, 400, 2 * hits, 2 * hits, 800)

    assert design_effect(numbers) == pytest.approx(2.0)


def test_a_group_that_the_sample_lacks_has_the_effect_of_everybody() -> None:
    """Better than none."""
    lines = [(("", "", "selection_rate"), (400, 200, 200, 400, 200, 400, 400, 400, 800))]
    fact = Fact.of(
        PERSONS, "test", ("attribute", "group", "rate"), ("rows", "persons", "hits", "of", "hits2", "of2", "aa", "an", "nn"), lines
    )
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex",), scenes.cells("F", 30, 20, 10, 40)), fact), "test")
    assert view is not None
    effect = effects_of(fact)["", ""]["selection_rate"]
    (_, (group,)) = next(iter(view.by()))

    assert effect == pytest.approx(2, rel=0.02)
    assert group.effective["selection_rate"] == Rate(50 / effect, 100 / effect)
    assert group.effective["precision"] == Rate(30, 50)


# ----------------------------------------------------------------------------- where rows are


class _Model:
    """A model that decides by a column."""

    classes_ = np.array([0, 1])

    def predict(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the stored decision."""
        return frame["chance"].to_numpy().astype(int)


@pytest.mark.parametrize("size", [64, 1_000])
def test_asking_a_model_gives_the_same_sums(size: int) -> None:
    """In any batches, as with stored answers."""
    frame = _people().assign(weight=np.random.default_rng(2).random(900))
    expected = _fact(_facts(frame, weight="weight"))
    asked = frame.drop(columns="score").rename(columns={"predicted": "chance"})

    actual = _fact(_facts(asked, Settings(min_cell=0, batch_rows=size), model=_Model(), prediction=None, weight="weight"))

    assert expected == actual


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Look at so few rows that persons have to be drawn."""
    most = 300
    monkeypatch.setattr("audit.observe.persons.whole_persons", lambda scene: whole_persons(scene, most))
    return most


def test_a_sample_has_whole_persons(few: int) -> None:
    """Whoever is in it has all rows in it; as many persons as fit, and nobody without an id."""
    frame = _people()
    with scenes.scene(frame, **FLAGS) as one:
        drawn = whole_persons(one, few)
        sample = pa.Table.from_batches(drawn.source.batches(drawn.source.names())).to_pandas()
    sizes = frame["person"].value_counts()

    assert sample["person"].value_counts().to_dict() == {name: sizes[name] for name in sample["person"].unique()}
    assert few * 0.8 < len(sample) == drawn.source.rows <= few


def test_a_sample_is_the_same_in_any_order_and_any_files(few: int, tmp_path: Path) -> None:
    """The smallest keyed hashes of ids: neither order nor files have a say, the seed has."""
    frame = _people()
    for part in range(3):
        rows = frame[np.arange(len(frame)) % 3 == part]
        pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), tmp_path / f"part-{part}.parquet")
    expected = _fact(_facts(frame))

    shuffled, parts = (_fact(_facts(data)) for data in (frame.sample(frac=1, random_state=1), tmp_path))

    assert expected == shuffled == parts
    assert expected.rows[*EVERYBODY, REPEATED][0] <= few
    assert expected != _fact(_facts(frame, Settings(min_cell=0, seed=1)))


@pytest.mark.parametrize("kind", ["int64", "float64", "datetime64[us]"])
def test_ids_may_be_of_any_kind(few: int, kind: str) -> None:
    """Numbers and days tell people apart as texts do."""
    frame = _people()
    number = frame["person"].fillna(f"{TOKEN}0").str.removeprefix(TOKEN).astype("int64")
    days = pd.to_datetime("2001-01-01") + pd.to_timedelta(number, unit="D")

    actual = _fact(_facts(frame.assign(person=days if kind.startswith("date") else number.astype(kind)))).rows[*EVERYBODY, REPEATED]

    assert few * 0.8 < actual[0] <= few
    assert actual[1] < actual[0]


def test_one_person_with_too_many_rows_is_refused(few: int) -> None:
    """A constant is no id of a person."""
    with pytest.raises(BadInput, match="the person id 'person' gives every person more than 300 rows") as caught:
        _facts(_people().assign(person="the same"))

    assert caught.value.problems[0].where == "--subject-id"
    assert TOKEN not in str(caught.value)


def test_the_effect_of_a_sample_is_near_that_of_all_rows() -> None:
    """What a third of the persons tell of the dependence within a person."""
    frame = _people(12_000, 3_000)
    with scenes.scene(frame, Settings(min_cell=0), **FLAGS) as one:
        _, every = _make(one)
        outcomes, _ = _make(one)
        some = PERSONS_WORK.make(whole_persons(one, 4_000), {"outcomes": outcomes})
    whole, sampled = (effects_of(fact)[EVERYBODY]["selection_rate"] for fact in (every, some))

    assert sampled == pytest.approx(whole, rel=0.1)
    assert whole > 1.8


# ------------------------------------------------------------------------------------ readers


def test_no_person_is_in_a_fact() -> None:
    """Neither an id nor a hash of one: names of groups and sums."""
    facts = _facts(_people())

    assert TOKEN not in facts_text(facts)
    assert all(type(number) is int for numbers in _fact(facts).rows.values() for number in numbers)
    assert {keys[2] for keys in _fact(facts).rows} == {*RATES, REPEATED}


def test_what_it_is_applied_to_is_said() -> None:
    """With the rows and the persons that were looked at."""
    (said,) = unapplied(_facts(_people()))

    assert said[0] == "subject_id"
    assert "wider because rows repeat persons" in said[1]


def test_without_an_id_or_a_decision_there_is_no_fact() -> None:
    """Nothing to add up."""
    with scenes.scene(_people(100), **FLAGS) as one:
        outcomes, _ = _make(one)
        undeclared = replace(one, roles=replace(one.roles, subject_id=None))
        undecided = Fact.of("outcomes", "test", ("sex", "actual", "predicted"), ("n",), [(("F", 1, None), (3,))])
        made = [
            PERSONS_WORK.make(undeclared, {"outcomes": outcomes}),
            PERSONS_WORK.make(one, {}),
            PERSONS_WORK.make(one, {"outcomes": undecided}),
        ]

    assert made == [None, None, None]


def test_an_intersection_in_another_order_has_the_same_effect() -> None:
    """`race & sex` is `sex & race`."""
    view = decisions(_facts(_people()), "test")
    assert view is not None
    expected = {group.name: rate_of("selection_rate", group) for _, groups in view.by(["sex & race"]) for group in groups}

    actual = {
        " & ".join(reversed(group.name.split(" & "))): rate_of("selection_rate", group)
        for _, some in view.by(["race & sex"])
        for group in some
    }

    assert expected == actual
    assert isinstance(view, Outcomes)

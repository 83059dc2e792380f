"""Attacks on a dataset: only where they were authorised, on halves of a sample, and nothing but counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Fact
from audit.observe import attacked
from audit.observe.attacked import halves
from audit.observe.inference import INFERENCE, Inference
from audit.observe.linkage import LINKAGE, Linkage
from audit.observe.registry import SetWork
from audit.observe.relinking import RELINKING, Relinking
from audit.observe.scene import Scene, Settings
from audit.observe.singling_out import SINGLING_OUT, SinglingOut
from audit.observe.stage import InHand, staged
from tests.observe import scenes

AUTHORISED = Settings(attacks=True)
FLAGS = {"quasi_identifiers": "age,zip,sex", "sensitive": "job"}
ATTACKS = [SINGLING_OUT, RELINKING, INFERENCE, LINKAGE]


def _people(rows: int = 600, *, told: bool = False, seed: int = 3) -> pd.DataFrame:
    """Return people; `job` can be told from what is known of everybody, or has nothing to do with it."""
    draw = np.random.default_rng(seed)
    age = draw.integers(18, 90, rows)
    return pd.DataFrame({
        "age": age,
        "zip": draw.choice([f"{number:05d}" for number in range(40)], rows),
        "sex": np.array(["F", "M", None])[draw.integers(0, 3, rows)],
        "job": np.where(age > 50, "a", "b") if told else draw.choice(["a", "b", "c"], rows),
    })  # fmt: skip


@contextmanager
def _scene(data: pd.DataFrame, settings: Settings = AUTHORISED, public: pd.DataFrame | None = None, **flags: Any) -> Iterator[Scene]:
    """Yield the scene of the data, beside an outsider's file."""
    frames = {"test": data} | ({} if public is None else {"public": public})
    with staged(scenes.subject(**{**FLAGS, **flags}), InHand(frames), settings, scenes.MEANS) as found:
        yield found[0]


def _made(maker: SetWork, data: pd.DataFrame, **more: Any) -> Fact | None:
    """Return a fact."""
    with _scene(data, **more) as one:
        return maker.make(one, {})


def _fact(maker: SetWork, data: pd.DataFrame, **more: Any) -> Fact:
    """Return a fact that is there."""
    made = _made(maker, data, **more)
    assert made is not None
    return made


# --------------------------------------------------------------------------------- who is attacked


@pytest.mark.parametrize("maker", [pytest.param(one, id=one.name) for one in ATTACKS])
def test_nothing_is_attacked_that_was_not_authorised(maker: SetWork) -> None:
    """Neither without the word of the subject, nor the outsider's own file."""
    people = _people(100)

    made = _made(maker, people, settings=Settings(), public=people)
    with staged(scenes.subject(**FLAGS), InHand({"test": people, "public": people}), AUTHORISED, scenes.MEANS) as found:
        outside = maker.make(found[1], {})

    assert (made, outside) == (None, None)


@pytest.mark.parametrize(
    ("maker", "flags"),
    [
        pytest.param(SINGLING_OUT, {"quasi_identifiers": ""}, id="nothing known to single out by"),
        pytest.param(RELINKING, {"quasi_identifiers": "age"}, id="no two halves"),
        pytest.param(INFERENCE, {"sensitive": ""}, id="no secret"),
        pytest.param(INFERENCE, {"quasi_identifiers": "job"}, id="nothing known but the secret"),
        pytest.param(LINKAGE, {}, id="no file outside"),
    ],
)
def test_where_there_is_nothing_to_attack_nothing_is_said(maker: SetWork, flags: Mapping[str, str]) -> None:
    """Out of scope, not a risk of 0."""
    assert _made(maker, _people(100), **flags) is None


def test_a_person_is_in_one_half() -> None:
    """A person attacked must not stand among those who are held out."""
    people = _people(400).assign(person=np.repeat(np.arange(100), 4))

    with _scene(people, subject_id="person") as one:
        dealt = halves(one, ("person",))

    assert dealt is not None
    inside, outside = (set(dealt.secrets["person"].codes[rows].tolist()) for rows in (dealt.released, dealt.others))
    assert (len(inside), len(outside), inside & outside) == (50, 50, set())


@pytest.mark.parametrize("maker", [pytest.param(one, id=one.name) for one in ATTACKS[:3]])
def test_neither_the_order_of_rows_nor_more_threads_change_a_count(maker: SetWork) -> None:
    """The same sample, the same halves, the same attacks."""
    people = _people()

    assert _fact(maker, people) == _fact(maker, people.sample(frac=1, random_state=1))


def test_a_sample_is_attacked_where_there_are_more_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the half are counted in the fact."""
    monkeypatch.setattr(attacked, "MOST_ROWS", 200)

    rows = _fact(SINGLING_OUT, _people()).rows

    assert {100} == {numbers[0] for numbers in rows.values()}


# ------------------------------------------------------------------------------------- what is found


def test_the_more_is_known_the_more_stand_alone() -> None:
    """All three columns single out most, of these people and not of others."""
    with _scene(_people()) as one:
        fact = SINGLING_OUT.make(one, {})
    assert fact is not None
    view = SinglingOut.of(scenes.facts_of(fact), "test")

    assert view is not None
    hits = {width: attack.success.hits for width, attack in view.attacks.items()}
    assert list(hits) == [1, 2, 3]
    assert hits[1] < hits[3]
    assert view.attacks[3].control is not None
    assert view.attacks[3].control.hits < hits[3]


def test_halves_meet_where_people_are_alone() -> None:
    """Everybody has a zip and an age of their own: both halves lead to one row, of those inside."""
    people = pd.DataFrame({"age": range(200), "zip": [f"{number:05d}" for number in range(200)]})

    view = Relinking.of(scenes.facts_of(_fact(RELINKING, people, quasi_identifiers="age,zip", sensitive="")), "test")

    assert view is not None
    assert (view.columns, view.rows, view.attack.success.hits, view.attack.guess.hits) == (2, 100, 100.0, 1.0)


@pytest.mark.parametrize(
    ("told", "expected"),
    [pytest.param(False, (True, False), id="own rows give it away"), pytest.param(True, (False, True), id="it holds for everybody")],
)
def test_what_holds_for_everybody_is_no_risk_of_those_inside(told: bool, expected: tuple[bool, bool]) -> None:
    """The secret that follows from the age is guessed of everybody; the other one is read from the person's own row."""
    view = Inference.of(scenes.facts_of(_fact(INFERENCE, _people(told=told))), "test")

    assert view is not None
    (one,) = view.columns
    risk = one.attack.risk()
    assert risk is not None
    assert one.attack.control is not None
    assert expected == (risk.low > 0.5, one.attack.control.hits / one.attack.control.of > 0.9)


# -------------------------------------------------------------------------------------- a file outside


INSIDE = pd.DataFrame({
    "age": [30, 40, 40, 50, 60, None],
    "zip": ["1", "1", "1", "2", "3", None],
    "job": ["a", "b", "c", "a", "b", "c"],
    "key": [1, 2, 3, 4, 5, 6],
})  # fmt: skip


@pytest.mark.parametrize(
    ("public", "expected"),
    [
        pytest.param({"age": [30.0], "zip": ["1"]}, {("every shared column", 2): (6, 1, 1, 4, 1)}, id="one, a number of another kind"),
        pytest.param({"age": [30, 30], "zip": ["1", "1"]}, {("every shared column", 2): (6, 2, 1, 4, 0)}, id="two outside, no name"),
        pytest.param({"age": [40], "zip": ["1"]}, {("every shared column", 2): (6, 1, 2, 4, 0)}, id="two inside, no name"),
        pytest.param({"age": [None], "zip": [None]}, {("every shared column", 2): (6, 1, 1, 4, 1)}, id="nothing known of both"),
        pytest.param({"age": ["30"], "zip": ["1"]}, {("every shared column", 1): (6, 1, 3, 3, 0)}, id="a text is no number"),
        pytest.param({"name": ["x"]}, {}, id="nothing shared"),
        pytest.param(
            {"age": [30, 9], "zip": ["1", "9"], "job": ["b", "a"]},
            {("every shared column", 3): (6, 2, 0, 6, 0), ("shared quasi-identifiers", 2): (6, 2, 1, 4, 1)},
            id="fewer columns can tell more",
        ),
        pytest.param({"key": [1, 2, 9]}, {("the person's id", 1): (6, 3, 2, 6, 2)}, id="a shared key"),
    ],
)
def test_rows_that_meet_one_row_outside_are_counted(public: dict[str, Any], expected: dict[tuple[str, int], tuple[int, ...]]) -> None:
    """Rows, rows outside, contained, alone, matched one to one."""
    frame = pd.DataFrame(public)
    frame = frame.astype({"age": "float64", "zip": "str"}) if frame.isna().to_numpy().any() else frame
    outside = frame.replace({"nan": None, "None": None})

    fact = _fact(LINKAGE, INSIDE, public=outside, quasi_identifiers="age,zip", subject_id="key")

    assert expected == dict(fact.rows)
    assert Linkage.of(scenes.facts_of(fact), "test") is not None

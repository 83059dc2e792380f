"""Advice was tried: what it says it does is what pandas finds when the plan is applied to the rows."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from audit.advise.effect import Classes, effect
from audit.advise.loop import advise
from audit.advise.pseudonymise import _unrecognised
from audit.advise.technique import Trial, techniques
from audit.anonymity.coded import Coded
from audit.assess import assess
from audit.checks.registry import checks
from audit.core.advice import Advice, Effect
from audit.core.fact import Facts
from audit.core.words import Risk
from audit.load.policy import read_policy
from audit.observe.codes import encode
from audit.observe.ladders import ladder_of
from audit.observe.run import observe
from audit.observe.scene import Scene, Settings
from audit.observe.stage import described
from tests.observe import scenes

K = 5
FRAME = scenes.people(400).assign(mail=[f"p{place}@example.org" for place in range(400)], religion=["a", "b"] * 200)
FLAGS = {**scenes.FLAGS, "quasi_identifiers": "age,zip"}


@pytest.fixture(scope="module")
def tried() -> Iterator[tuple[Scene, Facts, tuple[Advice, ...]]]:
    """Yield a scene of people, its facts, and all advice about it."""
    with scenes.scene(FRAME, **FLAGS) as one:
        facts = observe([one], described(scenes.subject(**FLAGS), [one]))
        assessment = assess(facts, read_policy((), tuple(checks()), Path()), checks())
        yield one, facts, advise([one], facts, assessment, checks()).advice


def _of(tried: tuple[Scene, Facts, tuple[Advice, ...]], technique: str) -> Advice:
    """Return the advice of one technique."""
    return next(one for one in tried[2] if one.technique == technique)


def _coarse(frame: pd.DataFrame, levels: Mapping[str, int]) -> pd.DataFrame:
    """Apply a plan to the rows in pandas: each value becomes the name of its step."""
    done = frame.copy()
    for name, level in levels.items():
        values = list(dict.fromkeys(frame[name]))
        kind = "integer" if pd.api.types.is_integer_dtype(frame[name]) else "text"
        codes = frame[name].map({value: place for place, value in enumerate(values)}).to_numpy()
        ladder = ladder_of([value.item() if isinstance(value, np.generic) else value for value in values], codes, kind)
        done[name] = ladder.maps[level][codes]
    return done


def _expected(frame: pd.DataFrame, levels: Mapping[str, int], *, suppress: bool) -> Effect:
    """Measure a plan in pandas, from the definition."""
    names = list(levels)
    before = frame.groupby(names, dropna=False)[names[0]].transform("size")
    done = _coarse(frame, levels)
    after = done.groupby(names, dropna=False)[names[0]].transform("size")
    gone = (after < K) & suppress
    kept = after[~gone]
    lost: dict[str, dict[str, float | None]] = {}
    for attribute in ("sex", "race"):
        group = frame[attribute].astype(object).where(frame[attribute].notna(), "unknown")
        sizes = group.value_counts()
        group = group.where(~group.isin(sizes[sizes < 10].index.difference(["unknown"])), "rare group 1")
        lost[attribute] = {
            str(name): float(f"{gone[group == name].mean():.3g}") if (group == name).sum() >= 10 else None for name in sorted(set(group))
        }
    return Effect(
        k_before=int(before.min()),
        k_after=int(kept.min()) if len(kept) else None,
        below_limit_before=int((before < K).sum()),
        below_limit_after=int((kept < K).sum()),
        rows=len(frame),
        lost=int(gone.sum()),
        values_changed=sum(level > 0 for level in levels.values()) * len(frame),
        lost_by_group=lost,
    )


@pytest.mark.parametrize("suppress", [True, False], ids=["suppressed", "kept"])
@pytest.mark.parametrize("levels", [(0, 0), (1, 0), (0, 1), (1, 2), (-1, 0), (-1, -1)], ids=str)
def test_an_effect_is_what_pandas_finds(levels: tuple[int, int], suppress: bool) -> None:
    """k, rows below the limit, rows lost, and the share of each group that is lost."""
    with scenes.scene(FRAME, **FLAGS) as one:
        codes = encode(one)
    plan = {name: level % len(codes.hierarchies[name].steps) for name, level in zip(("age", "zip"), levels, strict=True)}
    expected = _expected(FRAME, plan, suppress=suppress)

    actual = effect(Classes.of(codes), plan, K, 10, suppress=suppress)

    assert expected == actual


def test_every_technique_that_serves_a_risk_is_tried(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """K below 5, a mail column and a religion column: each gets what serves its risk, what solves it first."""
    made = {(one.rule, one.technique) for one in tried[2]}
    order = [(one.rule, one.dataset, not one.solves) for one in tried[2]]

    assert {("small-cells", name) for name in ("drop", "generalise", "suppress")} <= made
    assert {("direct-identifier", "drop"), ("direct-identifier", "pseudonymise"), ("special-category", "drop")} <= made
    assert order == sorted(order)


def test_generalising_does_what_it_says(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """The plan it names, applied in pandas, has the effect it claims, and reaches k."""
    one = _of(tried, "generalise")
    levels: Any = one.parameters["levels"]
    expected = _expected(FRAME, levels, suppress=True)

    assert expected == one.effect
    assert one.solves
    assert (one.effect.k_after or 0) >= K
    assert one.effect.lost <= 0.05 * len(FRAME)


def test_suppressing_does_what_it_says(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Every column as it is, the rows in small classes gone."""
    one = _of(tried, "suppress")
    expected = _expected(FRAME, {"age": 0, "zip": 0}, suppress=True)

    assert expected == one.effect
    assert one.solves == (expected.k_after is not None and expected.k_after >= K)


def test_dropping_a_quasi_identifier_takes_the_one_that_splits_most(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Fewest rows stay below the limit without it."""
    one = next(one for one in tried[2] if (one.rule, one.technique) == ("small-cells", "drop"))
    left = {name: (FRAME.groupby(other).size().loc[lambda sizes: sizes < K]).sum() for name, other in (("age", "zip"), ("zip", "age"))}
    best = min(left, key=lambda name: (left[name], name))

    assert ((best,), left[best]) == (one.columns, one.effect.below_limit_after)
    assert (one.effect.lost, one.solves) == (0, one.effect.k_after is not None and one.effect.k_after >= K)


def test_dropping_a_column_changes_its_values_and_no_row(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """400 mails are gone; k is not what it is about."""
    one = next(one for one in tried[2] if (one.rule, one.technique) == ("direct-identifier", "drop"))

    assert (("mail",), Effect(None, None, None, None, 400, 0, 400), True) == (one.columns, one.effect, one.solves)


def test_a_pseudonym_is_tried_and_no_longer_recognised(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Distinct values stay distinct; nothing is recognised in them; the key is not in the advice."""
    one = _of(tried, "pseudonymise")
    texts = [str(value) for value in one.parameters.values()]

    assert (one.columns, one.solves, one.effect.values_changed) == (("mail",), True, 400)
    assert "HMAC-SHA-256" in texts
    assert "It stays personal data" in one.does
    assert not [text for text in texts if len(text) == 64]


def test_a_pseudonym_is_an_hmac_of_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried with a key of 256 random bits on the drawn values, nothing else."""
    seen: list[tuple[bytes, bytes]] = []
    real = hmac.new

    def spy(key: bytes, message: bytes, kind: Any) -> Any:
        seen.append((key, message))
        assert kind is hashlib.sha256
        return real(key, message, kind)

    monkeypatch.setattr("audit.advise.pseudonymise.hmac.new", spy)

    assert _unrecognised(["a@example.org", "b@example.org"], Settings())
    assert {message for _, message in seen} == {b"a@example.org", b"b@example.org"}
    assert {len(key) for key, _ in seen} == {32}


def test_two_values_with_one_pseudonym_do_not_solve_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pseudonym that joins two people is no pseudonym."""

    class Same:
        """A hash that is always the same."""

        def hexdigest(self) -> str:
            """Return one text."""
            return "0" * 64

    monkeypatch.setattr("audit.advise.pseudonymise.hmac.new", lambda *_: Same())

    assert not _unrecognised(["a", "b"], Settings())


def test_free_text_is_not_pseudonymised() -> None:
    """A note that holds a mail is dropped or redacted, not replaced as a whole."""
    notes = [f"please call p{place}@example.org about it" if place % 3 else "nothing to say here" for place in range(300)]
    frame = pd.DataFrame({"note": notes, "label": [0, 1] * 150})
    with scenes.scene(frame) as one:
        facts = observe([one], described(scenes.subject(), [one]))
        made = advise([one], facts, assess(facts, read_policy((), tuple(checks()), Path()), checks()), checks()).advice

    assert [(one.technique, one.columns) for one in made if one.rule == "direct-identifier"] == [("drop", ("note",))]


def test_there_is_no_advice_without_a_failure_or_without_the_data(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Good data needs none; facts of a dataset that is not here cannot be tried."""
    good = pd.DataFrame({"zip": ["1", "2"] * 50, "label": [0, 1] * 50})
    flags = {"label": "label", "favourable": "1", "quasi_identifiers": "zip"}
    with scenes.scene(good, **flags) as one:
        facts = observe([one], described(scenes.subject(**flags), [one]))
        none = advise([one], facts, assess(facts, read_policy((), tuple(checks()), Path()), checks()), checks()).advice
    elsewhere = advise([], tried[1], assess(tried[1], read_policy((), tuple(checks()), Path()), checks()), checks()).advice

    assert (none, elsewhere) == ((), ())


def test_rows_are_read_once_and_only_if_somebody_asks(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Codes are kept."""
    trial = Trial(tried[0], tried[1])

    assert trial.codes is trial.codes


def test_techniques_name_risks_and_never_rules() -> None:
    """Each serves at least one risk, under its own name."""
    found = techniques()

    assert {"drop", "generalise", "pseudonymise", "suppress"} <= set(found)
    assert all(one.risks and all(isinstance(risk, Risk) for risk in one.risks) for one in found.values())


def test_an_effect_of_nothing_is_nothing() -> None:
    """No rows, no k."""
    empty = np.zeros(0, dtype=np.int64)
    codes = Coded("test", 0, {"a": empty}, {"a": ladder_of([], empty, "text")}, ())

    actual = effect(Classes.of(codes), {"a": 0}, K, 10, suppress=True)

    assert actual == Effect(None, None, 0, 0, 0, 0, 0, {})


def test_distinct_rows_are_worked_out_once(tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Every plan is tried on them, whichever technique asks; rows point at them."""
    trial = Trial(tried[0], tried[1])
    classes = trial.classes

    assert trial.classes is classes
    assert all((classes.columns[name][classes.place] == column).all() for name, column in trial.codes.columns.items())


def test_columns_too_wide_for_one_number_are_counted_right() -> None:
    """Four columns of 2^17 values each do not fit into 64 bits together."""
    rows = 2**17
    order = [np.arange(rows, dtype=np.int64) * step % rows for step in (1, 3, 5, 7)]
    columns = {name: np.concatenate([column, column[:9]]) for name, column in zip("abcd", order, strict=True)}
    ladders = {name: ladder_of(list(range(rows)), column, "boolean") for name, column in columns.items()}
    codes = Coded("test", rows + 9, columns, ladders, ())

    actual = effect(Classes.of(codes), dict.fromkeys("abcd", 0), 2, 10, suppress=True)

    assert (actual.k_before, actual.k_after, actual.below_limit_before, actual.lost) == (1, 2, rows - 9, rows - 9)


def test_who_is_unknown_is_a_group_of_its_own() -> None:
    """However few, and as in the facts: a group has one size wherever it is named."""
    frame = pd.DataFrame({"sex": ["F"] * 20 + ["M"] * 20 + [None] * 4, "zip": ["1"] * 44})
    with scenes.scene(frame, protected="sex", quasi_identifiers="zip") as one:
        (groups,) = encode(one).groups

    assert groups.names == ("F", "M", "unknown")


@pytest.mark.parametrize(
    ("place", "rows", "expected"),
    [("database", 400, "test: plans are tried on rows, and no row leaves the database"),
     ("here", 2_000_000, "test: plans are tried on up to 1,000,000 rows, and this has 2,000,000")],
    ids=["rows stay in a database", "too many rows"],
)  # fmt: skip
def test_what_cannot_be_tried_is_said(place: str, rows: int, expected: str, tried: tuple[Scene, Facts, tuple[Advice, ...]]) -> None:
    """Advice about single columns stands; plans over rows are left out with the reason."""
    one, facts, _ = tried
    elsewhere = replace(one, source=replace(one.source, rows=rows, table=_Elsewhere(one.source.table, place)))
    assessment = assess(facts, read_policy((), tuple(checks()), Path()), checks())

    actual = advise([elsewhere], facts, assessment, checks())

    assert (expected,) == actual.untried
    assert {one.technique for one in actual.advice} == {"drop", "pseudonymise"}


class _Elsewhere:
    """A table that says where it is."""

    def __init__(self, table: Any, home: str) -> None:
        """Stand in front of a table."""
        self._table, self.home = table, home

    def __getattr__(self, name: str) -> Any:
        """Return what the table has."""
        return getattr(self._table, name)

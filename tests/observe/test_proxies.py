"""Does an area tell what a feature says of a group, and nothing that it does not?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from audit.core.fact import Fact
from audit.load.models import Model
from audit.load.predictor import Predictor
from audit.observe import proxies
from audit.observe.encoded import encoded
from audit.observe.proxies import EVERY, FOLDS, PROXIES, Proxies, Proxy
from audit.observe.scene import Settings
from tests.observe import scenes

ROWS = 1_200
DRAW = np.random.default_rng(4)
SEX = DRAW.choice(["F", "M"], ROWS)
PEOPLE = pd.DataFrame({
    "sex": SEX,
    "race": DRAW.choice(["a", "b", "c"], ROWS, p=[0.5, 0.3, 0.2]),
    "title": np.where(DRAW.random(ROWS) < 0.95, np.where(SEX == "F", "Ms", "Mr"), "Dr"),
    "height": np.where(SEX == "F", 165.0, 179.0) + DRAW.normal(0, 7, ROWS),
    "noise": DRAW.normal(size=ROWS),
    "shop": DRAW.choice([f"s{number}" for number in range(40)], ROWS),
    "key": [f"k{number}" for number in DRAW.permutation(ROWS)],
    "number": DRAW.permutation(ROWS),
    "same": "x",
    "label": DRAW.integers(0, 2, ROWS),
})  # fmt: skip
ROLES = {"label": "label", "favourable": "1", "protected": "sex,race"}


def _fact(data: Any, wanted: Settings | None = None, model: Model | None = None, **flags: Any) -> Fact | None:
    """Return the fact of a dataset."""
    with scenes.scene(data, wanted or Settings(), **{**ROLES, **flags}) as one:
        return PROXIES.make(replace(one, model=model), {})


def _found(data: Any, **flags: Any) -> dict[tuple[str, str, str], Proxy]:
    """Return what was found, by attribute, group and feature."""
    fact = _fact(data, **flags)
    view = Proxies.of(scenes.facts_of(fact), "test") if fact else None
    return {(one.attribute, one.group, one.feature): one for one in (view.found if view else ())}


@pytest.fixture(scope="module")
def people() -> dict[tuple[str, str, str], Proxy]:
    """Look at the people once."""
    return _found(PEOPLE)


def _auc(found: dict[tuple[str, str, str], Proxy], attribute: str, group: str, feature: str) -> float:
    """Return an area that is there."""
    value = found[attribute, group, feature].auc
    assert value is not None
    return value


@pytest.mark.parametrize(("feature", "expected", "within"), [("title", 1 - 0.05**2 / 2, 0.002), ("height", 0.921, 0.02)])
def test_a_planted_proxy_is_found(people: dict[tuple[str, str, str], Proxy], feature: str, expected: float, within: float) -> None:
    """Only two doctors of both sexes cannot be told apart; heights two standard deviations apart have an area of .921."""
    actual = _auc(people, "sex", "F", feature)

    assert pytest.approx(expected, abs=within) == actual


@pytest.mark.parametrize("feature", ["noise", "shop", "number"])
def test_what_has_nothing_to_do_with_a_group_stays_near_a_half(people: dict[tuple[str, str, str], Proxy], feature: str) -> None:
    """Within three standard errors and what fitting adds, for both attributes and every group."""
    actual = [abs(one.auc - 0.5) / one.error for one in people.values() if one.feature == feature and one.auc and one.error]

    assert len(actual) == 5
    assert max(actual) < 4.5


@pytest.mark.parametrize("feature", ["key", "same"])
def test_a_key_and_a_constant_tell_nothing(people: dict[tuple[str, str, str], Proxy], feature: str) -> None:
    """A value that is met in no other fold says as much as one that everybody has."""
    actual = {one.auc for one in people.values() if one.feature == feature}

    assert actual == {0.5}


def test_all_features_together_tell_more_than_one(people: dict[tuple[str, str, str], Proxy]) -> None:
    """Title and height together know nearly every sex; of race nothing is known."""
    assert _auc(people, "sex", "F", EVERY) > _auc(people, "sex", "F", "title")
    assert abs(_auc(people, "race", "a", EVERY) - 0.5) < 0.08


def test_two_features_that_say_it_only_together() -> None:
    """Each alone is at chance, the exclusive or of both is the sex."""
    draw = np.random.default_rng(1)
    left, right = draw.integers(0, 2, ROWS), draw.integers(0, 2, ROWS)
    found = _found(pd.DataFrame({"sex": np.where(left == right, "F", "M"), "left": left, "right": right}), label=None, protected="sex")

    assert _auc(found, "sex", "F", EVERY) > 0.99
    assert max(_auc(found, "sex", "F", name) for name in ("left", "right")) < 0.6


def test_a_band_in_the_middle_is_found_by_a_number() -> None:
    """Pay rises with age and falls again: neither direction tells who is in the middle, its bins do."""
    draw = np.random.default_rng(2)
    age = draw.integers(20, 80, ROWS)
    found = _found(pd.DataFrame({"age": age, "pay": -((age - 50.0) ** 2) + draw.normal(0, 30, ROWS)}), label=None, protected="age:40:60")
    alone = _auc(found, "age", "40 to <60", "pay")

    assert alone > 0.95
    assert ("age", "40 to <60", "age") not in found


def test_a_missing_value_is_a_value() -> None:
    """Who gives no income is a woman."""
    draw = np.random.default_rng(3)
    income = np.where((SEX == "F") & (draw.random(ROWS) < 0.9), np.nan, draw.normal(size=ROWS))
    word = pd.Series("given", range(ROWS)).mask(np.isnan(income))
    found = _found(pd.DataFrame({"sex": SEX, "income": income, "word": word}), label=None, protected="sex")

    assert min(_auc(found, "sex", "F", name) for name in ("income", "word")) > 0.9


def test_who_is_unknown_is_left_out_and_rare_groups_are_only_the_rest() -> None:
    frame = PEOPLE.assign(sex=PEOPLE.sex.mask(PEOPLE.index % 4 == 0))
    frame.loc[1:3, "sex"] = "X"
    found = _found(frame, protected="sex")
    known = int(frame.sex.notna().sum())

    assert {one.group for one in found.values()} == {"F", "M"}
    assert {one.rows for one in found.values()} == {known}


def test_one_group_has_no_rest() -> None:
    """No area, and no number in its place."""
    found = _found(PEOPLE.assign(sex="F"), protected="sex")

    assert {(one.auc, one.error, one.rows, one.positives) for one in found.values()} == {(None, None, ROWS, ROWS)}


def test_without_rows_features_or_protected_columns_there_is_nothing() -> None:
    assert _fact(PEOPLE, protected=None) is None
    assert _fact(PEOPLE[["sex", "race", "label"]]) is None


def test_the_order_of_rows_and_columns_and_the_batches_have_no_say() -> None:
    expected = _fact(PEOPLE)
    turned = PEOPLE[list(reversed(PEOPLE.columns))].sample(frac=1, random_state=5)
    batches = pa.Table.from_batches(pa.Table.from_pandas(turned, preserve_index=False).to_batches(max_chunksize=101))

    actual = [_fact(turned, Settings(batch_rows=17)), _fact(batches)]

    assert [expected, expected] == actual


def test_another_seed_gives_other_folds() -> None:
    one, other = (_fact(PEOPLE, Settings(seed=seed)) for seed in (0, 1))

    assert one != other


def test_features_are_those_the_model_is_given() -> None:
    """Another protected column that it reads is a feature like any other, the attribute itself is none."""
    model = Model("function", None, "f", (), (), Predictor("f", ("title", "race", "sex"), None, lambda _: ([], None)))
    fact = _fact(PEOPLE, model=model)

    assert fact is not None
    assert {(keys[0], keys[2]) for keys in fact.rows} == {
        ("sex", "title"),
        ("sex", "race"),
        ("sex", EVERY),
        ("race", "title"),
        ("race", "sex"),
        ("race", EVERY),
    }


def test_a_person_seen_twice_is_in_one_fold() -> None:
    """The key tells nothing of people it was never seen with; without knowing who is who, it tells everything."""
    twice = pd.concat([PEOPLE, PEOPLE]).assign(person=lambda frame: frame["key"])
    with_persons, without = _found(twice, subject_id="person", protected="sex"), _found(twice.drop(columns="person"), protected="sex")

    assert _auc(with_persons, "sex", "F", "key") == 0.5
    assert _auc(without, "sex", "F", "key") > 0.7


def test_a_sample_is_looked_at_where_there_are_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxies, "MOST_ROWS", 300)
    monkeypatch.setattr(proxies, "MOST_TOGETHER", 100)
    found = _found(PEOPLE, protected="sex")

    assert (found["sex", "F", "title"].rows, found["sex", "F", EVERY].rows) in {(300, 100), (301, 100), (301, 101)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values=st.lists(st.one_of(st.none(), st.integers(-5, 5)), min_size=20, max_size=80), seed=st.integers(0, 9))
def test_an_area_within_folds_is_that_of_scikit_learn(values: list[int | None], seed: int) -> None:
    """Each fold's area is that of its rows with their scores; all stay between 0 and 1."""
    column = encoded(pa.array(values, pa.int64()))
    draw = np.random.default_rng(seed)
    positive, folds = draw.random(len(values)) < 0.5, draw.permutation(len(values)) % FOLDS
    pairs = value = 0.0
    for scores, hits, others in proxies._alone(column, positive, folds):
        if hits.sum() and others.sum():
            marks = np.concatenate([np.ones(int(hits.sum())), np.zeros(int(others.sum()))])
            weight = hits.sum() * others.sum()
            pairs, value = (
                pairs + weight,
                value + weight * roc_auc_score(marks, np.concatenate([scores.repeat(hits), scores.repeat(others)])),
            )

    rows, positives, auc, error = proxies._numbers(positive, proxies._alone(column, positive, folds))

    assert (rows, positives) == (len(values), int(positive.sum()))
    assert auc == (round(1_000_000 * value / pairs) if pairs else 0)
    assert bool(error) == bool(pairs)


def test_codes_follow_values_and_bins_follow_codes() -> None:
    """What is missing comes last; two halves of the same number of rows are in other bins."""
    column = encoded(pa.array([3.5, None, -1.0, 3.5, 2.0]))

    assert column.codes.tolist() == [2, 3, 0, 2, 1]
    assert column.bins.tolist() == sorted(column.bins.tolist())
    assert column.bins[-1] == 64


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        pytest.param(pa.array([True, False, None]), None, id="flags"),
        pytest.param(pa.array(["b", "a", None]), None, id="texts"),
        pytest.param(pa.array(["b", "a", None]).dictionary_encode(), None, id="a-dictionary"),
        pytest.param(pa.array([2, 1, None]), [2.0, 1.0], id="integers"),
        pytest.param(pa.array([2, 1, None], pa.date32()), [172_800_000_000.0, 86_400_000_000.0], id="days"),
        pytest.param(pa.array([2, 1, None], pa.timestamp("us", tz="UTC")), [2.0, 1.0], id="times"),
    ],
)
def test_every_kind_of_column_has_codes(values: pa.Array, numbers: list[float] | None) -> None:
    column = encoded(values)

    assert column.codes.tolist() == [1, 0, 2]
    assert (None if column.numbers is None else column.numbers[:2].tolist()) == numbers

"""What each transformation does, by hand."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from audit.anonymity.demand import Demand
from audit.anonymity.outcome import kept_rows
from audit.core.errors import BadInput
from audit.core.plan import Plan
from audit.observe.codes import encode
from audit.observe.personal.column import of_values
from audit.observe.personal.fact_rows import rows_of
from audit.observe.personal.hashes import form_of
from audit.observe.scene import Settings
from audit.transform.apply import apply_plan, prepare
from audit.transform.date_shift import shift
from audit.transform.keys import Keys
from audit.transform.microaggregate import groups
from audit.transform.pseudonymise import pseudonym
from audit.transform.randomness import framed, fresh_key, laplace, normal, words
from audit.transform.registry import ROW, transformations
from audit.transform.top_bottom import TOP_BOTTOM
from tests.observe import scenes
from tests.transform.rows import KEY, after, left, opened, ready, step

ADULT = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation"
SECRET: dict[str, Any] = {"key": {"env": "KEY"}, "key_id": "2026", "domain": "clinic"}


def test_which_columns_earn_no_k() -> None:
    """Those whose values are no longer true."""
    actual = [one.name for one in transformations().values() if one.perturbs]

    assert actual == ["date_shift", "microaggregate", "noise", "pseudonymise"]


def test_a_plan_without_steps_changes_nothing() -> None:
    """The rows as they are, without the hidden column."""
    data = pa.table({"a": [1, 2, None], "b": ["x", None, "z"]})
    with opened(data) as source:
        actual = pa.Table.from_batches(list(apply_plan(source, Plan("none", ())))).to_pydict()

    assert actual == data.to_pydict()


def test_progress_is_told_until_the_last_row() -> None:
    """Which step is made ready, then how many rows went through."""
    told: list[tuple[str, int, int]] = []
    with opened(pa.table({"a": [1, 2], "b": [3, 4]})) as source:
        list(apply_plan(source, Plan("p", (step("drop", "a"),)), progress=lambda *one: told.append(one)))

    assert told == [("step 1: drop", 0, 1), ("applying the plan", 2, 2)]


def test_generalise_makes_the_labels_of_the_ladders() -> None:
    """Bands, parts of dates, prefixes; as given stays what it is."""
    data = pa.table(
        {"age": [39, 40, None], "born": [date(1985, 5, 1), None, date(1999, 12, 31)], "zip": ["10115", "10117", None], "n": [1, 2, 3]}
    )
    steps = {"age": "bands of 10", "born": "year", "zip": "*", "n": "as given"}

    actual = after(data, step("generalise", "age,born,zip,n", steps=steps))

    assert actual == {"age": ["30-39", "40-49", None], "born": ["1985", None, "1999"], "zip": ["*"] * 3, "n": [1, 2, 3], ROW: [0, 1, 2]}


def test_generalise_counts_what_is_common() -> None:
    """Over all rows, in every batch alike."""
    data = pa.table({"a": ["often"] * 96 + ["rare"] * 3 + [None], "n": list(range(100))})

    actual = after(data, step("generalise", "a", steps={"a": "values of at least 5% of rows, others together"}))["a"]

    assert actual == ["often"] * 96 + ["other values"] * 3 + [None]


def test_generalise_reads_hierarchies_beside_the_plan(tmp_path: Path) -> None:
    """The plan's folder, or that of the settings."""
    (tmp_path / "zip.csv").write_text("10115;Berlin;*\n80331;Munich;*\n", encoding="utf-8")
    data = pa.table({"zip": ["10115", "80331"]})
    level = {"zip": "level 1 of hierarchy file"}

    beside = after(data, step("generalise", "zip", steps=level, hierarchies="."), keys=Keys(tmp_path))
    told = after(data, step("generalise", "zip", steps=level), settings=Settings(hierarchies=str(tmp_path)))

    assert beside["zip"] == told["zip"] == ["Berlin", "Munich"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        pytest.param({"zip": "level 1 of hierarchy file"}, "there is no hierarchy file for column 'zip'", id="no-file"),
        pytest.param({"zip": "bands of 10"}, "column 'zip': step 'bands of 10' is for columns of kind", id="kind"),
        pytest.param({"zip": "year 2"}, "column 'zip': unknown step 'year 2'", id="unknown"),
        pytest.param({"n": "*"}, "do not name the same columns", id="other-columns"),
        pytest.param({"a": "level 1 of hierarchy file"}, "it lacks 1 distinct value of column 'a'", id="values"),
        pytest.param({"a": "level 2 of hierarchy file"}, "the file's last level is 1", id="level"),
    ],
)
def test_generalise_refuses(tmp_path: Path, steps: dict[str, str], said: str) -> None:
    """What neither the kind nor the file allows."""
    (tmp_path / "a.csv").write_text("x;*\n", encoding="utf-8")
    data = pa.table({"zip": ["10115"], "a": ["SECRET"], "n": [1]})
    column = "a" if "a" in steps else "zip"
    with pytest.raises(BadInput) as caught:
        after(data, step("generalise", column, steps=steps), settings=Settings(hierarchies=str(tmp_path)))

    assert said in str(caught.value)
    assert "SECRET" not in str(caught.value)


CLASSES = pa.table({"a": ["x", "x", "x", "y", "y", None], "s": ["1", "2", "2", "3", "3", "1"], "p": ["i", "j", "j", "k", "k", "l"]})


@pytest.mark.parametrize(
    ("more", "subject_id", "expected"),
    [
        pytest.param({"k": 2}, None, [0, 1, 2, 3, 4], id="rows"),
        pytest.param({"k": 3}, None, [0, 1, 2], id="more-rows"),
        pytest.param({"k": 2}, "p", [0, 1, 2], id="persons"),
        pytest.param({"k": 1}, None, [0, 1, 2, 3, 4, 5], id="everybody"),
        pytest.param({"k": 1, "l": {"s": 2}}, None, [0, 1, 2], id="l"),
        pytest.param({"k": 1, "t": {"s": 0.0}}, None, [], id="t"),
    ],
)
def test_suppress_rows_counts_classes(more: dict[str, Any], subject_id: str | None, expected: list[int]) -> None:
    """A missing value is a value; persons are counted where the plan says whose rows they are."""
    actual = after(CLASSES, step("suppress_rows", "a", **more), subject_id=subject_id)[ROW]

    assert expected == actual


def test_persons_cannot_be_counted_after_their_column_is_gone() -> None:
    """Rows in their place would promise too much."""
    with pytest.raises(BadInput, match="persons cannot be counted"):
        after(CLASSES, step("drop", "p"), step("suppress_rows", "a", k=2), subject_id="p")


@pytest.mark.parametrize(
    ("levels", "lost"),
    [
        pytest.param({"age": 3, "education": 1, "native-country": 1}, 1_076, id="5-percent"),
        pytest.param({"age": 3, "education": 1}, 2_160, id="100-percent"),
        pytest.param({"age": 4, "education": 3, "marital-status": 1, "native-country": 2}, 0, id="none"),
    ],
)
def test_adult_loses_the_rows_that_the_published_plan_loses(levels: dict[str, int], lost: int) -> None:
    """ARX's optimum for k 5 over six columns; the same rows as the search keeps."""
    if not ADULT.exists():
        pytest.skip("ARX's Adult data is not here")
    names = ["age", "education", "marital-status", "race", "sex", "native-country"]
    told = Settings(hierarchies=str(ADULT))
    with scenes.scene(str(ADULT / "adult.csv"), told, quasi_identifiers=",".join(names)) as one:
        codes = encode(one)
        steps = {name: codes.hierarchies[name].steps[level] for name, level in levels.items()}
        plan = Plan("optimum", (step("generalise", ",".join(steps), steps=steps), step("suppress_rows", ",".join(names), k=5)))
        made = prepare(one.source, plan, settings=told)
        actual = np.concatenate([batch.column(ROW).to_numpy() for batch in made.batches(["age"])])
    expected = np.flatnonzero(kept_rows(codes, {**dict.fromkeys(names, 0), **levels}, Demand(k=5)))

    assert 30_162 - len(actual) == lost
    assert expected.tolist() == actual.tolist()


def test_recoding_is_only_as_coarse_as_a_class_needs() -> None:
    """Those who are many stay as they are; who is alone joins others by a coarser label; every class holds k."""
    many, few = ["10115"] * 25 + ["10116"] * 25, [f"8033{place}" for place in range(5)]
    with opened(pa.table({"zip": many + few, "n": list(range(55))})) as source:
        made = ready(source, step("recode_locally", "zip", k=5))
        actual = left(made, 3).column("zip").to_pylist()

    assert actual == [*many, *["8033*"] * 5]
    assert made.notes == ("0 of 55 rows left out, 0 rows with nothing left in these columns.",)


def test_adult_recoded_loses_no_row_and_holds_k() -> None:
    """As ARX's iterative recoding does for six columns and k 5; classes are counted on the labels."""
    if not ADULT.exists():
        pytest.skip("ARX's Adult data is not here")
    names = ["age", "education", "marital-status", "race", "sex", "native-country"]
    with scenes.scene(str(ADULT / "adult.csv"), Settings()) as one:
        plan = Plan("local", (step("recode_locally", ",".join(names), k=5),))
        made = prepare(one.source, plan, settings=Settings(hierarchies=str(ADULT)))
        found = left(made, 10_000)
    sizes = found.group_by(names).aggregate([([], "count_all")]).column("count_all").to_pylist()

    assert sum(sizes) == 30_162
    assert min(sizes) >= 5


def test_suppress_cells_keeps_the_rows() -> None:
    """Texts get a star, numbers go missing; `within` says what makes a class."""
    data = pa.table({"a": ["x", "x", "y"], "n": [1, 1, 2], "b": ["p", "q", "r"]})

    actual = after(data, step("suppress_cells", "b,n", k=2, within=["a"]))

    assert actual == {"a": ["x", "x", "y"], "n": [1, 1, None], "b": ["p", "q", "*"], ROW: [0, 1, 2]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"top": {"n": 8}}, [1, 2, 3, 4, 5, 6, 7, 8, 8, 8, None], id="top"),
        pytest.param({"bottom": {"n": 3}}, [3, 3, 3, 4, 5, 6, 7, 8, 9, 10, None], id="bottom"),
        pytest.param({"tail": 3}, [3, 3, 3, 4, 5, 6, 7, 8, 8, 8, None], id="tails-of-three"),
        pytest.param({"tail": 3, "ends": "top"}, [1, 2, 3, 4, 5, 6, 7, 8, 8, 8, None], id="one-tail"),
        pytest.param({"tail": 2, "top": {"n": 7}, "ends": "bottom"}, [2, 2, 3, 4, 5, 6, 7, 7, 7, 7, None], id="a-limit-and-a-tail"),
        pytest.param({"tail": 11}, [*range(1, 11), None], id="more-than-there-are"),
    ],
)
def test_top_and_bottom_hold_a_column_within_limits(more: dict[str, Any], expected: list[int | None]) -> None:
    """In batches of any size."""
    data = pa.table({"n": [*range(1, 11), None]})
    with opened(data) as source:
        actual = left(ready(source, step("top_bottom", "n", **more)), 4).column("n").to_pylist()

    assert expected == actual


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({}, "no limit is said for column 'n'", id="nothing"),
        pytest.param({"top": {"n": 2}, "bottom": {"n": 5}}, "the bottom lies above the top", id="crossed"),
        pytest.param({"tail": 8}, "the bottom lies above the top", id="tails-meet"),
        pytest.param({"top": {"n": 2.5}}, "a limit is none", id="not-whole"),
    ],
)
def test_limits_have_to_fit(more: dict[str, Any], said: str) -> None:
    """The place and the next step."""
    with pytest.raises(BadInput, match=said):
        after(pa.table({"n": list(range(1, 11))}), step("top_bottom", "n", **more))


def test_a_lonely_tail_is_told() -> None:
    """Who is one of few at the top stays easy to find."""
    with opened(pa.table({"n": list(range(100))})) as source:
        actual = ready(source, step(TOP_BOTTOM.name, "n", top={"n": 95}, bottom={"n": 50})).notes

    assert actual == ("Fewer than 10 rows lie at or above the top of column n.",)


def test_one_column_is_grouped_in_its_order() -> None:
    """Three and four: the rest joins the last group."""
    actual = after(pa.table({"n": [70, 1, 2, 3, 30, 31, 32, None]}), step("microaggregate", "n", k=3))["n"]

    assert actual == [40.75, 2.0, 2.0, 2.0, 40.75, 40.75, 40.75, None]


def test_rows_that_lack_a_value_are_grouped_among_themselves() -> None:
    """By what they have; too few of them lose it."""
    data = pa.table({"a": [1, 2, 3, 4, 9], "b": [1.0, 2.0, None, None, None]})
    found = after(data, step("microaggregate", "a,b", k=2))

    assert found["a"] == [1.5, 1.5, 16 / 3, 16 / 3, 16 / 3]
    assert found["b"] == [1.5, 1.5, None, None, None]
    assert after(data, step("microaggregate", "a,b", k=3))["a"] == [None, None, 16 / 3, 16 / 3, 16 / 3]


@tried(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.integers(1, 3), st.integers(2, 9), st.integers(0, 10**6))
def test_groups_hold_k_to_2k_minus_1_rows(rows: int, columns: int, k: int, seed: int) -> None:
    """Where there are k rows at all; the mean over all rows stays."""
    values = np.random.default_rng(seed).integers(0, 5, (rows, columns)).astype(np.float64)
    sizes = np.bincount(groups(values, k))

    assert sizes.sum() == rows
    assert sizes.min() >= min(k, rows)
    assert sizes.max() <= 2 * k - 1


def test_dates_of_a_person_move_together() -> None:
    """Intervals stay; nobody's dates stay; a missing person is nobody's."""
    days = [date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 29), date(2020, 3, 1), None]
    start = datetime(2020, 1, 1, 17, 30)  # noqa: DTZ001
    data = pa.table({"who": ["a", "a", "b", None, "a"], "day": days, "at": pa.array([start] * 5, pa.timestamp("us"))})
    found = after(data, step("date_shift", "day,at", days=20), subject_id="who")
    moved = [None if one is None or other is None else (other - one).days for one, other in zip(days, found["day"], strict=True)]

    assert moved[0] == moved[1]
    assert moved[4] is None
    assert all(step_ and -20 <= step_ <= 20 for step_ in moved[:4])
    assert [one - start for one in found["at"][:2]] == [timedelta(days=moved[0] or 0)] * 2


def test_a_key_gives_the_same_shifts_in_another_file_and_none_gives_others() -> None:
    """Without a key nobody can draw them again."""
    data = pa.table({"who": [f"p{place}" for place in range(40)], "day": [date(2020, 1, 1)] * 40})
    keyed = [after(data, step("date_shift", "day", subject="who", key={"env": "KEY"}))["day"] for _ in range(2)]
    drawn = [after(data, step("date_shift", "day", subject="who"))["day"] for _ in range(2)]

    assert keyed[0] == keyed[1]
    assert drawn[0] != drawn[1]


def test_shifts_are_even_and_never_nothing() -> None:
    """Every day of both sides comes about equally often: 20,000 draws over 6 days, each within 6 standard deviations."""
    key = fresh_key()
    found = [shift(key, 3, "test", str(place)) for place in range(20_000)]

    actual = {day: abs(found.count(day) - 20_000 / 6) < 6 * math.sqrt(20_000 / 6) for day in set(found)}

    assert actual == dict.fromkeys((-3, -2, -1, 1, 2, 3), True)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"keep_last": 4}, ["***3456", "***", None], id="last"),
        pytest.param({"keep_first": 2}, ["1x***", "ab***", None], id="first"),
        pytest.param({"keep_first": 2, "keep_last": 2}, ["1x***56", "***", None], id="both"),
        pytest.param({}, ["***", "***", None], id="nothing"),
    ],
)
def test_a_mask_hides_the_length_too(more: dict[str, Any], expected: list[str | None]) -> None:
    """Where nothing would be hidden, all is."""
    actual = after(pa.table({"a": ["1x23456", "abcd", None]}), step("mask", "a", **more))["a"]

    assert expected == actual


def test_a_pseudonym_is_what_it_has_always_been() -> None:
    """Another release, another machine: the same key gives the same pseudonyms. HMAC-SHA-256 by the standard library."""
    expected = "p0ce8977a297793527227e81ddcd6fe7e"

    actual = pseudonym(bytes.fromhex(KEY), "clinic", "person", "p1")

    assert expected == actual


def test_pseudonyms_agree_where_they_should_and_nowhere_else() -> None:
    """Value, column, recipient and key; `join` lets columns of several tables agree."""
    data = pa.table({"a": ["1", "2", None], "b": [1.0, 2.5, 3.0]})
    own = after(data, step("pseudonymise", "a,b", **SECRET))
    joined = after(data, step("pseudonymise", "a,b", **SECRET, join="id"))
    other = after(data, step("pseudonymise", "a", **{**SECRET, "domain": "press"}))

    assert own["a"][0] != own["b"][0]
    assert joined["a"][0] == joined["b"][0]
    assert own["a"][2] is None
    assert set(own["a"][:2]).isdisjoint(other["a"][:2])
    assert own["a"][0] == pseudonym(bytes.fromhex(KEY), "clinic", "a", 1)


def test_parts_of_a_message_never_run_together() -> None:
    """`ab` of `c` is not `a` of `bc`."""
    key = fresh_key()

    assert framed("ab", "c") != framed("a", "bc")
    assert pseudonym(key, "x", "ab", "c") != pseudonym(key, "x", "a", "bc")
    assert pseudonym(key, "x", "a", "e\u0301") == pseudonym(key, "x", "a", "é")


def test_pseudonyms_look_like_nothing_else() -> None:
    """Not like a plain hash, and not like an identifier of any country."""
    key = fresh_key()
    values = [pseudonym(key, "clinic", "person", place) for place in range(400)]
    found = rows_of(of_values("pseudonym", "text", values, Settings()), Settings())

    assert form_of(values) is None
    assert [keys for keys, _ in found if keys[2] in {"direct", "freetext"}] == []


def test_what_is_recognised_in_a_text_is_named_in_its_place() -> None:
    """The sentence around it stays."""
    texts = ["Write to jane.doe@example.org or call +49 30 901820 today", "Nothing here", None]

    actual = after(pa.table({"note": texts}), step("redact", "note"))["note"]

    assert actual == ["Write to [EMAIL_ADDRESS] or call [PHONE_NUMBER] today", "Nothing here", None]


def test_only_some_entities_may_be_redacted() -> None:
    """As named in the report of personal data."""
    texts = ["Write to jane.doe@example.org or call +49 30 901820 today"]

    actual = after(pa.table({"note": texts}), step("redact", "note", entities=["PHONE_NUMBER"]))["note"]

    assert actual == ["Write to jane.doe@example.org or call [PHONE_NUMBER] today"]


@pytest.mark.parametrize("distribution", ["normal", "laplace"])
def test_noise_is_as_strong_as_said(distribution: str) -> None:
    """A tenth of the column's standard deviation; 20,000 rows; whole numbers stay whole; the next release differs."""
    values = np.arange(20_000)
    data = pa.table({"n": values, "x": values.astype(np.float64)})
    made = step("noise", "n,x", share=0.1, distribution=distribution)
    first, second = after(data, made), after(data, made)
    noise = np.array(first["x"]) - values

    assert first["x"] != second["x"]
    assert all(isinstance(value, int) for value in first["n"][:10])
    assert abs(noise.std() / (0.1 * values.std()) - 1) < 0.06
    assert abs(noise.mean()) < 6 * 0.1 * values.std() / math.sqrt(20_000)
    assert abs(np.corrcoef(noise, np.array(first["n"]) - values)[0, 1]) < 0.05


def test_noise_needs_to_know_how_much() -> None:
    """As a share, or by column."""
    data = pa.table({"n": [1.0, 2.0], "m": [1.0, 2.0]})
    with pytest.raises(BadInput, match="how much noise column 'm' gets is not said"):
        after(data, step("noise", "n,m", scale={"n": 1}))
    with pytest.raises(BadInput, match="none of the step's columns"):
        after(data, step("noise", "n", scale={"n": 1, "m": 1}))


def test_drawn_numbers_have_the_moments_they_should() -> None:
    """Mean 0, variance 1; a fourth moment of 3 (normal) and 6 (Laplace) over 200,000 draws."""
    rows = np.arange(200_000, dtype=np.int64)
    for draw, fourth in ((normal, 3.0), (laplace, 6.0)):
        drawn = draw(fresh_key(), "test", rows)

        assert abs(drawn.mean()) < 0.015
        assert abs(drawn.var() - 1) < 0.03
        assert abs((drawn**4).mean() - fourth) < 0.15 * fourth


def test_random_words_depend_on_all_they_are_for() -> None:
    """Key, purpose and row; not on how rows are cut."""
    key, rows = fresh_key(), np.arange(10_000, dtype=np.int64)
    whole = words(key, "a", rows, 2)

    assert (words(key, "a", rows[5_000:5_003], 2) == whole[5_000:5_003]).all()
    assert (words(key, "b", rows, 2) != whole).all()
    assert (words(fresh_key(), "a", rows, 2) != whole).all()
    assert len(np.unique(whole)) == whole.size


def test_no_column_left_is_refused() -> None:
    """A release has something in it."""
    with pytest.raises(BadInput, match="no column would be left"):
        after(pa.table({"a": [1]}), step("drop", "a"))

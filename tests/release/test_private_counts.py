"""Are counts noised by the law that is said, with a bounded part of each person, and is what that spends held against a budget?"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.core.errors import BadInput
from audit.core.plan import Plan, Promise, Step
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.release.budget import spent
from audit.release.counting import COUNT, OTHERS, PRIVATE_COUNTS, counting_of
from audit.release.ledger import Entry, Privacy
from audit.release.noised import Mechanism, discrete_laplace, noisy, thresholded
from audit.release.tally import bounded, tally
from tests.transform.rows import opened

if TYPE_CHECKING:
    from command_line import Ended

pytest.importorskip("opendp", reason="the extra dp is not installed")

DRAWS = 6_000
NEVER = 1e-9
"""A law that holds is refused once in a thousand million runs."""
CATEGORIES = {"sex": ["f", "m"], "ill": ["flu", "cold"]}


def _law(scale: float, value: int) -> float:
    """Return the probability of a value of the noise."""
    a = math.exp(-1 / scale)
    return (1 - a) / (1 + a) * a ** abs(value)


def _fit(drawn: list[int], scale: float) -> float:
    """Return the p of a chi-squared test of draws against the law; both tails together are one class each."""
    from scipy.stats import chisquare

    edge = 8
    seen = Counter(max(-edge, min(edge, one)) for one in drawn)
    shares = {value: _law(scale, value) for value in range(-edge + 1, edge)}
    tail = (1 - sum(shares.values())) / 2
    classes = {-edge: tail, **shares, edge: tail}
    return float(chisquare([seen[value] for value in classes], [share * len(drawn) for share in classes.values()]).pvalue)


def _drawn(mechanism: Mechanism, count: int = 0, draws: int = DRAWS) -> list[int]:
    """Return noisy counts of as many combinations, all with one exact count."""
    return list(noisy(mechanism, {(str(place),): count for place in range(draws)}, clipped=False).values())


def test_the_noise_follows_its_law_and_is_never_replayed() -> None:
    """The discrete Laplace distribution of the scale that is said, and of no other; another draw is another one."""
    mechanism = discrete_laplace(1.0, 3)
    drawn = _drawn(mechanism)

    assert mechanism.scale == 3.0
    assert _fit(drawn, 3.0) > NEVER > _fit(drawn, 3.0 * 1.25)
    assert _drawn(mechanism, 0, 200) != drawn[:200]


@pytest.mark.parametrize("most", [1, 3, 7])
@pytest.mark.parametrize("epsilon", [0.001, 0.1, 0.7, 1.0, 3.0])
def test_no_more_is_spent_than_is_said(epsilon: float, most: int) -> None:
    """The library's own account, rounded up, is within what was asked for, and not far below."""
    actual = discrete_laplace(epsilon, most)

    assert epsilon * (1 - 1e-9) < actual.epsilon <= epsilon
    assert (actual.delta, actual.threshold) == (0.0, None)


@pytest.mark.parametrize("scale", [0.05, 0.5, 1.0, 2.0, 30.0, 1000.0])
def test_how_far_the_noise_reaches(scale: float) -> None:
    """The smallest distance that holds 95 % of it, against the sum of the law."""
    actual = Mechanism("", "", scale, 1.0, 0.0, None, None).within()
    inside = [sum(_law(scale, value) for value in range(-reach, reach + 1)) for reach in (actual - 1, actual)]

    assert inside[0] < 0.95 <= inside[1] + 1e-12


def test_a_combination_of_one_person_shows_as_rarely_as_delta_says() -> None:
    """One equal to the threshold is written: the odds are a ** (threshold - 1) / (1 + a), worked out by hand, not as the library says."""
    from scipy.stats import binomtest

    actual = thresholded(0.5, 0.2, 1)
    assert actual.threshold is not None
    a = math.exp(-0.5)
    odds = [a ** (threshold - 1) / (1 + a) for threshold in (actual.threshold - 1, actual.threshold)]
    shown = _drawn(actual, 1)

    assert odds[1] <= 0.2 < odds[0]
    assert math.isclose(actual.delta, odds[1], rel_tol=1e-9)
    assert binomtest(len(shown), DRAWS, odds[1]).pvalue > NEVER
    assert min(shown) == actual.threshold


@pytest.mark.parametrize("most", [1, 4])
def test_the_threshold_covers_all_rows_of_a_person(most: int) -> None:
    """All in one combination, or each in its own: the odds that any shows are within delta."""
    actual = thresholded(1.0, 1e-6, most)
    a = math.exp(-1 / actual.scale)
    assert actual.threshold is not None
    together = a ** (actual.threshold - most) / (1 + a)
    apart = 1 - (1 - a ** (actual.threshold - 1) / (1 + a)) ** most

    assert max(together, apart) <= 1e-6
    assert actual.epsilon <= 1.0


def test_so_many_rows_of_each_person_are_counted() -> None:
    """As many as the person has, up to the bound; none of nobody's; by lot, so that each row has its chance."""
    people = np.array([0, 1, 0, 2, -1, 0, 1, 0, -1, 0])
    drawn = [bounded(people, 2) for _ in range(200)]

    assert {tuple(sorted(Counter(people[rows].tolist()).items())) for rows in drawn} == {((0, 2), (1, 2), (2, 1))}
    assert set(np.concatenate(drawn).tolist()) == {0, 1, 2, 3, 5, 6, 7, 9}
    assert bounded(np.array([], dtype=np.int64), 1).tolist() == []


def _plan(promise: Promise | None = None, **parameters: Any) -> Plan:
    """Return a plan that counts persons by sex and illness."""
    given = {"epsilon": 1.0, "unit": "person", "most_rows_per_person": 1, "categories": CATEGORIES, **parameters}
    step = Step(PRIVATE_COUNTS.name, ("sex", "ill"), {key: value for key, value in given.items() if value is not None})
    return Plan("p", (step,), promise or Promise(), "id")


TABLE = pa.table({
    "id": ["a", "a", "a", "b", "c", None, "d"],
    "sex": ["f", "f", "f", "m", "m", "m", None],
    "ill": ["flu", "flu", "flu", "cold", "gout", "flu", "flu"],
})  # fmt: skip


def test_exact_counts() -> None:
    """Every public combination; what is not listed or missing goes to the others; one row of a; none of nobody."""
    counting = counting_of(_plan())
    assert counting is not None
    with opened(TABLE) as source:
        actual = tally(source, counting)
    expected = {(sex, ill): 0 for sex in ("f", "m", OTHERS) for ill in ("flu", "cold", OTHERS)}
    expected |= {("f", "flu"): 1, ("m", "cold"): 1, ("m", OTHERS): 1, (OTHERS, "flu"): 1}

    assert list(expected.items()) == list(actual.items())


def test_exact_counts_of_what_is_there() -> None:
    """Without public categories: in the order of the labels, whatever the order of the rows; rows as units."""
    counting = counting_of(_plan(categories=None, delta=1e-9, unit="row", most_rows_per_person=None))
    assert counting is not None
    found = []
    for data in (TABLE, TABLE.take(list(range(6, -1, -1)))):
        with opened(data) as source:
            found.append(list(tally(source, counting).items()))
    expected = [(("f", "flu"), 3), (("m", "cold"), 1), (("m", "flu"), 1), (("m", "gout"), 1), ((None, "flu"), 1)]

    assert found == [expected, expected]


def test_a_value_of_somebody_else_moves_nobody(tmp_path: Path) -> None:
    """One odd text in a column of numbers changes what kind it seems to be, and no other row's category."""
    plan = Plan("p", (Step(PRIVATE_COUNTS.name, ("n",), {"epsilon": 1.0, "unit": "row", "categories": {"n": ["1", "2.5"]}}),))
    counting = counting_of(plan)
    assert counting is not None
    found = []
    for odd in ("", "x,a\n"):
        (tmp_path / "n.csv").write_text(f"n,m\n1,a\n1.0,a\n2.50,a\n2.5,a\n{odd}", encoding="utf-8")
        with Opener.start(Path(), None, None) as opener:
            found.append(tally(opener.source(Dataset("DATA", str(tmp_path / "n.csv"))), counting))

    assert found == [{("1",): 2, ("2.5",): 1, (OTHERS,): 1}, {("1",): 2, ("2.5",): 1, (OTHERS,): 2}]


MISTAKES: dict[str, tuple[Plan, str]] = {
    "no person": (Plan("p", _plan().steps), "Add subject_id: COLUMN to the plan"),
    "no bound": (_plan(most_rows_per_person=None), "Add most_rows_per_person: 1"),
    "a bound for rows": (_plan(unit="row"), "Take most_rows_per_person out"),
    "presence tells": (_plan(categories={"sex": ["f", "m"]}), "which values 'ill' has would show by which rows are there"),
    "delta for nothing": (_plan(delta=1e-9), "delta would be spent for nothing"),
    "delta too large": (_plan(categories=None, delta=0.1), "'delta' is at least 1e-15 and at most 0.0001"),
    "epsilon too large": (_plan(epsilon=21), "'epsilon' is at least 0.0001 and at most 20"),
    "a double category": (_plan(categories={**CATEGORIES, "sex": ["1", "1.0"]}), "categories of 'sex': each once"),
    "the others": (_plan(categories={**CATEGORIES, "sex": [OTHERS]}), "is added by itself"),
    "categories of another column": (_plan(categories={**CATEGORIES, "age": ["1"]}), "no column 'age'"),
    "too many": (_plan(categories={name: [str(n) for n in range(400)] for name in CATEGORIES}), "160,801 combinations, 100,000 at most"),
    "a promise about rows": (_plan(Promise(("sex",), 5)), "promise.k: it is about rows"),
    "other steps": (Plan("p", (Step("drop", ("sex",)), *_plan().steps), Promise(), "id"), "must be the only step"),
    "epsilon of rows": (Plan("p", (Step("drop", ("sex",)),), Promise(max_epsilon=1.0)), "no step spends any"),
    "the person": (Plan("p", (Step(PRIVATE_COUNTS.name, ("id",), {**_plan().steps[0].parameters, "categories": {"id": ["a"]}}),), Promise(), "id"), "cannot be counted by"),
}  # fmt: skip


@pytest.mark.parametrize(("plan", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_cannot_be_counted(plan: Plan, expected: str) -> None:
    """Said before a row is read."""
    with pytest.raises(BadInput) as caught:
        counting_of(plan)

    assert expected in str(caught.value)


def _entry(source: str, privacy: Privacy | None) -> Entry:
    """Return a line of a ledger."""
    return Entry("2026-01-01T00:00:00Z", "f", "sha256:1", source, "sha256:2", "p", 1, (), {}, ",", kept=True, privacy=privacy)


def test_what_is_spent_adds_up() -> None:
    """Per unit, over all files of the ledger; three times 0.1 is 0.3; the other unit and releases of rows stand beside it."""
    person, row = Privacy(0.1, 1e-9, "person", "m"), Privacy(5.0, 0.0, "row", "m")
    entries = [_entry("one", person), _entry("two", person), _entry("one", row), _entry("one", None)]
    actual = spent(entries, "one", person)

    assert (actual.epsilon, actual.delta, actual.releases, actual.files) == (0.3, 3e-9, 3, 2)
    assert (actual.of_file, actual.elsewhere, actual.rows_released) == ((0.2, 2e-9), 5.0, 1)
    assert [Entry.from_json(one.to_json()) for one in entries] == entries


@pytest.mark.parametrize("wrong", [{"epsilon": -1}, {"epsilon": math.inf}, {"epsilon": "x"}, {"delta": 1}, {"unit": "household"}])
def test_a_damaged_line_is_never_read_as_less(wrong: dict[str, Any]) -> None:
    """Whoever edits a ledger does not get budget back by a slip."""
    line = _entry("one", Privacy(0.1, 0.0, "person", "m")).to_json()
    line["privacy"] = {"epsilon": 0.1, "delta": 0.0, "unit": "person", "mechanism": "m", **wrong}

    with pytest.raises((ValueError, TypeError, KeyError)):
        Entry.from_json(line)


TEXT = """version: 1
name: house
subject_id: id
steps:
  - technique: private_counts
    columns: [sex, ill]
    epsilon: 0.5
    unit: person
    most_rows_per_person: 2
    {domain}
promise: {promise}
"""
PUBLIC = "categories: {sex: [f, m], ill: [flu, cold]}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write 300 persons, each with three rows, and return where."""
    rows = [f"p{n % 300},{'fm'[n % 2]},{('flu', 'cold', '')[n // 300]}" for n in range(900)]
    (tmp_path / "d.csv").write_text("id,sex,ill\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def _written(folder: Path, promise: str = "{}", domain: str = PUBLIC) -> None:
    """Write a plan."""
    (folder / "plan.yml").write_text(TEXT.format(domain=domain, promise=promise), encoding="utf-8")


LINE = ("anonymize", "d.csv", "--plan", "plan.yml", "-o")


def test_a_budget_is_held_over_releases(here: Callable[..., Ended], data: Path) -> None:
    """Two halves are one; a third is refused before it is spent, whatever the file is called or sorted like, and nothing is written."""
    _written(data, "{max_epsilon: 1}")
    first = here(*LINE, "0.csv", "--ledger", "l.jsonl", "--evidence", "e.json")
    head, *rows = (data / "d.csv").read_text("utf-8").splitlines()
    (data / "d.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    second, third = here(*LINE, "1.csv", "--ledger", "l.jsonl"), here(*LINE, "2.csv", "--ledger", "l.jsonl")
    lines = [json.loads(line) for line in (data / "l.jsonl").read_text("utf-8").splitlines()]
    evidence = json.loads((data / "e.json").read_text("utf-8"))["claims"]
    table = list(csv.DictReader((data / "0.csv").read_text("utf-8").splitlines()))

    assert [ended.code for ended in (first, second, third)] == [0, 0, 2], third.err
    assert "the ledger would come to epsilon 1.5 per person in 3 releases, more than 1. Nothing was released or spent." in third.err
    assert "Spent in all per person: epsilon 1, in 2 releases of 2 files (this file: epsilon 0.5)." in " ".join(second.out.split())
    assert [line["privacy"]["epsilon"] for line in lines] == [0.5, 0.5]
    assert sorted(path.name for path in data.iterdir()) == ["0.csv", "1.csv", "d.csv", "e.json", "l.jsonl", "plan.yml"]
    assert (len(table), list(table[0])) == (9, ["sex", "ill", COUNT])
    assert abs(sum(int(row[COUNT]) for row in table) - 600) < 400
    privacy = evidence["privacy"]
    assert (privacy["epsilon"], privacy["delta"], privacy["unit"], privacy["scale"], privacy["most_rows_per_person"]) == (
        0.5,
        0,
        "person",
        4,
        2,
    )
    assert "cannot infer it from a file" in evidence["not_checked"][0]
    assert [number for number in ("900", "600", "300") if number in first.out + json.dumps(evidence["notes"])] == []
    assert "rows" not in evidence["source"]
    assert "anonymous" not in (first.out + json.dumps(evidence)).lower()


def test_a_budget_needs_a_ledger(here: Callable[..., Ended], data: Path) -> None:
    """What nobody writes down cannot be held; without a promise it is said that it is not known."""
    _written(data, "{max_epsilon: 1}")
    held = here(*LINE, "0.parquet")
    _written(data, "{no_personal_data: false}", domain="delta: 1.0e-6")
    free = here(*LINE, "0.parquet")
    table = pq.read_table(data / "0.parquet").to_pydict()

    assert (held.code, "no ledger was named" in " ".join(free.out.split()), free.code) == (2, True, 0), free.err
    assert "what was spent before is kept in a ledger, and none is named. Add --ledger FILE" in held.err
    assert set(table["ill"]) == {"flu", "cold", None}
    assert min(table[COUNT]) > 20


def test_nothing_above_the_threshold(here: Callable[..., Ended], data: Path) -> None:
    """An empty table is an answer, and was paid for."""
    (data / "d.csv").write_text("id,sex,ill\na,f,flu\nb,m,cold\n", encoding="utf-8")
    _written(data, domain="delta: 1.0e-14")
    ended = here(*LINE, "0.csv", "--ledger", "l.jsonl")

    assert (ended.code, (data / "0.csv").read_text("utf-8")) == (0, f"sex,ill,{COUNT}\n"), ended.err
    assert json.loads((data / "l.jsonl").read_text("utf-8"))["privacy"]["delta"] == 1e-14


def test_without_the_extra(here: Callable[..., Ended], data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install; nothing is read or spent."""
    _written(data)
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    ended = here(*LINE, "0.csv", "--ledger", "l.jsonl")

    assert ended.code == 2
    assert ended.err.splitlines()[0] == (
        "private_counts: the noise is drawn by OpenDP, which is not installed. Run: pip install 'equigate[dp]'"
    )
    assert sorted(path.name for path in data.iterdir()) == ["d.csv", "plan.yml"]


def test_a_release_of_rows_beside_counts(here: Callable[..., Ended], data: Path) -> None:
    """Rows are not joined with a table of counts, and each is told of the other."""
    _written(data)
    here(*LINE, "0.csv", "--ledger", "l.jsonl")
    (data / "plan.yml").write_text("version: 1\nname: r\nsteps: [{technique: drop, columns: [id]}]\n", encoding="utf-8")
    rows = here(*LINE, "1.csv", "--ledger", "l.jsonl")
    _written(data)
    counts = here(*LINE, "2.csv", "--ledger", "l.jsonl")

    assert "(0.csv) is a table of noisy counts: its epsilon says nothing about this release of rows." in " ".join(rows.out.split())
    assert "The ledger also lists 1 releases of rows: they have no epsilon" in " ".join(counts.out.split())


def test_two_at_once_do_not_spend_the_same_budget(data: Path) -> None:
    """Whoever adds to a ledger keeps others from doing so; a lock that nobody lifts is named."""
    from audit.release import ledger

    path = data / "l.jsonl"
    with ledger.locked(path), pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_WAIT", 0.1)
        with pytest.raises(BadInput, match=r"delete l\.jsonl\.lock"), ledger.locked(path):
            pass

    assert not (data / "l.jsonl.lock").exists()
    with ledger.locked(path):
        assert (data / "l.jsonl.lock").exists()

"""Does `equigate anonymize` write what the plan says, measure what it wrote, and say whether the promise is kept?"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    from command_line import Ended

AGES = [20, 21, 22, 30, 31, 32]
STEPS = """
steps:
  - {technique: drop, columns: [name]}
  - technique: generalise
    steps: {age: bands of 10}
  - {technique: suppress_rows, columns: [age, sex], k: 15}
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    """Write 72 people, for each of six ages and both sexes two of each illness, all paid differently, and 12 old men who are alike."""
    rows = [(f"person{n}@example.org", AGES[n % 6], "fm"[n // 6 % 2], n // 12 % 3, 1000 + n) for n in range(72)]
    rows += [("a@b.org", 40, "m", 1, 1)] * 12
    frame = pd.DataFrame(rows, columns=["name", "age", "sex", "ill", "pay"])
    frame.to_csv(tmp_path / "d.csv", index=False, sep=";")
    frame.to_parquet(tmp_path / "d.parquet")


def _plan(folder: Path, promise: str, steps: str = STEPS) -> None:
    """Write a plan."""
    (folder / "plan.yml").write_text(f"version: 1\nname: house\n{steps}\npromise: {promise}\n", encoding="utf-8")


def _promises(document: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """Return what was measured and judged, by promise."""
    return {one["what"]: (one["measured"], one["verdict"]) for one in document["claims"]["promise"]}


def test_a_promise_that_is_kept(here: Callable[..., Ended], tmp_path: Path) -> None:
    """The file has the same delimiter, coarser ages, no names, and lacks the twelve that were too few; exit 0."""
    _plan(tmp_path, "{quasi_identifiers: [age, sex], k: 18, l: {ill: 3}, max_suppression: 0.2}")
    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--evidence", "e.json")
    written = (tmp_path / "out.csv").read_bytes()
    rows = list(csv.DictReader(written.decode().splitlines(), delimiter=";"))
    document = json.loads((tmp_path / "e.json").read_text("utf-8"))

    assert (ended.code, ended.last) == (0, "exit 0: out.csv written; no promise of the plan is broken (4 looked at)")
    assert (len(rows), {row["age"] for row in rows}, list(rows[0])) == (72, {"20-29", "30-39"}, ["age", "sex", "ill", "pay"])
    assert _promises(document) == {
        "k over age, sex": (18, "kept"),
        "distinct l of ill": (3, "kept"),
        "share of rows lost": (12 / 84, "kept"),
        "columns that name a person": (0, "kept"),
    }
    assert document["claims"]["release"]["sha256"] == f"sha256:{hashlib.sha256(written).hexdigest()}"
    assert "Earlier releases were not checked" in ended.out
    assert "anonymous" not in (ended.out + json.dumps(document)).lower()


BROKEN = {
    "k": ("{quasi_identifiers: [age, sex], k: 19}", STEPS, "k over age, sex is 18, promised >= 19"),
    "k in persons": (
        "{quasi_identifiers: [sex], k: 5}\nsubject_id: ill",
        "steps: [{technique: drop, columns: [name]}]",
        "k over sex is 3, promised >= 5",
    ),
    "l": ("{quasi_identifiers: [age, sex], l: {ill: 4}}", STEPS, "distinct l of ill is 3, promised >= 4"),
    "t": ("{quasi_identifiers: [pay], t: {ill: 0.4}}", STEPS, "t of ill is 0.5, promised <= 0.4"),
    "rows": ("{max_suppression: 0.1}", STEPS, "share of rows lost is 0.1429, promised <= 0.1"),
    "group": ("{max_group_suppression: 0.2, protected: [age], min_group: 12}", STEPS, "share lost by any group is 1, promised <= 0.2"),
    "names": ("{quasi_identifiers: [sex], k: 2}", "steps: []", "columns that name a person is 1, promised 0"),
    "a perturbed column": (
        "{quasi_identifiers: [pay], k: 5}",
        "steps: [{technique: drop, columns: [name]}, {technique: microaggregate, columns: [pay], k: 5}]",
        "k over pay is 1, promised >= 5",
    ),
}


@pytest.mark.parametrize(("promise", "steps", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_promise_that_is_not_kept(here: Callable[..., Ended], tmp_path: Path, promise: str, steps: str, expected: str) -> None:
    """The file is there to be looked at, the exit code is 1, and the last line says which promise and by how much."""
    _plan(tmp_path, promise, steps)
    ended = here("anonymize", "d.parquet", "--plan", "plan.yml", "-o", "out.parquet")

    assert ended.code == 1, ended.err
    assert ended.last.startswith(f"exit 1: out.parquet written; a promise of the plan is not kept: {expected}")
    assert "NOT KEPT" in ended.out
    assert (tmp_path / "out.parquet").exists()


def test_what_is_measured_is_the_file(here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that writes other values than it was given is found out: nothing is taken from memory."""
    from audit.release import written as module

    whole = module.write_release

    def broken(path: Path, *others: Any) -> Any:
        made = whole(path, *others)
        text = path.read_text("utf-8")
        path.write_text(text.replace("20-29;f", "27;f", 1), encoding="utf-8")
        return made

    monkeypatch.setattr(module, "write_release", broken)
    _plan(tmp_path, "{quasi_identifiers: [age, sex], k: 5}")
    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv")

    assert "k over age, sex is 1, promised >= 5" in ended.last
    assert "1 rows are in classes with fewer rows, of 5 classes." in ended.out


WRONG = {
    "a misspelt promise": ("{quasi_identifiers: [agee, sex], k: 2}", STEPS, "no column 'agee'. Did you mean 'age'?"),
    "a misspelt step": ("{}", STEPS.replace("columns: [name]", "columns: [nam]"), "no column 'nam'. Did you mean 'name'?"),
    "nothing left": ("{}", STEPS.replace("k: 15", "k: 99"), "it leaves no row, so there is nothing to release"),
    "no key": (
        "{}",
        "steps: [{technique: pseudonymise, columns: [name], key: {env: NO_SUCH_KEY}, key_id: a, domain: b}]",
        "environment variable NO_SUCH_KEY is not set",
    ),
}


@pytest.mark.parametrize(("promise", "steps", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_done(here: Callable[..., Ended], tmp_path: Path, promise: str, steps: str, expected: str) -> None:
    """Exit 2, the reason, and the old output as it was; nothing else is left in the folder."""
    _plan(tmp_path, promise, steps)
    (tmp_path / "out.csv").write_text("old", encoding="utf-8")
    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv")

    assert (ended.code, (tmp_path / "out.csv").read_text("utf-8")) == (2, "old")
    assert expected in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.csv", "d.parquet", "out.csv", "plan.yml"]


PATHS = {
    "the data": ("d.csv", "-o: d.csv is named twice, or is an input. Name another file"),
    "the plan": ("plan.yml", "-o: plan.yml is named twice, or is an input. Name another file"),
    "no folder": ("no/out.csv", "-o: no/out.csv: no such folder. Create it first"),
}


@pytest.mark.parametrize(("output", "expected"), PATHS.values(), ids=PATHS.keys())
def test_where_nothing_can_go(here: Callable[..., Ended], tmp_path: Path, output: str, expected: str) -> None:
    """No input is ever replaced."""
    _plan(tmp_path, "{}")
    before = (tmp_path / "d.csv").read_bytes()
    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", output)

    assert (ended.code, ended.err.splitlines()[0]) == (2, expected)
    assert (tmp_path / "d.csv").read_bytes() == before


def test_a_second_release_that_undoes_the_first(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Each keeps k alone; with a ledger, the second says what both tell together; without one, that it was not checked."""
    promise = "{quasi_identifiers: [age, sex], k: 8}"
    drop = "{technique: drop, columns: [name]}"
    codes = []
    for number, column in enumerate(("age", "sex")):
        _plan(tmp_path, promise, f'steps: [{{technique: generalise, steps: {{{column}: "*"}}}}, {drop}]')
        codes.append(here("anonymize", "d.csv", "--plan", "plan.yml", "-o", f"{number}.csv", "--ledger", "ledger.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text("utf-8").splitlines()]

    assert [ended.code for ended in codes] == [0, 1]
    assert "k together with the release of" in codes[1].last
    assert "(0.csv) is 6, promised >= 8" in codes[1].last
    assert [(line["file"], line["kept"], line["rows"]) for line in lines] == [("0.csv", True, 84), ("1.csv", False, 84)]
    assert here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "1.csv").code == 0


def test_an_earlier_release_that_is_gone(here: Callable[..., Ended], tmp_path: Path) -> None:
    """What cannot be looked at is said, and does not pass for looked at."""
    _plan(tmp_path, "{quasi_identifiers: [age, sex], k: 3}")
    here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "0.csv", "--ledger", "l.jsonl")
    (tmp_path / "0.csv").write_text("age;sex\n1;f\n2;m\n", encoding="utf-8")
    changed = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "1.csv", "--ledger", "l.jsonl")
    (tmp_path / "l.jsonl").write_text("nothing\n", encoding="utf-8")
    damaged = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "2.csv", "--ledger", "l.jsonl")

    assert "(0.csv): the file is no longer the one that was released" in " ".join(changed.out.split())
    assert (damaged.code, damaged.err.splitlines()[0][:41]) == (2, "l.jsonl:1: this is no line of a ledger. A")


def test_pseudonyms_do_not_hide_that_the_rest_finds_a_row(
    here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outsider's file has the names; the release has pseudonyms of them, by which nothing can be joined."""
    monkeypatch.setenv("RELEASE_KEY", hashlib.sha256(b"a key for a test").hexdigest())
    step = "{technique: pseudonymise, columns: [name], key: {env: RELEASE_KEY}, key_id: k1, domain: d}"
    _plan(tmp_path, "{}", f"steps: [{step}]")
    table = "name;age;sex;pay;ill\nann;40;m;1;1\nbob;31;f;2;1\neve;32;f;3;1\n"
    (tmp_path / "d.csv").write_text(table, encoding="utf-8")
    (tmp_path / "public.csv").write_text(table, encoding="utf-8")

    here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--public", "public.csv", "--evidence", "e.json")
    found = json.loads((tmp_path / "e.json").read_text("utf-8"))["claims"]["linkage"]["public"][0]["matches"]

    assert (found["columns"], found["unique"]) == (["age", "sex", "pay", "ill"], 3)


def test_a_ledger_that_is_held_stops_a_release_before_it_is_written(
    here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.release.ledger._WAIT", 0.0)
    _plan(tmp_path, "{}", "steps: [{technique: drop, columns: [name]}]")
    (tmp_path / "d.csv").write_text("name;age\na;40\nb;31\n", encoding="utf-8")
    (tmp_path / "out.csv").write_text("old", encoding="utf-8")
    (tmp_path / "l.jsonl.lock").write_text("", encoding="utf-8")

    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--ledger", "l.jsonl")

    assert (ended.code, (tmp_path / "out.csv").read_text("utf-8")) == (2, "old")


def test_an_outsider_with_the_same_bands(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Their raw ages are made as coarse as the plan makes them before they are joined."""
    _plan(tmp_path, "{}", "steps: [{technique: generalise, steps: {age: bands of 10}}, {technique: drop, columns: [name, pay, ill]}]")
    pd.DataFrame({"age": [44, 33, 33], "sex": ["m", "f", "f"], "who": ["x", "y", "z"]}).to_csv(tmp_path / "public.csv", index=False)
    (tmp_path / "d.csv").write_text("name;age;sex;pay;ill\na;40;m;1;1\nb;31;f;2;1\nc;32;f;3;1\n", encoding="utf-8")
    here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--public", "public.csv", "--evidence", "e.json")
    document = json.loads((tmp_path / "e.json").read_text("utf-8"))
    actual = document["claims"]["linkage"]["public"]

    assert actual == [{"file": "public.csv", "matches": {"columns": ["age", "sex"], "rows": 3, "unique": 1, "share": 1 / 3}}]


def test_no_key_and_no_value_leaves(here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the key nor an address of the data is in what is printed, in the evidence, in the ledger; the pseudonyms hold."""
    key = secrets.token_hex(32)
    monkeypatch.setitem(os.environ, "RELEASE_KEY", key)
    pseudonym = "{technique: pseudonymise, columns: [name], key: {env: RELEASE_KEY}, key_id: one, domain: lab}"
    _plan(tmp_path, "{quasi_identifiers: [sex], k: 2}", f"steps: [{pseudonym}]")
    ended = here("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--evidence", "e.json", "--ledger", "l.jsonl")
    texts = [ended.out, ended.err, *((tmp_path / name).read_text("utf-8") for name in ("e.json", "l.jsonl", "out.csv"))]

    assert ended.code == 0, ended.out
    assert [text for text in texts if key in text or "example.org" in text] == []
    assert _promises(json.loads(texts[2]))["pseudonyms of name made again"] == (0, "kept")


def test_the_same_run_gives_the_same_claims(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Byte for byte, without anything drawn."""
    _plan(tmp_path, "{quasi_identifiers: [age, sex], k: 3, protected: [sex], max_group_suppression: 0.5}")
    line = ("anonymize", "d.csv", "--plan", "plan.yml", "-o", "out.csv", "--format", "json", "--now", "2026-11-20T12:00:00Z")
    one, other = here(*line), here(*line)

    assert one.out == other.out
    assert json.loads(one.out)["claims"]["kept"] is True

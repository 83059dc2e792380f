"""Does a scan say the same in every form, and does a subject's word on personal data reach the evidence?"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    from command_line import Ended

KEYS = {
    "dataset", "column", "entity", "what", "category", "score", "share", "why", "shape", "law", "cells", "candidates", "judged", "confirmed",
    "rows_touched", "rows_low", "rows_high",
}  # fmt: skip


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    """Write people, a clean table, and a subject with words on personal data."""
    place = pd.Series(range(300))
    rows = pd.DataFrame(
        {"mail": place.map(lambda n: f"person{n}@example.org"), "code": place.map(lambda n: f"p{n}@example.org"), "n": place % 7}
    )
    rows.to_csv(tmp_path / "d.csv", index=False)
    rows[["n"]].to_csv(tmp_path / "clean.csv", index=False)
    (tmp_path / "equigate.yml").write_text(
        "version: 1\nname: x\ndata: {test: d.csv}\n"
        "personal: {deny: [{entity: NICK, values: [Zora Quill], reason: the list of the works council}]}\n"
        "columns:\n  code: {personal: none, reason: product codes}\n  n: {entity: AGE, reason: ages in decades}\n",
        encoding="utf-8",
    )


def _columns(ended: Ended) -> dict[str, dict[str, Any]]:
    """Return the rows of a scan in JSON by column."""
    return {row["column"]: row for row in json.loads(ended.out)["columns"]}


def test_json(here: Callable[..., Ended]) -> None:
    """Columns with every key, what was dismissed, the risk, the files, what was not checked; the shape shows nobody's address."""
    ended = here("scan", "d.csv", "--quasi-identifiers", "n", "--format", "json")
    document = json.loads(ended.out)

    assert {"columns", "dismissed", "files", "not_checked", "proposed", "risk"} == set(document)
    assert set(_columns(ended)["mail"]) >= KEYS
    assert (_columns(ended)["mail"]["entity"], _columns(ended)["mail"]["shape"]) == ("EMAIL_ADDRESS", "aaa999@aaa.aaa")
    assert document["files"][0] == {"file": "d.csv", "rows": 300, "notes": [], "risk": document["risk"]}
    assert any(said.startswith("Names in free text were not checked") for said in document["not_checked"])


def test_csv_and_json_agree(here: Callable[..., Ended]) -> None:
    """The same columns, entities and counts."""
    lines = list(csv.DictReader(StringIO(here("scan", "d.csv", "--format", "csv").out)))
    rows = json.loads(here("scan", "d.csv", "--format", "json").out)["columns"]

    assert {(row["column"], row["entity"], str(row["candidates"])) for row in rows} == {
        (line["column"], line["entity"], line["candidates"]) for line in lines if line["accepted"] == "yes"
    }
    assert {line["dataset"] for line in lines} == {"d.csv"}


def test_art30(here: Callable[..., Ended]) -> None:
    """What was found is filled in, the rest is marked."""
    lines = list(csv.DictReader(StringIO(here("scan", "d.csv", "--format", "art30").out)))

    assert any(line["entry"].startswith("e-mail addresses") and "d.csv: mail" in line["detail"] for line in lines)
    assert {line["status"] for line in lines} == {"to be filled in", "found in the data, not complete"}


def test_several_files_are_told_apart(here: Callable[..., Ended]) -> None:
    """Every row names its file, and each file has its own risk."""
    document = json.loads(here("scan", "d.csv", "clean.csv", "--quasi-identifiers", "n", "--format", "json").out)

    assert [(one["file"], one["risk"]["k"] > 0) for one in document["files"]] == [("d.csv", True), ("clean.csv", True)]
    assert document["risk"] == {}
    assert {row["file"] for row in document["columns"]} == {"d.csv"}


def test_exhaustive_judges_all(here: Callable[..., Ended]) -> None:
    """300 candidates: 200 of them are drawn, or all are judged; the verdict is the same."""
    drawn, every = (_columns(here("scan", "d.csv", "--format", "json", *more))["mail"] for more in ((), ("--exhaustive",)))

    assert (drawn["candidates"], every["candidates"]) == (300, 300)
    assert (every["judged"], every["rows_touched"], every["rows_low"], every["rows_high"]) == (300, 300, 300, 300)
    assert (drawn["entity"], drawn["category"]) == (every["entity"], every["category"])


@pytest.mark.parametrize(
    ("file", "flags", "code"),
    [("d.csv", (), 0), ("d.csv", ("--fail",), 1), ("clean.csv", ("--fail",), 0), ("d.csv", ("--format", "xml"), 2)],
)
def test_codes(here: Callable[..., Ended], file: str, flags: tuple[str, ...], code: int) -> None:
    """Only --fail fails, and only where a person is named."""
    assert here("scan", file, *flags).code == code


def test_the_subject_s_word_reaches_the_evidence(here: Callable[..., Ended], tmp_path: Path) -> None:
    """A column said to be nothing is not listed, one said to be something is; no text of a list leaves."""
    here("check", "--as-of", "2026-01-31", "-o", "json=e.json", "-o", "inventory=i.csv", "-o", "art30=r.csv")
    written = {name: (tmp_path / name).read_text("utf-8") for name in ("e.json", "i.csv", "r.csv")}
    columns = {row["column"]: row for row in json.loads(written["e.json"])["claims"]["columns"]}

    assert set(columns) == {"mail", "n"}
    assert (columns["n"]["entity"], columns["n"]["score"]) == ("AGE", 1.0)
    assert json.loads(written["e.json"])["run"]["command"] == "equigate check --as-of 2026-01-31"
    assert not any("Quill" in text for text in written.values())


def test_facts_fit_only_the_words_they_were_made_with(here: Callable[..., Ended], tmp_path: Path) -> None:
    """A list that grew afterwards asks for new facts; the day of the ages is in them."""
    made = here("observe", "--as-of", "2026-01-31", "-o", "facts.json")
    about = json.loads((tmp_path / "facts.json").read_text("utf-8"))["about"]
    same = here("check", "--facts", "facts.json")
    subject = tmp_path / "equigate.yml"
    subject.write_text(subject.read_text("utf-8").replace("[Zora Quill]", "[Zora Quill, Odo Peal]"), encoding="utf-8")
    other = here("check", "--facts", "facts.json")

    assert made.code == 0, made.err
    assert about["as_of"] == "2026-01-31"
    assert "Quill" not in (tmp_path / "facts.json").read_text("utf-8")
    assert same.code in {0, 1, 3}, same.err
    assert other.code == 2
    assert "other words on personal data" in other.err


def test_an_unknown_entity_is_a_mistake_with_its_line(here: Callable[..., Ended], tmp_path: Path) -> None:
    """The command line knows the entities."""
    subject = tmp_path / "equigate.yml"
    subject.write_text(subject.read_text("utf-8").replace("entity: AGE", "entity: AGGE"), encoding="utf-8")
    ended = here("check")

    assert ended.code == 2
    assert "equigate.yml:7:7: unknown entity 'AGGE'. Did you mean 'AGE'?" in ended.err

"""Does what a subject says about personal data reach whoever observes, and no text of its lists what leaves?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.load.subject import ColumnNote, Subject
from audit.load.subject_types import Allowed, Denied, PersonalData
from audit.observe.personal.catalogue import recognisers
from audit.observe.scene import Personal, Settings
from audit.observe.wanted import known_entities, personal_json, settings_of

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
SAID = PersonalData("own.yml", "en_core_web_sm", (Allowed("a@example.org", "ours"),), (Denied("NICK", ("Zora", "Quill"), "known"),))
SUBJECT = Subject(
    "x",
    seed=7,
    locales=("DE",),
    personal=SAID,
    sample=50,
    attacks={"authorised_by": "dpo@example.org"},
    columns={
        "a": ColumnNote(entity="PERSON", reason="r"),
        "b": ColumnNote(personal="none", reason="r"),
        "c": ColumnNote(personal="allowed", ground="g"),
    },
)


def test_everything_arrives(tmp_path: Path) -> None:
    """Lists, overrides, paths from the subject's folder, the day of the run, and that attacks were authorised."""
    actual = settings_of(replace(SUBJECT, folder=tmp_path), NOW, min_cell=5, exhaustive=True)

    assert actual == Settings(
        min_cell=5, seed=7, locales=("DE",), sample=50, exhaustive=True, as_of="2026-11-20", attacks=True,
        personal=Personal(("a@example.org",), (("NICK", ("Zora", "Quill")),), (("a", "PERSON"), ("b", "")),
                          str(tmp_path / "own.yml"), "en_core_web_sm"),
    )  # fmt: skip


def test_a_subject_that_says_nothing() -> None:
    """Observes as usual."""
    assert settings_of(Subject("x"), NOW) == Settings(as_of="2026-11-20")


def test_the_day_that_was_asked_for() -> None:
    """Wins over the day of the run."""
    assert settings_of(replace(SUBJECT, as_of="2020-02-29"), NOW).as_of == "2020-02-29"


@pytest.mark.parametrize(("name", "inside"), [("model", True), ("en_core_web_sm", False)])
def test_a_model_s_folder_starts_at_the_subject(tmp_path: Path, name: str, inside: bool) -> None:
    """A folder of that name is meant; what is no folder is the name of a package."""
    (tmp_path / "model").mkdir()
    subject = replace(SUBJECT, folder=tmp_path, personal=PersonalData(nlp=name))

    assert settings_of(subject, NOW).personal.nlp == (str(tmp_path / name) if inside else name)


def test_the_facts_tell_no_text_of_a_list() -> None:
    """Reasons and how many: the texts may name people."""
    said = personal_json(SUBJECT, settings_of(SUBJECT, NOW))

    assert said == {
        "allow": [{"reason": "ours", "texts": 1}],
        "deny": [{"entity": "NICK", "reason": "known", "texts": 2}],
        "recognisers": True,
        "nlp": True,
        "locales": ["DE"],
        "judged_cap": 200,
    }
    assert not any(text in json.dumps(said) for text in ("Zora", "example.org"))


def test_known_entities() -> None:
    """Those of the catalogue and of language models."""
    assert {one.entity for one in recognisers()} | {"LOCATION", "NRP", "ORGANIZATION", "PERSON"} == set(known_entities())

"""Does a subject say how personal data is looked for, each exception with its reason, every mistake with its line?"""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from audit.core.errors import BadInput
from audit.load.schemas import subject_schema
from audit.load.subject import ColumnNote, Subject, override, read_subject
from audit.load.subject_types import Allowed, Denied, PersonalData

HEAD = "version: 1\nname: x\n"
OWN = """\
recognizers:
  - name: badge
    supported_entity: BADGE
    patterns: [{name: badge, regex: "B[0-9]{4}", score: 0.6}]
  - name: two
    supported_entities: [DESK, FLOOR]
"""
KNOWN = ("EMAIL_ADDRESS", "PERSON", "POSTCODE")
WHOLE = """\
personal:
  recognisers: own.yml
  nlp: en_core_web_sm
  allow: [{value: "info@example.org", reason: "the company's own mailbox"}, {value: 12345, reason: a test number}]
  deny:
    - {entity: EMPLOYEE_NAME, values: [Zora Quill, "no"], reason: known names}
columns:
  nickname: {entity: PERSON, reason: user names are real names here}
  code: {personal: none, reason: product codes}
  post: {entity: POSTCODE, reason: five digits, personal: allowed, ground: "Art. 6(1)(c)"}
"""


def _read(folder: Path, text: str, known: tuple[str, ...] = KNOWN) -> Subject:
    """Write a subject beside its own recognisers and read it."""
    (folder / "own.yml").write_text(OWN, encoding="utf-8")
    path = folder / "equigate.yml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_subject(path, "equigate.yml", known)


def test_every_key_arrives(tmp_path: Path) -> None:
    """Recognisers, model, lists and overrides, each with its reason; values stay as they were written."""
    subject = _read(tmp_path, WHOLE)

    assert subject.personal == PersonalData(
        recognisers="own.yml",
        nlp="en_core_web_sm",
        allow=(Allowed("info@example.org", "the company's own mailbox"), Allowed("12345", "a test number")),
        deny=(Denied("EMPLOYEE_NAME", ("Zora Quill", "no"), "known names"),),
    )
    assert subject.columns == {
        "nickname": ColumnNote(entity="PERSON", reason="user names are real names here"),
        "code": ColumnNote(personal="none", reason="product codes"),
        "post": ColumnNote(personal="allowed", ground="Art. 6(1)(c)", entity="POSTCODE", reason="five digits"),
    }


def test_the_schema_takes_what_the_reader_takes() -> None:
    """An editor that knows the schema underlines nothing."""
    from ruamel.yaml import YAML

    jsonschema.Draft202012Validator(subject_schema()).validate(YAML(typ="safe", pure=True).load(HEAD + WHOLE))


BAD = {
    "no reason to allow": ("personal: {allow: [{value: a}]}\n", ["3:20: missing key 'reason'. Add it: why, in words"]),
    "no reason to deny": (
        "personal: {deny: [{entity: NAME, values: [a]}]}\n",
        ["3:19: missing key 'reason'. Add it: why, in words"],
    ),
    "nothing denied": (
        "personal:\n  deny:\n    - {entity: NAME, values: [], reason: r}\n    - {entity: NAME, values: a, reason: r}\n",
        ["5:30: 'values' must be a list of texts. Write [first, second]", "6:30: 'values' must be a list of texts. Write [first, second]"],
    ),
    "an entity that is no name": (
        "personal: {deny: [{entity: name, values: [a], reason: r}]}\n",
        ["3:28: 'entity' must be the name of an entity in capitals, such as PERSON, found 'name'"],
    ),
    "an empty reason": ("personal: {allow: [{value: a, reason: ''}]}\n", ["3:39: 'reason' must be a reason, in words, found ''"]),
    "a typo": ("personal: {recognizers: a.yml}\n", ["3:12: unknown key 'recognizers'. Did you mean 'recognisers'?"]),
    "a list for a table": ("personal: [a]\n", ["3:11: 'personal' must be a table of keys and values, found a list"]),
    "an override without a reason": (
        "columns: {a: {entity: PERSON}, b: {personal: none}}\n",
        ["3:14: missing key 'reason'. Say why the verdict on the column is overridden",
         "3:35: missing key 'reason'. Say why the verdict on the column is overridden"],
    ),
    "a reason for nothing": (
        "columns: {a: {reason: r}}\n",
        ["3:15: 'reason' alone changes nothing. Add 'entity: NAME' or 'personal: none'"],
    ),
    "both at once": (
        "columns: {a: {entity: PERSON, personal: none, reason: r}, b: {special: allowed, ground: g, personal: none, reason: r}}\n",
        ["3:31: 'personal: none' and 'entity' contradict each other. Keep one of them",
         "3:92: 'personal: none' and 'special' contradict each other. Keep one of them"],
    ),
    "an unknown entity": (
        "columns:\n  a: {entity: EMIAL_ADDRESS, reason: r}\n  b: {entity: BADGES, reason: r}\npersonal: {recognisers: own.yml}\n",
        ["4:7: unknown entity 'EMIAL_ADDRESS'. Did you mean 'EMAIL_ADDRESS'?", "5:7: unknown entity 'BADGES'. Did you mean 'BADGE'?"],
    ),
    "an entity like no other": (
        "columns:\n  a: {entity: XYZ, reason: r}\n",
        ["4:7: unknown entity 'XYZ'. See docs/personal-data-entities.md, or define it in a file: personal: {recognisers: FILE}"],
    ),
    "a file that is not there": (
        "personal: {recognisers: other.yml}\n",
        ["3:12: there is no file 'other.yml'. The path starts at the subject's folder"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_every_mistake_at_its_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Line, column, what is wrong, and the next step."""
    with pytest.raises(BadInput) as caught:
        _read(tmp_path, text)

    assert expected == [str(problem).removeprefix("equigate.yml:") for problem in caught.value.problems]


def test_a_denied_text_is_in_no_message(tmp_path: Path) -> None:
    """The list may hold names of people: what is wrong with it is said without them."""
    text = "personal: {deny: [{entity: NAME, values: [Zora Quill, Zora Quill, [Zora Quill]], reason: r}]}\n"
    with pytest.raises(BadInput) as caught:
        _read(tmp_path, text)

    assert "Quill" not in str(caught.value)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("entity", ["BADGE", "DESK", "FLOOR", "NICK"])
def test_entities_of_ones_own_are_known(tmp_path: Path, entity: str) -> None:
    """Those of the file of recognisers and of the deny list."""
    text = f"personal: {{recognisers: own.yml, deny: [{{entity: NICK, values: [a], reason: r}}]}}\ncolumns: {{a: {{entity: {entity}, reason: r}}}}\n"

    assert _read(tmp_path, text).columns["a"].entity == entity


@pytest.mark.parametrize("text", ["[]\n", "recognizers: []\n", "recognizers: 1\n", "other: [1]\n"])
def test_a_file_that_is_none_of_presidio_s(tmp_path: Path, text: str) -> None:
    """It is named, with its line."""
    (tmp_path / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"bad.yml:1:1: there is no list 'recognizers'"):
        _read(tmp_path, "personal: {recognisers: bad.yml}\n")


def test_without_a_list_any_entity_is_taken(tmp_path: Path) -> None:
    """Who reads a subject without the recognisers at hand cannot judge names."""
    assert _read(tmp_path, "columns: {a: {entity: XYZ, reason: r}}\n", ()).columns["a"].entity == "XYZ"


def test_the_day_is_a_flag() -> None:
    """A day counts ages from itself; what is no day is refused."""
    assert override(None, data="a.csv", as_of="2026-02-28").as_of == "2026-02-28"
    for wrong in ("2026-02-30", "20260228", "yesterday"):
        with pytest.raises(BadInput, match=r"--as-of: .* is not a day. Write --as-of 2026-11-20"):
            override(None, data="a.csv", as_of=wrong)

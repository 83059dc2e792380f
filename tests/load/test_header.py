"""Is a header told from a row of people, and are personal names kept out?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.header import Header, find_header, is_header_word
from audit.load.names import looks_personal, numbered_names, safe_names
from audit.load.place import Place
from audit.load.source import open_source

HEADED = {
    "numbers below": "Oral,Written,Combine\n89.5,95,92.8\n80.1,70,77.0\n",
    "known words": "name,city\nAnna Berg,Kiel\nJan Holm,Bonn\n",
    "known words of two": "First Name,Last Name\nAnna,Berg\nJan,Holm\n",
    "German": "Vorname;Nachname;Straße\nAnna;Berg;Weg\nJan;Holm;Allee\n",
    "French": "prénom;nom;ville\nAnne;Mont;Lyon\n",
    "Spanish": "nombre;apellidos;ciudad\nAna;Monte;Lugo\n",
    "Dutch": "voornaam;achternaam;woonplaats\nAnne;Berg;Delft\n",
    "snake case": "hazard_group,trigger_mode\nSlide,Rain\nFall,Quake\n",
    "camel case": "hazardGroup,triggerMode\nSlide,Rain\nFall,Quake\n",
    "title case over numbers": "Height,Width\n1,2\n3,4\n",
    "years over numbers": "Land,2019,2020,2021\nHessen,3.4,3.5,3.6\nBayern,4.4,4.5,4.6\n",
    "first name empty": ",AIRLINE,DISTANCE\n17,UA,719\n18,AA,120\n",
    "a closed set below": "Geschl\n" + "M\nW\n" * 30,
    "dates below": "Begin\n2020-01-01\n2021-01-01\n",
}
HEADLESS = {
    "people": "Anna,Berg,Kiel\nJan,Holm,Bonn\nEva,Stein,Ulm\n",
    "people with an address": "anna,anna@example.org\njan,jan@example.org\n",
    "people with an age": "Anna Berg,31\nJan Holm,42\n",
    "people with a date of birth": "Anna,1970-01-31\nJan,1980-05-01\n",
    "people with a date as written": "Anna,31.1.1970\nJan,1.5.1980\n",
    "people with a telephone": "Anna,+49 431 555 0101\nJan,+49 431 555 0102\n",
    "codes again below": "A11,6,A34\nA12,48,A32\nA11,12,A34\n",
    "Adult": "39, State-gov, 77516, Bachelors, Male\n50, Private, 83311, Bachelors, Male\n",
    "one column of names": "Anna Berg\nJan Holm\n",
    "one row": "Anna,Berg,17\n",
    "numbers": "1,2,3\n4,5,6\n",
    "notes": "Called on Monday to complain about the bill and asked for a copy of it,x\nSecond call,y\n",
    "empty cells": ",,\nAnna,Berg,\n",
    "markers": "NA,Anna\n1,Jan\n",
    "title case words": "Private;Non-Government\nSelf-Employed;Non-Government\n",
}


def _rows(text: str) -> list[list[str]]:
    mark = ";" if ";" in text else ","
    return [[cell.strip() for cell in line.split(mark)] for line in text.splitlines()]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HEADED.items()])
def test_a_header_is_recognised(text: str) -> None:
    assert find_header(_rows(text)).present


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HEADLESS.items()])
def test_a_row_of_data_is_no_header(text: str) -> None:
    assert not find_header(_rows(text)).present


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_declared_wins(declared: bool) -> None:
    assert find_header([["a"], ["1"]], declared=declared) == Header(declared, sure=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("age", True),
        ("Geburtsdatum", True),
        ("date_of_birth", True),
        ("customerId", True),
        ("Anna", False),
        ("42", False),
        ("of", False),
    ],
)
def test_header_words(name: str, expected: bool) -> None:
    assert is_header_word(name) == expected


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HEADLESS.items() if name != "one row"])
def test_no_cell_of_a_headless_file_becomes_a_name(shared_engine: Engine, tmp_path: Path, text: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    source = open_source(shared_engine, "train", path)
    cells = {cell for row in _rows(text) for cell in row if cell}

    assert source.names() == numbered_names(len(_rows(text)[0]))
    assert any("set `header: true`" in note for note in source.notes)
    assert not any(cell in note.split() for cell in cells - {"NA"} if len(cell) > 1 for note in source.notes)
    assert source.rows == len(_rows(text))


def test_a_header_may_be_declared(shared_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("Genus,Biome\nLion,Savanna\nBear,Forest\n", encoding="utf-8")

    assert open_source(shared_engine, "train", path).names() == ("column_1", "column_2")
    assert open_source(shared_engine, "train", path, header=True).names() == ("Genus", "Biome")
    assert open_source(shared_engine, "train", path, header=True).rows == 2


@pytest.mark.parametrize(
    "name",
    ["anna@example.org", "Anna Berg <anna@example.org>", "+49 431 555 0101", "(206) 555-0101", "078-05-1120",
     "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "customer 12345678", "19700131", "31.01.1970", "4111111111111111"],
)  # fmt: skip
def test_personal_names_are_replaced(name: str) -> None:
    names, notes = safe_names(Place("train", "a.csv"), ["age", name])

    assert names == ("age", "column_2")
    assert notes == ("Column 2 had a personal-looking name: it is called column_2 here.",)


@pytest.mark.parametrize(
    "name",
    ["age", "Unnamed: 0", "2020-01-31", "2020-01-31 00:00:00", "sales_20240131", "@timestamp", "Q1 2020", "2019", "a.b", "Anna Berg",
     "How content are you with your work, on a scale from 1 (not at all) to 5 (very much)?", "x1234", "state/province"],
)  # fmt: skip
def test_other_names_stay(name: str) -> None:
    assert not looks_personal(name)


@pytest.mark.parametrize(("name", "expected"), [("Anna Berg", True), ("Jean-Luc D'Arc", True), ("First Name", False), ("age", False)])
def test_names_of_people_are_replaced_where_the_header_is_doubtful(name: str, expected: bool) -> None:
    assert looks_personal(name, doubtful=True) == expected


def test_a_placeholder_never_meets_a_real_name() -> None:
    names, _ = safe_names(Place("train"), ["column_2", "", "COLUMN_3", " ", "*"])

    assert names == ("column_2", "column_2_", "COLUMN_3", "column_4", "column_5")


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["a", "b", "a"], "1 column name used twice: 'a' (columns 1, 3)"),
        (["Age", "b", "age"], "1 column name used twice: 'Age' and 'age' (columns 1, 3)"),
        (["a", "a", "b", "b"], "2 column names used twice: 'a' (columns 1, 2); 'b' (columns 3, 4)"),
    ],
)
def test_names_used_twice_are_refused(names: list[str], what: str) -> None:
    with pytest.raises(BadInput) as caught:
        safe_names(Place("train", "a.csv"), names)

    assert f"train a.csv: {what}. " in str(caught.value)

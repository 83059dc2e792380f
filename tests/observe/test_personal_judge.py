"""What is counted in a column, and that nothing leaves: no log, no connection, no file."""

from __future__ import annotations

import logging
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.observe import judged

MAILS = ("anna@example.com", "bert.example@example.org", "c@example.net")
IBAN = "DE89 3704 0044 0532 0130 00"
MARKED = "GB33BUKB20201555555555"
REPOSITORY = Path(__file__).resolve().parents[2]


def _found(values: list[str], header: str = "", kind: str = "text", locales: tuple[str, ...] = ()) -> dict[str, tuple[int, int]]:
    """Return matched and full by entity."""
    every = judged.evidence(values, header, kind, locales).items()
    counts = {
        entity: max(one.checked, one.formed, key=lambda counted: counted.full) for entity, one in every if one.one.category != "thing"
    }
    return {entity: (counted.matched, counted.full) for entity, counted in counts.items() if counted.matched}


@pytest.mark.parametrize(
    ("values", "header", "expected"),
    [
        pytest.param(list(MAILS), "", {"EMAIL_ADDRESS": (3, 3)}, id="mails"),
        pytest.param([f"  {mail} " for mail in MAILS], "", {"EMAIL_ADDRESS": (3, 3)}, id="outer blanks do not matter"),
        pytest.param(["", "   "], "email", {}, id="nothing"),
        pytest.param(["please write to anna@example.com before noon"], "", {"EMAIL_ADDRESS": (1, 0)}, id="inside a sentence"),
        pytest.param(["mailto:anna@example.com?subject=a"], "", {"EMAIL_ADDRESS": (1, 0)}, id="proof inside a short value"),
        pytest.param([IBAN], "", {"IBAN_CODE": (1, 1)}, id="the digits of an account number are no phone"),
        pytest.param(["0306406152", "9780306406157"], "", {}, id="book numbers are no health service numbers"),
        pytest.param(["0306406152"], "isbn", {}, id="book numbers that say so"),
        pytest.param(["9434765919"], "nhs_number", {"UK_NHS": (1, 1)}, id="a health service number that says so"),
        pytest.param(["A1234567", "B7654321"], "code", {}, id="codes are no driving licences"),
        pytest.param(["A1234567"], "drivers_license", {"US_DRIVER_LICENSE": (1, 1)}, id="a driving licence that says so"),
        pytest.param(["123456789"], "public", {}, id="whole words: public does not say lic"),
        pytest.param(["356938035643809"], "serial", {}, id="a device number is no payment card"),
        pytest.param(["2015-10-14", "2016-01-02"], "", {}, id="dates are no phones"),
        pytest.param(["40.64749", "-73.97237"], "", {}, id="coordinates are nothing"),
        pytest.param(["978-3-16-148410-0"], "", {}, id="a printed book number is no phone"),
        pytest.param(["Anna Beispiel", "Karl Muster"], "", {"PERSON": (2, 2)}, id="full names"),
        pytest.param(["Anna", "Karl"], "", {}, id="given names alone say nothing"),
        pytest.param(["Anna", "Karl"], "Vorname", {"PERSON": (2, 2)}, id="given names that say so"),
    ],
)
def test_counts(values: list[str], header: str, expected: dict[str, tuple[int, int]]) -> None:
    """Values that are an entity, and values that hold one."""
    actual = _found(values, header)

    assert expected == actual


@pytest.mark.parametrize(
    ("kind", "header", "expected"),
    [
        pytest.param("integer", "amount", {}, id="a number needs its column's support"),
        pytest.param("integer", "phone", {"PHONE_NUMBER": (1, 1)}, id="which the name can give"),
        pytest.param("number", "phone", {}, id="a quantity is no phone"),
        pytest.param("date", "phone", {}, id="nor is a date"),
    ],
)
def test_numbers_need_support(kind: str, header: str, expected: dict[str, tuple[int, int]]) -> None:
    """Bare digits are valid phone numbers somewhere."""
    actual = _found(["2125550142"], header, kind)

    assert expected == actual


def test_locales_choose_the_countries() -> None:
    """A Polish number is looked for in Poland, and everywhere when no country is named."""
    expected = [True, True, False]

    actual = ["PL_PESEL" in _found(["44051401359"], "", locales=locales) for locales in ((), ("pl",), ("DE",))]

    assert expected == actual


def test_order_of_the_values_does_not_matter() -> None:
    """The same values in any order give the same counts."""
    values = [*MAILS, IBAN, "+49 30 901820", "12 Example Street", "call (212) 555-0142 after the weekend, thank you"]
    expected = _found(values, "notes")
    random.Random(3).shuffle(values)

    actual = _found(values, "notes")

    assert expected == actual


def test_the_column_name_adds_to_a_score() -> None:
    """Presidio gives 0.5 to a well-formed number; its context word adds 0.35."""
    values = ["219-09-9998", "219-09-9999"]

    actual = [judged.evidence(values, header)["US_SSN"].checked.score for header in ("", "ssn")]

    assert actual == [1000, 1700]


def test_no_value_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    """Even at DEBUG, with a damaged account number that Presidio would quote."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("presidio-analyzer").setLevel(logging.DEBUG)
    values = [MARKED, f"{MARKED}ÄÖ", "GB٣٣BUKB20201555555555", "marker@example.com", "+49 30 901820"]
    judged.evidence(values, "iban email phone")

    actual = [record.getMessage() for record in caplog.records if any(part in record.getMessage() for part in ("BUKB", "marker", "9018"))]

    assert actual == []


def test_logs_of_others_are_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever uses Presidio beside us keeps its records."""
    judged.evidence(list(MAILS))
    caplog.set_level(logging.INFO)
    logging.getLogger("presidio-analyzer").info("a record of somebody else")
    expected = ["a record of somebody else"]

    actual = [record.getMessage() for record in caplog.records if record.name == "presidio-analyzer"]

    assert expected == actual


def test_no_connection_and_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first e-mail address of a process is judged with sockets blocked; what is kept on disk are patterns."""
    program = (
        "import socket\n"
        "def refuse(*_args, **_kwargs):\n    raise AssertionError('a connection')\n"
        "socket.socket.connect = refuse\nsocket.create_connection = refuse\nsocket.getaddrinfo = refuse\n"
        "from tests.observe import judged\n"
        "print(judged.evidence(['anna@example.com'])['EMAIL_ADDRESS'].checked.matched)\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]

    actual = (ended.stdout, ended.stderr, ended.returncode, {path.parent for path in kept} <= {tmp_path / "equigate"})

    assert actual == ("1\n", "", 0, True)
    assert not [path for path in kept if b"anna" in path.read_bytes()]

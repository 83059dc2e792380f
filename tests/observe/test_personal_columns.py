"""The verdict on a column, from counts alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.observe.identifiers import Identifier
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.explain import explain
from audit.observe.personal.fact_rows import KEYS, MEASURES
from audit.observe.personal.header_words import Support, context, phrases, support, words
from audit.observe.personal.headers import personal_names
from tests.observe import judged

CHARGES = ("Battery", "Grand Theft in the 3rd Degree", "Possession of Cocaine", "Criminal Mischief")
STREETS = ("12 Example Street", "Musterstraße 5", "14 rue de l'Exemple", "Via Esempio 3", "7 Sample Rd")
NAMES = ("Anna Beispiel", "Karl Muster", "Maria Rossi", "Peter Voorbeeld", "Jan Przyklad")


@pytest.mark.parametrize(
    ("column", "kind", "values", "expected"),
    [
        pytest.param("x", "text", ["a@example.com", "b@example.com"], [("EMAIL_ADDRESS", "direct", "pattern")], id="mail"),
        pytest.param("E-Mail", "text", ["a@example.com", "b@example.com"], [("EMAIL_ADDRESS", "direct", "both")], id="mail, named"),
        pytest.param("x", "text", list(NAMES), [("PERSON", "direct", "pattern")], id="names"),
        pytest.param("Nachname", "text", ["Qwertz", "Asdf", "Yxcvb"], [("PERSON", "direct", "header")], id="rare surnames, named"),
        pytest.param("file_name", "text", ["Anna Beispiel", "report q", "notes c"], [], id="names of files"),
        pytest.param("x", "text", list(STREETS), [("STREET_ADDRESS", "direct", "pattern")], id="streets"),
        pytest.param("zip", "number", ["98122.0", "98112.0"], [("POSTCODE", "quasi", "header")], id="postcodes stored as decimals"),
        pytest.param("Geburtsdatum", "date", ["1984-03-29", "1990-01-02"], [("DATE_OF_BIRTH", "quasi", "header")], id="birth dates"),
        pytest.param("order_date", "date", ["1984-03-29", "1990-01-02"], [], id="other dates"),
        pytest.param("age", "integer", ["23", "45", "67"], [("AGE", "quasi", "header")], id="age"),
        pytest.param("page", "integer", ["23", "45", "67"], [], id="page does not say age"),
        pytest.param("house_age", "integer", ["23", "45", "67"], [], id="the age of a house"),
        pytest.param("x", "text", ["male", "female"], [("GENDER", "quasi", "pattern")], id="sex by its vocabulary"),
        pytest.param("geslacht", "text", ["m", "v"], [("GENDER", "quasi", "header")], id="sex by its name"),
        pytest.param("genre", "text", ["Rock", "Pop", "Jazz"], [], id="genre of music"),
        pytest.param("race", "text", ["African-American", "Caucasian", "Other"], [("ETHNICITY", "special", "both")], id="race"),
        pytest.param("race", "text", ["Example Marathon", "Town Run", "Lake Regatta"], [], id="race as a contest"),
        pytest.param("x", "text", ["black", "white", "red"], [], id="colours"),
        pytest.param("x", "text", ["Christian", "Muslim", "Jewish"], [("RELIGION", "special", "pattern")], id="religion by vocabulary"),
        pytest.param("religion_pct", "number", ["0.25", "0.5"], [], id="religion as a statistic"),
        pytest.param("union_member", "boolean", ["true", "false"], [("TRADE_UNION", "special", "both")], id="trade union"),
        pytest.param("credit_union", "text", ["Example Union", "Other Union"], [], id="a union that is a bank"),
        pytest.param("diagnosis", "text", ["E11.9", "I10", "J45"], [("ICD_10", "special", "both")], id="health"),
        pytest.param("sexuelle_orientierung", "text", ["hetero", "schwul"], [("SEXUAL_ORIENTATION", "special", "both")], id="orientation"),
        pytest.param("charge", "text", list(CHARGES), [("CRIMINAL_RECORD", "criminal", "both")], id="charges"),
        pytest.param("charge", "text", ["10.50 EUR", "late fee", "shipping"], [], id="charges on a bill"),
        pytest.param("crime_rate", "number", ["0.25", "0.5"], [], id="a crime rate"),
        pytest.param("nationalité", "text", ["French", "German"], [("NATIONALITY", "quasi", "header")], id="nationality"),
        pytest.param("customerId", "integer", [str(n) for n in range(100, 150)], [("CUSTOMER_ID", "pseudonym", "header")], id="pseudonym"),
        pytest.param("status", "text", ["open", "closed"], [], id="status"),
        pytest.param("degree", "text", ["BSc", "MSc"], [], id="degree"),
        pytest.param(
            "CCN", "text", ["5270-4267-6450-5517", "1111-2222-3333-4443"], [("CREDIT_CARD", "direct", "header")], id="damaged cards"
        ),
        pytest.param("CCNumber", "text", ["5.54563E+15", "5.31725E+15"], [("CREDIT_CARD", "direct", "header")], id="cards cut by a sheet"),
    ],
)
def test_columns_as_a_careful_person_would_judge_them(
    column: str, kind: str, values: list[str], expected: list[tuple[str, str, str]]
) -> None:
    """Values and names of columns, together."""
    actual = judged.found(column, values, kind)

    assert expected == actual


def test_free_text_is_found_inside() -> None:
    """A quarter of the notes hold an e-mail address: not an e-mail column, but a finding."""
    plain = [f"the applicant number {place} asked for a longer term" for place in range(75)]
    notes = [*plain, *(f"please answer to person{place}@example.com before the weekend" for place in range(25))]
    counts = {
        "examined": 25,
        "matched": 25,
        "full": 0,
        "share_ppm": 250_000,
        "cells": 100,
        "candidates": 25,
        "touched": 25,
        "touched_low": 25,
    }
    expected = [("EMAIL_ADDRESS", "freetext", counts)]

    rows = [(key, dict(zip(MEASURES, numbers, strict=True))) for key, numbers in judged.rows("notes", notes)]
    actual = [(key[1], key[2], {name: numbers[name] for name in counts}) for key, numbers in rows if key[2] != "dismissed"]

    assert expected == actual


def test_one_mail_among_a_thousand_words_is_no_mail_column() -> None:
    """It is reported with its share, and nothing else of the column is."""
    values = [f"word{chr(97 + place % 26)}{place}" for place in range(999)]

    actual = [(key[1], numbers[5]) for key, numbers in judged.rows("x", [*values, "anna@example.com"]) if key[2] != "dismissed"]

    assert actual == [("EMAIL_ADDRESS", 1000)]


def test_a_social_security_number_is_not_also_a_phone() -> None:
    """The column name decides between two patterns that both match."""
    values = [f"{place:03}-{place % 89 + 10}-{place * 7 % 9000 + 1000}" for place in range(101, 400)]

    actual = [entity for entity, _, _ in judged.found("ssn", values)]

    assert actual == ["US_SSN"]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        pytest.param("ssn", [str(100_000_000 + place) for place in range(400)], id="row ids called ssn"),
        pytest.param("phone", [str(1_650_000_000 + place * 86_399) for place in range(400)], id="times called phone"),
        pytest.param("card_number", [f"{place * 7_919_993 % 10**16:016}" for place in range(1, 400)], id="order numbers called card"),
        pytest.param("nhs_number", [f"{place:09}" for place in range(30_640_615, 30_641_015)], id="nine digits called nhs"),
        pytest.param("national_id", [f"ORD-2024-{place:06}" for place in range(400)], id="orders called national id"),
        pytest.param("username", [f"{place * 2_654_435_761 % 2**128:032x}" for place in range(400)], id="hashes called username"),
    ],
)
def test_a_column_name_alone_decides_nothing(header: str, values: list[str]) -> None:
    """What the name says and the values do not confirm is left open."""
    actual = [basis for _, _, basis in judged.found(header, values)]

    assert set(actual) <= {"name"}


def test_what_presidio_sees_is_never_dropped_silently() -> None:
    """Codes that Presidio takes for driving licences are listed with their counts, and are no finding."""
    rows = judged.rows("code", [f"A{1_000_000 + place * 37}" for place in range(300)])

    actual = [(key[2], numbers[MEASURES.index("candidates")]) for key, numbers in rows if key[1] == "US_DRIVER_LICENSE"]

    assert actual == [("dismissed", 300)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("c_chargeDegree", ("c", "charge", "degree"), id="camel and snake"),
        pytest.param("E-Mail Adresse", ("e", "mail", "adresse"), id="hyphen"),
        pytest.param("Prénom", ("prenom",), id="accent"),
        pytest.param("STRASSE", ("strasse",), id="upper case"),
        pytest.param("Straße", ("strasse",), id="sharp s"),
        pytest.param("imię", ("imie",), id="Polish"),
        pytest.param("URLPath2", ("url", "path2"), id="acronym"),
        pytest.param("", (), id="empty"),
    ],
)
def test_words_of_a_column_name(name: str, expected: tuple[str, ...]) -> None:
    """Whole words, in lower case, without accents."""
    actual = words(name)

    assert expected == actual


def test_runs_of_words() -> None:
    """Phrases are compared joined, context words spaced."""
    expected = ({"ni", "number", "ninumber"}, {"ni", "number", "ni number"})

    actual = (set(phrases("ni_number")), set(context("ni_number")))

    assert expected == actual


@pytest.mark.parametrize(
    ("entity", "name", "expected"),
    [
        pytest.param("US_DRIVER_LICENSE", "public", Support.NONE, id="no part of a word"),
        pytest.param("EMAIL_ADDRESS", "emailaddress", Support.NONE, id="an unknown compound says nothing"),
        pytest.param("EMAIL_ADDRESS", "email_address", Support.PLAIN, id="a word of it does"),
        pytest.param("STREET_ADDRESS", "email address", Support.AGAINST, id="the other address"),
        pytest.param("PERSON", "name", Support.HINT, id="a hint"),
        pytest.param("PERSON", "product_name", Support.AGAINST, id="the name of a thing"),
    ],
)
def test_support_of_a_column_name(entity: str, name: str, expected: Support) -> None:
    """Plain, a hint, nothing, or against."""
    one = next(one for one in recognisers() if one.entity == entity)

    actual = support(one, name)

    assert expected == actual


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("anna@example.com", True, id="mail"),
        pytest.param("+49 30 901820", True, id="phone"),
        pytest.param("DE89370400440532013000", True, id="account"),
        pytest.param("Anna Müller", True, id="full name"),
        pytest.param("Anna Beispiel", False, id="a rare name"),
        pytest.param("219-09-9998", True, id="social security number"),
        pytest.param("first_name", False, id="a name for names"),
        pytest.param("Unnamed: 0", False, id="unnamed"),
        pytest.param("2015-10-14", False, id="a date"),
        pytest.param("Max Temp", False, id="a measure"),
        pytest.param("123456789", False, id="a number"),
        pytest.param("", False, id="empty"),
    ],
)
def test_column_names_that_are_personal(name: str, *, expected: bool) -> None:
    """The first row of a file without a header."""
    actual = name in personal_names([name, "income"], ())

    assert expected is actual


def test_rows_travel_as_integers() -> None:
    """Each row has the keys and measures that are named."""
    found = judged.rows("mail", ["a@example.com", "b@example.com"], distinct=20, of=30)

    actual = {(len(key), len(numbers), all(type(number) is int for number in numbers)) for key, numbers in found}

    assert actual == {(len(KEYS), len(MEASURES), True)}


ENTITIES = st.sampled_from(sorted(one.entity for one in recognisers()))
BASES = st.sampled_from(["pattern", "header", "both", "name", "declared", "none"])
CATEGORIES = st.sampled_from(["direct", "special", "criminal", "child", "quasi", "freetext", "pseudonym", "dismissed"])


@given(ENTITIES, CATEGORIES, BASES, st.integers(1, 1000), st.integers(0, 10**6), st.floats(0, 1))
def test_every_row_can_be_explained(entity: str, category: str, basis: str, examined: int, more: int, chance: float) -> None:
    """One sentence, without a placeholder left."""
    one = Identifier("x", entity, category, basis, examined, examined + more, examined, examined, 1.0, 1.0, 10, more, chance)

    actual = (explain(one).endswith("."), re.search(r"[{}]", explain(one)))

    assert actual == (True, None)


@given(st.lists(st.text(min_size=1, max_size=20), max_size=30), st.sampled_from(["x", "name", "ssn", "race", "phone"]))
def test_verdicts_are_bounded_and_ordered(values: list[str], column: str) -> None:
    """Scores lie between 0 and 1, the surest first, one row per entity; rows touched lie within their bounds."""
    every = judged.rows(column, values)
    verdicts = [(key, dict(zip(MEASURES, numbers, strict=True))) for key, numbers in every]
    scores = [numbers["score_permille"] for key, numbers in verdicts if key[2] != "dismissed"]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1000 for score in scores)
    assert len({(key[1], key[3]) for key, _ in verdicts}) == len(verdicts)
    assert all(numbers["touched_low"] <= numbers["touched"] <= numbers["touched_high"] <= numbers["cells"] for _, numbers in verdicts)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        pytest.param(name, kind, id=f"{name}-{kind}")
        for name in ("x", "id", "amount", "year", "code")
        for kind in ("integer", "number", "text")
    ],
)
def test_numbers_accuse_nobody(column: str, kind: str) -> None:
    """Row ids, amounts, years, epochs, book and device numbers under neutral names."""
    columns = [
        [str(number) for number in range(1, 500)],
        [f"{number * 7.31:.2f}" for number in range(1, 500)],
        [str(1900 + number % 120) for number in range(500)],
        [str(1_700_000_000 + number * 977) for number in range(500)],
        [str(1_700_000_000_000 + number * 977_123) for number in range(500)],
        [f"978{number * 7_919_993 % 10**10:010}" for number in range(500)],
        [f"35{number * 79_199_933 % 10**13:013}" for number in range(500)],
        [f"{number * 2_654_435_761 % 2**32:08x}" for number in range(500)],
    ]

    actual = [judged.found(column, values, kind) for values in columns]

    assert actual == [[]] * len(columns)

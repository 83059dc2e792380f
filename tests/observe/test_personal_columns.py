"""The verdict on a column, from counts alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.columns import classify
from audit.observe.personal.explain import explain
from audit.observe.personal.fact_rows import KEYS, MEASURES, column_rows
from audit.observe.personal.header_words import Support, context, phrases, support, words
from audit.observe.personal.headers import personal_names
from audit.observe.personal.judge import Hits

CHARGES = ("Battery", "Grand Theft in the 3rd Degree", "Possession of Cocaine", "Criminal Mischief")
STREETS = ("12 Example Street", "Musterstraße 5", "14 rue de l'Exemple", "Via Esempio 3", "7 Sample Rd")
NAMES = ("Anna Beispiel", "Karl Muster", "Maria Rossi", "Peter Voorbeeld", "Jan Przyklad")


def _columns(column: str, values: list[str], kind: str = "text", distinct: int = 0, rows: int = 0) -> list[tuple[str, str, str]]:
    """Return entity, category and basis of a column."""
    unique = list(dict.fromkeys(values))
    found = column_rows(column, kind, unique, distinct or len(unique), rows or len(values), ())
    return [(key[1], key[2], key[3]) for key, _ in found]


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
        pytest.param("union_member", "boolean", ["true", "false"], [("TRADE_UNION", "special", "header")], id="trade union"),
        pytest.param("credit_union", "text", ["Example Union", "Other Union"], [], id="a union that is a bank"),
        pytest.param("diagnosis", "text", ["E11.9", "I10", "J45"], [("HEALTH", "special", "header")], id="health"),
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
    actual = _columns(column, values, kind)

    assert expected == actual


def test_free_text_is_found_inside() -> None:
    """A quarter of the notes hold an e-mail address: not an e-mail column, but a finding."""
    plain = [f"the applicant number {place} asked for a longer term" for place in range(75)]
    notes = [*plain, *(f"please answer to person{place}@example.com before the weekend" for place in range(25))]
    expected = [(("notes", "EMAIL_ADDRESS", "freetext", "pattern"), (100, 100, 25, 0, 250))]

    actual = column_rows("notes", "text", notes, 100, 100, ())

    assert expected == actual


def test_one_mail_among_a_thousand_words_is_no_mail_column() -> None:
    """It is reported as found inside, with its share."""
    values = [f"word{chr(97 + place % 26)}{place}" for place in range(999)]
    expected = [(("x", "EMAIL_ADDRESS", "freetext", "pattern"), (1000, 1000, 1, 1, 1))]

    actual = column_rows("x", "text", [*values, "anna@example.com"], 1000, 1000, ())

    assert expected == actual


def test_a_social_security_number_is_not_also_a_phone() -> None:
    """The column name decides between two patterns that both match."""
    hits = (Hits("PHONE_NUMBER", 90, 90, 36000), Hits("US_SSN", 100, 100, 85000))
    expected = ["US_SSN"]

    actual = [one.entity for one in classify("ssn", "text", 100, 100, 100, hits)]

    assert expected == actual


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
        pytest.param("Anna Beispiel", True, id="full name"),
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
    found = column_rows("mail", "text", ["a@example.com", "b@example.com"], 20, 30, ())
    expected = [(len(KEYS), len(MEASURES), True)]

    actual = [(len(key), len(numbers), all(type(number) is int for number in numbers)) for key, numbers in found]

    assert expected == actual


ENTITIES = st.sampled_from(sorted(one.entity for one in recognisers()))
BASES = st.sampled_from(["pattern", "header", "both"])
CATEGORIES = st.sampled_from(["direct", "special", "criminal", "quasi", "freetext", "pseudonym"])


@given(ENTITIES, CATEGORIES, BASES, st.integers(1, 1000), st.integers(0, 10**6))
def test_every_row_can_be_explained(entity: str, category: str, basis: str, examined: int, more: int) -> None:
    """One sentence, with its counts, without a placeholder left."""
    sentence = explain(entity, category, basis, examined, examined + more, examined, examined)

    actual = (sentence.endswith("."), re.search(r"[{}]", sentence), f"{examined:,} of {examined:,}" in sentence)

    assert actual == (True, None, True)


@given(
    st.dictionaries(ENTITIES, st.tuples(st.integers(1, 50), st.integers(0, 50)), max_size=6), st.sampled_from(["x", "name", "ssn", "race"])
)
def test_verdicts_are_bounded_and_ordered(found: dict[str, tuple[int, int]], column: str) -> None:
    """Scores lie between 0 and 1, the surest first, one verdict per entity."""
    hits = [Hits(entity, matched, min(full, matched), matched * 600) for entity, (matched, full) in found.items()]
    verdicts = classify(column, "text", 50, 50, 100, hits)
    scores = [one.score for one in verdicts]

    actual = (scores == sorted(scores, reverse=True), all(0 <= score <= 1 for score in scores), len({one.entity for one in verdicts}))

    assert actual == (True, True, len(verdicts))


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

    actual = [_columns(column, values, kind) for values in columns]

    assert actual == [[]] * len(columns)

"""On 723 columns that two readers labelled: identifiers are found, and harmless columns are left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from audit.observe.scene import Settings
from tests.quality.truth import CHECKABLE, Found, Truth, categories, entities, labelled, scanned, table

PERSONAL = frozenset({"direct", "pseudonym", "quasi", "special", "criminal", "child", "freetext"})
DATAHUB = {
    "Age": {"AGE"},
    "Credit_Debit_Card_Number": {"CREDIT_CARD"},
    "Email_Address": {"EMAIL_ADDRESS"},
    "Full_Name": {"PERSON"},
    "Gender": {"GENDER"},
    "IBAN": {"IBAN_CODE"},
    "IP_Address_v6": {"IP_ADDRESS"},
    "Phone_Number": {"PHONE_NUMBER"},
    "Street_Address": {"STREET_ADDRESS"},
    "US_Social_Security_Number": {"US_SSN"},
}
"""The words of the labels of datahub-classify in ours."""


@cache
def _found(folder: Path, *, hidden: bool = False) -> tuple[tuple[Truth, tuple[Found, ...]], ...]:
    """Return every sure label with what the scanner says."""
    sure = [one for one in labelled(folder) if one.sure and one.truth != "disputed"]
    return tuple((one, scanned("" if hidden else one.header, one.values, beside=() if hidden else one.beside)) for one in sure)


def _persons(folder: Path, *, hidden: bool) -> float:
    """Return F1 for columns of names."""
    pairs = [
        (one.entity == "PERSON", ("PERSON", "direct") in {(f.entity, f.category) for f in found})
        for one, found in _found(folder, hidden=hidden)
    ]
    right, said, are = (sum(flags) for flags in ([a and b for a, b in pairs], [b for _, b in pairs], [a for a, _ in pairs]))
    return 2 * right / (said + are)


def test_direct_identifiers_are_found(shared_data: Path) -> None:
    """Recall 0.85 over all of them, by the right entity."""
    direct = [entities(found) >= {one.entity} for one, found in _found(shared_data / "personal") if one.truth == "direct"]

    assert len(direct) == 65
    assert sum(direct) / len(direct) >= 0.85


def test_identifiers_with_a_pattern_or_a_checksum_are_found(shared_data: Path) -> None:
    """Recall 0.95."""
    pairs = [entities(found) >= {one.entity} for one, found in _found(shared_data / "personal") if one.entity in CHECKABLE]

    assert len(pairs) >= 10
    assert sum(pairs) / len(pairs) >= 0.95


def test_harmless_columns_are_left_alone(shared_data: Path) -> None:
    """Of columns of no person and of organisations 1 % at most name a person, 5 % at most hold anything personal."""
    harmless = [categories(found) for one, found in _found(shared_data / "personal") if one.truth in {"none", "org"}]

    assert len(harmless) == 425
    assert sum("direct" in one for one in harmless) / len(harmless) <= 0.01
    assert sum(bool(one & PERSONAL) for one in harmless) / len(harmless) <= 0.05


@pytest.mark.parametrize(("hidden", "least"), [pytest.param(True, 0.83, id="name hidden"), pytest.param(False, 0.90, id="with its name")])
def test_columns_of_names(shared_data: Path, *, hidden: bool, least: float) -> None:
    """F1 for names of people."""
    actual = _persons(shared_data / "personal", hidden=hidden)

    assert actual >= least


def test_the_labels_of_datahub(shared_data: Path) -> None:
    """Three errors at most: a labelled column that is missed."""
    folder = shared_data / "personal"
    labels = table_labels(folder)
    found = {(one.table, one.column): entities(found) for one, found in _all_of_datahub(folder)}
    missed = [key for key, label in labels.items() if not found[key] & DATAHUB[label]]

    assert len(labels) == 28
    assert len(missed) <= 3, missed


def table_labels(folder: Path) -> dict[tuple[str, str], str]:
    """Return datahub's label of every column that has one."""
    import json

    document: dict[str, dict[str, str]] = json.loads((folder / "datahub" / "labels.json").read_text(encoding="utf-8"))
    return {(name, column): label for name, columns in document.items() for column, label in columns.items()}


def _all_of_datahub(folder: Path) -> list[tuple[Truth, tuple[Found, ...]]]:
    """Return every column of datahub's tables, doubted labels too, with what the scanner says."""
    return [(one, scanned(one.header, one.values, beside=one.beside)) for one in labelled(folder) if one.table != "webcolumns"]


def test_every_personal_column_of_generated_people(shared_data: Path) -> None:
    """Thirty columns of made-up identities: each personal one with its kind, damaged cards too."""
    rows = table(shared_data / "personal" / "presidio-research" / "FakeNameGenerator.com_3000.csv")
    names = tuple(rows[0])
    expected = {
        "Gender": "GENDER", "GivenName": "PERSON", "Surname": "PERSON", "StreetAddress": "STREET_ADDRESS", "ZipCode": "POSTCODE",
        "EmailAddress": "EMAIL_ADDRESS", "Username": "USERNAME", "TelephoneNumber": "PHONE_NUMBER", "MothersMaiden": "PERSON",
        "Birthday": "DATE_OF_BIRTH", "Age": "AGE", "CCNumber": "CREDIT_CARD", "CVV2": "CVV", "NationalID": "NATIONAL_ID",
        "Occupation": "OCCUPATION", "City": "CITY", "Password": "PASSWORD",
    }  # fmt: skip
    found = {
        name: entities(scanned(name, [row[name] or "" for row in rows], beside=tuple(other for other in names if other != name)))
        for name in names
    }

    actual = {name: entity for name, entity in expected.items() if entity in found[name]}

    assert expected == actual
    assert found["Company"] | found["Domain"] | found["CCType"] | found["TelephoneCountryCode"] == frozenset()


def test_the_capped_verdict_is_the_exhaustive_one(shared_data: Path) -> None:
    """On 99 % of the columns, judging 200 candidates per kind says what judging all of them says."""
    folder = shared_data / "personal"
    columns = [one for one in labelled(folder) if len(set(one.values)) > Settings().judged_cap]
    pairs = [
        tuple(
            {(f.entity, f.category) for f in scanned(one.header, one.values, beside=one.beside, settings=settings)}
            for settings in (CAPPED, ALL)
        )
        for one in columns
    ]
    differ = [one.column for one, (capped, every) in zip(columns, pairs, strict=True) if capped != every]

    assert len(columns) > 50
    assert len(differ) <= len(columns) // 100, differ


CAPPED, ALL = Settings(), Settings(exhaustive=True)

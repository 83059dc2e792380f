"""Where in a text something is: on made-up notes, and on 1,500 shared sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit.observe.personal.presidio_door import PHONE_REGIONS
from audit.observe.personal.spans import spans_in
from audit.observe.scene import Personal, Settings

SETTINGS = Settings()


def _texts(text: str, settings: Settings = SETTINGS) -> list[tuple[str, str]]:
    """Return entity and text of what is found."""
    return [(place.entity, text[place.start : place.end]) for place in spans_in(text, settings)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("please write to anna@example.com before noon", [("EMAIL_ADDRESS", "anna@example.com")], id="mail"),
        pytest.param("  please write to anna@example.com  ", [("EMAIL_ADDRESS", "anna@example.com")], id="outer blanks"),
        pytest.param("the parcel 4711 will arrive on the 12th of May", [], id="nothing"),
        pytest.param("my IBAN is gb33bukb20201555555555, thank you", [("IBAN_CODE", "gb33bukb20201555555555")], id="small letters"),
        pytest.param("call me on phone 2125550142 after the weekend", [("PHONE_NUMBER", "2125550142")], id="a word before it"),
        pytest.param("order 2125550142 was sent after the weekend", [], id="no word before it"),
        pytest.param("the card 4111 1111 1111 1111 has expired", [("CREDIT_CARD", "4111 1111 1111 1111")], id="card"),
    ],
)
def test_spans(text: str, expected: list[tuple[str, str]]) -> None:
    """What is found, and where."""
    actual = _texts(text)

    assert expected == actual


def test_what_the_subject_allows_and_adds() -> None:
    """An allowed text counts for nothing; a denied one is what the subject says."""
    own = Personal(allow=("info@example.com",), deny=(("EMPLOYEE", ("Muster Anna",)),))
    text = "write to info@example.com or to muster anna in the office"

    actual = _texts(text, Settings(personal=own))

    assert actual == [("EMPLOYEE", "muster anna")]


EXACT = ("EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "US_SSN")


@pytest.fixture(scope="module")
def counts(shared_data: Path) -> dict[str, tuple[int, int, int]]:
    """Return found, missed and false spans by entity over the shared sentences; any overlap counts."""
    path = shared_data / "personal" / "presidio-research" / "synth_dataset_v2.json"
    documents: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    totals = {entity: [0, 0, 0] for entity in (*EXACT, "CREDIT_CARD", "PHONE_NUMBER", "valid")}
    for one in documents:
        found = spans_in(one["full_text"], SETTINGS)
        said = [(place.entity, place.start, place.end) for place in found]
        true = [(span["entity_type"], span["start_position"], span["end_position"]) for span in one["spans"]]
        for entity in (*EXACT, "CREDIT_CARD", "PHONE_NUMBER"):
            for span in (span for span in true if span[0] == entity):
                hit = any(_meet(span, other) for other in said)
                totals[entity][0 if hit else 1] += 1
                if entity == "PHONE_NUMBER" and _valid(one["full_text"][span[1] : span[2]]):
                    totals["valid"][0 if hit else 1] += 1
            totals[entity][2] += sum(not any(_meet(span, other) for other in true) for span in said if span[0] == entity)
    return {entity: (found, missed, false) for entity, (found, missed, false) in totals.items()}


def _meet(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Tell whether two spans of one entity share a character."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _valid(number: str) -> bool:
    """Tell whether phonenumbers finds a valid number of one of the regions in a text that is nothing else."""
    from phonenumbers import PhoneNumberMatcher

    return any(True for region in PHONE_REGIONS for _ in PhoneNumberMatcher(number, region))


@pytest.mark.parametrize("entity", EXACT)
def test_what_has_a_form_is_found_exactly(counts: dict[str, tuple[int, int, int]], entity: str) -> None:
    """No miss and no false alarm."""
    found, *wrong = counts[entity]

    assert found > 10
    assert wrong == [0, 0]


def test_cards_in_sentences(counts: dict[str, tuple[int, int, int]]) -> None:
    """Recall 0.95."""
    found, missed, _ = counts["CREDIT_CARD"]

    assert found / (found + missed) >= 0.95


def test_phones_in_sentences(counts: dict[str, tuple[int, int, int]]) -> None:
    """Precision 0.90, recall not below Presidio's own 0.587, and 0.95 of the numbers that are valid."""
    found, missed, false = counts["PHONE_NUMBER"]
    valid, lost, _ = counts["valid"]

    assert found / (found + false) >= 0.90
    assert found / (found + missed) >= 0.587
    assert valid / (valid + lost) >= 0.95

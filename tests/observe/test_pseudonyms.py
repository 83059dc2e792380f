"""Are columns of plain hashes told from others, and hashes of guessable texts counted?"""

from __future__ import annotations

import hashlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable

import pandas as pd
import pytest

from audit.core.fact import Fact
from audit.observe.personal.guesses import guesses
from audit.observe.personal.hashes import Form, form_of
from audit.observe.profile import PROFILE
from audit.observe.pseudonyms import PSEUDONYMS
from audit.observe.scene import Settings
from tests.observe import scenes

Write = Callable[[bytes], str]
WRITINGS: dict[str, Write] = {
    "lower": lambda data: data.hex(),
    "upper": lambda data: data.hex().upper(),
    "base64": lambda data: b64encode(data).decode(),
    "urlsafe": lambda data: urlsafe_b64encode(data).decode(),
}
FUNCTIONS = ("md5", "sha1", "sha256", "sha512")


def _hash(text: str, function: str = "md5") -> bytes:
    """Return a plain hash."""
    return hashlib.new(function, text.encode(), usedforsecurity=False).digest()


def _fact(frame: pd.DataFrame, *, attacks: bool) -> Fact:
    """Return the fact."""
    with scenes.scene(frame, Settings(attacks=attacks)) as one:
        profile = PROFILE.make(one, {})
        assert isinstance(profile, Fact)
        fact = PSEUDONYMS.make(one, {"profile": profile})
    assert fact is not None
    return fact


def _rows(fact: Fact) -> dict[str, tuple[int, ...]]:
    """Return the numbers by column."""
    return {str(keys[0]): numbers for keys, numbers in fact.rows.items()}


# ------------------------------------------------------------------------------------------- form


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("writing", WRITINGS)
def test_every_writing_of_every_length_is_known(function: str, writing: str) -> None:
    """The bytes are what was written."""
    digests = {_hash(str(number), function) for number in range(50)}
    texts = [WRITINGS[writing](one) for one in digests]

    form = form_of(texts)

    assert form == Form(len(_hash("", function)), "hexadecimal" if writing in {"lower", "upper"} else "base64")
    assert digests == form.digests(texts)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="nothing"),
        pytest.param([f"{number:032d}" for number in range(50)], id="digits alone"),
        pytest.param([f"name {number:027d}" for number in range(50)], id="texts of the length"),
        pytest.param([_hash(str(n)).hex()[:31] for n in range(50)], id="a digit short"),
        pytest.param([_hash(str(n)).hex() if n % 5 else "x" for n in range(50)], id="four of five"),
        pytest.param(["A" * 27 + "=", "no padding inside===========", "a" * 23 + "="], id="base64 of other bytes"),
        pytest.param([f"{n:08d}-0000-4000-8000-000000000000" for n in range(50)], id="UUIDs"),
    ],
)
def test_other_texts_are_no_hashes(texts: list[str]) -> None:
    assert form_of(texts) is None


def test_a_stray_value_does_not_hide_a_column_of_hashes() -> None:
    """Nine of ten are enough; the stray one is not taken for a hash."""
    texts = [*(_hash(str(number)).hex() for number in range(40)), "unknown"]

    form = form_of(texts)

    assert form == Form(16, "hexadecimal")
    assert len(form.digests(texts)) == 40


# ----------------------------------------------------------------------------------------- guesses


@pytest.fixture(scope="module")
def guessed() -> frozenset[str]:
    """Return all that is guessed of any data."""
    return frozenset(guesses([]))


@pytest.mark.parametrize(
    "text", ["0", "999999", "00042", "1900-01-01", "2030-12-31", "24.12.1970", "12/24/1970", "19701224", "Maria", "maria", "MARIA"]
)
def test_it_is_guessed(text: str, guessed: frozenset[str]) -> None:
    assert text in guessed


@pytest.mark.parametrize("text", ["1000000", "1899-12-31", "q7#Zt", ""])
def test_it_is_not_guessed(text: str, guessed: frozenset[str]) -> None:
    assert text not in guessed


@pytest.mark.parametrize(
    ("value", "expected"), [(" Q7 Zt ", {" Q7 Zt ", "Q7 Zt", "q7 zt", "Q7 ZT"}), ("12345678.0", {"12345678.0", "12345678"})]
)
def test_a_value_is_tried_in_its_writings(value: str, expected: set[str]) -> None:
    assert expected <= set(guesses([value]))


# -------------------------------------------------------------------------------------------- fact

EMAILS = [f"p{number}.Q@example.org" for number in range(100)]
PEOPLE = pd.DataFrame({
    "email": EMAILS,
    "hashed email": [_hash(text.lower(), "sha256").hex() for text in EMAILS],
    "hashed number": [b64encode(_hash(str(10_000 * (number % 60)), "sha1")).decode() for number in range(100)],
    "half": [_hash(str(number) if number % 2 else f"salt{number}").hex() for number in range(100)],
    "salted": [_hash(f"salt{number}", "sha512").hex().upper() for number in range(100)],
    "text": [f"note {number:027d}" for number in range(100)],
    "number": range(100),
})  # fmt: skip


@pytest.fixture(scope="module")
def attacked() -> Fact:
    """Try everything once."""
    return _fact(PEOPLE, attacks=True)


def test_hashes_are_met_again_by_hand(attacked: Fact) -> None:
    """An address hashed beside itself, numbers below a million, half of a column; salted ones stay."""
    made = _rows(attacked)

    actual = {name: (distinct, looked, recovered) for name, (distinct, looked, _, recovered) in made.items()}

    assert actual == {"hashed email": (100, 100, 100), "hashed number": (60, 60, 60), "half": (100, 100, 50), "salted": (100, 100, 0)}
    assert all(tried > 1_000_000 for _, _, tried, _ in made.values())


def test_without_authorisation_nothing_is_tried() -> None:
    """The form is told, and nothing else."""
    actual = _rows(_fact(PEOPLE, attacks=False))

    assert actual == {"hashed email": (100, 0, 0, 0), "hashed number": (60, 0, 0, 0), "half": (100, 0, 0, 0), "salted": (100, 0, 0, 0)}


def test_gaps_are_no_hashes() -> None:
    """Half of the rows are empty; what is there are hashes."""
    frame = pd.DataFrame({"token": [_hash(str(number)).hex() if number % 2 else None for number in range(40)]})

    assert _rows(_fact(frame, attacks=False)) == {"token": (20, 0, 0, 0)}


def test_what_is_met_again_is_in_no_fact(attacked: Fact) -> None:
    """Counts alone: neither a hash nor what it was made of."""
    text = str(attacked.to_json())

    assert [value for value in [*EMAILS, *PEOPLE["half"], *PEOPLE["hashed number"]] if value in text] == []

"""Does the shape of a column say what its values look like, and nothing of any one of them?"""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.observe.personal.masks import VARIED, commonest_shape, shape_of

SHAPES = {
    "anna.b@example.de": "aaa.a@aaa.aa",
    "+49 30 123456": "+99 99 999999",
    "DE89 3704 0044 0532 0130 00": "AA99 9999 9999 9999 9999 99",
    "Müller, Jörg": "Aaa, Aaa",
    "Mu\u0308ller": "Aaa",
    "McDonald": "Aaa",
    "iPhone": "aaa",
    "123-45-6789": "999-99-9999",
    "4111111111111111": "9999999999999999",
    "1" * 60: "9" * 24,
    "2026-01-02T12:00:00Z": "9999-99-99A99:99:99A",
    "The customer called and asked for more": "Aaa aaa aaa aaa ...",
    "\u0663\u0664 \u6f22\u5b57": "99 aa",
    "\U0001f600!!!!!": "?!!!",
    "a\t \n b": "a a",
    "": "",
    "  ": "",
}


@pytest.mark.parametrize(("value", "expected"), SHAPES.items(), ids=ascii)
def test_shape_of_a_value(value: str, expected: str) -> None:
    """Letters are a or A, digits 9, signs themselves; runs are cut."""
    assert expected == shape_of(value)


@given(st.text())
def test_a_shape_is_made_of_few_signs(value: str) -> None:
    """No letter but a and A, no digit but 9, nothing beyond ASCII, at most 40 signs; and a shape is its own shape."""
    shape = shape_of(value)

    assert set(shape) <= {"a", "A", "9", " "} | set(string.punctuation)
    assert len(shape) <= 40
    assert "\n" not in shape
    assert shape == shape_of(shape)


@given(st.text(alphabet="abcXYZ0123456789@.-+ ", max_size=30), st.integers(0, 25), st.integers(0, 9))
def test_a_shape_tells_no_letter_and_no_digit(value: str, shift: int, plus: int) -> None:
    """Other letters of the same case and other digits give the same shape: it cannot tell which they were."""

    def other(sign: str) -> str:
        if sign.isdigit():
            return str((int(sign) + plus) % 10)
        letters = string.ascii_lowercase if sign.islower() else string.ascii_uppercase
        return letters[(letters.index(sign) + shift) % 26] if sign in letters else sign

    assert shape_of(value) == shape_of("".join(map(other, value)))


@given(st.lists(st.text(alphabet="ab1@ ", min_size=1, max_size=6), max_size=60), st.integers(1, 12))
def test_a_rare_shape_is_never_shown(values: list[str], least: int) -> None:
    """What is shown is the shape of at least `least` values and of a tenth of those that have one."""
    shown = commonest_shape(values, least)
    shapes = [shape for value in values if (shape := shape_of(value))]

    assert shown in {"", VARIED} or shapes.count(shown) >= max(least, len(shapes) / 10)
    assert shown == commonest_shape(reversed(values), least)


@pytest.mark.parametrize(
    ("values", "least", "expected"),
    [
        (["a@b.de"] * 10, 10, "a@a.aa"),
        (["a@b.de"] * 9, 10, VARIED),
        (["ab"] * 10 + ["12"] * 10, 10, "99"),
        (
            ["12"] * 10 + [f"{'x' if n % 2 else '-'}{'.' * (n % 3)}{n}{'/' * (n % 5)}{'y' * (n % 4)}{n % 7 * '_'}" for n in range(200)],
            10,
            VARIED,
        ),
        (["", " "], 1, ""),
        ([], 1, ""),
    ],
    ids=["enough", "one too few", "a tie", "less than a tenth", "blank", "none"],
)
def test_commonest(values: list[str], least: int, expected: str) -> None:
    """The commonest, among equals the first of the alphabet, and only where it is common."""
    assert expected == commonest_shape(values, least)

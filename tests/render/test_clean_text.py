"""No text of the evidence can move a cursor, reorder a line, or be endlessly long."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.render.clean import LONGEST, clean, cleaned, clipped

SHOWN = [
    pytest.param("plain", "plain", id="plain"),
    pytest.param("a\tb\nc\rd", "a b c d", id="blanks"),
    pytest.param("\x1b[31m", "U+001B[31m", id="escape"),
    pytest.param("\u202egnp", "U+202Egnp", id="right to left override"),
    pytest.param("\ud800", "U+D800", id="lone surrogate"),
    pytest.param("\u2028", "U+2028", id="line separator"),
    pytest.param("\u05e9\u6f22\U0001f600", "\u05e9\u6f22\U0001f600", id="scripts stay"),
    pytest.param("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "\u2026", id="too long"),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_clean(text: str, expected: str) -> None:
    """A text is shown as the table says."""
    actual = clean(text)

    assert expected == actual


@given(st.text(st.characters()))
def test_nothing_hidden_is_left(text: str) -> None:
    """No control, surrogate or separator sign survives, and the text can be written as UTF-8."""
    actual = clean(text)

    assert not [sign for sign in actual if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}]
    assert actual == actual.encode("utf-8").decode("utf-8")


def test_documents_are_cleaned_whole() -> None:
    """Keys, lists and nested texts are cleaned; numbers stay."""
    actual = cleaned({"a\x00": ["\x07", 1, None, {"b": ("\x1b",)}]})

    assert actual == {"aU+0000": ["U+0007", 1, None, {"b": ["U+001B"]}]}


@pytest.mark.parametrize(("text", "expected"), [("abc", "abc"), ("abcd", "ab\u2026")])
def test_clipped(text: str, expected: str) -> None:
    """A text is cut to the room there is."""
    actual = clipped(text, 3)

    assert expected == actual

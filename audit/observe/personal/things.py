"""What else could a column of digits or codes be? Numbers of things pass the checks of numbers of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum

from audit.observe.personal.readers import validator

MOST = 0.9
_DENSE = 0.5
_HALF = 0.5
_ALIKE = 0.4
_DIGITS = re.compile(r"[0-9]+")
_HASH = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}")
_NUMBER = re.compile(r"[0-9][0-9 -]{1,20}[0-9Xx]?")
_CODE = re.compile(r"(?=(?:[^0-9]*[0-9]){2})[0-9A-Za-z]+(?:[-_/.:# ][0-9A-Za-z]+)*")
_LETTER, _DIGIT = re.compile("[A-Za-z]+"), re.compile("[0-9]")
_OTHERS = frozenset("012389")
"""First digits of book numbers of other languages than those whose numbers look like a health service's (4 to 7)."""


class Thing(StrEnum):
    """A kind of number or code that belongs to things."""

    ROWS = "running numbers"
    BOOKS = "book numbers (ISBN)"
    GOODS = "article numbers (EAN, UPC)"
    PERIODICALS = "numbers of periodicals (ISSN)"
    TIMES = "times in seconds or milliseconds"
    HASHES = "hashes"
    CODES = "codes of one form"


def thing_in(values: Sequence[str], looked: int = 200) -> Thing | None:
    """Return what nearly all of the first values are, the most telling first; None where nothing of the kind fits."""
    some = values[:looked]
    if not some or _share(some, _DIGIT.search) < MOST:
        return None
    tests = _TESTS if _share(some, _NUMBER.fullmatch) >= MOST else _TESTS[-2:]
    return next((thing for thing, fits in tests if fits(some)), None)


def is_numeric(values: Sequence[str], looked: int = 200) -> bool:
    """Tell whether at least half of the first values are mostly digits, written alike.

    Numbers that many people wrote, each in a way of their own, are not: there are signs in them, and no mask of most.
    """
    some = values[:looked]
    if not some or _share(some, lambda value: 2 * len(_DIGIT.findall(value)) >= sum(map(str.isalnum, value))) < _HALF:
        return False
    masks = Counter(_DIGIT.sub("9", value) for value in some)
    return _share(some, str.isalnum) >= _HALF or max(masks.values()) >= _ALIKE * len(some)


def _share(values: Sequence[str], fits: Callable[[str], object]) -> float:
    """Return the share of the values that fit."""
    return sum(bool(fits(value)) for value in values) / len(values)


def _rows(values: Sequence[str]) -> bool:
    """Tell whether whole numbers lie so close together that somebody counted them."""
    numbers = [int(value) for value in values if _DIGITS.fullmatch(value) and len(value) <= _LONGEST]
    if len(numbers) < MOST * len(values) or len(numbers) < _FEW:
        return False
    return len(set(numbers)) / (max(numbers) - min(numbers) + 1) >= _DENSE


_LONGEST, _FEW = 18, 3


def _books(values: Sequence[str]) -> bool:
    """Tell whether these are book numbers: ten digits of several languages, or thirteen that begin with 978 or 979."""
    digits = [value.replace("-", "").replace(" ", "") for value in values]
    tens = [value for value in digits if len(value) == len("0306406152")]
    if _share(digits, lambda value: len(value) in {10, 13} and validator("isbn").is_valid(value)) < MOST:
        return False
    return len(tens) < len(values) / 2 or _share(tens, lambda value: value[0] in _OTHERS) >= _SOME


_SOME = 0.3
_PEOPLE = "756"
"""Swiss social security numbers have the check digit of an article number, under a prefix of their own."""


def _goods(values: Sequence[str]) -> bool:
    """Tell whether these are article numbers."""
    return _share(values, lambda value: validator("ean").is_valid(value) and not value.startswith(_PEOPLE)) >= MOST


def _periodicals(values: Sequence[str]) -> bool:
    """Tell whether these are numbers of periodicals."""
    return _share(values, validator("issn").is_valid) >= MOST


def _times(values: Sequence[str]) -> bool:
    """Tell whether these are times since 1970, of 2001 to 2033."""
    return _share(values, lambda value: _DIGITS.fullmatch(value) and 1e9 <= int(value[:10]) < 2e9 and len(value) in {10, 13, 16}) >= MOST


def _hashes(values: Sequence[str]) -> bool:
    """Tell whether these have the length and the digits of a hash."""
    return _share(values, _HASH.fullmatch) >= MOST


def _codes(values: Sequence[str]) -> bool:
    """Tell whether nearly all values have one mask with at least two digits."""
    masks = Counter(_DIGIT.sub("9", _LETTER.sub("a", value)) for value in values if _CODE.fullmatch(value))
    return bool(masks) and max(masks.values()) >= MOST * len(values)


# The last two are not made of digits alone.
_TESTS: tuple[tuple[Thing, Callable[[Sequence[str]], bool]], ...] = (
    (Thing.BOOKS, _books),
    (Thing.GOODS, _goods),
    (Thing.PERIODICALS, _periodicals),
    (Thing.TIMES, _times),
    (Thing.ROWS, _rows),
    (Thing.HASHES, _hashes),
    (Thing.CODES, _codes),
)

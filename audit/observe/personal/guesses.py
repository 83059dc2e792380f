"""Of which texts are hashes made that anybody can guess?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from audit.observe.personal.given_names import known_names

MOST_NUMBER = 1_000_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2030, 12, 31)
POSTCODE_DIGITS = 5


def guesses(values: Iterable[str]) -> Iterator[str]:
    """Yield numbers below a million, days from 1900 to 2030, postcodes of five digits, names, and these values.

    Names and values come as they are, in lower and in upper case; a text may come twice.
    """
    yield from map(str, range(MOST_NUMBER))
    yield from (f"{number:0{POSTCODE_DIGITS}d}" for number in range(10 ** (POSTCODE_DIGITS - 1)))
    yield from _days()
    names = known_names()
    for name in names.given | names.family:
        yield from (name, name.title(), name.upper())
    for value in values:
        yield from {value, value.strip(), value.strip().lower(), value.strip().upper(), _whole(value)}


def _days() -> Iterator[str]:
    """Yield every day in the writings of databases, of Europe and of the United States."""
    for number in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=number)
        yield day.isoformat()
        yield f"{day.day:02d}.{day.month:02d}.{day.year}"
        yield f"{day.month:02d}/{day.day:02d}/{day.year}"
        yield f"{day.year}{day.month:02d}{day.day:02d}"


def _whole(value: str) -> str:
    """Return a whole number without the decimals it is stored with."""
    return value.removesuffix(".0")

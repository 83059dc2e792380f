"""What are the columns called, without showing a person?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from audit.load.header import is_header_word
from audit.load.kinds import DATE, TIMESTAMP, counted
from audit.load.place import Place

_EMAIL = re.compile("[^\\s@]+@[^\\s@]+[.][^\\s@]+")
_HARD = re.compile(
    ".*(?<![0-9])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9]).*"  # social security number
    "|[A-Za-z]{2}[0-9]{2}[ ]?([A-Za-z0-9]{4}[ ]?){2,7}[A-Za-z0-9]{1,4}"  # IBAN
    "|[(+]?[0-9][0-9 ()./-]{7,}[0-9]"  # telephone
    "|[0-9]{1,2}[./][0-9]{1,2}[./](19|20)[0-9]{2}",  # date of birth
    re.DOTALL,
)
_PLAIN_DATE = re.compile(f"{DATE}|{TIMESTAMP}")
_RUN = re.compile("[0-9]{7,}")
_DAY = re.compile("(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
_PERSON = re.compile("[^\\W\\d_][\\w'\u2019-]*[.]?( [^\\W\\d_][\\w'\u2019-]*[.]?){1,3}")
# Narwhals on DuckDB reads a column called * as all columns.
_NO_NAMES = ("", "*")
_LONGEST = 120
_FEWEST_DIGITS = 4


def safe_names(place: Place, found: Sequence[str], *, doubtful: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names to be used, and notes; unnamed and personal-looking ones become `column_N`.

    `doubtful` tells that the names may be a row of data: then names of people are replaced too.
    Raises BadInput for duplicate names, also where only the case differs, because SQL folds it.
    """
    unnamed = [number for number, name in enumerate(found, 1) if name.strip() in _NO_NAMES]
    personal = [number for number, name in enumerate(found, 1) if looks_personal(name, doubtful=doubtful)]
    kept = {number: name for number, name in enumerate(found, 1) if number not in {*unnamed, *personal}}
    refuse_duplicates(place, kept)
    taken = {name.lower() for name in kept.values()}
    names = tuple(kept.get(number) or _placeholder(number, taken) for number in range(1, len(found) + 1))
    notes = [f"Column {number} has no name of its own: it is called {names[number - 1]} here." for number in unnamed]
    notes += [f"Column {number} had a personal-looking name: it is called {names[number - 1]} here." for number in personal]
    return names, tuple(notes)


def numbered_names(width: int) -> tuple[str, ...]:
    """Return `column_1` and so on, for a table without a header."""
    return tuple(f"column_{number}" for number in range(1, width + 1))


def looks_personal(name: str, *, doubtful: bool = False) -> bool:
    """Tell whether a column name looks like a value about a person."""
    text = name.strip()
    if _PLAIN_DATE.fullmatch(text):
        return False
    digits = sum(letter.isdigit() for letter in text)
    if _EMAIL.search(text) or (digits >= _FEWEST_DIGITS and _HARD.fullmatch(text)):
        return True
    if any(not _DAY.fullmatch(run) or run == text for run in _RUN.findall(text)):
        return True
    return doubtful and _reads_like_a_value(text)


def _reads_like_a_value(text: str) -> bool:
    """Tell whether a text is a sentence or could be the name of a person."""
    named = _PERSON.fullmatch(text) is not None and text[:1].isupper()
    return len(text) > _LONGEST or (named and not is_header_word(text))


def _placeholder(number: int, taken: set[str]) -> str:
    """Return `column_N`, with as many `_` as keep it apart from the real names."""
    name = f"column_{number}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def refuse_duplicates(place: Place, names: Mapping[int, str]) -> None:
    """Raise BadInput for names that are the same, or are to SQL."""
    same: dict[str, list[int]] = {}
    for number, name in names.items():
        same.setdefault(name.lower(), []).append(number)
    double = [numbers for numbers in same.values() if len(numbers) > 1]
    if not double:
        return
    shown = "; ".join(_describe([names[number] for number in numbers], numbers) for numbers in double)
    step = "Give each column its own name (upper and lower case are the same here)"
    raise place.bad(f"{counted(len(double), 'column name')} used twice: {shown}", step)


def _describe(names: Sequence[str], numbers: Sequence[int]) -> str:
    """Return the spellings and the positions of one name."""
    spellings = " and ".join(repr(name) for name in dict.fromkeys(names))
    return f"{spellings} (columns {', '.join(str(number) for number in numbers)})"

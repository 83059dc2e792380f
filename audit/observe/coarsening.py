"""What does the name of a step do to a value of a column?

Ladders are made of these steps, plans name them, and releases carry what they return: the same label in all three.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

from audit.load.canonical import canonical
from audit.observe.addresses import network
from audit.observe.countries import region_of

Coarsen: TypeAlias = Callable[[Any], "str | None"]

AS_GIVEN, STAR = "as given", "*"
OTHERS = "other values"
_BANDS = re.compile(r"bands of ([0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)")
_PREFIX = re.compile(r"first ([1-9][0-9]*) characters?")
_COMMON = re.compile(r"values of at least ([0-9]+(?:\.[0-9]+)?)% of rows, others together")
_LEVEL = re.compile(r"level ([1-9][0-9]*) of hierarchy file")
_NETWORK = re.compile(r"/([0-9]{1,2})(?:, IPv6 /([0-9]{1,3}))?")
_NUMBERS = frozenset({"integer", "number"})
_DAYS = frozenset({"date", "timestamp"})
_TEXT = frozenset({"text"})
_IPV4_BITS, _IPV6_BITS = 32, 128
_EXACT = 2**53
"""Below it a float is what it says to the last digit, if whole, and so is its division by a whole number."""
_KNOWN = (
    "as given, bands of 10, day, month, quarter, year, decade, first 3 characters, /24, subregion, region, "
    "values of at least 5% of rows, others together, level 1 of hierarchy file, *"
)


class Wrong(ValueError):  # noqa: N818 - reads as what it says in a raise
    """A step cannot be taken; the message names steps and kinds, never a value."""


class Seen(NamedTuple):
    """What some steps have to know of a column: which values are common, or the levels of a hierarchy file by value.

    `common` holds the values that the step keeps, `levels` the labels of each value from level 0 on, by its canonical text.
    """

    common: Collection[Any] = frozenset()
    levels: Mapping[str, tuple[str, ...]] | None = None


def coarsener(step: str, kind: str, seen: Seen | None = None) -> Coarsen:
    """Return what a step makes of a value: a label; a missing value stays missing, except at `*`.

    Steps: `as given`; `bands of W` (numbers); `day`, `month`, `quarter`, `year`, `decade` (dates); `first N characters`,
    `/N` or `/N, IPv6 /M` (addresses), `subregion`, `region` (countries), `values of at least P% of rows, others together`
    (text); `level N of hierarchy file`; `*`. Raises Wrong for another name, and for another kind of column.
    """
    if step == STAR:
        return _star
    made = _given(step) or _of_number(step, kind) or _of_day(step, kind) or _of_text(step, kind) or _of_known(step, seen or Seen())
    if made is None:
        message = f"unknown step {step!r}; known are: {_KNOWN}"
        raise Wrong(message)
    return partial(_unless_missing, made)


def threshold(step: str) -> float | None:
    """Return the share of rows that a value needs to be kept by a step that groups rare values, None for any other step."""
    found = _COMMON.fullmatch(step)
    return float(Decimal(found[1]) / 100) if found else None


def file_level(step: str) -> int | None:
    """Return the level of a hierarchy file that a step names, None for any other step."""
    found = _LEVEL.fullmatch(step)
    return int(found[1]) if found else None


def _star(value: Any) -> str:
    """Return what is left of every value, missing ones too."""
    return STAR


def _unless_missing(made: Callable[[Any], str], value: Any) -> str | None:
    """Leave what is missing as it is."""
    return None if value is None else made(value)


def _given(step: str) -> Callable[[Any], str] | None:
    """Return the text of the value itself."""
    return canonical if step == AS_GIVEN else None


def _for(step: str, kind: str, kinds: frozenset[str]) -> None:
    """Raise Wrong where a step is not for a kind of column."""
    if kind not in kinds:
        message = f"step {step!r} is for columns of kind {' or '.join(sorted(kinds))}, not {kind}"
        raise Wrong(message)


def _of_number(step: str, kind: str) -> Callable[[Any], str] | None:
    """Return the band of a number."""
    found = _BANDS.fullmatch(step)
    if found is None:
        return None
    _for(step, kind, _NUMBERS)
    width = Decimal(found[1])
    if width <= 0:
        message = f"step {step!r} needs a width above 0"
        raise Wrong(message)
    whole = width == width.to_integral_value()
    return partial(_whole_band, int(width)) if whole and kind == "integer" else partial(_band, width)


def _whole_band(width: int, value: Any) -> str:
    """Return `30-39`, `-10 to -1`, or the number itself where a band holds one."""
    low = int(value) // width * width
    if width == 1:
        return str(low)
    return f"{low} to {low + width - 1}" if low < 0 else f"{low}-{low + width - 1}"


def _band(width: Decimal, value: Any) -> str:
    """Return `[30, 40)`: of the number as it is written, so that a band lies in one band of any whole multiple of its width."""
    if not math.isfinite(value):
        return f"{value}"
    over, under = width.as_integer_ratio()
    if under == 1 and over < _EXACT and abs(value) < _EXACT:
        return _between(int(float(value) // over), over, under)
    top, bottom = Decimal(repr(float(value))).as_integer_ratio()
    return _between((top * under) // (bottom * over), over, under)


@lru_cache(maxsize=4096)
def _between(place: int, over: int, under: int) -> str:
    """Return both edges of the band with this number, of width over / under."""
    return f"[{_edge(place * over, under)}, {_edge((place + 1) * over, under)})"


def _edge(top: int, bottom: int) -> str:
    """Return an edge without exponent or useless zeros; bottoms are products of 2 and 5."""
    whole, rest = divmod(abs(top), bottom)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, bottom)
        digits += str(digit)
    return f"{'-' if top < 0 else ''}{whole}{'.' if digits else ''}{digits}"


_PARTS: Mapping[str, Callable[[date], str]] = {
    "day": lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}",
    "month": lambda day: f"{day.year:04d}-{day.month:02d}",
    "quarter": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "year": lambda day: f"{day.year:04d}",
    "decade": lambda day: f"{day.year // 10 * 10}s",
}


def _of_day(step: str, kind: str) -> Callable[[Any], str] | None:
    """Return a part of a date."""
    if step in _PARTS:
        _for(step, kind, _DAYS)
    return _PARTS.get(step)


def _of_text(step: str, kind: str) -> Callable[[Any], str] | None:
    """Return the beginning of a code, the network of an address, the region of a country."""
    prefix, net = _PREFIX.fullmatch(step), _NETWORK.fullmatch(step)
    made: Callable[[Any], str] | None = None
    if prefix is not None:
        made = partial(_first, int(prefix[1]))
    elif net is not None:
        made = partial(network, _bits(step, net[1], _IPV4_BITS), _bits(step, net[2] or "0", _IPV6_BITS))
    elif step in {"region", "subregion"}:
        made = partial(_region, step)
    if made is not None:
        _for(step, kind, _TEXT)
    return made


def _bits(step: str, written: str, most: int) -> int:
    """Return a number of bits; raises Wrong where an address has fewer."""
    if int(written) > most:
        message = f"step {step!r} keeps more bits than an address has"
        raise Wrong(message)
    return int(written)


def _first(keep: int, value: Any) -> str:
    """Return the first characters, and one star for all that followed: how many there were stays unsaid."""
    text = str(value)
    return text if len(text) <= keep else f"{text[:keep]}{STAR}"


def _region(step: str, value: Any) -> str:
    """Return the region of a country, or the one label of all that is no country we know."""
    return region_of(str(value), step) or OTHERS


def _of_known(step: str, seen: Seen) -> Callable[[Any], str] | None:
    """Return the steps that depend on the column: common values, and levels of a hierarchy file."""
    if threshold(step) is not None:
        return lambda value: canonical(value) if value in seen.common else OTHERS
    level = file_level(step)
    if level is None:
        return None
    if seen.levels is None:
        message = f"step {step!r} needs a hierarchy file for the column"
        raise Wrong(message)
    height = len(next(iter(seen.levels.values()), ())) - 1
    if level > height:
        message = f"step {step!r}: the file's last level is {height}"
        raise Wrong(message)
    return partial(_labelled, seen.levels, level)


def _labelled(levels: Mapping[str, tuple[str, ...]], level: int, value: Any) -> str:
    """Return the label of a value; what the file does not know loses everything (who reads the file refuses that before)."""
    labels = levels.get(canonical(value))
    return STAR if labels is None else labels[level]

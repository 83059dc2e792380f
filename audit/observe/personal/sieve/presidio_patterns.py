"""Which patterns must match before one of Presidio's recognisers finds anything? Kept, so that Presidio need not be imported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.observe.personal.presidio_door import PHONE, build, least_digits
from audit.observe.personal.sieve import pattern_cache

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

Patterns: TypeAlias = tuple[tuple[str, int], ...]
_FORM = "1"
"""Changes with what is read off a recogniser: what was kept of another form is read anew."""
_LENIENCY = 1
"""From here on, phonenumbers accepts valid numbers only."""
_IGNORE_CASE = 2


def patterns_of(names: Sequence[str], regions: Sequence[str]) -> dict[str, Patterns | None]:
    """Return what must match, by class name and `PhoneRecognizer:REGION`; None where no bound is known.

    Flags are those of `re`. One of the patterns matches every value in which the recogniser finds anything.
    """
    wanted = [*(name for name in names if name != PHONE), *(f"{PHONE}:{region}" for region in regions if PHONE in names)]
    versions = [f"{name} {version(name)}" for name in ("presidio-analyzer", "phonenumbers")]
    key = pattern_cache.key("presidio", _FORM, *versions, *wanted)
    kept = _decoded(pattern_cache.read(key), wanted)
    if kept is not None:
        return kept
    made = {name: _made(name) for name in wanted}
    pattern_cache.write(key, json.dumps(made).encode())
    return made


def _decoded(data: bytes | None, wanted: Sequence[str]) -> dict[str, Patterns | None] | None:
    """Return kept patterns, None if they are not those that are wanted."""
    if data is None:
        return None
    try:
        found: dict[str, Any] = json.loads(data)
        read = {name: None if found[name] is None else tuple((str(regex), int(flags)) for regex, flags in found[name]) for name in wanted}
    except (ValueError, KeyError, TypeError):
        return None
    return read


def _made(name: str) -> Patterns | None:
    """Read the patterns off a recogniser."""
    name, _, region = name.partition(":")
    return bound(build(name, region))


def bound(recogniser: EntityRecognizer) -> Patterns | None:
    """Return patterns of which one matches wherever a recogniser finds something; None if its way is not known."""
    from presidio_analyzer import PatternRecognizer, predefined_recognizers

    ways: tuple[Any, ...] = (PatternRecognizer, predefined_recognizers.IbanRecognizer)
    if isinstance(recogniser, PatternRecognizer) and any(type(recogniser).analyze is way.analyze for way in ways):
        return _patterns(recogniser)
    calls: tuple[Any, ...] = (predefined_recognizers.PhoneRecognizer, *_by_country(predefined_recognizers))
    if isinstance(recogniser, calls[0]) and any(type(recogniser).analyze is way.analyze for way in calls):
        return _phone(recogniser)
    return None


def _patterns(recogniser: Any) -> Patterns:
    """Return the patterns of a recogniser, deny lists included, with its own flags."""
    return tuple(dict.fromkeys((one.regex, int(recogniser.global_regex_flags)) for one in recogniser.patterns))


def _by_country(package: Any) -> tuple[Any, ...]:
    """Return the recognisers that keep some of what the matcher of one region finds, where this Presidio has them."""
    names = ("ZaMobileNumberRecognizer", "ZaTelephoneNumberRecognizer")
    return tuple(getattr(package, name) for name in names if hasattr(package, name))


def _phone(recogniser: Any) -> Patterns | None:
    """Return what a valid number of one of its regions looks like."""
    if recogniser.leniency < _LENIENCY:
        return None
    return tuple(dict.fromkeys((phone_pattern(least_digits(region)), _IGNORE_CASE) for region in recogniser.supported_regions))


def phone_pattern(digits: int) -> str:
    """Return what holds a number of so many digits, or one with a plus sign.

    As phonenumbers' own matcher joins digits: at most four signs of its punctuation stand between two
    of them. An extension is cut off before digits count, as soon as there are three before it.
    """
    from phonenumbers import phonenumberutil

    between = f"[{phonenumberutil._VALID_PUNCTUATION}]{{0,4}}"  # noqa: SLF001 - the bound is the matcher's own
    several = rf"\d(?:{between}\d){{{max(digits, 1) - 1}}}"
    return rf"{several}|[{phonenumberutil._PLUS_CHARS}]\D{{0,9}}\d"  # noqa: SLF001

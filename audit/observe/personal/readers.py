"""Where in a value does an entity occur? Cheap exact gates first, then the recogniser itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, Protocol

from audit.observe.personal import presidio_door
from audit.observe.personal.header_words import Support, context, fold, support
from audit.observe.personal.presidio_door import Span
from audit.observe.personal.recogniser import Recogniser

OWN_SCORE = 0.6
SHAPE_SCORE = 0.3
COVERS = 0.8
"""The share of a value that one match must cover to be the value, and not something inside it."""
_LETTERS = re.compile(r"[^\W\d_xXー]+")
_PROSE_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE_WORDS = 2
_PROSE_LENGTH = 20
_EXTENSION = 40
_SIGNS = re.compile(r"[ .-]")
_PLUS = re.compile("[+＋]")  # noqa: RUF001 - both plus signs start a number


@dataclass(frozen=True, slots=True)
class Value:
    """A value without outer blanks, with what the gates ask of it.

    `run` is the most digits without a letter between them, `longest` the most characters without a
    letter, `prose` whether it is a sentence.
    """

    text: str
    folded: str
    digits: int
    run: int
    longest: int
    prose: bool

    @classmethod
    def of(cls, raw: str) -> Value:
        """Measure a value."""
        text = raw.strip()
        parts = _LETTERS.split(text)
        run, longest = max(map(_decimals, parts)), max(map(len, parts))
        prose = len(text) >= _PROSE_LENGTH and len(_PROSE_WORD.findall(text)) >= _PROSE_WORDS
        return cls(text, fold(text), _decimals(text), run, longest, prose)


class Reader(Protocol):
    """Reads one entity in one value."""

    def passes(self, value: Value) -> bool:
        """Tell whether the value could hold a match; never wrong when it says no."""
        ...

    def read(self, value: Value) -> Iterator[Span]:
        """Yield the matches, ungated."""
        ...


@dataclass(frozen=True, slots=True)
class Own:
    """A pattern or a shape of ours; it covers the whole value, without accents, or nothing."""

    regex: re.Pattern[str]
    shape: bool = False

    def passes(self, value: Value) -> bool:
        """Let every value through."""
        return True

    def read(self, value: Value) -> Iterator[Span]:
        """Yield the whole value if it matches."""
        if self.regex.fullmatch(value.folded):
            yield Span(0, len(value.text), SHAPE_SCORE if self.shape else OWN_SCORE, self.shape)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One of Presidio's recognisers behind its gate."""

    name: str
    one: Recogniser
    said: tuple[str, ...]

    @property
    def probe(self) -> str:
        """Return its name in a sweep."""
        return self.name

    def passes(self, value: Value) -> bool:
        """Ask the gate."""
        return self.one.gate.passes(value.text, value.digits)

    def read(self, value: Value) -> Iterator[Span]:
        """Yield what Presidio finds, its context rule applied."""
        boost = presidio_door.boost(self.name, self.said)
        for span in presidio_door.spans(presidio_door.build(self.name), value.text):
            yield span._replace(score=boost.of(span.score))


@dataclass(frozen=True, slots=True)
class Checked:
    """A number that python-stdnum checks, wherever its form occurs in a value; with no module the form alone speaks."""

    entity: str
    form: re.Pattern[str]
    modules: tuple[str, ...]
    score: float

    @property
    def probe(self) -> str:
        """Return its name in a sweep."""
        return self.entity

    def passes(self, value: Value) -> bool:
        """Ask for the form."""
        return self.form.search(value.text) is not None

    def read(self, value: Value) -> Iterator[Span]:
        """Yield every piece of the form that one of the modules accepts."""
        for match in self.form.finditer(value.text):
            # Not every module takes a number as it is written.
            bare = _SIGNS.sub("", match[0])
            if not self.modules or any(validator(name).is_valid(match[0]) or validator(name).is_valid(bare) for name in self.modules):
                yield Span(match.start(), match.end(), self.score)


@cache
def validator(name: str) -> Any:
    """Return a module of python-stdnum by its name without the package."""
    return import_module(f"stdnum.{name}")


@dataclass(frozen=True, slots=True)
class Phone:
    """Presidio's phone recogniser for one region; its gate is the region's shortest number."""

    region: str
    said: tuple[str, ...]

    @property
    def probe(self) -> str:
        """Return its name in a sweep."""
        return f"{presidio_door.PHONE}:{self.region}"

    def passes(self, value: Value) -> bool:
        """Ask for enough digits without a letter between them, or a plus sign."""
        enough = value.run >= presidio_door.least_digits(self.region)
        return enough or (value.digits > 0 and _PLUS.search(value.text) is not None)

    def settles(self, value: Value, *, full: bool) -> bool:
        """Tell whether no other region can find more: all give the same score, and a number has no letters.

        An extension ("ext. 12") is the only part with letters, and it is shorter than the allowance.
        """
        return full or value.longest + _EXTENSION < COVERS * len(value.text)

    def read(self, value: Value) -> Iterator[Span]:
        """Yield what Presidio finds, its context rule applied."""
        boost = presidio_door.boost(presidio_door.PHONE, self.said)
        for span in presidio_door.spans(presidio_door.build(presidio_door.PHONE, self.region), value.text):
            yield span._replace(score=boost.of(span.score))


def readers(one: Recogniser, header: str, locales: tuple[str, ...]) -> tuple[Reader, ...]:
    """Return everything that reads an entity in a column of this name; Presidio is not imported yet."""
    own: list[Reader] = [Own(compiled(one.pattern))] if one.pattern else []
    if one.stdnum:
        own.append(Checked(one.entity, compiled(one.form), one.stdnum, OWN_SCORE if one.structure_only else 1.0))
    if one.shape and support(one, header) is Support.PLAIN:
        own.append(Own(compiled(one.shape), shape=True))
    # A column name that we understand in another language says what Presidio's own context word says.
    said = (*context(header), presidio_door.ANY) if support(one, header) > Support.NONE else tuple(context(header))
    if one.presidio == (presidio_door.PHONE,):
        return (*(Phone(region, said) for region in regions(locales)), *own)
    return (*(Pattern(name, one, said) for name in one.presidio), *own)


def regions(locales: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phone regions of the locales, or the usual ones."""
    known = tuple(dict.fromkeys(code.upper() for code in locales if presidio_door.knows_region(code.upper())))
    return known or presidio_door.PHONE_REGIONS


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return an expression of ours, letters of any case."""
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def _decimals(text: str) -> int:
    """Count the decimal digits of any script."""
    return sum(map(str.isdecimal, text))

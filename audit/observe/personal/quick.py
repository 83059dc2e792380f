"""What could a column hold, by check digits, forms and names alone? A first look that loads nothing of Presidio.

Where Presidio judges an entity, the check digit or the form of its own definition stands in for it; an entity that is in
no table here is found by what its column is called. So what comes out are candidates, not verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audit.observe.personal.column import Column, plain
from audit.observe.personal.evidence import evidence_of
from audit.observe.personal.person_names import is_full_name
from audit.observe.personal.presidio_door import ANY, PHONE, Span
from audit.observe.personal.quick_forms import QUICK
from audit.observe.personal.readers import OWN_SCORE, Checked, Pattern, Phone, Reader, Value, compiled, readers
from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.sweep import Swept
from audit.observe.personal.verdict import ColumnEntity, classify
from audit.observe.scene import Settings

_PHONE_SCORE, _SAID = 0.4, 0.35
"""Presidio's score of a valid number, and what a word that says so adds to it."""
_DIGIT = r"[0-9]"


class Cells(NamedTuple):
    """The distinct values of one column that are looked at, of a table of `rows` rows."""

    name: str
    kind: str
    values: Sequence[str]
    rows: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickPhone(Phone):
    """Phone numbers by the same library that Presidio asks, without Presidio."""

    def read(self, value: Value) -> Iterator[Span]:
        """Yield every number that is valid in the region."""
        from phonenumbers import Leniency, PhoneNumberMatcher

        score = min(1.0, _PHONE_SCORE + (_SAID if ANY in self.said else 0.0))
        for match in PhoneNumberMatcher(value.text, self.region, leniency=Leniency.VALID):
            yield Span(match.start, match.end, score)


def quick_readers(one: Recogniser, header: str, locales: tuple[str, ...]) -> tuple[Reader, ...]:
    """Return what reads an entity without Presidio: its check digit or form, our own patterns, phones by their library."""
    found: list[Reader] = []
    for reader in readers(one, header, locales):
        if isinstance(reader, Phone):
            found.append(QuickPhone(reader.region, reader.said))
        elif not isinstance(reader, Pattern):
            found.append(reader)
    form = QUICK.get(one.entity)
    if form is not None and one.presidio != (PHONE,):
        found.append(Checked(f"quick:{one.entity}", compiled(form.form), form.modules, 1.0 if form.proof else OWN_SCORE))
    return tuple(found)


class Quick:
    """Looks at columns one after the other; what it looks for is made ready once."""

    def __init__(self, settings: Settings, every: Sequence[Recogniser]) -> None:
        """Make ready to look for these entities in the countries of the settings."""
        self._settings = settings
        serving = [one for one in every if one.serves(settings.locales)]
        checked = {
            reader.probe: reader
            for one in serving
            for reader in quick_readers(one, "", settings.locales)
            if isinstance(reader, Checked | QuickPhone)
        }
        self._probes = tuple(_probe(name, reader) for name, reader in checked.items())
        self._prefilter = Prefilter(self._probes)

    def look(self, cells: Cells) -> tuple[ColumnEntity, ...]:
        """Return what a column could hold, the surest first."""
        values = plain(cells.values, cells.kind)
        swept = self._swept([value.strip() for value in values])
        distinct = len(values)
        column = Column(cells.name, cells.kind, values, distinct, max(cells.rows, distinct), swept, cells.beside)
        settings = self._settings
        evidence = evidence_of(column, settings.locales, settings.personal, quick_readers)
        return tuple(one for one in classify(column, evidence) if one.category not in {"dismissed", "thing"})

    def _swept(self, values: Sequence[str]) -> Swept:
        """Return which values could hold what; every value comes once."""
        table, cap = self._prefilter.matrix(values), self._settings.judged_cap
        counted: dict[str, int] = {}
        sample: dict[str, tuple[str, ...]] = {}
        for place, probe in enumerate(self._probes):
            hits = table[:, place].nonzero()[0].tolist()
            if hits:
                counted[probe.name] = len(hits)
                sample[probe.name] = tuple(values[hit] for hit in hits[:cap])
        return Swept(len(values), counted, counted, sample, 0, {}, cap, self._prefilter.notes)


def speaking_names(names: Sequence[str]) -> frozenset[str]:
    """Return the column names that are themselves about a person: a full name, or a number or address whose form is proof."""
    proof = [compiled(form.form) for form in QUICK.values() if form.proof and not form.modules]
    return frozenset(name for name in names if is_full_name(name) or any(one.search(name) for one in proof))


def _probe(name: str, reader: Checked | QuickPhone) -> Probe:
    """Return what a value must match before a reader is asked: its form, or a digit."""
    pattern = reader.form.pattern if isinstance(reader, Checked) else _DIGIT
    return Probe(name, name, ((pattern, int(re.IGNORECASE)),), origin="ours")

"""Which of many values could hold anything personal at all? Fast, and never wrong when it says no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from audit.observe.personal.sieve.by_letters import ByLetters
from audit.observe.personal.sieve.hyperscan_door import Expression
from audit.observe.personal.sieve.needs import plainly
from audit.observe.personal.sieve.pattern_sets import PatternSets, compiled, is_installed
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.seen_before import PIECE, SeenBefore, Texts
from audit.observe.personal.sieve.shapes import SHAPE, ZERO, Level

if TYPE_CHECKING:
    import numpy as np

_SHIFT = 12
"""Bits of a match's number that say which expression it is of."""
_UNLIKE = re.compile(r"[\x0b\x1c-\x1f]")
"""ASCII characters that are blanks for Python and not for hyperscan."""
_WITHOUT = "Hyperscan is not installed: Presidio's own patterns look at every value, which takes about ten times as long."


class Prefilter:
    """Finds for every value the probes that could find something in it: a superset, never less.

    ASCII values go through hyperscan; any other through Presidio's own patterns, each with its own
    flags, because bytes are no letters. `notes` say how values are looked at. Not to be used by two threads at once.
    """

    def __init__(self, probes: Sequence[Probe]) -> None:
        """Compile the patterns, or load what was compiled before."""
        self.probes = tuple(probes)
        owners: dict[Expression, list[int]] = {}
        origins: dict[Expression, str] = {}
        for place, probe in enumerate(self.probes):
            for regex, flags in probe.patterns if not probe.slow else ():
                one = Expression(plainly(regex, flags), flags, private=probe.origin == "subject")
                owners.setdefault(one, []).append(place)
                origins[one] = probe.origin
        self._expressions = tuple(owners)
        self._owners = tuple(owners.values())
        self._sets: PatternSets = compiled(self._expressions)
        self._origins = tuple(origins.values())
        self._seen: SeenBefore[str] = SeenBefore(len(self.probes))
        self._seen_left: SeenBefore[str] = SeenBefore(len(self.probes))
        self._seen_shapes: dict[Level, SeenBefore[bytes]] = {level: SeenBefore(len(self.probes)) for level in (Level.SHAPE, Level.LETTERS)}
        self._slow = [place for place, probe in enumerate(self.probes) if probe.slow]
        self.notes = (*_slowly(self.probes), *(() if is_installed() else (_WITHOUT,)))

    @cached_property
    def _all(self) -> ByLetters:
        """Return every pattern."""
        return ByLetters(self._expressions, self._origins, range(len(self._expressions)))

    @cached_property
    def _left(self) -> ByLetters:
        """Return the patterns that hyperscan does not have."""
        return ByLetters(self._expressions, self._origins, self._sets.left)

    def candidates(self, cells: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return pairs of a value's place and a probe's place, each pair once, in order."""
        import numpy as np

        values, found = np.nonzero(self.matrix(cells))
        return values, found

    def matrix(self, cells: Sequence[str]) -> np.ndarray:
        """Return a table of booleans, a row per value and a column per probe."""
        import numpy as np

        table = np.zeros((len(cells), len(self.probes)), dtype=bool)
        table[:, self._slow] = True
        for start in range(0, len(cells), PIECE):
            self._mark(cells[start : start + PIECE], table[start : start + PIECE])
        return table

    def _mark(self, cells: Sequence[str], table: np.ndarray) -> None:
        """Mark what could be found in some values."""
        plain = [place for place, cell in enumerate(cells) if cell.isascii() and (cell.isprintable() or not _UNLIKE.search(cell))]
        if plain:
            some = [cells[place] for place in plain]
            table[plain] |= self._by_bytes([cell.encode() for cell in some])
            if self._sets.left:
                table[plain] |= self._by_letters(some, self._left, self._seen_left)
        if len(plain) < len(cells):
            taken = set(plain)
            other = [place for place in range(len(cells)) if place not in taken]
            table[other] |= self._by_letters([cells[place] for place in other], self._all, self._seen)

    def _by_bytes(self, texts: Sequence[bytes]) -> np.ndarray:
        """Return what hyperscan matches in ASCII values: what does not tell letters or digits apart, once per shape."""
        import numpy as np

        found = np.zeros((len(texts), len(self.probes)), dtype=bool)
        self._fill(found, self._scanned(Level.EVERYTHING, texts, range(len(texts))))
        for level, alike in ((Level.SHAPE, SHAPE), (Level.LETTERS, ZERO)):
            seen = self._seen_shapes[level]
            rows, new, places = seen.rows([text.translate(alike) for text in texts])
            self._fill(seen.table, self._scanned(level, new, places))
            found |= seen.table[rows]
        return found

    def _scanned(self, level: Level, texts: Sequence[bytes], rows: Sequence[int]) -> list[int]:
        """Return a number for every match: the row of the text and the expression's place."""
        matches: list[int] = []
        note = matches.append

        def seen(expression: int, start: int, end: int, flags: int, number: int) -> None:
            note(number + expression)

        databases = [one for one in self._sets.databases if one.level is level]
        if not texts or not databases:
            return matches
        counted, numbers = Texts(texts), [row << _SHIFT for row in rows]
        for database in databases:
            scan = database.built.scan
            for place in counted.having(*database.needs):
                scan(texts[place], seen, 0, numbers[place])
        return matches

    def _fill(self, table: np.ndarray, matches: Sequence[int]) -> None:
        """Mark matches in a table with a row per text and a column per probe."""
        import numpy as np

        if not matches:
            return
        codes = np.array(matches, dtype=np.int64)
        numbers, expressions = codes >> _SHIFT, codes & ((1 << _SHIFT) - 1)
        for expression in np.unique(expressions):
            hit = numbers[expressions == expression]
            for probe in self._owners[expression]:
                table[hit, probe] = True

    def _by_letters(self, cells: Sequence[str], patterns: ByLetters, seen: SeenBefore[str]) -> np.ndarray:
        """Return what patterns match by themselves, each value looked at once."""
        rows, new, places = seen.rows(cells)
        matches = [(row << _SHIFT) + expression for row, cell in zip(places, new, strict=True) for expression in patterns.matches(cell)]
        self._fill(seen.table, matches)
        found: np.ndarray = seen.table[rows]
        return found


def _slowly(probes: Sequence[Probe]) -> Iterator[str]:
    """Yield which probes have every value as a candidate, if there are any."""
    names = ", ".join(sorted(probe.name for probe in probes if probe.slow))
    if names:
        yield f"No bound is known for these recognisers, so that every value is a candidate of theirs (slow): {names}."

"""What does a first look at every cell of a column say, and how do the looks at its parts add up?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.observe.personal.sieve.prefilter import Prefilter

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

Pair: TypeAlias = tuple[int, str]
_PIECE = 65_536
"""Values that are looked at together."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What was seen of one column, or of some of its rows.

    `cells` are the rows that are neither missing nor blank, `candidates` those that a probe could find
    something in, by the probe's name. `sample` are distinct candidates: the `most` (None: all) with the smallest
    keyed hashes, in that order, the hashes beside them. `distinct` is how many distinct candidates there are where
    every value came once, else None. `non_ascii` are rows with other letters than ASCII. `notes` say how values were
    looked at.
    """

    cells: int
    candidates: Mapping[str, int]
    distinct: Mapping[str, int] | None
    sample: Mapping[str, tuple[str, ...]]
    non_ascii: int
    hashes: Mapping[str, tuple[int, ...]]
    most: int | None
    notes: tuple[str, ...] = ()

    def merge(self, other: Swept) -> Swept:
        """Return what was seen of both: in any order and in any parts the same."""
        drawn = {name: _joined(self, other, name) for name in sorted({*self.sample, *other.sample})}
        both = self.distinct is not None and other.distinct is not None
        return Swept(
            self.cells + other.cells,
            _added(self.candidates, other.candidates),
            _added(self.distinct or {}, other.distinct or {}) if both else None,
            {name: tuple(value for _, value in pairs) for name, pairs in drawn.items()},
            self.non_ascii + other.non_ascii,
            {name: tuple(number for number, _ in pairs) for name, pairs in drawn.items()},
            self.most,
            tuple(sorted({*self.notes, *other.notes})),
        )

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads; the candidates of the sample are among it."""
        return {
            "cells": self.cells,
            "candidates": dict(self.candidates),
            "distinct": None if self.distinct is None else dict(self.distinct),
            "sample": {name: list(values) for name, values in self.sample.items()},
            "non_ascii": self.non_ascii,
            "hashes": {name: list(numbers) for name, numbers in self.hashes.items()},
            "most": self.most,
            "notes": list(self.notes),
        }

    @classmethod
    def of_nothing(cls, most: int | None, *, once: bool) -> Swept:
        """Return what is seen of no rows; `once` tells that every value comes once."""
        return cls(0, {}, {} if once else None, {}, 0, {}, most)

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Swept:
        """Read what `to_json` wrote; raises KeyError or TypeError if it is something else."""
        lists = {part: {name: tuple(values) for name, values in document[part].items()} for part in ("sample", "hashes")}
        return cls(**{**document, **lists, "notes": tuple(document["notes"])})


class Sieve:
    """Takes the values of one column, in any order, and keeps what `Swept` holds: memory does not grow with the rows."""

    def __init__(self, prefilter: Prefilter, seed: int, most: int | None, *, once: bool) -> None:
        """Look for what the prefilter's probes look for; `once` tells that no value comes twice."""
        self._prefilter = prefilter
        self._names = [probe.name for probe in prefilter.probes]
        self._key = hashlib.sha256(f"sweep {seed}".encode()).hexdigest()[:16]
        self._most = most
        self._once = once
        self._cells = self._non_ascii = 0
        self._rows = [0] * len(self._names)
        self._distinct = [0] * len(self._names)
        self._drawn: dict[int, list[Pair]] = {}
        self._all: dict[int, set[Pair]] = {}

    def add(self, values: pa.Array, counts: pa.Array | None = None) -> None:
        """Look at texts, each of which stands for as many rows as `counts` says (None: one)."""
        import numpy as np
        import pyarrow.compute as pc

        for start in range(0, len(values), _PIECE):
            piece = values.slice(start, _PIECE)
            trimmed = pc.utf8_trim_whitespace(piece)
            present = np.asarray(pc.fill_null(pc.not_equal(trimmed, ""), fill_value=False))
            kept = trimmed.filter(present)
            padded = np.flatnonzero(np.asarray(pc.not_equal(kept, piece.filter(present))))
            weights = None if counts is None else np.asarray(counts.slice(start, _PIECE))[present].astype(np.int64)
            cells = kept.to_pylist()
            table = self._prefilter.matrix(cells)
            if len(padded):
                # Blanks may be what a pattern asks for: as written, a value must pass too.
                table[padded] |= self._prefilter.matrix(piece.filter(present).take(padded).to_pylist())
            self._count(np.asarray(pc.string_is_ascii(kept)), table, weights)
            self._draw(cells, table)

    def _count(self, ascii_only: np.ndarray, table: np.ndarray, weights: np.ndarray | None) -> None:
        """Count rows."""
        import numpy as np

        rows = table.sum(axis=0) if weights is None else weights @ table
        self._cells += len(table) if weights is None else int(weights.sum())
        self._non_ascii += int((~ascii_only).sum() if weights is None else weights[~ascii_only].sum())
        for place in np.flatnonzero(rows):
            self._rows[place] += int(rows[place])
            self._distinct[place] += int(table[:, place].sum())

    def _draw(self, cells: Sequence[str], table: np.ndarray) -> None:
        """Keep the candidates with the smallest keyed hashes."""
        import numpy as np

        some = np.flatnonzero(table.any(axis=1))
        if not len(some):
            return
        chosen, texts = table[some], [cells[place] for place in some.tolist()]
        hashes = _hashed(texts, self._key)
        if self._most is None:
            self._keep_all(chosen, list(zip(hashes.tolist(), texts, strict=True)))
            return
        for probe in np.flatnonzero(chosen.any(axis=0)).tolist():
            pairs = self._drawn.get(probe, [])
            places = _nearest(chosen[:, probe], hashes, self._most, pairs[-1][0] if len(pairs) == self._most else None)
            if places:
                self._drawn[probe] = _smallest([*pairs, *((int(hashes[place]), texts[place]) for place in places)], self._most)

    def _keep_all(self, chosen: np.ndarray, pairs: Sequence[Pair]) -> None:
        """Keep every candidate: what probes have in common is kept once."""
        import numpy as np

        for probe in np.flatnonzero(chosen.any(axis=0)).tolist():
            self._all.setdefault(probe, set()).update(pairs[place] for place in np.flatnonzero(chosen[:, probe]).tolist())

    def swept(self) -> Swept:
        """Return what was seen so far."""
        named = [(place, name) for place, name in enumerate(self._names) if self._rows[place]]
        drawn = {name: self._drawn.get(place) or sorted(self._all.get(place, ())) for place, name in named}
        return Swept(
            self._cells,
            {name: self._rows[place] for place, name in named},
            {name: self._distinct[place] for place, name in named} if self._once else None,
            {name: tuple(value for _, value in pairs) for name, pairs in drawn.items()},
            self._non_ascii,
            {name: tuple(number for number, _ in pairs) for name, pairs in drawn.items()},
            self._most,
            self._prefilter.notes,
        )


def _hashed(cells: Sequence[str], key: str) -> np.ndarray:
    """Return the keyed 64-bit hash (SipHash) of each text."""
    import numpy as np
    import pandas as pd

    return pd.util.hash_array(np.array(cells, dtype=object), hash_key=key, categorize=False)


def _nearest(candidate: np.ndarray, hashes: np.ndarray, most: int, last: int | None) -> list[int]:
    """Return the places of candidates that may be among the smallest; `last` is the largest hash that is kept so far."""
    import numpy as np

    places = np.flatnonzero(candidate if last is None else candidate & (hashes <= np.uint64(last)))
    if len(places) > most:
        _, first = np.unique(hashes[places], return_index=True)
        places = places[first[:most]]
    found: list[int] = places.tolist()
    return found


def _smallest(pairs: Iterable[Pair], most: int | None) -> list[Pair]:
    """Return the distinct pairs in order, as many as are kept."""
    return sorted(set(pairs))[:most]


def _joined(one: Swept, other: Swept, name: str) -> list[Pair]:
    """Return what two samples of a probe are together."""
    parts = [zip(part.hashes.get(name, ()), part.sample.get(name, ()), strict=True) for part in (one, other)]
    return _smallest((pair for part in parts for pair in part), one.most)


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Add counts by name."""
    return {name: one.get(name, 0) + other.get(name, 0) for name in sorted({*one, *other})}

"""What was found in texts that were looked at before? A look at a text, or at its shape, is then enough once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np

Text = TypeVar("Text", str, bytes)
PIECE = 16_384
"""Texts that are looked at together."""
_MANY = 65_536


class SeenBefore(Generic[Text]):
    """A table with a row per text and a column per probe; all is forgotten when there are too many texts.

    It is kept in memory alone, for as long as the columns of one dataset are looked at.
    """

    def __init__(self, probes: int) -> None:
        """Remember nothing yet."""
        import numpy as np

        self._places: dict[Text, int] = {}
        self._probes = probes
        self.table = np.zeros((0, probes), dtype=bool)

    def rows(self, texts: Sequence[Text]) -> tuple[list[int], list[Text], range]:
        """Return each text's row, and the texts that are new with their rows, which are empty; at most `PIECE` texts."""
        if len(self._places) + len(texts) > _MANY:
            self._places.clear()
            self.table[:] = False
        known, places = len(self._places), self._places
        found = [places.setdefault(text, len(places)) for text in texts]
        self._grow()
        return found, list(islice(places, known, None)), range(known, len(places))

    def _grow(self) -> None:
        """Make room for every text."""
        import numpy as np

        if len(self._places) > len(self.table):
            more = np.zeros((min(_MANY, max(2 * len(self._places), 1_024)) - len(self.table), self._probes), dtype=bool)
            self.table = np.concatenate([self.table, more])


class Texts:
    """ASCII texts with what patterns need of them, counted for all at once."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        """Count characters and digits."""
        import numpy as np

        self.texts = texts
        self.length = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self._ends = np.cumsum(self.length)
        self._letters = np.frombuffer(b"".join(texts), dtype=np.uint8)
        self.digits = self._count((self._letters >= ord("0")) & (self._letters <= ord("9")))

    def having(self, digits: int, length: int, characters: Iterable[str]) -> list[int]:
        """Return the places of the texts that have so many digits and characters, and each of some characters."""
        import numpy as np

        fit = (self.digits >= digits) & (self.length >= length)
        for character in characters:
            fit &= self._count(self._letters == ord(character)) > 0
        places: list[int] = np.flatnonzero(fit).tolist()
        return places

    def _count(self, there: np.ndarray) -> np.ndarray:
        """Count per text where something is there."""
        import numpy as np

        sums = np.concatenate([[0], np.cumsum(there, dtype=np.int64)])
        counts: np.ndarray = sums[self._ends] - sums[self._ends - self.length]
        return counts

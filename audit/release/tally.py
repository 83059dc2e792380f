"""How many rows has each combination of categories, with at most so many rows of each person?

Each step changes by one row at most what one row of the input can change: labels depend on the row alone (texts, not kinds that were
guessed from the whole column), and which rows of a person are counted is drawn by lot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from audit.anonymity.labels import labels
from audit.load.canonical import canonical
from audit.load.source import Source
from audit.release.counting import OTHERS, Counting
from audit.transform.randomness import fresh_key, words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]

Cell = tuple[str | None, ...]
_NOBODY = -1


@dataclass(slots=True)
class _Coder:
    """Codes the texts of one column: by its public categories, else as they are met."""

    met: dict[str | None, int]
    others: int | None
    parts: list[Ints] = field(default_factory=list)

    @classmethod
    def of(cls, listed: tuple[str, ...] | None) -> _Coder:
        """Return the coder of a column."""
        return cls({}, None) if listed is None else cls({value: code for code, value in enumerate(listed)}, len(listed))

    def add(self, column: pa.Array) -> None:
        """Code the cells of a batch."""
        import numpy as np

        encoded = column.dictionary_encode(null_encoding="encode")
        places = [self._code(None if value is None else canonical(value)) for value in encoded.dictionary.to_pylist()]
        self.parts.append(np.array(places, dtype=np.int64)[encoded.indices.to_numpy()])

    def _code(self, value: str | None) -> int:
        """Return the code of a text."""
        return self.met.setdefault(value, len(self.met)) if self.others is None else self.met.get(value, self.others)

    def codes(self) -> Ints:
        """Return the codes of all rows."""
        import numpy as np

        return np.concatenate(self.parts) if self.parts else np.zeros(0, np.int64)

    def labels(self) -> list[str | None]:
        """Return the label of each code."""
        return [*self.met, *([] if self.others is None else [OTHERS])]


def tally(source: Source, counting: Counting) -> dict[Cell, int]:
    """Return the exact counts: of every public combination, or of those that are there. They never leave this process."""
    coders = {name: _Coder.of(counting.categories.get(name)) for name in counting.columns}
    persons = _Coder.of(None)
    wanted = [*counting.columns, *filter(None, [counting.person])]
    for batch in source.table.stream(source.text().select(*(source.col(name).alias(name) for name in wanted))):
        for name, coder in coders.items():
            coder.add(batch.column(name))
        if counting.person is not None:
            persons.add(batch.column(counting.person))
    codes = [coder.codes() for coder in coders.values()]
    if counting.person is not None:
        rows = bounded(_people(persons), counting.most)
        codes = [one[rows] for one in codes]
    names = [coder.labels() for coder in coders.values()]
    return _public(codes, names) if counting.public else _met(codes, names)


def _people(persons: _Coder) -> Ints:
    """Return whose row each is, -1 where that is missing: such rows could be anybody's, and are not counted."""
    import numpy as np

    codes = persons.codes()
    return np.where(codes == persons.met.get(None, _NOBODY), _NOBODY, codes)


def bounded(people: Ints, most: int) -> Ints:
    """Return the positions of at most `most` rows of each person, drawn by lot among their own; none of a negative person."""
    import numpy as np

    lots = words(fresh_key(), "rows of a person", np.arange(len(people), dtype=np.int64), 1)[:, 0]
    order = np.lexsort((lots, people))
    own = people[order]
    starts = np.flatnonzero(np.diff(own, prepend=own[:1] - 1))
    place = np.arange(len(own)) - np.repeat(starts, np.diff(starts, append=len(own)))
    found: Ints = order[(place < most) & (own >= 0)]
    return found


def _public(codes: list[Ints], names: list[list[str | None]]) -> dict[Cell, int]:
    """Return the count of every combination, in the order of the plan."""
    import numpy as np

    sizes = [len(one) for one in names]
    cells = np.ravel_multi_index(tuple(codes), tuple(sizes))
    counts = np.bincount(cells, minlength=int(np.prod(sizes))).tolist()
    return dict(zip(product(*names), counts, strict=True))


def _met(codes: list[Ints], names: list[list[str | None]]) -> dict[Cell, int]:
    """Return the counts of the combinations that are there, in the order of their labels: that of the rows would tell."""
    import numpy as np

    label, _ = labels([(one, len(known)) for one, known in zip(codes, names, strict=True)], len(codes[0]))
    _, first, counts = np.unique(label, return_index=True, return_counts=True)
    cells = [tuple(known[int(one[row])] for one, known in zip(codes, names, strict=True)) for row in first]
    return dict(sorted(zip(cells, counts.tolist(), strict=True), key=lambda pair: [(text is None, text or "") for text in pair[0]]))

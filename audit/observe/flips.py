"""Does a decision change when nothing but the protected attribute is changed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Keys
from audit.core.roles import Protected, Roles
from audit.load.predictor import Predictor
from audit.observe.registry import SetWork
from audit.observe.sampled import Grouped, decided_by_class, features_of, grouped, in_hand
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Bools = npt.NDArray[np.bool_]
    Texts = npt.NDArray[np.object_]

Numbers: TypeAlias = "tuple[int, int, int, int]"
Given = Literal["given", "shown", "not given", "refused", "alone"]
"""A column the model was fitted on; one of a whole table that a function is shown; one it never sees; one it will not see
changed; one with a single group."""
NAME = "flips"
ANY = "*"
"""What any other group is called."""
KEYS = ("attribute", "from", "to", "given")
MEASURES = ("rows", "flipped", "to_favourable", "from_favourable")
MOST_ROWS = 20_000
"""Rows that are asked about, once for every group they could be in."""


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Ask the model about a sample, then again with each row in each other group.

    A group stands for the value it was met with first, the band of a number for its median. Who is unknown, or in a
    rare group, is left as he is, and nobody is put there.
    """
    model = scene.model
    if model is None or not scene.roles.protected or not decided_by_class(scene):
        return None
    reads = [item for item in scene.roles.protected if item.column in features_of(scene)]
    rows: list[tuple[Keys, Sequence[int]]] = [
        ((item.column, "", "", "not given"), (scene.source.rows, 0, 0, 0)) for item in scene.roles.protected if item not in reads
    ]
    if reads:
        with watched(scene, f"{scene.source.name}: {NAME}"):
            batch = in_hand(scene, (*(model.predictor.features or scene.source.names()),), MOST_ROWS)
            if batch is not None:
                rows += _asked(scene, model.predictor, batch, reads)
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)


FLIPS = SetWork(NAME, _make, tells=True)


def _asked(scene: Scene, predictor: Predictor, batch: pa.RecordBatch, reads: Sequence[Protected]) -> Iterator[tuple[Keys, Numbers]]:
    """Yield the counts of every attribute the model reads."""
    how: Given = "given" if predictor.features or predictor.width is not None else "shown"
    trial = _Trial(predictor, batch, scene.roles, _decided(predictor, batch))
    for item in reads:
        groups = grouped(batch, item, scene.settings.min_cell)
        yield from trial.attribute(item, groups, how)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sample of rows with what the model decides about them."""

    predictor: Predictor
    batch: pa.RecordBatch
    roles: Roles
    answers: Texts

    def attribute(self, item: Protected, groups: Grouped, how: Given) -> Iterator[tuple[Keys, Numbers]]:
        """Yield the counts of every pair of groups, and of every group against any other one."""
        names = groups.known()
        if len(names) < 2:
            yield (item.column, "", "", "alone"), (self.batch.num_rows, 0, 0, 0)
            return
        others = {name: self._as(item, groups, name) for name in names}
        for name in names:
            here = groups.of(name)
            to = {other: None if answers is None else self._pair(here, [answers]) for other, answers in others.items() if other != name}
            for other, numbers in to.items():
                yield (item.column, name, other, how if numbers else "refused"), numbers or (int(here.sum()), 0, 0, 0)
            answered = [answers for other, answers in others.items() if other != name and answers is not None]
            whole = len(answered) == len(names) - 1
            counts = self._pair(here, answered) if whole else (int(here.sum()), 0, 0, 0)
            yield (item.column, name, ANY, how if whole else "refused"), counts

    def _as(self, item: Protected, groups: Grouped, name: str) -> Texts | None:
        """Return what the model decides with every row in this group; None where it refuses such rows."""
        import pyarrow as pa

        place = self.batch.schema.get_field_index(item.column)
        column = self.batch.column(place)
        value = _standing(column, groups.of(name), item)
        same = pa.repeat(value, len(column)).cast(column.type)
        try:
            return _decided(self.predictor, self.batch.set_column(place, self.batch.schema.field(place), same))
        except BadInput:
            return None

    def _pair(self, here: Bools, others: Sequence[Texts]) -> Numbers:
        """Return the rows of a group, those that some other group decides otherwise, and which way."""
        import numpy as np

        before, good = self.answers[here], self.roles.favourable
        after = [one[here] for one in others]
        flipped = np.any([one != before for one in after], axis=0)
        gained = np.any([(one == good) & (before != good) for one in after], axis=0)
        lost = np.any([(one != good) & (before == good) for one in after], axis=0)
        return len(before), int(flipped.sum()), int(gained.sum()), int(lost.sum())


def _decided(predictor: Predictor, batch: pa.RecordBatch) -> Texts:
    """Return what the model decides, as an array of texts."""
    import numpy as np

    labels, _ = predictor.predict(batch)
    return np.asarray(labels.to_pylist(), dtype=object)


def _standing(column: pa.Array, here: Bools, item: Protected) -> pa.Scalar:
    """Return the value that a group stands for: the lower median of a band, else the first one met."""
    import pyarrow as pa

    values = column.filter(pa.array(here))
    return values.sort()[(len(values) - 1) // 2] if item.bands else values[0]


@dataclass(frozen=True, slots=True)
class Flip:
    """What happens to the decisions of one group's rows if they are put into another one, or into any (`*`).

    Of `rows`, `flipped` get another decision; `to_favourable` gain by it, `from_favourable` lose. An attribute that
    is not given to the model, or has a single group, is one row without groups.
    """

    attribute: str
    group: str
    to: str
    given: Given
    rows: int
    flipped: int
    to_favourable: int
    from_favourable: int


@dataclass(frozen=True, slots=True)
class Flips:
    """What a model's decisions owe to the protected attributes themselves."""

    absent = "no model is declared that can be asked again, or no protected column; or decisions are numbers; or the data is in a database"

    dataset: str
    attributes: tuple[str, ...]
    found: tuple[Flip, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Flips | None:
        """Return the view, or None where no model was asked."""
        fact = facts.find(NAME, dataset)
        found = tuple(_read(fact)) if fact else ()
        return cls(dataset, tuple(dict.fromkeys(one.attribute for one in found)), found) if found else None


def _read(fact: Fact) -> Iterator[Flip]:
    """Yield the rows of a fact by name."""
    for keys, numbers in fact.rows.items():
        attribute, group, to, given = (str(key) for key in keys)
        yield Flip(attribute, group, to, cast("Given", given), *numbers)

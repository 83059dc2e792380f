"""Does the model need the personal data that it reads? Shuffle one column at a time, and count the decisions that change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Key
from audit.core.roles import Roles
from audit.load.canonical import canonical
from audit.load.predictor import Predictor
from audit.observe.engines.sample import drawn
from audit.observe.found import found_before
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Bools = npt.NDArray[np.bool_]
    Texts = npt.NDArray[np.object_]

Given = Literal["given", "shown", "not given", "refused"]
"""A column the model was fitted on; one of a whole table that a function is shown; one it never sees; one it will not see shuffled."""
NAME = "importance"
MOST_ROWS = 20_000
"""Rows that are asked about, once for every personal column."""
MEASURES = ("rows", "moved", "changed", "labelled", "right", "right_shuffled")


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Ask the model about a sample, then again with each personal column shuffled by a seeded permutation.

    Permutation importance (Breiman 2001) with the decision itself as the loss. Rows are put in an order that
    their values give, so that neither files nor engines have a say in which value goes where.
    """
    personal = {one.column: one.category for one in found_before(before)}
    model = scene.model
    if model is None or not personal or scene.source.table.home == "database":
        return None
    names = scene.source.names()
    shown = model.predictor.features or tuple(name for name in names if name not in model.predictor.withheld)
    how: Given = "given" if model.predictor.features or model.predictor.width is not None else "shown"
    tested = [name for name in names if name in personal and name in shown]
    rows: list[tuple[tuple[Key, ...], Sequence[int]]] = [
        ((name, personal[name], "not given"), [0] * len(MEASURES)) for name in personal if name not in tested
    ]
    if tested:
        trial = _Trial.of(scene, model.predictor, model.predictor.features or names)
        with watched(scene, f"{scene.source.name}: {NAME}"):
            rows += [((name, personal[name], said), numbers) for name in tested for said, numbers in [trial.asked(name, how)]]
    return Fact.of(NAME, scene.source.name, ("column", "category", "given"), MEASURES, rows)


IMPORTANCE = SetWork(NAME, _make, after=("personal",), tells=True)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sample of rows with the model's answers: what it decides, and where that is right."""

    predictor: Predictor
    batch: pa.RecordBatch
    roles: Roles
    seed: int
    answers: Texts

    @classmethod
    def of(cls, scene: Scene, predictor: Predictor, columns: Sequence[str]) -> _Trial:
        """Draw the sample and ask about it once."""
        most = min(MOST_ROWS, scene.settings.sample or MOST_ROWS)
        sample = drawn(replace(scene, settings=replace(scene.settings, sample=most)))
        label = (scene.roles.label,) if scene.roles.label else ()
        batch = _ordered(list(sample.source.batches(tuple(dict.fromkeys((*columns, *label))))))
        return cls(predictor, batch, scene.roles, scene.settings.seed, _asked(predictor, batch))

    def asked(self, column: str, how: Given) -> tuple[Given, tuple[int, ...]]:
        """Return the counts of one column; a model may refuse rows that nobody ever was."""
        try:
            return how, self.shuffled(column)
        except BadInput:
            return "refused", (self.batch.num_rows, *([0] * (len(MEASURES) - 1)))

    def shuffled(self, column: str) -> tuple[int, ...]:
        """Return rows, rows whose value moved, decisions that changed, rows with a label, right ones before and after."""
        values = self.batch.column(column)
        place = self.batch.schema.get_field_index(column)
        moved = values.take(_permutation(len(values), self.seed, column))
        other = self.batch.set_column(place, self.batch.schema.field(place), moved)
        answers, labels = _asked(self.predictor, other), self._labels()
        right = [self._right(one, labels) for one in (self.answers, answers)]
        labelled = sum(label is not None for label in labels)
        return self.batch.num_rows, _differ(values, moved), _changed(self.answers, answers), labelled, *right

    def _labels(self) -> list[str | None]:
        """Return the labels as texts; none where no event is declared that they could be."""
        if not self.roles.label or self.roles.positive is None:
            return []
        return [None if value is None else canonical(value) for value in self.batch.column(self.roles.label).to_pylist()]

    def _right(self, answers: Texts, labels: Sequence[str | None]) -> int:
        """Count the rows where the event is predicted exactly if it is there."""
        event = self.roles.positive
        return sum((answer == event) == (label == event) for answer, label in zip(answers, labels, strict=False) if label is not None)


def _ordered(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    """Return all rows in one batch, sorted by their values: rows that are the same can change places."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.Table.from_batches(batches)
    working = table.rename_columns([f"c{place}" for place in range(table.num_columns)])
    order = pc.sort_indices(working, sort_keys=[(name, "ascending") for name in working.column_names])
    return table.take(order).combine_chunks().to_batches()[0]


def _asked(predictor: Predictor, batch: pa.RecordBatch) -> Texts:
    """Return what the model decides, as an array of texts."""
    import numpy as np

    labels, _ = predictor.predict(batch)
    return np.asarray(labels.to_pylist(), dtype=object)


def _changed(before: Texts, after: Texts) -> int:
    """Count the answers that are another one; a number is where it moves by more than a tenth of the standard deviation of all."""
    import numpy as np

    if not (len(before) and isinstance(before[0], float)):
        return int((before != after).sum())
    one, other = before.astype(np.float64), after.astype(np.float64)
    return int((np.abs(other - one) > 0.1 * one.std()).sum())


def _permutation(rows: int, seed: int, column: str) -> npt.NDArray[np.int64]:
    """Return a seeded order of rows; every column has one of its own, wherever it stands."""
    import numpy as np

    key = int.from_bytes(sha256(column.encode()).digest()[:8], "big")
    return np.random.default_rng([seed, key]).permutation(rows)


def _differ(one: pa.Array, other: pa.Array) -> int:
    """Count the rows whose value is another one; a missing value is a value of its own."""
    import pyarrow as pa

    both = pa.concat_arrays([one, other]).dictionary_encode(null_encoding="encode").indices.to_numpy()
    return int((both[: len(one)] != both[len(one) :]).sum())


@dataclass(frozen=True, slots=True)
class Need:
    """What a model's decisions owe to one personal column: counts of the rows in the sample.

    `moved` rows got another value, `changed` another decision; of `labelled` rows, `right` were right before
    and `right_shuffled` after.
    """

    column: str
    category: str
    given: Given
    rows: int
    moved: int
    changed: int
    labelled: int
    right: int
    right_shuffled: int

    @property
    def judged(self) -> bool:
        """Tell whether there is something to judge: a function is shown a whole table and need not read all of it."""
        return self.given in {"given", "refused"} or (self.given == "shown" and self.changed > 0)


@dataclass(frozen=True, slots=True)
class Importance:
    """The personal columns of a dataset, by what the model's decisions owe to them."""

    absent = "no model is declared, or it reads no personal column"

    dataset: str
    needs: tuple[Need, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Importance | None:
        """Return the view, or None where no model reads a personal column."""
        fact = facts.find(NAME, dataset)
        needs = tuple(_needs(fact)) if fact else ()
        return cls(dataset, needs) if any(one.judged for one in needs) else None


def _needs(fact: Fact) -> Iterator[Need]:
    """Yield the rows of a fact by name."""
    for keys, numbers in fact.rows.items():
        column, category, given = cast("Any", keys)
        yield Need(str(column), str(category), given, *numbers)

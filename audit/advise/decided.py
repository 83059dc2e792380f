"""Which rows are plans about decisions tried on, and what is decided about each of them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from audit.core.advice import CannotTry
from audit.core.fact import Fact, Facts
from audit.load.canonical import canonical
from audit.load.predictor import Predictor
from audit.observe.outcomes import JOIN, OUTCOMES, decides, joined
from audit.observe.places import steady
from audit.observe.registry import RowWork
from audit.observe.sampled import Grouped, grouped, in_hand
from audit.observe.scene import Scene
from audit.observe.scores import SCORES
from audit.observe.tally import LABEL, PREDICTION, RARE, SCORE, group_name

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

MOST_ROWS = 100_000
"""Rows that plans are tried on, and that a model is trained on again: of more, a sample of every group."""
_OTHER = "not the event"


@dataclass(frozen=True)
class Decided:
    """Rows in hand with what is known of each.

    `actual` and `predicted` are 1 for the event, 0 for what is not, -1 where it is unknown; `scores` are those of the
    event, NaN where there is none. `scored` keeps what was counted and measured of the scores, also for other
    decisions with the same scores; `seen` keeps what was of the decisions.
    """

    scene: Scene
    batch: pa.RecordBatch
    groups: tuple[Grouped, ...]
    actual: Ints
    predicted: Ints
    scores: Floats
    scored: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    seen: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(self.actual)

    @cached_property
    def labelled(self) -> Bools:
        """Return which rows have both a label and a decision."""
        known: Bools = (self.actual >= 0) & (self.predicted >= 0)
        return known

    @property
    def favours_event(self) -> bool:
        """Tell whether the event is what benefits a person."""
        return self.scene.roles.favours_event

    def only(self, rows: Bools) -> Decided:
        """Return some of the rows."""
        import pyarrow as pa

        groups = tuple(replace(one, codes=one.codes[rows]) for one in self.groups)
        parts = (self.actual[rows], self.predicted[rows], self.scores[rows])
        return Decided(self.scene, self.batch.filter(pa.array(rows)), groups, *parts)

    def other(self, predicted: Ints, scores: Floats | None = None) -> Decided:
        """Return the rows with other decisions, and other scores if there are some."""
        if scores is None:
            return replace(self, predicted=predicted, seen={})
        return replace(self, predicted=predicted, scores=scores, scored={}, seen={})

    def asked(self, predictor: Predictor) -> Decided:
        """Return the rows as another model decides about them."""
        return self.other(*_answers(self.scene, predictor, self.batch))

    def of(self, attribute: str) -> Grouped:
        """Return the groups of an attribute or of an intersection; of that, rare groups are one."""
        by_name = {one.attribute: one for one in self.groups}
        missing = [name for name in attribute.split(JOIN) if name not in by_name]
        if missing:
            raise CannotTry(f"{self.scene.source.name}: it has no protected column {missing[0]!r}, which the plan is about")
        parts = [by_name[name] for name in attribute.split(JOIN)]
        return parts[0] if len(parts) == 1 else _crossed(attribute, parts, self.scene.settings.min_cell)

    def halves(self, attribute: str) -> tuple[Decided, Decided]:
        """Return two halves, drawn with the seed, that every group and label is in alike: one to choose on, one to measure on."""
        import numpy as np

        order = np.random.default_rng([self.scene.settings.seed, self.rows]).permutation(self.rows)
        kind = self.of(attribute).codes * 3 + self.actual
        sorted_rows = order[np.argsort(kind[order], kind="stable")]
        first = np.zeros(self.rows, dtype=bool)
        first[sorted_rows[::2]] = True
        return self.only(first), self.only(~first)

    def facts(self, told: Facts, *, scored: bool = True) -> Facts:
        """Return what would be counted of these rows if these were the decisions, by the same makers of facts."""
        works = ((OUTCOMES, self.seen), *(((SCORES, self.scored),) if scored else ()))
        for work, kept in works:
            if (work.name,) not in kept:
                kept[work.name,] = self._counted(work)
        made = [kept[work.name,] for work, kept in works]
        return Facts(tuple(fact for fact in made if fact.rows), told.about)

    def _counted(self, work: RowWork) -> Fact:
        """Return one fact of these rows."""
        import duckdb
        import narwhals as nw

        with duckdb.connect(config={"threads": 1, "python_enable_replacements": False}) as connection:
            frame = nw.from_native(connection.from_arrow(self._table())).lazy()
            return work.close(work.count(frame, self.scene.counting), self.scene)

    def _table(self) -> pa.Table:
        """Return groups, label, decision and score under the names they are counted by."""
        import pyarrow as pa

        event, other = _texts(self.scene)
        answers = ("0", "1") if _thresholded(self.scene) else (other, event)
        columns = {group_name(place): _named(one.codes, one.names) for place, one in enumerate(self.groups)}
        columns |= {LABEL: _named(self.actual, (other, event)), PREDICTION: _named(self.predicted, answers)}
        return pa.table({**columns, SCORE: pa.array(self.scores, pa.float64(), from_pandas=True)})


def decided(scene: Scene, beside: Sequence[str] = ()) -> Decided:
    """Return the audited rows, with further columns; raises CannotTry where they may not leave their place or nothing is decided."""
    scene, roles, name = plain(scene), scene.roles, scene.source.name
    if not decides(scene) or not roles.label:
        raise CannotTry(f"{name}: plans about decisions are tried where there are decisions and a label")
    given = (scene.model.predictor.features or scene.source.names()) if scene.model else ()
    batch = read(scene, (*given, *(one for one in (roles.prediction, roles.score) if one), *beside))
    if scene.model:
        predicted, scores = _answers(scene, scene.model.predictor, batch)
    else:
        predicted, scores = _stored(scene, batch)
    return Decided(scene, batch, groups_of(scene, batch), events_of(scene, batch, roles.label), predicted, scores)


def plain(scene: Scene) -> Scene:
    """Return the scene without strata; raises CannotTry for what plans about decisions are not tried on."""
    roles, name = scene.roles, scene.source.name
    if scene.source.table.home == "database":
        raise CannotTry(f"{name}: plans are tried on rows, and no row leaves the database")
    if roles.task != "binary":
        raise CannotTry(f"{name}: plans against unequal treatment are tried on decisions between two values")
    if roles.weight:
        raise CannotTry(f"{name}: plans against unequal treatment are not tried where rows carry weights")
    return replace(scene, roles=replace(roles, strata=()))


def read(scene: Scene, columns: Sequence[str]) -> pa.RecordBatch:
    """Return rows with these columns and those that have a part in every plan; raises CannotTry where there is no row."""
    label = (scene.roles.label,) if scene.roles.label else ()
    batch = in_hand(scene, (*columns, *label, *scene.roles.attributes), MOST_ROWS)
    if batch is None:
        raise CannotTry(f"{scene.source.name}: it has no rows to try plans on")
    return batch


def groups_of(scene: Scene, batch: pa.RecordBatch) -> tuple[Grouped, ...]:
    """Return the groups of every protected column."""
    return tuple(grouped(batch, item, scene.settings.min_cell) for item in scene.roles.protected)


def events_of(scene: Scene, batch: pa.RecordBatch, column: str) -> Ints:
    """Return 1 where a column holds the event, 0 where it holds something else, -1 where it is empty."""
    return _coded(texts_of(batch, column), scene.roles.positive)


def texts_of(batch: pa.RecordBatch, column: str) -> npt.NDArray[np.object_]:
    """Return every value of a column as its one text, None where there is none."""
    import numpy as np

    encoded = batch.column(column).dictionary_encode(null_encoding="encode")
    texts = [None if value is None else canonical(value) for value in encoded.dictionary.to_pylist()]
    written: npt.NDArray[np.object_] = np.array([*texts, None], dtype=object)[:-1][np.asarray(encoded.indices, dtype=np.int64)]
    return written


def _answers(scene: Scene, predictor: Predictor, batch: pa.RecordBatch) -> tuple[Ints, Floats]:
    """Return what a model decides about rows, and its scores."""
    import numpy as np

    labels, scores = predictor.predict(batch)
    found = np.full(batch.num_rows, np.nan) if scores is None else steady(scores)
    return _coded(np.asarray(labels.to_pylist(), dtype=object), scene.roles.positive), found


def _stored(scene: Scene, batch: pa.RecordBatch) -> tuple[Ints, Floats]:
    """Return the decisions and scores that the data holds; a score alone decides from one half upwards."""
    import numpy as np
    import pyarrow as pa

    roles = scene.roles
    numbers = batch.column(roles.score).cast(pa.float64()) if roles.score else pa.nulls(batch.num_rows, pa.float64())
    scores = np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)
    if roles.prediction:
        return events_of(scene, batch, roles.prediction), scores
    return np.where(np.isnan(scores), -1, scores >= 0.5).astype(np.int64), scores


def _coded(texts: npt.NDArray[np.object_], event: str | None) -> Ints:
    """Return 1 for the event, 0 for another text, -1 for none."""
    import numpy as np

    missing = np.array([text is None for text in texts], dtype=bool)
    return np.where(missing, -1, texts == event).astype(np.int64)


def _named(codes: Ints, names: Sequence[str]) -> pa.Array:
    """Return the name of each code, none for -1."""
    import numpy as np
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32), mask=codes < 0), pa.array(names, pa.string()))


def _texts(scene: Scene) -> tuple[str, str]:
    """Return a text for the event and one for the other value."""
    event, good = scene.roles.positive or "1", scene.roles.favourable
    return event, good if good is not None and good != event else _OTHER


def _thresholded(scene: Scene) -> bool:
    """Tell whether decisions are scores cut at one half, which say 1 or 0 themselves."""
    return scene.model is None and not scene.roles.prediction


def _crossed(attribute: str, parts: Sequence[Grouped], min_cell: int) -> Grouped:
    """Return the groups of an intersection, those of fewer than `min_cell` rows under one name."""
    import numpy as np

    stacked = np.stack([part.codes for part in parts])
    kinds, codes, rows = np.unique(stacked, axis=1, return_inverse=True, return_counts=True)
    named = [joined([part.names[place] for part, place in zip(parts, kind, strict=True)]) for kind in kinds.T]
    rare = joined([RARE] * len(parts))
    shown = [name if count >= min_cell else rare for name, count in zip(named, rows.tolist(), strict=True)]
    names = tuple(sorted(set(shown)))
    places = np.array([names.index(name) for name in shown], dtype=np.int64)
    return Grouped(attribute, places[codes.reshape(-1)], names)

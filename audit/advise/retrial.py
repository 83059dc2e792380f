"""How well does a model do that is trained on rows as a plan would release them, and how equally?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.advise.decided import events_of, groups_of, plain, read, texts_of
from audit.advise.splits import Split
from audit.anonymity.coded import Coded
from audit.anonymity.labels import labels
from audit.core.advice import CannotTry
from audit.load.encoders import fitted_like
from audit.load.models import Model
from audit.load.pandas_door import to_pandas
from audit.load.retraining import classes_of, refitted
from audit.metrics.compared import pooled
from audit.observe.coarse_values import Placed, placed
from audit.observe.sampled import Grouped
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

Levels: TypeAlias = Mapping[str, int]
Scores: TypeAlias = "dict[tuple[str, str], float]"
"""What one split measured: a number per metric and attribute, the attribute empty for everybody."""
ACCURACY = ("accuracy", "")


@dataclass(frozen=True)
class Retrial:
    """Rows in hand to train on again: as they are, and with every quasi-identifier at some level.

    Protected groups are those of the rows as they are: they are kept aside
    for the audit, whatever the plan makes of them.
    """

    scene: Scene
    model: Model
    coded: Coded
    batch: pa.RecordBatch
    places: Mapping[str, Placed]
    groups: tuple[Grouped, ...]
    actual: Ints
    classes: npt.NDArray[Any]
    min_group: int

    @classmethod
    def of(cls, scene: Scene, model: Model, coded: Coded, most_rows: int, min_group: int) -> Retrial:
        """Read the rows once; raises CannotTry where there is nothing to train on."""
        import numpy as np

        scene, name = plain(scene), scene.source.name
        if not scene.roles.label:
            raise CannotTry(f"{name}: it has no label, so no model is trained on what a plan would release")
        features = (*(model.predictor.features or scene.source.names()),)
        if set(features) - set(scene.source.names()):
            raise CannotTry(f"{name}: it lacks columns that the model is given")
        batch = read(scene, (*features, *coded.columns))
        known = np.flatnonzero(np.array([text is not None for text in texts_of(batch, scene.roles.label)], dtype=bool))
        order = np.random.default_rng([scene.settings.seed, batch.num_rows]).permutation(known)[:most_rows]
        batch = batch.take(_indices(np.sort(order)))
        places = {column: placed(scene, batch, column) for column in coded.columns}
        classes = classes_of(model, texts_of(batch, scene.roles.label).tolist())
        return cls(
            scene, model, coded, batch, places, groups_of(scene, batch), events_of(scene, batch, scene.roles.label), classes, min_group
        )

    @property
    def rows(self) -> int:
        """Return how many rows are in hand."""
        return int(self.batch.num_rows)

    @cached_property
    def raw(self) -> pd.DataFrame:
        """Return the rows as the model is shown them."""
        return self.model.predictor.shown(self.batch)

    def released(self, levels: Levels) -> pd.DataFrame:
        """Return the rows as the model would be shown them after a plan, none suppressed."""
        batch = self.batch
        for name, level in levels.items():
            if level and name in self.raw.columns:
                place = batch.schema.get_field_index(name)
                batch = batch.set_column(place, name, self.places[name].at(self.coded.hierarchies[name], level))
        asked = [str(name) for name in self.raw.columns]
        kinds = {name: kind for name, kind in self.model.predictor.kinds.items() if not levels.get(name)}
        return fitted_like(to_pandas(batch.select(asked)), kinds, self.model.predictor.where)

    def kept(self, levels: Levels, kept: Bools) -> Bools:
        """Return which of the rows in hand a plan keeps, from which rows of the whole dataset it keeps."""
        return kept_in_hand(self.coded, self.places, levels, kept)

    def scores(self, frame: pd.DataFrame, stays: Bools, splits: Sequence[Split]) -> list[Scores]:
        """Train on the rows of each split that stay, test on all its test rows; raises BadInput where the model cannot."""
        return [self._scored(frame, split.taught & stays, split.tested) for split in splits]

    def _scored(self, frame: pd.DataFrame, taught: Bools, tested: Bools) -> Scores:
        """Return what one training comes to."""
        import numpy as np

        if len(set(self.classes[taught].tolist())) < len(set(self.classes.tolist())):
            raise CannotTry(f"{self.scene.source.name}: of some label no row is left to train on")
        predict = refitted(self.model, frame[taught], self.classes[taught], self.scene.settings.seed)
        right = predict(frame[tested])
        actual = self.actual[tested]
        event = self.classes[self.actual == 1][:1]
        predicted = np.isin(right, event).astype(np.int64)
        return measured(self.groups, tested, actual, predicted, self.scene, self.min_group)


def kept_in_hand(coded: Coded, places: Mapping[str, Placed], levels: Levels, kept: Bools) -> Bools:
    """Return which rows in hand a plan keeps; a class is kept or lost as a whole, so a row fares as those that share its class."""
    import numpy as np

    coarse, rows = [], coded.rows
    for name, codes in coded.columns.items():
        tree, both = coded.hierarchies[name], np.concatenate([codes, places[name].codes])
        coarse.append((tree.maps[levels[name]][both], tree.sizes[levels[name]]))
        rows = len(both)
    label, size = labels(coarse, rows)
    stays = np.zeros(size, dtype=bool)
    stays[label[: coded.rows][kept]] = True
    found: Bools = stays[label[coded.rows :]]
    return found


def measured(groups: Sequence[Grouped], rows: Bools, actual: Ints, predicted: Ints, scene: Scene, min_group: int) -> Scores:
    """Return accuracy and the gaps between groups, of labels and decisions about some rows."""
    scored: Scores = {ACCURACY: float((predicted == actual).mean())}
    for one in groups:
        scored |= _gaps(one, one.codes[rows], actual, predicted, int(scene.roles.favours_event), min_group)
    return scored


def _gaps(of: Grouped, codes: Ints, actual: Ints, predicted: Ints, good: int, min_group: int) -> Scores:
    """Return how far the groups of an attribute are apart, the largest rate less the smallest."""
    import numpy as np

    cells = np.bincount(codes * 4 + actual * 2 + predicted, minlength=4 * len(of.names)).reshape(-1, 2, 2)
    judged = np.array([not pooled(of.attribute, name) for name in of.names], dtype=bool)
    tables = {
        "selection_rate": (cells[:, :, good].sum(axis=1), cells.sum(axis=(1, 2))),
        "false_positive_rate": (cells[:, 0, 1], cells[:, 0].sum(axis=1)),
        "false_negative_rate": (cells[:, 1, 0], cells[:, 1].sum(axis=1)),
    }
    found = {}
    for name, (hits, of_rows) in tables.items():
        rates = (hits / np.maximum(of_rows, 1))[judged & (of_rows >= min_group)]
        if len(rates) > 1:
            found[f"{name}_difference", of.attribute] = float(rates.max() - rates.min())
    return found


def keys_of(scored: Sequence[Scores]) -> Iterator[tuple[str, str]]:
    """Yield what was measured on some split, accuracy first."""
    yield from dict.fromkeys(key for one in scored for key in one)


def _indices(places: Ints) -> pa.Array:
    """Return places as Arrow takes them."""
    import pyarrow as pa

    return pa.array(places)

"""Are people decided like those who are most like them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audit.core.fact import Fact, Facts, Keys
from audit.load.canonical import canonical
from audit.observe.encoded import Encoded, encoded
from audit.observe.registry import SetWork
from audit.observe.sampled import decided_by_class, features_of, grouped, in_hand
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

Decided: TypeAlias = "tuple[Ints, Ints]"
NAME = "consistency"
KEYS = ("attribute", "group")
MEASURES = ("rows", "agreement")
"""Rows, and the sum of their shares of neighbours with the same decision, in millionths."""
NEIGHBOURS = 5
MOST_ROWS = 10_000
MOST_CATEGORIES = 30
"""Categories of a column that are told apart; the rest are one."""
_SPARE = 10
"""Neighbours asked for beyond those needed: distances that differ by rounding are put in order again."""
_DIGITS = 9
_BLOCK = 500
"""Points whose candidates are put in order at once."""
_MILLION = 1_000_000


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Compare each decision of a sample with those of its nearest neighbours in the features that are not protected."""
    roles = scene.roles
    features = [name for name in features_of(scene) if name not in roles.attributes]
    if not features or not (scene.model or roles.prediction) or not decided_by_class(scene):
        return None
    asked = scene.model.predictor.features or scene.source.names() if scene.model else ()
    with watched(scene, f"{scene.source.name}: {NAME}"):
        batch = in_hand(scene, (*features, *roles.attributes, *(asked or (str(roles.prediction),))), MOST_ROWS)
        decided = _decided(scene, batch) if batch is not None else None
        if batch is None or decided is None:
            return None
        rows, decisions = decided
        agreement = agreements(_points([encoded(batch.column(name)) for name in features], rows), decisions)
        found = list(_summed(scene, batch, rows, agreement)) if agreement is not None else []
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, found) if found else None


CONSISTENCY = SetWork(NAME, _make, tells=True)


def _decided(scene: Scene, batch: pa.RecordBatch) -> Decided | None:
    """Return the rows with a decision and a code for each decision: the model's, else the stored one."""
    import numpy as np

    if scene.model is not None:
        answers: list[object] = scene.model.predictor.predict(batch)[0].to_pylist()
    else:
        answers = batch.column(str(scene.roles.prediction)).to_pylist()
    rows = [place for place, answer in enumerate(answers) if answer is not None]
    texts = [canonical(answers[place]) for place in rows]
    places = {text: place for place, text in enumerate(sorted(set(texts)))}
    return (np.array(rows, dtype=np.int64), np.array([places[text] for text in texts], dtype=np.int64)) if rows else None


def _points(columns: Sequence[Encoded], rows: Ints) -> Floats:
    """Return rows as points: numbers standardised, what is missing at the mean and marked, categories one by one."""
    import numpy as np

    parts = []
    for column in (one.only(rows) for one in columns):
        if column.numbers is None:
            codes = column.commonest(MOST_CATEGORIES)
            parts.append((codes[:, None] == np.unique(codes)[None, :]).astype(np.float32))
            continue
        gaps = np.isnan(column.numbers)
        present = column.numbers[~gaps]
        mean, spread = (float(present.mean()), float(present.std())) if len(present) else (0.0, 0.0)
        plain = np.where(gaps, 0.0, (column.numbers - mean) / (spread or 1.0))
        parts.append(np.column_stack([plain, gaps]) if gaps.any() else plain[:, None])
    # Single precision: rows that are alike stay alike, and the table takes half the room.
    return np.hstack([part.astype(np.float32) for part in parts])


def agreements(points: Floats, decisions: Ints) -> Floats | None:
    """Return each row's share of its nearest other rows (shape (rows, features)) with the same decision.

    Rows at the same point are the nearest, and each of them counts for the same share where there are more than
    needed. Of points that are equally far the first in the order of the points is nearer. None with fewer than six rows.
    """
    import numpy as np

    if len(points) <= NEIGHBOURS:
        return None
    distinct, place = np.unique(points, axis=0, return_inverse=True)
    place = place.reshape(-1)
    counts = np.zeros((len(distinct), int(decisions.max()) + 1))
    np.add.at(counts, (place, decisions), 1.0)
    near = _nearest(distinct)[place]
    mine = np.arange(len(points))
    same, rows = counts[near, decisions[:, None]], counts.sum(axis=1)[near]
    # The row itself is no neighbour of itself.
    same[mine, 0] -= 1.0
    rows[mine, 0] -= 1.0
    left = np.clip(NEIGHBOURS - (np.cumsum(rows, axis=1) - rows), 0.0, rows)
    shares = np.divide(same, rows, out=np.zeros_like(same), where=rows > 0)
    agreed: Floats = (shares * left).sum(axis=1) / NEIGHBOURS
    return agreed


def _nearest(distinct: Floats) -> Ints:
    """Return, for every distinct point, itself and the points nearest to it, nearest first."""
    import numpy as np
    from sklearn.neighbors import NearestNeighbors
    from threadpoolctl import threadpool_limits

    most = min(len(distinct), NEIGHBOURS + 1 + _SPARE)
    with threadpool_limits(1):
        search = NearestNeighbors(n_neighbors=most, algorithm="brute", n_jobs=1).fit(distinct)
        near: Ints = search.kneighbors(distinct, return_distance=False)
    ranked = [_ranked(distinct, near[start : start + _BLOCK], start) for start in range(0, len(near), _BLOCK)]
    return np.concatenate(ranked)


def _ranked(distinct: Floats, near: Ints, start: int) -> Ints:
    """Return the candidates of some points in the order of their distances, the point itself first.

    Distances are taken again: a search by products of matrices rounds those of near points coarsely.
    """
    import numpy as np

    here = np.arange(start, start + len(near))[:, None]
    distances = np.round(np.sqrt(((distinct[near] - distinct[here]).astype(np.float64) ** 2).sum(axis=2)), _DIGITS)
    # The search may miss the point itself among others that differ from it by rounding only.
    every = np.hstack([here, near])
    away = np.hstack([np.full(here.shape, -1.0), np.where(near == here, np.inf, distances)])
    order = np.lexsort((every, away), axis=1)[:, : min(len(distinct), NEIGHBOURS + 1)]
    ranked: Ints = np.take_along_axis(every, order, axis=1)
    return ranked


def _summed(scene: Scene, batch: pa.RecordBatch, rows: Ints, agreement: Floats) -> Iterator[tuple[Keys, tuple[int, int]]]:
    """Yield everybody, then every group."""
    yield ("", ""), (len(rows), round(_MILLION * float(agreement.sum())))
    for item in scene.roles.protected:
        groups = grouped(batch, item, scene.settings.min_cell)
        for name in groups.names:
            here = groups.of(name)[rows]
            if here.any():
                yield (item.column, name), (int(here.sum()), round(_MILLION * float(agreement[here].sum())))


@dataclass(frozen=True, slots=True)
class Agreement:
    """The rows of one group, everybody without a name, and the sum of their shares of like-decided neighbours."""

    attribute: str
    group: str
    rows: int
    agreement: float


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far a dataset's decisions agree with those of the nearest neighbours, by group."""

    absent = "no model and no stored prediction, or no feature, is declared; or decisions are numbers; or the data is in a database"

    dataset: str
    found: tuple[Agreement, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Consistency | None:
        """Return the view, or None where nothing was compared."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        rows = fact.rows.items()
        return cls(dataset, tuple(Agreement(str(attribute), str(group), n, a / _MILLION) for (attribute, group), (n, a) in rows))

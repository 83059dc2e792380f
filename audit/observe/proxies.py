"""Which features tell a protected group from the rest, each alone and all together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import TYPE_CHECKING, TypeAlias, cast

from audit.core.fact import Fact, Facts, Keys
from audit.observe.encoded import HALVINGS, Encoded, encoded
from audit.observe.registry import SetWork
from audit.observe.sampled import Grouped, features_of, grouped, in_hand
from audit.observe.scene import Scene
from audit.observe.tally import UNKNOWN
from audit.observe.watch import watched
from audit.statistics.areas import area

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

Fold: TypeAlias = "tuple[Floats, Ints, Ints]"
"""Scores of one fold with the positives and negatives that have them."""
Numbers: TypeAlias = "tuple[int, int, int, int]"
NAME = "proxies"
EVERY = "*"
"""What all features together are called."""
KEYS = ("attribute", "group", "feature")
MEASURES = ("rows", "positives", "auc", "error")
"""Rows whose group is known, rows of the group, area and standard error in millionths; no error where there is no area."""
MOST_ROWS, MOST_TOGETHER = 50_000, 20_000
"""Rows that are looked at for one feature, and for all together."""
FOLDS, FOLDS_TOGETHER = 5, 3
PRIOR, PRIOR_OF_BINS = 10.0, 100.0
"""Rows of its bin that a value's own share is weighed against, and rows of the bin it is half of that a bin's share is."""
MOST_CATEGORIES = 255
"""What scikit-learn's histograms hold."""
_MILLION = 1_000_000


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Estimate, out of fold, how well each feature and all together tell each protected group from the rest."""
    roles, features = scene.roles, sorted(features_of(scene))
    if not roles.protected or not features or scene.source.table.home == "database":
        return None
    person = (roles.subject_id,) if roles.subject_id else ()
    with watched(scene, f"{scene.source.name}: {NAME}"):
        # No model is asked here: how many rows it is asked about does not matter.
        whole = replace(scene, settings=replace(scene.settings, sample=None))
        batch = in_hand(whole, (*features, *roles.attributes, *person), MOST_ROWS)
        if batch is None:
            return None
        columns = {name: encoded(batch.column(name)) for name in features}
        units = encoded(batch.column(person[0])).codes if person else None
        draw = _Draw.of(batch.num_rows, units, scene.settings.seed)
        every = [grouped(batch, item, scene.settings.min_cell) for item in roles.protected]
        rows = [row for groups in every for row in _attribute(groups, columns, draw)]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows) if rows else None


PROXIES = SetWork(NAME, _make, tells=True)


@dataclass(frozen=True, slots=True)
class _Draw:
    """The fold of every row, drawn with the seed, and which rows are looked at for all features together.

    All rows of a person have one fold: a key that comes back would tell who is who, not who is like whom.
    """

    folds: Ints
    some: Bools

    @classmethod
    def of(cls, rows: int, persons: Ints | None, seed: int) -> _Draw:
        """Draw for so many rows, or for their persons."""
        import numpy as np

        units = rows if persons is None else int(persons.max()) + 1
        places = np.random.default_rng(seed).permutation(units).astype(np.int64)
        drawn = places if persons is None else places[persons]
        return cls(drawn % (FOLDS * FOLDS_TOGETHER), drawn < ceil(units * min(1.0, MOST_TOGETHER / rows)))

    def only(self, rows: Bools) -> _Draw:
        """Return the draw of some of the rows."""
        return _Draw(self.folds[rows], self.some[rows])


def _attribute(groups: Grouped, columns: Mapping[str, Encoded], draw: _Draw) -> Iterator[tuple[Keys, Numbers]]:
    """Yield the areas of every group of an attribute, of rows whose group is known."""
    known = ~groups.of(UNKNOWN)
    others = {name: column.only(known) for name, column in columns.items() if name != groups.attribute}
    if not others:
        return
    inner, codes = draw.only(known), groups.codes[known]
    likely = _together(list(others.values()), codes, len(groups.names), inner)
    for name in groups.known():
        place = groups.names.index(name)
        positive = codes == place
        for feature, column in others.items():
            # No column may pass for all together.
            key = feature if feature != EVERY else f"'{EVERY}'"
            yield (groups.attribute, name, key), _numbers(positive, _alone(column, positive, inner.folds % FOLDS))
        yield (groups.attribute, name, EVERY), _numbers(positive[inner.some], _ranked(likely[:, place], positive, inner))


def _numbers(positive: Bools, folds: Iterable[Fold]) -> Numbers:
    """Return the measures: the area within folds, by their pairs of a positive and a negative.

    Its variance is that of DeLong within each fold, the folds taken as independent (LeDell, Petersen and van der
    Laan 2015, without the part that comes from fitting).
    """
    pairs, value, variance = 0, 0.0, 0.0
    for scores, positives, negatives in folds:
        found = area(*_tied(scores, positives, negatives))
        if found is not None:
            weight = int(positives.sum()) * int(negatives.sum())
            pairs, value, variance = pairs + weight, value + weight * found[0], variance + weight**2 * found[1]
    rows = (len(positive), int(positive.sum()))
    return (*rows, round(_MILLION * value / pairs), max(1, round(_MILLION * sqrt(variance) / pairs))) if pairs else (*rows, 0, 0)


def _tied(scores: Floats, positives: Ints, negatives: Ints) -> tuple[list[int], list[int]]:
    """Return positives and negatives per distinct score, scores ascending."""
    import numpy as np

    distinct, place = np.unique(scores, return_inverse=True)
    counts = [np.bincount(place, weights=one, minlength=len(distinct)) for one in (positives, negatives)]
    return cast("tuple[list[int], list[int]]", tuple(counts))


def _alone(column: Encoded, positive: Bools, folds: Ints) -> Iterator[Fold]:
    """Yield every fold with the share of the group among rows of other folds with the same value.

    A value's share is drawn towards that of its bin, a bin's to that of the bin it is half of, up to everybody's:
    a value met in no other fold says no more than its bin, so a key that is never repeated says nothing.
    """
    import numpy as np

    cells, size = column.codes * FOLDS + folds, column.size * FOLDS
    rows = np.bincount(cells, minlength=size).reshape(-1, FOLDS)
    hits = np.bincount(cells[positive], minlength=size).reshape(-1, FOLDS)
    for fold in range(FOLDS):
        seen, marked = rows.sum(axis=1) - rows[:, fold], hits.sum(axis=1) - hits[:, fold]
        bins = _halved(np.bincount(column.bins, marked), np.bincount(column.bins, seen))
        scores = (marked + PRIOR * bins[column.bins]) / (seen + PRIOR)
        here = rows[:, fold] > 0
        yield scores[here], hits[here, fold], (rows - hits)[here, fold]


def _halved(hits: Floats | Ints, rows: Floats | Ints) -> Floats:
    """Return the share of every bin, drawn towards that of the two, four, eight ... bins it is in."""
    import numpy as np

    shares = np.full(len(rows), hits.sum() / max(1.0, rows.sum()))
    for halving in range(HALVINGS):
        wider = np.arange(len(rows)) >> (HALVINGS - 1 - halving)
        marked, seen = np.bincount(wider, hits), np.bincount(wider, rows)
        before = np.zeros(len(seen))
        before[wider] = shares
        shares = ((marked + PRIOR_OF_BINS * before) / (seen + PRIOR_OF_BINS))[wider]
    return shares


def _ranked(likely: Floats, positive: Bools, draw: _Draw) -> Iterator[Fold]:
    """Yield every fold of the rows that all features together were looked at in."""
    import numpy as np

    folds, marked = draw.folds[draw.some] % FOLDS_TOGETHER, positive[draw.some]
    for fold in range(FOLDS_TOGETHER):
        here = folds == fold
        yield likely[here], marked[here].astype(np.int64), (~marked[here]).astype(np.int64)


def _together(columns: Sequence[Encoded], codes: Ints, groups: int, draw: _Draw) -> Floats:
    """Return how likely each group is for every row looked at, by gradient boosting on the rows of other folds.

    Categories beyond the commonest are one. One thread, no early stopping and a fixed seed give the same numbers again.
    """
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    some = [column.only(draw.some) for column in columns]
    table = np.column_stack([one.commonest(MOST_CATEGORIES) if one.numbers is None else one.numbers for one in some]).astype(np.float64)
    wanted, folds = codes[draw.some], draw.folds[draw.some] % FOLDS_TOGETHER
    likely = np.zeros((len(wanted), groups))
    model = HistGradientBoostingClassifier(
        max_iter=50, max_leaf_nodes=15, learning_rate=0.15, early_stopping=False, random_state=0,
        categorical_features=[one.numbers is None for one in some],
    )  # fmt: skip
    with threadpool_limits(1):
        for fold in range(FOLDS_TOGETHER):
            here = folds == fold
            if here.any() and len(set(wanted[~here].tolist())) > 1:
                # A column without a value has nothing to be cut into bins: it says nothing as a constant.
                known = np.where(np.isnan(table[~here]).all(axis=0), 0.0, table)
                fitted = model.fit(known[~here], wanted[~here])
                likely[np.ix_(here, fitted.classes_)] = fitted.predict_proba(known[here])
    return likely


@dataclass(frozen=True, slots=True)
class Proxy:
    """How well one feature (`*`: all together) tells one group from the rest.

    `auc` and its standard error are None where all rows, or none, are of the group.
    """

    attribute: str
    group: str
    feature: str
    rows: int
    positives: int
    auc: float | None
    error: float | None

    @property
    def fewer(self) -> int:
        """Return the rows of the group, or of the rest where those are fewer."""
        return min(self.positives, self.rows - self.positives)


@dataclass(frozen=True, slots=True)
class Proxies:
    """What the features of a dataset tell of its protected groups."""

    absent = "no protected column, or no feature beside it, is declared, or the data is in a database"

    dataset: str
    found: tuple[Proxy, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Proxies | None:
        """Return the view, or None where nothing was looked at."""
        fact = facts.find(NAME, dataset)
        return cls(dataset, tuple(_read(fact))) if fact is not None and fact.rows else None

    def attributes(self) -> tuple[str, ...]:
        """Return the attributes, in order."""
        return tuple(dict.fromkeys(one.attribute for one in self.found))

    def of_feature(self, attribute: str, feature: str) -> tuple[Proxy, ...]:
        """Return what one feature tells of the groups of an attribute."""
        return tuple(one for one in self.found if (one.attribute, one.feature) == (attribute, feature))

    def features(self, attribute: str) -> tuple[str, ...]:
        """Return the single features that were looked at beside an attribute."""
        return tuple(dict.fromkeys(one.feature for one in self.found if one.attribute == attribute and one.feature != EVERY))


def _read(fact: Fact) -> Iterator[Proxy]:
    """Yield the rows of a fact by name."""
    for keys, (rows, positives, auc, error) in fact.rows.items():
        attribute, group, feature = (str(key) for key in keys)
        yield Proxy(attribute, group, feature, rows, positives, *((auc / _MILLION, error / _MILLION) if error else (None, None)))

"""What do rows with the same quasi-identifiers leave open about a sensitive column, however a missing value is read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log
from typing import TYPE_CHECKING, Any

from audit.anonymity.coded import Sensitive
from audit.anonymity.measures import Measures, measures, tabulated
from audit.anonymity.wildcards import Open, candidates
from audit.core.fact import Fact, Facts, Keys
from audit.observe.encoded import encoded
from audit.observe.profile import NAME as PROFILE
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.sensitive_classes import MILLION, WITHIN, millionths, readings
from audit.observe.sensitive_classes import NAME as CLASSES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

NAME = "diversity"
KEYS = ("column", "within", "reading", "measure")
MEASURES = ("value",)
"""In millionths: entropy l rounded down, all others up."""
VALUES, WILDCARDS = "values", "wildcards"
"""A missing value and `*` as a value of its own, and as one that could be any."""
TOO_MANY = "not counted"
MOST_ROWS = 2_000_000
ORDERED = frozenset({"integer", "number", "date", "timestamp"})
COUNTED = ("entropy_l_diversity", "recursive_c", "recursive_l", "t_ordered")
"""What the engine does not count: it needs logarithms, or an order."""
EVERY = ("k", "distinct_l_diversity", *COUNTED, "t_equal", "alpha", "basic_beta_likeness", "delta_disclosure")
SMALL_IS_BAD = frozenset({"k", "distinct_l_diversity", "entropy_l_diversity"})


def _make(scene: Scene, _before: Mapping[str, Fact]) -> Fact | None:
    """Measure what needs the rows as integers; no row leaves a database, and no more rows are read than a machine holds."""
    roles = scene.roles
    sensitive = tuple(name for name in roles.sensitive if name not in roles.quasi_identifiers)
    if not roles.quasi_identifiers or not sensitive or scene.source.table.home == "database" or scene.source.rows > MOST_ROWS:
        return None
    names = (*roles.quasi_identifiers, *sensitive)
    frame = scene.source.frame().select(*(scene.source.col(name).alias(f"__{place}") for place, name in enumerate(names)))
    table = frame.collect("pyarrow").to_native()
    opened = {name: _open(table.column(f"__{place}")) for place, name in enumerate(names)}
    kinds = {column.name: column.kind for column in scene.source.columns}
    rows = [row for name in sensitive for row in _column(opened, name, sensitive, ordered=kinds[name] in ORDERED)]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, rows)


DIVERSITY = SetWork(NAME, _make)


def _open(chunks: Any) -> Open:
    """Return a column as codes in the order of its values, and which of them stand for a missing value or are a star."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    column = chunks.combine_chunks()
    made = encoded(column)
    gaps = pc.is_null(column)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        gaps = pc.or_(gaps, pc.equal(pc.utf8_trim_whitespace(pc.fill_null(column, "")), "*"))
    wild = np.zeros(made.size, dtype=np.bool_)
    wild[made.codes[np.asarray(gaps.to_numpy(zero_copy_only=False), dtype=np.bool_)]] = True
    return Open(made.codes, wild)


def _column(opened: Mapping[str, Open], name: str, sensitive: Sequence[str], *, ordered: bool) -> Iterator[tuple[Keys, tuple[int]]]:
    """Yield the measures of one sensitive column, in either kind of classes, missing values read in either way."""
    rows, values = len(opened[name].codes), Sensitive(opened[name].codes, len(opened[name].wild), ordered)
    for within in readings(sensitive):
        left_out = {name} if within == WITHIN else set(sensitive)
        columns = [one for key, one in opened.items() if key not in left_out]
        found = measures([(one.codes, len(one.wild)) for one in columns], values, rows)
        yield from (((name, within, VALUES, measure), (number,)) for measure, number in _numbers(found, COUNTED))
        if any(one.wild.any() for one in columns):
            table = candidates(columns, values, rows)
            numbers = _numbers(tabulated(table), EVERY) if table else [(TOO_MANY, 1)]
            yield from (((name, within, WILDCARDS, measure), (number,)) for measure, number in numbers)


def _numbers(found: Measures, names: Sequence[str]) -> list[tuple[str, int]]:
    """Return measures in millionths, on the side of caution; undefined ones are left out."""
    numbers = {name: getattr(found, name) for name in names}
    return [(name, _cautious(name, value)) for name, value in numbers.items() if value is not None]


def _cautious(name: str, value: float) -> int:
    """Round down what is better when it is larger, up what is worse."""
    return floor(value * MILLION + 1e-6) if name in SMALL_IS_BAD else millionths(value)


@dataclass(frozen=True, slots=True)
class Reading:
    """The measures of one sensitive column in one kind of classes, missing values and `*` read in one way.

    `by_values` are (classes, rows) by number of values, `by_distance` by hundredths of the equal distance, rounded up;
    only where each class has its own rows: not for wildcards.
    """

    within: str
    reading: str
    measures: Mapping[str, float]
    by_values: Mapping[int, tuple[int, int]]
    by_distance: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SensitiveColumn:
    """One sensitive column in every reading. `ordered`: its values have an order, and t is the ordered distance."""

    name: str
    ordered: bool
    rows: int
    readings: tuple[Reading, ...]
    incomplete: bool

    def worst(self, measure: str) -> tuple[float, Reading] | None:
        """Return the worst value of a measure over all readings with the first one that has it, None where no reading has it."""
        found = [(one.measures[measure], one) for one in self.readings if measure in one.measures]
        if not found:
            return None
        choose = min if measure in SMALL_IS_BAD else max
        return choose(found, key=lambda pair: pair[0])

    @property
    def closeness(self) -> str:
        """Return which distance t is."""
        return "t_ordered" if self.ordered else "t_equal"

    def rows_below(self, l: float) -> int:  # noqa: E741 - the name of the measure
        """Return the rows in classes with fewer values, in the worse kind of classes."""
        return max((sum(n[1] for values, n in one.by_values.items() if values < l) for one in self.readings), default=0)

    def rows_beyond(self, t: float) -> int:
        """Return the rows in classes further from the table by the equal distance, to the hundredth."""
        return max((sum(n[1] for far, n in one.by_distance.items() if far / 100 > t) for one in self.readings), default=0)


@dataclass(frozen=True, slots=True)
class Diversity:
    """What classes leave open about each sensitive column."""

    absent = "no quasi-identifiers are declared, or no sensitive column beside them"

    dataset: str
    columns: tuple[SensitiveColumn, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Diversity | None:
        """Return the view, or None where nothing is sensitive."""
        fact, more, profile = (facts.find(name, dataset) for name in (CLASSES, NAME, PROFILE))
        if fact is None or not fact.rows:
            return None
        kinds = {str(keys[1]): str(keys[2]) for keys in (profile.rows if profile else {})}
        names = dict.fromkeys(str(keys[0]) for keys in fact.rows)
        return cls(dataset, tuple(_sensitive(fact, more, name, ordered=kinds.get(name) in ORDERED) for name in names))


def _sensitive(fact: Fact, more: Fact | None, name: str, *, ordered: bool) -> SensitiveColumn:
    """Return one column from both facts."""
    known = [keys for keys in (more.rows if more else {}) if keys[0] == name]
    places = dict.fromkeys((str(keys[1]), VALUES) for keys in fact.rows if keys[0] == name)
    places |= dict.fromkeys((str(keys[1]), str(keys[2])) for keys in known)
    found = tuple(_reading(fact, more, name, *place) for place in places)
    rows = sum(n[1] for n in found[0].by_values.values())
    return SensitiveColumn(name, ordered, rows, found, more is None or any(keys[3] == TOO_MANY for keys in known))


def _reading(fact: Fact, more: Fact | None, name: str, within: str, reading: str) -> Reading:
    """Return one reading: histograms and extremes of the classes' own rows, and what was measured on codes."""
    numbers = {str(k[3]): n[0] / MILLION for k, n in (more.rows if more else {}).items() if k[:3] == (name, within, reading)}
    numbers.pop(TOO_MANY, None)
    if reading == WILDCARDS:
        return Reading(within, reading, numbers, {}, {})
    own = {(str(keys[2]), int(keys[3] or 0)): n for keys, n in fact.rows.items() if keys[:2] == (name, within)}
    values, far = ({value: (n[0], n[1]) for (key, value), n in own.items() if key == measure} for measure in ("l", "t"))
    extremes = {key: value / MILLION for key, value in own if key not in {"l", "t"}}
    numbers |= {"distinct_l_diversity": float(min(values)), "t_equal": extremes["t_equal"], "alpha": extremes["alpha"]}
    numbers["basic_beta_likeness"] = extremes["ratio"] - 1
    numbers["delta_disclosure"] = log(max(extremes["ratio"], extremes["inverse"]))
    return Reading(within, reading, numbers, values, far)

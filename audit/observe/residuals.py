"""How far are predicted numbers from the true ones, in every protected group and intersection?

Nothing is added up as doubles: an engine's sum of them changes from run to run. Every number x becomes the whole
number floor(x 2^bits + 1/2), the same on every engine; `bits` is chosen once per dataset so that the largest label
stays below 2^30: what is read from the sums is exact to a billionth of it. Products are summed in parts of 15 bits,
so that no sum of up to eight billion rows leaves 64 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import frexp
from typing import TYPE_CHECKING, Any, cast

from audit.core.errors import BadInput
from audit.core.fact import Fact, Facts, Key, Keys
from audit.observe.gathered import Table, gathered
from audit.observe.outcomes import decides, intersections
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene
from audit.observe.tally import LABEL, PREDICTION, UNKNOWN, group_name, pool, written

if TYPE_CHECKING:
    import narwhals as nw

NAME = "residuals"
MEASURES = ("rows", "n", "y", "y2", "p", "p2", "yp", "absolute", "fourth")
"""`rows` in all, `n` with label y and prediction p; sums of y, p, |p - y| times 2^bits, of products times 2^(2 bits).

`fourth` is the sum of (p - y)^4 times 2^(4 (bits - COARSE)): only errors of errors need it.
"""
COARSE = 18
_BEYOND = "beyond"
_WIDE, _FAR = 30, 40
"""Bits of the largest label, and of the largest prediction: a thousand times as large."""
_TINY = 300
_LIMB = 15
_LIMBS = {"y": 2, "p": 3, "e": 3, "s": 3}
_PRODUCTS = {"y2": ("y", "y"), "p2": ("p", "p"), "yp": ("y", "p"), "fourth": ("s", "s")}
_SUMS = {"y": "y", "p": "p", "absolute": "e"}


def scaled(scene: Scene) -> Scene:
    """Return the scene with the scale its numbers are counted at, where numbers are predicted."""
    import narwhals as nw

    if not _applies(scene) or scene.roles.label is None:
        return scene
    label = scene.source.col(scene.roles.label).cast(nw.Float64)
    ends = scene.source.frame().select(label.min().alias("low"), label.max().alias("high")).collect("pyarrow").to_native().to_pylist()[0]
    largest = max(abs(ends["low"] or 0.0), abs(ends["high"] or 0.0))
    return replace(scene, settings=replace(scene.settings, bits=min(_WIDE - frexp(largest)[1], _TINY)))


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Add up numbers per group, in whole numbers; a row without label or prediction is only counted."""
    import narwhals as nw

    groups = [group_name(place) for place in range(len(counting.roles.protected))]
    both = ~nw.col(LABEL).is_null() & ~nw.col(PREDICTION).is_null()
    whole = frame.select(*(nw.col(name) for name in groups), *_whole(both, counting.settings.bits))
    near = whole.with_columns((nw.col("__p").abs() >= 2.0**_FAR).alias("__far"))
    kept = near.with_columns(nw.when(~nw.col("__far")).then(nw.col(f"__{one}")).alias(f"__{one}") for one in ("y", "p"))
    parts = kept.select(*(nw.col(name) for name in groups), nw.col("__both"), nw.col("__far"), *_parts())
    sums = [nw.len().cast(nw.Int64).alias("rows")]
    sums += [nw.when(nw.col(name)).then(1).otherwise(0).sum().alias(name) for name in ("__both", "__far")]
    sums += [_product(parts_of).sum().alias(name) for name, parts_of in _wanted().items()]
    table = (parts.group_by(*groups) if groups else parts.with_columns(nw.lit(0).alias("__all")).group_by("__all")).agg(*sums)
    rows = table.collect("pyarrow").to_native().to_pylist()
    keys = (*counting.roles.attributes, "bits")
    numbers = [((*(_group(row[name]) for name in groups), counting.settings.bits), _measured(row)) for row in rows]
    return Fact.of(NAME, counting.dataset, keys, (*MEASURES, _BEYOND), numbers)


def _whole(both: nw.Expr, bits: int) -> list[nw.Expr]:
    """Return label and prediction as whole numbers (still doubles: exact up to 2^53), where both are there."""
    import narwhals as nw

    pairs = (("__y", LABEL), ("__p", PREDICTION))
    made = [nw.when(both).then((nw.col(column) * 2.0**bits + 0.5).floor()).alias(name) for name, column in pairs]
    return [*made, both.alias("__both")]


def _parts() -> list[nw.Expr]:
    """Return every number in parts of 15 bits, the lowest first, as 64-bit integers; the highest has the sign."""
    import narwhals as nw

    error = (nw.col("__p") - nw.col("__y")).abs()
    coarse = (error * 2.0**-COARSE + 0.5).floor()
    values = {"y": nw.col("__y"), "p": nw.col("__p"), "e": error, "s": coarse * coarse}
    made = []
    for name, value in values.items():
        for place in range(_LIMBS[name]):
            above = (value * 2.0 ** (-_LIMB * (place + 1))).floor() * 2.0**_LIMB
            here = (value * 2.0 ** (-_LIMB * place)).floor()
            last = place + 1 == _LIMBS[name]
            made.append((here if last else here - above).cast(nw.Int64).alias(f"__{name}{place}"))
    return made


def _wanted() -> dict[str, tuple[str, ...]]:
    """Return the parts whose product is summed, by the name of the sum."""
    alone: dict[str, tuple[str, ...]] = {
        f"{name}{place}": (f"__{name}{place}",) for name in _SUMS.values() for place in range(_LIMBS[name])
    }
    pairs: dict[str, tuple[str, ...]] = {
        f"{one}{i}{other}{j}": (f"__{one}{i}", f"__{other}{j}")
        for one, other in _PRODUCTS.values()
        for i in range(_LIMBS[one])
        for j in range(_LIMBS[other])
        if one != other or i <= j
    }
    return alone | pairs


def _product(names: Sequence[str]) -> nw.Expr:
    """Return a part, or the product of two."""
    import narwhals as nw

    return nw.col(names[0]) if len(names) == 1 else nw.col(names[0]) * nw.col(names[1])


def _measured(row: Mapping[str, Any]) -> list[int]:
    """Return the measures of a group, put together from the sums of its parts."""
    sums = {name: sum(int(row[f"{part}{i}"] or 0) << (_LIMB * i) for i in range(_LIMBS[part])) for name, part in _SUMS.items()}
    for name, (one, other) in _PRODUCTS.items():
        places = [(i, j) for i in range(_LIMBS[one]) for j in range(_LIMBS[other])]
        ordered = [(min(i, j), max(i, j)) if one == other else (i, j) for i, j in places]
        sums[name] = sum(int(row[f"{one}{i}{other}{j}"] or 0) << (_LIMB * (i + j)) for i, j in ordered)
    return [int(row["rows"]), int(row["__both"] or 0), *(sums[name] for name in MEASURES[2:]), int(row["__far"] or 0)]


def _group(value: Key) -> Key:
    """Return the name of a group."""
    return UNKNOWN if value is None else written(value)


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups; raises BadInput where predictions have nothing to do with the label."""
    if any(numbers[-1] for numbers in fact.rows.values()):
        what = "some predictions are more than a thousand times as large as the largest label"
        raise BadInput.one(scene.source.name, what, "Are both in the same unit?")
    width = len(scene.roles.protected)
    names = pool(fact, width, scene.settings.min_cell)
    rows: list[tuple[Keys, Sequence[int]]] = []
    for keys, numbers in fact.rows.items():
        groups: tuple[Key, ...] = tuple(names.get((place, str(key)), key) for place, key in enumerate(keys[:width]))
        rows.append(((*groups, keys[-1]), numbers[:-1]))
    return Fact.of(fact.name, fact.dataset, fact.keys, MEASURES, rows)


def _applies(scene: Scene) -> bool:
    """Tell whether there are predicted numbers beside true ones."""
    return scene.roles.task == "regression" and bool(scene.roles.label) and decides(scene)


RESIDUALS = RowWork(NAME, _count, _close, _applies)


@dataclass(frozen=True, slots=True)
class Errors:
    """What is summed over the `n` rows of one group that have label y and prediction p, in units of the label.

    `e4` is the sum of (p - y)^4 to three digits or so; `rows` counts those without label or prediction too.
    """

    name: str
    rows: int
    n: int
    y: float
    y2: float
    p: float
    p2: float
    e: float
    e2: float
    absolute: float
    e4: float
    spread: float
    """The sum of squared distances of y from its mean."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """Errors of predicted numbers by protected group."""

    absent = "no label beside predicted numbers is declared (task: regression)"

    dataset: str
    attributes: tuple[str, ...]
    fact: Fact = field(repr=False)
    min_cell: int = 0

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Residuals | None:
        """Return the view, or None without numbers."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        return cls(dataset, fact.keys[:-1], fact, cast("int", facts.about.get("min_cell") or 0))

    def everybody(self) -> Errors:
        """Return the errors of all rows."""
        return _errors("", gathered(self.fact, self.attributes, "", 0).get("", {}))

    def by(self, wanted: Sequence[str] = ()) -> Iterator[tuple[str, tuple[Errors, ...]]]:
        """Yield each attribute or intersection with its groups, sorted by name."""
        for name in wanted or intersections(self.attributes):
            groups = gathered(self.fact, self.attributes, name, self.min_cell)
            yield name, tuple(_errors(group, table) for group, table in groups.items())


def _errors(name: str, table: Table) -> Errors:
    """Return the sums of a group as numbers; differences are taken of integers, where nothing cancels."""
    bits = next((cast("int", keys[0]) for keys in table), 0)
    rows, n, y, y2, p, p2, yp, absolute, fourth = [sum(column) for column in zip(*table.values(), strict=True)] or [0] * len(MEASURES)
    unit, square = 2.0**-bits, 4.0**-bits
    spread = (n * y2 - y * y) / n * square if n else 0.0
    e4 = fourth * 16.0 ** (COARSE - bits)
    return Errors(
        name, rows, n, y * unit, y2 * square, p * unit, p2 * square, (p - y) * unit, (p2 - 2 * yp + y2) * square,
        absolute * unit, e4, spread,
    )  # fmt: skip

"""How many values of each sensitive column do rows with the same quasi-identifiers leave open, and how far from usual are they?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import reduce
from math import ceil
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Keys
from audit.observe.cells import keyed, most
from audit.observe.engines.partition import parts
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

NAME = "sensitive_classes"
KEYS = ("column", "within", "measure", "value")
MEASURES = ("classes", "rows")
"""Of `l` and `t`: the classes that have that many values (at most MOST_VALUES are told apart) or lie that many hundredths,
rounded up, from the table, with their rows. Of the others: what the worst class has."""
ALONE, WITHIN = "quasi-identifiers", "quasi-identifiers and the other sensitive columns"
EXTREMES = ("t_equal", "alpha", "ratio", "inverse")
"""Largest equal distance, share of one value, share over that in the table, and its inverse: in millionths, rounded up."""
MOST_VALUES = 100
MOST_ROWS = 3_000_000_000
"""Rows whose square is still an integer of 64 bits."""
MILLION = 1_000_000
_TINY = 1e-6
"""Of a millionth or hundredth: what may be lost to rounding."""
_NOTHING: Mapping[str, Any] = {
    "integer": 0,
    "number": 0.0,
    "boolean": False,
    "date": date(1970, 1, 1),
    "timestamp": datetime(1970, 1, 1, tzinfo=UTC),
}
"""What stands beside a mark for a missing value of a kind; a text is empty."""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Count classes by the values they hold of each sensitive column, and by their distance, inside the engine."""
    roles = scene.roles
    sensitive = [name for name in roles.sensitive if name not in roles.quasi_identifiers]
    if not roles.quasi_identifiers or not sensitive or scene.source.rows > MOST_ROWS:
        return None
    every = [_column(scene, before, name, sensitive, within) for name in sensitive for within in readings(sensitive)]
    return reduce(Fact.merge, every)


SENSITIVE_CLASSES = SetWork(NAME, _make, after=("profile",))


def readings(sensitive: Sequence[str]) -> tuple[str, ...]:
    """Return within what each column is measured: where others are sensitive too, also within the classes that they add."""
    return (ALONE, WITHIN) if len(sensitive) > 1 else (ALONE,)


def _column(scene: Scene, before: Mapping[str, Fact], name: str, sensitive: Sequence[str], within: str) -> Fact:
    """Return the counts of one column in one kind of classes."""
    import narwhals as nw

    others = [one for one in sensitive if one != name] if within == WITHIN else []
    more = {f"__other_{place}": column for place, column in enumerate(others)}
    frame, names = keyed(scene, __value=name, **more)
    keys = (*names, *more)
    kind = next(column.kind for column in scene.source.columns if column.name == name)
    totals = _coded(frame.group_by("__value").agg(nw.len().cast(nw.Int64).alias("__total")), kind)
    pieces = parts(frame, keys, most(scene, before, *others, name), scene.source.table.memory)
    classes = (_classes(_cells(part, keys, totals, kind), keys, scene.source.rows) for part in pieces)
    counted = [row for part in classes for row in _counted(part)]
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, _rows(counted, name, within))


def _coded(frame: nw.LazyFrame[Any], kind: str) -> nw.LazyFrame[Any]:
    """Put two columns that are never missing in the place of the value: joins lose rows whose key is missing."""
    import narwhals as nw

    value = nw.col("__value")
    gap = nw.when(value.is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias("__gap")
    return frame.with_columns(gap, value.fill_null(_NOTHING.get(kind, "")).alias("__filled")).drop("__value")


def _cells(frame: nw.LazyFrame[Any], keys: Sequence[str], totals: nw.LazyFrame[Any], kind: str) -> nw.LazyFrame[Any]:
    """Return rows per class and value (`__n`), per class (`__size`) and per value of the whole table (`__total`)."""
    import narwhals as nw

    counted = frame.group_by(*keys, "__value").agg(nw.len().cast(nw.Int64).alias("__n"))
    sized = counted.with_columns(nw.col("__n").sum().over(*keys).cast(nw.Int64).alias("__size"))
    return _coded(sized, kind).join(totals, on=["__filled", "__gap"], how="inner")


def _classes(cells: nw.LazyFrame[Any], keys: Sequence[str], rows: int) -> nw.LazyFrame[Any]:
    """Return per class: its values, and its measures as floats that each come from two integers, the same on any engine."""
    import narwhals as nw

    n, size, total = (nw.col(name) for name in ("__n", "__size", "__total"))
    above = n * rows - total * size
    ratio = (n * rows).cast(nw.Float64) / (total * size).cast(nw.Float64)
    each = cells.with_columns(nw.when(above > 0).then(above).otherwise(0).alias("__above"), ratio.alias("__ratio"))
    sums = {"__most": n.max(), "__size": size.max(), "__above": nw.col("__above").sum()}
    grouped = each.group_by(*keys).agg(
        nw.len().cast(nw.Int64).alias("__values"),
        nw.col("__ratio").max().alias("__ratio"),
        nw.col("__ratio").min().alias("__least"),
        *(expression.cast(nw.Int64).alias(name) for name, expression in sums.items()),
    )
    rows_of = nw.col("__size").cast(nw.Float64)
    far = nw.col("__above").cast(nw.Float64) / (nw.col("__size") * rows).cast(nw.Float64)
    alpha = nw.col("__most").cast(nw.Float64) / rows_of
    return grouped.with_columns(far.alias("__t_equal"), alpha.alias("__alpha"), (1.0 / nw.col("__least")).alias("__inverse"))


def _counted(classes: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return classes and their rows by number of values and distance, each with the worst of every measure."""
    import narwhals as nw

    values = nw.col("__values")
    bins = (nw.col("__t_equal") * 100 - _TINY).ceil().cast(nw.Int64).alias("__bin")
    capped = nw.when(values > MOST_VALUES).then(nw.lit(MOST_VALUES)).otherwise(values).cast(nw.Int64).alias("__values")
    number, held = nw.len().cast(nw.Int64).alias("__classes"), nw.col("__size").sum().cast(nw.Int64).alias("__rows")
    worst = [nw.col(f"__{one}").max().alias(f"__{one}") for one in EXTREMES]
    table = classes.with_columns(bins, capped).group_by("__values", "__bin").agg(number, held, *worst).collect("pyarrow").to_native()
    return list(table.to_pylist())


def _rows(counted: Sequence[Mapping[str, Any]], name: str, within: str) -> Iterator[tuple[Keys, tuple[int, int]]]:
    """Yield the rows of the fact: two histograms, and the extremes over all parts."""
    for row in counted:
        counts = (row["__classes"], row["__rows"])
        yield (name, within, "l", row["__values"]), counts
        yield (name, within, "t", row["__bin"]), counts
    for one in EXTREMES:
        yield (name, within, one, millionths(max(row[f"__{one}"] for row in counted))), (0, 0)


def millionths(value: float) -> int:
    """Return a number in millionths, rounded up; what only rounding added is not."""
    return ceil(value * MILLION - _TINY)

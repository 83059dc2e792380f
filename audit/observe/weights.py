"""What does a row weigh, as whole numbers that add up to the same in any batches and on every engine?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor, frexp
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact
from audit.core.roles import Roles
from audit.observe.scene import Scale, Scene, nowhere

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

WEIGHT = "__weight"
SUMS = ("__w", "__w2")
MEASURES = ("n", "w", "w2")
"""Rows, and the sums of their weights and of the squares, in millionths of the mean weight and of its square."""
MILLION = 1_000_000
_WHOLE_BITS, _SUM_BITS = 50, 61
_LARGEST, _SMALLEST = 1e100, 1e-100
_STEP = "Give every row a number from 0 upwards, or leave the weight out: every row counts once"


def weighed(scene: Scene) -> Scene:
    """Return the scene with the scale of its weights, itself where there are none; raises BadInput for weights nobody can apply."""
    roles, source = scene.roles, scene.source
    if scene.scale is not None or not roles.weight:
        return scene
    problems = list(weight_problems(source, roles, scene.place))
    if problems:
        raise BadInput(problems)
    return replace(scene, scale=scale_of(source.rows, _looked(source, roles.weight)["high"]))


def scale_of(rows: int, largest: float) -> Scale:
    """Return the finest powers of two at which the sums over so many rows stay below 2^61, and single numbers exact in a float."""
    room = min(_WHOLE_BITS, _SUM_BITS - rows.bit_length())
    size = frexp(largest)[1]
    return Scale(room - size, room - 2 * size)


def weight_problems(source: Source, roles: Roles, place: Callable[[str], str] = nowhere) -> Iterator[Problem]:
    """Yield what keeps a column from being a weight: one problem, with how many rows have it."""
    column = source.column(roles.weight) if roles.weight else None
    if column is None:
        return
    where = place("roles.weight") or source.name
    if column.kind not in {"integer", "number"}:
        yield Problem(where, f"the weight {column.name!r} holds {column.kind}, no numbers", _STEP)
        return
    seen = _looked(source, column.name)
    wrong = [
        (source.rows - seen["present"], "is missing or no finite number in {rows}"),
        (seen["negative"], "is negative in {rows}"),
        (seen["huge"], "is larger than 1e100 in {rows}"),
    ]
    for rows, says in wrong:
        if rows:
            yield Problem(where, f"the weight {column.name!r} {says.format(rows=_rows(rows))}", _STEP)
            return
    if not seen["high"] or seen["high"] < _SMALLEST:
        yield Problem(where, f"the weight {column.name!r} is zero in every row, so no row counts", _STEP)


def _rows(number: int) -> str:
    """Return `1 row` or `3 rows`."""
    return f"{number:,} row" + ("" if number == 1 else "s")


def _looked(source: Source, column: str) -> Mapping[str, Any]:
    """Return the present, negative and huge values of a column of numbers, and the largest one."""
    import narwhals as nw

    value = nw.col(WEIGHT)
    frame = source.frame().select(source.col(column).cast(nw.Float64).alias(WEIGHT))
    counted = frame.select(
        value.count().cast(nw.Int64).alias("present"),
        value.max().alias("high"),
        _number(value < 0).alias("negative"),
        _number(value > _LARGEST).alias("huge"),
    )
    row: dict[str, Any] = counted.collect("pyarrow").to_native().to_pylist()[0]
    return {name: number or 0 for name, number in row.items()}


def _number(condition: nw.Expr) -> nw.Expr:
    """Return in how many rows something holds."""
    import narwhals as nw

    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)


def whole(scale: Scale) -> tuple[nw.Expr, nw.Expr]:
    """Return a row's weight and its square as whole numbers: each step is exact, or rounded alike everywhere."""
    import narwhals as nw

    value = nw.col(WEIGHT)
    return _rounded(value * 2.0**scale.weight), _rounded(value * value * 2.0**scale.square)


def _rounded(value: nw.Expr) -> nw.Expr:
    """Return the nearest whole number, halves up."""
    import narwhals as nw

    return (value + 0.5).floor().cast(nw.Int64)


def sums(scale: Scale | None) -> list[nw.Expr]:
    """Return what is added up in a group of rows: how many they are, and what they weigh."""
    import narwhals as nw

    rows = nw.len().cast(nw.Int64).alias("__n")
    return [rows] if scale is None else [rows, *(nw.col(name).sum().cast(nw.Int64) for name in SUMS)]


def measures(scale: Scale | None) -> tuple[str, ...]:
    """Return the measures of a fact whose rows may carry weights."""
    return MEASURES if scale is not None else MEASURES[:1]


def normalised(fact: Fact, scale: Scale | None) -> Fact:
    """Return the fact with weights in millionths of the mean: neither the unit of the weights nor the scale is left in it.

    All rows together weigh as many millions as they are rows, up to rounding of each line to a whole millionth.
    """
    if scale is None or not fact.rows:
        return fact
    rows, total = (sum(numbers[place] for numbers in fact.rows.values()) for place in (0, 1))
    once = Fraction(rows * MILLION, total or 1)
    # The mean is in units of 2^-weight; squares are in units of 2^-square.
    twice = Fraction(rows * rows * MILLION, (total or 1) ** 2) * Fraction(2) ** (2 * scale.weight - scale.square)
    lines = [(keys, (n, _nearest(w * once), _nearest(w2 * twice))) for keys, (n, w, w2) in fact.rows.items()]
    return Fact.of(fact.name, fact.dataset, fact.keys, fact.measures, lines)


def _nearest(value: Fraction) -> int:
    """Return the nearest whole number, halves up."""
    return floor(value + Fraction(1, 2))


def weights_of(numbers: Sequence[int]) -> tuple[float, float]:
    """Return what the rows of a line weigh, and the sum of squares, in rows of mean weight; without weights both are the rows."""
    return (numbers[1] / MILLION, numbers[2] / MILLION) if len(numbers) > 1 else (float(numbers[0]), float(numbers[0]))

"""Which rows are looked at where not all of them are? Some of every protected group, the same wherever the rows are."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from audit.observe.engines.draw import exact
from audit.observe.engines.hashing import hashed
from audit.observe.scene import Scene
from audit.observe.tally import group_name, groups
from audit.observe.watch import watched

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Column

ROOM = (6.0, 60.0, None)
"""Standard deviations of a group's draw to look at beyond what it gives: rows that differ, rows that repeat, all rows."""
_WIDER = (1.1, 1.25, 1.5, 2.0, 4.0, 16.0, 64.0, 256.0, 1024.0)
_DIGITS = 8
_AT_ONCE = 50
"""PostgreSQL passes at most 100 arguments to a function."""
_EVERY = "g"
"""A text above every hexadecimal number."""


def drawn(scene: Scene) -> Scene:
    """Return the scene over its sample; the scene itself where all rows are wanted.

    Of `rows` rows in all, a group with n rows gives ceil(n * sample / rows) of them: those whose seed and values have
    the smallest MD5. Neither the order of the rows nor their files nor the engine has a say in it. A group is a
    combination of the values, or bands, of all protected columns.
    """
    wanted, source = scene.settings.sample, scene.source
    if wanted is None or wanted >= source.rows:
        return scene
    needed = sum(number * ceil(size * wanted / source.rows) for size, number in _sizes(scene).items())
    if needed >= source.rows:
        return scene
    table, found = source.table, 0
    for room in ROOM:
        with watched(scene, f"{source.name}: draw"):
            table = source.table.only(_smallest(scene, wanted, room))
            found = _count(table.frame())
        if found == needed:
            break
    return replace(scene, source=replace(source, rows=found, table=table), settings=replace(scene.settings, sample=None))


def _sizes(scene: Scene) -> dict[int, int]:
    """Return how many groups there are of every size."""
    import narwhals as nw

    sizes = _grouped(_working(scene), _strata(scene)).group_by("__rows").agg(nw.len().cast(nw.Int64).alias("__groups"))
    table = sizes.collect("pyarrow").to_native()
    return dict(zip(table.column("__rows").to_pylist(), table.column("__groups").to_pylist(), strict=True))


def _strata(scene: Scene) -> list[str]:
    """Return the working names of the protected columns; without one, everybody is one group."""
    return [group_name(place) for place in range(max(1, len(scene.roles.protected)))]


def _working(scene: Scene) -> nw.LazyFrame[Any]:
    """Return all columns and the groups under working names: a column may be called anything."""
    import narwhals as nw

    columns = [scene.source.col(name).alias(_column(place)) for place, name in enumerate(scene.source.names())]
    everybody = nw.lit("").alias(group_name(0))
    places = {name: _column(place) for place, name in enumerate(scene.source.names())}
    protected = tuple(replace(item, column=places[item.column]) for item in scene.roles.protected)
    return scene.source.frame().select(*columns).with_columns(*(groups(replace(scene.roles, protected=protected)) or [everybody]))


def _column(place: int) -> str:
    """Return the working name of a column."""
    return f"__column_{place}"


def _grouped(frame: nw.LazyFrame[Any], strata: list[str]) -> nw.LazyFrame[Any]:
    """Return the rows of every group."""
    import narwhals as nw

    return frame.group_by(*strata).agg(nw.len().cast(nw.Int64).alias("__rows"))


def _smallest(scene: Scene, wanted: int, room: float | None) -> nw.LazyFrame[Any]:
    """Return the rows to look at, under their own names.

    A group's rows are put in order only below a hash that cuts off most of them: with too little room some
    that it gives are cut off too, and the caller counts fewer. Numbers with the same text are told apart by their order.
    """
    import narwhals as nw

    columns, strata, rows = scene.source.columns, _strata(scene), scene.source.rows
    working = _working(scene)
    keyed = hashed(working.with_columns(_row(scene).alias("__text")), "__text", "__hash").drop("__text")
    sized = keyed.join(_grouped(working, strata), on=strata, how="inner")
    near = sized.filter(nw.col("__hash") < _cutoff(wanted / rows, room)) if room else sized
    order = ["__hash", *(_column(place) for place, one in enumerate(columns) if one.kind == "number")]
    ranked = near.with_columns(nw.lit(1).alias("__one")).with_columns(
        nw.col("__one").cum_sum().over(*strata, order_by=order).cast(nw.Int64).alias("__rank")
    )
    first = ranked.filter((nw.col("__rank") - 1) * rows < nw.col("__rows") * wanted)
    return first.select(*(nw.col(_column(place)).alias(name) for place, name in enumerate(scene.source.names())))


def _row(scene: Scene) -> nw.Expr:
    """Return the seed and all values of a row as one text."""
    import narwhals as nw

    texts: list[nw.Expr] = [nw.lit(f"{scene.settings.seed}:")]
    for place, column in enumerate(scene.source.columns):
        texts += _texts(column, nw.col(_column(place)))
    while len(texts) > 1:
        # A missing text is left out: asking for one would have an engine work out all of them twice.
        parts = (texts[start : start + _AT_ONCE] for start in range(0, len(texts), _AT_ONCE))
        texts = [nw.concat_str(*part, ignore_nulls=True) for part in parts]
    return texts[0]


def _texts(column: Column, value: nw.Expr) -> list[nw.Expr]:
    """Return a value as texts to be joined: `5:value` for text, `5;` for others, a minus for what is missing.

    Rows that differ are written differently, but for numbers that differ by less than their text says.
    """
    import narwhals as nw

    if column.kind == "text":
        return [value.str.len_chars().cast(nw.String).fill_null("-"), nw.lit(":"), value]
    if column.kind == "number":
        return [nw.when(value.is_null()).then(nw.lit("-")).otherwise(exact(value)), nw.lit(";")]
    return [value.cast(nw.String).fill_null("-"), nw.lit(";")]


def _cutoff(share: float, room: float) -> nw.Expr:
    """Return the hash below which a group surely has the rows it gives: the larger the group, the nearer its share."""
    import narwhals as nw

    cut: nw.Expr = nw.lit(_EVERY)
    for wider in reversed(_WIDER):
        if wider * share < 1:
            # With m = n * share rows to give, m * wider are expected below the cut: enough if m * (wider - 1) - 1 > room * sqrt(m * wider).
            root = (room * sqrt(wider) + sqrt(room * room * wider + 4 * (wider - 1))) / (2 * (wider - 1))
            text = f"{int(wider * share * 16**_DIGITS):0{_DIGITS}x}"
            cut = nw.when(nw.col("__rows") >= ceil(root * root / share)).then(nw.lit(text)).otherwise(cut)
    return cut


def _count(frame: nw.LazyFrame[Any]) -> int:
    """Return the number of rows of a frame."""
    import narwhals as nw

    table = frame.select(nw.len().cast(nw.Int64).alias("__rows")).collect("pyarrow").to_native()
    return int(table.column("__rows")[0].as_py())

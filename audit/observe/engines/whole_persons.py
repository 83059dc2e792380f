"""Which persons are looked at where not all rows are? Some of them, each with all of their rows, the same wherever the rows are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput
from audit.observe.engines.draw import exact
from audit.observe.engines.hashing import hashed
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw

MOST_ROWS = 100_000
"""Rows of all persons that are looked at."""
_ROOM = (1.1, None)
"""How many times the rows wanted are hashed below the cut, and then all of them: a cut may leave out everybody."""
_DIGITS = 12


def whole_persons(scene: Scene, most: int = MOST_ROWS) -> Scene:
    """Return the scene over the persons with the smallest MD5 of seed and id, as many as have at most so many rows.

    The scene itself where all rows are no more; rows without an id belong to nobody and are left out of a sample. Neither
    the order of the rows nor their files nor the engine has a say in it. Raises BadInput where one person has too many rows.
    """
    source = scene.source
    if source.rows <= most:
        return scene
    for room in _ROOM:
        table = source.table.only(_first(scene, most, room))
        found = _count(table.frame())
        if found:
            return replace(scene, source=replace(source, rows=found, table=table), settings=replace(scene.settings, sample=None))
    step = "Declare the column that tells people apart, or leave it out"
    what = f"the person id {scene.roles.subject_id!r} gives every person more than {most:,} rows"
    raise BadInput.one(scene.place("roles.subject_id") or source.name, what, step)


def _first(scene: Scene, most: int, room: float | None) -> nw.LazyFrame[Any]:
    """Return the rows of the persons with the smallest hashes, under their own names."""
    import narwhals as nw

    names = scene.source.names()
    keyed = _keyed(scene)
    share = room * most / scene.source.rows if room else 1.0
    near = keyed.filter(nw.col("__hash") < f"{int(share * 16**_DIGITS):0{_DIGITS}x}") if share < 1 else keyed
    sizes = near.group_by("__hash").agg(nw.len().cast(nw.Int64).alias("__rows")).with_columns(nw.lit(1).alias("__one"))
    reached = nw.col("__rows").cum_sum().over("__one", order_by="__hash").cast(nw.Int64).alias("__reached")
    first = sizes.with_columns(reached).filter(nw.col("__reached") <= most).select("__hash")
    rows = near.join(first, on="__hash", how="inner")
    return rows.select(*(nw.col(f"__column_{place}").alias(name) for place, name in enumerate(names)))


def _keyed(scene: Scene) -> nw.LazyFrame[Any]:
    """Return all columns under working names, and the keyed hash of the person of each row; a column may be called anything."""
    import narwhals as nw

    source, person = scene.source, scene.roles.subject_id
    place = source.names().index(str(person))
    columns = [source.col(name).alias(f"__column_{number}") for number, name in enumerate(source.names())]
    value = nw.col(f"__column_{place}")
    text = exact(value) if source.columns[place].kind == "number" else value.cast(nw.String)
    present = source.frame().select(*columns).filter(~value.is_null())
    texts = present.with_columns(nw.concat_str(nw.lit(f"{scene.settings.seed}:"), text).alias("__text"))
    return hashed(texts, "__text", "__hash").drop("__text")


def _count(frame: nw.LazyFrame[Any]) -> int:
    """Return the number of rows of a frame."""
    import narwhals as nw

    table = frame.select(nw.len().cast(nw.Int64).alias("__rows")).collect("pyarrow").to_native()
    return int(table.column("__rows")[0].as_py())

"""Prepares the frame that decisions are counted on: groups, label, prediction, score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Key, Keys
from audit.core.roles import Protected, Roles
from audit.load.canonical import canonical
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from audit.load.predictor import Predictor

RARE = "rare group 1"
"""What all group values seen in fewer than `min_cell` rows are called together."""
LABEL, PREDICTION, SCORE = "__label", "__prediction", "__score"
UNKNOWN = "unknown"
_HELD = 8 << 20
"""Bytes of rows that may wait to be counted together."""


def group_name(place: int) -> str:
    """Return the working name of a protected column: never a name of the data."""
    return f"__group_{place}"


def written(value: Key) -> Key:
    """Return a value's one text: every count and every code of a group calls it by this name."""
    return canonical(value) if isinstance(value, str) else value


def counted(frame: nw.LazyFrame[Any], names: Sequence[str]) -> list[tuple[Keys, tuple[int]]]:
    """Return the rows of every combination of these columns, texts as they are written once and for all."""
    import narwhals as nw

    table = frame.group_by(*names).agg(nw.len().cast(nw.Int64).alias("__n")).collect("pyarrow").to_native()
    numbers = [(number,) for number in table.column("__n").to_pylist()]
    return list(zip(zip(*(_read(table.column(name)) for name in names), strict=True), numbers, strict=True))


def stored(scene: Scene) -> nw.LazyFrame[Any]:
    """Return the tally frame of a dataset whose predictions, if any, are stored in it."""
    import narwhals as nw

    given = {PREDICTION: scene.roles.prediction, SCORE: scene.roles.score}
    named = _people(scene.roles) | {name: column for name, column in given.items() if column}
    roles = replace(
        working_roles(scene.roles), prediction=PREDICTION if PREDICTION in named else None, score=SCORE if SCORE in named else None
    )
    columns = [*groups(roles), _text(roles.label, LABEL)]
    columns.append(_text(roles.prediction, PREDICTION) if roles.prediction else _thresholded(roles))
    columns.append(nw.col(SCORE).cast(nw.Float64) if roles.score else _nothing(SCORE, nw.Float64))
    return scene.source.frame().select(*(scene.source.col(column).alias(name) for name, column in named.items())).select(*columns)


def answered(batches: Iterable[pa.RecordBatch], predictor: Predictor, roles: Roles) -> Iterator[nw.LazyFrame[Any]]:
    """Yield tally frames of some batches each, with the model's predictions in them.

    No column of the data can stand in for the model: everything goes by working names.
    """
    import duckdb
    import narwhals as nw

    working = working_roles(roles)
    columns = [*groups(working), _text(working.label, LABEL), nw.col(PREDICTION), nw.col(SCORE)]
    with duckdb.connect(config={"threads": 1, "python_enable_replacements": False}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in _gathered(_answered(batch, roles, predictor) for batch in batches):
            yield nw.from_native(connection.from_arrow(table)).lazy().select(*columns)


def needed(predictor: Predictor, roles: Roles, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that the model or a role needs; a model that does not name its own is shown all."""
    return tuple(dict.fromkeys((*(predictor.features or names), *_people(roles).values())))


def pool(fact: Fact, width: int, min_cell: int) -> dict[tuple[int, str], str]:
    """Return the new name of every group value seen in fewer than `min_cell` rows, by place and value.

    The first `width` keys of the fact are groups; its first measure counts rows.
    """
    seen: dict[tuple[int, str], int] = {}
    for keys, numbers in fact.rows.items():
        for place, value in enumerate(keys[:width]):
            name = (place, str(value))
            seen[name] = seen.get(name, 0) + numbers[0]
    return {name: RARE for name, rows in seen.items() if rows < min_cell and name[1] != UNKNOWN}


def _read(column: pa.ChunkedArray) -> list[Key]:
    """Return the keys in a column; each value is written once, however often it stands there."""
    values: list[Key] = column.to_pylist()
    texts = {value: written(value) for value in set(values)}
    return [texts[value] for value in values]


def _people(roles: Roles) -> dict[str, str]:
    """Return the columns that are counted besides the answers, by working name."""
    columns = {group_name(place): item.column for place, item in enumerate(roles.protected)}
    return columns | ({LABEL: roles.label} if roles.label else {})


def working_roles(roles: Roles) -> Roles:
    """Return the roles over working names."""
    protected = tuple(replace(item, column=group_name(place)) for place, item in enumerate(roles.protected))
    return replace(roles, protected=protected, label=LABEL if roles.label else None)


def _answered(batch: pa.RecordBatch, roles: Roles, predictor: Predictor) -> pa.Table:
    """Return what is counted of a batch under working names: no column of the data can stand in for the model.

    A score that is no number is a missing one, as in a stored column. As codes of the few values there are:
    small, counted fast, and the rest of the batch can be forgotten.
    """
    import pyarrow as pa

    labels, scores = predictor.predict(batch)
    columns = {name: batch.column(column).dictionary_encode() for name, column in _people(roles).items()}
    answers = pa.nulls(len(labels), pa.float64()) if scores is None else pa.array(scores, pa.float64(), from_pandas=True)
    return pa.table({**columns, PREDICTION: labels.dictionary_encode(), SCORE: answers})


def _gathered(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables joined until they hold so many bytes: a group met in each of them is counted once, not added up."""
    import pyarrow as pa

    waiting: list[pa.Table] = []
    held = 0
    for table in tables:
        waiting.append(table)
        held += table.nbytes
        if held >= _HELD:
            yield pa.concat_tables(waiting).unify_dictionaries()
            waiting, held = [], 0
    if waiting:
        yield pa.concat_tables(waiting).unify_dictionaries()


def groups(roles: Roles) -> list[nw.Expr]:
    """Return one expression per protected column: its text, or its band."""
    import narwhals as nw

    made = []
    for place, item in enumerate(roles.protected):
        text = _banded(item) if item.bands else nw.col(item.column).cast(nw.String)
        made.append(text.fill_null(UNKNOWN).alias(group_name(place)))
    return made


def _banded(item: Protected) -> nw.Expr:
    """Return the band of a number as text; a missing number stays missing."""
    import narwhals as nw

    value = nw.col(item.column)
    labels = item.labels()
    band = nw.when(value.is_null()).then(nw.lit(None, dtype=nw.String)).otherwise(nw.lit(labels[0]))
    for edge, label in zip(item.bands, labels[1:], strict=True):
        band = nw.when(value >= edge).then(nw.lit(label)).otherwise(band)
    return band


def _text(column: str | None, name: str) -> nw.Expr:
    """Return a column as text, or nothing at all under that name."""
    import narwhals as nw

    return nw.col(column).cast(nw.String).alias(name) if column else _nothing(name, nw.String)


def _thresholded(roles: Roles) -> nw.Expr:
    """Return the prediction that a stored score stands for: the event from one half upwards."""
    import narwhals as nw

    if not roles.score:
        return _nothing(PREDICTION, nw.String)
    score = nw.col(roles.score)
    event = nw.when(score >= 0.5).then(nw.lit("1")).otherwise(nw.lit("0"))
    return nw.when(score.is_null()).then(nw.lit(None, dtype=nw.String)).otherwise(event).alias(PREDICTION)


def _nothing(name: str, kind: Any) -> nw.Expr:
    """Return a column of missing values."""
    import narwhals as nw

    return nw.lit(None, dtype=kind).alias(name)

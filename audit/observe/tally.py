"""Prepares the frame that decisions are counted on: groups, label, prediction, score."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Key, Keys
from audit.core.roles import Protected, Roles
from audit.load.canonical import canonical
from audit.observe.places import steady
from audit.observe.scene import Scale, Scene
from audit.observe.weights import SUMS, WEIGHT, sums, whole

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw
    import pyarrow as pa

    from audit.load.predictor import Predictor

RARE = "rare group 1"
"""What all group values seen in fewer than `min_cell` rows are called together."""
LABEL, PREDICTION, SCORE = "__label", "__prediction", "__score"
UNKNOWN = "unknown"
_GROUP, _STRATUM = "__group_", "__stratum_"
_NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
_HELD = 8 << 20
"""Bytes of rows that may wait to be counted together."""


def group_name(place: int) -> str:
    """Return the working name of a protected column: never a name of the data."""
    return f"{_GROUP}{place}"


def stratum_name(place: int) -> str:
    """Return the working name of a column of strata."""
    return f"{_STRATUM}{place}"


def written(value: Key) -> Key:
    """Return a value's one text: every count and every code of a group calls it by this name."""
    return canonical(value) if isinstance(value, str) else value


def counted(frame: nw.LazyFrame[Any], names: Sequence[str], scale: Scale | None = None) -> list[tuple[Keys, tuple[int, ...]]]:
    """Return the rows of every combination of these columns, texts as they are written once and for all.

    With a scale also what they weigh, and the sum of the squares, as whole numbers. A missing group gets its
    name here: filled in before, engines would write out every row's text.
    """
    added = sums(scale)
    weighing = frame if scale is None else frame.with_columns(*(one.alias(name) for one, name in zip(whole(scale), SUMS, strict=True)))
    table = weighing.group_by(*names).agg(*added).collect("pyarrow").to_native()
    numbers = zip(*(table.column(name).to_pylist() for name in ("__n", *SUMS)[: len(added)]), strict=True)
    return list(zip(zip(*(_read(table.column(name), name) for name in names), strict=True), numbers, strict=True))


def stored(scene: Scene, beside: Mapping[str, str] = _NOTHING_ELSE) -> nw.LazyFrame[Any]:
    """Return the tally frame of a dataset whose predictions, if any, are stored in it, with further columns by working name."""
    named = _stored(scene.roles, beside)
    return (
        scene.source.frame()
        .select(*(scene.source.col(column).alias(name) for name, column in named.items()))
        .select(*_read_off(scene.roles, beside))
    )


@contextmanager
def stored_here(scene: Scene, beside: Mapping[str, str]) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the same of a few rows that are brought here: an engine of many machines takes seconds for each query."""
    import narwhals as nw
    import pyarrow as pa

    named = _stored(scene.roles, beside)
    table = pa.Table.from_batches(scene.source.batches(tuple(dict.fromkeys(named.values()))))
    with _engine() as connection:
        rows = connection.from_arrow(pa.table({name: table.column(column) for name, column in named.items()}))
        yield nw.from_native(rows).lazy().select(*_read_off(scene.roles, beside))


def _stored(roles: Roles, beside: Mapping[str, str]) -> dict[str, str]:
    """Return every column that is read, by working name."""
    given = {PREDICTION: roles.prediction, SCORE: roles.score}
    return _people(roles) | {name: column for name, column in given.items() if column} | dict(beside)


def _read_off(roles: Roles, beside: Mapping[str, str]) -> list[nw.Expr]:
    """Return the columns of a tally frame, of stored ones under working names."""
    import narwhals as nw

    working = replace(working_roles(roles), prediction=PREDICTION if roles.prediction else None, score=SCORE if roles.score else None)
    columns = [*_told(working), *(nw.col(name) for name in beside)]
    columns.append(_outcome(working.prediction, PREDICTION, working) if working.prediction else _thresholded(working))
    return [*columns, nw.col(SCORE).cast(nw.Float64) if working.score else _nothing(SCORE, nw.Float64)]


def answered(batches: Iterable[pa.RecordBatch], predictor: Predictor, roles: Roles) -> Iterator[nw.LazyFrame[Any]]:
    """Yield tally frames of some batches each, with the model's predictions in them.

    No column of the data can stand in for the model: everything goes by working names.
    """
    yield from _frames(_gathered(_answered(batch, roles, predictor) for batch in batches), working_roles(roles))


@contextmanager
def answered_at_once(
    batches: Iterable[pa.RecordBatch], predictor: Predictor, roles: Roles, beside: Mapping[str, str]
) -> Iterator[nw.LazyFrame[Any]]:
    """Yield one tally frame of a few batches, with further columns by working name."""
    import pyarrow as pa

    tables = [_answered(batch, roles, predictor, beside) for batch in batches]
    with closing(_frames([pa.concat_tables(tables).unify_dictionaries()], working_roles(roles), tuple(beside))) as frames:
        yield next(frames)


def _frames(tables: Iterable[pa.Table], roles: Roles, beside: Sequence[str] = ()) -> Generator[nw.LazyFrame[Any]]:
    """Yield tables under working names as tally frames."""
    import narwhals as nw

    columns = [*_told(roles), nw.col(PREDICTION), nw.col(SCORE), *(nw.col(name) for name in beside)]
    with _engine() as connection:
        for table in tables:
            yield nw.from_native(connection.from_arrow(table)).lazy().select(*columns)


@contextmanager
def _engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine of its own for rows that are here, and close it."""
    import duckdb

    with duckdb.connect(config={"threads": 1, "python_enable_replacements": False}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


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


def _read(column: pa.ChunkedArray, name: str) -> list[Key]:
    """Return the keys in a column; each value is written once, however often it stands there."""
    values: list[Key] = column.to_pylist()
    texts = {value: UNKNOWN if value is None and name.startswith((_GROUP, _STRATUM)) else written(value) for value in set(values)}
    return [texts[value] for value in values]


def _people(roles: Roles) -> dict[str, str]:
    """Return the columns that are counted besides the answers, by working name."""
    columns = {group_name(place): item.column for place, item in enumerate(roles.protected)}
    columns |= {stratum_name(place): column for place, column in enumerate(roles.strata)}
    given = {LABEL: roles.label, WEIGHT: roles.weight}
    return columns | {name: column for name, column in given.items() if column}


def working_roles(roles: Roles) -> Roles:
    """Return the roles over working names."""
    protected = tuple(replace(item, column=group_name(place)) for place, item in enumerate(roles.protected))
    strata = tuple(stratum_name(place) for place in range(len(roles.strata)))
    return replace(roles, protected=protected, strata=strata, label=LABEL if roles.label else None, weight=WEIGHT if roles.weight else None)


def _told(roles: Roles) -> list[nw.Expr]:
    """Return what is counted besides the answers, of columns under working names."""
    import narwhals as nw

    strata = [nw.col(name).cast(nw.String).alias(name) for name in roles.strata]
    weight = [nw.col(WEIGHT).cast(nw.Float64).alias(WEIGHT)] if roles.weight else []
    return [*groups(roles, named=False), *strata, *weight, _outcome(roles.label, LABEL, roles)]


def _answered(batch: pa.RecordBatch, roles: Roles, predictor: Predictor, beside: Mapping[str, str] = _NOTHING_ELSE) -> pa.Table:
    """Return what is counted of a batch under working names: no column of the data can stand in for the model.

    A score that is no number is a missing one, as in a stored column. As codes of the few values there are:
    small, counted fast, and the rest of the batch can be forgotten.
    """
    import pyarrow as pa

    labels, scores = predictor.predict(batch)
    columns = {name: batch.column(column) for name, column in {**_people(roles), **beside}.items()}
    columns = {name: column if name == WEIGHT else column.dictionary_encode() for name, column in columns.items()}
    answers = pa.nulls(len(labels), pa.float64()) if scores is None else pa.array(steady(scores), pa.float64(), from_pandas=True)
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


def groups(roles: Roles, *, named: bool = True) -> list[nw.Expr]:
    """Return one expression per protected column: its text, or its band; whoever is missing is named, or missing."""
    import narwhals as nw

    made = []
    for place, item in enumerate(roles.protected):
        text = _banded(item) if item.bands else nw.col(item.column).cast(nw.String)
        made.append((text.fill_null(UNKNOWN) if named else text).alias(group_name(place)))
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


def _outcome(column: str | None, name: str, roles: Roles) -> nw.Expr:
    """Return a label or a prediction as text, where it is measured as a number, or nothing at all under that name."""
    import narwhals as nw

    kind = nw.Float64 if roles.task == "regression" else nw.String
    return nw.col(column).cast(kind).alias(name) if column else _nothing(name, kind)


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

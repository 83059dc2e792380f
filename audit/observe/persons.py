"""How alike are the rows of one person? Sums over persons, of which the intervals of every rate follow where people repeat."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from itertools import combinations, combinations_with_replacement
from operator import or_
from typing import TYPE_CHECKING, Any

from audit.core.fact import Fact, Key, Keys
from audit.observe.engines.whole_persons import whole_persons
from audit.observe.outcomes import DEPTH, JOIN, joined
from audit.observe.outcomes import NAME as OUTCOMES
from audit.observe.registry import SetWork
from audit.observe.scene import Scale, Scene
from audit.observe.tally import LABEL, PREDICTION, RARE, UNKNOWN, answered_at_once, group_name, needed, stored, stored_here, written
from audit.observe.watch import watched
from audit.observe.weights import weighed, whole
from audit.observe.worth import CELLS, EVERYBODY, PERSON_KEYS, PERSON_MEASURES, PERSONS, RATES

if TYPE_CHECKING:
    import narwhals as nw

PERSON = "__person"
REPEATED = "rows"
"""The line that says of how many persons the rows looked at are, whether or not anybody repeats."""
_TOTAL_BITS = 29
"""All weights together have so many bits: whatever is multiplied of them stays below 2^62."""
_PAIRS = tuple(pair for cells in (("rows", "selected"), ("tp", "fp", "fn", "tn")) for pair in combinations_with_replacement(cells, 2))
_AT_ONCE = 6
"""Intersections per query: an engine's planner takes much longer than twice as long for twice as many."""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact | None:
    """Add up over the rows of every person, of all rows or of a sample of whole persons.

    Products of whole numbers are added up where the rows are; no person and no hash of one is left in them.
    """
    outcomes = before.get(OUTCOMES)
    if not scene.roles.subject_id or outcomes is None or all(keys[-1] is None for keys in outcomes.rows):
        return None
    drawn = whole_persons(weighed(scene))
    rows, persons = _repeated(drawn)
    lines: list[tuple[Keys, Sequence[int]]] = [((*EVERYBODY, REPEATED), (rows, persons, *([0] * (len(PERSON_MEASURES) - 2))))]
    if 0 < persons < rows:
        with watched(scene, f"{scene.source.name}: {PERSONS}"), _frame(drawn) as frame:
            lines += _lines(_prepared(frame, drawn, outcomes), drawn)
    return Fact.of(PERSONS, scene.source.name, PERSON_KEYS, PERSON_MEASURES, lines)


PERSONS_WORK = SetWork(PERSONS, _make, after=(OUTCOMES,), tells=True)


def _repeated(scene: Scene) -> tuple[int, int]:
    """Return the rows that belong to somebody, and of how many persons they are."""
    import narwhals as nw

    person = scene.source.frame().select(scene.source.col(str(scene.roles.subject_id)).alias(PERSON)).filter(~nw.col(PERSON).is_null())
    each = person.group_by(PERSON).agg(nw.len().cast(nw.Int64).alias("__n"))
    row = _rows(each.select(nw.col("__n").sum().cast(nw.Int64).alias("rows"), nw.len().cast(nw.Int64).alias("persons")))[0]
    return row["rows"] or 0, row["persons"]


@contextmanager
def _frame(scene: Scene) -> Iterator[nw.LazyFrame[Any]]:
    """Yield the rows with person, groups, label, prediction and weight under working names; a model is asked about them."""
    import narwhals as nw

    beside = {PERSON: str(scene.roles.subject_id)}
    if scene.model is None and scene.source.table.home == "spark":
        with stored_here(scene, beside) as frame:
            yield frame.filter(~nw.col(PERSON).is_null())
        return
    if scene.model is None:
        yield stored(scene, beside).filter(~nw.col(PERSON).is_null())
        return
    columns = (*needed(scene.model.predictor, scene.roles, scene.source.names()), *beside.values())
    batches = scene.source.batches(tuple(dict.fromkeys(columns)), scene.settings.batch_rows)
    with answered_at_once(batches, scene.model.predictor, scene.roles, beside) as frame:
        yield frame.filter(~nw.col(PERSON).is_null())


def _prepared(frame: nw.LazyFrame[Any], scene: Scene, outcomes: Fact) -> nw.LazyFrame[Any]:
    """Return the rows with groups under the names that the outcomes give them, and what a row counts in each cell."""
    import narwhals as nw

    roles, places = scene.roles, range(len(scene.roles.protected))
    spelled = _spelled(frame, [*(group_name(place) for place in places), LABEL, PREDICTION])
    named = [_named(group_name(place), spelled[group_name(place)], {keys[place] for keys in outcomes.rows}) for place in places]
    event = {LABEL: roles.positive, PREDICTION: "1" if scene.model is None and not roles.prediction else roles.positive}
    coded = [_coded(name, [raw for raw, text in spelled[name].items() if text == value]) for name, value in event.items()]
    ready = frame.with_columns(*named, *coded)
    cells = {name: nw.when(one).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64) for name, one in _conditions().items()}
    counted = ready.with_columns(*(one.alias(f"__n_{name}") for name, one in cells.items()))
    if scene.scale is None:
        return counted
    light = counted.with_columns(_light(frame, scene.scale).alias("__w"))
    once = [(nw.col(f"__n_{name}") * nw.col("__w")).alias(f"__w_{name}") for name in CELLS]
    twice = [(nw.col(f"__n_{name}") * nw.col("__w") * nw.col("__w")).alias(f"__w2_{name}") for name in CELLS]
    return light.with_columns(*once, *twice)


def _spelled(frame: nw.LazyFrame[Any], names: Sequence[str]) -> dict[str, dict[str, Key]]:
    """Return, by column, the one text of every value by the way the engine writes it."""
    import narwhals as nw

    rows = _rows(frame.group_by(*names).agg(nw.len().cast(nw.Int64).alias("__n")))
    return {name: {row[name]: written(row[name]) for row in rows if row[name] is not None} for name in names}


def _named(name: str, spelled: Mapping[str, Key], known: Collection[Key]) -> nw.Expr:
    """Return a group's value as the outcomes call it: rare where they have no group of that name."""
    import narwhals as nw

    spellings: dict[Key, list[str]] = {}
    for raw, text in spelled.items():
        spellings.setdefault(text if text in known else RARE, []).append(raw)
    value = nw.col(name).fill_null(UNKNOWN)
    for target, raws in spellings.items():
        if raws != [target]:
            value = nw.when(nw.col(name).is_in(raws)).then(nw.lit(target)).otherwise(value)
    return value.alias(name)


def _coded(name: str, event: Sequence[str]) -> nw.Expr:
    """Return 1 for the event, 0 for any other value, -1 for a missing one."""
    import narwhals as nw

    value = nw.when(nw.col(name).is_in(event)).then(nw.lit(1)).otherwise(nw.lit(0)) if event else nw.lit(0)
    return nw.when(nw.col(name).is_null()).then(nw.lit(-1)).otherwise(value).alias(name)


def _conditions() -> dict[str, nw.Expr]:
    """Return when a row counts in a cell; whether the event or its opposite is favourable, both vary alike."""
    import narwhals as nw

    actual, predicted = nw.col(LABEL), nw.col(PREDICTION)
    four = {"tp": (1, 1), "fp": (0, 1), "fn": (1, 0), "tn": (0, 0)}
    both = {name: (actual == one) & (predicted == other) for name, (one, other) in four.items()}
    return {"rows": predicted >= 0, "selected": predicted == 1, **both}


def _light(frame: nw.LazyFrame[Any], scale: Scale) -> nw.Expr:
    """Return a row's weight as a whole number, rounded so far that all together have few bits."""
    import narwhals as nw

    total = _rows(frame.select(whole(scale)[0].alias("__w")).select(nw.col("__w").sum().cast(nw.Int64).alias("total")))[0]["total"]
    return whole(Scale(scale.weight - max(0, (total or 0).bit_length() - _TOTAL_BITS), scale.square))[0]


def _lines(frame: nw.LazyFrame[Any], scene: Scene) -> Iterator[tuple[Keys, Sequence[int]]]:
    """Yield the sums of everybody and of every attribute and intersection, by group and rate."""
    import narwhals as nw

    names = scene.roles.attributes
    places = [some for depth in range(min(DEPTH, len(names)) + 1) for some in combinations(range(len(names)), depth)]
    sums = ("n", "w", "w2") if scene.scale is not None else ("n",)
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        for row in _rows(nw.concat([_summed(frame, which, one, sums) for which, one in enumerate(some)])):
            yield from _read(row, [names[place] for place in some[row["__which"]]], sums)


def _summed(frame: nw.LazyFrame[Any], which: int, places: Sequence[int], sums: Sequence[str]) -> nw.LazyFrame[Any]:
    """Return the sums of one intersection: first over the rows of each person in each group, then over persons."""
    import narwhals as nw

    groups = [nw.col(group_name(place)).alias(f"__part_{number}") for number, place in enumerate(places)]
    parts = [*groups, *(nw.lit("").alias(f"__part_{number}") for number in range(len(places), DEPTH))]
    every = [f"__{one}_{cell}" for one in sums for cell in CELLS]
    keys = ["__which", *(f"__part_{number}" for number in range(DEPTH))]
    chosen = frame.select(nw.col(PERSON), nw.lit(which).alias("__which"), *parts, *(nw.col(name) for name in every))
    persons = chosen.group_by(PERSON, *keys).agg(*(nw.col(name).sum().cast(nw.Int64).alias(name) for name in every))
    return persons.group_by(*keys).agg(*_over_persons(sums))


def _over_persons(sums: Sequence[str]) -> Iterator[nw.Expr]:
    """Yield what is added up over persons: their cells, products of two cells, and who has a row in a denominator.

    Their names are words: Spark takes a point for a path.
    """
    import narwhals as nw

    weight = "w" if "w" in sums else "n"
    yield from (nw.col(f"__{one}_{cell}").sum().cast(nw.Int64).alias(f"{one}_{cell}") for one in sums for cell in CELLS)
    for one, other in _PAIRS:
        yield (nw.col(f"__{weight}_{one}") * nw.col(f"__{weight}_{other}")).sum().cast(nw.Int64).alias(f"{one}_{other}")
    for cells in dict.fromkeys(of for _, of in RATES.values()):
        some = reduce(or_, (nw.col(f"__n_{cell}") > 0 for cell in cells))
        yield nw.when(some).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64).alias("persons_" + "_".join(cells))


def _read(row: Mapping[str, Any], names: Sequence[str], sums: Sequence[str]) -> Iterator[tuple[Keys, Sequence[int]]]:
    """Yield the lines of one group; without weights, their squares are the rows themselves."""
    parts = [row[f"__part_{number}"] for number in range(len(names))]
    place = (JOIN.join(names), joined(parts)) if names else EVERYBODY
    once, twice = ("w", "w2") if len(sums) > 1 else ("n", "n")

    def added(measure: str, cells: Sequence[str]) -> int:
        return sum(row[f"{measure}_{cell}"] for cell in cells)

    def products(some: Sequence[str], others: Sequence[str]) -> int:
        return sum(row[f"{one}_{other}" if (one, other) in _PAIRS else f"{other}_{one}"] for one in some for other in others)

    for rate, (hits, of) in RATES.items():
        rows = added("n", of)
        if rows:
            counts = (rows, row["persons_" + "_".join(of)], *(added(measure, cells) for measure in (once, twice) for cells in (hits, of)))
            yield (*place, rate), (*counts, products(hits, hits), products(hits, of), products(of, of))


def _rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return a small table."""
    rows: list[dict[str, Any]] = frame.collect("pyarrow").to_native().to_pylist()
    return rows

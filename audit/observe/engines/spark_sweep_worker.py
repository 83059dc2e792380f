"""What does a worker of Spark do with its share of the cells?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from audit.load.spark_parcel import unpacked
from audit.observe.engines.spark_worker import _Broken, _refusal, differences, installed
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.sweep import Sieve

if TYPE_CHECKING:
    import pyarrow as pa


class SweepTask(NamedTuple):
    """What travels: the probes, how candidates are drawn, and of which columns every value comes once."""

    probes: tuple[Probe, ...]
    seed: int
    most: int | None
    once: tuple[bool, ...]


def answer(batches: Iterable[pa.RecordBatch], expected: Mapping[str, str], parcel: bytes) -> str:
    """Return what was seen in one part of the cells as JSON, by a column's place, or what kept it from being looked at.

    A batch has three columns: a column's place, a value and the rows it stands for. `expected` are versions by
    name: where one differs, the parcel is not opened.
    """
    different = differences(expected, {name: installed(name) for name in expected})
    if different:
        return _refusal(different)
    with _Broken() as broken:
        return json.dumps({"swept": _swept(batches, parcel)})
    return json.dumps({"broke": broken.kind})


def _swept(batches: Iterable[pa.RecordBatch], parcel: bytes) -> dict[str, object]:
    """Look at every batch; a worker needs no Presidio for it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    task, prefilter = _opened(parcel)
    sieves: dict[int, Sieve] = {}
    for batch in batches:
        places, values, rows = batch.columns
        for place in pc.unique(places).to_pylist():
            if place not in sieves:
                sieves[place] = Sieve(prefilter, task.seed, task.most, once=task.once[place])
            here = pc.equal(places, place)
            sieves[place].add(values.filter(here).cast(pa.string()), rows.filter(here))
    return {str(place): sieve.swept().to_json() for place, sieve in sieves.items()}


@lru_cache(maxsize=1)
def _opened(parcel: bytes) -> tuple[SweepTask, Prefilter]:
    """Return what came, with the patterns compiled; a worker has many parts of the rows and compiles them once."""
    task: SweepTask = unpacked(parcel)
    return task, Prefilter(task.probes)

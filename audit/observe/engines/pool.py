"""How is the model asked about all rows by several processes beside this one?

No `multiprocessing`: its fresh processes import the user's script again. A process here gets a job and Arrow
batches through its standard input, and answers in lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.core.fact import Fact
from audit.observe.engines.job import Job
from audit.observe.engines.process import Process, import_path
from audit.observe.registry import RowWork
from audit.observe.rows import added, count_batches
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import pyarrow as pa

_LOOK = 0.5
"""Seconds after which it is looked whether a process has ended without anybody hearing of it."""


def count_in_processes(scene: Scene, works: Sequence[RowWork], columns: Sequence[str]) -> list[Fact]:
    """Return one fact per work, counted by at most `scene.workers` processes; raises BadInput, one for all of them.

    Every process has one batch at a time, so that memory is bounded. A problem is the one that a single
    process would have met first.
    """
    model = scene.model
    assert model is not None  # noqa: S101 - for the type checker: callers look first
    with closing(_Deal(scene, columns)) as deal:
        if model.recipe is None or not _can_start():
            return count_batches(deal.all(), model.predictor, scene.counting, works)
        job = Job(model.recipe, model.sha256, scene.counting, tuple(one.name for one in works), import_path())
        parts = _parts(job, model.predictor.where, deal, min(scene.workers, deal.batches))
    troubles = [part for part in parts if isinstance(part, _Trouble)]
    if troubles:
        raise min(troubles, key=lambda one: one.place).error
    totals: list[Fact] = []
    for part in parts:
        totals = added(totals, part, works) if isinstance(part, list) else totals
    return totals


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A process could not count the batch at this place, or could not start (-1)."""

    place: int
    error: BadInput


class _Deal:
    """Deals batches in their order, to one asking thread at a time, and tells how far it is."""

    def __init__(self, scene: Scene, columns: Sequence[str]) -> None:
        """Read nothing yet."""
        self._scene = scene
        self._read = scene.source.batches(columns, scene.settings.batch_rows)
        self._lock = Lock()
        self._dealt, self._done = 0, 0
        self._open = True
        self.failed = False

    @property
    def batches(self) -> int:
        """Return how many batches there are."""
        return -(-self._scene.source.rows // self._scene.settings.batch_rows)

    def next(self) -> tuple[int, pa.RecordBatch] | None:
        """Return the next batch and its place, None after the last, a failure, or a reading that raised."""
        with self._lock:
            if self.failed or not self._open:
                return None
            self._open = False
            batch = next(self._read, None)
            self._open = batch is not None
            self._dealt += 1
            return None if batch is None else (self._dealt - 1, batch)

    def all(self) -> Iterator[pa.RecordBatch]:
        """Yield all batches; each has been counted when the next one is asked for."""
        while (dealt := self.next()) is not None:
            yield dealt[1]
            self.counted(dealt[1].num_rows)

    def counted(self, rows: int) -> None:
        """Tell that so many more rows have been counted."""
        with self._lock:
            self._done += rows
            self._scene.progress(f"{self._scene.source.name}: predict", self._done, self._scene.source.rows)

    def close(self) -> None:
        """Let go of the data."""
        if isinstance(self._read, Generator):
            self._read.close()


def _parts(job: Job, where: str, deal: _Deal, count: int) -> list[list[Fact] | _Trouble]:
    """Return what each process counted; whatever happens here, Ctrl-C too, none of them is left."""
    # The processes end before the threads that wait for them are waited for.
    with ThreadPoolExecutor(count) as threads, _crew(count, where) as crew:
        asked = [threads.submit(_ask, process, job, deal) for process in crew]
        while waiting := [one for one in asked if not one.done()]:
            wait(waiting, _LOOK, FIRST_COMPLETED)
            for process in crew:
                process.look()
        return [one.result() for one in asked]


@contextmanager
def _crew(count: int, where: str) -> Iterator[list[Process]]:
    """Start processes, and end them."""
    started: list[Process] = []
    try:
        started.extend(Process.start(where) for _ in range(count))
        yield started
    finally:
        for process in started:
            process.end()


def _ask(process: Process, job: Job, deal: _Deal) -> list[Fact] | _Trouble:
    """Give one process its job and batches until there are no more; return its facts, or what went wrong."""
    place = -1
    with closing(process):
        try:
            process.begin(job)
            while (dealt := deal.next()) is not None:
                place, batch = dealt
                process.count(batch)
                deal.counted(batch.num_rows)
            return [] if deal.failed or place < 0 else process.facts()
        except BadInput as error:
            deal.failed = True
            return _Trouble(place, error)


def _can_start() -> bool:
    """Tell whether this is a Python that can be started once more and surely ended, and no program that Python is built into."""
    return hasattr(os, "waitid") and Path(sys.executable or "").stem.lower().startswith(("python", "pypy"))

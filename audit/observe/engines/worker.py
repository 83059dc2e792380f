"""What does a process beside the audit do? It asks the model about rows that it is sent, and says what it counted.

    python -P -m audit.observe.engines.worker

Standard input: a job, then an Arrow IPC stream. Standard output: one message when the model is loaded, one per
batch, one with the facts when the stream has ended; or one with what is wrong. It ends when its input closes.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from audit.core.errors import BadInput, EquigateError
from audit.core.values import Json, digest
from audit.observe.engines.job import Job, heard, message
from audit.observe.registry import row_works
from audit.observe.rows import count_batches

if TYPE_CHECKING:
    import pyarrow as pa

    from audit.load.models import Model


def main() -> None:
    """Serve the process that started this one; whatever the model prints or reads goes to and comes from nowhere."""
    commands, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    if hasattr(select, "poll"):
        threading.Thread(target=_end_with, args=(commands.fileno(),), daemon=True).start()
    serve(commands, answers)


def serve(commands: BinaryIO, answers: BinaryIO) -> None:
    """Do one job: load the model, count the batches that come, and say what came out."""
    with _Said(answers) as said:
        job = Job.from_json(heard(commands.readline()) or {})
        sys.path[:] = job.path
        _use_one_thread()
        model = _loaded(job)
        said(ready=True)
        works = {one.name: one for one in row_works(job.works)}
        batches = _received(commands, said)
        facts = count_batches(batches, model.predictor, job.counting, [works[name] for name in job.works])
        said(facts=[fact.to_json() for fact in facts])


class _Said:
    """Writes messages; an error becomes the last one: ours with its problems, any other with its type alone."""

    def __init__(self, answers: BinaryIO) -> None:
        """Write to this stream."""
        self._answers = answers

    def __call__(self, **content: Json) -> None:
        """Write one message at once."""
        self._answers.write(message(content))
        self._answers.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        if isinstance(error, EquigateError):
            self(problems=[[one.where, one.what, one.step] for one in error.problems])
        elif isinstance(error, Exception):
            self(broke=type(error).__name__)
        return isinstance(error, Exception)


def _loaded(job: Job) -> Model:
    """Return the model, of the bytes that were audited; raises BadInput for any others."""
    path = Path(job.recipe.path) if job.recipe.path is not None else None
    data = path.read_bytes() if path is not None and path.is_file() else None
    if data is not None and digest(data) != job.sha256:
        raise BadInput.one(str(path), "the model file has changed since it was loaded", "Audit again when nobody writes it")
    return job.recipe.load(data)


def _received(commands: BinaryIO, said: _Said) -> Iterator[pa.RecordBatch]:
    """Yield the batches of the stream; say of each when it has been counted."""
    import pyarrow as pa

    with pa.ipc.open_stream(commands) as stream:
        for batch in stream:
            yield batch
            said(rows=batch.num_rows)


def _use_one_thread() -> None:
    """Let Arrow use one thread; what else has threads was told by the environment."""
    import pyarrow as pa

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)


def _end_with(descriptor: int) -> None:
    """End this process, and all it has started, when nobody can write to the descriptor any more."""
    poll = select.poll()
    poll.register(descriptor, 0)
    poll.poll()
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()

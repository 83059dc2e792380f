"""How is a process beside this one started, spoken to, and ended for certain?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, Self, cast

import audit
from audit.core.errors import BadInput, Problem
from audit.core.fact import Fact
from audit.observe.engines.job import Job, heard, message

if TYPE_CHECKING:
    import pyarrow as pa

_WORKER = "audit.observe.engines.worker"
_ONE_THREAD = (
    "ARROW_IO_THREADS", "LOKY_MAX_CPU_COUNT", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "VECLIB_MAXIMUM_THREADS",
)  # fmt: skip
_ALONE = "ask the model in this process: --threads 1"
_QUIET = f"Run the model on a few rows of your own to see why, or {_ALONE}"
_MEMORY = f"This is how a machine takes back its memory: give it more, or {_ALONE}"


class Process:
    """One process that asks the model. One thread speaks to it; any thread may end it."""

    def __init__(self, process: subprocess.Popen[bytes], where: str) -> None:
        """Take over a process that has just started; `where` names the model in what is said of it."""
        self._process, self._where = process, where
        self._lock = Lock()
        self._ready = False
        self._rows: Any = None

    @classmethod
    def start(cls, where: str) -> Self:
        """Start a process in a group of its own, so that Ctrl-C comes to us alone and all it starts ends with it."""
        # -P: without the current folder in front.
        process = subprocess.Popen(  # noqa: S603 - this very Python, with a module of ours
            [sys.executable, "-P", "-m", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        return cls(process, where)

    def begin(self, job: Job) -> None:
        """Give it the job and wait until it has loaded the model; raises BadInput if it has not."""
        with suppress(OSError):
            self._input.write(message(job.to_json()))
            self._input.flush()
        self._answer()
        self._ready = True

    def count(self, batch: pa.RecordBatch) -> None:
        """Have a batch counted; raises BadInput if the model cannot be asked about it."""
        import pyarrow as pa

        # Who has gone away is found out by listening: it may have said why.
        with suppress(OSError):
            if self._rows is None:
                self._rows = pa.ipc.new_stream(self._input, batch.schema)
            self._rows.write_batch(batch)
            self._input.flush()
        self._answer()

    def facts(self) -> list[Fact]:
        """Return the facts of all batches it has got; raises BadInput if it cannot tell."""
        with suppress(OSError):
            self._rows.close()
            self._input.flush()
        return [Fact.from_json(one) for one in self._answer()["facts"]]

    def look(self) -> None:
        """End what it has started if it has ended itself: a child may hold its output open, and we would wait for ever."""
        with self._lock, suppress(ChildProcessError):
            looked = os.WEXITED | os.WNOHANG | os.WNOWAIT
            ended = self._process.returncode is None and os.waitid(os.P_PID, self._process.pid, looked) is not None
        if ended:
            self.end()

    def end(self) -> int:
        """End it and all it has started, if they have not ended; return its exit code."""
        with self._lock:
            # Only before its end has been waited for: until then nobody else gets its number.
            if self._process.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            return self._process.wait()

    def close(self) -> None:
        """End it, and let go of its input and output."""
        self.end()
        for stream in (self._input, self._output):
            with suppress(OSError):
                stream.close()

    @property
    def _input(self) -> IO[bytes]:
        """Return where it is spoken to."""
        return cast("IO[bytes]", self._process.stdin)

    @property
    def _output(self) -> IO[bytes]:
        """Return where it answers."""
        return cast("IO[bytes]", self._process.stdout)

    def _answer(self) -> dict[str, Any]:
        """Return its next message; raises BadInput where that is a problem, or where it has ended."""
        said = next((said for line in self._output if (said := heard(line)) is not None), None)
        if said is None:
            raise self._ended()
        if "problems" in said:
            raise BadInput(Problem(*one) for one in said["problems"])
        if "broke" in said:
            what = f"a process that asked the model broke with {said['broke']}"
            raise BadInput.one(self._where, what, "Run again with --threads 1 -v for its place, and report it")
        return said

    def _ended(self) -> BadInput:
        """Return what is wrong when it ended without a word."""
        code = self.end()
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        if not self._ready:
            return BadInput.one(self._where, f"a process to ask the model in {how} before it could start", f"Or {_ALONE}")
        step = _MEMORY if -code == signal.SIGKILL else _QUIET
        return BadInput.one(self._where, f"a process that asked the model {how}", step)


def import_path() -> tuple[str, ...]:
    """Return where this process looks for modules, as another one can."""
    return tuple(os.path.abspath(one) for one in sys.path if isinstance(one, str))  # noqa: PTH100 - links stay links


def _environment() -> dict[str, str]:
    """Return this environment, with one thread for each library and a path on which we are found.

    Without the current folder, which may be on our path for the model's sake: a folder called audit in it is not
    ours, and a random.py is not Python's. The job says when it comes in.
    """
    here, ours = str(Path.cwd()), str(Path(audit.__file__).parents[1])
    paths = [one for one in import_path() if one not in {here, ours} and os.pathsep not in one]
    return {**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": os.pathsep.join([*paths, ours])}

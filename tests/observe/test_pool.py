"""Do several processes count what one counts, and does one clear error and nothing else remain where one of them fails?"""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import skops.io
from command_line import environment
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from audit.core.errors import BadInput
from audit.core.fact import Fact
from audit.core.roles import Protected, Roles
from audit.load.models import Recipe
from audit.load.source import Source
from audit.observe import rows as rows_of
from audit.observe.engines import pool
from audit.observe.engines.job import Job, heard, message
from audit.observe.engines.process import import_path
from audit.observe.engines.worker import serve
from audit.observe.registry import row_works
from audit.observe.rows import counted
from audit.observe.scene import Counting, Scene, Settings
from audit.observe.stage import InHand, Means, staged
from tests.observe import scenes

VALUE = "a-value-of-the-data"
WORKS = row_works(["outcomes", "scores"])
ENOUGH = rows_of.FEW + 100_000
"""Rows of which nobody has to be told that they are many."""
FLAGS: Mapping[str, Any] = {"label": "label", "favourable": "1", "protected": "sex,race,age:18:25:45:65"}
DECIDING = f'''
import os, sys, threading, time

LABELS = {{False: "0", True: "1"}}

def plain(frame):
    chance = frame["chance"].to_numpy()
    return [LABELS[bool(one)] for one in chance >= 0.5], chance

def chatter():
    while True:
        os.write(1, b'\\x1e{{"rows": 7}}\\n{VALUE}')
        os.write(2, b"{VALUE}")
        time.sleep(0.001)

def printing(frame):
    """Print, and go on printing when nobody listens any more."""
    print("printed {VALUE}", flush=True)
    os.system("echo {VALUE}; echo {VALUE} >&2")
    if threading.active_count() < 4:
        threading.Thread(target=chatter, daemon=True).start()
    return plain(frame)

def reading(frame):
    return plain(frame) if sys.stdin.read() == "" else None

def raising(frame):
    raise ValueError(f"cannot read {{frame['note'].iloc[0]!r}}")

def late(frame):
    """Raise another error in each batch; the first batch is the last to be done."""
    first = int(frame["place"].iloc[0]) == 0
    if first:
        time.sleep(1)
    raise (KeyError if first else TypeError)("{VALUE}")

def exiting(frame):
    sys.exit(0)

def leaving(frame):
    os._exit(0)

def killed(frame):
    os.kill(os.getpid(), 9)

def killed_with_child(frame):
    """Leave a child that keeps the process's output open."""
    if os.fork() == 0:
        time.sleep(120)
    os.kill(os.getpid(), 9)

def sleeping(frame):
    open(f"started-{{os.getpid()}}", "w").close()
    time.sleep(60)
    return plain(frame)
'''


def people(count: int, seed: int = 3) -> pd.DataFrame:
    """Return invented rows with gaps in a protected column, and a column that nobody may see."""
    draw = np.random.default_rng(seed)
    chance = draw.integers(0, 1001, count) / 1000
    return pd.DataFrame({
        "place": np.arange(count),
        "sex": pd.array(draw.choice(["F", "M", None], count, p=[0.5, 0.45, 0.05]), dtype="str"),
        "race": draw.choice(["a", "b", "c"], count),
        "age": draw.integers(15, 90, count),
        "chance": chance,
        "note": VALUE,
        "label": (draw.random(count) < chance).astype(int),
    })  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a module of functions, few rows, many rows, and a model."""
    made = tmp_path_factory.mktemp("pool")
    (made / "deciding.py").write_text(DECIDING, encoding="utf-8")
    people(30_000).to_parquet(made / "few.parquet")
    many = people(300_000)
    many.to_parquet(made / "many.parquet")
    people(ENOUGH)[["sex", "race", "chance", "label"]].to_parquet(made / "enough.parquet")
    words = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), ["sex", "race"]), ("passthrough", ["age", "chance"]))
    fitted = make_pipeline(words, LogisticRegression(max_iter=200)).fit(many[["sex", "race", "age", "chance"]][:5000], many["label"][:5000])
    skops.io.dump(fitted, made / "model.skops")
    return made


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in that folder, and let few rows be many."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(rows_of, "FEW", 1)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Return what lists the processes that this test has started and that are still there."""
    return listing(monkeypatch)


def listing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Mark the environment, and return what lists the processes that carry the mark."""
    mark = uuid.uuid4().hex
    monkeypatch.setenv("EQUIGATE_MARK", mark)

    def listed() -> list[str]:
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                command, marks = (place / "cmdline").read_bytes(), (place / "environ").read_bytes()
            except OSError:
                continue
            if mark.encode() in marks and b"audit.observe.engines.worker" in command:
                found.append(command.decode())
        return found

    return listed


@contextmanager
def scene(data: str, batch: int = 4_000, workers: int = 2, **flags: Any) -> Iterator[Scene]:
    """Yield a dataset with a model beside it, to be counted by so many processes."""
    about = scenes.subject(data=[data], **FLAGS, **flags)
    with staged(about, InHand(), Settings(batch_rows=batch), Means("256MiB", 1)) as found:
        yield replace(found[0], workers=workers)


def facts(data: str, batch: int = 4_000, workers: int = 2, **flags: Any) -> list[Fact]:
    """Return what is counted."""
    with scene(data, batch, workers, **flags) as one:
        return list(counted(one, WORKS))


def problem(function: str) -> str:
    """Return how the counting with a function of ours ends."""
    with pytest.raises(BadInput) as caught:
        facts("few.parquet", predict_with=f"deciding:{function}")
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize(("workers", "batch"), [(1, 4_000), (2, 4_000), (2, 65_536), (3, 999), (3, 14_999)])
def test_processes_count_what_one_counts(workers: int, batch: int, left: Callable[[], list[str]]) -> None:
    """However many there are and however the rows are cut."""
    expected = facts("few.parquet", 30_000, workers=1, predict_with="deciding:plain")

    with scene("few.parquet", batch, workers, predict_with="deciding:plain") as one:
        open_facts = pool.count_in_processes(one, WORKS, one.source.names())
        actual = [work.close(fact, one) for work, fact in zip(WORKS, open_facts, strict=True)]

    assert expected == actual
    assert sum(numbers[0] for numbers in actual[0].rows.values()) == 30_000
    assert left() == []


def test_processes_count_what_one_counts_with_a_model_file() -> None:
    """A scikit-learn pipeline over 300,000 rows, its scores to the bin."""
    expected = facts("many.parquet", 65_536, workers=1, model="model.skops")

    actual = facts("many.parquet", 65_536, workers=2, model="model.skops")

    assert expected == actual
    assert {"outcomes", "scores"} == {fact.name for fact in actual}


def test_the_processes_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is counted in this process: the tests above would not see it."""
    monkeypatch.setattr(pool, "count_batches", None)
    monkeypatch.setattr(rows_of, "count_batches", None)

    actual = facts("few.parquet", predict_with="deciding:plain")

    assert len(actual) == 2


def test_progress_comes_to_the_end() -> None:
    """It is told once per batch, and never goes back."""
    seen: list[tuple[str, int, int]] = []
    with scene("few.parquet", predict_with="deciding:plain") as one:
        list(counted(replace(one, progress=lambda *told: seen.append(told)), WORKS))

    assert {("test: predict", 30_000)} == {(step, total) for step, _, total in seen}
    assert sorted(done for _, done, _ in seen) == [done for _, done, _ in seen]
    assert (len(seen), seen[-1][1]) == (8, 30_000)


@pytest.mark.parametrize("function", ["printing", "reading"])
def test_what_a_model_prints_and_reads_is_nobodys(function: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Our own talk is not disturbed, and our output stays clean."""
    expected = facts("few.parquet", predict_with="deciding:plain")

    with scene("few.parquet", predict_with=f"deciding:{function}") as one:
        # It would wait for the terminal here; there it reads nothing.
        actual = list(counted(one, WORKS))

    assert expected == actual
    assert capfd.readouterr() == ("", "")


def test_what_python_itself_prints_at_the_start_is_not_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sitecustomize that greets, without even a line end."""
    (tmp_path / "sitecustomize.py").write_text("print('hello', end='', flush=True)", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    actual = facts("few.parquet", predict_with="deciding:plain")

    assert len(actual) == 2


def test_a_folder_may_hold_anything(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package called audit, or a random.py, beside the user's own module are not imported in place of ours."""
    for name in ("audit", "random", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)", encoding="utf-8")
    shutil.copy(folder / "deciding.py", tmp_path / "beside_shadows.py")
    monkeypatch.chdir(tmp_path)

    actual = facts(str(folder / "few.parquet"), predict_with="beside_shadows:plain")

    assert len(actual) == 2


QUIET = "Its message is not shown, it may quote the data"
ENDS: list[Any] = [
    pytest.param("raising", "raised an error while predicting (ValueError)", QUIET, id="raises"),
    pytest.param("exiting", "raised an error while predicting (SystemExit)", QUIET, id="sys-exit"),
    pytest.param("late", "raised an error while predicting (KeyError)", QUIET, id="first-batch-first"),
    pytest.param("leaving", "a process that asked the model ended with code 0", "--threads 1", id="os-exit"),
    pytest.param("killed", "a process that asked the model was ended by signal 9", "memory", id="signal-9"),
    pytest.param("killed_with_child", "a process that asked the model was ended by signal 9", "memory", id="child-left"),
]


@pytest.mark.parametrize(("function", "what", "step"), ENDS)
def test_a_model_that_fails_ends_in_one_error(
    function: str, what: str, step: str, left: Callable[[], list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    """Once, with the place, without a value of the data, soon, and nothing is left running."""
    since = time.monotonic()

    message = problem(function)

    assert message.startswith(f"predict_with deciding:{function}: ")
    assert message.count(what) == 1
    assert step in message
    assert VALUE not in message
    assert capfd.readouterr() == ("", "")
    assert left() == []
    assert time.monotonic() - since < 60


@pytest.mark.parametrize("function", ["raising", "exiting"])
def test_the_error_is_that_of_one_process(function: str) -> None:
    """To the letter."""
    with pytest.raises(BadInput) as caught:
        facts("few.parquet", workers=1, predict_with=f"deciding:{function}")

    assert str(caught.value) == problem(function)


def test_a_changed_model_is_refused(folder: Path, tmp_path: Path) -> None:
    """What was audited is the file that was there first."""
    path = shutil.copy(folder / "model.skops", tmp_path)
    with scene("few.parquet", model=str(path)) as one:
        Path(path).write_bytes(Path(path).read_bytes() + b" ")
        with pytest.raises(BadInput, match=r"model\.skops: the model file has changed"):
            list(counted(one, WORKS))


def test_a_model_file_that_is_gone_is_named(folder: Path, tmp_path: Path) -> None:
    """As if it had not been there at the start."""
    path = shutil.copy(folder / "model.skops", tmp_path)
    with scene("few.parquet", model=str(path)) as one:
        Path(path).unlink()
        with pytest.raises(BadInput, match="there is no such model file"):
            list(counted(one, WORKS))


def test_processes_that_cannot_start_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: Callable[[], list[str]]) -> None:
    """Here a package that we need cannot be imported beside us."""
    with scene("few.parquet", predict_with="deciding:plain") as one:
        (tmp_path / "select.py").write_text("raise ImportError", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        with pytest.raises(BadInput, match=r"ended with code 1 before it could start\. .*--threads 1"):
            list(counted(one, WORKS))

    assert left() == []


@pytest.mark.parametrize("executable", ["", "/usr/bin/some-program"])
def test_where_python_cannot_be_started_one_process_counts(executable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python may be built into another program."""
    expected = facts("few.parquet", predict_with="deciding:plain")
    monkeypatch.setattr(sys, "executable", executable)

    actual = facts("few.parquet", predict_with="deciding:plain")

    assert expected == actual


def test_data_that_cannot_be_read_end_the_processes(left: Callable[[], list[str]]) -> None:
    """The error of the reading comes through as it is."""

    class Breaking(Source):
        def batches(self, columns: Any, size: int = 65_536) -> Any:
            yield next(iter(Source.batches(self, columns, size)))
            raise OSError("disk")

    with scene("few.parquet", predict_with="deciding:plain") as one:
        names = ("name", "columns", "rows", "fingerprint", "notes", "table")
        breaking = Breaking(**{name: getattr(one.source, name) for name in names})
        with pytest.raises(OSError, match="disk"):
            list(counted(replace(one, source=breaking), WORKS))

    assert left() == []


def test_a_notebook_or_a_script_needs_no_guard(tmp_path: Path, folder: Path) -> None:
    """A script without `if __name__ == "__main__"` runs once, and prints what it prints once."""
    script = """
import audit.observe.rows as rows, audit
print("once")
rows.FEW = 1
made = audit.audit("few.parquet", predict_with="deciding:plain", label="label", favourable="1", protected="sex,race", threads=2)
print(made.claims["exit_code"] in (0, 1, 3))
"""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, tmp_path / "script.py"], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("once\nTrue\n", "")


@contextmanager
def sleeping(tmp_path: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield an audit whose two processes are in the middle of predicting, with an old output beside it."""
    shutil.copy(folder / "deciding.py", tmp_path)
    (tmp_path / "e.json").write_text("old", encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    command = [sys.executable, "-m", "audit", "check", "--data", str(folder / "enough.parquet"), "--label", "label", "--favourable", "1"]
    command += ["--protected", "sex,race", "--predict-with", "deciding:sleeping", "--threads", "2", "-o", "json=e.json"]
    env = environment({"TMPDIR": str(tmp_path / "scratch")})
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while len(list(tmp_path.glob("started-*"))) < 2 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        yield process
        process.kill()


def test_an_interruption_leaves_nothing(tmp_path: Path, folder: Path, left: Callable[[], list[str]]) -> None:
    """Ctrl-C while predicting: exit 130 at once, no process, no scratch, the old output as it was."""
    with sleeping(tmp_path, folder) as process:
        running = left()
        since = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        took = time.monotonic() - since

    assert len(running) == 2
    assert process.returncode == 130, err
    assert err.splitlines()[-1].startswith("exit 130: interrupted")
    assert ("Traceback" in err, out, took < 10) == (False, "", True)
    assert (tmp_path / "e.json").read_text("utf-8") == "old"
    assert list((tmp_path / "scratch").iterdir()) == []
    assert left() == []


def test_processes_end_with_the_one_that_started_them(tmp_path: Path, folder: Path, left: Callable[[], list[str]]) -> None:
    """Killed without a chance to clean up, it leaves none of them, not even in the middle of a prediction."""
    with sleeping(tmp_path, folder) as process:
        running = left()
        process.kill()
        process.wait(30)
        until = time.monotonic() + 10
        while left() and time.monotonic() < until:
            time.sleep(0.1)

    assert len(running) == 2
    assert left() == []


JOB = Job(
    Recipe("a.skops", "sha256:1", ("x.Y",), None, "1", ("label",)),
    "sha256:1",
    Counting(
        "test", Roles(label="label", protected=(Protected("sex"), Protected("age", (18.5, 25.0))), reference={"sex": "F"}), Settings()
    ),
    ("outcomes", "scores"),
    ("/a", "/b c"),
)


def test_a_job_comes_as_it_was_sent() -> None:
    """Tuples are tuples again."""
    expected = JOB

    actual = Job.from_json(heard(message(JOB.to_json())) or {})

    assert expected == actual


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'\x1e{"rows": 1}\n', {"rows": 1}),
        (b'hello\x1e{"rows": 1}\n', {"rows": 1}),
        (b'{"rows": 1}\n', None),
        (b'\x1e{"facts": [', None),
        (b"", None),
    ],
    ids=["whole", "after-others", "no-mark", "cut-off", "nothing"],
)
def test_only_whole_messages_are_heard(line: bytes, expected: object) -> None:
    """What others print, or a process could not end, is none."""
    actual = heard(line)

    assert expected == actual


def told(recipe: Recipe, data: bytes, works: tuple[str, ...] = ("outcomes",)) -> list[dict[str, Any]]:
    """Return what a worker says to a job and a stream."""
    job = Job(recipe, None, Counting("test", Roles(label="label", positive="1", favourable="1"), Settings()), works, import_path())
    answers = io.BytesIO()
    serve(io.BytesIO(message(job.to_json()) + data), answers)
    return [heard(line) or {} for line in answers.getvalue().splitlines(keepends=True)]


def stream(count: int) -> bytes:
    """Return rows as a stream of two batches."""
    table = pa.Table.from_pandas(people(count), preserve_index=False)
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, count // 2)
    return sink.getvalue()


@pytest.fixture
def _threads() -> Iterator[None]:
    """Keep Arrow's threads as they are."""
    before = pa.cpu_count(), pa.io_thread_count()
    yield
    pa.set_cpu_count(before[0])
    pa.set_io_thread_count(before[1])


@pytest.mark.usefixtures("_threads")
def test_a_worker_says_when_it_is_ready_what_it_has_counted_and_its_facts() -> None:
    """In this order."""
    said = told(Recipe(None, predict_with="deciding:plain"), stream(20))

    assert said[:3] == [{"ready": True}, {"rows": 10}, {"rows": 10}]
    assert sum(row[-1] for row in said[3]["facts"][0]["rows"]) == 20
    assert len(said) == 4


WRONG: list[Any] = [
    pytest.param(Recipe("gone.skops"), b"", ("outcomes",), "problems", id="no-model"),
    pytest.param(Recipe("model.skops"), b"", ("outcomes",), "problems", id="other-bytes"),
    pytest.param(Recipe(None, predict_with="deciding:raising"), stream(4), ("outcomes",), "problems", id="raises"),
    pytest.param(Recipe(None, predict_with="deciding:plain"), b"no stream", ("outcomes",), "broke", id="no-stream"),
    pytest.param(Recipe(None, predict_with="deciding:plain"), stream(4), ("no such fact",), "broke", id="no-work"),
]


@pytest.mark.usefixtures("_threads")
@pytest.mark.parametrize(("recipe", "data", "works", "expected"), WRONG)
def test_a_worker_says_what_is_wrong(recipe: Recipe, data: bytes, works: tuple[str, ...], expected: str) -> None:
    """Last, and without a value."""
    said = told(recipe, data, works)

    assert [expected] == list(said[-1])
    assert VALUE not in str(said)


def test_a_worker_that_breaks_is_named_by_its_error() -> None:
    """An error of ours in it is one of ours, with the way to its place."""
    with scene("few.parquet", predict_with="deciding:plain") as one:
        unknown = replace(WORKS[0], name="no such fact")
        with pytest.raises(BadInput, match=r"a process that asked the model broke with KeyError.*--threads 1 -v"):
            pool.count_in_processes(one, [unknown], one.source.names())

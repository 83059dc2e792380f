"""Measures how cost grows with the rows: `python benchmarks/scale.py` in an environment with equigate installed.

Prints every figure beside its bar, and exits 1 if one is missed. Every run is a process of its own, on invented
people that are written into `--folder` (a temporary one otherwise). Wall seconds are those of this machine, with
whatever else it does; CPU seconds and ratios inside one run say more.

    python benchmarks/scale.py                          10,000,000 rows: the whole check, the profile, a model
    python benchmarks/scale.py --rows 1000000           fewer
    python benchmarks/scale.py --spark                  the model audit on a local cluster of Spark as well
    python benchmarks/scale.py --classes 100000000      exact k of 62 million classes under the cap, minutes
    python benchmarks/scale.py --growth 100000000       the whole check at a hundredth, a tenth and all of so many rows
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asking import fit
from invented import CHECK, write, write_classes
from picture import draw

MEGABYTE = 1 << 20
ROOM = 400
"""Megabytes of the process beside the engine's memory cap."""
STATED = 10_000_000
"""Rows that bars in seconds are stated for."""
JUDGED = 1_000_000
"""From so many rows on, a ratio says more of the rows than of what every run costs."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds, and megabytes at its peak; and what it printed."""

    wall: float
    cpu: float
    peak: float
    said: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside its bar (None: it is only shown)."""

    what: str
    value: float
    unit: str
    bar: float | None = None

    def line(self) -> str:
        """Return it as a line."""
        end = "" if self.bar is None else f"  must reach {self.bar:9,.1f} {self.unit:<3}  {'missed' if self.missed else 'reached'}"
        return f"{self.what:<62} {self.value:11,.2f} {self.unit:<3}{end}"

    @property
    def missed(self) -> bool:
        """Tell whether it is worse than its bar."""
        return self.bar is not None and self.value > self.bar


@dataclass(frozen=True, slots=True)
class Asked:
    """What is measured: on how many rows, with how much memory, and where the files are."""

    folder: Path
    rows: int
    memory: str
    classes: int
    growth: int
    spark: bool
    picture: Path | None

    @property
    def cap(self) -> float:
        """Return the memory cap in megabytes."""
        from audit.load.engine import Engine

        with Engine.open(memory=self.memory) as engine:
            return engine.memory_bytes() / MEGABYTE

    def people(self, rows: int) -> Path:
        """Return a file of so many people, written if it is not there."""
        path = self.folder / f"people-{rows}.parquet"
        if not path.exists():
            write(path, rows)
        return path

    def people_of_classes(self, rows: int) -> Path:
        """Return a file of so many people of six columns, two in three alone in their class."""
        path = self.folder / f"classes-{rows}.parquet"
        if not path.exists():
            write_classes(path, rows)
        return path


# ------------------------------------------------------------------------------------- sections


def whole_check(asked: Asked) -> Iterator[Figure]:
    """Yield what one `equigate check` without a model takes."""
    run = _check(asked, asked.rows)
    yield Figure(f"check, {asked.rows:,} rows x 24 columns, wall", run.wall, "s", 90.0 * max(1.0, asked.rows / STATED))
    yield Figure("  CPU", run.cpu, "s")
    yield Figure(f"  peak of the process, cap {asked.memory}", run.peak, "MB", asked.cap + ROOM)


def profile(asked: Asked) -> Iterator[Figure]:
    """Yield what counting takes against reading: DuckDB hashes every value of every column once."""
    path = str(asked.people(asked.rows))
    judged = asked.rows >= JUDGED
    scan, present, exact = (json.loads(_alone(part, path, asked.memory).said) for part in ("scan", "present", "counts"))
    yield Figure(f"scan of {asked.rows:,} rows x 24 columns, CPU", scan["cpu"], "s")
    yield Figure("  profile without distinct counts over scan", present["cpu"] / scan["cpu"], "x", 2.5 if judged else None)
    yield Figure("  profile with exact distinct counts over scan", exact["cpu"] / scan["cpu"], "x", 8.0 if judged else None)


def classes(asked: Asked) -> Iterator[Figure]:
    """Yield what exact k takes, against the same with a tenth of the rows and of the classes."""
    if not asked.classes:
        return
    seen = {}
    for rows in (asked.classes // 10, asked.classes):
        run = _alone("cells", str(asked.people_of_classes(rows)), asked.memory)
        said = json.loads(run.said)
        seen[rows] = said
        yield Figure(f"k over six columns, {rows:,} rows, {said['classes']:,} classes, wall", said["wall"], "s")
        yield Figure("  CPU", said["cpu"], "s")
        yield Figure(f"  peak of the process, cap {asked.memory}", run.peak, "MB", asked.cap + ROOM)
    few, many = seen.values()
    yield Figure("  CPU per row against a tenth of the rows", many["cpu"] / few["cpu"] / 10, "x", 3.0)
    yield Figure("  wall per row against a tenth of the rows", many["wall"] / few["wall"] / 10, "x", 3.0)


def growth(asked: Asked) -> Iterator[Figure]:
    """Yield what a check takes as rows grow a hundredfold: each further row costs the same, memory stays."""
    if not asked.growth:
        return
    sizes = [asked.growth // 100, asked.growth // 10, asked.growth]
    runs = []
    for rows in sizes:
        runs.append(_check(asked, rows))
        yield Figure(f"check, {rows:,} rows x 24 columns, wall", runs[-1].wall, "s")
        yield Figure("  CPU", runs[-1].cpu, "s")
        yield Figure(f"  peak of the process, cap {asked.memory}", runs[-1].peak, "MB", asked.cap + ROOM)
    slopes = [(runs[place + 1].cpu - runs[place].cpu) / (sizes[place + 1] - sizes[place]) for place in (0, 1)]
    yield Figure("  CPU of a further row, at the end over at the beginning", slopes[1] / slopes[0], "x", 2.0)
    if asked.picture:
        draw(asked.picture, sizes, [run.cpu for run in runs], [run.peak for run in runs], asked.cap + ROOM)


def model(asked: Asked) -> Iterator[Figure]:
    """Yield what asking a model about every row takes, with everything that is counted of its answers."""
    data, path = asked.people(asked.rows), asked.folder / "model.skops"
    fit(data, path)
    alone, both = (_asking(part, data, path) for part in ("bare", "bare with scores"))
    count = _asking("count", data, path, "2")
    judged = asked.rows >= STATED
    yield Figure(f"bare predict by one thread, {asked.rows:,} rows, CPU", alone["cpu"], "s")
    yield Figure("  with predict_proba", both["cpu"], "s")
    yield Figure("predict, outcomes and scores in two processes, CPU", count["cpu"], "s")
    yield Figure("  wall", count["wall"], "s")
    yield Figure("  over bare predict", count["cpu"] / alone["cpu"], "x", 2.0 if judged else None)
    yield Figure("  over bare predict and predict_proba", count["cpu"] / both["cpu"], "x")
    yield Figure("  the largest of the processes", count["peak"], "MB", ROOM)


def spark(asked: Asked) -> Iterator[Figure]:
    """Yield what the same model audit takes on Spark's own cluster of two executors on this machine."""
    if not asked.spark:
        return
    data, path = asked.people(asked.rows), asked.folder / "model.skops"
    fit(data, path)
    here = _asking("count", data, path, "2")
    there = _asking("count", Path(f"local-cluster[2,1,1024]#{data}"), path, "2")
    yield Figure(f"model audit of {asked.rows:,} rows in two processes, wall", here["wall"], "s")
    yield Figure("  on a cluster of two executors, wall", there["wall"], "s")
    yield Figure("  cluster over processes", there["wall"] / here["wall"], "x", 3.0)
    yield Figure("  facts that differ", float(here["facts"] != there["facts"]), "", 0.0)


def _asking(part: str, data: Path, path: Path, *words: str) -> dict[str, float]:
    """Run one way of asking the model."""
    place = Path(__file__).with_name("asking.py")
    found: dict[str, float] = json.loads(_run([sys.executable, str(place), part, str(data), str(path), *words]).said)
    return found


SECTIONS: tuple[Callable[[Asked], Iterator[Figure]], ...] = (whole_check, profile, model, spark, classes, growth)
"""One function per section: what is measured next gets a function of its own here."""


# ------------------------------------------------------------------------------------- runs


def _check(asked: Asked, rows: int) -> Run:
    """Run the whole check."""
    words = ["check", "--data", str(asked.people(rows)), *CHECK, "--memory", asked.memory, "--exit-zero"]
    return _run([sys.executable, "-m", "audit", *words])


def _alone(part: str, *words: str) -> Run:
    """Run one part of this file."""
    return _run([sys.executable, __file__, "--part", part, *words])


def _run(line: Sequence[str]) -> Run:
    """Run a process and return what it took; raises ChildProcessError if it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        streams = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        child = os.posix_spawn(line[0], line, os.environ, file_actions=streams)
        # The usage of this one child, of no other that ran before it.
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if status:
            errors.seek(0)
            message = f"{' '.join(line[1:4])} ended with {os.waitstatus_to_exitcode(status)}: {errors.read().decode()}"
            raise ChildProcessError(message)
        out.seek(0)
        said = out.read().decode()
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def part(name: str, path: str, memory: str) -> dict[str, float]:
    """Do one part of the work in this process and return its seconds, and how many classes there are."""
    from audit.core.roles import Roles
    from audit.load.engine import Engine
    from audit.load.source import open_source
    from audit.observe.cells import CELLS
    from audit.observe.profile import PROFILE
    from audit.observe.scene import Scene, Settings

    found = {"classes": 0}
    with Engine.open(memory=memory) as engine:
        source = open_source(engine, "test", path)
        scene = Scene(source, Roles(quasi_identifiers=source.names()), Settings())
        before, began = time.process_time(), time.perf_counter()
        if name == "scan":
            hashes = ", ".join(f"bit_xor(hash({column}))" for column in source.names())
            engine.connection.execute(f"SELECT {hashes} FROM read_parquet('{path}')").fetchall()  # noqa: S608 - our own names
        elif name == "present":
            import narwhals as nw

            source.frame().select(nw.all().count()).collect("pyarrow")
        else:
            counted = PROFILE.make(scene, {})
            if name == "cells" and counted is not None:
                cells = CELLS.make(scene, {"profile": counted})
                found["classes"] = sum(one for one, _ in cells.rows.values()) if cells else 0
        return {"cpu": time.process_time() - before, "wall": time.perf_counter() - began, **found}


def main(words: Sequence[str]) -> int:
    """Print every figure beside its bar."""
    if words[:1] == ["--part"]:
        print(json.dumps(part(*words[1:])))
        return 0
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--rows", type=int, default=STATED, help="rows of the whole check and of the profile")
    reader.add_argument("--memory", default="2GB", help="the engine's memory cap")
    reader.add_argument("--folder", type=Path, help="where files are written and found again")
    reader.add_argument("--classes", type=int, default=0, metavar="ROWS", help="exact k of two classes in three rows")
    reader.add_argument("--growth", type=int, default=0, metavar="ROWS", help="the check at a hundredth, a tenth and all of these")
    reader.add_argument("--picture", type=Path, metavar="FILE", help="draw the growth as SVG")
    reader.add_argument("--spark", action="store_true", help="the model audit on Spark's local cluster as well")
    reader.add_argument("--only", choices=[section.__name__ for section in SECTIONS], help="one section alone")
    asked = reader.parse_args(words)
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = (asked.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        what = Asked(folder, asked.rows, asked.memory, asked.classes, asked.growth, asked.spark, asked.picture)
        print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        for section in SECTIONS:
            for figure in section(what) if asked.only in {None, section.__name__} else ():
                missed += figure.missed
                print(figure.line(), flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

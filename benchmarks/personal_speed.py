"""Measures the look at every cell against Presidio: `python benchmarks/personal_speed.py` where equigate is installed.

Prints every figure beside its bar, and exits 1 if one is missed. Both sides run on one core's CPU seconds, each in
processes of their own, on an invented table. Presidio is asked as `BatchAnalyzerEngine.analyze_dict` with a no-op
language engine and its default `en` recognisers, on a seeded sample of rows where the table is large.

    python benchmarks/personal_speed.py                      all of it, some minutes
    python benchmarks/personal_speed.py --rows 100000        a smaller table
    python benchmarks/personal_speed.py --only missed        cells that Presidio flags and the first look does not pass
    python benchmarks/personal_speed.py --json               figures as JSON
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from personal_table import hard_cells, write_table

STATED, WHOLE, CELLS = 1_000_000, 20_000, 100_000
WIDTH = 12
LOCALES = {"US and GB": "US,GB", "all countries": ""}
"""Presidio's default `en` recognisers are those of no country, of the US and the UK's NHS numbers."""
LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside its bar (None: it is only shown); `least` tells that it must be at least so much, not at most."""

    what: str
    value: float
    unit: str
    bar: float | None = None
    least: bool = True

    @property
    def missed(self) -> bool:
        """Tell whether it is worse than its bar."""
        return self.bar is not None and (self.value < self.bar if self.least else self.value > self.bar)

    def line(self) -> str:
        """Return it as a line."""
        end = (
            ""
            if self.bar is None
            else f"  must be {'>=' if self.least else '<='} {self.bar:9,.0f}  {'missed' if self.missed else 'reached'}"
        )
        return f"{self.what:<72} {self.value:12,.2f} {self.unit:<8}{end}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is measured: on how many rows, with which files, where."""

    folder: Path
    rows: int
    whole: int
    sample: int
    cells: int
    shared: Path

    def table(self, rows: int) -> Path:
        """Return a table of so many rows, written if it is not there."""
        path = self.folder / f"personal-{rows}.parquet"
        if not path.exists():
            write_table(path, rows)
        return path


# ------------------------------------------------------------------------------------- sections


def per_cell(asked: Asked) -> Iterator[Figure]:
    """Yield the CPU seconds per cell of reading a file, looking at every cell and judging, against Presidio's."""
    path = asked.table(asked.rows)
    theirs = _part("presidio", str(path), str(asked.sample))
    yield Figure(f"Presidio on {asked.sample:,} of {asked.rows:,} rows x {WIDTH}: analyze_dict", theirs["rate"], "cells/s")
    for name, locales in LOCALES.items():
        bar = 100.0 if locales and asked.rows >= STATED else None
        for how in ("told apart", "row by row"):
            ours = _part("sweep", str(path), locales, how)
            yield Figure(f"open and look at every cell, {name}, {how}", ours["rate"], "cells/s")
            yield Figure("  over Presidio", ours["rate"] / theirs["rate"], "x", bar)
            yield Figure("  peak of the process", ours["peak"], "MB", 1_000.0, least=False)
        ours = _part("scan", str(path), locales)
        yield Figure(f"the whole scan, judged, {name}", ours["rate"], "cells/s")
        yield Figure("  over Presidio", ours["rate"] / theirs["rate"], "x", bar)
        yield Figure("  peak of the process", ours["peak"], "MB", 1_000.0, least=False)


def whole_process(asked: Asked) -> Iterator[Figure]:
    """Yield what one command takes, from start to end, against a process that has Presidio look at the same table."""
    path = asked.table(asked.whole)
    theirs = _run([sys.executable, __file__, "--part", "presidio", str(path), str(asked.whole)], {})
    yield Figure(f"process with Presidio, {asked.whole:,} x {WIDTH}, CPU", theirs["cpu"], "s")
    for name, locales in LOCALES.items():
        command = [sys.executable, "-m", "audit", "scan", str(path), "--format", "json", *(["--locales", locales] if locales else [])]
        with tempfile.TemporaryDirectory() as cache:
            for state in ("cold", "warm"):
                ours = _run(command, {"EQUIGATE_CACHE": cache})
                bar = 25.0 if state == "warm" and locales and asked.whole >= WHOLE else None
                yield Figure(f"equigate scan, {name}, {state} cache, CPU", ours["cpu"], "s")
                yield Figure("  over the process with Presidio", theirs["cpu"] / ours["cpu"], "x", bar)


def missed(asked: Asked) -> Iterator[Figure]:
    """Yield how many cells some recogniser flags (any score above 0) that are not its candidates: all recognisers, all countries."""
    from audit.observe.personal.catalogue import recognisers

    examples = [text for one in recognisers() for text in (*one.examples, *one.counter_examples)]
    generated = list(dict.fromkeys(hard_cells(examples, asked.cells, 20261120)))
    for name, cells in (("of the shared tables", _shared(asked.shared)), ("generated", generated)):
        if not cells:
            continue
        flagged, broken, lost = _compared(cells)
        yield Figure(f"distinct cells {name}", len(cells), "")
        yield Figure("  pairs of a cell and a recogniser that flags it", flagged, "")
        yield Figure("  of them, on which the recogniser breaks", broken, "")
        yield Figure("  of them not candidates", lost, "", 0.0, least=False)


SECTIONS: tuple[Callable[[Asked], Iterator[Figure]], ...] = (per_cell, whole_process, missed)


# ------------------------------------------------------------------------------------- missed cells


def _shared(folder: Path) -> list[str]:
    """Return the distinct cells of every shared table, and the values in cells that are lists."""
    csv.field_size_limit(100_000_000)
    cells: dict[str, None] = {}
    for path in sorted((*folder.glob("personal/**/*.csv"), *folder.glob("fairness/**/*.csv"))):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for row in csv.reader(stream):
                cells.update(dict.fromkeys(row))
    for path in sorted(folder.glob("personal/**/synth*.json")):
        cells.update(dict.fromkeys(one["full_text"] for one in json.loads(path.read_text(encoding="utf-8"))))
    return [cell for cell in cells if len(cell) <= LONGEST]


def _compared(cells: Sequence[str]) -> tuple[int, int, int]:
    """Return how many pairs are flagged, on how many of them the recogniser breaks, and how many are no candidates."""
    from audit.observe.personal import presidio_door
    from audit.observe.personal.sieve.prefilter import Prefilter
    from audit.observe.personal.sieve.probes import probes
    from audit.observe.scene import Personal

    asked = probes((), Personal())
    table = Prefilter(asked).matrix(cells)
    flagged = broken = lost = 0
    for place, probe in enumerate(asked):
        with presidio_door.silence():
            for row, cell in enumerate(cells):
                found = _found(probe, cell)
                flagged += found is not False
                broken += found is None
                lost += found is not False and not table[row, place]
    return flagged, broken, lost


def _found(probe: Any, cell: str) -> bool | None:
    """Tell whether a recogniser finds anything in a cell; None if it breaks on what its pattern matched."""
    from audit.observe.personal import presidio_door

    if probe.origin == "ours":
        return any(re.search(regex, cell, flags) for regex, flags in probe.patterns)
    name, _, region = probe.name.partition(":")
    try:
        return bool(presidio_door.spans(presidio_door.build(name, region), cell))
    except (KeyError, ValueError, IndexError):
        return None


# ------------------------------------------------------------------------------------- parts


def presidio(path: str, rows: str) -> dict[str, float]:
    """Ask Presidio about a seeded sample of rows; importing it does not count here."""
    import pyarrow.parquet as pq
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    table = pq.read_table(path)
    chosen = sorted(random.Random(7).sample(range(table.num_rows), min(int(rows), table.num_rows)))  # noqa: S311
    columns = {name: [str(value) for value in values] for name, values in table.take(chosen).to_pydict().items()}
    engine = NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "no_op"}])
    engine.load()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    registry.recognizers = [one for one in registry.recognizers if one.name != "SpacyRecognizer"]
    _offline(registry.recognizers)
    batch = BatchAnalyzerEngine(analyzer_engine=AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"]))
    began = time.process_time()
    found = sum(len(cell) for column in batch.analyze_dict(columns, language="en") for cell in column.recognizer_results)
    return _rate(len(chosen), began) | {"found": found}


def _offline(recognisers: Sequence[Any]) -> None:
    """Keep the e-mail recogniser from asking the network for public suffixes."""
    import tldextract

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
    tldextract.extract = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())


def sweep(path: str, locales: str, how: str) -> dict[str, float]:
    """Open a table and look at every cell."""
    from audit.load.engine import Engine
    from audit.load.source import open_source
    from audit.observe.engines.sweeping import sweep as look
    from audit.observe.profile import PROFILE
    from audit.observe.scene import Scene, Settings

    began = time.process_time()
    with Engine.open(memory="400MB") as engine:
        source = open_source(engine, "test", path)
        distinct: dict[str, int] = {}
        if how == "told apart":
            from audit.core.roles import Roles

            fact = PROFILE.make(Scene(source, Roles(), Settings()), {})
            distinct = {str(keys[1]): numbers[2] for keys, numbers in fact.rows.items()} if fact is not None else {}
        look(source, source.names(), Settings(locales=_split(locales)), distinct=distinct)
        return _rate(source.rows, began)


def scan(path: str, locales: str) -> dict[str, float]:
    """Do what `equigate scan` does."""
    from audit.observe.stage import Means
    from audit.scan import Looking, scan_files

    began = time.process_time()
    found = scan_files([path], Looking(locales=locales or None), Means(memory="400MB"))
    return _rate(found[0].rows, began) | {"columns": len(found[0].columns)}


def _split(locales: str) -> tuple[str, ...]:
    """Return countries as settings hold them."""
    return tuple(filter(None, locales.split(",")))


def _rate(rows: int, began: float) -> dict[str, float]:
    """Return cells per CPU second since then."""
    took = time.process_time() - began
    return {"rate": rows * WIDTH / took, "cpu": took}


PARTS: dict[str, Callable[..., dict[str, float]]] = {"presidio": presidio, "sweep": sweep, "scan": scan}


def _part(*words: str) -> dict[str, float]:
    """Run one part in a process of its own, patterns compiled before, and return its figures with its peak."""
    line = [sys.executable, __file__, "--part", *words]
    for _ in range(1 if words[0] == "presidio" else 2):
        run = _run(line, {})
    return {**json.loads(str(run["said"]).splitlines()[-1]), "peak": run["peak"]}


def _run(line: Sequence[str], environment: dict[str, str]) -> dict[str, Any]:
    """Run a process and return its CPU seconds, its peak in MB and what it printed; raises ChildProcessError if it fails."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    inherited["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")])
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        streams = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        child = os.posix_spawn(line[0], line, inherited | environment, file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        out.seek(0)
        errors.seek(0)
        if os.waitstatus_to_exitcode(status):
            message = f"{' '.join(line[1:4])} ended with {os.waitstatus_to_exitcode(status)}: {errors.read().decode()[-2000:]}"
            raise ChildProcessError(message)
        return {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024, "said": out.read().decode()}


def main(words: Sequence[str]) -> int:
    """Print every figure beside its bar."""
    if words[:1] == ["--part"]:
        print(json.dumps(PARTS[words[1]](*words[2:])))
        return 0
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--rows", type=int, default=STATED, help="rows of the large table")
    reader.add_argument("--whole", type=int, default=WHOLE, help="rows of the table of the whole process")
    reader.add_argument("--sample", type=int, default=1_500, help="rows of the large table that Presidio is asked about")
    reader.add_argument("--cells", type=int, default=CELLS, help="generated cells")
    reader.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[1] / "../shared/data", help="the shared tables")
    reader.add_argument("--folder", type=Path, help="where files are written and found again")
    reader.add_argument("--only", choices=[section.__name__ for section in SECTIONS], help="one section alone")
    reader.add_argument("--json", action="store_true", help="print figures as JSON")
    asked = reader.parse_args(words)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        folder = (asked.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        what = Asked(folder, asked.rows, asked.whole, asked.sample, asked.cells, asked.shared)
        for section in SECTIONS:
            for figure in section(what) if asked.only in {None, section.__name__} else ():
                figures.append(figure)
                if not asked.json:
                    print(figure.line(), flush=True)
    if asked.json:
        print(json.dumps([{**asdict(one), "missed": one.missed} for one in figures], indent=1))
    return int(any(one.missed for one in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

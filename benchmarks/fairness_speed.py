"""Measures group fairness against fairlearn's MetricFrame: `python benchmarks/fairness_speed.py [--rows 1000000 10000000]`.

Both sides run in this process with everything imported, and CPU seconds are compared. The peer gets the rows as
it wants them (0 and 1, one frame) and makes one MetricFrame of eight metrics over sex and race. Our side starts
from a Parquet file: it opens and counts it, and has fairlearn compute the same metrics from the counts, for sex,
for race and for their intersection. Then again with every interval and 2,000 replicates of the whole table.
Prints what was measured beside its bar, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb  # noqa: F401 - imported before anything is timed
import fairlearn.metrics as fair
import narwhals  # noqa: F401
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.stats  # noqa: F401
from sklearn.metrics import accuracy_score, precision_score

from audit.core.fact import Facts
from audit.core.metric import Value
from audit.core.roles import Protected, Roles
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.metrics import decisions as rates
from audit.metrics import gaps
from audit.metrics.compared import Compared
from audit.observe.outcomes import OUTCOMES, Outcomes, decisions
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from audit.statistics.interval import interval_of
from audit.statistics.resample import replicates

BARS = {1_000_000: (60.0, 40.0), 10_000_000: (400.0, 300.0)}
PEER_ROWS = 1_000_000
RACES = (("White", 0.6), ("Black", 0.2), ("Asian", 0.1), ("Other", 0.06), ("Native", 0.04))
ROLES = Roles(
    label="hired", prediction="said", protected=(Protected("sex"), Protected("race")), positive="yes", favourable="yes", reference={}
)


def people(path: Path, rows: int) -> None:
    """Write invented decisions about so many people, a million at a time."""
    draw = np.random.default_rng(20261120)
    writer = None
    for start in range(0, rows, 1_000_000):
        size = min(1_000_000, rows - start)
        race = draw.choice(len(RACES), size, p=[share for _, share in RACES])
        label = draw.random(size) < 0.4
        said = draw.random(size) < np.where(label, 0.7, 0.2)
        columns = {
            "sex": _text(draw.integers(0, 2, size), ["Female", "Male"]),
            "race": _text(race, [name for name, _ in RACES]),
            "hired": _text(label.astype(int), ["no", "yes"]),
            "said": _text(said.astype(int), ["no", "yes"]),
        }
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _text(codes: Any, names: list[str]) -> pa.Array:
    """Return a column of texts."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names)).cast(pa.string())


def peer(path: Path) -> float:
    """Return the CPU seconds of one MetricFrame over sex and race."""
    frame = pq.read_table(path).to_pandas()
    label, said = (frame["hired"] == "yes").astype(int), (frame["said"] == "yes").astype(int)
    metrics = {
        "count": fair.count, "selection_rate": fair.selection_rate, "true_positive_rate": fair.true_positive_rate,
        "false_positive_rate": fair.false_positive_rate, "true_negative_rate": fair.true_negative_rate,
        "false_negative_rate": fair.false_negative_rate, "accuracy": accuracy_score, "precision": precision_score,
    }  # fmt: skip
    groups = frame[["sex", "race"]]
    start = time.process_time()
    result = fair.MetricFrame(metrics=metrics, y_true=label, y_pred=said, sensitive_features=groups)
    spent = time.process_time() - start
    check_equal(path, result.by_group)
    return spent


def check_equal(path: Path, by_group: Any) -> None:
    """Compare all 70 rates with ours, and end where one differs by more than 1e-12."""
    ours = {(value.group, value.metric): value for value in points(path)}
    for (sex, race), row in by_group.iterrows():
        for metric in (name for name in by_group.columns if name != "count"):
            value = ours[f"{sex} & {race}", metric].value
            if value is None or abs(value - row[metric]) > 1e-12:
                sys.exit(f"{metric} of {sex} & {race} differs from fairlearn's")


def facts_of(path: Path) -> Facts:
    """Return the counts of a file."""
    with Opener.start(path.parent, threads=2) as opener:
        scene = Scene(opener.source(Dataset("test", path.name)), ROLES, Settings())
        tables = tuple(counted(scene, [OUTCOMES]))
    roles = {"positive": "yes", "favourable": "yes", "prediction": "said", "reference": {}}
    return Facts(tables, {"roles": roles, "min_cell": 10, "population": "sample"})


def view_of(facts: Facts) -> Outcomes:
    """Return the decisions."""
    view = decisions(facts, "test")
    if view is None:
        sys.exit("nothing was counted")
    return view


def points(path: Path) -> list[Value]:
    """Return every rate of every group, as fairlearn computes it from the counts."""
    return list(rates.group_rates(view_of(facts_of(path))))


def everything(path: Path) -> int:
    """Return how many intervals were computed: of every rate and comparison, and 2,000 replicates of the table beside."""
    facts = facts_of(path)
    view = view_of(facts)
    values = [*rates.group_rates(view), *gaps.FAMILY.measure(facts, "test", Compared())]
    intervals = [interval_of(value.counts, value.value, 0.95) for value in values]
    cells = np.array([numbers[0] for numbers in view.fact.rows.values()])
    drawn = replicates(cells, 2_000).reshape(2_000, -1)
    groups = [keys[:-2] for keys in view.fact.rows]
    for attribute in ((0,), (1,), (0, 1)):
        _replicated(drawn, [tuple(group[place] for place in attribute) for group in groups], list(view.fact.rows))
    return sum(interval is not None for interval in intervals)


def _replicated(drawn: Any, groups: list[tuple[Any, ...]], keys: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Return the 2.5 and 97.5 % quantiles of eight metrics of every group over all replicates."""
    names = sorted(set(groups))
    cells = {
        pair: np.stack([drawn[:, [g == name and key[-2:] == pair for g, key in zip(groups, keys, strict=True)]].sum(1) for name in names])
        for pair in ((1, 1), (0, 1), (1, 0), (0, 0))
    }
    tp, fp, fn, tn = (cells[pair].astype(float) for pair in ((1, 1), (0, 1), (1, 0), (0, 0)))
    rows = tp + fp + fn + tn
    found = {
        "count": rows, "selection_rate": (tp + fp) / rows, "true_positive_rate": tp / (tp + fn), "false_positive_rate": fp / (fp + tn),
        "true_negative_rate": tn / (fp + tn), "false_negative_rate": fn / (tp + fn), "accuracy": (tp + tn) / rows,
        "precision": tp / (tp + fp),
    }  # fmt: skip
    return {name: np.quantile(value, [0.025, 0.975], axis=1) for name, value in found.items()}


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """Return the median CPU seconds of some runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return sorted(spent)[len(spent) // 2]


def ours(path: Path) -> tuple[float, float, float]:
    """Return the CPU seconds of the point estimates and of everything, and the peak memory of this process in MB."""
    spent = [cpu(partial(work, path)) for work in (points, everything)]
    return spent[0], spent[1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print every ratio beside its bar; the peer comes last, so that the memory before it is ours."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, nargs="+", default=sorted(BARS))
    missed, found = 0, {}
    with tempfile.TemporaryDirectory() as folder:
        print(f"before anything is read: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        for rows in words.parse_args().rows:
            path = Path(folder, f"{rows}.parquet")
            written = multiprocessing.get_context("spawn").Process(target=people, args=(path, rows))
            written.start()
            written.join()
            found[rows] = ours(path)
            path.unlink()
        first = Path(folder, "peer.parquet")
        people(first, PEER_ROWS)
        theirs = peer(first)
    print(f"fairlearn MetricFrame, {PEER_ROWS:,} rows: {theirs:.1f} CPU s; all its numbers equal ours to 1e-12")
    for rows, (*spent, peak) in found.items():
        for name, seconds, bar in zip(("points", "every interval"), spent, BARS.get(rows, (0.0, 0.0)), strict=True):
            ratio = theirs * rows / PEER_ROWS / seconds
            missed += ratio < bar
            print(f"{rows:>10,} rows, {name:<15} {seconds:.3f} CPU s, {ratio:,.0f} times (bar {bar:g})")
        print(f"{rows:>10,} rows, peak memory {peak:,.0f} MB")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

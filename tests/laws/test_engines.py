"""The same audit everywhere: what is counted, judged and claimed does not depend on the engine that holds the data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from hashlib import md5
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.database.server import Server, running_server
from tests.laws import engine_run

ROWS = 12_000
LEFT_OUT = {"sha256", "notes"}
"""What is said of how a dataset was read, and of the bytes it was read from."""
SPARK = pytest.mark.skipif(not (find_spec("pyspark") and which("java")), reason="needs PySpark and Java")
ENGINES = [
    pytest.param("parts", id="DuckDB, other row groups and order"),
    pytest.param("pandas", id="pandas in hand"),
    pytest.param("polars", id="Polars in hand"),
    pytest.param("local[2]", id="Spark local[2]", marks=SPARK),
    pytest.param("spark frame", id="Spark frame in hand", marks=SPARK),
    pytest.param("local-cluster[2,1,1024]", id="Spark local-cluster, two executors", marks=SPARK),
    pytest.param("connect", id="Spark Connect", marks=SPARK),
    pytest.param("postgres", id="PostgreSQL"),
]
WHAT = ["stored", "model", "sample", "tasks", "task models"]
OF_ROWS = {"combinations", "consistency", "flips", "inference", "proxies", "relinking", "singling_out"}
RULES_OF_ROWS = {"flips-with-group", "inferable-attribute", "proxy-feature", "unique-combination"}
SUMS = {"facts_sha256", "count_line", "exposure", "headline", "todo", "metric_words", "law"}


def people() -> pa.Table:
    """Return people with gaps, NaN beside NULL, odd names, personal data in text, and every kind of column."""
    draw = np.random.default_rng(20261120)
    chance = draw.integers(0, 1001, ROWS) / 1000
    place = np.arange(ROWS)
    note = [f"write to q{n % 911}@example.com, please" if n % 40 == 0 else f"asked {n % 577} times" for n in place]
    holes = draw.random((4, ROWS)) < np.array([[0.02], [0.05], [0.1], [0.5]])
    extra = np.where(draw.random(ROWS) < 0.01, np.nan, draw.normal(0, 1, ROWS))
    seen = np.datetime64("2026-01-01T00:00:00", "us") + draw.integers(0, 10**13, ROWS).astype("timedelta64[us]")
    return pa.table({
        "id": place + 10_000_000,
        "birth_date": pa.array(np.datetime64("1950-01-01") + draw.integers(0, 23_000, ROWS), pa.date32(), mask=holes[1]),
        "token": [md5(str(n % 977).encode(), usedforsecurity=False).hexdigest() for n in place],
        "mail": pa.array([f"p{n * 7919 % 99991}@example.org" for n in place], mask=holes[0]),
        "sex": pa.array(np.where(draw.random(ROWS) < 0.45, "F", "M"), mask=holes[0]),
        "group": pa.array(draw.choice(["a", "b", "ß & x", "rare"], ROWS, p=[0.6, 0.3, 0.0995, 0.0005]), mask=holes[1]),
        "age": draw.integers(18, 90, ROWS),
        "zip": [f"{n:05d}" for n in draw.integers(10_000, 10_050, ROWS)],
        "income.net": pa.array(np.round(np.exp(9 + draw.random(ROWS)), 2), mask=holes[2]),
        "extra": pa.array(extra, mask=holes[1]),
        'the "odd" name': pa.array(draw.choice(["x", "", "ÿ", "日本"], ROWS)),
        "smokes": pa.array(draw.random(ROWS) < 0.3, mask=holes[2]),
        "joined": pa.array(np.datetime64("2001-01-01") + draw.integers(0, 9000, ROWS), pa.date32()),
        "seen": pa.array(seen, pa.timestamp("us"), mask=holes[2]),
        "note": pa.array(note, mask=holes[3]),
        "chance": chance,
        "predicted": (chance >= 0.5).astype(np.int64),
        "label": (draw.random(ROWS) < 0.15 + 0.7 * chance).astype(np.int64),
        "weight": np.round(np.exp(draw.normal(0, 1, ROWS)), 4),
        "kind": pa.array(draw.choice(["p", "q", "ß", "rare"], ROWS, p=[0.5, 0.3, 0.1995, 0.0005]), mask=holes[0]),
        "said": draw.choice(["p", "q", "ß", "new"], ROWS),
        "amount": pa.array(np.exp(draw.normal(9, 2, ROWS)), mask=holes[1]),
        "guess": draw.normal(9_000, 1e5, ROWS),
    })  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the people and a model of them."""
    import skops.io
    from sklearn.compose import make_column_transformer
    from sklearn.linear_model import LinearRegression, LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    made, table = tmp_path_factory.mktemp("engines"), people()
    pq.write_table(table, made / "people.parquet", row_group_size=5_000)
    frame = table.to_pandas()
    encoder = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), ["sex", "group"]), ("passthrough", ["age", "chance"]))
    model = make_pipeline(encoder, LogisticRegression()).fit(frame[["sex", "group", "age", "chance"]], frame["label"])
    skops.io.dump(model, made / "model.skops")
    known = frame.dropna(subset=["kind", "amount"])
    others = {"multiclass": LogisticRegression().fit(known[["age"]], known["kind"])}
    others["regression"] = LinearRegression().fit(known[["age", "chance"]], known["amount"])
    for task, other in others.items():
        skops.io.dump(other, made / f"{task}.skops")
    (made / "trusted").write_text("\n".join(skops.io.get_untrusted_types(file=made / "model.skops")))
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """Yield a PostgreSQL with the people in it."""
    with running_server() as one:
        one.load("people", pq.read_table(folder / "people.parquet"))
        yield one


@pytest.fixture(scope="module")
def audited(folder: Path, request: pytest.FixtureRequest) -> Callable[[str, str], dict[str, Any]]:
    """Return what audits on an engine, once each."""
    done: dict[str, dict[str, Any]] = {}

    def audit(engine: str, what: str) -> dict[str, Any]:
        if engine not in done:
            # A model is not asked inside a database.
            asked = [one for one in WHAT if not (engine == "postgres" and "model" in one)]
            done[engine] = _in_a_process(_address(engine, folder, request), folder, asked)
        return dict(done[engine][what])

    return audit


def _address(engine: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Return where the data is for an engine."""
    if engine.startswith("local"):
        return f"{engine}#{folder / 'people.parquet'}"
    if engine == "postgres":
        return f"{request.getfixturevalue('server').address}#people"
    return engine


def _in_a_process(engine: str, folder: Path, asked: Sequence[str]) -> dict[str, Any]:
    """Audit in a process of its own: in the folder's shuffled parts for `parts`, in the folder itself otherwise."""
    if engine == "parts":
        return _in_parts(folder, asked)
    out = folder / f"{abs(hash(engine))}.json"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONWARNINGS": "ignore"}
    words = [sys.executable, str(Path(engine_run.__file__)), engine, str(folder), str(out), *asked]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(out.read_text()))


def _in_parts(folder: Path, asked: Sequence[str]) -> dict[str, Any]:
    """Audit the same rows, shuffled into a folder of three Parquet parts."""
    parts = folder / "parts"
    (parts / "people.parquet").mkdir(parents=True, exist_ok=True)
    frame = pq.read_table(folder / "people.parquet")
    frame = frame.take(np.random.default_rng(1).permutation(ROWS))
    for number, start in enumerate(range(0, ROWS, 4_500)):
        pq.write_table(frame.slice(start, 4_500), parts / "people.parquet" / f"{number}.parquet", row_group_size=700)
    for name in ("model.skops", "multiclass.skops", "regression.skops", "trusted"):
        (parts / name).write_bytes((folder / name).read_bytes())
    return _in_a_process("parts of a folder", parts, asked)


def _compared(claims: dict[str, Any]) -> dict[str, Any]:
    """Return claims without what is said of the bytes the data was read from."""
    datasets = [{name: value for name, value in one.items() if name not in LEFT_OUT} for one in claims["datasets"]]
    return {**claims, "datasets": datasets}


def _without_rows(claims: dict[str, Any]) -> dict[str, Any]:
    """Return claims without what is worked out or tried on rows, and the sums over it: no row leaves a database."""
    some = {name: value for name, value in claims.items() if name not in SUMS}
    lists: dict[str, Callable[[dict[str, Any]], bool]] = {
        "advice": lambda one: not one.get("tradeoff") and one["rule"] != "small-cells",
        "not_checked": lambda one: one["rule"] not in {"advice", *RULES_OF_ROWS},
        "rules": lambda one: one["rule"] not in RULES_OF_ROWS,
        "findings": lambda one: one["rule"] not in RULES_OF_ROWS,
        "metrics": lambda one: one["family"] != "proxies" and one["metric"] not in {"consistency_score", "flip_rate"},
    }
    risk = {name: value for name, value in claims.get("risk", {}).items() if name != "tests"}
    tests = [{**one, "attacks": [], "not_run": ""} for one in claims.get("risk", {}).get("tests", ())]
    kept = {name: [one for one in some[name] if keep(one)] for name, keep in lists.items() if name in some}
    return {**some, **kept, "risk": {**risk, "tests": tests}}


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("engine", ENGINES)
def test_facts_findings_and_claims_are_the_same(engine: str, what: str, audited: Callable[[str, str], dict[str, Any]]) -> None:
    """Every fact to the last integer, every finding, every other claim: nobody who adds a fact writes a line for it."""
    if engine == "postgres" and "model" in what:
        pytest.skip("a model is not asked inside a database: tests/database holds what is said then")
    expected, actual = audited("DuckDB", what), audited(engine, what)

    there = [one for one in expected["facts"] if not (engine == "postgres" and one["name"] in OF_ROWS)]
    for one, other in zip(there, actual["facts"], strict=True):
        assert one == other, one["name"]
    mine, theirs = _compared(expected["claims"]), _compared(actual["claims"])
    if engine == "postgres":
        mine, theirs = _without_rows(mine), _without_rows(theirs)
    assert mine == theirs


def test_the_table_holds_what_engines_differ_in() -> None:
    """NaN beside NULL, empty text beside none, a rare group, text outside ASCII: or the matrix proves little."""
    frame = people()

    assert pd.isna(frame["extra"].to_pandas()).sum() > frame["extra"].null_count > 0
    assert {"", "日本"} <= set(frame['the "odd" name'].to_pylist())
    assert 0 < frame["group"].to_pylist().count("rare") < 10

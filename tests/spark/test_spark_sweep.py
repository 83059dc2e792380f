"""Is what workers of Spark see in every cell what is seen of the same table in a file?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine
from audit.load.source import open_source
from audit.load.spark import spark_source
from audit.observe.engines import spark_sweep
from audit.observe.engines.spark_sweep_worker import SweepTask, answer
from audit.observe.engines.sweeping import sweep
from audit.observe.personal.sieve import hyperscan_door
from audit.observe.personal.sieve.probes import Probe
from audit.observe.personal.sieve.sweep import Swept
from audit.observe.scene import Settings

ASKED = Settings(locales=("US", "DE"), judged_cap=20)
DISTINCT = {"sex": 4, "a": 1_000, "zip code": 400, "a.b": 3}


def _here(folder: Path) -> dict[str, Swept]:
    with Engine.open(memory="512MiB", threads=1) as engine:
        source = open_source(engine, "test", folder / "people.parquet")
        return sweep(source, source.names(), ASKED, distinct=DISTINCT)


@pytest.mark.parametrize("partitions", [1, 5])
def test_workers_see_what_is_seen_here(partitions: int, session: Any, folder: Path) -> None:
    """Odd names, other scripts, NaN, infinities, columns told apart and columns looked at row by row."""
    frame = session.read.parquet(str(folder / "people.parquet")).repartition(partitions)
    source = spark_source("test", frame)
    expected = _here(folder)

    actual = sweep(source, source.names(), ASKED, distinct=DISTINCT)

    assert expected == actual
    assert expected["mail"].candidates["EmailRecognizer"] > 0


def test_no_columns_are_no_work(session: Any, folder: Path) -> None:
    source = spark_source("test", session.read.parquet(str(folder / "people.parquet")))

    assert sweep(source, ["joined", "flag"], ASKED) == {}


def test_a_worker_without_hyperscan_uses_the_patterns_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.load.spark_parcel import packed

    monkeypatch.setattr(hyperscan_door, "hyperscan", lambda: None)
    task = SweepTask((Probe("Number", "NUMBER", ((r"\d{2}", 26),)),), 7, 5, (False,))
    batch = pa.record_batch({"c0": pa.array([0, 0], pa.int32()), "c1": ["12", "é"], "c2": pa.array([1, 1], pa.int64())})

    actual = spark_sweep._swept(answer([batch], {}, packed(task)))[0]

    assert actual.candidates == {"Number": 1}
    assert any("Hyperscan" in note for note in actual.notes)


def test_a_worker_with_another_version_does_not_look() -> None:
    with pytest.raises(BadInput, match="equigate"):
        spark_sweep._swept(answer([], {"equigate": "9"}, b""))


def test_what_breaks_a_worker_is_told_by_its_kind_alone() -> None:
    with pytest.raises(BadInput, match=r"broke with \w+\. Scan"):
        spark_sweep._swept(answer([], {}, b"no parcel"))


def test_a_package_that_a_worker_lacks_is_named() -> None:
    with pytest.raises(BadInput, match="has no regex"):
        spark_sweep._swept(json.dumps({"lacks": "regex._core"}))

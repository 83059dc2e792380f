"""Counting in parts gives what counting at once gives, and parts are as many as the memory asks for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from textwrap import dedent
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.core.fact import Fact
from audit.observe import counts
from audit.observe.cells import CELLS, _counted
from audit.observe.engines import partition
from audit.observe.engines.draw import draw_distinct
from audit.observe.engines.partition import guesses, parts, passes, split, weight
from audit.observe.profile import PROFILE
from audit.observe.scene import Scene
from tests.observe import scenes

ROOT = Path(__file__).resolve().parents[2]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = ("__key_0", "__key_1", "__key_2")
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(["a", "b", "", "ü", "a" * 40])),
        st.one_of(st.none(), st.integers(-2, 2)),
        st.one_of(st.none(), st.sampled_from([0.5, 0.0, -0.0, float("nan")])),
    ),
    min_size=1,
    max_size=40,
)
KINDS = (pa.string(), pa.int64(), pa.float64())
NUMBER = 3_000
MANY = pa.table({
    'a "text"': [f"p{place * 7919 % NUMBER}@example.org" for place in range(NUMBER * 2)],
    "whole": [place % NUMBER * 37 for place in range(NUMBER * 2)],
    "share": [(place % NUMBER) / 7 for place in range(NUMBER * 2)],
    "day": pa.array([place % NUMBER for place in range(NUMBER * 2)], pa.int32()).cast(pa.date32()),
    "moment": pa.array([place % NUMBER * 1_000_003 for place in range(NUMBER * 2)], pa.int64()).cast(pa.timestamp("us")),
})  # fmt: skip


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Yield a scene whose engine counts every table."""
    with scenes.scene(pa.table({"a": ["a"], "b": [1], "c": [0.5]}), quasi_identifiers="a,b,c") as one:
        yield one


def _scene(stage: Scene, rows: list[tuple[Any, ...]]) -> Scene:
    """Return a scene over some rows of three columns."""
    table = pa.table({name: pa.array([row[place] for row in rows], KINDS[place]) for place, name in enumerate("abc")})
    return scenes.again(stage, table)


def _keyed(one: Scene) -> nw.LazyFrame[Any]:
    """Return three columns under working names."""
    return one.source.frame().select(*(nw.col(name).alias(key) for name, key in zip("abc", KEYS, strict=True)))


# ------------------------------------------------------------------------------------- parts


@QUICK
@given(rows=ROWS)
def test_classes_are_the_same_for_any_number_of_parts(stage: Scene, rows: list[tuple[Any, ...]]) -> None:
    """A class lies in one part as a whole, also where some of its keys are missing."""
    one = _scene(stage, rows)
    frame = _keyed(one)
    (whole,) = (_counted(part, KEYS, one) for part in split(frame, KEYS, 1))

    found = {number: reduce(Fact.merge, (_counted(part, KEYS, one) for part in split(frame, KEYS, number))) for number in (2, 7)}

    assert {2: whole, 7: whole} == found
    assert len(rows) == sum(numbers[1] for numbers in whole.rows.values())


@QUICK
@given(rows=ROWS)
def test_facts_are_the_same_under_the_smallest_cap(stage: Scene, rows: list[tuple[Any, ...]]) -> None:
    """Profile and classes, each value and each class in a part of its own, if need be."""
    one = _scene(stage, rows)
    expected = _facts(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "SHARE", 1e-7)
        patch.setattr(counts, "SHARE", 1e-7)
        actual = _facts(one)

    assert expected == actual


def _facts(one: Scene) -> list[Fact | None]:
    """Return the profile and the classes."""
    profile = PROFILE.make(one, {})
    assert profile is not None
    return [profile, CELLS.make(one, {"profile": profile})]


def test_parts_hold_all_rows_and_share_no_values(stage: Scene) -> None:
    """Of about equal size: the engine's own hash table is not what they are cut by."""
    frame = scenes.again(stage, MANY).source.frame().select(nw.col("whole").alias("__value"))

    found = [part.collect("pyarrow").to_native().column("__value").to_pylist() for part in split(frame, ("__value",), 5)]

    assert sorted(MANY.column("whole").to_pylist()) == sorted(value for part in found for value in part)
    assert sum(len(set(part)) for part in found) == NUMBER
    assert all(0.8 * NUMBER / 5 < len(set(part)) < 1.2 * NUMBER / 5 for part in found)


@pytest.mark.parametrize(
    ("values", "keys", "memory", "expected"),
    [
        pytest.param(10**12, 6, None, 1, id="an-engine-that-looks-after-itself"),
        pytest.param(0, 1, 10**9, 1, id="nothing"),
        pytest.param(1_000_000, 6, 2 * 10**9, 1, id="it-fits"),
        pytest.param(62_000_000, 6, 2 * 10**9, 9, id="sixty-two-million-classes"),
        pytest.param(100_000_000, 1, 2 * 10**9, 5, id="a-hundred-million-values"),
    ],
)
def test_as_many_parts_as_the_memory_asks_for(values: int, keys: int, memory: int | None, expected: int) -> None:
    """Weight over the share of the cap, rounded up."""
    actual = passes(values, keys, memory)

    assert expected == actual


def test_a_guess_saves_parts_where_the_bound_is_far_too_high(stage: Scene) -> None:
    """Equal columns have as many combinations as values, not their product."""
    frame = scenes.again(stage, MANY).source.frame().select(nw.col("whole").alias("__key_0"), nw.col("day").alias("__key_1"))
    memory = int(weight(NUMBER, 2) / partition.SHARE / 3)

    bound = passes(NUMBER**2, 2, memory)
    actual = len(list(parts(frame, ("__key_0", "__key_1"), NUMBER**2, memory)))

    assert bound > 1_000
    assert 3 <= actual <= 5


def test_a_guess_is_not_far_too_low(stage: Scene) -> None:
    """It has room on top; a missing value is none."""
    frame = scenes.again(stage, MANY).source.frame().select(nw.col("whole").alias("a"), nw.lit(None, dtype=nw.Int64).alias("b"))

    many, none = guesses(frame, ("a", "b"))

    assert NUMBER <= many <= 1.5 * NUMBER
    assert none == 0


def test_another_engine_gets_everything_at_once() -> None:
    """It has no cap of ours, and another hash."""
    frame: Any = nw.from_native(pa.table({"a": [1, 2]})).lazy("polars")

    (actual,) = parts(frame, ("a",), 10**12, 1)

    assert frame is actual


# ------------------------------------------------------------------------------------- draws


@pytest.mark.parametrize("column", MANY.column_names)
@pytest.mark.parametrize("most", [5, 700, NUMBER])
def test_what_is_known_of_a_column_does_not_change_its_draw(stage: Scene, column: str, most: int) -> None:
    """Right, too high by far, or unknown: the same values in the same order."""
    source = scenes.again(stage, MANY).source

    plain, *known = [draw_distinct(source, column, most, 3, distinct) for distinct in (None, NUMBER, NUMBER * 1_000)]

    assert most == len(set(plain))
    assert [plain, plain] == known


def test_a_draw_is_the_same_from_text_as_it_was_written(stage: Scene, tmp_path: Path) -> None:
    """A file of text is read as text: 007 is not 7."""
    path = tmp_path / "people.csv"
    path.write_text("code\n" + "\n".join(f"{place:05d}" for place in range(NUMBER)) + "\n", encoding="utf-8")
    source = scenes.again(stage, path).source

    plain, known = [draw_distinct(source, "code", 9, 0, distinct) for distinct in (None, NUMBER)]

    assert plain == known
    assert all(len(value) == 5 for value in plain)


# ------------------------------------------------------------------------------------- memory

CAP = 200
RUN = """
    import re, sys
    from pathlib import Path
    sys.path.insert(0, "benchmarks")
    from invented import QUASI_IDENTIFIERS, write
    from audit.load.subject import override
    from audit.observe.stage import Means
    from audit.pipeline import Request, observe_only, policy_for
    path, cap = Path(sys.argv[1]), sys.argv[2]
    if not path.exists():
        write(path, 2_000_000)
        sys.exit()
    flags = {"label": "label", "prediction": "predicted", "score": "score", "favourable": ["1"], "protected": "sex,ethnicity"}
    subject = override(None, data=[str(path)], quasi_identifiers=QUASI_IDENTIFIERS, **flags)
    facts = observe_only(Request(subject, policy_for(subject), means=Means(cap, 2)))
    most = int(re.search("VmHWM: *([0-9]+)", Path("/proc/self/status").read_text().replace(chr(9), " ")).group(1)) // 1024
    print(most, sum(n[1] for n in facts.find("cells", "test").rows.values()))
"""


def _run(path: Path) -> list[int]:
    """Run in a process of its own."""
    line = [sys.executable, "-c", dedent(RUN), str(path), f"{CAP}MB"]
    done = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True)
    return [int(word) for word in done.stdout.split()]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the most memory that was held")
def test_the_cap_holds_for_two_million_rows(tmp_path: Path) -> None:
    """All facts of 24 columns under 200 MB: the process stays below the cap and 550 MB for all else, scikit-learn and its samples too."""
    path = tmp_path / "people.parquet"
    _run(path)

    most, rows = _run(path)

    assert most <= CAP + 550
    assert rows == 2_000_000

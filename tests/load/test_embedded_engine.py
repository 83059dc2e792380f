"""Does the engine keep to its folder and its memory, and leave quietly?"""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.load.engine import Engine, identifier, literal, parquet


def _setting(engine: Engine, name: str) -> str:
    row = engine.connection.execute(f"SELECT current_setting('{name}')").fetchone()
    return str(row[0]) if row else ""


def test_the_folder_is_private_and_removed() -> None:
    with Engine.open() as engine:
        folder = engine.folder
        (folder / "staged").write_text("x", encoding="utf-8")

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    assert not folder.exists()


def test_an_engine_that_is_forgotten_leaves_no_folder() -> None:
    code = "from audit.load.engine import Engine; print(Engine.open().folder)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not Path(done.stdout.strip()).exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("autoinstall_known_extensions", "False"),
        ("autoload_known_extensions", "False"),
        ("allow_community_extensions", "False"),
        ("python_enable_replacements", "False"),
        ("preserve_insertion_order", "True"),
        ("threads", "1"),
        ("memory_limit", "512.0 MiB"),
        ("TimeZone", "UTC"),
    ],
)
def test_settings(name: str, expected: str) -> None:
    with Engine.open(memory="512MiB", threads=1) as engine:
        found = _setting(engine, name)

        assert expected == found


def test_a_cursor_has_the_same_time_zone() -> None:
    with Engine.open() as engine:
        row = engine.connection.cursor().execute("SELECT current_setting('TimeZone')").fetchone()

        assert row == ("UTC",)


def test_the_default_cap_is_at_most_half_of_the_machine() -> None:
    with Engine.open() as engine:
        mebibytes = int(engine.memory.removesuffix("MiB"))

    assert 0 < mebibytes * 2 <= 1 << 30


@pytest.mark.parametrize(("memory", "threads"), [("plenty", None), ("1GB", 0), ("1GB", -3)])
def test_a_setting_that_makes_no_sense_is_refused(memory: str, threads: int | None) -> None:
    with pytest.raises(BadInput, match="memory cap or thread count"):
        Engine.open(memory=memory, threads=threads)


def test_work_larger_than_the_cap_spills_into_the_folder() -> None:
    with Engine.open(memory="256MiB", threads=1) as engine:
        row = engine.connection.execute(
            "SELECT count(*) FROM (SELECT range, md5(range::VARCHAR) AS key FROM range(2_000_000) ORDER BY key)"
        ).fetchone()

        assert row == (2_000_000,)


def test_names_and_texts_are_quoted(tmp_path: Path) -> None:
    assert identifier('a"b') == '"a""b"'
    assert literal("a'b") == "'a''b'"
    assert "'" + str(tmp_path) + "''s'" in parquet((tmp_path.with_name(tmp_path.name + "'s"),))


def test_a_process_that_used_narwhals_ends_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("age,sex\n" + "31,f\n42,m\n" * 50, encoding="utf-8")
    code = f"""
import narwhals as nw
from audit.load.engine import Engine
from audit.load.source import open_source
with Engine.open() as engine:
    source = open_source(engine, "test", {str(path)!r})
    frame = source.frame()
    counted = frame.group_by("sex").agg(nw.len().alias("n")).sort("sex").collect()
    rows = sum(batch.num_rows for batch in source.batches(["age"]))
    print(rows, counted["n"].to_list())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("100 [50, 50]\n", "")


def test_importing_load_brings_no_library_along() -> None:
    code = (
        "import sys, audit.load.source; "
        "print([name for name in ('duckdb', 'pyarrow', 'narwhals', 'numpy', 'pandas', 'polars') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"

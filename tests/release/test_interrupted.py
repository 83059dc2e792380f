"""Does a run that is stopped half-way leave the old output as it was? Asked of a real process, while it writes and while it measures."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = 60_000
LINE = ["anonymize", "d.parquet", "--plan", "plan.yml", "-o", "out.csv"]
PLAN = """\
version: 1
name: stopped
steps:
  - {technique: generalise, steps: {age: bands of 10}}
promise: {quasi_identifiers: [age], k: 5}
"""
_PATIENCE = 90


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write data, a plan, and an old output."""
    folder = tmp_path_factory.mktemp("stopped")
    draw = np.random.default_rng(1)
    columns = {f"c{place}": draw.integers(0, 10**9, ROWS) for place in range(6)}
    pd.DataFrame({"age": draw.integers(18, 90, ROWS), **columns}).to_parquet(folder / "d.parquet")
    (folder / "plan.yml").write_text(PLAN, encoding="utf-8")
    return folder


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """Start the command over an old output."""
    (folder / "out.csv").write_text("old\n1\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "audit", *LINE]
    return subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _until_it_writes(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until there is something in the temporary file."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if any(path.stat().st_size for path in folder.glob(".equigate-*")):
            return
        time.sleep(0.01)
    pytest.fail("the command never wrote")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 130)], ids=["killed", "Ctrl-C", "cancelled"]
)
def test_the_old_output_is_intact(folder: Path, number: signal.Signals, code: int) -> None:
    """Killed outright or asked to stop: the old bytes are there; asked to stop, nothing else is."""
    process = _start(folder)
    _until_it_writes(folder, process)
    process.send_signal(number)
    _, said = process.communicate(timeout=_PATIENCE)
    left = list(folder.glob(".equigate-*"))
    for path in left:
        path.unlink()

    assert (process.returncode, (folder / "out.csv").read_text("utf-8")) == (code, "old\n1\n")
    assert number == signal.SIGKILL or not left
    assert (
        number == signal.SIGKILL or said.decode().splitlines()[-1] == "exit 130: interrupted; outputs that were there before are untouched"
    )


def test_a_terminal_sees_progress(folder: Path) -> None:
    """On a terminal the steps are shown; in the end there is the new file, as readable as any."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    environment.pop("CI", None)
    (folder / "out.csv").write_text("old\n1\n", encoding="utf-8")
    line = [sys.executable, "-m", "audit", *LINE]
    process = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 65_536)
        except OSError:
            break
    os.close(ours)

    assert process.wait(timeout=_PATIENCE) == 0
    assert [step for step in (b"load", b"writing", b"personal data") if step not in seen] == []
    assert len((folder / "out.csv").read_text("utf-8").splitlines()) == ROWS + 1
    assert (folder / "out.csv").stat().st_mode & 0o044 == 0o044

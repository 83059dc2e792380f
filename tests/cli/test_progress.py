"""On a terminal long work is seen, and leaves nothing behind; in a pipe nothing of it is written."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINE = ["check", "--data", "d.csv", "--label", "y", "--prediction", "p", "--favourable", "1", "--protected", "sex"]


def _data(folder: Path) -> None:
    rows = "".join(f"{'f' if n % 2 else 'm'},{n % 3 % 2},{n % 5 % 2},{n}\n" for n in range(400))
    (folder / "d.csv").write_text(f"sex,y,p,n\n{rows}", encoding="utf-8")


def _on_a_terminal(folder: Path) -> tuple[int, str]:
    """Run the command with a terminal as its stderr; return exit code and what the terminal got."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    env.pop("CI", None)
    process = subprocess.Popen([sys.executable, "-m", "audit", *LINE], cwd=folder, env=env, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return process.wait(timeout=60), seen.decode("utf-8", errors="replace")


def test_a_terminal_sees_steps_and_the_reason(tmp_path: Path) -> None:
    _data(tmp_path)
    code, seen = _on_a_terminal(tmp_path)

    assert code == 1
    assert "personal data" in seen
    assert seen.rstrip().splitlines()[-1].startswith("exit 1: ") or "exit 1: " in seen.rstrip().splitlines()[-1]


def test_a_pipe_sees_the_reason_alone(tmp_path: Path) -> None:
    _data(tmp_path)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "audit", *LINE], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["exit 1"]

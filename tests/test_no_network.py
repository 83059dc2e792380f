"""Does everything work where every connection is refused, and is none tried?"""

from __future__ import annotations

from pathlib import Path

from command_line import Demo, Equigate, offline


def test_the_demo_needs_no_network(demo: Demo) -> None:
    """Train, audit and render without a connection, an address look-up or an internet socket."""
    assert demo.ended.code == 0, demo.ended.err
    assert demo.connections == ""


def test_a_check_needs_no_network(demo: Demo, tmp_path: Path, run: Equigate) -> None:
    """Read, judge and render without a connection, the PDF aside, which the demo makes; e-mail addresses are in the data."""
    front, env, trace = offline(tmp_path)

    ended = run("check", demo.folder / "equigate.yml", "-o", "json=e.json", "-o", "html=e.html", env=env, front=front)

    assert ended.code == 1, ended.err
    assert not trace.exists()
    assert {"e.json", "e.html"} <= {path.name for path in tmp_path.iterdir()}


def test_the_block_blocks(tmp_path: Path) -> None:
    """Show that the refusal works, so that the other tests mean something."""
    import subprocess
    import sys

    from command_line import environment

    front, env, trace = offline(tmp_path)
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"

    done = subprocess.run([sys.executable, "-c", code], env=environment(env, front), capture_output=True, check=False)

    assert done.returncode != 0
    assert "socket.getaddrinfo" in trace.read_text(encoding="utf-8")

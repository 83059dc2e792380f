"""How a test runs the command line: as a process of its own, and what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ended:
    """What a command left behind: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Return the last line on stderr."""
        return (self.err.splitlines() or [""])[-1]


def environment(env: Mapping[str, str] | None = None, front: Path | None = None) -> dict[str, str]:
    """Return the environment of a process that sees this checkout; `front` comes first on its path."""
    paths = [str(front)] if front else []
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV_CORE")}
    known = kept.get("PYTHONPATH", "").split(os.pathsep)
    return {**kept, **(env or {}), "PYTHONPATH": os.pathsep.join([*paths, str(ROOT), *filter(None, known)])}


@dataclass(frozen=True)
class Equigate:
    """Runs `python -m audit ARGUMENTS` in a folder."""

    folder: Path

    def __call__(
        self,
        *arguments: object,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        front: Path | None = None,
    ) -> Ended:
        """Run to the end; a run of more than two minutes fails the test."""
        command = [sys.executable, "-m", "audit", *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=cwd or self.folder,
            env=environment(env, front),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Demo:
    """The demo, made once by a process that had no network: where it is, how it ended, what it tried to reach."""

    folder: Path
    ended: Ended
    connections: str


OFFLINE = '''\
"""Refuses every connection, and leaves a trace of each attempt."""

import os
import socket
import sys

FAMILIES = {int(socket.AF_INET), int(socket.AF_INET6)}


def refuse(event, arguments):
    network = event == "socket.__new__" and int(arguments[1]) in FAMILIES
    # urllib3 asks the machine, not the network, whether it knows IPv6, when it is imported.
    if network and sys._getframe(2).f_code.co_name == "_has_ipv6":
        raise OSError("no IPv6 in this test")
    if network or event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect"}:
        with open(os.environ["EQUIGATE_TRACE"], "a", encoding="utf-8") as trace:
            trace.write(event + "\\n")
        raise OSError("no network in this test")


sys.addaudithook(refuse)
'''


def offline(folder: Path) -> tuple[Path, dict[str, str], Path]:
    """Write what refuses the network to every Python process; return its folder, the environment, and the trace."""
    front, trace = folder / "offline", folder / "connections.txt"
    front.mkdir()
    (front / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    return front, {"EQUIGATE_TRACE": str(trace)}, trace
